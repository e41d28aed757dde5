"""Messages that ask for a verdict about a real child, adult or case. The tool gives criteria and says who decides, never a verdict."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.safety import staff
from assistant.safety.choices import choice_asked
from assistant.safety.signals import pattern
from assistant.safety.wording import normal

DecisionKind = Literal["threshold_met", "close_case", "lado_threshold", "remove_child", "level", "share_without_consent", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A verdict was asked for. ``reply`` is its key in replies.yaml ("decision_lado_threshold" needs ``lado``)."""

    kind: DecisionKind
    reply: str


# The case is real: somebody definite, or "this", "it", "they", or something that happened.
_REAL = pattern(
    r"he|she|him|her|his|hers|they|them|their|this|these|it|that|my (?:case|family|client|pupil|child|"
    r"mum|dad|kid|lad|girl|boy)|this (?:case|family|child|one|kid|mum|dad|incident)|the (?:family|"
    r"mum|dad|parents|child|kids?|case|baby|boy|girl|coach|teacher|ta)|"
    r"mum|dad|parents|stepdad|baby|coach|teacher|\d{1,2} (?:year|month|week|day)s? old|year \d{1,2}|"
    r"a (?:coach|teacher|ta|boy|girl|lad|kid|pupil|worker|carer|driver|family)|we have (?:got )?(?:a|"
    r"this)|got a"
)
_GENERAL = pattern(
    r"when (?:should|do|does|would|can|is) (?:i|we|you|a|an|it)|in general|what is the (?:process|"
    r"threshold|procedure|criteria|definition|difference|policy|guidance)|what are the|who decides|"
    r"how (?:do|does|is|are) (?:the |a )?(?:threshold|decisions?|lado|level)|what does|criteria for|"
    r"what (?:counts|makes)|training|reviews?|policy says?|the guidance|attached|attach"
)
_VERDICT = (
    r"(?:y\s?/\s?n|y n|yes or no|yes/no|or not|right|correct|agree|do you think|would you say|in your "
    r"(?:view|opinion)|your call|tell me if|just tell me|can you confirm|verdict|surely|over ?reacting|"
    r"what would you do|cin or cp|cp or cin|early help or (?:cin|cp|social care))"
)

_PATTERNS: tuple[tuple[DecisionKind, re.Pattern[str]], ...] = (
    (
        "lado_threshold",
        pattern(
            r"(?:meets?|met|meeting|reach\w*|hit|hits|over|above|under|below|within|cross\w*|pass\w*|at) (?:the "
            r"|a )?(?:lado|harm|allegations?|position of trust) (?:threshold|level|criteria|bar)|(?:is|does|"
            r"would|should|was)(?: \w+){0,8} (?:a |one for (?:the )?|go to (?:the )?|for (?:the )?|to (?:the "
            r")?|need (?:the |a )?|count as (?:a )?)lado(?: (?:matter|case|referral|issue|one|job))?(?! (?:number|"
            r"email|phone|contact|in|for|team|process|called|be told))|"
            r"(?:put|record|write|log|go with|say|call|mark|class\w*)(?: (?:it|this|him|her|that|the allegation))?(?: (?:down )?as)? "
            r"(?:unfounded|unsubstantiated|substantiated|malicious|false allegation)\b|"
            r"is (?:it|this|that|he|she) (?:a |one for )?(?:the )?lado(?! (?:number|email|phone|contact))|"
            r"lado (?:threshold|matter|case|referral|issue|one)? ?(?:or not|y n|yes or no|or low level|or "
            r"just low level|or hr|or disciplinary|or internal|, yes|or conduct)|low level (?:concern )?or "
            r"(?:lado|allegation|harm)|(?:is|does) (?:it|this|that) (?:just )?(?:a )?low level(?: concern)?(?! "
            r"concerns? polic)|(?:suspend|sack|dismiss|fire|discipline) (?:him|her|them|the (?:ta|teacher|"
            r"coach|member|worker|carer))(?: \w+)*"
        ),
    ),
    (
        "close_case",
        pattern(
            r"(?:can|could|shall|should|may|ok|okay|safe|ready|alright|fine|am i right|do|time|want|is it "
            r"ok|happy) (?:i|we|for (?:me|us)|to|it|this)?(?: (?:now|just|safely|finally|be|to|start|i|we|"
            r"go ahead and|think about))* ?(?:clos(?:e|ed|ing)|nfa|step(?:ping|ped)? (?:it |this |him |her "
            r"|them |the family |the case |down)?\s?down|end|discharge|sign (?:it |this |them )?off|stop (?:the|"
            r"visiting|monitoring)|take (?:him|her|them|the child|the kids?) off|come off|deregister|de register|"
            r"shut) ?(?:it|this|the|case|family|plan|them|him|her|down|my|off|involvement|out|to|then|now|yet|please|or|from|$)|"
            r"(?:is|are) (?:it|this|they|we|the family|the case) (?:ready|safe|ok|good|fine)(?: enough)? (?:to|"
            r"for) (?:be )?(?:clos\w+|step\w* down|end\w*|discharg\w+)|(?:close|nfa|step (?:it )?down|clos(?:e|"
            r"ing)) (?:it|this|the case|them|down)?(?: (?:now|yet|or|today))*(?: or (?:not|keep|carry))"
        ),
    ),
    (
        "remove_child",
        pattern(
            r"(?:should|shall|do|can|could|must|would|may|ought|are|need|ok|safe) (?:i|we|you|they|social "
            r"services|to|the kids?|the child|he|she|the baby|it be)?(?: \w+){0,3}? ?(?:remov(?:e|ed|ing)|"
            r"take (?:him|her|them|the (?:kids?|child|children|baby|boy|girl)) (?:into|away|from|in|home|out)|"
            r"taken (?:into|away|from)|in(?:to)? care|accommodate|section 20|s20|place (?:him|her|them|the)|"
            r"separate (?:him|her|them|mum|baby)|police protection|epo|apply for (?:an? )?(?:epo|care order|"
            r"ico)|issue proceedings|go home|return home|stay (?:at home|with|there|in)|go back (?:to|home)|"
            r"send (?:him|her|them) (?:home|back)|leave (?:him|her|them|the (?:kids?|baby|child)) (?:there|"
            r"with|at home|in)|let (?:him|her|them|dad|mum) (?:home|see|have|go|take|move))(?! (?:meetings?|"
            r"plans?|reviews?|training|home interview))|"
            r"(?:safe|ok|okay|alright) (?:for|to leave|to send|to let|to return|to go|to be)(?: (?:him|her|"
            r"them|the|baby|child|kids|to|mum|dad|this))* ?(?:home|with|there|stay|return|back|go|live|overnight|"
            r"alone|unsupervised|see|have)?|(?:should|can|could|would|is) (?:mum|dad|he|she|they|the (?:parents|"
            r"family|dad|mum))(?: \w+){0,4} (?:have|get|see|keep|lose|move back|come home|unsupervised|contact)(?: "
            r"\w+){0,3} ?(?:kids?|children|baby|child|contact|him|her|them|home|in)"
        ),
    ),
    (
        "level",
        pattern(
            r"(?:what|which) (?:level|tier|band|threshold level|category)(?: \w+){0,4}? (?:is|would|does|should|"
            r"are|do|am|he|she|they|this|it)(?: \w+){0,8}|(?:level|tier) ?(?:\d|one|two|three|four)(?: \w+){0,3} "
            r"or (?:level |tier |a )?(?:\d|one|two|three|four)|is (?:this|it|he|she|that|the family)(?: \w+){0,5} "
            r"(?:level|tier) (?:\d|one|two|three|four)|(?:put|place|rate|score|grade|categor\w+) (?:him|her|"
            r"them|this|it|the (?:family|child|case))(?: \w+){0,4} (?:at|on|as|level|tier|a|high|medium|low)|"
            r"(?:high|medium|low|standard) risk or (?:high|medium|low)|is (?:he|she|this|it|mum|dad|the (?:child|"
            r"family)) (?:high|medium|low|standard) risk|what (?:gcp2?|score|grade|risk rating) (?:would|should|"
            r"do) (?:you|i|this|they|he|she)(?: \w+){0,4}|cin or (?:cp|early help|eh)|(?:early help|eh|eha|"
            r"child in need|s17|section 17) or (?:cp|child protection|section 47|s47|social care|cin|child "
            r"in need|section 17|s17|mash|statutory)"
        ),
    ),
    (
        "threshold_met",
        pattern(
            r"(?:meets?|met|meeting|reach\w*|hit|hits|over|above|cross\w*|pass\w*|at) (?:the |a |your |our "
            r"|their |social care |statutory |cp |section |child protection |mash |safeguarding |significant "
            r"harm |s47 |s17 |47 |17 )*(?:threshold|criteria|bar)(?! (?:document|guide|for (?:a|an) ))|(?:is|"
            r"does|would|was|should|do|has)(?: \w+){0,8} (?:threshold|section 47|s47|section 17|s17|significant "
            r"harm|child protection|cp|cin|a safeguarding (?:issue|concern|matter)|abuse|neglect|emotional "
            r"abuse|grooming|exploitation|cse|cce|county lines|radicalisation|fii|gbh|a crime|non accidental|nai|accidental|reportable|"
            r"a referral|"
            r"referrable|referable|worth a referral|enough (?:to|for)(?: a)? (?:refer|referral|mash|social "
            r"care|section|s47|cp|act)|serious enough|bad enough|need (?:a )?(?:referral|referring|section|"
            r"s47|strategy|mash|cp))(?: (?:or not|y n|yes or no|or (?:am i|just|is it|not|cin|section 17|s17|"
            r"early help|over ?reacting)|case|matter|enough|here|now|do you think|right|then|, y|yes))*|"
            r"(?:section 47|s47|cp|child protection|safeguarding)(?: \w+){0,3} or not|am i over ?reacting|"
            r"(?:should|do|would|shall) (?:i|we|you) (?:need to )?(?:refer|make a referral|put in a referral|"
            r"do a referral|report (?:it|this|him|her|them)|start (?:a )?(?:section 47|s47)|call it|class "
            r"(?:it|this) as|treat (?:it|this) as|convene)(?: (?:this|it|him|her|them|the family|mum|dad|in|"
            r"to|now|or|as|a))*"
        ),
    ),
    (
        "share_without_consent",
        pattern(
            r"(?:can|should|could|may|shall|ok|allowed|must|do|am|are) (?:i|we|to)?(?: \w+){0,3}? ?(?:share|"
            r"tell|disclose|pass|send|give|speak|talk|refer|contact|ring|inform)(?: \w+){0,10} (?:without|"
            r"against|behind|not consent\w*|refus\w+|says? no|said no|will not (?:consent|agree)|does not "
            r"(?:consent|agree|want)|has not (?:consented|agreed)|withdr\w+)(?: \w+){0,5}|(?:mum|dad|parents?|"
            r"she|he|they|family)(?: \w+){0,3} (?:refus\w+|will not|does not|do not|said no|says no|not consent\w*|"
            r"withdr\w+)(?: \w+){0,6} (?:consent|agree|sign|share)(?: \w+){0,10}? (?:can|should|shall|do|could|"
            r"may) (?:i|we)(?: \w+){0,3} (?:share|tell|refer|go ahead|anyway|override|send|pass)(?: \w+)*|"
            r"override (?:her|his|their|consent|the)(?: \w+)*|break confidentiality(?: \w+)*"
        ),
    ),
    (
        "other",
        pattern(
            r"(?:is|was) (?:he|she|mum|dad|stepdad|the (?:mum|dad|coach|teacher|child|boy|girl)) (?:lying|"
            r"guilty|an abuser|abusing|a risk|dangerous|telling the truth|making it up|grooming|safe|to blame|"
            r"a good (?:mum|dad|parent))|(?:do you )?(?:believe|think) (?:him|her|he|she|mum|dad|the (?:child|"
            r"girl|boy))(?: is| did| was)?(?: \w+){0,4}|who is (?:right|to blame|at fault|lying)|did (?:he|"
            r"she|mum|dad|stepdad|the (?:dad|mum|boyfriend)) (?:do it|cause|shake|hurt|hit|abuse)(?: \w+)*|"
            r"what would you do|what do you (?:think|reckon|advise)|make the (?:decision|call) for me|decide "
            r"for me|(?:just )?tell me what to do with (?:this|him|her|them)|(?:gillick|fraser)(?: \w+){0,2} competen\w+(?: \w+){0,3}"
        ),
    ),
)
# "How do I tell parents", "who should attend": answered from the library; "what level is this" and "what would you do" are not.
_LIBRARY_QUESTION = re.compile(
    r"^(?:(?:and|so|ok|hi|hello|quick one|in \w+|for \w+) )*(?:how|who|where|when|why|(?:what|which) "
    r"(?!(?:level|tier|band|category|would you|do you|gcp|score|grade|risk)\b))|\bif (?:a|an|its|it "
    r"is|someone|there)\b"
)
# Shown by the words themselves to be about forms, attachments, times, numbers: no verdict.
_NOT_VERDICT = pattern(
    r"do they want|want anything attached|which form|what form|where (?:do|can) i (?:send|find|get)|"
    r"what number|who do (?:i|we) (?:ring|call|contact|refer to|send)|how (?:do|can) (?:i|we) (?:make|"
    r"do|refer|send|submit)|how (?:long|soon|quickly|many (?:working )?days)|deadline|by when|"
    r"what (?:is|are) (?:that|this|those|these)(?: (?:plan|called|then|again|thing|in \w+|bedford|luton|central))?(?= ?$| ?[.?!])|what does "
    r"(?:that|it) mean"
)


_GENERAL_CASE = re.compile(r"\bif (?:a|an|its|it is|someone|there)\b")
_FIGURES = pattern(r"how many (?:children|kids|cases|referrals|families|plans)|what (?:percentage|proportion)|number of (?:children|cases|"
    r"referrals)")
_ASKS_VERDICT = pattern(_VERDICT)
_LADO_THRESHOLD = pattern(r"lado(?: \w+){0,4} (?:threshold|criteria)|(?:threshold|criteria)(?: \w+){0,4} lado")

# "so step down then?", "ok to close": asked after the case was told of, in a few words.
_BARE_CLOSE = re.compile(
    r"^(?:so |ok |okay |then |and |right |well |are |is |am |do |can |could |shall |should |would |may |we |i |it |this |safe |ready |to |"
    r"time |just |now |"
    r"they |let |be |good |fine )*(?:step\w*(?: (?:it|this|them|her|him|us|things))? ?down|close(?:d)?(?: (?:it|this|them))?|nfa(?: it)?|"
    r"(?:let it |just )?end "
    r"(?:it|the plan)? ?or (?:extend|carry|keep)|sign (?:it |them |this )?off|(?:come|take (?:them|him|her)) off (?:the |their )?plan|"
    r"end the plan|discharge "
    r"(?:them|him|her|it))(?: (?:then|now|yet|to (?:cin|early help|eh|universal|targeted|taf)|safely|please|or not|at (?:the )?(?:rcpc|"
    r"review|conference)|from "
    r"(?:cp|cin|plan)))*[ .?!]*$"
)


def asks_for_decision(text: str) -> Decision | None:
    """The decision that a message asks for about a real case, or ``None``."""
    plain = normal(text)
    choice = choice_asked(plain)
    if choice is not None and not _GENERAL_CASE.search(plain):
        return Decision(kind=choice, reply=f"decision_{choice}")
    if _BARE_CLOSE.match(plain):
        return Decision(kind="close_case", reply="decision_close_case")
    verdict = bool(_ASKS_VERDICT.search(plain))
    if _GENERAL_CASE.search(plain) or _FIGURES.search(plain) or not (_REAL.search(plain) or verdict):
        return None
    if (_GENERAL.search(plain) or _LIBRARY_QUESTION.match(plain)) and not verdict:
        return None
    kind = next((kind for kind, words in _PATTERNS if words.search(plain)), None)
    if kind is None or (_NOT_VERDICT.search(plain) and not verdict):
        return None
    accused = (kind == "remove_child" and staff.accused_at_work(plain)) or (kind == "threshold_met" and staff.accused(plain))
    if accused or (kind == "threshold_met" and _LADO_THRESHOLD.search(plain)):
        kind = "lado_threshold"
    return Decision(kind=kind, reply=f"decision_{kind}")
