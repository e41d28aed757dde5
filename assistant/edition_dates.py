"""When a document was published, when it is due for review, and which edition is in use: said from the library's own register.

Such a line is printed on a cover or in a footer, where no sentence stands that could be quoted.
"""

from __future__ import annotations

import re
from datetime import date

from assistant.domain import Document, Source, Statement
from assistant.library import View
from assistant.quoting import remark, source_of
from assistant.replies import Replies
from assistant.retrieve import Shortlist
from assistant.understand import Query

NEAR_TOP = 40
"""Rows of the shortlist among which the document must be found."""

_NOUN = (
    r"(?:briefings?|7[ -]?min\w*|seven[ -]minute\w*|annual reports?|reports?|inspections?|guides?|guidance|procedures?|polic(?:y|ies)|"
    r"strateg(?:y|ies)|protocols?|documents?|docs?)"
)
_PUBLISHED = r"(?:published|issued|released|put out|come out|came out|go(?:ne)? out|went out|dated)"
_REVIEW = (
    r"(?:review date|(?:due|up|ready) for (?:a )?review|due (?:to be )?review\w*|review(?:ed)? (?:due|by|again)|past its review|"
    r"look at it again|out of date|in date|still (?:current|valid|in use|the (?:current|latest) one))"
)
_ASKS = re.compile(
    rf"\bwhen\b[^.?]*\b{_PUBLISHED}\b|\b(?:publication|issue) date\b|\b{_REVIEW}\b"
    rf"|\b(?:which|what)(?:'?s)? (?:of (?:the|these) \w+ )?(?:version|edition|copy|one)s?\b[^.?]*\b(?:live|current|latest|newest|in use|right)\b"
    rf"|\bwhich (?:one )?is (?:the )?(?:live|current|latest|newest|right)\b|\b(?:latest|newest|current) (?:version|edition)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\b{_NOUN}\b", re.IGNORECASE)
_COPIES = re.compile(r"\b(?:version|edition|cop(?:y|ies))s?\b", re.IGNORECASE)
_KINDS = {"briefing": r"brief|min", "annual_report": r"report", "inspection": r"inspection|ofsted|report"}
_ORDINARY = frozenset(
    """safeguarding children child partnership board report annual review services service briefing seven minute inspection bedfordshire
    bedford central luton borough area the and for of in need help protection profile care local""".split()
)


def asks_about_edition(text: str) -> bool:
    """Whether a question is about a document's own dates or editions, not about what it says."""
    return bool(_ASKS.search(text) and (_NAMED.search(text) or _COPIES.search(text)))


def edition_dates(query: Query, found: Shortlist, view: View, replies: Replies, today: date) -> tuple[Statement, Source] | None:
    """The dates of the document that a question names, with a link to it; ``None`` where none is named or its date is a guess."""
    if not asks_about_edition(query.text):
        return None
    document = _named_document(query, found, view)
    if document is None or document.published is None or "published" in document.guessed:
        return None
    generation = view.generation
    unit = next((unit for unit in generation.units if unit.document_id == document.id), None)
    if unit is None:
        return None
    earlier = [old for old in generation.documents.values() if old.superseded_by == document.id and old.published and old.id not in view.withdrawn]
    lines = [replies.get("edition_dates", title=document.title, published=_written(document.published))]
    if document.review_by is not None:
        lines.append(replies.get("edition_review", review_by=_written(document.review_by)))
    lines += [replies.get("edition_replaced", published=_written(old.published)) for old in earlier if old.published]
    source = source_of(generation, unit, 1, unit.start, unit.end, remark(document, unit.page, replies, today))
    return Statement(text=" ".join(lines), kind="template", citations=(1,)), source


def _named_document(query: Query, found: Shortlist, view: View) -> Document | None:
    """The current document whose own title words, or review, the question names; ``None`` when more than one fits equally."""
    units = view.generation.units
    near = dict.fromkeys(units[row].document_id for row in found.rows[:NEAR_TOP])
    fitting: list[tuple[int, Document]] = []
    for identifier in near:
        document = view.generation.documents[identifier]
        if document.edition != "current" or document.duplicate_of or not _fits(query, document):
            continue
        title = " ".join(re.findall(r"\w+", document.title.lower()))
        own = frozenset(title.split()) - _ORDINARY
        said = own & frozenset(re.findall(r"\w+", query.text.lower()))
        named = sum(2 for case in query.cases if re.search(rf"\b{re.escape(case)}\b", title))
        if said or named:
            fitting.append((len(said) + named, document))
    best = max((score for score, _ in fitting), default=0)
    top = [document for score, document in fitting if score == best]
    return top[0] if len(top) == 1 else None


def _fits(query: Query, document: Document) -> bool:
    """Whether the document is of the sort that the question names: a strategy that a briefing speaks of is not the briefing."""
    nouns = _NAMED.findall(query.text)
    if query.periods and document.period and document.period not in query.periods:
        return False
    pattern = _KINDS.get(document.kind, "")
    return not nouns or any((pattern and re.search(pattern, noun, re.IGNORECASE)) or noun.lower() in document.title.lower() for noun in nouns)


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
