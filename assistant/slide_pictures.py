"""Presentations as PDF, so that their slides can be shown as pictures: made once in the background by an office program, where one is set.

They lie beside the originals in the generation's folder, so that they go whenever those go: with old generations and with a purge.
"""

from __future__ import annotations

import logging
import shlex
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

log = logging.getLogger("safeguarding.slides")

_SECONDS = 120


class SlidePictures:
    """Gives the PDF of a presentation once it is made. ``command`` gets ``--outdir FOLDER FILE`` added; empty: there never is one."""

    def __init__(self, command: str) -> None:
        self._command = shlex.split(command)
        self._begun: set[Path] = set()
        self._lock = threading.Lock()
        # One at a time: an office program takes a core and some hundred megabytes.
        self._turn = threading.Lock()

    def ready(self, original: Path | None) -> Path | None:
        """The PDF of a presentation in ``originals``, or ``None``; then it is begun, once in a process."""
        if not self._command or original is None:
            return None
        made = original.parent.parent / "slides" / f"{original.stem}.pdf"
        if made.is_file():
            return made
        with self._lock:
            begin = made not in self._begun
            self._begun.add(made)
        if begin:
            threading.Thread(target=self._make, args=(original, made), name="slides", daemon=True).start()
        return None

    def _make(self, original: Path, made: Path) -> None:
        try:
            made.parent.mkdir(exist_ok=True)
            with self._turn, tempfile.TemporaryDirectory(dir=made.parent) as work:
                copy = Path(shutil.copyfile(original, Path(work) / f"slides{original.suffix}"))
                command = [*self._command, "--outdir", work, str(copy)]
                # Its profile lies in the folder too, so that it neither reads nor leaves anything elsewhere.
                subprocess.run(  # noqa: S603 - the operator's own command
                    command, check=True, capture_output=True, timeout=_SECONDS, stdin=subprocess.DEVNULL, env={"HOME": work, "PATH": "/usr/bin:/bin"}
                )
                (Path(work) / "slides.pdf").replace(made)
        except (OSError, subprocess.SubprocessError) as error:
            log.warning("a presentation was not turned into pictures: %s", type(error).__name__)
