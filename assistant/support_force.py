"""How strongly a statement speaks: negation, modals, only/all, causes. Each must be as in the quotation."""

from __future__ import annotations

import re

from assistant.support_words import Word, plain, read, shares

# Bounds and concessions that look like negations and are none.
_NO_NEGATION = re.compile(
    r"\bno (?:more|later|longer|less|fewer|older) than\b|\bnot (?:less|more) than\b|\bno matter\b|\bwhether or not\b"
    r"|\beven (?:without|if)\b|\bnot only\b|\bno further action\b"
    r"|\bmakes? no difference\b|\bnot by (?:itself|themselves)\b(?= but)"
    r"|\b(?:pays?|paid|costs?) nothing\b|\b(?:more|less) (?:dangerous|unsafe)\b"
    r"|\b(?:keep|keeps|kept|hold|held|store|stored)\b[^,.;]{0,40}\bapart from\b"
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|nobody|none|neither|nor|cannot|without|nothing|unaware|unless|except|apart from|aside|excluding(?= (?:bank"
    r"|weekend|those|any|school holidays))|rather than|instead of"
    r"|avoid(?:s|ed|ing)?|skip(?:s|ped|ping)?|removes? the need|stop(?:s|ped)? being|stop(?:s|ped)? using|refrain|non(?=-)"
    r"|forbidden|wrong|incorrect|mistaken|unsuitable|unsafe|unable|unsure|uncertain|unclear|unannounced|dangerous)\b|n't\b"
)
_BREAK = re.compile(r"[,;:.]|\b(?:and|but|if|when|where|unless|except|because|while|so)\b")
_STEPS = {
    "must": r"must|ha(?:s|ve|d) to|shall|required|requires?|mandatory|obliged|duty to|needs?(?= to\b)|(?:is|are) to\b|compulsory",
    "should": r"should|ought|expected|recommended|advised|advisable|ideally",
    "may": r"may|can|could|might|able|allow(?:s|ed)?|permitted|option(?:al)?|entitled|free to|possible|possibly|cannot|can't",
}
_LOOSE_MAY = re.compile(
    r"\baccepted\b|\boffers?\b|\boffered\b|\bup to\b|\bwhether or not\b|\bunable\b|\bunsure\b|\bneeds? not\b|\bnot needed\b"
    r"|\bwithout\b"
)
_ASIDE = re.compile(r"(?<=\w )(?:that |which |who )?(?:they|you|who|that|which) (?:can|could|may|might|are able|is able)\b")
_STRONG = re.compile(r"\bneeds?\b|\bneeded\b|\bduty\b|\bonly\b")
_DIRECTIVE = re.compile(
    r"^(?:please |always |never |then |do not |don't )?(?:tell|ring|refer|record|bring|ask|use|contact|talk|speak|report|take|keep"
    r"|send|make|do|look|check|see|leave|consider|"
    r"follow|share|start|think|say|call|write|give|get|act|seek|inform|notify|do|meet|hold|complete|avoid|choose|read|open|discuss"
    r"|escalate|visit|find|help)\b"
)
_CONDITION_HEAD = re.compile(r"^(?:if|when|where|once|before|after|until|unless|for|in|on|at|during|by|through|whenever|as)\b[^,]*,\s*")
_CONDITION = re.compile(r"\b(?:if|when|where|unless|once|until|whenever|except)\b[^,;.]*")
_INVERTED = re.compile(r"(?:^|(?<=[;,:.] ))should\b[^,]*,\s*")
_ALL = re.compile(
    r"\b(?:all(?! (?:two|three|four)\b)|always|everybody|everyone|whenever|wherever(?! possible)|no matter|entirely|completely|solely|any kind"
    r"|everything|whole|entire)\b"
    r"|\b(?:every|each)\b(?! other\b| \d)(?! (?:single |other |\w+ )?(?:days?|weeks?|months?|quarters?|years?|terms?|fortnight"
    r"|spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday))|\bever\b|\bany(?= (?:area|risk|practitioner|child"
    r"|case))"
)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|just|alone|nobody but|none but|merely)\b|\bthan those\b")
_ONLY_KEPT = re.compile(r"\b(?:only|solely|exclusively|just|unless|except|nobody (?:but|else)|no one else|alone|than)\b")
_CAUSE = re.compile(r"\b(?:because|therefore|due to|as a result|led to|leads to|caused|causes|so that|thanks to|owing to|which is why)\b")
_CAUSE_KEPT = re.compile(
    r"\b(?:because|therefore|due to|as a result|led to|leads to|caused?|causes|in order to|so|thanks to|owing to|accounts? for)\b"
)

_CONCESSION = re.compile(
    r"\bwhether or not\b|\bno matter\b|\bregardless\b|\birrespective\b|\beven (?:if|without|when)\b|\bmakes? no difference\b"
    r"|\bwherever\b(?! possible)|\bwhatever\b"
)


_DENIES = re.compile(
    r"not|no|never|nobody|none|neither|nor|cannot|n't|nothing|avoid(?:s|ed|ing)?|refrain|forbidden|wrong|incorrect|mistaken|unsuitable|unsafe"
)


_HEDGE = re.compile(r"\b(?:most|mostly|many|some|sometimes|often|usually|generally|normally|largely|mainly|partly|rarely)\b")
_HEDGED = re.compile(
    r"\b(?:most|mostly|many|some|sometimes|often|usually|usual|generally|normally|normal|largely|mainly|partly|rarely|seldom|frequently|tends?"
    r"|majority|several|part|lots?|as a rule|expected|not always|typically)\b"
)


def force_fault(statement: str, quote: str) -> str:
    """Why a statement speaks otherwise than its quotation; empty when it does not."""
    mine, theirs = plain(statement), plain(quote)
    return _negation_fault(mine, theirs) or _modal_fault(mine, theirs) or _scope_fault(mine, theirs) or _hedge_fault(mine, theirs)


def negations(low: str) -> list[tuple[int, int]]:
    """Offsets of the negating words of a lower-case text."""
    masked = _NO_NEGATION.sub(lambda m: "#" * len(m.group()), low)
    return [match.span() for match in _NEGATION.finditer(masked)]


def _negation_fault(mine: str, theirs: str) -> str:
    here, there = negations(mine), negations(theirs)
    if len(here) % 2 != len(there) % 2:
        # "No case is closed until the file is read" says what "read the file before closing" says.
        turned = not there and re.search(r"\b(?:no|not|never|nobody)\b.*\buntil\b", mine) and re.search(r"\bbefore\b", theirs)
        return "" if turned else "negation"
    fore, aft = mine.partition("unless"), theirs.partition("unless")
    if fore[1] and aft[1] and len(negations(fore[0])) % 2 != len(negations(aft[0])) % 2:
        return "negation before unless"
    inside = {mine[slice(*here[0])], theirs[slice(*there[0])]} & {"unsafe", "dangerous", "unaware", "unable"} if here and there else set()
    if len(here) == len(there) == 1 and not inside:
        return _moved(mine, here[0], theirs, there[0])
    return ""


def _claims(low: str) -> tuple[Word, ...]:
    """Content words and counts: "one worker and not many"."""
    counts = ("one", "single", "many", "several")
    return tuple(word for word in read(low) if word.text in counts or (not word.light and word.meanings and len(word.text) > 1))


def _moved(mine: str, here: tuple[int, int], theirs: str, there: tuple[int, int]) -> str:
    """A negation that now stands on other words: what it negates is said plainly in the quotation, and the reverse."""
    negated, original = _reach(mine, here[1]), _reach(theirs, there[1])
    if not negated or not original:
        return ""
    strangers = [word for word in negated if not shares(word, original)]
    plainly = [word for word in _claims(theirs) if not shares(word, original)]
    kept = [word for word in original if shares(word, [w for w in _claims(mine) if not shares(w, negated)])]
    if len(strangers) == len(negated) and kept and all(shares(word, plainly) for word in strangers):
        return "negation moved"
    return ""


def _reach(low: str, start: int) -> tuple[Word, ...]:
    stretch = low[start:]
    for match in _BREAK.finditer(stretch):
        found = _claims(stretch[: match.start()])
        if found:
            return found[:4]
    return _claims(stretch)[:4]


def _modal_fault(mine: str, theirs: str) -> str:
    here, there = _steps(mine), _steps(theirs)
    if _forbids(mine) and _forbids(theirs):
        # must not, cannot, may not and never are one prohibition; "need not" is told apart by its verb.
        prohibits = {"must", "may", "should"}
        if here and not there:
            return "" if here <= {"may", "must"} or _DIRECTIVE.search(theirs) else "modal"
        return "" if here & there or (here | there) <= {"must", "may"} or (here <= prohibits and not here - there) else "modal"
    for step in here:
        if step not in there and (there or not _implied(step, theirs)):
            return f"modal {step}"
    if there == {"may"} and not here:
        return "modal may dropped"
    if not here and "should" in there and not _DIRECTIVE.search(_main(mine)):
        return "modal should dropped"
    return ""


def _forbids(low: str) -> bool:
    """Whether the main clause denies: "unless" only limits it, "if unsure" and "when it has not" are conditions."""
    main = _CONDITION.sub(" ", _main(low))
    return any(_DENIES.fullmatch(main[start:end]) for start, end in negations(main))


def _implied(step: str, theirs: str) -> bool:
    if step == "may":
        return bool(_LOOSE_MAY.search(theirs))
    if step == "must":
        return bool(_STRONG.search(theirs)) or bool(_DIRECTIVE.search(_main(theirs)))
    return bool(_DIRECTIVE.search(_main(theirs)))


def _main(low: str) -> str:
    """A sentence without its opening condition."""
    return _INVERTED.sub("", _CONDITION_HEAD.sub("", low))


def _steps(low: str) -> frozenset[str]:
    main = _ASIDE.sub(" ", _CONDITION.sub(" ", _main(low)))
    return frozenset(step for step, form in _STEPS.items() if re.search(rf"\b(?:{form})(?!\w)", main))


def _scope_fault(mine: str, theirs: str) -> str:
    if _ALL.search(mine) and not _ALL.search(theirs) and not _listed_plurals(mine, theirs):
        return "scope: all"
    if _ONLY.search(mine) and not _ONLY_KEPT.search(theirs) and not re.search(r"\bonly (?:a |an )\b|\bjust (?:because|as)\b|\balone\b", mine):
        return "scope: only"
    if re.search(r"\bonly\b", theirs) and not _ONLY_KEPT.search(mine):
        return "only dropped"
    if _CONCESSION.search(theirs) and not _CONCESSION.search(mine):
        return "concession dropped"
    if not re.search(r"\b(?:simply|just|only) because\b", mine) and _CAUSE.search(mine) and not _CAUSE_KEPT.search(theirs):
        return "cause"
    return ""


def _hedge_fault(mine: str, theirs: str) -> str:
    return "hedge dropped" if _HEDGE.search(theirs) and not _HEDGED.search(mine) else ""


def _listed_plurals(mine: str, theirs: str) -> bool:
    """ "Every school" where the quotation says "schools" at the start of a clause or list."""
    for match in _ALL.finditer(mine):
        if match.group() not in ("every", "each"):
            return False
        noun = re.match(r"\s+([a-z]+)", mine[match.end() :])
        if not noun or not re.search(rf"(?:^|to |,\s)(?:{noun.group(1)}s)\b", theirs):
            return False
    return True
