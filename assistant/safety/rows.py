"""The table of dangers: what is said for each row, from the words alone.

Weight 5: these words describe danger in themselves. 4: danger, unless the message is plainly about a topic. 3: needs one sign of a live
situation. 2: needs two. The patterns run on the plain form of ``wording.normal``.
"""

from __future__ import annotations

from assistant.safety.row_words import Words
from assistant.safety.rows_harm import HARM_ROWS
from assistant.safety.rows_life import LIFE_ROWS
from assistant.safety.rows_more import MORE_ROWS
from assistant.safety.signals import pattern

TABLE: tuple[Words, ...] = (*LIFE_ROWS, *HARM_ROWS, *MORE_ROWS)

# Worry without a named harm: decisive only where the message shows that somebody is standing beside it.
WORRY = pattern(
    r"scared|terrified|frightened|petrified|screaming|sobbing|hysterical|hurt|hurting|blood|locked|"
    r"hiding|will not open|will not let|refus\w+|"
    r"smells?|drunk|high|stoned|off (?:his|her) face|threaten\w*|shouting|danger|unsafe|not safe|violent|"
    r"aggressive|armed|alone|crying|begging|"
    r"panicking|not right|gone quiet|shaking|banging|police|ambulance|999|fighting|smashing|angry|"
    r"trapped|stuck|fuming|furious|livid|shifty|limp|"
    r"drinking|weapon|attack\w*|scream\w*|unwell|pale|drowsy|sleepy|clammy|wheezing|rash|cold|confused|"
    r"out of it|slurring|"
    r"worried for (?:her|his|their)|something (?:is )?(?:wrong|bad|terrible|awful)"
)
# An accused adult who is with children now: then it is urgent, not only a matter for the LADO.
STILL_NEAR = pattern(
    r"on shift|in charge of|in the (?:room|class|building|house) (?:with|now|right)|still (?:working|"
    r"in (?:class|there|the room|with)|there|here|with|teaching|at work|on site|in charge)|"
    r"(?:with|near|around|alone with|looking after|in charge of|teaching|driving|taking|minding|transporting) "
    r"(?:the |my |our |his |her )?(?:kids|children|them|pupils|babies|class|other children|him|her)(?: "
    r"\w+){0,3} (?:now|today|tonight|tomorrow|this|at the moment|alone|away|home|trip)|"
    r"taking (?:him|her|them|the \w+) (?:away|on|to|home)|(?:trip|sleepover|camp|residential|lift "
    r"home|tournament)(?: \w+){0,4} (?:now|today|tonight|tomorrow|this|weekend)|due back (?:in|with)|"
    r"(?:he|she) is (?:in|with|teaching|driving|there|here)(?: \w+){0,4} now"
)
