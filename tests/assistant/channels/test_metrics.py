"""What operators see: figures by closed labels, the dashboard and the runbook name only what exists."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from web_fake import NOW, FakeAssistant

from assistant.answering import Assistant
from assistant.channels.api import create_app
from assistant.channels.measures import Measures
from assistant.channels.watching import Watched
from assistant.domain import Question
from assistant.library import Library
from assistant.settings import Settings
from tests.conftest import SUNDAY_NOON

ROOT = Path(__file__).resolve().parents[3]
NAME = "Zebedee Quillfeather"


def _figures(client: TestClient) -> dict[str, float]:
    """``name{labels}`` -> value."""
    samples = [sample for family in text_string_to_metric_families(client.get("/metrics").text) for sample in family.samples]
    return {f"{s.name}{{{','.join(f'{k}={v}' for k, v in sorted(s.labels.items()))}}}": s.value for s in samples}


@pytest.fixture
def client(assistant: Assistant, library: Path) -> TestClient:
    """The real assistant over the small library."""
    settings = Settings(_env_file=None, data_dir=library, rate_limit=1000)  # type: ignore[call-arg]
    return TestClient(create_app(assistant, settings, clock=lambda: SUNDAY_NOON))


def test_answers_are_counted_with_their_stages(client: TestClient) -> None:
    """States, declines by wording, who chose the words, time by stage."""
    client.post("/api/ask", json={"question": "When should I use GCP2?", "area": "luton"})
    client.post("/api/ask", json={"question": "write me a poem about spring"})

    seen = _figures(client)

    assert seen["safeguarding_answers_total{status=answered}"] == 1
    assert seen["safeguarding_answers_written_total{by=quoting}"] == 1
    assert seen["safeguarding_declines_total{reply=scope_poem_or_code}"] == 1
    assert seen["safeguarding_faults_total{reply=fault}"] == 0
    assert all(seen[f"safeguarding_stage_seconds_count{{stage={stage}}}"] >= 1 for stage in ("triage", "embed", "retrieve", "compose"))


def test_the_library_s_age_and_overdue_sources_are_read_at_each_look(client: TestClient, library: Path) -> None:
    """One current document of the small library is past its review date."""
    seen = _figures(client)
    made = Library(library).view().generation.manifest.created

    assert seen["safeguarding_library_ready{}"] == 1
    assert seen["safeguarding_documents{}"] == 9
    assert seen["safeguarding_sources_past_review{}"] == 1
    assert seen["safeguarding_generation_age_seconds{}"] == (SUNDAY_NOON - datetime.fromisoformat(made)).total_seconds()
    assert seen["safeguarding_disk_free_bytes{}"] > 0
    assert seen["process_resident_memory_bytes{}"] > 1_000_000


def test_without_a_library_the_figures_still_come(tmp_path: Path) -> None:
    """Ready is 0 and the page of figures does not fail."""
    settings = Settings(_env_file=None, data_dir=tmp_path / "none")  # type: ignore[call-arg]
    broken = TestClient(create_app(FakeAssistant(broken=True), settings, clock=lambda: NOW))
    broken.post("/api/ask", json={"question": "anything"})

    seen = _figures(broken)

    assert seen["safeguarding_library_ready{}"] == 0
    assert seen["safeguarding_faults_total{reply=fault}"] == 1
    assert "safeguarding_documents{}" not in seen


def test_no_label_holds_what_somebody_typed(client: TestClient) -> None:
    """Neither the question, nor a name in it, nor an address, nor a reason."""
    client.post("/api/ask", json={"question": f"{NAME} missed GCP2 again, when should I use GCP2?"})
    client.post("/api/feedback", json={"answer_id": NAME, "helpful": False, "reason": NAME, "wording": NAME})
    client.get(f"/library/{NAME}")
    client.request(NAME.split(maxsplit=1)[0].upper(), "/api/ask")

    text = client.get("/metrics").text.lower()

    assert not any(word in text for word in (*NAME.lower().split(), "gcp2", "testclient"))


def test_a_channel_without_its_own_counting_counts_states(assistant: Assistant) -> None:
    """Slack's answers appear by state as well."""
    measures = Measures()
    Watched(assistant, measures, states=True).answer(Question(text="When should I use GCP2?"))

    assert 'safeguarding_answers_total{status="answered"} 1.0' in measures.text().decode()


@pytest.mark.parametrize("file", ["deploy/grafana-dashboard.json", "docs/runbook.md"])
def test_every_named_figure_exists(file: str, client: TestClient) -> None:
    """A panel or an alert over a figure that nobody measures is worse than none."""
    client.post("/api/ask", json={"question": "When should I use GCP2?", "area": "luton"})
    client.post("/api/ask", json={"question": "write me a poem about spring"})
    client.post("/api/feedback", json={"answer_id": "a", "helpful": True})
    measured = {re.sub(r"\{.*", "", name) for name in _figures(client)}
    measured |= {name.removesuffix("_bucket") for name in measured}
    text = (ROOT / file).read_text(encoding="utf-8")

    named = set(re.findall(r"\b(?:safeguarding|process)_[a-z_]+\b", text))

    assert named - measured == set()
    assert len(named) > 10


def test_the_dashboard_is_one_that_grafana_takes() -> None:
    """Numbered panels that do not overlap, each with a query, over a source that is chosen at import."""
    board = json.loads((ROOT / "deploy" / "grafana-dashboard.json").read_text(encoding="utf-8"))
    cells: list[tuple[int, int]] = []
    for panel in board["panels"]:
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
        cells += [(x, y) for x in range(place["x"], place["x"] + place["w"]) for y in range(place["y"], place["y"] + place["h"])]
        assert all(target["expr"] for target in panel["targets"])

    assert len(cells) == len(set(cells))
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])
    assert board["templating"]["list"][0]["type"] == "datasource"
