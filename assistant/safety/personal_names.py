"""Person names: by form field, by cue ("mum", "my case is", "SW is"), by a list of given names, and by a model's second look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.areas import areas_in, places
from assistant.safety.name_words import (
    ALSO_WORDS,
    GIVEN,
    INITIALS_NOT_PEOPLE,
    NOT_SURNAMES,
    PUBLISHED,
    PUBLISHED_PHRASES,
    TITLE_WORDS,
)
from assistant.safety.personal_found import Found
from assistant.safety.personal_rules import DATE
from assistant.safety.plain_words import is_given, is_plain

_TOKEN = re.compile(r"[A-Za-zÀ-ž]+(?:['’-][A-Za-zÀ-ž]+)*")
_CAP = r"[A-ZÀ-Ž][A-Za-zÀ-ž]*(?:['’-][A-Za-zÀ-ž]+)*"
_ANY = r"[A-Za-zÀ-ž]+(?:['’-][A-Za-zÀ-ž]+)*"
_FIELD = re.compile(
    rf"\b(?:(?:child|pupil|student|client|patient|full|first|fore|sur|last|family|parent|mother|father|"
    rf"mum|dad|carer|worker|key child|subject|young person|known as|alias|service user|suspect|victim|"
    rf"perp|perpetrator|nominal|applicant)'?s?\s*)?"
    rf"(?:name|names|forename|surname|firstname|aka)\s*(?:\(s\))?\s*(?:[:=]|\bis\b|\bare\b)\s*((?:{_ANY})(?:[ "
    rf",]+(?!dob\b|born\b|age\b|aged\b|and\b|he\b|she\b|who\b|with\b|of\b|at\b|is\b|in\b|from\b|yr\b|"
    rf"year\b|upn\b|nhs\b|lives\b)(?:{_ANY})){{0,3}})",
    re.I,
)
_LABEL = re.compile(
    rf"\b(?i:child|pupil|student|client|patient|mother|father|mum|dad|carer|subject|young person|yp|"
    rf"sw|social worker|suspect|re|regarding|nominal|perp|victim|worker|dsl|head|teacher|parents?|siblings?|"
    rf"brother|sister)\s*[:=]\s*({_CAP}(?:\s+{_CAP}){{0,3}})"
)
_CUE_ANY = re.compile(
    rf"\b(?:called|named|nominal|(?:my|the|our|this|new) case is|case of|name of|goes by|known as|aka|"
    rf"a\.k\.a\.?|his name|her name|their name|name'?s|(?:sw|social worker|health visitor|hv|key ?worker|"
    rf"teacher|head|coach|officer|dsl|iro|gp|midwife|solicitor|foster carer|carer|support worker|ta|"
    rf"worker|manager) (?:is|was) (?:called |named )?|key child|re:)\s+((?:{_ANY})(?:\s+(?:{_ANY})){{0,2}})",
    re.I,
)
_CUE_CAP = re.compile(
    rf"\b(?i:mum|mums|mother|dad|father|stepdad|step-?dad|stepmum|step-?mum|stepfather|stepmother|nan|"
    rf"gran|grandma|grandad|uncle|auntie|aunt|aunty|cousin|brother|sister|sibling|son|daughter|partner|"
    rf"boyfriend|girlfriend|husband|wife|ex|child|kid|boy|girl|lad|baby|toddler|pupil|student|patient|"
    rf"client|case|"
    rf"teacher|ta|coach|head|social worker|sw|hv|health visitor|key ?worker|foster carer|carer|childminder|"
    rf"colleague|officer|pc|dc|ds|dci|sgt|manager|nominal|suspect|perp|victim|friend|mate|neighbour|"
    rf"lodger|year \d+|yr ?\d+|y\d+|about|for|with|from|by|on|and|of|is|visited|saw|seen|met|tell|told|"
    rf"ask|asked|regarding|concerning|re|hi|im|i'm|i am|my name is|regards|thanks),?\s+"
    rf"(?!(?:The|A|An|My|He|She|They|It|We|You|I|If|And|But|Or|So|No|Not|In|On|At|To|For|Of|This|That|"
    rf"What|Who|How|When|Where|Why)\b)({_CAP}(?:\s+{_CAP}){{0,2}})"
)
_TITLE = re.compile(
    rf"\b(?i:mr|mrs|ms|miss|mx|dr|prof|sir|rev|father|imam|pastor|sister|pc|dc|ds|di|dci|sgt|insp|cllr)\b\.?\s+((?!(?:who|"
    rf"what|and|is|has|in|at|the|said|told|or|of)\b)(?:[A-Z]\.?\s+)?(?:{_CAP})(?:\s+{_CAP})?)"
)
_TITLE_LOW = re.compile(r"\b(?:mr|mrs|ms|dr)\b\.?\s+([a-z]{3,}(?:-[a-z]+)?)\b")
_LIST_AFTER = re.compile(rf"\s*(?:,|&|and|\+|/)\s*({_CAP})(?!\w)")
_POSSESSIVE = re.compile(r"['’]s$")
_INITIALS = re.compile(r"(?<![\w&/-])((?:[A-Z]\.\s?){2,3}|[A-Z]{2,3}|[A-Z]\.[A-Z])(?![\w&/-])")
_SCHOOL = re.compile(
    r"\b((?:St\.? )?(?:[A-Z][\w'’-]+ ){1,4}(?:Primary|Academy|School|Sch|Lower|Middle|Upper|Nursery|Infants?|"
    r"Juniors?|Jnrs?|PRU|College|Pre-?school|High|Grammar|Secondary|Free School)(?: (?:School|Academy|Nursery))?)\b"
)
_FULL_DATE = re.compile(rf"(?<!\w){DATE}(?!\w)", re.I)
_PUBLIC = re.compile(r"(?i)\b(?:" + "|".join([*(re.escape(n) for n in PUBLISHED), *PUBLISHED_PHRASES]) + r")(?:['’]s)?\b")
_AGE_AFTER = re.compile(
    r"^\s*(?:,|\()?\s*(?:aged? )?\d{1,2}(?:\s?(?:yo|y/o|yrs?|years?(?: old)?|m|f|months?|mths?|wks?|"
    r"weeks?))?\b(?!\s*(?:%|per|of the|out of|pages?|minutes?))",
    re.I,
)


def public_stretches(text: str) -> list[tuple[int, int]]:
    """Where published pseudonyms and names of laws, reviews and charities stand."""
    return [m.span() for m in _PUBLIC.finditer(text)]


_SHORT_NAMES = frozenset({"bo", "mo", "jo", "ty", "xi", "yu", "li"})


_THINGS_NAMED_AFTER_PEOPLE = frozenset("road street avenue hospital court centre report law review guidelines rule academy school ward".split())
_NEVER_SPREAD = TITLE_WORDS | NOT_SURNAMES | ALSO_WORDS


class NameFinder:
    """Finds names in one text. ``structured`` are details already found; beside them even a published name is masked."""

    def __init__(self, text: str, structured: Sequence[Found]) -> None:
        self._text = text
        self._structured = structured
        beside = any(f.kind in ("date of birth", "address", "NHS number", "UPN") for f in structured)
        self._public = [] if beside else public_stretches(text)

    def by_rules(self) -> list[Found]:
        """Names that a field, a cue, a title or the list of given names shows."""
        found = [*self._fields(), *self._titled(), *self._given(), *self._aged()]
        return [f for f in found if not self.is_public(f.start, f.end)]

    def checked(self, stretches: Iterable[tuple[int, int]]) -> list[Found]:
        """A model's person stretches that are no title, place, body or pseudonym."""
        found = []
        for start, end in stretches:
            trimmed = self._trimmed(start, end)
            if trimmed and not self.is_public(*trimmed) and self._could_be_person(*trimmed) and not self._ordinary(*trimmed):
                found.append(Found(kind="name", start=trimmed[0], end=trimmed[1]))
        return found

    def _ordinary(self, start: int, end: int) -> bool:
        """Whether a stretch is lower-case ordinary words only."""
        return all(w.islower() and is_plain(w) and not is_given(w) for w in _TOKEN.findall(self._text[start:end]))

    def spread(self, found: Sequence[Found]) -> list[Found]:
        """The same names wherever else they stand: each part of a found name, in any case of letters."""
        parts = {
            part.lower()
            for f in found
            for part in _TOKEN.findall(self._text[f.start : f.end])
            if part.lower() in _SHORT_NAMES or (len(part) >= 3 and part.lower() not in _NEVER_SPREAD and not areas_in(part))
        }
        more = [
            Found(kind="name", start=m.start(), end=m.end())
            for m in _TOKEN.finditer(self._text)
            if _POSSESSIVE.sub("", m.group()).lower() in parts and not self.is_public(m.start(), m.end())
        ]
        return [*found, *more]

    def dates_beside(self, people: Sequence[Found]) -> list[Found]:
        """Full dates that stand within a few words of a name: taken for a date of birth."""
        return [
            Found(kind="date of birth", start=m.start(), end=m.end())
            for m in _FULL_DATE.finditer(self._text)
            if any(-2 <= m.start() - p.end <= 25 or 0 <= p.start - m.end() <= 12 for p in people) and not self._dated_event(m.start())
        ]

    def initials_with_school(self, people: Sequence[Found]) -> list[Found]:
        """A pupil's initials beside a named school, and the school's name beside any name or initials."""
        schools = [m for m in _SCHOOL.finditer(self._text) if not areas_in(m.group(1).split()[0]) or len(m.group(1).split()) > 2]
        cued = [m for m in _INITIALS.finditer(self._text) if self._is_pupil(m)]
        near = [m for m in cued if any(abs(m.start() - s.start()) < 80 for s in schools)]
        initials = {m.span(1) for m in (near if schools else [])} | {m.span(1) for m in cued if self._strongly_cued(m)}
        found = [Found(kind="name", start=s, end=e) for s, e in initials]
        if people or found:
            found += [Found(kind="school", start=s.start(1), end=s.end(1)) for s in schools if not self._only_title(s.group(1))]
        return found

    # --- finders

    def _fields(self) -> Iterator[Found]:
        for pattern in (_FIELD, _LABEL, _CUE_ANY, _CUE_CAP):
            for match in pattern.finditer(self._text):
                run = self._run(match.start(1), match.end(1), loose=pattern in (_FIELD, _CUE_ANY))
                if run and self._good_cue(pattern, run):
                    yield from self._with_list(run)

    def _good_cue(self, pattern: re.Pattern[str], run: tuple[int, int]) -> bool:
        words = _TOKEN.findall(self._text[run[0] : run[1]])
        if words and words[0].islower() and is_plain(words[0]) and not is_given(words[0]) and self._text[: run[0]].lower().endswith("case of "):
            return False
        if pattern in (_FIELD, _CUE_ANY, _LABEL):
            return not all(w.lower() in TITLE_WORDS for w in words)
        known = any(w.lower() in GIVEN for w in map(_bare, words))
        return known or (self._could_be_person(*run) and (len(words) >= 2 or self._relative_before(run[0])))

    def _relative_before(self, start: int) -> bool:
        return bool(
            re.search(
                r"(?i)\b(?:mum|mother|dad|father|step\w+|nan|gran\w*|uncle|aunt\w*|cousin|brother|sister|son|daughter|"
                r"partner|boyfriend|girlfriend|husband|wife|ex|pupil|kid|boy|girl|lad|baby|toddler|nominal|suspect|"
                r"sibling|lodger|neighbour|mate),?\s+$",
                self._text[:start],
            )
        )

    def _titled(self) -> Iterator[Found]:
        for match in _TITLE.finditer(self._text):
            if not areas_in(match.group(1)):
                yield Found(kind="name", start=match.start(1), end=match.end(1))
        for match in _TITLE_LOW.finditer(self._text):
            if match.group(1) not in NOT_SURNAMES | TITLE_WORDS:
                yield Found(kind="name", start=match.start(1), end=match.end(1))

    def _given(self) -> Iterator[Found]:
        tokens = list(_TOKEN.finditer(self._text))
        for n, token in enumerate(tokens):
            word = _bare(token.group())
            if word.lower() not in GIVEN or self._in_structured(token.start()):
                continue
            following = tokens[n + 1] if n + 1 < len(tokens) else None
            surname = following if following and self._is_surname(token, following) else None
            if word.lower() in ALSO_WORDS and not self._ambiguous_ok(word, token, surname):
                continue
            if self._is_place(following):
                continue
            start = token.start()
            end = token.start() + len(word)
            if surname:
                end = surname.start() + len(_bare(surname.group()))
                third = tokens[n + 2] if n + 2 < len(tokens) else None
                if third and third.group()[0].isupper() and self._is_surname(surname, third):
                    end = third.start() + len(_bare(third.group()))
            yield Found(kind="name", start=start, end=end)

    def _aged(self) -> Iterator[Found]:
        """A capitalised run followed by an age: "Zuri Testname, 9"."""
        for match in re.finditer(rf"(?<![\w.]){_CAP}(?:\s+{_CAP}){{1,2}}", self._text):
            run = self._run(match.start(), match.end(), loose=False)
            if (
                run
                and _AGE_AFTER.match(self._text[run[1] :])
                and self._could_be_person(*run)
                and len(_TOKEN.findall(self._text[run[0] : run[1]])) >= 2
            ):
                yield Found(kind="name", start=run[0], end=run[1])

    # --- judgement of a stretch

    def _run(self, start: int, end: int, *, loose: bool) -> tuple[int, int] | None:
        """The leading words of a stretch that can be parts of a name."""
        kept: tuple[int, int] | None = None
        for match in _TOKEN.finditer(self._text, start, end):
            word = _bare(match.group())
            lower = word.lower()
            title_like = lower in TITLE_WORDS and lower not in GIVEN
            first = kept is None
            stops = (
                lower in NOT_SURNAMES
                or (title_like and not (loose and word[0].isupper() and not first))
                or (word.isupper() and len(word) > 1 and word in INITIALS_NOT_PEOPLE)
            )
            if stops or (not loose and not word[0].isupper()):
                break
            if loose and not first and not word[0].isupper() and self._text[start].isupper():
                break
            kept = (kept[0] if kept else match.start(), match.start() + len(word))
        return kept

    def _trimmed(self, start: int, end: int) -> tuple[int, int] | None:
        tokens = [m for m in _TOKEN.finditer(self._text, start, end)]
        while tokens and _bare(tokens[0].group()).lower() in TITLE_WORDS | NOT_SURNAMES:
            tokens.pop(0)
        while tokens and _bare(tokens[-1].group()).lower() in TITLE_WORDS | NOT_SURNAMES:
            tokens.pop()
        if not tokens:
            return None
        return tokens[0].start(), tokens[-1].start() + len(_bare(tokens[-1].group()))

    def _could_be_person(self, start: int, end: int) -> bool:
        words = [_bare(w) for w in _TOKEN.findall(self._text[start:end])]
        lower = [w.lower() for w in words]
        if not words or any(w in TITLE_WORDS and w not in GIVEN for w in lower):
            return False
        if areas_in(self._text[start:end]) or any(_elsewhere(w) for w in (self._text[start:end].lower(), *lower)):
            return False
        if re.match(
            r"(?i)\s*(?:school|academy|primary|nursery|college|centre|center|hospital|road|street|team|service|"
            r"act|law|model|tool|profile|framework|project|programme|foundation|trust|house|report|review|"
            r"protocol|surgery|clinic|park|farm|university|council|form|matrix|scale|assessment)\b",
            self._text[end:],
        ):
            return False
        return all(len(w) > 1 and not (w.isupper() and len(w) <= 6) for w in words)

    def _is_surname(self, first: re.Match[str], second: re.Match[str]) -> bool:
        gap = self._text[first.end() : second.start()]
        word = _bare(second.group())
        if gap not in (" ", "  ") or first.group().endswith(("'s", "’s")):
            return False
        lower = word.lower()
        if lower in TITLE_WORDS | NOT_SURNAMES or len(word) < 2:
            return False
        if word[0].isupper():
            return not (word.isupper() and word in INITIALS_NOT_PEOPLE)
        return first.group()[0].islower() and len(word) >= 4 and not _common(lower)

    def _ambiguous_ok(self, word: str, token: re.Match[str], surname: re.Match[str] | None) -> bool:
        if not word[0].isupper():
            return False
        return bool(
            surname
            and surname.group()[0].isupper()
            and surname.group().lower() not in TITLE_WORDS
            and self._could_be_person(surname.start(), surname.end())
        ) or bool(
            _AGE_AFTER.match(self._text[token.end() :])
            and len(word) > 2
            and token.start() > 0
            and not re.match(r"\s*\d{4}", self._text[token.end() :])
            and word.lower() not in TITLE_WORDS
        )

    def _is_place(self, following: re.Match[str] | None) -> bool:
        after = following.group().lower() if following else ""
        return after in _THINGS_NAMED_AFTER_PEOPLE

    def is_public(self, start: int, end: int) -> bool:
        """Whether a stretch touches a published pseudonym or the name of a law, review or charity."""
        return any(s < end and start < e for s, e in self._public)

    def _in_structured(self, at: int) -> bool:
        return any(f.start <= at < f.end for f in self._structured)

    def _with_list(self, run: tuple[int, int]) -> Iterator[Found]:
        yield Found(kind="name", start=run[0], end=run[1])
        at = run[1]
        while match := _LIST_AFTER.match(self._text, at):
            word = _bare(match.group(1))
            if word.lower() in TITLE_WORDS | NOT_SURNAMES or areas_in(word) or word in INITIALS_NOT_PEOPLE:
                return
            yield Found(kind="name", start=match.start(1), end=match.start(1) + len(word))
            at = match.end(1)

    def _dated_event(self, start: int) -> bool:
        return bool(
            re.search(
                r"(?i)\b(?:on|since|from|until|till|by|dated|published|updated|of|before|after|between|meeting|"
                r"due|review)\s+$",
                self._text[:start],
            )
        )

    def _is_pupil(self, match: re.Match[str]) -> bool:
        letters = re.sub(r"[^A-Z]", "", match.group(1))
        if letters in INITIALS_NOT_PEOPLE:
            return False
        before, after = self._text[: match.start()], self._text[match.end() :]
        return bool(
            re.search(
                r"(?i)\b(?:pupil|child|student|boy|girl|lad|kid|yp|about|for|with|re|case|initials|patient|client|"
                r"and|is|was|mum of|dad of)[:,]?\s+$",
                before,
            )
        ) or bool(
            re.match(
                r"(?i)[\s,(]*(?:\d{1,2}\b|aged|yr|year|y\d|dob|at |from |in y|who|is (?:at|in|a)|has|told|goes "
                r"to|attends|\(m|\(f|dob|,\s*\d)",
                after,
            )
        )

    def _strongly_cued(self, match: re.Match[str]) -> bool:
        before, after = self._text[: match.start()], self._text[match.end() :]
        return (
            bool(re.search(r"(?i)\binitials(?: are| is)?[:,]?\s+$", before))
            or ("." in match.group(1) and bool(re.search(r"(?i)\b(?:pupil|child|student|boy|girl|case)[:,]?\s+$", before)))
            or bool(re.search(r"(?i)\b(?:pupil|student)\s+$", before) and re.match(r"[\s,(]*(?:dob|aged|\d{1,2}\b|yr|year)", after))
        )

    @staticmethod
    def _only_title(school: str) -> bool:
        return all(w.lower() in TITLE_WORDS for w in _TOKEN.findall(school))


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word)


def _elsewhere(word: str) -> bool:
    return word in places().owner


_ENDINGS = re.compile(r"(?:ing|ed|ly|tion|ment|ness|able|ible|ful|less|ive|ous|ical|ally)$")
_COMMON = frozenset(
    """about above across action actually again against agency alone already always another anything around asap away back because been before
    being best better both bring call called came care case child children class close come coming concern concerned contact core could
    court crying days didn different does doing done dont down drugs each early eating else email enough even ever every family feels find
    fine first five form found four from front full gave getting girl give given giving goes going gone good great half hand happy hard
    hasn have having health hear help here hers high home hospital hours house into just keep keep kids kind know known lady last late
    later least left less like live lives living long look looked lots made make many mate maybe mean meeting might minutes missing month
    months more morning most much must name needs neglect never next nice night nothing nursery often okay older once only open other over
    parents part past people phone place plan please police post presenting pretty probably protection pupil quick quite ready really
    referral refused report right risk round safe said same school section seen sent several shall should siblings since sister slept
    social some someone something soon sorry spoke staff stay still stop street such sure take taken talk teacher team tell thanks that
    their them then there these they thing things think this those threshold through time today together told tonight took tried under
    until upset urgent used usually very visit wait want wants wasn week weekend weeks well went were what when where which while will with
    without woman won work worker worried would year years young your yesterday disclosed disclosure turned walked smells smelt arrived
    asking attends autism bruise bruises dirty drinking drunk fell hates hungry kicked likes lost loves moved needing plays quiet refuses
    scared seems seven shows sleeps stole struggles talks texted throws thrown touches turns uncle wakes wears wets eats drinks cries says
    thinks knows feels lives entry file record records data index assembly awareness month trust pilot scheme project""".split()
)


def _common(word: str) -> bool:
    """Whether a lower-case word after a given name is plainly an ordinary word."""
    return word in _COMMON or bool(_ENDINGS.search(word))
