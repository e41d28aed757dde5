"""Somebody marked by what they saw or heard at work, who does not call it stress: they cannot unsee it, have not been right since.

On the plain form of a message; ``speaker.distress`` leaves out words that are reported from others.
"""

from __future__ import annotations

from assistant.safety.signals import pattern

_SEEN = (
    r"(?:it|that|them|this|those|what i (?:saw|heard|read|watched)|the (?:\w+ )?(?:images?|photos?|pictures?|pics|video|footage|room|house|"
    r"scene|noise|sound|smell|screams?|cry))"
)
MARKED_BY_IT = pattern(
    rf"(?:can not|can hardly) get (?:\w+ ){{1,5}}out of my (?:head|mind)|keep (?:hearing|seeing|replaying) what (?:he|she|they|i)|"
    rf"(?:can not|could not|never|will never) (?:unsee|un see|unhear|un hear|shake|forget|stop (?:seeing|hearing|replaying|picturing|"
    rf"smelling)|get over|"
    rf"get past|switch off from)(?: {_SEEN})?(?! to)|wish i (?:could (?:unsee|forget)|had(?: not|nt)? (?:never )?(?:seen|looked|opened|"
    rf"watched|gone in))|"
    rf"(?:every time|whenever|when|each time) i (?:close|shut) my eyes|i (?:still |just |always )?(?:keep|kept) (?:seeing|hearing|replaying|"
    rf"picturing|smelling|"
    rf"going over) {_SEEN}|(?:stuck|going round|playing|replaying|on a loop|on repeat|burned|burnt|lives) (?:\w+ )?(?:in my head|rent free)|"
    r"(?:not|have not|has not) been (?:right|the same|myself|able to sleep|sleeping|eating) since|not been right|"
    r"i (?:can not|could not|have not|hardly|barely) (?:\w+ )?(?:sleep|slept|eat|eaten)(?: (?:or|and|nor) (?:sleep|slept|eat|"
    r"eaten))?(?= (?:since|after|properly|for)|,? keep)|"
    r"(?:since|after) (?:\w+ ){2,9}i (?:can not|could not|have not|hardly|barely) (?:\w+ )?(?:sleep|slept|eat|eaten)|"
    r"keep (?:on )?(?:seeing|hearing|picturing) (?:the|that|his|her|their) \w+|"
    r"can not stop (?:crying|shaking) (?:since|after|about|over)|(?:cried|crying|broke down|"
    r"sobbed|shook|"
    r"been sick|threw up) (?:\w+ ){0,4}(?:in the car|on the way home|after the visit|when i got home|all the way home|after work|"
    r"in the loos?|in the "
    r"toilets?)|(?:images?|photos?|videos?|visit|scene|case|it|that one) (?:is |are |was |were |really |has |have |just |still |"
    r"all )*(?:stay\w* with me|"
    r"stuck with me|got to me|getting to me|got under my skin|haunt\w*|follow\w* me home|messed (?:me|with my head))|(?:do not know|"
    r"dont know|no idea|not "
    r"sure) who (?:you |i |we |do you |to |even |else )*(?:even |actually )?(?:talk|speak|turn|go) to about (?:that|this|it|how i|what i saw)|"
    r"who (?:do|can|should) (?:i|you|we) (?:even |actually )?(?:talk|speak|turn) to (?:about (?:how i|what i saw|feeling)|when (?:a case|it|"
    r"the job|you have "
    r"seen))|(?:being sick|been sick|am sick|throw(?:ing)? up|chuck(?:ing)? up|vomit(?:ing)?|retch\w*|heav(?:e|ing)|cry(?:ing)?|shak(?:e|"
    r"ing)) (?:right )?before "
    r"(?:every|each|all my) (?:visits?|shifts?|meetings?|days?|mornings?|case|conference)|running on (?:empty|fumes)|nothing left (?:to give|"
    r"in the tank)|(?:feel|gone|feeling|am) numb|(?:can not|"
    r"can hardly) face (?:another|going "
    r"back|monday|opening|the (?:next|office))"
)


_OWN_PAST = pattern(
    r"(?:what|same thing|just what|exactly what|like what) (?:happened to me|(?:my|an|a|the) (?:\w+ ){1,4}did to me)|"
    r"happened to me (?:as a|when i was|too)|i was (?:abused|raped|groomed|molested|neglected|hit|beaten|assaulted) (?:as a|when i was|myself)|"
    r"(?:brought|brings|bringing) (?:it all|everything|my own|stuff|things|a lot|memories) (?:\w+ )?(?:back|up)|"
    r"(?:same|like) as (?:my own|mine|me) (?:childhood|as a kid)|(?:triggered|set off) (?:me|stuff|things|my own)|flash ?backs?|"
    r"survivor myself|my own (?:abuse|childhood|trauma)"
)
_AT_WORK = pattern(
    r"training|trained|course|caseload|case ?work|cases?|shift|visit\w*|at work|on duty|duty desk|team|chronolog\w+|supervis\w+|office|"
    r"webinar|module|conference|interview\w*|reports?|reading|read|the job|this job|placement|clinic|ward|my kids at school|class|referrals?"
)


def of_own_past(plain: str) -> bool:
    """Whether work with others' children has brought back what was done to the one who types."""
    return bool(_OWN_PAST.search(plain) and _AT_WORK.search(plain))


def of_what_was_seen(plain: str) -> bool:
    """Whether somebody is marked by what they saw or heard."""
    return bool(MARKED_BY_IT.search(plain))
