"""Somebody who is no colleague: a neighbour, relative, family friend or passer-by. They have no DSL to tell, and need not give their name."""

from __future__ import annotations

from assistant.safety import workplace
from assistant.safety.signals import pattern

_RELATIVE = (
    r"(?:niece|nephew|grand(?:son|daughter|child|children|kids?|baby|babies)|god(?:son|daughter|child)|cousin|great niece|great nephew|"
    r"step ?(?:niece|nephew))"
)
_LIVES = (
    r"(?:above|below|upstairs|downstairs|opposite|next door(?: but one)?|over the (?:road|fence|back|way)|"
    r"across the (?:road|street|landing|hall|way)|"
    r"on (?:my|our) (?:street|road|landing|estate|close|floor)|in (?:my|our) (?:block|street|road|building|close))"
)
_PEOPLE = (
    r"(?:people|family|couple|woman|lady|man|bloke|fella|kids?|child|children|lads?|girl|boy|baby|toddler|little (?:one|boy|girl)|flat|house|lot|"
    r"ones?|mum|dad|neighbours?)"
)
_SELF = pattern(
    rf"i am (?:just |only |not |a |the |her |his |their |an |one of the |worried )*(?:neighbours?|nan|nana|nanny|gran|granny|grandma|grandmother|"
    rf"grandad|grandfather|grandparent|aunt|auntie|uncle|godmother|godfather|family friend|friend of (?:the )?(?:family|mum|dad)|passer ?by|"
    rf"member of the public|lodger|landlord|landlady)|neighbour here|(?:nan|gran|grandad|auntie|aunt|uncle|neighbour) (?:here|speaking)|"
    rf"(?:my|our) (?:\w+ )?(?:neighbours?(?! (?:school|setting|authority|council))|{_RELATIVE}|"
    rf"(?:friend|mate|sister|brother)s? (?:kids?|child|children|son|daughter|lad|girl|boy|baby|little (?:one|boy|girl)))|"
    rf"(?:\w+ )?{_PEOPLE}(?: \w+){{0,6}} {_LIVES}|"
    rf"next door(?:s|is)? (?:is|are|has|have|keeps?|kids?|baby|lad|girl|boy|little|toddler|neighbours?|mum|dad|screaming|shouting|crying|again)|"
    rf"(?:through|thru) (?:the|my|our|these|them) (?:\w+ )?(?:walls?|ceiling|floor|fence|hedge)|"
    rf"(?:from|out of|over) (?:my|our) (?:balcony|kitchen window|bedroom window|window|garden|fence|front room|drive)|"
    rf"(?:in|outside|at|by|near) (?:the )?(?:tesco|aldi|asda|lidl|sainsburys|morrisons|mcdonalds|supermarket|chip shop|corner shop|bus stop|"
    rf"launderette)"
)


def outside_work(plain: str) -> bool:
    """Whether the message shows somebody outside any post or setting, on its plain form; a colleague who mentions a neighbour is at work."""
    return bool(_SELF.search(plain)) and not workplace.at_work(plain) and not _WORKS.search(plain)


_WORKS = pattern(
    r"(?:caseload|home visit|on (?:a |my )?visit|pupils?|clients?|patients?|referral|duty|lado|dsl|ddsl|mash|ifd|edt|section \d+|s47|s17|strategy|"
    r"(?:at|in|from|outside) (?:my |our |the )?(?:school|nursery|surgery|clinic|ward|centre|setting)|year (?:r|\d+)|reception|colleague|neighbour "
    r"(?:has |just |have )?(?:reported|rang|called|told|phoned|says|said|contacted|complain\w*))"
)
