"""The pack is filled in from what runs, says what people must decide, and gives away no secret."""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from pathlib import Path

import pytest

from assistant.assurance.bill import bill_of_materials
from assistant.assurance.inventory import take_inventory
from assistant.assurance.pack import PAPERS, write_pack
from assistant.errors import SettingsError
from assistant.settings import Settings
from tests.conftest import SUNDAY_NOON

SECRET = "xoxb-very-secret"  # pragma: allowlist secret


@pytest.fixture(scope="module")
def settings(library: Path) -> Settings:
    """An installation with secrets, an approval rule and a model."""
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        data_dir=library,
        slack_bot_token=SECRET,  # type: ignore[arg-type]
        database_url=f"postgresql://desk:{SECRET}@db/state",
        desk_approval=True,
        model="openai:some-model",
    )


@pytest.fixture(scope="module")
def pack(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """File name -> text."""
    out = tmp_path_factory.mktemp("pack") / "deep" / "er"
    return {path.name: path.read_text(encoding="utf-8") for path in write_pack(settings, out)}


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_is_a_draft_with_decisions(name: str, pack: dict[str, str]) -> None:
    """It says so at the top, names what a person must decide, and leaves no placeholder of ours behind."""
    text = pack[f"{name}.md"]

    assert "nobody has approved it" in text.split("##")[0]
    assert text.count("To decide") >= 2 + (name != "inventory")
    assert "## What a person must still decide" in text
    assert not re.search(r"\{\{|\{%|Undefined|None\b", text)


def test_papers_follow_the_configuration(pack: dict[str, str], library: Path, tmp_path: Path) -> None:
    """With a model, approval and PostgreSQL they say other things than without."""
    plain = {p.name: p.read_text() for p in write_pack(Settings(_env_file=None, data_dir=library), tmp_path)}  # type: ignore[call-arg]

    assert "go to its provider" in pack["dpia-draft.md"]
    assert "nothing of a question leaves" in plain["dpia-draft.md"]
    assert "approval by a second person, audit" in pack["threat-model.md"]
    assert "no approval by a second person, audit" in plain["threat-model.md"]
    assert "PostgreSQL" in pack["transparency-record.md"]
    assert "1 current sources past review" in plain["dpia-draft.md"]


def test_no_secret_stands_anywhere(pack: dict[str, str], library: Path) -> None:
    """Neither tokens, nor passwords in addresses, nor folders of this machine."""
    everything = "\n".join(pack.values())

    assert SECRET not in everything
    assert str(library) not in everything
    assert "slack_bot_token | set" in pack["inventory.md"]


def test_the_ten_risks_are_all_there(pack: dict[str, str]) -> None:
    """One row each, four cells each."""
    rows = re.findall(r"^\| (LLM\d\d) .*$", pack["threat-model.md"], re.M)

    assert rows == [f"LLM{n:02}" for n in range(1, 11)]
    assert all(line.count("|") == 5 for line in pack["threat-model.md"].splitlines() if line.startswith("| LLM"))


def test_models_and_documents_are_named_with_their_digests(pack: dict[str, str]) -> None:
    """The weights in use, our own weights, every document."""
    inventory = json.loads(pack["inventory.json"])

    digests = {part["name"]: part["digest"] for part in inventory["models"]}
    assert all(len(digests[name]) == 64 for name in ("all-MiniLM-L6-v2", "rerank.json", "evidence.json", "safety/danger_weights.json"))
    assert len(inventory["library"]["sources"]) == inventory["library"]["documents"] == 9
    assert all(len(source["sha256"]) == 64 for source in inventory["library"]["sources"])
    assert {part["licence"] for part in inventory["models"]}.isdisjoint({"", "not stated: look it up"})


def test_the_bill_of_materials_is_whole(settings: Settings) -> None:
    """CycloneDX 1.6: unique references, every dependency listed, versions as installed, models among the components."""
    bill = bill_of_materials(take_inventory(settings, SUNDAY_NOON.date()))

    references = [component["bom-ref"] for component in bill["components"]] + [bill["metadata"]["component"]["bom-ref"]]
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", bill["serialNumber"])
    assert len(references) == len(set(references)) > 60
    assert {ref for entry in bill["dependencies"] for ref in (entry["ref"], *entry["dependsOn"])} <= set(references)
    assert f"pkg:pypi/sqlalchemy@{version('sqlalchemy')}" in references
    assert any(component["type"] == "machine-learning-model" and component.get("hashes") for component in bill["components"])
    assert all(component["licenses"] for component in bill["components"])
    assert not any("pytest" in reference for reference in references)


def test_a_pack_without_a_library_says_so(tmp_path: Path) -> None:
    """It can be written before anything is published; a folder that cannot be written is one sentence."""
    settings = Settings(_env_file=None, data_dir=tmp_path / "none")  # type: ignore[call-arg]

    texts = {path.name: path.read_text() for path in write_pack(settings, tmp_path / "out")}
    assert "Nothing has been published" in texts["inventory.md"]

    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="cannot be written"):
        write_pack(settings, tmp_path / "file")
