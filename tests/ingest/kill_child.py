"""A warm process for the kill test: for each line on standard input it forks, and the fork publishes once and ends.

Each line is a folder to publish; the answer is the fork's process id, then ``done`` or ``died`` when it has ended.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main() -> None:
    """Serve until standard input closes."""
    from assistant.fakes import WordEmbedder
    from ingest import catalogue, identity, parse_markdown, publish  # noqa: F401  (loaded before forking)
    from ingest.job import Options, ingest

    data_dir = Path(sys.argv[1])
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os.setpgid(0, 0)
            ingest([Path(line.strip())], publish.Place(data_dir=data_dir, embedder=WordEmbedder(), keep=3), options=Options(yes=True))
            os._exit(0)
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print("done" if status == 0 else "died", flush=True)


if __name__ == "__main__":
    main()
