"""Messages in seven other languages: which one, the emergency line in it, and safeguarding words put into English for a try at answering."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from assistant.replies import Replies, RepliesError
from assistant.safety.language_words import DANGER, GLOSSARY, GURMUKHI, SHAHMUKHI, STOP_WORDS, URDU_LETTERS

_BENGALI = re.compile("[\u0980-\u09ff]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
ENOUGH = 2
"""How many different stop words show a language written in Latin letters."""


def plain_letters(text: str) -> str:
    """Lower case without diacritics: "dziecko jest zagrożone" becomes "dziecko jest zagrozone"."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("ł", "l").replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def detect(text: str) -> str | None:
    """The language's key ("polish", "urdu", "punjabi_shahmukhi", ...) or ``None`` for English and all others."""
    script = _by_script(text)
    if script:
        return script
    words = _WORD.findall(plain_letters(text))
    if not words:
        return None
    scores = {name: len({w for w in words if w in stops and w not in _ENGLISH and len(w) > 1}) for name, stops in STOP_WORDS.items()}
    best = max(scores, key=lambda name: scores[name])
    english = len({w for w in words if w in _ENGLISH})
    if scores[best] >= ENOUGH and scores[best] > english:
        return best
    return best if scores[best] >= 1 and english == 0 and len(words) <= 4 and any(w in GLOSSARY[best] for w in words) else None


def _by_script(text: str) -> str | None:
    if re.search(GURMUKHI, text):
        return "punjabi"
    if _BENGALI.search(text):
        return "bengali"
    if _ARABIC.search(text):
        words = set(re.findall("[\u0600-\u06ff]+", text))
        return "punjabi_shahmukhi" if len(words & SHAHMUKHI) > len(words & URDU_LETTERS) else "urdu"
    return None


def emergency_line(text: str, replies: Replies | None = None) -> str | None:
    """The emergency line in the language of the text, ending with the remark that nobody has checked it; ``None`` for English.

    Without ``replies`` only the bare number line is given.
    """
    language = detect(text)
    if language is None:
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
    """Whether a message in one of the seven languages holds a word of danger. A question about the topic may do so too: better once too often."""
    language = detect(text)
    if language is None:
        return False
    plain = plain_letters(text) + " "
    found = any(stem in text or re.search(rf"(?<!\w){re.escape(stem)}", plain) for stem in DANGER[language])
    asks = re.search(r"(?<!\w)(?:gcp ?2?|lado|mash|training|co to jest|kya hai|ce este|cos e|o que e|ki hai(?=\W*$))(?!\w)", plain)
    return found and not asks


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


def _translated(token: str, glossary: Mapping[str, str]) -> str | None:
    if token in glossary:
        return glossary[token]
    # Polish, Romanian, Italian and Portuguese bend their endings: the longest glossary stem of five letters or more decides.
    stem = next((s for s in sorted(glossary, key=len, reverse=True) if len(s) >= 5 and " " not in s and token.startswith(s[:-1])), None)
    return glossary[stem] if stem else None


_ENGLISH = frozenset(
    """the is are was were what when where who how which why do does did i you he she it we they my your his her a an and or but to of in on
    for with from at by this that there should can could would will have has had be been not if about as me him them said says told just
    child children mum dad school need want please use does get got""".split()
)
