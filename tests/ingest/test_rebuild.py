"""Another index format or embedding model: one sentence instead of nonsense, and the library built again from its own texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.domain import Question, Status
from assistant.errors import FormatMismatch, ModelMismatch, PublishError
from assistant.fakes import WordEmbedder
from assistant.knowledge import load_topics
from assistant.library import INDEX_FORMAT, Library
from assistant.retrieve import Retriever
from assistant.topics import TopicBridge
from assistant.understand import Query
from ingest.job import ingest
from ingest.operations import withdraw
from ingest.publish import Place
from ingest.rebuild import rebuild, rebuild_in_background, why_rebuild
from tests.conftest import KNOWLEDGE, MakeAssistant
from tests.small_corpus import write_corpus

QUESTION = Question(text="When should I use GCP2?", area="luton")


def _place(data_dir: Path, embedder: WordEmbedder | None = None) -> Place:
    return Place(data_dir=data_dir, embedder=embedder or WordEmbedder())


def _older_format(data_dir: Path) -> None:
    """The live generation as an older version would have written it."""
    path = data_dir / "generations" / Library(data_dir).current_id() / "manifest.json"
    body = json.loads(path.read_text())
    body["versions"]["format"] = "1"
    path.write_text(json.dumps(body))


def test_another_format_is_one_sentence_and_rebuilt(own_library: Path, make_assistant: MakeAssistant) -> None:
    """Readers get a fault that operators can read; the rebuilt library answers as before and stays out of nobody's way."""
    before = make_assistant(own_library).answer(QUESTION)
    documents = {d.id for d in Library(own_library).view().documents()}
    _older_format(own_library)

    with pytest.raises(FormatMismatch, match="safeguarding ingest --rebuild"):
        Library(own_library).view()
    assert make_assistant(own_library).answer(QUESTION).status is Status.FAULT
    assert "index format 1" in why_rebuild(_place(own_library))
    rebuild(_place(own_library))

    after = make_assistant(own_library).answer(QUESTION)
    assert (after.status, after.text) == (before.status, before.text)
    assert {d.id for d in Library(own_library).view().documents()} == documents
    assert Library(own_library).view().generation.manifest.versions["format"] == INDEX_FORMAT
    assert why_rebuild(_place(own_library)) == ""


def test_another_model_is_refused_and_rebuilt(own_library: Path) -> None:
    """Vectors of two models are never compared."""
    other = WordEmbedder(48)
    retriever = Retriever(other, TopicBridge(load_topics(KNOWLEDGE / "topics"), other.encode))
    query = Query(text="gcp2", dense=(("gcp2", 1.0),), lexical={"gcp2": 1.0})

    with pytest.raises(ModelMismatch, match="word-directions-48"):
        retriever.rank(query, Library(own_library).view())
    assert "embedding model" in why_rebuild(_place(own_library, other))
    rebuild(_place(own_library, other))

    assert retriever.rank(query, Library(own_library).view()).order(1)
    assert why_rebuild(_place(own_library, other)) == ""


def test_a_server_that_starts_rebuilds_what_it_must(own_library: Path) -> None:
    """In the background, once; a library that fits is left alone."""
    assert rebuild_in_background(_place(own_library)) is None
    _older_format(own_library)

    thread = rebuild_in_background(_place(own_library))

    assert thread is not None
    thread.join(100)
    assert len(Library(own_library).view().documents()) == 9
    assert rebuild_in_background(_place(own_library)) is None


def test_what_is_withdrawn_stays_out(own_library: Path) -> None:
    """A rebuild is a publication: withdrawn text does not come along."""
    gone = next(d.id for d in Library(own_library).view().documents() if d.title == "Information sharing")
    withdraw(own_library, gone, "replaced", "a.b")

    rebuild(_place(own_library))

    assert gone not in Library(own_library).view().generation.documents


def test_the_next_delivery_reads_the_originals_again(own_library: Path, tmp_path: Path) -> None:
    """A rebuilt library never counts as unchanged: an upgrade may read files better."""
    folder = write_corpus(tmp_path / "in")
    assert not ingest([folder], _place(own_library)).published
    rebuild(_place(own_library))

    assert ingest([folder], _place(own_library)).published
    assert not ingest([folder], _place(own_library)).published


def test_nothing_is_built_from_damaged_texts_or_from_nothing(own_library: Path, tmp_path: Path) -> None:
    """The sentence says what to do instead."""
    with pytest.raises(PublishError, match="nothing to build again"):
        rebuild(_place(tmp_path / "none"))
    text = next((own_library / "generations").glob("*/texts/*.json"))
    text.write_text(text.read_text().replace("e", "a"))

    with pytest.raises(PublishError, match="damaged"):
        rebuild(_place(own_library))
