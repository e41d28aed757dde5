"""The verifier: what it must never let through, and that it keeps what is true."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assistant.embedding import SentenceEmbedder
from assistant.entailment import EntailmentReader
from assistant.support import Passage, Quotation, Standards, SupportChecker, find_quote

CASES = Path(__file__).resolve().parents[2] / "eval" / "cases"
HELD3 = "3ffa7edfec65b80cae4bed810cc64fd7758a6abf8d1e774bc316ad1b21ba21d2"  # pragma: allowlist secret
MOST_FALSE_SHOWN = 0.01
LEAST_TRUE_KEPT = 0.85
"""Guards against a step back on the cases the verifier was built on; docs and the evaluation report give the unseen figures."""


@pytest.fixture(scope="module")
def checker() -> SupportChecker:
    return SupportChecker(SentenceEmbedder())


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def supported(checker: SupportChecker, row: dict[str, Any]) -> bool:
    passages = [Passage(**passage) for passage in row["passages"]]
    return checker.check(row["statement"], row["sources"], row["quotes"], passages).supported


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_false_statements_are_dropped_and_true_ones_kept(checker: SupportChecker) -> None:
    """At most one in a hundred false statements of the working cases passes, and most true rewordings do."""
    cases = rows("model_statements.jsonl")
    checker.prepare([text for row in cases for text in (row["statement"], *row["quotes"])])
    shown = [row for row in cases if not row["supported"] and supported(checker, row)]
    kept = [row for row in cases if row["supported"] and supported(checker, row)]

    assert len(shown) <= MOST_FALSE_SHOWN * sum(not row["supported"] for row in cases), [row["id"] for row in shown]
    assert len(kept) >= LEAST_TRUE_KEPT * sum(row["supported"] for row in cases)


def test_the_cases_are_what_the_report_says() -> None:
    """Enough true rewordings and false statements in ten families; true ones take at most 60 % of their words from the source."""
    cases = rows("model_statements.jsonl") + rows("model_statements_held.jsonl")
    families = Counter(row["family"] for row in cases)

    assert families["true"] >= 150
    assert sum(families.values()) - families["true"] >= 300
    assert len(families) == 11
    assert len({row["id"] for row in cases}) == len(cases)
    share = [row["overlap"] for row in cases if row["supported"]]
    assert sum(value > 0.6 for value in share) <= len(share) / 50


def test_the_third_set_is_as_it_was_frozen() -> None:
    """A hundred true rewordings and a hundred and fifty false statements, written before the verifier was looked at again."""
    cases = rows("model_statements_held3.jsonl")
    families = Counter(row["family"] for row in cases)

    assert (families["true"], len(cases) - families["true"], len(families)) == (100, 152, 11)
    assert hashlib.sha256((CASES / "model_statements_held3.jsonl").read_bytes()).hexdigest() == HELD3


LADO = "The LADO must be told within one working day of the allegation."
SHARE = "Information may be shared without consent if seeking it would place a child at risk of significant harm."


@pytest.mark.parametrize(
    ("statement", "quote", "fault"),
    [
        ("The LADO must be told within one working day of the allegation.", "The LADO must be told within one hour of the allegation.", "verbatim"),
        ("The LADO must be told.", "The LADO", "verbatim"),
        ("The LADO must be told within two working days of the allegation.", LADO, "figure"),
        ("The LADO must be told within one month of the allegation.", LADO, "figure"),
        ("The LADO must not be told within one working day of the allegation.", LADO, "negation"),
        ("The LADO may be told within one working day of the allegation.", LADO, "modal"),
        ("The police must be told within one working day of the allegation.", LADO, "actor"),
        ("The LADO must be told within one working day of the investigation.", LADO, "start"),
        ("In Luton the LADO must be told within one working day of the allegation.", LADO, "name"),
        ("The LADO must be told on 01234 276693 within one working day of the allegation.", LADO, "contact"),
    ],
)
def test_each_lie_breaks_its_rule(checker: SupportChecker, statement: str, quote: str, fault: str) -> None:
    """A changed figure, negation, modal, actor, start, area or contact is named as the fault."""
    verdict = checker.check(statement, ["S1"], [quote], [Passage(token="S1", text=LADO)])

    assert not verdict.supported
    assert fault in verdict.fault


def test_a_condition_outside_the_quotation_still_counts(checker: SupportChecker) -> None:
    """Cutting the quotation before "if" does not make the statement unconditional."""
    passages = [Passage(token="S1", text=SHARE)]
    verdict = checker.check("Information may be shared without consent.", ["S1"], ["Information may be shared without consent"], passages)

    assert not verdict.supported


def test_a_quarter_of_something_is_a_figure(checker: SupportChecker) -> None:
    """And twenty-one is one figure: words of two parts never end the check with a fault of its own."""
    quote = "A quarter of the twenty-one settings had a plan in place."
    passages = [Passage(token="S1", text=quote)]
    assert not checker.check("Half of the twenty-one settings had a plan in place.", ["S1"], [quote], passages).supported
    assert checker.check(quote, ["S1"], [quote], passages).supported
    assert checker.fault("A quarter of the 21 settings had a plan in place.", Quotation(passage=passages[0], start=0, end=len(quote))) == ""


def test_white_space_is_all_that_may_differ() -> None:
    """A line break in the source does not spoil a quotation; a changed letter or half a word does."""
    passage = Passage(token="S1", text="Tell the LADO\n at once about it.")

    found = find_quote("Tell the LADO at once", passage)
    assert found is not None
    assert (found.start, found.text) == (0, "Tell the LADO\n at once")
    assert find_quote("Tell the lado at once", passage) is None
    assert find_quote("Tell the LADO at on", passage) is None


def test_two_quotations_do_not_add_up(checker: SupportChecker) -> None:
    """A claim that takes its actor from one passage and its limit from another is neither's."""
    passages = [Passage(token="S1", text=LADO), Passage(token="S2", text="Schools must record low-level concerns.")]
    quotes = [passage.text for passage in passages]
    verdict = checker.check("Schools must record low-level concerns within one working day.", ["S1", "S2"], quotes, passages)
    both = checker.check(
        "The LADO must be told within one working day of the allegation, and schools must record low-level concerns.", ["S1", "S2"], quotes, passages
    )

    assert not verdict.supported
    assert both.supported
    assert len(both.used) == 2


def test_a_copy_of_whole_sentences_is_a_quotation(checker: SupportChecker) -> None:
    """Whatever its wording, a whole sentence or line proves itself; a piece cut out of one is judged like any other statement."""
    sentence = "Do not wait for the form where a child is in danger, unless told so."
    passages = [Passage(token="S1", text=f"{sentence}\nneglect")]

    assert checker.check(sentence, ["S1"], [sentence], passages).copied
    assert checker.check("neglect", ["S1"], ["neglect"], passages).copied
    assert not checker.check("wait for the form", ["S1"], ["wait for the form"], passages).supported


def test_an_old_edition_is_not_quoted_as_todays(checker: SupportChecker) -> None:
    """A superseded source proves a statement only when the statement says that it is old."""
    passages = [Passage(token="S1", text=LADO, edition="superseded")]

    assert checker.check(LADO, ["S1"], [LADO], passages).fault == "edition superseded"


def judged(odds: float, standards: Standards) -> SupportChecker:
    """A checker whose judge of rewordings always says the same, at our own seam."""
    return SupportChecker(SentenceEmbedder(), entails=lambda _statement, _quotation, _context: odds, standards=standards)


def test_a_rule_about_wording_gives_way_to_a_sure_judge_and_figures_never() -> None:
    """What the judge is sure of is shown though it leaves words out; a wrong number stays out, however sure it is."""
    quote = "The LADO must be told within one working day of the allegation by the head of the setting concerned."
    passages = [Passage(token="S1", text=quote)]
    short = "Tell the LADO within a working day of the allegation."
    standards = Standards(agreed=0.0, wording=3.0, force=3.0, actor=3.0, condition=3.0, start=3.0)
    assert not judged(2.0, standards).check(short, ["S1"], [quote], passages).supported
    assert judged(4.0, standards).check(short, ["S1"], [quote], passages).supported
    wrong = "Tell the LADO within two working days of the allegation."
    assert not judged(9.0, standards).check(wrong, ["S1"], [quote], passages).supported


def test_without_an_objection_the_judge_must_still_agree() -> None:
    passages = [Passage(token="S1", text=LADO)]
    plain = "The LADO must be told of the allegation within one working day of it."
    assert judged(1.0, Standards(agreed=0.5)).fault(LADO, Quotation(passage=passages[0], start=0, end=len(LADO))) == ""
    assert judged(0.0, Standards(agreed=0.5)).fault(plain, Quotation(passage=passages[0], start=0, end=len(LADO)))


def test_the_packaged_judge_and_its_levels_load() -> None:
    """A copy is surer than its contrary."""
    reads = EntailmentReader()
    assert Standards.load().agreed < Standards.load().wording
    assert reads(LADO, LADO, "LADO") > reads("The LADO need not be told of an allegation.", LADO, "LADO")
