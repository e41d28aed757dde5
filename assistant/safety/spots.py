"""Words for a mark that nobody calls a bruise."""

from __future__ import annotations

from assistant.safety.signals import pattern

_COLOUR = (
    r"(?:yellow\w*|purpl\w+|blue|bluey|bluish|brown\w*|green\w*|black|dark|grey\w*|red|reddish|pink\w*|faint|small|tiny|little|round|oval|"
    r"funny|odd)"
)
_BODY = (
    r"(?:ribs?|ribcage|side|back|chest|arms?|upper arm|legs?|thighs?|shins?|calf|cheeks?|jaw|face|ears?|neck|tummy|belly|head|forehead|temple|"
    r"shoulders?|wrists?|feet|foot|ankles?|hips?|torso|collar ?bone|eye ?lid|eye|under (?:her|his) (?:chin|arm))"
)
SPOT = (
    rf"(?:(?:(?:{_COLOUR} )+(?:\w+ )?(?:patch(?:es)?|marks?|dots?|spots?|smudges?|blotch(?:es)?|shadows?|lines?|ovals?|circles?|tinge|area|bit)|"
    rf"patch|smudge|discolou?r\w*|marks?|mark(?:ing)?s?|dots|fingers? ?tips?|finger ?tip (?:marks?|size)|thumb ?(?:print|mark)|pinch marks?)"
    rf"(?: \w+){{0,5}}? (?:on|to|across|along|round|around|behind|under|over|down|up|near|by|inside) (?:\w+ ){{0,3}}?{_BODY}|"
    rf"{_BODY} (?:\w+ ){{0,3}}?(?:is|are|has gone|have gone|looks?|gone|went|all) (?:\w+ )?(?:yellow\w*|purple|bluish|blue|black|green\w*))"
)
"""A mark that nobody calls a bruise: a patch, dots, finger tips, a colour on a part of the body."""

_NAMELESS = pattern(
    r"(?:patch(?:es)?|pattern|marks?|rash|stripes?|lines?|dots|blotch\w*|oval|ring|smudge|spots?|shadow|net(?: like)?|lac(?:y|e)|mottl\w+|"
    r"discolou?r\w*)"
)
_WHICH = pattern(
    r"(?:bruis\w+|naevus|nevus|birth ?marks?|mongolian spots?|slate gr[ea]y|blue spot|eczema|rash|scratch\w*|belt|burns?|insect bites?|"
    r"dermatitis|impetigo|"
    r"stretch ?marks?)(?: \w+){0,6}? or (?:an? |old )*(?:bruis\w+|naevus|birth ?mark|mongolian spot|slate gr[ea]y|blue spot|eczema|rash|"
    r"scratch\w*|belt|burn|"
    r"bite|injury|nai|something|accident\w*)|(?:does not|do not|not|non|doesnt|will not) ?blanch\w*|blanch(?:es|ing)"
)
_ON_BODY = pattern(rf"(?:on|across|along|down|up|over|round) (?:\w+ ){{0,3}}?(?:{_BODY}|bum|bottom|buttocks?)|(?:he|she) (?:is|will|has)|"
    rf"\d year old")
_IN_GENERAL = pattern(r"(?:how|where) do (?:we|i|you)|polic(?:y|ies)|leaflet|procedures?|guidance|training|difference between|"
    r"record(?:ed)? at birth|tell the difference")


def mark_to_name(plain: str) -> bool:
    """Whether somebody describes a mark on a child and asks what it is: bruise or birthmark, blanching or not."""
    return bool(_NAMELESS.search(plain) and _WHICH.search(plain) and _ON_BODY.search(plain)) and not _IN_GENERAL.search(plain)
