"""Text to and from Slack: what a person typed as plain words, and our words so that Slack cannot read commands into them. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

_TOKEN = re.compile(r"<([^<>]*)>")
_MARKS = re.compile(r"(?:(?<=[\s(\[{\"'“‘—–-])|^)([*_~`])(?=\S)", re.M)
_WORD_JOINER = "\N{WORD JOINER}"
_SPACES = re.compile(r"[ \t]+")


def plain(text: str, bot_user: str = "") -> str:
    """What a person typed, without Slack's markup: the bot's own name and broadcasts fall away, other people become "a colleague"."""

    def words(match: re.Match[str]) -> str:
        target, _, label = match.group(1).partition("|")
        if target.startswith("@"):
            return " " if target[1:] == bot_user else "a colleague"
        if target.startswith("#"):
            return f"#{label}" if label else "a channel"
        if target.startswith("!"):
            return label if target.startswith("!date") else " "
        return label or target.removeprefix("mailto:").removeprefix("tel:")

    return _SPACES.sub(" ", html.unescape(_TOKEN.sub(words, text))).strip()


def escaped(text: str) -> str:
    """Our words for ``mrkdwn`` or fall-back text: no mention, link or formatting can arise from them."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKS.sub(lambda m: m.group(1) + _WORD_JOINER if _closes(safe, m) else m.group(1), safe)


def _closes(text: str, mark: re.Match[str]) -> bool:
    """Whether a formatting mark has a partner on its line, so that Slack would eat both."""
    line_end = text.find("\n", mark.end())
    return mark.group(1) in text[mark.end() : line_end if line_end >= 0 else len(text)]


def link(url: str, label: str) -> str:
    """A link in ``mrkdwn``; an address that is not http(s) or tel leaves the label alone."""
    shown = escaped(label).replace("|", "¦")
    if url.startswith("tel:"):
        return f"<{url}|{shown}>"
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return shown
    return f"<{quote(url, safe=_ADDRESS)}|{shown}>"


_ADDRESS = ":/?#[]@!$&'()*+,;=%-._~"
"""Characters that stand as they are in an address; ``<``, ``>`` and ``|`` are encoded, so that a link cannot be left early."""


def dialled(text: str, numbers: Sequence[str]) -> str:
    """Our own words for ``mrkdwn`` in which ``numbers`` and 999 dial when tapped; any other number stays plain."""
    known = sorted({*numbers, "999"}, key=len, reverse=True)
    parts = re.split(r"(?<!\d)(" + "|".join(map(re.escape, known)) + r")(?!\d)", text)
    return "".join(telephone(part) if place % 2 else escaped(part) for place, part in enumerate(parts))


def bold(text: str, numbers: Sequence[str] = ()) -> str:
    """One line of our words in bold, where Slack can show it so; ``numbers`` and 999 dial."""
    shown = dialled(text, numbers)
    return shown if "*" in text or "\n" in text or not text.strip() else f"*{shown.strip()}*"


def telephone(number: str) -> str:
    """A number as a link that dials it."""
    digits = re.sub(r"[^\d+]", "", number.replace("(0)", ""))
    return link(f"tel:{digits}", number) if len(digits) >= 3 else escaped(number)


def shortened(text: str, limit: int) -> str:
    """At most ``limit`` characters, cut at a space, never inside an entity or a link."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ")
    cut = cut[:space] if space > limit // 2 else cut
    cut = re.sub(r"&[a-z]{0,3}$", "", cut)
    opened = cut.rfind("<")
    if opened > cut.rfind(">"):
        cut = cut[:opened]
    return cut.rstrip() + "…"


def pieces(text: str, limit: int) -> list[str]:
    """The whole text in parts of at most ``limit`` characters, cut at lines or spaces, never inside an entity or a link."""
    parts: list[str] = []
    rest = text
    while len(rest) > limit:
        place = max(rest.rfind("\n", 1, limit), 0) or max(rest.rfind(" ", 1, limit), 0) or limit
        head = rest[:place]
        if (opened := head.rfind("<")) > head.rfind(">") and opened > 0:
            place = opened
        elif entity := re.search(r"&[a-z]{0,3}$", head):
            place = entity.start() or place
        parts.append(rest[:place].rstrip())
        rest = rest[place:].lstrip()
    return [*parts, rest] if rest else parts
