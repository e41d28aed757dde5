"""Write docs/access.md from docs/access.yaml: ``python scripts/access.py``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

DOCS = Path(__file__).resolve().parent.parent / "docs"

HEAD = """# Who may use which address

Written by `scripts/access.py` from [access.yaml](access.yaml); do not edit. A test tries every cell, and fails for an address that is missing.

An address of a website (its origin) lets a browser embed the widget; it is not a sign-in, and opens nothing that the public may not see.
"""


def page(table: dict[str, Any]) -> str:
    """The page as Markdown."""
    roles = list(table["roles"])
    lines = [HEAD, "| role | who |", "|---|---|", *(f"| {role} | {words} |" for role, words in table["roles"].items()), ""]
    lines += ["| in a cell | means |", "|---|---|", *(f"| {cell} | {words} |" for cell, words in table["cells"].items())]
    for group in table["groups"]:
        lines += ["", f"## {group['name']}", ""]
        if group.get("remark"):
            lines += [group["remark"], ""]
        lines += [f"| address | {' | '.join(roles)} |", f"|---|{'---|' * len(roles)}"]
        cells = " | ".join(group["cells"][role] for role in roles)
        lines += [f"| `{route}` | {cells} |" for route in group["routes"]]
    return "\n".join(lines) + "\n"


def read() -> dict[str, Any]:
    """The table as data."""
    found: dict[str, Any] = yaml.safe_load((DOCS / "access.yaml").read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    (DOCS / "access.md").write_text(page(read()), encoding="utf-8")
