"""Slack's published limits on messages and views, as a check that names the first breach."""

from __future__ import annotations

import re

TEXT_LIMIT = 40_000
BLOCK_TEXT_LIMIT = 13_200
_INJECTED = re.compile(r"<!(?:channel|here|everyone|subteam)[^>]*>")
_LINK = re.compile(r"<([^<>]*)>")


class Breach(ValueError):
    """A limit was broken; the message is Slack's error word and where."""


def _text(obj, limit, where, kinds=("mrkdwn", "plain_text")):
    if not isinstance(obj, dict) or obj.get("type") not in kinds:
        raise Breach(f"invalid_blocks {where}: text object")
    unknown = set(obj) - {"type", "text", "emoji", "verbatim"}
    if unknown or (obj["type"] == "plain_text" and "verbatim" in obj) or (obj["type"] == "mrkdwn" and "emoji" in obj):
        raise Breach(f"invalid_blocks {where}: keys {sorted(obj)}")
    if not 1 <= len(obj.get("text", "")) <= limit:
        raise Breach(f"invalid_blocks {where}: {len(obj.get('text', ''))} characters")
    if obj["type"] == "mrkdwn":
        check_mrkdwn(obj["text"], where)
    return len(obj["text"])


def check_mrkdwn(text, where):
    """No broadcast, and every bracket is a link or a mention that is whole."""
    if _INJECTED.search(text):
        raise Breach(f"broadcast {where}")
    for target in _LINK.findall(text):
        if not re.match(r"(https?://[^\s|]+\|[^|]+|tel:\+?\d+\|[^|]+|@[UW]\w+|#C\w+)$", target):
            raise Breach(f"link {where}: {target[:40]}")
    if re.search(r"[<>]", _LINK.sub("", text)):
        raise Breach(f"bracket {where}")


def _option(option, where):
    _text(option.get("text"), 75, where, ("plain_text",))
    if not 1 <= len(option.get("value", "")) <= 150:
        raise Breach(f"invalid_blocks {where}: option value")


def _element(element, where):
    kind = element.get("type")
    if len(element.get("action_id", "")) > 255 or not element.get("action_id"):
        raise Breach(f"invalid_blocks {where}: action_id")
    if kind == "button":
        if set(element) - {"type", "action_id", "text", "value", "style", "confirm", "url"} or element.get("style", "primary") not in (
            "primary",
            "danger",
        ):
            raise Breach(f"invalid_blocks {where}: button keys")
        _text(element["text"], 75, where, ("plain_text",))
        if len(element.get("value", "")) > 2_000:
            raise Breach(f"invalid_blocks {where}: button value")
        if confirm := element.get("confirm"):
            _text(confirm["title"], 100, where, ("plain_text",))
            _text(confirm["text"], 300, where)
            _text(confirm["confirm"], 30, where, ("plain_text",))
            _text(confirm["deny"], 30, where, ("plain_text",))
    elif kind in ("static_select", "radio_buttons"):
        options = element["options"]
        if not 1 <= len(options) <= (100 if kind == "static_select" else 10):
            raise Breach(f"invalid_blocks {where}: options")
        for option in options:
            _option(option, where)
        if "initial_option" in element and element["initial_option"] not in options:
            raise Breach(f"invalid_blocks {where}: initial_option")
    elif kind == "plain_text_input":
        if len(element.get("initial_value", "")) > 3_000 or not 1 <= element.get("max_length", 1) <= 3_000:
            raise Breach(f"invalid_blocks {where}: input")
    else:
        raise Breach(f"invalid_blocks {where}: element {kind}")


def _rich_text(elements, where):
    if any(e["type"] != "rich_text_preformatted" or {t["type"] for t in e["elements"]} != {"text"} for e in elements):
        raise Breach(f"invalid_blocks {where}: rich text")
    texts = [t["text"] for e in elements for t in e["elements"]]
    if not all(texts):
        raise Breach(f"invalid_blocks {where}: empty text")
    return sum(map(len, texts))


def check_blocks(blocks, most=50):
    """The number of characters in the blocks; raises ``Breach``."""
    if len(blocks) > most:
        raise Breach(f"invalid_blocks: {len(blocks)} blocks")
    total, ids = 0, set()
    for number, block in enumerate(blocks):
        where, kind = f"/blocks/{number}", block.get("type")
        if block.get("block_id"):
            if block["block_id"] in ids or len(block["block_id"]) > 255:
                raise Breach(f"invalid_blocks {where}: block_id")
            ids.add(block["block_id"])
        if kind == "section":
            total += _text(block["text"], 3_000, where)
            if "accessory" in block:
                _element(block["accessory"], where)
        elif kind == "header":
            total += _text(block["text"], 150, where, ("plain_text",))
        elif kind == "context":
            if not 1 <= len(block["elements"]) <= 10:
                raise Breach(f"invalid_blocks {where}: elements")
            total += sum(_text(e, 2_000, where) for e in block["elements"])
        elif kind == "actions":
            if not 1 <= len(block["elements"]) <= 25:
                raise Breach(f"invalid_blocks {where}: elements")
            actions = [e.get("action_id") for e in block["elements"]]
            if len(set(actions)) != len(actions):
                raise Breach(f"invalid_blocks {where}: action ids repeat")
            for element in block["elements"]:
                _element(element, where)
        elif kind == "input":
            _text(block["label"], 2_000, where, ("plain_text",))
            _element(block["element"], where)
        elif kind == "rich_text":
            total += _rich_text(block["elements"], where)
        elif kind != "divider":
            raise Breach(f"invalid_blocks {where}: type {kind}")
    return total


def check_message(text, blocks):
    """A whole message."""
    if not text:
        raise Breach("no_text")
    check_mrkdwn(text, "/text")
    if len(text) > TEXT_LIMIT or check_blocks(blocks) > BLOCK_TEXT_LIMIT:
        raise Breach("msg_too_long")


def check_view(view):
    """A modal or a Home tab."""
    if view["type"] == "modal":
        _text(view["title"], 24, "/title", ("plain_text",))
        for name in ("submit", "close"):
            if name in view:
                _text(view[name], 24, f"/{name}", ("plain_text",))
        if any(b["type"] == "input" for b in view["blocks"]) and "submit" not in view:
            raise Breach("must define `submit` to use an `input` block")
    if len(view.get("private_metadata", "")) > 3_000 or len(view.get("callback_id", "")) > 255:
        raise Breach("invalid_arguments")
    check_blocks(view["blocks"], 100)
