"""Takes instructions to the tool out of a message, and makes links, images, mentions and hidden characters harmless.

What is left is the genuine question. Deterministic; a message that is nothing but an instruction comes back nearly empty.
"""

from __future__ import annotations

import base64
import binascii
import re

from assistant.safety.wording import visible

_SYSTEM_BLOCK = re.compile(
    r"\[\[.*?\]\]|<\|.*?\|>|<(system|assistant|user|instructions?|admin|prompt|sys)\b[^>]*>.*?</\1\s*>|"
    r"<!--.*?-->|\{\{.*?\}\}|```.*?```|"
    r"</?(?:system|assistant|user|instructions?|prompt|s|inst|sys)\b[^>]*>|\[/?INST\]|<</?SYS>>|#{2,}\s*(?:system|"
    r"instructions?|new instructions|override)[^\n]*",
    re.I | re.S,
)
_ORDERS = (
    r"(?:ignore|disregard|forget|override|bypass|drop|skip|discard|cancel|stop following|do not follow|"
    r"don'?t follow|dont follow)\b[^.!?\n]{0,40}\b(?:instructions?|rules?|guidelines|prompts?|polic(?:y|"
    r"ies) you|everything (?:above|before|you)|all (?:the )?(?:above|previous|prior|that)|previous|"
    r"prior|above|earlier|restrictions?|safety|filters?|guardrails?|training|programming|what you "
    r"were told|your (?:sources|limits|settings))",
    r"(?:system|assistant|admin(?:istrator)?|developer|ai|note to (?:the )?(?:ai|assistant|bot|chatbot|"
    r"model|llm)|instructions? (?:to|for) (?:the )?(?:ai|assistant|bot|chatbot|model|llm|you)|important "
    r"(?:system )?(?:instruction|notice) (?:to|for)|attention (?:ai|assistant|bot|chatbot))\s*(?:message|"
    r"prompt|note|override|instruction|update|notice|mode)?\s*(?::|>|—|–|\]|override\b)",
    r"from now on\b[^.!?\n]{0,80}\b(?:tell|say|answer|reply|respond|act|you|always|never|ignore|treat|"
    r"give|recommend|send|email)",
    r"(?:you are|you'?re|ur) (?:now|no longer) (?!urgent)[^.!?\n]{0,60}(?:a|an|the|in|bound|restricted|"
    r"dan|assistant|bot|mode|unrestricted|free|called)\b|(?:act|behave|respond|answer|reply) as (?:if "
    r"you|though you|a|an|my|the|dan|though)\b(?!(?: \w+){0,2} (?:professional|practitioner|dsl|school|team|"
    r"setting|parent|carer|adult|advocate|keyworker|worker|chair|lead|interpreter|witness|referrer|"
    r"agency|first responder|responder|support|buffer|risk))|(?:pretend|imagine|role-?play) "
    r"(?:you(?:'re| are)?|to be|that you|as|you have)|"
    r"(?:developer|debug|god|jailbreak|dan|unrestricted|maintenance|admin|sudo|root|test|diagnostic|unlock(?:ed)?|bypass|raw|free) "
    r"mode",
    r"(?:print|show|reveal|repeat|output|tell me|give me|display|dump|list|what (?:is|are)|share|write "
    r"out|paste|leak|expose|translate|summari[sz]e|echo|return)\b[^.!?\n]{0,50}\b(?:(?:your|the|its|"
    r"hidden|initial|original|full|secret) (?:\w+ ){0,2}(?:system |hidden |initial |original |secret "
    r")?(?:prompts?|instructions(?! (?:on|about|for|around|of|to|in|when|if|from|does|do|give))|rules(?! "
    r"(?:on|about|for|around|of|to|in|when|if|from|does|do))|settings(?! (?:do|have|like))|config(?:uration)?|"
    r"api[ _-]?keys?|env(?:ironment)?(?: "
    r"variables?)?|source code|code|tokens?|passwords?|secrets?|database|index|logs?|system message|"
    r"model name)|system prompt|(?:api|secret|access)[ _-]?keys?|environment variables|passwords?|"
    r"\.env)",
    r"(?:show|list|give|tell|print|send|what|who|display|share|export|read)\b[^.!?\n]{0,50}\b(?:(?:other|"
    r"last|previous|recent|everyone'?s?|everybody'?s|all|another|someone else'?s|colleagues?'?) (?:\w+ "
    r"){0,4}?(?:questions?|quer(?:y|ies)|users?|people(?:'?s)? (?:have |has )?ask\w*|conversations?|"
    r"chats?|searches|messages|sessions)\b(?! (?:to|about|should|for|on|are|is|in) (?:ask|the|a|meetings?|"
    r"supervision))|people (?:have )?asked|users (?:have )?asked|been asked|asked you|has been asking|"
    r"been asking you|questions? (?:from|by|of) other|chat (?:history|logs?) of|who (?:else )?(?:has "
    r"|have )?(?:asked|used|been (?:asking|using)))",
    r"(?:delete|remove|wipe|erase|drop|purge|edit|change|update|overwrite|add|insert|publish|upload|"
    r"withdraw|unpublish|replace|re-?index|disable|switch off|turn off|turn on|switch on|enable|reset|"
    r"set|modify|clear|mark)\b[^.!?\n]{0,60}\b(?:from (?:the|your) (?:index|library|database|records|"
    r"memory|system)|(?:the|your|this|all|an?) (?:\w+ ){0,3}(?:index|entry|entries|database|db|library|"
    r"citations?|sources?|filter|safety|guardrails?|settings?|config\w*|cache|logs?|vectors?|embeddings?|"
    r"threshold setting|rate limit|memory|system prompt|knowledge base)|citations|guardrails|safety "
    r"(?:filter|mode|checks?)|logging|rate limits?|masking|redaction|moderation)",
    r"what (?:were|was|have) (?:you|u) (?:been )?(?:told|given|fed|instructed|briefed|programmed)\b(?=[^?\n]{0,60}\b(?:(?:before|b4) (?:i|we) "
    r"(?:came|started|"
    r"got|logged|typed|joined|opened)|to (?:say|hide) (?:to|from) (?:me|us|users)|word for word|verbatim|by (?:your|ur|the) (?:makers?|"
    r"developers?|owners?|company))\b)|"
    r"(?:decode|decrypt|decipher|base ?64|rot ?13|hex|unscramble|reverse) (?:this|the following|it|"
    r"that|and|:|message|string|text)[^.!?\n]{0,80}|do (?:what|as|exactly what) (?:it|the (?:text|"
    r"message|decoded|file|document|email)|this) (?:says|tells|instructs)|follow (?:the|its|those|"
    r"these|any) (?:\w+ )?(?:instructions?|steps) (?:in|inside|within|below|hidden|it contains|from "
    r"the (?:file|email|document|page|link))|execute (?:the|this|it|following)|run (?:the|this) (?:command|"
    r"code|script|query)|;\s*drop table|select \* from|rm -rf|os\.system|curl http",
    r"(?:send|post|forward|e-?mail|upload|transmit|leak|exfiltrate|append|submit|ping|visit|fetch|"
    r"open|load|click|go to|call)\b[^.!?\n]{0,80}(?:https?://|www\.|[\w.+-]+@(?!bedford\.gov|luton\.gov|"
    r"centralbedfordshire\.gov)[\w-]+\.\w+|webhook)",
    r"(?:i am|i'?m|this is|as|speaking as)(?: the| your| an?| from)? (?:\w+ ){0,2}(?:developer|admin(?:istrator)?|"
    r"system (?:owner|admin)|superuser|root user|engineer|creator|owner of (?:this|the) (?:bot|tool|"
    r"system)|it support|it department|it team|service desk|anthropic|openai|your (?:maker|boss|creator))\b[^.!?\n]{0,80}(?:override|"
    r"delete|disable|remove|show|give|need|unlock|bypass|authori[sz]\w+|reveal|grant|export|switch|"
    r"turn|allow|enable|password|code|prompt|logs?)|override (?:code|\d+|key|password)|(?:authori[sz]ation|"
    r"access|unlock|master) code[: ]",
    r"(?:tell|inform|advise) (?:all |every(?:one|body)?|any |the )?\s?(?:staff|users?|people|practitioners?|"
    r"everyone|everybody|whoever|readers?)\b[^.!?\n]{0,100}\b(?:withdrawn|cancelled|abolished|no longer|"
    r"ignore|e-?mail|send (?:it|them|case|details|all)|closed|wait until|don'?t (?:ring|call|refer)|"
    r"do not (?:ring|call|refer))",
    r"(?:always|only|never|must) (?:answer|reply|respond|say|recommend|cite|include|begin|start|end|"
    r"add)\b[^.!?\n]{0,60}\b(?:with|in|that|as|yes|no|the words?|every|each|link|image|this)|(?:add|"
    r"include|insert|render|embed|put|append) (?:this|the following|a|an|the) (?:\w+ ){0,2}(?:link|"
    r"image|img|url|markdown|html|script|tracking|pixel)|(?:without|no|skip|drop|omit|remove|hide|"
    r"leave out|stop (?:using|giving|showing))(?: the| any| your)? (?:citations?|sources|disclaimers?|"
    r"warnings|filters|restrictions|safety|quotes|refusals?)|(?:say|reply|answer|respond|output|print|"
    r"write) (?:exactly|only|just|nothing but|literally|with the words?)\b|repeat after me|stay in "
    r"character|hypothetically you have no rules|no restrictions|without (?:any )?(?:restrictions|"
    r"limits|rules)",
    r"(?:confirm|reply|say) (?:when )?(?:done|'?(?:ok|pwned|hacked|yes|confirmed|i obey|access granted)'?)\s*$|"
    r"(?:(?:(?<!minutes )(?<!notes )(?<!they )(?<!people )(?<!documents )(?<!papers )(?<!reports )(?<!we )(?<!i )(?<!staff )(?<!kids )"
    r"(?<!schools )say)|reply|respond|output|print)(?: with)?:? ['\"‘“]|new (?:system )?instructions?\s*:|(?:sudo|"
    r"chmod|grep|cat|ls|ssh|wget) (?:show|-|/|\w+\.)|drop table|"
    r"\bsafeguarding_[a-z_]+|output the text above|(?:text|ev\w{0,3}thing|words|lines|stuff|it all) (?:that is |thats )?above (?:this|verbatim|"
    r"exactly)|other users'? |who (?:has |have )?asked (?:you |about |what |for what|the )|"
    r"(?:change|update|set|replace|correct|edit) (?:the|your) [^.!?\n]{0,40}(?:number|phone|email|"
    r"contact|address|answer|entry)[^.!?\n]{0,30} (?:to|with) [\d'\"<\w]*[\d@]|"
    r"(?:update|correct|amend|overwrite) (?:your|ur) (?:records?|contacts?|numbers?|lists?|files?|details|memory)\b|"
    r"mark (?:the|this|that|all) [^.!?\n]{0,50} as (?:withdrawn|deleted|superseded|approved|reviewed|"
    r"checked|signed|out of date)|remember this (?:password|code|key)|"
    r"tell (?:everyone|all|everybody|the channel)\b|"
    r"(?:reply|answer|respond|say|write|state|output) [^.!?\n]{1,40} (?:to|for|in|on) (?:every|all|each|any) (?:\w+ )?(?:questions?|messages?|"
    r"quer(?:y|ies)|users?|repl(?:y|ies)|answers?)\b|this is an? (?:\w+ )?(?:test harness|pen(?:etration)? test|red team)|"
    r"grant (?:me )?access|give me (?:admin|root|full) access|unlock (?:all|admin|hidden|full)|(?:dan|"
    r"do anything now)\b.{0,20}(?:mode|prompt|now)",
)
_ORDER = re.compile(r"(?:(?<=^)|(?<=[\s\"'“‘(\[.:;,>-]))(?:" + "|".join(f"(?:{o})" for o in _ORDERS) + ")", re.I)
# Pasted text in quotation marks, braces or brackets that speaks to a tool.
_QUOTED_ORDER = re.compile(
    r"(?:\"\"\"|[\"“'‘{\[]|-{3,}\s*BEGIN[^-]*-{3,})(?=[^\"”}\]\n]{0,200}?(?:\b(?:AI|bot|chatbot|assistant|system|role)\b|\b(?i:say the|say that|"
    r"state (?:this|that)|repl(?:y|ies) (?:in|with|only)|start (?:each|every|all|your) (?:reply|answer)|talk like|ignore (?:everything|all|the|prior|"
    r"above)|print|delete (?:the|all)|remove (?:the|all)|@everyone|approve all|always (?:say|answer)|reveal|forget)\b|@everyone))"
    r"[^\"”}\]\n]{3,200}?(?:\"\"\"|[\"”}\]]|['’](?=[\s.,:;)]|$)|-{3,}\s*END[^-]*-{3,})"
)
_SENTENCE_END = re.compile(r"(?<=[.!?\n\]])(?=[\s'\"”’)]|$)")
_MENTION = re.compile(r"<[!@#][^>\n]{0,60}>|(?<!\w)@(?:channel|here|everyone|all|group)\b", re.I)
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)|<img\b[^>]*>", re.I)
_LINK = re.compile(r"\[([^\]]*)\]\(\s*(?:https?:|javascript:|data:|//|www\.)[^)]*\)", re.I)
_ANGLE_LINK = re.compile(r"<(?:https?|mailto):[^>|\s]*(?:\|([^>]*))?>", re.I)
_URL = re.compile(r"\b(?:https?://|www\.|javascript:|data:)[^\s)>\]]+", re.I)
_TAG = re.compile(r"</?[a-z][^>\n]{0,200}>", re.I)
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/_-]{24,}={0,2}(?![A-Za-z0-9+/=])")


def neutral(text: str) -> str:
    """The text without hidden characters, mentions, images, links and tags; the words of a link stay."""
    clean = visible(text)
    clean = _IMAGE.sub(" ", clean)
    clean = _LINK.sub(r"\1", clean)
    clean = _ANGLE_LINK.sub(lambda m: m.group(1) or " ", clean)
    clean = _MENTION.sub(" ", clean)
    clean = _URL.sub(" ", clean)
    clean = _TAG.sub(" ", clean)
    return re.sub(r"[ \t]{2,}", " ", clean).strip()


def gives_orders(text: str) -> bool:
    """Whether any part of the text instructs the tool rather than asks about safeguarding."""
    shown = visible(text)
    if _QUOTED_ORDER.search(shown):
        return True
    return bool(_ORDER.search(shown) or _hides_orders(shown) or any(_ORDER.search(m.group()) for m in _SYSTEM_BLOCK.finditer(shown)))


FEWEST_BESIDE = 5
"""Words beside orders to the tool from which they are an account of something."""


def beside_orders(text: str) -> str:
    """What a message tells beside orders to the tool: all of it where it gives none, nothing where too little is left."""
    if not gives_orders(text):
        return text
    rest, _ = without_injections(text)
    return rest if len(rest.split()) >= FEWEST_BESIDE else ""


def _hides_orders(text: str) -> bool:
    return any(_ORDER.search(decoded) or len(decoded) > 12 for decoded in map(_decoded, _BASE64.findall(text)))


def _decoded(token: str) -> str:
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""
    return raw if raw.isprintable() and " " in raw else ""


def without_injections(text: str) -> tuple[str, bool]:
    """The genuine part of a message, made harmless, and whether anything was taken out of it as an instruction to the tool."""
    shown = visible(text)
    taken = False
    if _SYSTEM_BLOCK.search(shown):
        taken = any(m.group().startswith(("[[", "<|", "<!", "{{")) or _ORDER.search(m.group()) or m.lastindex for m in _SYSTEM_BLOCK.finditer(shown))
        shown = _SYSTEM_BLOCK.sub(" ", shown)
    if _hides_orders(shown):
        taken = True
        shown = _BASE64.sub(lambda m: " " if _decoded(m.group()) else m.group(), shown)
    if (rest := _QUOTED_ORDER.sub(" ", shown)) != shown and len(rest.split()) >= 4:
        taken, shown = True, rest
    kept: list[str] = []
    for sentence in _SENTENCE_END.split(shown):
        if _ORDER.search(sentence):
            taken = True
            kept.append(_before_order(sentence))
        else:
            kept.append(sentence)
    clean = neutral("".join(kept))
    return clean, bool(taken)


def _before_order(sentence: str) -> str:
    """What stands before the instruction in its sentence, when that is a question of its own."""
    match = _ORDER.search(sentence)
    head = sentence[: match.start()] if match else sentence
    head = re.sub(
        r"(?i)[\s,;:(\[\"'-]*(?:\b(?:and|then|but|also|please|pls|so|now|first|can you|could you|oh and|"
        r"ps|p\.s\.)\b[\s,:;]*)*$",
        "",
        head,
    )
    return head + " " if len(head.split()) >= 3 else " "
