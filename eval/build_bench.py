"""How long a publication takes and what it needs: ``python -m eval.build_bench FOLDER`` (run by hand; POSIX with /proc).

Publishes FOLDER twice into a new data directory, by the command line in a process of its own, and prints for each run: seconds, processor
seconds, the time at which each stage was last heard of, the largest memory of the process with its children, and how many files of the data
directory the second run touched. Memory is the sum of resident sets, sampled ten times a second: pages that processes share count twice, so
the true figure is a little lower. The load average tells what else the machine was doing.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

_PAUSE = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE")
_COMMAND = (sys.executable, "-c", "from assistant.channels.cli import main; main()", "ingest")


@dataclass(slots=True)
class Measured:
    """One run. ``stages`` are (name, seconds since the start when it was last heard of, megabytes then)."""

    seconds: float = 0.0
    processor: float = 0.0
    peak: float = 0.0
    code: int = 0
    stages: dict[str, tuple[float, float]] = field(default_factory=dict)


def tree_megabytes(process: int) -> float:
    """Resident sets of a process and all that descend from it; 0 once it has ended."""
    try:
        own = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * _PAGE / 2**20
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text(encoding="ascii").split()]
    except OSError:
        return 0.0
    return own + sum(tree_megabytes(child) for child in children)


def publish(folder: Path, data_dir: Path) -> Measured:
    """Run ``safeguarding ingest`` and watch it."""
    run = Measured()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    command = [*_COMMAND, str(folder), "--data-dir", str(data_dir)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
        ended = threading.Event()

        def sample() -> None:
            while not ended.wait(_PAUSE):
                run.peak = max(run.peak, tree_megabytes(process.pid))

        watcher = threading.Thread(target=sample)
        watcher.start()
        assert process.stderr is not None
        for line in process.stderr:
            name, _, count = line.rpartition(": ")
            if " of " in count:
                run.stages[name.strip()] = (time.monotonic() - started, tree_megabytes(process.pid))
        run.code = process.wait()
        ended.set()
        watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    run.seconds = time.monotonic() - started
    run.processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return run


def _marks(data_dir: Path) -> dict[str, tuple[int, int]]:
    """Each file with its size and time of change."""
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in data_dir.rglob("*") if path.is_file()}


def _print(name: str, run: Measured) -> None:
    load = os.getloadavg()[0]
    print(f"{name}: {run.seconds:.1f} s, {run.processor:.1f} s of processor time, at most {run.peak:.0f} MB, exit code {run.code}, load {load:.1f}")
    for stage, (seconds, memory) in run.stages.items():
        print(f"  {seconds:7.1f} s  {memory:6.0f} MB  {stage}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    with tempfile.TemporaryDirectory(prefix="build-bench-") as made:
        data_dir = Path(made)
        _print("new library", publish(folder, data_dir))
        before = _marks(data_dir)
        _print("the same folder again", publish(folder, data_dir))
        after = _marks(data_dir)
        touched = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
        print(f"files written by the second run: {len(touched)}", *touched[:5], sep="\n  " if touched else "")


if __name__ == "__main__":
    main()
