"""The optional cross-encoder, with a tiny randomly initialised model that the test makes."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.answering import Assistant
from assistant.cross_encoder import STAGE, CrossEncodedSearcher, text_of
from assistant.doctor import examine
from assistant.domain import Question, Status
from assistant.embedding import PairScorer, SentenceEmbedder
from assistant.errors import SettingsError
from assistant.rerank import Reranker
from assistant.search import Searcher
from assistant.settings import Settings
from assistant.wiring import build
from ingest.job import ingest
from ingest.publish import Place
from tests.conftest import KNOWLEDGE, MakeAssistant
from tests.small_corpus import write_corpus

ASKED = Question(text="What is done about a bruise on a baby?")
WORDS = "a about baby bruise body by child each home in is map must on place stage the visit what who".split()


def make_model(folder: Path, labels: int = 1) -> Path:
    """Write a BERT of 4,000 weights that has learnt nothing but always says the same."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS, *"abcdefghijklmnopqrstuvwxyz"]))
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=64, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16, num_labels=labels
    )
    model = BertForSequenceClassification(config)
    # As made, such a small head gives nearly the same number for everything.
    torch.nn.init.normal_(model.classifier.weight)
    model.save_pretrained(folder)
    BertTokenizer(str(folder / "vocab.txt"), model_max_length=128).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny cross-encoder."""
    return make_model(tmp_path_factory.mktemp("cross-encoder") / "model")


@pytest.fixture
def crossed(library: Path, make_assistant: MakeAssistant, searcher: Searcher, model: Path) -> Assistant:
    """The assistant over the small library with the tiny cross-encoder."""
    third = CrossEncodedSearcher(searcher.retriever, Reranker.load(), PairScorer(str(model)), most=6)
    return make_assistant(library, searcher=lambda: third)


def test_the_first_passages_are_in_the_order_of_the_cross_encoder(assistant: Assistant, crossed: Assistant, model: Path) -> None:
    """The same passages; the first six by the model's own numbers, the rest as they were."""
    before, after = assistant.found(ASKED).shortlist, crossed.found(ASKED).shortlist
    generation = crossed.view().generation
    values = PairScorer(str(model)).scores(ASKED.text, [text_of(row, generation) for row in before.rows[:6]])

    assert after.rows[:6] == tuple(before.rows[place] for place in np.argsort(-values, kind="stable"))
    assert after.rows[:6] != before.rows[:6]
    assert after.rows[6:] == before.rows[6:]


def test_places_keep_their_scores_and_the_share_is_shown(assistant: Assistant, crossed: Assistant) -> None:
    """Declining and composing read the same numbers by place; ``search --explain`` has the cross-encoder's own."""
    before, after = assistant.found(ASKED).shortlist, crossed.found(ASKED).shortlist

    assert sorted(after.scores.values()) == sorted(before.scores.values())
    assert [after.scores[row] for row in after.rows[:6]] == sorted((before.scores[row] for row in before.rows[:6]), reverse=True)
    hits = crossed.search(ASKED, 4)
    shares = [hit.scores[STAGE] for hit in hits]
    assert shares == sorted(shares, reverse=True)
    assert STAGE in crossed.trace(ASKED)["stages_ms"]  # type: ignore[operator]


def test_a_comparison_keeps_both_sides_at_the_top(crossed: Assistant) -> None:
    """Each side is put in order by itself, then the sides alternate."""
    found = crossed.found(Question(text="Bedford versus Luton: who helps and who meets?"))
    generation = found.view.generation

    assert found.shortlist.sides
    areas = [generation.documents[generation.units[row].document_id].area for row in found.shortlist.rows[:2]]
    assert sorted(areas) == ["bedford", "luton"]


def test_a_row_is_read_with_its_headers_and_neighbours_of_its_section(crossed: Assistant) -> None:
    """A figure alone says nothing to a model."""
    generation = crossed.view().generation
    row = next(n for n, unit in enumerate(generation.units) if unit.text.startswith("Schools\t"))

    text = text_of(row, generation)
    assert text.startswith("Annual report 2024-25. ")
    assert "Agency: Schools; Completed in 2023-24: 12; Completed in 2024-25: 19" in text
    assert "Health visitors" in text
    assert "Police" in text


def test_the_setting_switches_it_on(tmp_path: Path, model: Path) -> None:
    """Through the wiring with the packaged encoder, by a folder; without the setting nothing is read twice."""
    for name in ("contacts.yaml", "vocabulary.yaml", "companions.yaml", "national.yaml"):
        shutil.copy(KNOWLEDGE / name, tmp_path)
    report = ingest([write_corpus(tmp_path / "in")], Place(data_dir=tmp_path / "data", embedder=SentenceEmbedder()))
    settings = Settings(_env_file=None, data_dir=tmp_path / "data", knowledge_dir=tmp_path)  # type: ignore[call-arg]

    assert not report.failed
    assert STAGE not in build(settings).search(ASKED)[0].scores
    assert STAGE in build(settings.model_copy(update={"reranker": str(model)})).search(ASKED)[0].scores


def test_the_doctor_names_it(library: Path, model: Path) -> None:
    """By its folder; empty means none."""
    settings = Settings(_env_file=None, data_dir=library)  # type: ignore[call-arg]
    plain, crossed = ({f.what: f for f in examine(one)}["cross-encoder"] for one in (settings, settings.model_copy(update={"reranker": str(model)})))

    assert (plain.ok, plain.says) == (True, "none: the built-in reranker")
    assert (crossed.ok, crossed.says) == (True, str(model))


@pytest.mark.parametrize("location", ["no/such/folder", "nobody/no-such-model", "not a model at all!"])
def test_a_missing_model_is_said_at_the_start_and_by_the_doctor(library: Path, location: str) -> None:
    """A sentence with the setting's name; no look at the network, no traceback."""
    settings = Settings(_env_file=None, data_dir=library, reranker=location)  # type: ignore[call-arg]
    wrong = [finding for finding in examine(settings) if not finding.ok]

    assert [finding.what for finding in wrong] == ["cross-encoder"]
    assert "SAFEGUARDING_RERANKER" in wrong[0].says
    with pytest.raises(SettingsError, match=r"neither a folder with a model .* SAFEGUARDING_RERANKER"):
        build(settings).search(ASKED)


def test_danger_is_answered_without_the_cross_encoder(library: Path) -> None:
    """A wrong setting is a fault of the search, never of the emergency route."""
    assistant = build(Settings(_env_file=None, data_dir=library, reranker="no/such/folder"))  # type: ignore[call-arg]

    assert assistant.answer(Question(text="A child is being beaten next door right now")).status is Status.URGENT
    assert assistant.answer(ASKED).status is Status.FAULT


def test_a_broken_or_unfit_model_is_a_sentence(tmp_path: Path) -> None:
    """Weights that are missing, and a model that sorts into classes instead of ranking."""
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "config.json").write_text("{}")

    with pytest.raises(SettingsError, match="cannot be loaded"):
        PairScorer(str(empty)).scores("a", ["b"])
    with pytest.raises(SettingsError, match="gives 3 numbers"):
        PairScorer(str(make_model(tmp_path / "classes", labels=3))).scores("a", ["b"])
