"""Reads web pages: the main content only, in document order, without menus, cookie lines and hidden text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import lxml.html

from assistant.domain import Block, ParsedDocument, ParseNote
from ingest import hidden_text
from ingest.errors import ParseError
from ingest.html_visibility import HiddenRules
from ingest.tables import block_rows

MAX_DEPTH = 200
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "header",
        "footer",
        "form",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "svg",
        "iframe",
        "object",
        "video",
        "audio",
        "canvas",
        "dialog",
        "menu",
        "head",
    ]
)
_FURNITURE_ROLES = frozenset(["navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog", "alertdialog", "complementary"])
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:cookie|cookies|consent|crumb|crumbs|breadcrumb|breadcrumbs|skip|skiplink|skip-link|menu|navbar|nav|"
    r"sidebar|share|sharing|social|pagination|pager|print-button|back-to-top|feedback|newsletter|site-header|site-footer|toc)"
    r"(?:$|[\s_-])",
    re.I,
)
_BLOCK = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "aside",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "address",
        "details",
        "summary",
        "hr",
        "fieldset",
    ]
)
_AMENDMENT = re.compile(r"^\W*(amendments?|amended|revised|last updated)\b", re.I)
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_DATE = re.compile(r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:" + "|".join(_MONTHS) + r")\s+\d{4}\b|\b\d{4}-\d{2}-\d{2}\b")
_EDITION = re.compile(r"\|.*(published|issued|review|version)", re.I | re.S)


def parse(path: Path) -> ParsedDocument:
    """Read a saved web page. Raises ParseError when it holds no text."""
    parser = lxml.html.HTMLParser(encoding=_encoding(path.read_bytes()), no_network=True, huge_tree=False)
    root = lxml.html.document_fromstring(path.read_bytes(), parser=parser)
    walker = _Walker(HiddenRules.of(root))
    walker.properties |= _head_properties(root)
    walker.walk(_main(root), 0)
    walker.flush()
    if not walker.blocks:
        raise ParseError("This web page holds no text of its own: open it in a browser and save it as a complete page.")
    notes = [ParseNote(kind="hidden_text", text=text) for text in walker.remarks]
    if walker.hidden:
        notes.append(ParseNote(kind="hidden_text", text=f"{walker.hidden} hidden stretches of text were left out."))
    return ParsedDocument(media_type="html", blocks=tuple(walker.blocks), properties=walker.properties, notes=tuple(notes))


def _encoding(raw: bytes) -> str | None:
    """UTF-8 when the bytes are UTF-8; otherwise what the page says itself."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _main(root: Any) -> Any:
    """The element with the page's own content: main, the one article, or a content container; else the body."""
    for query in ("//main", "//*[@role='main']", "//article"):
        found = root.xpath(query)
        if len(found) == 1 or (found and query != "//article"):
            return found[0]
    for query in ("//*[@id='content']", "//*[@id='main']", "//*[@id='main-content']"):
        found = root.xpath(query)
        # Skip links often point at an empty anchor of that name.
        if found and len(found[0].text_content()) > 200:
            return found[0]
    bodies = root.xpath("//body")
    return bodies[0] if bodies else root


def _head_properties(root: Any) -> dict[str, str]:
    """Title, description, author and date fields of the head, with lower-case keys."""
    found: dict[str, str] = {}
    title = root.findtext(".//title")
    if title and title.strip():
        found["title"] = " ".join(title.split())
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        content = " ".join((meta.get("content") or "").split())
        if name and content and name not in ("viewport", "generator", "robots"):
            found.setdefault(name, content[:500])
    for link in root.xpath("//link[@rel='canonical']/@href"):
        found.setdefault("source_url", str(link))
    language = root.get("lang")
    if language:
        found["language"] = language
    return found


class _Walker:
    """Walks the main content and collects blocks."""

    def __init__(self, rules: HiddenRules) -> None:
        self.rules = rules
        self.blocks: list[Block] = []
        self.properties: dict[str, str] = {}
        self.remarks: list[str] = []
        self.hidden = 0
        self.caption = ""
        self.inline: list[str] = []
        self.kind = "paragraph"

    def walk(self, element: Any, depth: int) -> None:
        """Blocks of an element; text outside any block element becomes a paragraph."""
        if depth > MAX_DEPTH:
            return
        self._text(element.text)
        for child in element.iterchildren():
            if isinstance(child.tag, str) and not self._left_out(child):
                self._child(child, depth + 1)
            self._text(child.tail)

    def _child(self, child: Any, depth: int) -> None:
        if child.tag == "br":
            self.inline.append(" ")
        elif child.tag not in _BLOCK:
            self.walk(child, depth)
        else:
            self.flush()
            self._block(child, depth)
            self.flush()

    def _block(self, child: Any, depth: int) -> None:
        tag = child.tag
        if tag == "table" and not _is_layout(child):
            self._table(child, depth)
        elif tag in ("li", "dd"):
            # The kind holds until the item's first text is out; a nested list sets it again.
            self.kind = "item"
            self.walk(child, depth)
            self.flush()
            self.kind = "paragraph"
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "figcaption"):
            self.walk(child, depth)
            self._heading(int(tag[1]) if tag[0] == "h" else 0)
        else:
            self.walk(child, depth)

    def flush(self) -> None:
        """Close the run of inline text as a block."""
        text = self._taken()
        if not text:
            return
        if _EDITION.search(text) and len(text) < 240:
            self.properties["footer"] = text
            return
        if _AMENDMENT.match(text) and self.kind == "paragraph":
            self._amendment(text)
            return
        if self.blocks and self.blocks[-1].kind == "note" and len(self.blocks[-1].text) < 20:
            # The word "Amendment" stood alone, as the title of a box.
            self._amendment(f"{self.blocks.pop().text} {text}")
            return
        self.blocks.append(Block(kind="item" if self.kind == "item" else "paragraph", text=text))
        self.kind = "paragraph"

    def _amendment(self, text: str) -> None:
        self.blocks.append(Block(kind="note", text=text))
        found = _DATE.search(text)
        if found:
            self.properties["amended"] = found[0]

    def _heading(self, level: int) -> None:
        text = self._taken()
        if not text:
            return
        if _AMENDMENT.match(text) and len(text) < 20:
            self.blocks.append(Block(kind="note", text=text))
            return
        if level:
            self.blocks.append(Block(kind="heading", text=text, level=level))
            self.caption = text
        else:
            self.blocks.append(Block(kind="paragraph", text=text))

    def _taken(self) -> str:
        raw = "".join(self.inline)
        self.inline = []
        remark = hidden_text.remark(raw)
        if remark and remark not in self.remarks:
            self.remarks.append(remark)
        return " ".join(hidden_text.clean(raw).split())

    def _text(self, text: str | None) -> None:
        if text:
            self.inline.append(text)

    def _table(self, table: Any, depth: int) -> None:
        captions = table.findall("caption")
        caption = " ".join(captions[0].text_content().split()) if captions else self.caption
        rows: list[list[str]] = []
        header = False
        for row in table.iter("tr"):
            if next(row.iterancestors("table")) is not table:
                continue
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            header = header or (not rows and bool(cells) and all(cell.tag == "th" for cell in cells))
            rows.append([text for cell in cells for text in self._cell(cell, depth)])
        if any(any(row) for row in rows):
            self.blocks.extend(block_rows(rows, caption=caption, bold_first=header))

    def _cell(self, cell: Any, depth: int) -> list[str]:
        """The text of a cell, then empty cells where it spans columns."""
        inner = _Walker(self.rules)
        inner.walk(cell, depth)
        inner.flush()
        self.hidden += inner.hidden
        self.remarks.extend(text for text in inner.remarks if text not in self.remarks)
        span = cell.get("colspan") or "1"
        width = int(span) if span.isdigit() else 1
        text = " ".join(block.text.replace("\t", " ") for block in inner.blocks)
        return [text, *([""] * (max(1, min(width, 40)) - 1))]

    def _left_out(self, element: Any) -> bool:
        """Whether an element is furniture or hidden; hidden text is counted."""
        if self.rules.hides(element):
            if element.text_content().strip():
                self.hidden += 1
            return True
        role = (element.get("role") or "").lower()
        if role in _FURNITURE_ROLES and element.tag != "aside":
            return True
        if element.tag in _SKIPPED:
            # A header inside the article carries its title.
            return element.tag != "header" or not element.xpath(".//h1|.//h2")
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        return bool(_FURNITURE.search(names)) and len(element.text_content()) < 3000


def _is_layout(table: Any) -> bool:
    """A table used to place things: one cell a row, or tables and headings inside."""
    if (table.get("role") or "").lower() == "presentation":
        return True
    if table.xpath(".//th"):
        return False
    rows = table.xpath("./tr|./tbody/tr")
    return all(len(row) < 2 for row in rows) or bool(table.xpath(".//table|.//h1|.//h2|.//h3"))
