"""Words to scores."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assistant.lexical import LexicalIndex, terms

TEXTS = ["The neglect tool is used in Luton.", "Figures: 16,791 contacts in the year.", "Bruises on babies."]


def test_terms_are_stems_without_stop_words() -> None:
    """Inflections meet, figures lose their comma, function words are gone."""
    assert terms("The children were neglected: 16,791") == ["children", "neglect", "16791"]


def test_the_text_with_the_term_wins() -> None:
    """Others get nothing."""
    scores = LexicalIndex.build(TEXTS).scores({term: 1.0 for term in terms("neglecting")})

    assert int(scores.argmax()) == 0
    assert scores[1] == scores[2] == 0.0


def test_a_weight_scales_its_terms_share() -> None:
    """Half the weight is half the score."""
    index = LexicalIndex.build(TEXTS)
    term = terms("neglect")[0]

    np.testing.assert_allclose(index.scores({term: 0.5}), index.scores({term: 1.0}) / 2, rtol=1e-6)


def test_an_unseen_word_is_the_rarest() -> None:
    """Rarity grows as a word becomes rarer."""
    index = LexicalIndex.build([*TEXTS, "neglect again"])

    assert index.rarity("xylophon") > index.rarity(terms("babies")[0]) > index.rarity("neglect")
    assert not index.knows("xylophon")


def test_it_is_the_same_after_writing_and_reading(tmp_path: Path) -> None:
    """Scores survive the disk."""
    index = LexicalIndex.build(TEXTS)
    index.save(tmp_path / "lexical")
    query = {term: 1.0 for term in terms("contacts neglect babies")}

    np.testing.assert_array_equal(LexicalIndex.load(tmp_path / "lexical").scores(query), index.scores(query))


def test_an_empty_collection_scores_nothing() -> None:
    """No texts, no numbers, no error."""
    assert LexicalIndex.build([]).scores({"neglect": 1.0}).shape == (0,)
