"""``python -m eval.write_schema``: write the JSON schema of question sets beside this module, from the model."""

from __future__ import annotations

import json
from pathlib import Path

from eval.cases import case_schema

SCHEMA = Path(__file__).resolve().with_name("case.schema.json")


def schema_text() -> str:
    """The schema as it is kept."""
    return json.dumps(case_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
