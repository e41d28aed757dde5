"""Somebody who types at work with children: their post, their line manager, their staff, room, caseload or cameras. On the plain form.

Such a person gets a practitioner's reply, never that of a child or a parent, also when they fear for themselves ("if I tell anyone ...").
"""

from __future__ import annotations

from assistant.safety import child_speaker
from assistant.safety.signals import pattern

_POST = (
    r"(?:dsls?|ddsl|dsp|ta|tas|hlta|lsa|senco|sendco|teacher|tutor|head ?teacher|key ?worker|key person|room lead(?:er)?|nursery (?:nurse|"
    r"manager|worker|"
    r"assistant)|(?:deputy|line|area|team|practice|setting|nursery|home|centre|club|ward|service|registered|duty|school) manager|manager|deputy|"
    r"supervisor|apprentice|practitioner|health visitor|school nurse|nurse|midwife|social worker|sw|family support worker|support worker|"
    r"youth worker|childminder|coach|governor|receptionist|dinner lady|midday|caretaker|gp|doctor|registrar|hca|paramedic|pc|pcso|officer|"
    r"nominated person|safeguarding lead|pastoral lead|form tutor|head of year|hoy|counsellor|residential worker|foster carer|cleaner|bank staff|"
    r"(?:welfare|safeguarding|child protection) officer|(?:scout|cub|beaver|brownie|guide|youth|cadet|church|club) leader|akela|volunteer|"
    r"lifeguard|chaplain|vicar|imam)"
)
_ROLE = pattern(
    rf"i am (?:only |just |also |still |meant to be |supposed to be |new |here as |acting |both |a |an |the |one of the |her |his |their |our |"
    rf"deputy |lead |trainee |student |agency |supply )*{_POST}|(?:as|being) (?:a|an|the) (?:\w+ )?{_POST}|{_POST} here|"
    rf"^{_POST} (?:at|for|in|with|from) (?:a|an|the|our|my)|i (?:work|manage|"
    rf"run|teach|"
    rf"supervise|cover|volunteer|lead)(?: \w+)? (?:in|at|as|with|for|the|a|an|my|our) (?:\w+ )?(?:nursery|school|setting|pre ?school|home|club|"
    rf"baby room|toddler room|room|childrens home|college|team|ward|clinic|academy|{_POST})"
)
_WORKPLACE = pattern(
    r"(?:my|our) (?:line manager|deputy|ta|tas|staff|team|supervisor|setting|caseload|mindees?|pupils?|students?|key (?:child|children|kids)|"
    r"key ?worker kids|room leader|apprentice|head ?teacher|dsl|ddsl|owner|area manager|team manager|service manager|new starter|bank staff|"
    r"agency (?:worker|staff)|cleaner|class(?! (?:teacher|mates?|keep|all|are|laugh|bull))|form|tutor group|year \d+s?|reception class|key stage|"
    r"colleagues?|2ic|number two|other room|registered manager|home manager|responsible individual|trustees|governors)|"
    r"(?:in|on|from|at|into) (?:my|our|the) (?:baby|toddler|pre ?school|nursery|sleep|nap|rising \d|\d+ ?2? \d+s?|twos|under \w+|staff) ?room|"
    r"(?:the|on|our|watched|checked|seen|saw|got it on|have it on) (?:the )?(?:cctv|cameras?|footage)|(?:the )?owner (?:is|of|says|said|"
    r"wants|told)|"
    r"baby room|toddler room|line manager|room leader|caseload|mindees|staff ?room|(?:one of )?(?:my|our) (?:staff|team) (?:has|have|is|was|hit|"
    r"member)|key child|on shift|handover|ofsted|(?:had|has|with|saw|seen|caught|found|a|one of the|one of our|some|two|three) year \d{1,2}s?"
    r"(?! (?:and|i am|ago))"
)
_OWN_FAMILY = pattern(
    r"my (?:mum|dad|mums|dads|stepdad|stepmum|step dad|step mum|parents|nan|grandad|foster (?:mum|dad|carers?|parents))|"
    r"(?:hits?|hurts?|touch\w*|kiss\w*|beats?|grabs?|follow\w*|messag\w*|texts?|makes?|made|forces?|forced|asks?|asked) me"
)


def at_work(plain: str) -> bool:
    """Whether the message shows somebody who works with children; a child who gives an age, or tells of their own family, does not count."""
    if child_speaker.of_own_age(plain):
        return False
    if _ROLE.search(plain):
        return True
    return bool(_WORKPLACE.search(plain)) and not _OWN_FAMILY.search(plain)
