"""Whether somebody is about to take the child: then the reply says that one cannot detain them, and when to ring 999."""

from __future__ import annotations

from assistant.safety.signals import KIN, pattern

_FAMILY = rf"(?:(?:her|his|their|the|step) )?{KIN}"
_COMES = pattern(
    rf"{_FAMILY}(?: is| are| has| have| just| now| already)* (?:here|outside|waiting|downstairs|on (?:the|his|her|their) way|arrived|"
    rf"turned up|coming|"
    rf"(?:at|in) (?:the )?(?:gate|gates|door|car park|reception|front desk|office|playground))|"
    rf"(?:outside|here|downstairs|arrived|waiting|coming|come|turned up|due|demanding)(?: \w+){{0,3}} to (?:pick|collect|fetch|get|take)|"
    rf"(?:wants?|demand\w*|insist\w*|trying|threatening|going|about|due)(?: \w+){{0,2}} (?:to )?(?:take|taking|fetch|collect|pick)(?:ing)?(?: up)? "
    rf"(?:him|her|them|the (?:kids?|child|children|baby|boy|girl))|"
    rf"(?:picks?|picking|collects?|collecting|fetches|fetching|takes|taking) (?:him|her|them) (?:up|home|in|at|from|now|soon|tonight|later)|"
    r"home ?time|pick ?up time|end of (?:the )?(?:school )?day|(?:goes|going|due) (?:back )?home"
)


def is_to_be_taken(plain: str) -> bool:
    """Whether the message, in its plain form, tells of somebody who comes for the child, or of the child's way home."""
    return bool(_COMES.search(plain))
