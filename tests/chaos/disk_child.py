"""One act on a disk that is nearly full: ``python -m tests.chaos.disk_child DATA_DIR FOLDER BYTES publish|backup|feedback``.

A limit on the size of files stands for the disk: every write beyond it fails as on a full one. Prints what a reader of the error would see.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from assistant.errors import SafeguardingError
from assistant.fakes import WordEmbedder
from assistant.state import Feedback, Records, open_database
from ingest.backup import back_up
from ingest.job import Options, ingest
from ingest.publish import Place


def main() -> None:
    """Do it and say how it ended: ``done``, or ``refused:`` and the sentence."""
    data_dir, folder, most, act = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    place = Place(data_dir=data_dir, embedder=WordEmbedder())
    records = Records(open_database(data_dir)) if act == "feedback" else None
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    try:
        if act == "publish":
            ingest([folder], place, options=Options(yes=True))
        elif act == "backup":
            back_up(data_dir, folder / "b.tar.gz")
        elif records is not None:
            for number in range(2_000):
                records.keep_feedback(Feedback(answer_id=f"a{number}", helpful=True, wording="x" * 500))
        print("done")
    except (SafeguardingError, SQLAlchemyError) as error:
        print(f"refused: {type(error).__name__}: {str(error).splitlines()[0]}")


if __name__ == "__main__":
    main()
