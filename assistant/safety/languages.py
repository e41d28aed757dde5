"""Messages in seven other languages: which one, the emergency line in it, and safeguarding words put into English for a try at answering."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from assistant.replies import Replies, RepliesError
from assistant.safety.language_alarm import folded, is_alarm, shows
from assistant.safety.language_stops import AMBIGUOUS, ENGLISH, STEMS, STOP_WORDS
from assistant.safety.language_words import GLOSSARY, GURMUKHI, SHAHMUKHI, URDU_LETTERS
from assistant.safety.other_languages import ARABIC, NOT_ARABIC, UNKNOWN, other_language
from assistant.safety.plain_words import is_plain

_BENGALI = re.compile("[\u0980-\u09ff]")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
FOLDED = frozenset({"urdu", "punjabi", "bengali"})
"""Languages that are romanised in many spellings: compared as ``folded`` spells them."""
ENOUGH = 3
"""How many different words that are not English too show a language written in Latin letters."""
MOST = 0.5
NEARLY_ALL = 0.65
"""Shares of a message's words, with those that are English too, for which two words or one are enough."""
_OWN_LETTERS = {"polish": "ąćęłńśźż", "romanian": "ăâșțşţ", "portuguese": "ãõ", "italian": "ìò"}
_LATIN: dict[str, frozenset[str]] = {
    name: frozenset(
        folded(word) if name in FOLDED else word
        for word in (*stops, *(word for phrase in GLOSSARY[name] for word in phrase.split() if word.isascii()))
        if len(word) > 1 or name not in FOLDED
    )
    for name, stops in STOP_WORDS.items()
}


def plain_letters(text: str) -> str:
    """Lower case without diacritics: "dziecko jest zagrożone" becomes "dziecko jest zagrozone"."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("ł", "l").replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def detect(text: str) -> str | None:
    """The language's key ("polish", "urdu", "punjabi_shahmukhi", ...) or ``None`` for English and all others."""
    script = _by_script(text)
    if script:
        return script
    if re.fullmatch(r"\W*[A-Z]{2,4}\W*", text):  # "CCE" alone is a short name, whatever language has such a word
        return None
    # One letter held down is no word of any language, however chat spellings stretch theirs.
    words = {word for word in _WORD.findall(plain_letters(text)) if len(word) < 3 or len(set(word)) > 1}
    if not words:
        return None
    shared = words & AMBIGUOUS
    sure = words - AMBIGUOUS
    found_in = {name: _known(sure, name) + _own_letters(text, name) for name in STOP_WORDS}
    best = max(found_in, key=lambda name: found_in[name] + _alone(sure, name) + _known(shared, name) / 100)
    found = found_in[best]
    also = {word for word in shared if belongs(word, best)}
    english = len((words & ENGLISH) - also)
    covered = (found + len(also)) / len(words)
    if found >= ENOUGH and 2 * found >= english:
        return best
    few = (found >= 2 and covered >= MOST and found >= english) or (found == 1 and not english and covered >= NEARLY_ALL)
    return best if few else None


def is_foreign(text: str) -> bool:
    """Whether a message is in another language than English."""
    return detect(text) is not None or other_language(text) is not None


def _alone(words: Iterable[str], language: str) -> int:
    """How many of the words belong to this language only: they decide between languages that share much."""
    return sum(belongs(word, language) and sum(belongs(word, name) for name in STOP_WORDS) == 1 for word in words)


def _known(words: Iterable[str], language: str) -> int:
    """How many of the words belong to the language."""
    return sum(belongs(word, language) for word in words)


@lru_cache(maxsize=50_000)
def belongs(word: str, language: str) -> bool:
    """Whether a word in plain letters is one of the language's, or one of danger in it."""
    if language in FOLDED:
        spelt = folded(word)
        return len(word) > 1 and (spelt in _LATIN[language] or is_alarm(spelt, language))
    return word in _LATIN[language] or (len(word) > 3 and (word.startswith(STEMS[language]) or is_alarm(word, language)))


def _own_letters(text: str, language: str) -> int:
    """How many different letters stand in the text that of the seven only this language writes."""
    return len(set(text.lower()) & set(_OWN_LETTERS.get(language, "")))


def _by_script(text: str) -> str | None:
    if re.search(GURMUKHI, text):
        return "punjabi"
    if _BENGALI.search(text):
        return "bengali"
    if ARABIC.search(text):
        words = set(re.findall("[\u0600-\u06ff]+", text))
        if not NOT_ARABIC.search(text) and not words & (SHAHMUKHI | URDU_LETTERS):
            return None
        return "punjabi_shahmukhi" if len(words & SHAHMUKHI) > len(words & URDU_LETTERS) else "urdu"
    return None


def emergency_line(text: str, replies: Replies | None = None) -> str | None:
    """The emergency line in the language of the text, ending with the remark that nobody has checked it; ``None`` for English.

    Without ``replies`` only the bare number line is given.
    """
    language = detect(text) or other_language(text)
    if language is None or language == UNKNOWN:
        return None
    try:
        if replies is None:
            raise RepliesError("no replies")
        key = f"emergency_{language}"
        remark = "" if key in replies.reviewed else " " + replies.get("language_remark")
        return replies.get(key) + remark
    except RepliesError:
        return "999"


def shows_danger(text: str) -> bool:
    """Whether a message in one of the seven languages tells of danger. A question about the topic may do so too: better once too often."""
    language = detect(text)
    return language is not None and shows(text, plain_letters(text), language)


def to_english_terms(text: str) -> str:
    """Safeguarding words of the message in English, in order, with acronyms, numbers and unknown words left as they are."""
    language = detect(text)
    if language is None:
        return text
    glossary: Mapping[str, str] = GLOSSARY[language]
    plain = plain_letters(text) if language not in ("urdu", "punjabi", "punjabi_shahmukhi", "bengali") else text.lower()
    for phrase in sorted((p for p in glossary if " " in p), key=len, reverse=True):
        plain = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", f" {glossary[phrase]} ", plain)
    stops = STOP_WORDS.get(language, frozenset()) | (URDU_LETTERS | SHAHMUKHI if language in ("urdu", "punjabi_shahmukhi") else frozenset())
    words: list[str] = []
    for token in re.findall(r"[\w\u0900-\u0dff]+", plain):
        english = _translated(token, glossary)
        if english:
            words.append(english)
        elif token not in stops and (token.isascii() or re.search(r"\d", token)):
            words.append(token.upper() if re.search(rf"\b{re.escape(token.upper())}\b", text) else token)
    return " ".join(words)


_NAME = re.compile(r"\b(?:[A-Z]{2,}s?\d*|[A-Z][a-z]+[A-Z]\w*|[A-Z][a-z]+(?: [A-Z][a-z]+)+)\b")
"""A short name, a name with capitals inside it, or several words that begin with capitals."""
_ASKS = {"what": "what is {}", "when": "when should {} be used", "who": "who is {}", "how": "how is {} used"}


def to_english_question(text: str) -> str:
    """What is asked about an English name in the message as an English question ("what is DadPad and who is it for"); else its terms alone.

    A row of words is understood less well than a sentence: the search learnt from sentences.
    """
    found = to_english_terms(text)
    words = found.lower().split()
    name = next((match.group(0) for match in _NAME.finditer(text) if match.group(0).lower() in " ".join(words) and _is_english(match.group(0))), None)
    asks = [ask for word, ask in _ASKS.items() if word in words]
    if detect(text) is None or name is None or not asks:
        return found
    question = " and ".join(ask.format(name if place == 0 else "it") for place, ask in enumerate(asks)).replace("who is it", "who is it for")
    said = frozenset((*_ASKS, *name.lower().split(), "is", "use"))
    more = [word for word in words if word not in said and word.isalpha() and is_plain(word)]
    return f"{question}? {' '.join(more)}".strip()


def _is_english(name: str) -> bool:
    """Whether a name is a short one, or one made of English words."""
    return name.isupper() or any(c.isdigit() for c in name) or all(is_plain(part) for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name))


def _translated(token: str, glossary: Mapping[str, str]) -> str | None:
    if token in glossary:
        return glossary[token]
    # Polish, Romanian, Italian and Portuguese bend their endings: the longest glossary stem of five letters or more decides.
    stem = next((s for s in sorted(glossary, key=len, reverse=True) if len(s) >= 5 and " " not in s and token.startswith(s[:-1])), None)
    return glossary[stem] if stem else None
