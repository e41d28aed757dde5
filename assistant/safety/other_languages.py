"""Messages in a language that is neither English nor one of the seven that ``languages`` helps: nobody gets a reply to half a word.

Nothing of such a message can be judged, so it is never searched: the emergency line leads, in the message's language where there is one.
"""

from __future__ import annotations

import re

from assistant.safety.language_stops import ENGLISH
from assistant.safety.plain_words import available, is_plain

UNKNOWN = "unknown"
FEWEST = 4
"""Different words that must be strange before a message in Latin letters is taken for another language."""
STRANGE = 0.65
"""Share of its words that no list of English words holds."""
NAMED = 3
"""How many of its commonest words name a language."""
_WORD = re.compile(r"[^\W\d_]{3,}", re.UNICODE)
_OF_SCRIPT = (
    ("hindi", re.compile("[\u0900-\u097f]"), 3),
    ("gujarati", re.compile("[\u0a80-\u0aff]"), 3),
    ("tamil", re.compile("[\u0b80-\u0bff]"), 3),
    ("chinese", re.compile("[\u4e00-\u9fff]"), 3),
    ("ukrainian", re.compile("[\u0404\u0454\u0406\u0456\u0407\u0457\u0490\u0491]"), 1),
    ("bulgarian", re.compile("(?i)\\b(?:\u0441\u0435|\u0449\u0435|\u043a\u0430\u043a\u0432\u043e|\u0434\u0435\u0442\u0435)\\b"), 1),
    ("russian", re.compile("[\u0400-\u04ff]"), 3),
    (UNKNOWN, re.compile("[\u0370-\u03ff\u0530-\u05ff\u0b00-\u0b7f\u0c00-\u0fff\u10a0-\u13ff\u1780-\u17ff\u3040-\u30ff\uac00-\ud7af]"), 3),
)
ARABIC = re.compile("[\u0600-\u06ff]")
NOT_ARABIC = re.compile("[\u0679\u0688\u0691\u06ba\u06d2\u06c1\u06be\u06af\u0686\u067e\u06a9\u06cc]")
"""Letters of Urdu, Punjabi, Persian or Pashto."""
_STOPS: dict[str, frozenset[str]] = {
    "turkish": frozenset(
        """bir bu da de için ne nasıl nerede neden kim var yok çok şimdi ben sen onun benim çocuk çocuğu kız oğlan annesi babası anne baba
        okul okulda polis yardım söyledi dedi ediyor yapayım yapmalıyım lütfen evde değil gibi ama ile icin simdi cocuk""".split()
    ),
    "spanish": frozenset(
        """el los las una unos qué que cómo cuándo dónde quién por para con está están niño niña niños hijo hija mi su sus muy ahora casa
        escuela policía ayuda dijo tiene hace hay pero debo puedo puede llamar cuando como donde nino nina""".split()
    ),
    "french": frozenset(
        """le la les une des du est sont qui que quoi quand comment où pour avec dans sur pas mon ma mes son sa ses enfant enfants fille
        garçon école mère père maintenant je il elle nous vous dit fait dois puis appeler aide""".split()
    ),
    "german": frozenset(
        """der die das ein eine und ist sind wer was wann wie wo ich er sie wir mit für auf nicht kind kinder mädchen junge mutter vater
        schule jetzt hat gesagt soll kann muss bitte hilfe anrufen zu hause""".split()
    ),
    "hungarian": frozenset(
        """egy az és hogy nem van mit mikor hogyan hol ki gyerek gyermek lány fiú anyja apja iskola most segítség rendőrség kell mondta
        otthon nagyon""".split()
    ),
    "lithuanian": frozenset(
        """ir yra kas kada kaip kur vaikas vaiko vaikai mergaitė berniukas mama tėvas mokykla dabar pagalba policija kad bet man mano ji jis
        sakė namuose reikia""".split()
    ),
    "albanian": frozenset(
        """është një dhe që për në me nga kur ku kush çfarë fëmija fëmijë vajza djali nëna babai shkolla tani ndihmë policia shtëpi duhet
        tha eshte nje femija""".split()
    ),
}


def other_language(text: str) -> str | None:
    """The key of the language, ``UNKNOWN`` where only that it is another one can be told; ``None`` for English and what is no language."""
    plain = text.lower()
    english = sum(is_plain(word) for word in re.findall(r"\b[a-z]{3,}\b", plain))
    if english < FEWEST:
        written = next((name for name, letters, few in _OF_SCRIPT if len(letters.findall(text)) >= few), None)
        if written:
            return written
        if len(ARABIC.findall(text)) >= FEWEST:
            return None if NOT_ARABIC.search(text) else "arabic"
    return _in_latin_letters(plain)


def _in_latin_letters(text: str) -> str | None:
    words = set(_WORD.findall(text))
    english = len(words & ENGLISH)
    known = {name: len(words & stops) for name, stops in _STOPS.items()}
    best = max(known, key=known.__getitem__)
    if known[best] >= NAMED and known[best] > 2 * english:
        return best
    if not available() or len(words) < FEWEST or english > len(words) / 8:
        return None
    strange = sum(not is_plain(word) for word in words)
    if strange < FEWEST or strange < STRANGE * len(words):
        return None
    return best if known[best] >= NAMED - 1 else UNKNOWN
