"""Reads Markdown: front matter into properties, the rest into blocks."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.domain import Block, BlockKind, ParsedDocument, ParseNote
from ingest import hidden_text
from ingest.errors import ParseError
from ingest.parse_text import read_text
from ingest.tables import block_rows

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^>]*>", re.S)


def parse(path: Path) -> ParsedDocument:
    """Read a Markdown file. Raises ParseError when the front matter is not valid YAML."""
    text = read_text(path)
    properties: dict[str, str] = {}
    match = _FRONT.match(text)
    if match:
        properties = front_matter(match[1])
        text = text[match.end() :]
    notes = [ParseNote(kind="hidden_text", text=remark) for remark in [hidden_text.remark(text)] if remark]
    blocks = markdown_blocks(hidden_text.clean(text))
    return ParsedDocument(media_type="markdown", blocks=tuple(blocks), properties=properties, notes=tuple(notes))


def front_matter(text: str) -> dict[str, str]:
    """YAML fields with lower-case keys; dates in ISO form, nested values as JSON."""
    try:
        loaded = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ParseError("The lines between --- at the top are not valid YAML: check colons and quotation marks.") from error
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise ParseError("The lines between --- at the top must be fields such as 'title: ...'.")
    return {str(key).lower(): field_text(value) for key, value in loaded.items() if value is not None}


def field_text(value: object) -> str:
    """A front-matter value as text."""
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip()


def markdown_blocks(text: str) -> list[Block]:
    """Blocks of Markdown text, links reduced to their words."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    return _Walker(tokens).walk()


class _Walker:
    """Goes through the tokens once."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.blocks: list[Block] = []
        self.caption = ""
        self.depth = 0
        self.quote = 0
        self.fresh = False
        self.rows: list[list[str]] = []

    def walk(self) -> list[Block]:
        """All blocks in order."""
        for place, token in enumerate(self.tokens):
            if token.type == "inline":
                self._inline(token, self.tokens[place - 1])
            elif token.type in ("fence", "code_block"):
                self._add("paragraph", " ".join(token.content.split()))
            elif token.type == "html_block":
                self._add("paragraph", " ".join(_TAG.sub(" ", token.content).split()))
            else:
                self._structure(token.type)
        return self.blocks

    def _structure(self, kind: str) -> None:
        if kind == "list_item_open":
            self.depth, self.fresh = self.depth + 1, True
        elif kind == "list_item_close":
            self.depth -= 1
        elif kind == "blockquote_open":
            self.quote += 1
        elif kind == "blockquote_close":
            self.quote -= 1
        elif kind == "table_open":
            self.rows = []
        elif kind == "tr_open":
            self.rows.append([])
        elif kind == "table_close":
            self.blocks.extend(block_rows(self.rows, caption=self.caption, bold_first=True))

    def _inline(self, token: Token, opener: Token) -> None:
        text = _words(token)
        if opener.type in ("td_open", "th_open"):
            self.rows[-1].append(text)
        elif opener.type == "heading_open":
            self._add("heading", text, level=int(opener.tag[1]))
            self.caption = text
        elif self.depth and self.fresh:
            self.fresh = False
            self._add("item", text)
        else:
            self._add("note" if self.quote else "paragraph", text)

    def _add(self, kind: BlockKind, text: str, level: int = 0) -> None:
        if text:
            self.blocks.append(Block(kind=kind, text=text, level=level))


def _words(token: Token) -> str:
    """The words a reader sees: no link targets, no HTML tags."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(child.content)
        elif child.type == "html_inline" and child.content.lower().startswith("<br"):
            parts.append(" ")
    return " ".join("".join(parts).split())
