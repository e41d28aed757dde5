"""Reads plain text: paragraphs, bullets, and headings marked as in Markdown or underlined."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from assistant.domain import Block, ParsedDocument, ParseNote
from ingest import hidden_text
from ingest.line_joining import join_lines, vocabulary

_BULLET = re.compile(r"^\s*(?:[•●○◦▪■‣*\uf0b7\uf0a7]|[-–—](?=\s)|o(?=\s{2,}))\s*")
_NUMBER = re.compile(r"^\s*\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s+\S")
_HASHES = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"^(=+|-+)\s*$")


def parse(path: Path) -> ParsedDocument:
    """Read a text file in UTF-8, UTF-16 or, failing those, Windows-1252."""
    text = read_text(path)
    notes = [ParseNote(kind="hidden_text", text=remark) for remark in [hidden_text.remark(text)] if remark]
    return ParsedDocument(media_type="text", blocks=tuple(text_blocks(hidden_text.clean(text))), notes=tuple(notes))


def read_text(path: Path) -> str:
    """The file's text with plain line ends."""
    raw = path.read_bytes()
    encodings = ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def text_blocks(text: str) -> list[Block]:
    """Blocks of plain text; a blank line ends a paragraph, a form feed a page."""
    words = vocabulary(text.split("\n"))
    blocks: list[Block] = []
    for page, part in enumerate(text.split("\f"), start=1):
        for lines in _groups(part):
            block = _block(lines, page, words)
            if block.text:
                blocks.append(block)
    return blocks


def _groups(text: str) -> list[list[str]]:
    groups: list[list[str]] = []
    fresh = True
    for line in text.split("\n"):
        if not line.strip():
            fresh = True
        elif _UNDERLINE.match(line) and groups and len(groups[-1]) == 1 and not fresh:
            groups[-1][0] = ("# " if line.startswith("=") else "## ") + groups[-1][0].strip()
            fresh = True
        elif fresh or _HASHES.match(line) or _BULLET.match(line) or _NUMBER.match(line):
            groups.append([line])
            fresh = bool(_HASHES.match(line))
        else:
            groups[-1].append(line)
    return groups


def _block(lines: list[str], page: int, words: Counter[str]) -> Block:
    heading = _HASHES.match(lines[0].strip())
    if heading:
        return Block(kind="heading", text=heading[2], page=page, level=len(heading[1]))
    text = join_lines(lines, words)
    if _BULLET.match(lines[0]):
        return Block(kind="item", text=_BULLET.sub("", text), page=page)
    return Block(kind="item" if _NUMBER.match(lines[0]) else "paragraph", text=text, page=page)
