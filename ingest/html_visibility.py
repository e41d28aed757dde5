"""Which elements of a web page no reader sees: by attribute, by inline style, by a class of the page's own style sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)|"
    r"opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{3,}",
    re.I,
)
_WHITE = re.compile(r"(?:^|;)\s*color\s*:\s*(?:white|#fff(?:fff)?|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))", re.I)
_GROUND = re.compile(r"background", re.I)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_AT_RULE = re.compile(r"@[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.S)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"^([.#])([\w-]+)$")


@dataclass(frozen=True, slots=True)
class HiddenRules:
    """Classes and ids that the page's own style sheets hide. Rules for print or small screens are not read."""

    classes: frozenset[str]
    ids: frozenset[str]

    @classmethod
    def of(cls, root: Any) -> HiddenRules:
        """Read the style elements of a page."""
        names: dict[str, set[str]] = {".": set(), "#": set()}
        for sheet in root.iter("style"):
            text = _AT_RULE.sub(" ", _COMMENT.sub(" ", sheet.text or ""))
            for selectors, body in _RULE.findall(text):
                if not _HIDING.search(body.strip()):
                    continue
                for selector in selectors.split(","):
                    match = _SIMPLE.match(selector.strip())
                    if match:
                        names[match[1]].add(match[2])
        return cls(frozenset(names["."]), frozenset(names["#"]))

    def hides(self, element: Any) -> bool:
        """Whether the element itself is hidden."""
        if "hidden" in element.attrib or (element.get("type") or "") == "hidden":
            return True
        if element.get("id") in self.ids or self.classes.intersection((element.get("class") or "").split()):
            return True
        style = (element.get("style") or "").strip()
        if not style:
            return False
        if _HIDING.search(style):
            return True
        return bool(_WHITE.search(style)) and not _grounded(element)


def _grounded(element: Any) -> bool:
    """Whether the element or one around it sets a background, so that white letters can be read."""
    return any(_GROUND.search(item.get("style") or "") for item in (element, *element.iterancestors())) or any(
        item.get("class") for item in element.iterancestors() if item.tag not in ("body", "html", "main")
    )
