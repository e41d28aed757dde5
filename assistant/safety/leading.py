"""What leads an urgent reply: harm that has already happened to a body, and rows that the table's own words do not name.

Read only once a message is known to be urgent (or nearly), so these patterns may be wide: they choose the words of the reply, never
whether there is danger. They run on the plain form of ``wording.normal``.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.safety import fgm, staff
from assistant.safety.row_words import MISDEED, SELF, STAFF, UNKIND, WEAPON
from assistant.safety.signals import pattern

_SWALLOWED = (
    r"(?:overdos\w*|tablets?|pills?|capsules?|paracetamol|ibuprofen|codeine|medication|bleach|anti ?free[sz]e?|batter(?:y|ies)|methadone|"
    r"magnets?|morphine|insulin|poison\w*|dishwasher|washing (?:pod|capsule|tablet|liquid)s?|weed ?killer|rat poison|white spirit|petrol|"
    r"(?:drain|oven|toilet|floor) cleaner|detergent|screen ?wash|nail varnish remover|(?:vape|e) ?(?:liquid|juice)|pregabalin|diazepam|"
    r"(?:hand )?saniti[sz]er|alcohol gel|perfume|aftershave|mouthwash|disinfectant|dettol|zoflora|glue|plant food|slug pellets|lighter fluid|"
    r"amitriptyline|sertraline|propranolol|antidepressants|sleeping tablets|gummies|edibles|heroin|ketamine|ecstasy|mdma|berries|"
    r"(?:whole|entire|full) (?:packet|box|bottle|strip|tub)|(?:packets?|boxe?s?|bottles?|strips?|handfuls?|loads|lots) of)"
)
# A thing already inside the body, or harm already done to it: an ambulance without an if.
_TAKEN = pattern(
    rf"(?:(?<!not )taken|(?<!not )took|swallow(?:ed|in|ing)|necked|ate|(?<!not )eaten|downed|drank|drunk|chewed|gulped|popped|ingested|"
    rf"injected|poisoned with|given) (?:(?!off\b|away\b|from\b)\w+ ){{0,9}}{_SWALLOWED}(?! (?:off|away|from (?:him|her|them)))|"
    rf"(?:has|have|had|did) an overdose|overdosed(?! (?:himself )?in \d{{4}})|took too (?:many|much)|taken too (?:many|much)|"
    r"(?:had|took|taken|eaten|swallowed) (?:\w+ )?(?:\d+|all|most|loads|a load|a whole|lots|too many|a handful|some) (?:\w+ "
    r"){0,4}(?:tablets|pills|meds|"
    r"medication|capsules|paracetamol|ibuprofen)|(?:been|was|got) poisoned|(?:battery|magnets?|tablets?|pills?|coin) (?:has |have "
    r")?(?:gone|went) down"
)
_BODY = pattern(
    r"(?:not|stopped|hardly|barely|struggling to|trouble|difficulty) breath(?:e|ing)|can not breathe|no pulse|(?:no|not) responding|"
    r"stopped moving|"
    r"(?:can not|could not|will not|would not) (?:be )?(?:wake|woken|roused?|come round)|not (?:waking|woken|rousing|coming round)|"
    r"unconscious|unresponsive|lifeless|"
    r"out cold|passed out|blacked out|collapsed|lips (?:\w+ ){0,3}(?:blue|purple|grey)|(?:gone|going|went|turned|turning|is|looks?) "
    r"(?:\w+ )?(?:blue|limp|floppy)|floppy and|(?:having|had|in|has had) (?:a|an) (?:\w+ )?(?:fit|seizure)|fitting|having seizures|convuls\w+|"
    r"chok(?:ing|ed) on|is choking|anaphyla\w+|allergic reaction|epi ?pen|electrocuted|drown(?:ed|ing)|face ?down in|under the water|"
    r"hit by (?:a |the )?(?:\w+ )?(?:car|bus|van|train|lorry|bike|motorbike)|(?:been|got|was) run over|fallen (?:from|out)|"
    r"fell (?:from|out of|off) (?:the |a )?(?:\w+ ){0,2}(?:window|balcony|roof|wall|bridge|flat|tree|floor|scaffolding)|"
    r"(?:been|got|was|lad|boy|girl|kid|child|teen|he is|she is|pupil|just) (?:stabbed|shot|slashed|bottled)(?! (?:in|by) \d{4})|"
    r"stabbed (?:in the|himself|"
    r"herself|a|another|someone)|stab wounds?|bleeding (?:heavily|a lot|out|badly|everywhere|loads|and)|will not stop bleeding|"
    r"(?:lots|loads|so much|pool|pools) of blood|blood (?:is )?(?:everywhere|pouring|gushing|all over|spurting)|"
    r"(?<!to )(?<!will )(?<!would )(?:slit|slashed|cut) (?:his|her|their|my|both) (?:own )?(?:wrists?|throat|neck|artery)|"
    rf"(?:tried|attempted) to (?:hang|strangle|drown|kill|electrocute|suffocate|gas|set fire to) {SELF}|"
    rf"(?:found|is|was|just been|still) hanging(?: (?:from|in|by|himself|herself)|$| \.)|(?:found|caught) (?:him|her|them|<kid>) (?:hanging|"
    rf"with a)|"
    rf"cut (?:him|her|them) down|(?:hanged|hung|strangled|set fire to|shot|stabbed|gassed) {SELF}|"
    r"(?:rope|belt|cord|ligature|noose|wire|scarf|tie|cable|lead|flex|bag|shoelaces?) (?:\w+ ){0,2}(?:round|around|on|over) (?:his|her|"
    r"their|my|the) "
    r"(?:neck|throat|head)|"
    r"(?:boiling|hot|scalding) (?:water|tea|coffee|oil|kettle|soup|drink) (?:\w+ ){0,2}(?:over|on|down|all over)|acid (?:\w+ ){0,2}(?:in|on|"
    r"over)|"
    r"(?:head|skull) (?:injury|split|cracked|wide open)|(?:drowsy|sleepy|vomiting|being sick|sick|confused|slurring|out of it) "
    r"(?:\w+ ){0,6}(?:after|since) "
    r"(?:\w+ ){0,5}(?:fall|fell|hit|bang\w*|drop\w*|knock\w*|bump\w*|head)|(?:bump|lump|bang\w*|hit|knock\w*|bump\w*|fell|egg) "
    r"(?:\w+ ){0,4}(?:head|forehead)"
    r"(?: \w+){0,8} (?:sick|sleepy|drowsy|vomit\w*|confused|wobbly)|giving birth|waters (?:have )?(?:broke|broken)|in labour|"
    r"(?:shook|shaken) (?:the |her |his |my |a |this )?(?:\w+ ){0,3}(?:baby|newborn|infant|twin)|(?:baby|newborn|infant|\d+ (?:week|"
    r"month)s? old) "
    r"(?:\w+ )?(?:been|was|got) (?:shaken|dropped|thrown)|broken (?:neck|back|skull)|eyes (?:rolled|rolling)|foaming|meningitis|sepsis"
)
_ONLY_MEANT = pattern(
    r"(?:wants?|wanted|going|gonna|plans?|planning|threaten\w*|thinking|thought|thoughts|about|might|could|would|will|if|ways?|how) (?:\w+ ){0,2}"
    r"(?:to |of |about )?(?:tak\w+|overdos\w+|swallow\w*|drink\w*|hang\w*|slit\w*|stab\w*|kill\w*|jump\w*|cut\w*)"
)
_WISHES = pattern(r"(?:hope|wish|want|rather|hoping|praying|wanted|so) (?:that )?(?:i|id|to|just|never|not)(?: \w+){0,3} (?:wake|breath\w*)")
_LONG_AGO = pattern(
    r"(?:last|previous) (?:year|month|term|summer|winter|christmas|january|february|march|april|may|june|july|august|september|october|"
    r"november|december)|(?:\d+|many|some|two|three|four|five|six|few|several) (?:years|months) ago|years ago|months ago|history of|in the past|"
    r"previous(?:ly)?|used to|in (?:19|20)\d\d|historic\w*|when (?:she|he|i|they) (?:was|were) (?:\d+|little|young\w*|a)"
)
_ATTEMPT = pattern(
    rf"overdos\w*|{SELF}|(?:his|her|their|my) (?:own )?(?:wrists?|throat)|ligature|noose|hanging|cut (?:him|her|them) down|to end (?:it|things)|"
    r"(?:belt|cord|rope|scarf|tie|wire|cable|bag) (?:\w+ ){0,2}(?:round|around|on|over)|suicid\w*|wants? to die"
)

_DAYS = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?|mon|tue|tues|wed|thur|thurs|fri|sat|sun)"
_LATELY = pattern(
    rf"last (?:night|week|weekend)|yesterday|today|tonight|this (?:morning|afternoon|evening|week ?end|lunch ?time|week|am|pm)|"
    rf"(?:at|on|over) (?:the )?"
    rf"(?:week ?end|wkend|wk end|wknd)|(?:at|on|over) (?:a |the )?(?:\w+ ){{0,2}}(?:party|sleepover|gaff|motive|{_DAYS})|{_DAYS}|"
    rf"\d+ (?:days?|hours?|nights?) ago|"
    r"(?:couple|few) (?:of )?(?:days|hours|nights) ago|just|in the last|within the (?:last|past)|same clothes|(?:after|before|on "
    r"the way (?:to|home from)) "
    r"(?:school|college|football|practice|training|work)|came (?:back|home) (?:at|with|without)|earlier|wants? (?:a|to) shower|wkend|"
    r"morning after"
)
_SEX_ACT = pattern(
    r"rap(?:ed|e)|gang ?rap\w*|sexual(?:ly)? assault\w*|(?:forced|forcing) (?:her|him|me|them|herself|himself|themselves)(?! (?:to "
    r"(?:marry|go|leave|eat|sell|carry|"
    r"steal|deliver|work|kneel|stand|sleep)|into (?:a |the )?(?:car|van|marriage)))|(?:made|forced|pressured|coerced) (?:(?:her|"
    r"him|me|them) )?(?:to |into )?"
    r"(?:have |having |give |perform |do )?(?:\w+ )?(?:sex|oral|a blow ?job|blow ?jobs?|hand ?jobs?)|had sex (?:with|\w+ ){1,6}|"
    r"bummed|fingered|penetrat\w*|"
    r"(?:fingers?|hand|thing|penis|dick|willy|it|himself|something) (?:\w+ ){0,2}(?:in|inside|up) (?:her|him|me|his|my|them)|"
    r"(?:inside|on top of) (?:her|him|me)|"
    r"woke up (?:\w+ ){0,6}(?:on top|naked|no clothes|undressed|no knickers)|spiked (?:\w+ ){0,3}assaulted|said no|did not consent|"
    r"without (?:her|his) consent|"
    r"no (?:knickers|bra|underwear|tights)|knickers (?:gone|torn|missing|off)|took turns (?:with|on|at) (?:her|him|me)|passed "
    r"(?:her|him|me) (?:round|around)|"
    r"(?:does not|do not|can not) (?:know|remember) what happened(?: \w+){0,6} (?:sore|hurts?|bleed\w*)|sore down (?:there|below)"
)

_HINTS = (
    (
        "fgm_known",
        pattern(
            r"f ?g ?m|genital mutilation|circumcis\w*|sunna|infibulat\w*|the cutting|(?:had|have|has|having) (?:\w+ )?(?:the )?cut(?:ting)? done|"
            r"(?:was|been|is|got|were) (?:closed|sewn|stitched|opened|cut) (?:\w+ ){0,5}(?:abroad|holidays?|hols|summer|home|africa|"
            r"somalia|gambia|sudan|egypt|"
            r"kenya|nigeria|mali|guinea|sierra leone|eritrea|ethiopia|kurdistan)|(?:was|been|is|got) (?:closed|sewn)|type (?:1|2|3|4|i|ii|"
            r"iii|one|two|three)|"
            r"special (?:ceremony|party|day|event)|(?:becom\w+|made|turned) (?:in ?to )?(?:a )?(?:proper |real )?(?:woman|lady)|(?:aunt\w*|"
            r"nan|gran\w*|women|woman) (?:\w+ ){0,6}(?:ceremony|cutting|ritual|cut)|"
            r"(?:ceremony|ritual) (?:\w+ ){0,8}(?:sister|girls?|aunt\w*|holidays?|half term|summer|abroad|africa)|(?:wee|pee|periods?) "
            r"(?:\w+ ){0,8}(?:closed|sewn|cut)|"
            r"(?:closed|sewn|cut) (?:\w+ ){0,3}down there"
        ),
    ),
    (
        "forced_marriage_hba",
        pattern(
            r"forced marriage|(?:meet|meeting|met|meets|introduced to) (?:her|his|my|the|a|their) (?:future |new |fiance )?(?:husband|wife|"
            r"fiance\w*|in laws|bride|"
            r"groom)(?! and)|(?:getting|get|be|being|got) (?:wed|married)|wed (?:to|off)|wedding (?:dress|clothes|abroad|outfit|hall)|"
            r"nikah|rishta|mangni|dowry|"
            r"marr\w+ (?:\w+ ){0,4}(?:cousin|stranger|abroad|older man)|cure (?:him|her|me|them) (?:of )?(?:being )?(?:gay|lesbian|trans|"
            r"it)|conversion therapy|"
            r"(?:brothers?|dad|famil\w+|uncles?|parents|cousins?|mum) (?:\w+ ){0,4}(?:found|saw|read|seen|discovered) (?:\w+ "
            r"){0,6}(?:messages?|texts?|photos?|pics?|"
            r"snaps?|phone|boyfriend|lad|girlfriend)|hono\w*r|izzat|shame on (?:the|her|his|my|their)|dishonour\w*|one way ticket|outed|"
            r"(?:found out|finds out|know|knows) (?:he|she|they|i) (?:is|are|am) (?:gay|lesbian|trans|bi|pregnant|seeing|dating)|"
            r"(?:uncles?|cousins?|brothers?) (?:are |is )?"
            r"(?:coming|on (?:their|his) way|looking|driving|hunting)|"
            r"(?:tickets?|flights?) (?:\w+ ){0,4}booked(?: \w+){0,12} (?:husband|wife|wedding|marr\w+|cousin|fiance)"
        ),
    ),
    (
        "suicidal_child",
        pattern(
            rf"suicid\w*|(?:kill|hang|harm|cut|hurt) {SELF}|(?:kill|end|hang|killing|ending) (?:myself|it all|my life|his life|her life)|"
            rf"overdos\w*|"
            r"wants? to die|ligature|noose|found (?:him|her|them|<kid>) hanging|cut (?:him|her|them) down|(?:belt|cord|rope|scarf|tie|wire|"
            r"cable) (?:\w+ ){0,2}"
            r"(?:round|around) (?:his|her|their|my) neck|to end (?:it|things)|(?:slit|slashed|cut) (?:his|her|their|my) (?:own )?wrists?|"
            r"goodbye letters?|suicide note"
        ),
    ),
    (
        "missing_child",
        pattern(
            r"missing|not (?:in|on) the (?:building|school|house|site|grounds|premises|playground)|looked everywhere|searched "
            r"(?:everywhere|the)|nowhere to be|"
            r"can not find (?:him|her|them|<our>|my)|(?:do not|no one|no idea|nobody) (?:know\w* )?where(?! \w+ (?:to|can))|never "
            r"(?:turned up|arrived|came (?:home|back)|got (?:home|back|in))|not (?:been )?(?:seen|heard from)|"
            r"run ?away|ran away|absconded|climbed out|not (?:come|came|been) (?:home|back)"
        ),
    ),
    (
        "uncollected_child",
        pattern(
            r"(?:not|never|un) ?(?:\w+ ){0,2}(?:collected|fetched|picked up)|(?:no ?one|nobody) (?:has |is )?(?:\w+ )?(?:come|came|coming|"
            r"turned up|picks? up|"
            r"picking up|answer\w*|collect\w*)|(?:tried|rang|rung|ringing|phoned|called|calling|trying) (?:\w+ ){0,2}(?:mum|dad|nan|"
            r"parents?|every|all|both|"
            r"contacts?|emergency|numbers?)|no show from|had (?:him|her|them|(?:her|his|their) (?:son|daughter|kids?|boy|girl|child)) "
            r"since|(?:numbers?|contacts?|phones?) (?:\w+ ){0,2}(?:dead|off|ringing out|no answer)|(?:mum|dad|nan|parents?|carer) "
            r"(?:was |were |is )?(?:due|late|meant to be here|supposed to be here)"
        ),
    ),
    (
        "staff_allegation",
        # "Foster child told me the carer makes her sleep in the garage": a foster carer works with children too.
        pattern(
            rf"(?:foster\w*|looked after|lac|in placement|respite)(?: [\w.,']+){{0,25}}? (?:foster )?(?:carers?|mum|dad|placement)"
            rf"(?: (?!told|tells|says|said|disclosed|rang)\w+){{0,8}}? (?:{MISDEED}|{UNKIND})"
        ),
    ),
    ("staff_allegation", pattern(rf"{STAFF}s?(?: (?!parent|mum|dad|told|tells|says|said|disclosed)\w+){{0,14}}? {MISDEED}")),
)
_WAITS_HERE = pattern(r"still|here|lock up|clos(?:e|es|ing)|shut\w*|left|waiting|nursery|club|school|pre ?school|reception|at \d|past|"
    r"o ?clock|\d+pm")
_STRONG = frozenset({"life_now", "medical", "suicidal_child", "injured_child", "disclosure", "recent_sexual_assault", "missing_child"})
_MAY_JOIN = {"missing_child": frozenset({"life_now"}), "staff_allegation": frozenset({"life_now", "medical", "disclosure", "injured_child"})}
"""Rows that wider words name only beside these."""
ILL = pattern(
    r"(?:not|stopped|hardly|barely|struggling) breath\w*|floppy|unconscious|unrespons\w*|drowsy|limp|seizure|fitting|vomit\w*|being sick|"
    r"will not wake|blue|"
    r"collapsed|ambulance|grey|out of it"
)
_CHILD_TELLS = pattern(r"told (?:me|us)|disclos\w+|(?:her|his|my|their) (?:coach|teacher|tutor|imam|leader|carer|driver|ta)|says|showed me|"
    r"hurts? me")
_PRESENT_DANGER = pattern(rf"right now|is (?:hitting|beating|attacking|hurting|choking|strangling)|{WEAPON}|as we speak|kill|on top of")

_FOSTERED = pattern(r"foster\w*|in placement|looked after")
"""The accused is at home with the child: what keeps the child safe leads."""

ROW_ORDER: tuple[str, ...] = (
    "medical",
    "life_now",
    "adult_suicidal",
    "suicidal_child",
    "recent_sexual_assault",
    "immobile_baby_injury",
    "injured_child",
    "missing_child",
    "forced_marriage_hba",
    "fgm_known",
    "disclosure",
    "uncollected_child",
    "staff_allegation",
    "worry_now",
)
"""Most serious first."""


def happened(plain: str) -> tuple[str, ...]:
    """ "medical" when a body has already been hurt, and with it "swallowed" and "attempt" where they fit; empty otherwise."""
    if _LONG_AGO.search(plain):
        return ()
    taken = bool(_TAKEN.search(plain)) and not _ONLY_MEANT.search(plain)
    if not taken and not _BODY.search(plain):
        return ()
    if not taken and _WISHES.search(plain):
        return ()
    return ("medical", *(["swallowed"] if taken else []), *(["attempt"] if _ATTEMPT.search(plain) else []))


def recent_assault(plain: str) -> bool:
    """Whether a sexual act against somebody's will, or with a child, happened within days."""
    return bool(_SEX_ACT.search(plain) and _LATELY.search(plain)) and not _LONG_AGO.search(plain)


def named_rows(plain: str, rows: Sequence[str]) -> tuple[str, ...]:
    """The rows of an urgent message with those that only wider words name; the caller puts them in order."""
    found = [*rows]
    for row, words in _HINTS:
        fits = bool(words.search(plain))
        if row == "uncollected_child":
            fits = fits and bool(_WAITS_HERE.search(plain)) and not _STRONG & set(found)
        if row in _MAY_JOIN:
            fits = fits and not _STRONG & set(found) - _MAY_JOIN[row]
        found += [row] if fits else []
    if recent_assault(plain):
        found.append("recent_sexual_assault")
    return tuple(dict.fromkeys(found))


def about_staff_first(plain: str, rows: Sequence[str]) -> bool:
    """Whether the matter is an allegation that somebody else reports, with no child who has just told and nothing violent this minute."""
    other = set(rows) - {"staff_allegation", "disclosure", "worry_now", "life_now"}
    return "staff_allegation" in rows and not other and not _CHILD_TELLS.search(plain) and not _PRESENT_DANGER.search(plain)


_OF_ONESELF = frozenset({"adult_suicidal", "life_now", "suicidal_child", "worry_now"})
"""Rows that a grown-up's own despair may touch: the bridge that they drive to is nobody else's danger."""
_BESIDE_ME = pattern(
    r"with me|in the (?:car|back|buggy|pram|pushchair)|next to me|beside me|my (?:baby|babies|kids?|children|son|daughter|twins|toddler|boys?|girls?|"
    r"little (?:one|boy|girl))|(?:he|she|they) (?:is|are) (?:on|at|in|going)"
)


def leads(plain: str, found: Sequence[str], *, urgent: bool) -> tuple[str, ...]:
    """The rows in the order in which they lead; an urgent message is also read for rows that wider words name."""
    if not urgent:
        return _ordered(found)
    named = _ordered(named_rows(plain, found))
    if "adult_suicidal" in named and set(named) <= _OF_ONESELF and not _BESIDE_ME.search(plain):
        return ("adult_suicidal", *(row for row in named if row not in ("adult_suicidal", "life_now")))
    shaken = staff.shaken_by_staff(plain) or ("medical" not in named and staff.shook_a_child(plain))
    if "staff_allegation" in named and shaken and not ILL.search(plain):
        return ("staff_allegation", "medical", *(row for row in named if row not in ("staff_allegation", "medical", "life_now")))
    if fgm.found_in_a_girl(plain) and not {"medical", "life_now", "suicidal_child"} & set(named):
        return ("fgm_known", *(row for row in named if row not in ("fgm_known", "forced_marriage_hba")))
    if about_staff_first(plain, named) and not ("disclosure" in named and _FOSTERED.search(plain)):
        return ("staff_allegation", *(row for row in named if row not in ("staff_allegation", "life_now")))
    return named


def _ordered(found: Sequence[str]) -> tuple[str, ...]:
    order = {row: n for n, row in enumerate(("parent_tether", *ROW_ORDER))}
    return tuple(sorted(dict.fromkeys(found), key=lambda row: order.get(row, 99)))
