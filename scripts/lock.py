"""Write requirements.lock and requirements-dev.lock from what is installed: exact versions of the dependencies' closure.

Run it in an environment where ``pip install -e .[test,dev]`` was done: ``python scripts/lock.py``. No hashes: torch has several builds of one
version (README, "Installing elsewhere"); model weights are checked by their own digests.
"""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent


def closure(requirements: list[str]) -> dict[str, str]:
    """Canonical name -> version of everything that the requirements need here."""
    found: dict[str, str] = {}
    queue = [(Requirement(text), frozenset[str]()) for text in requirements]
    seen: set[tuple[str, frozenset[str]]] = set()
    while queue:
        requirement, _ = queue.pop()
        name = canonicalize_name(requirement.name)
        extras = frozenset(requirement.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            sys.exit(f"{name} is not installed here: run pip install -e .[test,dev] first.")
        found[name] = installed.version.split("+")[0]
        for text in installed.requires or []:
            child = Requirement(text)
            if child.marker is None or any(child.marker.evaluate({"extra": extra}) for extra in (extras or {""})):
                queue.append((child, extras))
    return found


def main() -> None:
    """Write both files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime = closure(project["dependencies"])
    extras = project["optional-dependencies"]
    everything = closure([*project["dependencies"], *extras["test"], *extras["dev"]])
    head = "# Written by scripts/lock.py; do not edit.\n"
    lines = [f"{name}=={version}" for name, version in sorted(runtime.items())]
    (ROOT / "requirements.lock").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    rest = [f"{name}=={version}" for name, version in sorted(everything.items()) if name not in runtime]
    (ROOT / "requirements-dev.lock").write_text(head + "\n".join(rest) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
