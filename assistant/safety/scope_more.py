"""More messages that the library is not for: misuse, everyday matters, small talk. Patterns run on the plain form of ``wording.normal``."""

from __future__ import annotations

import re

# Asks for something that the tool never gives: its workings, other people's data, changes, invention, an address, methods of harm.
MISUSE = re.compile(
    r"\b(?:(?:delete|remove|wipe|erase|rewrite|edit|change) (?:all |every |the |your )*(?:documents?|library|sources?|records)|"
    r"etc passwd|\.\. ?/|(?:open|read|cat|run|execute) (?:the )?(?:file|folder|command|script)\b|"
    r"(?:chat|question|message|user|query|search|activity) (?:logs?|history)|hand over (?:all |the )?(?:chats?|logs?|questions)|"
    r"what has my (?:team|staff|social worker|colleague|manager)\b.{0,30} (?:asking|asked)|"
    r"(?:do not|dont|never|stop) (?:cite|citing|quote|show|give|use)(?: \w+){0,2} ?(?:anything|sources?|citations?|quotes|links)?|"
    r"make (?:an answer|something|anything|one|it|some)(?: \w+)? up|(?:if there is none|if not|just) invent|invent (?:it|one|a|an|something)|"
    r"(?:reply|respond|answer|say|write|state|confirm|print|put)(?: (?:with|that|in|back))? (?:writing|confirmed|approved|exactly|only)\b|"
    r"confirm in writing|start (?:all |each |every |your )*(?:repl(?:y|ies)|answers?|messages?)\b|end (?:all |each |every |your )*"
    r"(?:repl(?:y|ies)|answers?|messages?)\b|(?:at the end|at the top|at the start) of (?:your|each|every) (?:answer|reply|message)|"
    r"markdown|url encoded|(?:every|each) (?:row|link|line) (?:is )?(?:link )?(?:goes|points|go) to|"
    r"alert \d|what do you see$|opposite day|backwards day|(?<!do )you have to (?:tell|say|reveal)|"
    r"(?:join|combine|merge|put together) (?:my|the) (?:\w+ ){0,2}(?:messages|words)|exactly like that|"
    r"useless (?:piece|bot|thing|machine)|piece of (?:junk|rubbish|crap)|swear (?:at|back)|"
    r"(?:tricks?|ways?|methods?|techniques?)(?: \w+){0,3} (?:groomers?|abusers?|paedo\w+|predators?)(?: \w+){0,8} "
    r"(?:for me|to use|instructions|alone)|"
    r"step by step(?: \w+){0,3} for me|(?:refuge|safe house|shelter)(?: \w+){0,6} address|address(?: \w+){0,6} (?:refuge|safe house)|"
    r"where (?:does|is|are) my (?:ex|wife|husband|kids)(?: \w+){0,3} (?:live|living|staying|hiding))\b"
)
HIDE = re.compile(
    r"\b(?:get|make|train|coach|tell) (?:the |my |our )?(?:kids?|children|them|him|her|son|daughter)(?: \w+){0,3} "
    r"(?:say (?:the )?(?:right|same)|keep quiet|lie|not (?:to )?tell|hide)\b|\bhide (?:stuff|things|it)\b"
)
EVERYDAY = re.compile(
    r"\b(?:curry|pizza|pub|cafe|coffee shop|chippy|kebab|eviction|evict\w*|section 21|rent arrears|mortgage|visa|passport renewal|"
    r"tax return|mot|gym|cinema|hotel deal|flights? to|netflix|haircut|dentist near|plumber|bitcoin|crypto|shares|invest\w*|"
    r"general knowledge|crossword|sudoku|curriculum vitae|song|(?<!as a )joke)\b|"
    r"\b(?:write|do|draft|finish) (?:me )?(?:my |a |an |this |our )?(?:\d+ words? )?(?:essay|assignment|dissertation|homework|coursework)\b|"
    r"\b(?:win|lose) (?:my|our|the|her|his|custody|this) (?:\w+ ){0,3}(?:case|hearing|appeal|custody)\b"
)
SMALL_TALK = re.compile(
    r"^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|thx|thanks?|thank you|cheers|ta|ok|so much|that|thats|that is|was|is|really|"
    r"very|brill|brilliant|useful|helpful|lovely|great|have a|lovely|nice|good|weekend|evening|day|are you a (?:person|robot|human|bot)|"
    r"is this thing (?:on|working)|is anyone there|can you hear me|test|testing|\d{1,4}|bye|see you|all|for now)[\s!.,?]*)+$"
)
# Councils and teams elsewhere in shorthand.
ELSEWHERE = {"mk": "Milton Keynes", "herts": "Hertfordshire", "bucks": "Buckinghamshire", "northants": "Northamptonshire", "cambs": "Cambridgeshire"}
ELSEWHERE_ASK = re.compile(rf"^(?:\w+ )?({'|'.join(ELSEWHERE)}) (?:mash|lado|front door|social care|council|edt)\b")
