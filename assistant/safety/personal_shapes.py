"""Names shown by their shape or place in a sentence: words that no list of ordinary words knows, doubled given names, initials with a
surname, words that are also names where a person must stand ("Joy doesn't want", "is King (12)")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.areas import areas_in, places
from assistant.safety.name_words import INITIALS_NOT_PEOPLE, NOT_SURNAMES, TITLE_WORDS
from assistant.safety.personal_found import Found
from assistant.safety.plain_words import available, is_given, is_plain

_LETTERS = r"[A-Za-zÀ-ɏ]"
_WORD = re.compile(rf"(?<![\w@#/]){_LETTERS}+(?:['’-]{_LETTERS}+)*(?![\w@])")
_CAPPED = r"[A-ZÀ-Þ][A-Za-zÀ-ɏ]*(?:['’-][A-Za-zÀ-ɏ]+)*"
_INITIAL_SURNAME = re.compile(rf"(?<![\w.])(?:[A-Z]\.?\s(?!(?:is|in|on|at|to)\b){_CAPPED}|[a-z]\.\s?[a-z]{{3,}}(?:-[a-z]+)?)(?![\w@.])")
_DOTTED = re.compile(r"(?<![\w.])(?:[A-Z][a-z]?\.){2,3}(?!\w)")
_TAIL_INITIAL = re.compile(r"\s([A-Za-z])(?:\.(?!\w)|(?=[\s,;:)?!-]|$))")
_PARTICLE = re.compile(r"\s+((?:N[ií]|Ó|O|Mac|Mc|an|bin|al|el|de|da|dos|van|von|Giolla|ul|ur)(?=\s))")
_NEXT = re.compile(rf"\s+({_CAPPED})")
_BEFORE = re.compile(rf"({_CAPPED})\s+$")
# Ordinary words that are also given names: masked only where a person must stand.
WORD_NAMES = frozenset(
    """joy grace faith hope patience precious miracle blessing gift mercy charity constance prudence verity harmony melody serenity trinity
    destiny heaven nevaeh angel princess queen king prince duke earl major noble royal reign saint messiah storm blaze sky skye star summer
    autumn winter spring rain rainbow river ocean forest brook robin wren jay lark dove raven phoenix bear wolf fox leo ray rose lily daisy
    poppy ivy holly hazel violet iris olive jasmine ruby pearl amber jade crystal diamond sunny rich will mark bill rob art jack drew chase
    hunter mason archer cash ace rocky buddy junior legend champ dawn eve april may june august paris london chelsea brooklyn dean pat
    penny ginger cherry honey candy pepper clementine scarlet sienna indigo goodness favour comfort wisdom sincere kit max guy gene dale
    glen cliff heath reed reid lane miles christian carol bay marina dolly bunny sonny misty stormy sandy dusty tiger neo nova luna aurora
    ocean skyler bishop pope solomon victor victory success innocent wonder marvellous godswill praise emmanuel treasure peace love justice
    liberty america india asia china israel jordan kenya dakota cairo bow ford royce bentley mercedes lexus porsha armani dior chanel""".split()
)
_PERSON_VERB = (
    r"(?:is being|is (?:\d|a young carer|on (?:a|the)|not allowed|with me|being|five|six|seven|eight|nine|ten|eleven|twelve)|doesn'?t|"
    r"didn'?t|isn'?t|hasn'?t|won'?t|wants?|says?|said|told|keeps|has (?:a|been|told|said|missed|not)|bites?|cries|posts|likes|hates|lives|"
    r"turns \d|goes|came|comes|went|ran|asked|asks|rang|needs|thinks|looks|seems|sleeps|talks|plays|hit|hits|started|left|moved|wets|refuses)"
)
_PERSON_AFTER = re.compile(
    rf"^(?:['’]s (?:mum|dad|mother|father|nan|gran|brother|sister|step\w+|carer|foster|uncle|aunt\w*|family|parents|cousin|social worker|"
    rf"school|behaviour|attendance|teacher|plan|conference|worker|partner)\b|\s*\((?:[^)]{{0,12}}\d|pron|real|his|her|not|yr|year|she|he|they)|"
    rf",? (?:aged? )?\d{{1,2}}(?:\b|\s?(?:yo|yrs?|years?|m|mths?|months?|weeks?|wks?))(?!\s*(?:%|per|of|out|pages?|minutes?|children|kids|"
    rf"people|cases|days|hours|[:.]\d))|,? (?:in )?(?:yr|year|y) ?\d|,? in my (?:class|form|group)|"
    rf" {_PERSON_VERB}\b|(?:,? (?:and|&) [A-Z]\w+)? (?:twins\b|from |have |are |is ))",
    re.I,
)
_BESIDE = re.compile(
    r"^(?:['’]s (?:mum|mam|mom|dad|mother|father|nan|gran|brother|sister|step\w+|carer|foster|uncle|aunt\w*|family|parents)\b|"
    r"\s*\((?:\d{1,2}\)|\d{1,2} ?(?:yo|y|m|mths?|months?|weeks?|wks?)\b|yr|year)|,? aged \d|,? (?:in )?(?:yr|year|y) ?\d)",
    re.I,
)
_NAME_INITIAL = re.compile(r"(?<![\w.])([A-ZÀ-Þ][a-zß-ɏ]{2,})\s([B-HJ-Z])(?:\.(?!\w)|(?=[\s,;:)?!-]|$))")
_NO_NAME_BEFORE_INITIAL = frozenset(
    """child family baby boy girl mother father adult sibling person appendix annex annexe section part plan vitamin hepatitis group grade
    class category level type form schedule table figure step stage question set key option box year school point module unit case team
    block room gate row zone area party agency worker professional practitioner parent lad twin client patient service site house door
    stream tier band phase version chapter theme standard learner young male female step plan young gcp teacher""".split()
)
_PERSON_BEFORE = re.compile(
    r"(?:\b(?:baby|twins?|mum|dad|named?|called|sibling|siblings|brother|sister|miss|pupil|student|client|patient|pt|yp|our|my|so its|so it's|"
    r"is|about|regarding|for|want|wants) )$",
    re.I,
)
_SENTENCE_START = re.compile(r"(?:^|[.?!:;\n]\s*|^\s*(?:hi|hello|ok|so|and|i think|re|is|does|did|has|can|our|my)\s+)$", re.I)
_SECOND_NAMES = frozenset("mae may rae lee leigh jo jay lou rose rayne grace louise james jane ann anne marie".split())
_CUED = re.compile(
    r"\b(?:surname is(?: now)?|prev(?:iously)?|formerly|n[ée]e|maiden name|forename|first name|family name|surname|last name|family|unborn|"
    r"yp|pt|px|svc user|ustadh?|ustaz|sheikh|maulana|molvi|hafiz|mst\.?|bro\.?|sis\.?|fr\.?|rabbi|nurse|auntie|aunty|uncle|ref|client|"
    r"so its|so it's|half siblings|siblings|cousins|the)\s*[:=]?\s+((?:[A-ZÀ-Þ][\w’'-]+)(?:\s+[A-ZÀ-Þ][\w’'-]+){0,2})",
    re.I,
)
_FORM_FIELD = re.compile(
    rf"(?im)^\s*(?:fore ?name|first ?name|family ?name|surname|last ?name|known as|name|child|pupil(?: name)?|parent|mother|father|carer)s?\s*"
    rf"[:|=\t ]\s*({_LETTERS}[^\n|:]{{1,40}}?)\s*$"
)
_LIST = re.compile(rf"\s*(?:,|&|and|\+|/)\s+({_CAPPED}|[a-z]+-[a-z]+)(?!\w)")


class Shapes:
    """Finds names by shape in one text."""

    def __init__(self, text: str, known: Sequence[Found]) -> None:
        self._text = text
        self._known = known

    def found(self) -> list[Found]:
        """Names by shape, each grown over its neighbours (surname, particle, initial)."""
        if not available():
            return []
        cores = [*self._unknown(), *self._word_names(), *self._initials(), *self._cued()]
        grown = [self._grown(start, end) for start, end in dict.fromkeys(cores) if not self._inside(start)]
        return [Found(kind="name", start=start, end=end) for start, end in grown]

    def grow(self, names: Sequence[Found]) -> list[Found]:
        """Names found otherwise, with the surname, particle or initial that follows."""
        return [Found(kind=f.kind, start=s, end=e) for f in names for s, e in (self._grown(f.start, f.end),)]

    def _unknown(self) -> Iterator[tuple[int, int]]:
        for match in _WORD.finditer(self._text):
            word = re.sub(r"['’]s$", "", match.group())
            if self._doubled(word) or (self._strange(word) and self._could_be(word, match)):
                yield match.start(), match.start() + len(word)

    def _could_be(self, word: str, match: re.Match[str]) -> bool:
        if word[0].isupper() and not (word.isupper() and len(word) < 8):
            return True
        after = self._text[match.start() + len(word) :]
        return word.islower() and bool(re.match(rf"['’]s (?:mum|dad|nan)\b|\s+(?:bites|cries|{_PERSON_VERB})\b", after))

    def _strange(self, word: str) -> bool:
        parts = re.split(r"['’-]", word)
        strange = [p for p in parts if len(p) >= 4 and not is_plain(p)]
        return bool(strange) and not self._public(word)

    @staticmethod
    def _doubled(word: str) -> bool:
        """ "Courtney-Leigh", "ciara-mae": a given name with another word. Ordinary compounds hold no given name at their start."""
        parts = word.split("-")
        if len(parts) < 2 or areas_in(word) or parts[0].lower() in TITLE_WORDS:
            return False
        second = parts[1].lower() in _SECOND_NAMES
        capped = all(p[:1].isupper() for p in parts if p)
        return (is_given(parts[0]) and (capped or second)) or (capped and any(is_given(p) for p in parts[1:]) and len(parts[0]) > 3)

    def _word_names(self) -> Iterator[tuple[int, int]]:
        for match in _WORD.finditer(self._text):
            word = re.sub(r"['’]s$", "", match.group())
            before, after = self._text[: match.start()], self._text[match.start() + len(word) :]
            if self._may_be_name(word, before, after) and self._person_stands(word[0].isupper(), before, after):
                yield match.start(), match.start() + len(word)

    def _person_stands(self, capital: bool, before: str, after: str) -> bool:
        """Whether somebody must be meant in this place of the sentence."""
        starts = bool(_SENTENCE_START.search(before))
        if _PERSON_AFTER.match(after):
            return (capital and not self._name_of_thing(after)) or (not capital and starts and self._strongly(after))
        ends = re.match(r"\s*(?:[,.)?(]|$|on a plan|and )", after)
        return bool(capital and not starts and ends and _PERSON_BEFORE.search(before))

    def _may_be_name(self, word: str, before: str, after: str) -> bool:
        """Words that are also names; and any capitalised word in mid-sentence beside an age, a class or a relative."""
        low = word.lower()
        if low in WORD_NAMES:
            return not (low in places().owner or areas_in(word))
        middle = bool(re.search(r"[a-z,)]\s+$", before))
        return middle and word[0].isupper() and not word.isupper() and not self._public(word) and bool(_BESIDE.match(after))

    @staticmethod
    def _strongly(after: str) -> bool:
        return bool(re.match(r"['’]s (?:mum|dad|nan)\b| in my (?:class|form)| (?:is being|said|told|says|keeps|doesn'?t|bites|cries)\b", after))

    @staticmethod
    def _name_of_thing(after: str) -> bool:
        return bool(re.match(r"['’]?s? (?:programme|project|place|house|law|review|road|street|service|charity|centre|protocol)\b", after, re.I))

    def _initials(self) -> Iterator[tuple[int, int]]:
        for match in _INITIAL_SURNAME.finditer(self._text):
            surname = re.split(r"[.\s]+", match.group())[-1]
            first = match.group()[0]
            if first in "IA" and match.group()[1] == " ":
                continue
            titled = re.search(r"\b(?:mrs?|ms|miss|dr|pupil|student|about)\.?\s$", self._text[: match.start()], re.I)
            if self._strange(surname) or (first.isupper() and titled):
                yield match.span()
        for match in _NAME_INITIAL.finditer(self._text):
            low = match.group(1).lower()
            if low not in _NO_NAME_BEFORE_INITIAL and not self._public(match.group(1)):
                yield match.start(), match.end()
        for match in _DOTTED.finditer(self._text):
            if re.search(r"[a-z]", match.group()) or re.match(r"\s*(?:\(|at|yr|year|\d)", self._text[match.end() :]):
                yield match.span()

    def _cued(self) -> Iterator[tuple[int, int]]:
        for match in _FORM_FIELD.finditer(self._text):
            if not any(w.lower() in NOT_SURNAMES | {"details", "name"} for w in match.group(1).split()) and len(match.group(1).split()) <= 4:
                yield match.span(1)
        for match in _CUED.finditer(self._text):
            word = match.group(1).split()[0]
            if not word[0].isupper() or self._public(word) or word.lower() in TITLE_WORDS or areas_in(match.group(1)):
                continue
            if is_given(word) or not is_plain(word) or self._doubled(word):
                yield match.start(1), match.start(1) + len(word)
                yield from self._listed(match.start(1) + len(word))

    def _listed(self, at: int) -> Iterator[tuple[int, int]]:
        while match := _LIST.match(self._text, at):
            if match.group(1).lower() in TITLE_WORDS | NOT_SURNAMES or areas_in(match.group(1)):
                return
            yield match.span(1)
            at = match.end(1)

    def _grown(self, start: int, end: int) -> tuple[int, int]:
        before = _BEFORE.search(self._text[:start])
        if before and (is_given(before.group(1)) or (self._strange(before.group(1)))) and not self._public(before.group(1)):
            start = before.start(1)
        while match := (_PARTICLE.match(self._text, end) or self._surname(end)):
            end = match.end(1)
        tail = _TAIL_INITIAL.match(self._text, end)
        if tail and tail.group(1).lower() not in ("a", "i") and (tail.group(1).isupper() or re.match(r"\s|,", self._text[tail.end(1) :] or "x")):
            end = tail.end() if self._text[tail.end() - 1 : tail.end()] == "." else tail.end(1)
        return start, end

    def _surname(self, at: int) -> re.Match[str] | None:
        match = _NEXT.match(self._text, at)
        if match is None:
            return None
        word = re.sub(r"['’]s$", "", match.group(1))
        low = word.lower()
        stops = low in TITLE_WORDS | NOT_SURNAMES or (word.isupper() and len(word) < 7) or bool(areas_in(word)) or word in INITIALS_NOT_PEOPLE
        if stops or (is_plain(word) and not is_given(word) and low not in WORD_NAMES and "-" not in word):
            return None
        return _NEXT.match(self._text[: match.start(1) + len(word)], at)

    def _inside(self, at: int) -> bool:
        return any(f.start <= at < f.end for f in self._known)

    @staticmethod
    def _public(word: str) -> bool:
        low = re.sub(r"['’]s$", "", word.lower())
        return low in places().owner or bool(areas_in(word)) or low in TITLE_WORDS
