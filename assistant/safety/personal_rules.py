"""Personal details that have a form: numbers, addresses, dates of birth, registrations. UK formats, checksums where they help."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.safety.personal_found import Found, FoundKind

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DATE = (
    rf"(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?(?:\d{{4}}|\d{{2}})|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH},?[\s-]+(?:\d{{4}}|'?\d{{2}})\b|"
    rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})"
)
_DOB = re.compile(
    rf"(?:\bd\.?\s?o\.?\s?b\.?|\bdate of birth|\bbirth ?(?:date|day)|\bb ?day|\bborn(?: on| in)?|\bbirthdate|"
    rf"\bd/o/b)\W{{0,4}}(?:given|is|was|=)?\W{{0,3}}(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*,?\s+)?"
    rf"({DATE}|\d{{6}}\b|\d{{8}}\b|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? "
    rf"{_MONTH}(?:\s+\d{{2,4}})?|\d{{1,2}}/\d{{1,2}}\b)",
    re.I,
)
_BIRTHDAY = re.compile(rf"(?:\bturns? |\bturning |\bwill be |\bis |, ?)\d{{1,2}} on (?:the )?(\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH})\b", re.I)
_EMAIL = re.compile(r"[\w.+'-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.I)
_PUBLIC_MAILBOX = re.compile(
    r"^(?:lado|lscb|lscp|bbscp|cbscb|cbscp|lutonlscb|safeguarding\w*|accessreferral|mash\w*|ifd|edt|"
    r"childrens?\w*|info|help|enquir\w+|admin|office|contact\w*|conference\w*|dpo|foi|feedback|customer\w*|"
    r"triage|duty\w*|"
    r"early ?help\w*|prevent\w*|training\w*|business\w*|front ?door\w*|referrals?\w*|support\w*|school\w*|hr)@",
    re.I,
)
_PHONE = re.compile(r"(?<![\w/.-])(?:\+44\s?(?:\(0\)\s?)?|0044\s?|\(?0)(?:\d[\s().-]{0,2}){8,10}\d?(?!\w)")
_NATIONAL_RATE = re.compile(r"^0(?:800|808|300|303|330|333|345|344|370|845|500)")
_NHS_CUE = re.compile(r"\bnhs\s*(?:no\.?|num(?:ber)?|#|id)?\W{0,4}(?:is\s*)?((?:\d[\s-]?){9}\d)\b", re.I)
_NHS = re.compile(r"(?<![\d+])(\d{3}[\s-]?\d{3}[\s-]?\d{4})(?!\d)")
_UPN = re.compile(r"\b(?:upn\W{0,4}(?:is\s*)?)?([A-Z]\d{11}[A-Z0-9])\b", re.I)
_UPN_CUE = re.compile(r"\b(?:upn|unique pupil (?:no|number)|uln|pupil (?:no|number|id))\W{0,4}(?:is\s*)?([A-Z0-9]{6,14})\b", re.I)
_NI = re.compile(r"\b(?:ni(?:no)?(?: ?number| no)?\W{0,3})?([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D])\b", re.I)
_NI_CUE = re.compile(r"\b(?:ni|nino|national insurance)\s*(?:number|no\.?)?\W{0,4}(?:is\s*)?([A-Z]{2}\s?(?:\d\s?){6}[A-Z])\b", re.I)
_REG = re.compile(r"\b([A-Z]{2}\d{2}\s?[A-Z]{3})\b")
_REG_CUE = re.compile(
    r"\b(?:reg(?:istration)?(?: (?:no|number|plate))?|(?:number |licence |car )?plates?|vrm|vrn|index|"
    r"vehicle|car|van|bmw|audi|golf|corsa|fiesta|focus|mercedes|merc|polo|astra|transit|moped|taxi)\b\W{0,3}(?:is "
    r"|was |reads? |ending |no |number |starts )?"
    r"([A-Z]{2}\d{2}\s?[A-Z]{3}|[A-Z]\d{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?\d{1,3}[A-Z]?)\b",
    re.I,
)
_CASE = re.compile(
    r"\b(?:(?:case|lcs|mosaic|liquid ?logic|crime|incident|cad|police|court|referral|child|person|"
    r"client|patient|hosp(?:ital)?|emis|dental|midwifery|system|pupil|file|record|claim|custody|asylum|passport|home office|mrn|"
    r"crn|pnc|urn|cims|systm ?one|capita|log|cp|care ?first|eclipse|event|family|safeguard\w*|cpoms|"
    r"arbor|sims)\s*)"
    r"(?:ref(?:erence)?|no\.?|num(?:ber)?|id|#|urn)?\W{0,3}(?:is\s*)?((?=[A-Z0-9/-]*\d{4})[A-Z]{0,5}[-/]?\d[A-Z0-9/-]{3,18})\b"
    r"|\b(?:ref(?:erence)?|case|mrn|urn|cad|crn|lcs|pnc ?id|id|mosaic)\s*(?:no\.?|number|num|id|#)?\W{1,3}(?:is\s*)?"
    r"((?=[A-Z0-9/-]*\d{3})[A-Z0-9][A-Z0-9/-]{3,18})\b"
    r"|\b(\d{2}[A-Z]{2}/\d{4,6}/\d{2})\b|(?<!\w)#(\d{4,10})\b|\b(40/\d{4,6}/\d{2})\b|\b([A-Z]{2}\d{2}[A-Z]\d{5})\b|"
    r"\b(\d{2}/[A-Z]{2,4}/\d{3,6})\b|\b(?:no|num|number)\b\.?\s?:?\s?((?=[A-Z0-9/-]*\d{5})(?!0)[A-Z0-9][A-Z0-9/-]{5,18})\b",
    re.I,
)
_OTHER = re.compile(
    r"\bsort ?code\W{0,3}(\d\d[- ]?\d\d[- ]?\d\d)\b|\b(?:acc(?:ount)?|a/c)\s*(?:no\.?|number|num)?\W{0,3}(\d{6,10})\b|"
    r"\b(QQ ?(?:\d\d ?){3}[A-D])\b|\b(?:nomis|prison(?:er)?(?: (?:no|number))?)\W{0,3}([A-Z]\d{4}[A-Z]{2})\b|"
    r"\b(?:nmc|hcpc|gmc|pin|swe|sweng|licen[cs]e|badge|plate|warrant|collar|payroll|staff|student|learner|candidate|employee|exam|"
    r"membership|policy|tenancy|visa|driving licence|passport|brp)"
    r"(?: (?:pin|number|no\.?|num|ref|id|licence|plate))*\W{0,3}(?:is |was )?((?=[A-Z0-9/-]{0,10}\d{3}|[A-Z]{3,5} \d{6})"
    r"[A-Z0-9][A-Z0-9/-]*(?: (?=[A-Z0-9]*\d)[A-Z0-9/-]+){0,2})(?!\w)|///([a-z]+\.[a-z]+\.[a-z]+)\b|"
    r"(?<![\w])([\w.]{2,}#\d{3,5})\b|(?<!\w)([A-Za-z]+(?:_[A-Za-z0-9]+)+|[A-Za-z]+_?\d{2,}_[A-Za-z]\w*)(?!\w)",
    re.I,
)
_PLATE = re.compile(r"\bplate(?: (?:no|number))?\.?\W{0,3}([A-Z]{2,4} ?\d{3,5})\b", re.I)
_PLOT = re.compile(r"\b(?i:plot|pitch|flat|unit|caravan|room|rm)\s+\d+[a-z]?,?\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2}")
_CASE_NOT = re.compile(r"^(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?$|^\d{4}s$", re.I)
_POSTCODE = re.compile(r"\b(?:GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?\s?\d[A-Z]{2})\b", re.I)
_STREET = (
    r"(?:road|rd|street|avenue|ave|crescent|cres|gardens|gdns|terrace|lane|close|drive|grove|mews|"
    r"boulevard|parade|buildings)"
)
_MAYBE_STREET = (
    r"(?:st|cl|ln|dr|way|walk|court|ct|place|pl|green|hill|park|square|sq|row|rise|view|path|croft|"
    r"fields?|meadows?|mead|end|heights|house|lodge|cottages?|towers?|bank|circle|wharf|quay|hall|"
    r"chase|copse|spinney|common|farm|leys|acre|furlong|piece|gate|vale|dell|holt|garth)"
)
_WORD = r"(?:[A-Za-z][A-Za-z'’.-]*)"
_ADDRESS = re.compile(
    rf"\b(?:(?:flat|apartment|apt|unit|room|plot|caravan|pitch)\s*\d+\s?[a-z]?\b[\s,]*(?:of |at )?)?"
    rf"\d{{1,4}}\s?[a-d]?(?:\s?[-/]\s?\d{{1,4}})?,?\s+(?:{_WORD}\s+){{1,3}}?{_STREET}\b\.?",
    re.I,
)
_ADDRESS_TITLED = re.compile(
    rf"\b\d{{1,4}}[A-Da-d]?,?\s+(?:(?:The|Old|St\.?|Upper|Lower|Great|Little|[A-Z][a-z'’-]+)\s+){{1,3}}(?i:{_MAYBE_STREET})\b\.?"
)
_THE_ADDRESS = re.compile(r"\b\d{1,4}[A-Da-d]?,?\s+[Tt]he\s+[A-Z][a-z'’-]+\b")
_ADDRESS_CUED = re.compile(
    rf"\b(?:lives?|living|staying|stays|resid\w+|address(?: is| was)?|home is|moved|based|visit(?:ed|"
    rf"ing)?|house|flat|gone|of|found)\s*(?::|=|at|to|in|on|is|@)?\s*(?:(?:at|to|in|on)\s)?"
    rf"((?:(?:flat|apartment|apt|unit|room|plot|caravan|pitch)\s*\d+\s?[a-z]?\b[\s,]*)?\d{{1,4}}\s?[a-d]?,?\s+(?!(?:weeks?|"
    rf"months?|years?|days?|hours?|mins?|minutes?|people|children|kids|other|of|in|and|per|different)\b)(?:{_WORD}\s+){{1,3}}?(?:{_STREET}|"
    rf"{_MAYBE_STREET}))\b",
    re.I,
)
_STREET_CUED = re.compile(
    rf"\b(?:lives?|living|staying|stays|address(?: is)?|house|flat|home|moved to|moved|they'?re)\s*(?::|"
    rf"at|in|on|off|to|is)?\s*(?:at |in |on )?((?!the\b|a\b|my\b|our\b|same\b)(?:{_WORD}\s+){{1,2}}{_STREET})\b(?!\s*(?:council|"
    rf"to|by|family))",
    re.I,
)
_FLAT = re.compile(
    rf"\b(?:flat|apartment|apt)\s*\d+[a-z]?,?\s+(?:\d+\s+)?[A-Z][\w'’-]+(?:\s+(?:[A-Z][\w'’-]+|{_STREET}|"
    rf"{_MAYBE_STREET}))*",
    re.I,
)
_ADDRESS_FIELD = re.compile(r"\b(?:home )?address\s*[:=]\s*([^/;\n]{4,60}?)(?=\s*(?:/|;|\n|$|\bdob\b|\bphone\b|\btel\b|\bschool\b))", re.I)
_USERNAME = re.compile(
    r"\b(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|discord|roblox|user ?name|gamer ?tag|handle|twitter|"
    r"facebook|psn|xbox)\s*(?:name|user ?name|id|handle|account|tag)?\s*(?:is|:|=|-)?\s*(@?[A-Za-z][\w.]*[\d_][\w.]*|"
    r"@[A-Za-z][\w.]{2,})",
    re.I,
)
_NOT_STREET_WORDS = re.compile(
    r"\b(?:minutes?|mins?|hours?|weeks?|months?|years?|days?|times?|children|kids|people|cases?|per|"
    r"percent|steps?|a|way|ways|in|and|is|was|are|or|what|who|sisters?|brothers?|siblings?|old|meetings?|"
    r"visits?|pages?|levels?|stages?|types?|of|from|to|at|on|for|by|about|mile|miles)\b",
    re.I,
)


def structured(text: str) -> list[Found]:
    """Every personal detail that its form gives away. Overlaps are left to the caller."""
    found: list[Found] = []
    for finder in (_emails, _dates, _numbers, _phones, _vehicles, _cases, _addresses):
        found += finder(text)
    return found


def _groups(kind: FoundKind, pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        group = next((n for n in range(1, pattern.groups + 1) if match.group(n)), 0)
        yield Found(kind=kind, start=match.start(group), end=match.end(group))


def _emails(text: str) -> Iterator[Found]:
    for item in _groups("email", _EMAIL, text):
        if not _PUBLIC_MAILBOX.match(text[item.start : item.end]):
            yield item
    yield from _groups("username", _USERNAME, text)


def _dates(text: str) -> Iterator[Found]:
    yield from _groups("date of birth", _DOB, text)
    yield from _groups("date of birth", _BIRTHDAY, text)


def _numbers(text: str) -> Iterator[Found]:
    yield from _groups("NHS number", _NHS_CUE, text)
    for match in _NHS.finditer(text):
        if nhs_valid(match.group(1)) and not match.group(1).startswith("0"):
            yield Found(kind="NHS number", start=match.start(1), end=match.end(1))
    yield from _groups("UPN", _UPN, text)
    for item in _groups("UPN", _UPN_CUE, text):
        if re.search(r"\d{4}", text[item.start : item.end]):
            yield item
    yield from _groups("NI number", _NI, text)
    yield from _groups("NI number", _NI_CUE, text)


def nhs_valid(number: str) -> bool:
    """Whether ten digits pass the modulus 11 check of NHS numbers."""
    digits = [int(c) for c in number if c.isdigit()]
    if len(digits) != 10:
        return False
    check = 11 - sum(d * (10 - i) for i, d in enumerate(digits[:9])) % 11
    return check % 11 == digits[9] and check != 10


def _phones(text: str) -> Iterator[Found]:
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if 10 <= len(digits) <= 13 and not _NATIONAL_RATE.match(digits):
            yield Found(kind="phone", start=match.start(), end=match.start() + len(match.group().rstrip(" .-(")))


def _vehicles(text: str) -> Iterator[Found]:
    yield from _groups("vehicle registration", _REG, text)
    for item in _groups("vehicle registration", _REG_CUE, text):
        if re.search(r"\d", text[item.start : item.end]):
            yield item


def _cases(text: str) -> Iterator[Found]:
    for item in _groups("case number", _CASE, text):
        value = text[item.start : item.end]
        if not _CASE_NOT.match(value) and not re.fullmatch(DATE, value, re.I):
            yield item
    yield from (item for item in _groups("case number", _OTHER, text) if not _CASE_NOT.match(text[item.start : item.end]))
    yield from _groups("case number", _PLATE, text)


def _addresses(text: str) -> Iterator[Found]:
    for pattern in (_ADDRESS, _ADDRESS_TITLED, _THE_ADDRESS, _ADDRESS_CUED, _STREET_CUED, _FLAT, _PLOT, _ADDRESS_FIELD, _POSTCODE):
        for item in _groups("address", pattern, text):
            value = text[item.start : item.end]
            if pattern is _POSTCODE and not _looks_like_postcode(value):
                continue
            if pattern in (_ADDRESS, _ADDRESS_CUED, _STREET_CUED) and _NOT_STREET_WORDS.search(
                re.sub(r"^\W*(?:flat|room|unit|apt)?\s*\d+\w?\W*", "", value, flags=re.I)
            ):
                continue
            yield item


def _looks_like_postcode(value: str) -> bool:
    """Lower case is accepted only in the two-part form, so that "e1 2ab" counts and "gcp2" or "y12 3rd" does not."""
    return value.upper() == value or (
        bool(re.fullmatch(r"[a-z]{1,2}\d{1,2}[a-z]? \d[a-z]{2}", value.lower())) and not re.search(r"(?:st|nd|rd|th)$", value)
    )
