"""Writes the pack: five papers in Markdown, the inventory and the bill of materials in JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.assurance.bill import bill_of_materials
from assistant.assurance.inventory import take_inventory
from assistant.errors import SettingsError
from assistant.settings import Settings

PAPERS = ("dpia-draft", "transparency-record", "inventory", "threat-model", "accessibility-statement")
_TEMPLATES = Path(__file__).resolve().parent / "templates"


def write_pack(settings: Settings, out: Path) -> list[Path]:
    """Write all files into ``out`` (made when missing), replacing an older pack; their paths. Raises :class:`SettingsError`."""
    inventory = take_inventory(settings, datetime.now(UTC).date())
    # Markdown, not HTML: what is filled in are our own figures and names of packages.
    pages = Environment(  # noqa: S701
        loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    files = {f"{name}.md": pages.get_template(f"{name}.md.j2").render(it=inventory, settings=settings) for name in PAPERS}
    files["inventory.json"] = json.dumps(inventory.as_dict(), ensure_ascii=False, indent=1) + "\n"
    files["sbom.cdx.json"] = json.dumps(bill_of_materials(inventory), ensure_ascii=False, indent=1) + "\n"
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, body in files.items():
            (out / name).write_text(body, encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"The folder {out} cannot be written ({error.strerror}). Choose another with --out.") from error
    return [out / name for name in files]
