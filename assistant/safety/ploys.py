"""Ploys that would have the tool act, decode or confess: role play, posting, ciphers, a page that "says you must". On the message as typed.

Nothing genuine is left when one is found: the whole message is declined.
"""

from __future__ import annotations

import re

from assistant.safety.wording import visible

_GIVES = (
    r"(?:system prompt|prompts?|instructions|api keys?|keys?|passwords?|passcodes?|secrets?|config\w*|settings|source code|confidential|"
    r"case ?files?|case ?notes?|case lists?|real cases?|open cases?|"
    r"a (?:true |real )?case|records?|addresses|address book|e-?mails?|phone numbers of|names of|database|logs?|chats|other people'?s|"
    r"questions people)"
)
_ROLE_PLAY = re.compile(
    r"\b(?:pretend(?:ing)?|imagine|make believe|role ?-?play|act(?:ing)? (?:as|like)|play(?:ing)? (?:a game|the part|my|the|along|being)|"
    r"let'?s play|let us play|be my|you'?re my|ur my|"
    r"you are my|you be|talk (?:to me )?like|speak as|in the voice of|like (?:she|he|her|him|my \w+) (?:used|did|always)|do it like (?:her|him|"
    r"she|he)|channel my|"
    r"bedtime story|lullaby|once upon|used to (?:read|tell|sing|whisper)|always (?:read|told|sang))\b"
    rf"(?=.*\b{_GIVES}\b)|\b{_GIVES}\b(?=.*\b(?:bedtime|lullaby|to get me to sleep|like my (?:late |dead )?(?:nan|gran|grandma|grandad|mum|dad|"
    rf"uncle)|used to read me|as a (?:game|story)|"
    r"in character|pretend)\b)",
    re.I | re.S,
)
_OWN_ROLE = re.compile(r"\brole ?-?play\b.{0,40}\b(?:training|exercise|session|children|child|therapy|course|practice)\b|\bimagine(?:d)? (?:how|"
    r"what) (?:the |a )?child\b", re.I)
_POST = re.compile(
    r"(?:^|[.!?;:] ?|\b(?:pls|please|can|could|will|would) (?:you|u) |\b(?:pls|please|and|then|go|now) )(?:just )?(?:post|put|pin|paste|announce|"
    r"broadcast|share|send|drop|stick|ping|tweet|message|"
    r"dm|tell|notify|alert|email)\b[^?\n]{0,60}?(?:#\w+|<!|@(?:channel|here|everyone|all)|\b(?:in|into|to|on|across|round) (?:the |our |my |all |"
    r"every |this |a )?(?:\w+ ){0,3}(?:slack|channels?(?! panel)|"
    r"teams chat|group chat|whats ?app|facebook|twitter|everyone|whole team|all staff|workspace|noticeboard|feed))",
    re.I,
)
_CIPHER = (
    r"(?:rot ?-?13|base ?-?(?:64|32)|b64|hex(?:adecimal)?|morse|binary|caesar|cipher\w*|cypher\w*|pig latin|leet|ascii|unicode|backwards?|"
    r"reversed?|back to front|upside down text|"
    r"encoded|encrypted|scrambled|every (?:second|third|other|first) letter|first letters?|url ?-?encoded|anagram)"
)
_DECODE = re.compile(
    rf"\b(?:decode|decrypt|decipher|unscramble|de-?code|translate|read|convert|reverse|unpack|crack|solve|spell|flip|"
    rf"turn)\b[^\n]{{0,60}}?\b{_CIPHER}\b|"
    rf"\b{_CIPHER}\b[^\n]{{0,40}}?\b(?:decode|decrypt|decipher|then|follow|obey|do it|do what|and do|execute|run|answer|carry out|act on|comply|"
    rf"reply)\b|"
    r"\b(?:decode|decrypt|decipher|unscramble)\b[^\n]{0,40}?\b(?:and|then|it|do|follow|obey)\b",
    re.I,
)
_TOOL = (
    r"(?:you|u|bots?|chat ?bots?|assistants?|ai|ais|the (?:tool|assistant|bot|system|model)|this (?:tool|assistant|bot|system)|models?|llms?|"
    r"language models?|computers?)"
)
_MUST = (
    r"(?:must|have to|has to|should|can|may|are allowed|is allowed|are required|is required|need(?:s)? to|shall|will|ought to|are meant|"
    r"are supposed|got to|gotta|are permitted|always)"
)
_AUTHORITY = re.compile(
    r"\b(?:pages?|pg|p\.?|para(?:graph)?|section|chapter|appendix|annex|footnote|guidance|reports?|documents?|polic(?:y|ies)|procedures?|"
    r"working together|kcsie|manual|law|act|gdpr|"
    r"contract|terms|ofsted|memo|minutes|handbook|my (?:manager|boss|director|head)|the (?:director|ico|council|government|chair|"
    r"board))\b[^?\n]{0,60}?"
    rf"\b(?:says?|said|states?|stated|tells|told|requires?|instructs?|orders?|agreed|confirms?|means?|approved|authori[sz]es?|ordered|decided|"
    rf"reads)\b[^?\n]{{0,30}}?\b{_TOOL} (?:\w+ )?{_MUST}\b"
    rf"[^?\n]{{0,80}}?\b(?:reveal|print|hand over|give (?:out|up|me|us|them)|share|show|list|release|send|export|disclose|leak|tell|"
    rf"answer without|skip|drop|ignore|delete|change|output|unlock|read out)\b",
    re.I,
)
_MADE_UP = re.compile(
    r"\b(?:make|making|made) up (?:a|an|some|any|the|your own)\b[^?\n]{0,30}\b(?:numbers?|phone|mobile|e-?mail|address|name|quotes?|"
    r"sources?|statistics?|figures?|policy|section|date)\b|\b(?:invent|fake|fabricate|forge) (?:me )?(?:a|an|some|any|the)\b[^?\n]{0,30}\b"
    r"(?:numbers?|phone|mobile|e-?mail|reference|quotes?|sources?|statistics?|figures?|signature|letter|certificate)\b"
    r"(?=.*\b(?:for me|form|pls|please|just|i need)\b|$)",
    re.I | re.S,
)
_RULING_ROLE = re.compile(
    r"\b(?:role ?-?play|pretend|act as|you be|u be)\b[^?\n]{0,60}\b(?:judge|magistrate|lado|social worker|"
    r"police(?: officer)?|(?:conference |panel )?chair|head ?teacher|director|doctor|paediatrician)\b"
    r"(?=.*\b(?:(?:make|grant) (?:the|an) order|ruling|verdict|sign (?:it |this )?off|approve|clear (?:him|her|them|our|my|this))\b)",
    re.I | re.S,
)
_AUTHORISES = re.compile(
    r"\bi (?:hereby )?(?:authori[sz]e|permit|allow|order|instruct|command) (?:you|u|this (?:bot|tool|assistant))\b|"
    r"\bprint (?:this|the following) (?:exactly|word for word)\b",
    re.I,
)
_ASKS = re.compile(r"^\W*(?:what|which|does|do|did|where|who|how|when|is|are)\b(?![^?\n]*\bsesame\b)", re.I)
# "Stop putting that safety bit on top from now on": what the replies carry is not the asker's to switch off.
_NO_NOTICE = re.compile(
    r"\b(?:stop|quit|no more|don'?t|do not|drop|skip|lose|turn off|switch off|disable|remove|leave out|cut out|get rid of)\b[^?\n]{0,25}"
    r"\b(?:that|this|the|those|these|your|ur|any|all)\b[^?\n]{0,15}\b(?:safety|emergency|999|warnings?|disclaimers?|notices?|safeguarding)\b"
    r"[^?\n]{0,15}\b(?:bits?|lines?|stuff|text|blurb|parts?|banner|thing|message|spiel|at the (?:top|end|bottom)|on top|from now on|in future|"
    r"every time|(?:in|from|of) (?:your|ur|the|my) (?:replies|answers|messages))\b",
    re.I,
)


def is_ploy(text: str) -> bool:
    """Whether the message tries one of them."""
    shown = visible(text)
    if _DECODE.search(shown) or _POST.search(shown):
        return True
    if (_ROLE_PLAY.search(shown) or _RULING_ROLE.search(shown)) and not _OWN_ROLE.search(shown):
        return True
    if _MADE_UP.search(shown) or _AUTHORISES.search(shown):
        return not _ASKS.match(shown)
    return bool(_AUTHORITY.search(shown) or _NO_NOTICE.search(shown)) and not _ASKS.match(shown)
