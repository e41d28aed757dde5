"""Somebody who does not want to go on and does not say so in so many words: a thought at the wheel, on a bridge, of not being missed.

Each rule joins a thought, a place or a means with oneself; the same words about a form, a meeting or a review do not count. Runs on the
plain form of a message.
"""

from __future__ import annotations

import re

from assistant.safety.signals import pattern

_PLACE = (
    r"(?:wheel|steering|lorry|lorries|truck|river|canal|lake|reservoir|water|bridge|flyover|viaduct|platform|train|trains|tracks?|railway|edge|"
    r"roof|ledge|"
    r"cliff|verge|barrier|central reservation|tree|trees|wall|motorway|m1|a1|a6|a5|a421|a505|dual carriageway|car park|multi ?storey|balcony|"
    r"window|bus|"
    r"traffic|bath|oncoming|headlights|level crossing|crossing)"
)
SHORT = 5
_THOUGHT = pattern(
    r"thinking|thought|think|imagin\w+|wonder\w*|wish\w*|hoping|hope|keep (?:looking|staring|thinking|wishing)|looking at|staring at|feels? like|"
    r"felt like|"
    r"tempted|the urge|an urge|picturing|fantasi\w+|dream\w*"
)
_LET_GO = pattern(
    r"how easy (?:it )?(?:would|d|will|id|itd|is)?(?: it)? ?(?:be|to)|(?:would|d|itd|might|could) (?:\w+ )?be (?:so |much |a lot )?(?:easier|over|"
    r"simpler|"
    r"done|peaceful|quiet)|"
    r"(?:one|just one|a|just a|single) (?:\w+ )?(?:step|twitch|turn|jerk|swerve|slip|second|flick|nudge|jump|tug)|(?:just |to )not (?:turn|brake|"
    r"stop|steer|"
    r"swim|come back)|let(?:ting)? go|swerv\w*|stop (?:steering|trying|swimming)|(?:go|going|went|gone|step\w*|jump\w*|drive|driving|drove|walk|"
    r"walking|"
    r"drift\w*|turn\w*|slip\w*|fall\w*|roll\w*) (?:\w+ )?(?:off|over|into|in|under|through|in front)|hit me|take me|run me over|be over|end it|"
    r"never have to|would not have to|keep(?:ing)? (?:going|driving|my foot)|foot down|shut my eyes|close my eyes|closing my eyes"
)
_AT_PLACE = pattern(_PLACE)
_ABOUT_OTHERS = pattern(
    r"(?:he|she|they|mum|dad|mother|father|<kid>|client|service user|patient|review|briefing|(?:texts?|messages?|notes?|letters?|emails?|"
    r"voicemails?) (?:from|by|off))(?: \w+){0,6} (?:drove|jumped|bridge|train|river|lorry|"
    r"wheel|platform|thinking|thinks|thought|said|says|told|wants|text\w*|feels|notice\w*|wrote)"
)
_SELF = pattern(r"i|me|my|myself|id|im|ive")
# A sentence may leave "I" out: "stood on the platform this morning and thought".
_BEGINS = re.compile(
    r"^(?:honestly |sometimes |just |been |so |and |then |again |yesterday |today |last night |this morning |on the way (?:home|in) )*"
    r"(?:drove|driving|stood|standing|sat|sitting|crossing|walking|walked|lay|lying|laid|thinking|thought|keep|kept|wishing|wondering|been|"
    r"looking|staring|"
    r"parked|waiting|going|woke|saving|counting|sometimes|pulled over|crossed)\b"
)
_NOT_MISSED = pattern(
    r"(?:no ?one|nobody|no body|who|(?:do not|not sure|doubt) (?:think )?(?:anyone|any ?one|anybody|they)|not a soul|(?:no ?one|nobody) (?:here|"
    r"at work|there))"
    r"(?: (?:would|will|d|else|even|ever|really|actually|wouldnt))* (?:notice|clock|realise|miss(?= me|$| (?:me|if i|at))|miss me|care|"
    r"bat an eyelid|find me|"
    r"notice me|know i (?:was|had|am))"
    r"(?= ?$| (?:if i|until|if (?:i|id|ive)|for (?:days|weeks|a week|ages)|me|at (?:work|home)|when i|that i|or|anyway|it))"
)
_POINTLESS = pattern(
    r"(?:what is|is there|see|there is|theres|can not see|do not see|not see|are|got)? ?(?:the |any |a |no |much )?point (?:(?:in|of|to) me\b|"
    r"(?:in|of|to|at) (?:any of it|it all|all of (?:it|this)(?= or| any ?more| ?$)|anything|carrying on(?! with)|going on(?! (?:with|about|to|"
    r"the))|living|being (?:here|alive|me)|"
    r"existing|my (?:life|being|even being)|waking up|getting up)|anymore|any ?more)(?! (?:of|about|with))"
)
_NOT_HERE = pattern(
    r"(?:do not|can not|not|never) (?:really )?(?:see|picture|imagine) (?:myself|me) (?:\w+ )?(?:being |getting |making |lasting |here|around|"
    r"alive|past|beyond)"
    r"(?! (?:promoted|a manager|a social|in this (?:job|role)))|"
    r"(?:will|may|might|wont|shall|would rather) not be (?:here|around|alive)(?: (?:by|at|next|much|for|to|in|after|any)| ?$)|"
    r"(?:stop|stopped|rather not|not) (?:existing|exist)|disappear(?:ing)? (?:for good|forever|completely|altogether|and never|off the)|"
    r"(?:go|went|gone|fall|fell) to sleep and (?:\w+ ){0,3}(?:not|never|that was|that be|be it|thats|that is)|(?:want|need|wish|would like|"
    r"like)(?:ed)? (?:it|"
    r"everything|this) (?:all )?to (?:end|be over|stop|go away)(?= ?$| (?:now|for good|forever|and|so))|"
    r"(?:would not|not sure (?:if )?(?:i|id|i would)(?: would)?|do not (?:think|know (?:if|that)) (?:i|id|i would)(?: would)?) mind "
    r"(?:if i|not|never|"
    r"being)(?: \w+){0,4} (?:sleep|"
    r"wak\w+|dead|die[ds]?|gone|end\w*|exist\w*|here|crash\w*|hit)|(?:had )?enough of (?:being (?:me|here|alive)|life|living|existing|myself)|"
    r"never have to (?:do|go to|sit|face|see|open|write|deal with|get up)(?: \w+){0,4}(?= ?$| again| any ?more)(?=.*\b(?:wheel|i think|easier|"
    r"crash)\b)|"
    r"(?:ways?|a way) out(?: \w+){0,3} (?:do not|not) mean (?:a |another |new |the )?(?:\w+ )?(?:job|role|leave|exit|door|resign\w*)|"
    r"how long (?:before|until|till|it would (?:take|be) (?:before|until|for)|for)(?: \w+){0,2} (?:anyone|someone|any ?one|they|somebody|anybody|"
    r"people)"
    r"(?: \w+){0,2} (?:found|find|notice[ds]?|miss(?:ed)?|realise[ds]?|came looking|come looking)(?: (?:me|i|out))?(?= ?$| me| i)|"
    r"(?:saving|saved|hoarding|hoarded|stockpil\w+|counting|counted|collecting|keeping)(?: \w+){0,3} (?:my|mine|some) (?:\w+ )?(?:tablets|pills|"
    r"meds|medication|"
    r"prescriptions?|insulin|painkillers)|"
    r"(?:team|kids|children|family|everyone|every ?one|world|wife|husband|partner|they|all|people|job)(?: \w+){0,2} (?:would|will|"
    r"d) (?:all )?be (?:\w+ )?"
    r"better off(?: (?:so would|without|if i|with me)|$)|"
    r"(?:written|wrote|writing|left|sorted)(?: \w+){0,3} (?:letters?|notes?|stuff|things|affairs|will|goodbyes?)(?: down| out)? for (?:them|"
    r"my (?:kids|family|"
    r"children|partner|husband|wife|mum|girls|boys)|everyone|when i)|(?:got|put|getting|putting) my affairs in order|"
    r"(?:can not|do not|could not) see (?:a |any |my )?way (?:through|thru|past|out of) (?:this|it|any of it)(?: all)? any ?more|"
    r"(?:can not|do not|could not) see (?:a |any |much of a |the )?(?:way (?:forward|out|through|past)|future|light|end)(?: \w+){0,2} for (?:me|"
    r"myself)|"
    r"(?:no|not much|nothing) (?:left )?(?:in me|to (?:live|stay|be here|get up|wake up) for|worth)|(?:do not|not) want to (?:wake up|be a thing|"
    r"be here|"
    r"be me)(?! (?:early|at \d))|(?:wish\w*|hope|hoping|praying|want) (?:that )?(?:a|the|some|one|another) (?:\w+ )?(?:lorry|bus|car|train|truck|"
    r"heart attack|illness|"
    r"cancer) (?:would |will |could |just |to )*(?:hit|take|run|kill|finish|get|flatten|plough)"
)


_MEANS = pattern(
    r"(?:bought|buying|got|getting|found|hidden|hid|keep|kept|packed|tied) (?:\w+ ){0,2}(?:rope|noose|ligature|blades?|razor blades|gun|hosepipe)"
)
_READY = pattern(
    r"(?:pills|tablets|meds|medication|paracetamol|painkillers|insulin|antidepressants|blades?|razors?|rope|noose|"
    r"vodka and pills) (?:are |all |now |sat |"
    r"just |is )*(?:lined up|laid out|counted out|set out|spread out|ready|out ready|in front of me|beside me|next to me|in my (?:hand|"
    r"lap|pocket|bag))"
)
_DRAWN = pattern(
    r"(?:keep|been|always|can not stop|started|find myself) (?:thinking|dreaming|reading|looking|driving|going|walking|"
    r"staring)(?: \w+){0,3} (?:the )?"
    r"(?:multi ?storey|car park roof|bridge|viaduct|railway|tracks|level crossing|pills|rope|how to do it|my funeral|dying|death|not waking)"
)
_NO_LIFE = pattern(
    r"can not do (?:life|living|this life|existing|being alive|being here)|"
    r"(?:can not|do not think i can|not sure i can) do (?:this|it|the job|this job) or anything(?: else)?(?: any ?more)?|(?:decided|made my mind up|"
    r"made up my mind)(?: \w+){0,4} (?:not be here|not be around|"
    r"die|end it)|not be (?:here|around)(?: \w+){0,6} decided|(?:would|will) (?:anyone|any ?one|anybody|someone|people|they) (?:even |"
    r"ever )?(?:notice|care|miss me|"
    r"realise)(?: if (?:i|id)|$)"
)
_NO_REASON = pattern(
    r"(?:can not|could not|do not|no longer|hard to|struggling to) (?:really )?(?:see|find|think of) (?:any |a |one |the |much (?:of a )?|what )?"
    r"(?:reason|point|sense)(?: (?:to|in|for|of))? (?:go\w*|driv\w*|head\w*|get\w*|tak\w*|com\w*|carry\w*|mov\w*|turn\w*)"
    r"(?: (?:back|on|home|in|up|away|round))+"
)
_AWAY_FROM_WORK = pattern(r"next (?:week|month|tuesday|monday)|annual leave|on leave|holiday|who covers|covers|cover")


def despairs(plain: str) -> bool:
    """Whether the one who types speaks, obliquely, of ending their own life or of not wanting to be alive."""
    sentences = [s.strip() for s in re.split(r"[.?!]", plain) if s.strip()]
    return any(_of_self(sentence) for sentence in sentences) or _at_the_brink(sentences)


def _of_self(sentence: str) -> bool:
    if _ABOUT_OTHERS.search(sentence):
        return False
    if _POINTLESS.search(sentence) or (_NOT_HERE.search(sentence) and not _AWAY_FROM_WORK.search(sentence)):
        return True
    if _NO_LIFE.search(sentence) or _DRAWN.search(sentence):
        return True
    if _READY.search(sentence) and (_SELF.search(sentence) or re.match(r"(?:so |and |just )?(?:got|have|had)\b", sentence)):
        return True
    if _MEANS.search(sentence) and (_SELF.search(sentence) or _BEGINS.match(sentence) or len(sentence.split()) <= SHORT):
        return True
    return bool(_NOT_MISSED.search(sentence))


def _at_the_brink(sentences: list[str]) -> bool:
    """A thought of letting go at a place or thing that kills, within two sentences, by somebody who speaks of themselves."""
    for at, sentence in enumerate(sentences):
        near = " ".join(sentences[at : at + 2])
        own = _SELF.search(near) or _BEGINS.match(sentence)
        others = _ABOUT_OTHERS.search(near)
        if own and not others and _AT_PLACE.search(sentence) and ((_THOUGHT.search(near) and _LET_GO.search(near)) or _NO_REASON.search(near)):
            return True
    return False
