"""Signals that hold for every kind of danger: is it happening now, is it about a real child, or is it a question about the topic.

All patterns run on the plain form made by ``wording.normal`` (lower case, no apostrophes: "hes" reads "he is", "dont" "do not").
``<kid>``, ``<kin>``, ``<who>`` and ``<our>`` stand for word groups, see ``GROUPS``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

KID = (
    r"(?:child|children|kid|kids|kiddo|boy|boys|girl|girls|lad|lads|lass|baby|babies|toddler|infant|newborn|neonate|teen|teenager|pupil|pupils|"
    r"student|youngster|young person|young lad|young girl|young lady|daughter|son|siblings?|brother|sister|brothers|sisters|little one|little ones|"
    r"tot|nephew|niece|grandson|granddaughter|twins?|triplets|year (?:r|\d{1,2})s?|\d{1,2} (?:year|month|week|day)s?(?: old)?|minor|tween|youth|mentee|"
    r"key child|schoolgirl|schoolboy|preschooler|reception|foster child|placement|\d{1,2}[mf]|prem|nb)"
)
KIN = (
    r"(?:dad|mum|parents?|stepdad|step dad|stepmum|step mum|boyfriend|girlfriend|partner|husband|wife|ex|ex partner|ex husband|uncle|auntie|aunty|aunt|"
    r"grandad|grandpa|granddad|grandfather|gran|nan|nana|grandma|grandmother|cousin|brother|sister|family|carer|foster carer|lodger|neighbour|"
    r"babysitter|man|bloke|guy|men|someone|somebody|father|mother|in laws?|friend|mate|son|nephew)"
)
GROUPS = {
    "<kid>": KID,
    "<kin>": KIN,
    "<who>": rf"(?:he|she|they|it|i|we|{KIN}|{KID})(?: (?:is|has|have|was|are|am|s|keeps|just|still|now|been|got|had))*",
    "<obj>": rf"(?:me|him|her|them|us|himself|herself|themselves|(?:my|the|a|his|her|their|this|our|both|all|mum is|one of (?:the|my|his|her)|\d|two|three|little|older|younger|baby|small|other| )*(?:{KID}|mum|wife|partner|people|everyone|everybody))",
    "<our>": rf"(?:(?:a|an|one|my|our|this|that|the|his|her|their|another|two|both|some|little|young|small|wee|of|\d+|older|younger|older|in|local|foster|baby) )+{KID}",
    "<few>": r"(?:\w+ ){0,4}",
    "<two>": r"(?:\w+ ){0,2}",
}


def pattern(source: str) -> re.Pattern[str]:
    """A compiled pattern with the word groups filled in, on whole words."""
    for name, group in GROUPS.items():
        source = source.replace(name, group)
    return re.compile(rf"\b(?:{source})(?!\w)")


Axis = Literal["recent", "present", "subject", "told", "help", "past", "public", "general", "asks", "resource", "figures", "tentative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One observation. ``weight`` above 0 speaks for a live situation, below 0 for a question about the topic.

    Only the strongest signal of an axis counts. ``whole`` signals hold for the message, the others for their sentence.
    """

    axis: Axis
    weight: int
    match: re.Pattern[str]
    whole: bool = True


def _signal(axis: Axis, weight: int, *sources: str, whole: bool = True) -> Signal:
    return Signal(axis=axis, weight=weight, match=pattern("|".join(sources)), whole=whole)


LIVE: tuple[Signal, ...] = (
    _signal(
        "recent", 3,
        r"right now", r"as we speak", r"just (?:now|told|said|disclosed|come|came|seen|saw|found|rang|phoned|called|heard|had|been|arrived|turned|left|walked|showed|admitted|texted|messaged|noticed|gone|got|done|happened|run|ran|hit|opened|blurted|confided|let|shown|written|drawn|sent|discovered|spotted|realised|collapsed|taken|broke|given|tried|pulled|grabbed|started)",
        r"at (?:the|this) (?:moment|minute)", r"this (?:minute|second|instant)", r"(?:in|within|another|for|about|next|only) (?:the next )?(?:(?:about|like|under|less than) )?(?:an?|\d+|half an|five|ten|fifteen|twenty|thirty|few|couple of|a few|a couple of) (?:minutes?|hours?|mi)",
        r"(?:\d+|few|five|ten|twenty|an|half an|couple of) (?:minutes|hours?) ago", r"(?:is|are) (?:on|making) (?:his|her|their|the) way", r"on (?:his|her|their) way",
        r"(?:he|she|they|dad|mum|family|kids|child|uncle|boyfriend|man)(?: is| are)? (?:here|outside|upstairs|downstairs|waiting|coming|back) ?(?:now|already|soon|to)?",
        r"about to (?:go|leave|collect|pick|be|get|take|jump|do|kick|walk|drive)", r"(?:here|in|outside|home|there|happening|bleeding|going|crying|screaming|missing|collapsed|is|are) now", r"now (?:he|she|they|hes|shes) (?:is|are|has)",
        r"picking (?:him|her|them|up)", r"(?:pick|collect)(?:ing|s|ed)? (?:him|her|them|the (?:kids|children|boys|girls|baby)) (?:up )?(?:at|in|soon|now|today|tonight|from|shortly)",
        r"home ?time", r"end of (?:the )?(?:school )?day", r"going home (?:at|in|soon|now|today|tonight|with|to)", r"goes home (?:at|in|soon|today|to|with)",
        r"due (?:home|back|to (?:go|be|collect|pick|fly|return|leave))", r"(?:bell|school|club|session|nursery) (?:goes|ends|finishes|closes|shuts) (?:at|in|soon)", r"before (?:home ?time|pick ?up|the bell|he gets|she gets|they get|dad|mum)",
        r"still (?:here|in|out|missing|with|not|there|at|bleeding|holding|on|waiting|crying|screaming|locked)", r"literally", r"happening now", r"live",
        r"no ?one (?:has )?(?:come|came|answering|picking)", r"as i (?:type|write|speak)",
    ),
    _signal(
        "recent", 2,
        r"today", r"tonight", r"this (?:morning|afternoon|evening|lunch ?time|lunch|am|pm|week ?end|break|lesson)", r"last night", r"yesterday", r"overnight", r"since (?:last night|yesterday|this|lunch|break|\d|registration|breakfast|school|home ?time|friday|saturday|sunday|monday|tuesday|wednesday|thursday)",
        r"now", r"just", r"at (?:lunch|break|registration|pick ?up|drop ?off)", r"after school", r"tomorrow", r"(?:on|over the|at the) (?:weekend|saturday|sunday|friday)", r"this time", r"(?:first thing|earlier)", r"already",
        r"(?:morning|afternoon|evening) (?:he|she|they)", r"(?:\d|two|three) days ago", r"in (?:the )?(?:my )?(?:lesson|class|playground|toilets?|corridor|tutor|form|car ?park|clinic|surgery|waiting room|reception|office)",
    ),
    _signal("recent", 1, r"this week", r"keeps?", r"every (?:night|time|day|weekend)", r"again", r"going to", r"recently", r"the other day", r"few days"),
    _signal("past", -2, r"(?:last|previous) (?:year|month|term|summer|winter|autumn|spring|christmas|january|february|march|april|may|june|july|august|september|october|november|december)", r"(?:\d+|many|some|two|three|few|several) (?:years|months) ago", r"years ago", r"ages ago", r"historic(?:al|ally)?", r"non ?recent", r"as a child", r"in (?:19|20)\d\d", r"back in", r"previously", r"(?:when i was|when she was|when he was) (?:little|young|a child|a kid|small)", r"used to", r"a while (?:back|ago)", r"now an adult", r"died (?:in|last)"),
    _signal(
        "present", 3,
        r"i am (?:with|at|in|on|outside|sat|sitting|stood|standing|stuck|here|there|watching|looking|hiding|locked|holding)(?! (?:a|an|the) (?:meeting|training|course|team|job|report|process|middle|webinar|panel|conference|review|rapid|report|annual))",
        r"in front of me", r"(?:with|next to|beside|opposite|behind) me", r"(?:in|at|outside|into|to) my (?:office|room|classroom|class|car|door|house|surgery|clinic|lesson|arms|flat)",
        r"on the (?:phone|line|doorstep|roof|bridge|stairs|floor|landing|ledge|edge)", r"in the (?:house|flat|home|next room|room|office|garden|street|road|toilets?|car|waiting room|building|playground|corridor|medical room|reception|cubicle|bath|kitchen|hall|ward|department) (?:now|with|w|and|here|while|right)",
        r"in reception(?: now| here|$)", r"(?:at|outside|through|by) the (?:door|gate|gates|front door|window|school|house|fence)", r"i can (?:hear|see|smell)", r"i (?:have|have got|got) (?:him|her|them|a|an|the|this) (?:\w+ ){0,4}(?:here|with me|in front|sat|sitting|in my|on the phone|crying|sobbing)",
        r"we (?:have|have got|got) (?:him|her|them|<our>) (?:\w+ ){0,3}(?:here|in|with us|sat)", r"sat (?:here|with|in|outside)", r"(?:is|are) (?:sat|sitting|stood|standing|here|hiding|sobbing|lying|laid|curled) \w+", r"here with", r"whispering", r"just me and", r"refusing to (?:leave|go|open|come|let|get)", r"will not (?:let|leave|go home|open|come out|get out|come down|let go|stop (?:crying|screaming|bleeding))",
        r"mid (?:visit|call|session)", r"home visit", r"on (?:a |my )?visit",
    ),
    _signal("subject", 1, r"(?:^|(?<=[.?!] ))(?:\w+ ){0,4}?<kid>(?: is| has)? (?:\w+ )?(?:has|is|with|says|said|came|told|tells|not|still|just|in|at|on|been|got|who|high|drunk|refus\w+|will|can|keeps|was|brought|found|left|missing|covered|asking|crying|wont|ran|gone|wants|saying|did)",r"he", r"she", r"him", r"her", r"(?:my|this|one of my|one of our|our) <kid>", r"<our> (?:has|is|just|who|in my|was|came|told|said|says|not|with|whose|at|i)", r"\d{1,2} (?:year|month|week|day)s? old", r"year \d{1,2}", r"(?:mum|dad|stepdad|nan|boyfriend|uncle)(?: is)? (?:says|said|told|has|will|here|just|saying|on|out)", r"they"),
    _signal("told", 1, r"(?:told|tells|telling) (?:me|us|his|her|staff|a|the|my|mum|dad|another|ta|nurse|teacher|friend|school|them)", r"said (?:to me|he|she|her|his|that|dad|mum|if|they|it|no|step|uncle|my)", r"says? (?:he|she|her|his|that|dad|mum|if|they|it|step|uncle|my|to)", r"saying", r"disclosed", r"discloses?", r"confided", r"opened up", r"came (?:to|up to) me", r"showed (?:me|us|my)", r"has (?:said|told|written|drawn|shown|admitted)", r"wrote", r"begging", r"begged", r"whispered", r"blurted", r"admitted", r"let slip", r"rang (?:me|us|in)", r"texted (?:me|us)", r"messaged (?:me|us)"),
    _signal("help", 1, r"what (?:do|should|shall|can|am) (?:i|we)", r"(?:do|should|shall|must|can) (?:i|we)", r"what now", r"who to (?:tell|contact|ring|call|inform)", r"who (?:do|should|shall|can) (?:i|we)", r"help", r"urgent", r"urgently", r"asap", r"quick", r"quickly", r"emergency", r"please", r"advice", r"what to do", r"where (?:do|can) i", r"need to (?:know|act|ring|refer|do)", r"how do i (?:stop|keep|get|help|protect)", r"(?:which|what) (?:form|number) (?:do|is|should)", r"ok to", r"allowed to", r"not sure (?:what|who|if)", r"do not know (?:what|who|if)", r"worried", r"scared", r"panicking"),
)

TOPIC: tuple[Signal, ...] = (
    _signal("public", -4, r"rapid reviews?", r"serious case reviews?", r"s?crs?", r"l?c?spr", r"lscpr", r"case reviews?", r"learning reviews?", r"(?:did|do|does|have|has|which|local|published|national|safeguarding|practice) (?:the |our |local |case |these |two |three |any |safeguarding |child )*reviews?", r"reviews? (?:say|said|says|find|found|recommend(?:ed)?|of|about|into|where|panel|in)", r"isabella", r"baby harry", r"child [a-z](?! )", r"child [almqrtdpv]", r"family [a-z]", r"usman", r"bethany", r"nolan", r"annual reports?", r"ofsted", r"inspection", r"jtai", r"inquest", r"inquiry", r"coroner", r"cdop", r"case (?:study|studies)", r"daniel pelka", r"victoria climbie", r"baby p", r"star hobson", r"arthur labinjo", r"sara sharif", r"panel report", r"in the (?:news|report|papers?|press|briefing|audit|scenario|example)"),
    _signal("figures", -4, r"how many", r"how often (?:did|do|are|is|were)", r"what (?:percentage|proportion|share|number|per ?cent)", r"percentage", r"per ?cent", r"number of", r"figures?", r"stat(?:s|istics?)", r"trends?", r"rates?(?: of| for| in)?", r"data (?:on|for|about)", r"20\d\d[/ -]\d\d", r"\d\d/\d\d", r"compared (?:to|with)", r"most common", r"increased?|rise in|gone up|went up|has .{0,20} (?:risen|increased|dropped|fallen)", r"numbers (?:of|for|up|down)", r"prevalence", r"highest|lowest"),
    _signal("general", -3, r"if (?:a|an|any|one|some|someone|anyone|another|you|we|i|the|parents|children|kids|pupils|there) (?!right)(?:\w+ ){0,3}?(?:<kid>|someone|school|parent|parents|colleague|member|practitioner|staff|professional|teacher|i|you|we|is|are|suspect|think|see|have|had|ever|says?|tells?|discloses?|thinks?|does)", r"when (?:a|an|any|someone|children|kids|parents|young people|babies|is|are|does|do|should|would|you|we) \w+", r"where (?:a|an|there|children|someone|parents) \w+", r"(?:a|any) (?:child|young person|pupil|student|baby|girl|parent|person|adult|practitioner|professional|worker) (?:who|that|whose|under|with|may|might|discloses?|could|tells|goes|says|is (?:missing|suicidal|suspected|thought|at|being|found))", r"(?<!the )(?<!my )(?<!his )(?<!her )(?<!their )(?<!both )(?<!two )(?<!\d )(?<!our )(?:children|kids|young people|babies|girls|boys|pupils|parents|families|infants|victims|perpetrators|women|fathers|people|teenagers|adolescents|adults|teens|mums|dads|carers|schools|nurseries|gps|midwives|professionals|practitioners|agencies) (?:who|whose|with|under|living|at risk|experiencing|affected|aged|suffering|exposed|being|told|supported|get)", r"(?:for|about|of|against|among|support|protect|help|safeguard|engage|work with|working with|supporting|protecting|involving) (?:young |vulnerable |violent |abusive |abused |missing |exploited |male |unaccompanied |disabled |looked after )*(?:children|kids|young people|babies|girls|boys|pupils|parents|families|infants|victims|perpetrators|women|fathers|men|teenagers|adolescents|schools|nurseries)(?! (?:at|in) (?:my|the) (?:house|home|flat))", r"what (?:happens?|would happen|do you do|should you do|to do) (?:if|when|after) (?!he|she|they|this|his|her)", r"hypothetical(?:ly)?", r"in general", r"generally", r"in case", r"in theory", r"if (?:its|it is|there is|that is|a) (?!ok|okay|safe|right now|now)\w+", r"for example", r"say a", r"suppos(?:e|ing)", r"scenario", r"imagine", r"as a (?:rule|new)", r"any (?:allegation|concern|disclosure|child|bruise|injury|mark)", r"non ?mobile babies", r"whenever", r"types? of", r"an allegation", r"a disclosure(?! from (?:my|this|our))", r"every time (?:a|an)", r"new (?:staff|starters?|to (?:the )?role)", r"someone (?:who|is)", r"(?:^|[.?!,] |and |so |hi |hello |q )(?:does|do|can|must|should|would|is|are) (?:every|all|a|an|any|schools?|gps?|teachers?|nurses?|practitioners?|staff|you|parents?|professionals|social workers|health visitors|police|paediatricians?|the school|council|partners) \w+"),
    _signal("asks", -2, r"what is (?!the (?:number|quickest|best|plan)|he |she |it |my |wrong|going on|happening|best|number|quickest)\w+", r"what counts", r"who to (?:tell|contact|inform)$", r"(?:^|[.?!] |and |so |hi |hello )does \w+ (?:\w+ )?(?:see|cover|take|accept|do|have|offer|provide|say|mean|work|include|apply|need|get|support|help|count|run|come|attend|know|require|matter|exist|use)", r"(?:^|[.?!] |and |so |hi |hello )do (?:schools?|gps?|nurseries|teachers|the police|police|parents|staff|coaches|lados?|nurses|midwives|hospitals|they|social workers|colleges|childminders|foster carers|councils|all|most|any|we (?:tell|have|need|report|do|ever|record|use|still|log|keep|share))", r"(?:^|[.?!] |and |so |hi |hello )is (?:a|an|it (?:ever|legal|illegal|a crime|against|true|normal|common)|smacking|forced|self|fgm|domestic|sexting|grooming|being|having|there|\d)", r"write about", r"do i have to go", r"(?:what|which) (?:services|support|agency|agencies|help|training|assessment|dash|tool|documents?|info|information)", r"what are", r"what does", r"what do (?:the|they|our|reviews|procedures)", r"what did", r"stands? for", r"mean(?:s|ing)?(?! to)", r"defin(?:e|ition|ed)", r"difference between", r"explain(?: the| what| how)?", r"who (?:chairs|leads|runs|coordinates|owns|wrote|commissions|provides|attends|sits|decides|signs|investigates)", r"when (?:did|was|were|is|does)", r"which (?:year|area|partnership|agencies|review|document|chapter|procedure|policy|page|team|service)", r"where (?:is|can i find|does it|are|do i find)(?! (?:he|she|the child))", r"how (?:long|soon|does|did|is|are|was|would|should)", r"is there (?:a|an|any|anything)", r"are there", r"has (?:the|there|anyone)", r"have (?:we|the|reviews|any)", r"why (?:is|are|do|did|does)", r"can you (?:tell me (?:about|what|how)|explain|summarise|give|list|find|remind)", r"tell me about", r"summar(?:y|ise|ize)", r"looking for", r"remind me", r"do(?:es)? (?:it|we|bedford|luton|central) (?:say|have)", r"list (?:of|the)", r"(?:signs|indicators|symptoms|risk factors|impact|effects?|causes?) (?:of|that|a|to)", r"did (?:they|the|it|we) (?:say|find|recommend|decide|conclude|mention|change|do about|learn|have|review|annual|report|police|panel|partnership|police|school|agencies|services|start|move|go up)", r"how do (?:we|i) (?:record|write|respond|report|word|support|recognise|spot|talk|approach|identify|make|fill|complete|book|access|order|challenge)", whole=False),
    _signal("resource", -2, r"training", r"course", r"webinar", r"e ?learning", r"polic(?:y|ies)", r"procedures?", r"protocols?", r"guidance", r"guidelines?", r"leaflets?", r"posters?", r"briefings?", r"7 ?(?:minutes?|mb)", r"templates?", r"toolkits?", r"strateg(?:y|ies)", r"pathways?", r"checklists?", r"audits?", r"lessons? (?:learned|learnt|plan)", r"assembly", r"pshe", r"themes?", r"learning", r"learn(?:ed|t)?", r"recommend(?:ations?|ed)", r"research", r"slides?", r"presentation", r"inset", r"essay", r"dissertation", r"study", r"action plan", r"local reports?", r"reports? (?:from|by|in)", r"lessons? (?:for|on|about)", r"assembl(?:y|ies)", r"talks? (?:on|about)", r"best practice", r"handbook", r"newsletter", r"campaign", r"awareness", r"chapter", r"manual", r"document", r"legislation", r"statutory", r"law", r"act \d+", r"funding", r"commission(?:ed|ing)?", r"agenda", r"display", r"resources?", r"support group", r"programme", r"services? (?:for|available|in)", r"threshold", r"process", r"duty", r"summary", r"report(?:ed|s)? (?:say|said|on|about)", r"section \d+", r"article", r"quiz", r"staff meeting", r"supervision", r"core groups?", r"conferences?", r"icpc", r"rcpc", r"chronolog\w+", r"genograms?", r"gcp2?", r"cp plan", r"child protection plan", r"cin plan", r"(?:on|had|has) a (?:plan|cin|cp)", r"early help", r"marac", r"encompass", r"return home", r"rhi", r"therapy", r"counselling", r"panel", r"court", r"assessment", r"police investigation", r"interpreter", r"support for", r"what support", r"any (?:services|support|resources|help|advice on how)", r"referral rate", r"leaving care", r"adoption", r"contact order", r"minutes of", r"role of", r"flow ?chart", r"definition", r"forms?(?! of)", r"meetings?", r"referrals?", r"close (?:it|the case|this)", r"criteria", r"timescales?", r"deadline", r"officer (?:luton|bedford|central)", r"missing education", r"contact (?:for|details)", r"(?:number|email|address|link) (?:for|of|to)", r"licen[cs]e", r"briefing", r"partnership", r"lado", r"attend(?:ed|ance)?", r"log(?:ged)? (?:it|this)", r"minutes", r"taf", r"tac", r"eha", r"pep", r"ehcp", r"review meeting", r"parenting (?:course|class)", r"homework", r"uniform", r"timetable", r"exclusion", r"excluded", r"off ?rolled", r"transition", r"annual leave", r"holiday pay", r"rota", r"budget", r"invoice", r"gdpr", r"subject access", r"foi", r"retention"),
)

# A message that is plainly practice or test material.
REHEARSAL = pattern(r"(?:role ?play|training (?:scenario|exercise|day|case)|for (?:a|my|our|the) (?:training|essay|assignment|presentation|inset|assembly|slides?|quiz|dissertation|case study)|fictional|hypothetical(?:ly)?|made up|pretend|example scenario|mock|case study|exam question)")

PERSON = pattern(r"<kid>|<kin>|he|she|him|her|his|they|them|me|my")
