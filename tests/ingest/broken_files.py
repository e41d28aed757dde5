"""Writes a folder of broken, hostile and mislabelled files that ingestion must survive."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from pathlib import Path

from docx import Document
from pptx import Presentation
from pypdf import PdfReader, PdfWriter

from tests.ingest.pdf_maker import lines, pdf_bytes, text

_PLAIN = lines(50, 80, ["Professionals should share concerns early.", "The plan is reviewed every six weeks."])


def write_broken_files(folder: Path) -> list[Path]:
    """At least sixty files; returns their paths in a stable order."""
    files = _broken_pdfs() | _broken_office() | _mislabelled()
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
    return [folder / name for name in sorted(files)]


def sound_docx() -> bytes:
    """A small Word file."""
    document = Document()
    document.add_heading("Escalation", 1)
    document.add_paragraph("Disagreements are settled at the lowest level first.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def sound_pptx() -> bytes:
    """A small PowerPoint file."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Escalation"
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def _broken_pdfs() -> dict[str, bytes]:
    good = pdf_bytes([_PLAIN, text(50, 80, "A second page with a sentence on it.")])
    files = {f"truncated-{percent:02d}.pdf": good[: len(good) * percent // 100] for percent in range(3, 100, 8)}
    chance = random.Random(7)
    for number in range(12):
        raw = bytearray(good)
        for _ in range(4 + 6 * number):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        files[f"flipped-{number:02d}.pdf"] = bytes(raw)
    files |= {
        "cyclic-pages.pdf": good.replace(b"/Kids [6 0 R 8 0 R]", b"/Kids [2 0 R 2 0 R]"),
        "cyclic-contents.pdf": good.replace(b"/Contents 7 0 R", b"/Contents 6 0 R"),
        "no-pages.pdf": good.replace(b"/Count 2 /Kids [6 0 R 8 0 R]", b"/Count 0 /Kids []          "),
        "huge-count.pdf": good.replace(b"/Count 2", b"/Count 2147483647"),
        "huge-length.pdf": good.replace(b"<< /Length ", b"<< /Length 99999999999", 1),
        "huge-page.pdf": good.replace(b"595 842", b"1e9 1e9"),
        "huge-font.pdf": pdf_bytes([text(50, 80, "Large", size=1e9)]),
        "negative-page.pdf": good.replace(b"[0 0 595 842]", b"[595 842 0 0]"),
        "no-xref.pdf": good[: good.index(b"xref")],
        "wrong-xref.pdf": good.replace(b"startxref\n", b"startxref\n9"),
        "no-header.pdf": good[9:],
        "only-header.pdf": b"%PDF-1.7\n",
        "deep-array.pdf": good.replace(b"/Type /Catalog", b"/Type /Catalog /X " + b"[" * 60_000 + b"]" * 60_000),
        "deep-state.pdf": pdf_bytes(["q " * 100_000 + _PLAIN]),
        "open-string.pdf": pdf_bytes(["BT /F1 10 Tf (never closed"]),
        "password.pdf": _locked(good, owner_only=False),
        "owner-password.pdf": _locked(good, owner_only=True),
        "flate-bomb.pdf": _flate_bomb(),
        "many-objects.pdf": pdf_bytes(["0 0 5 5 re f\n" * 60_000]),
    }
    return files


def _locked(raw: bytes, *, owner_only: bool) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(raw)))
    writer.encrypt(user_password="" if owner_only else "secret", owner_password="owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _flate_bomb() -> bytes:
    """A content stream of spaces, packed twice, that unpacks to a quarter of a gigabyte."""
    squeezed = zlib.compress(zlib.compress(b" " * 2**28, 9), 9)
    body = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(squeezed) + squeezed + b"\nendstream"
    good = pdf_bytes(["MARK"])
    start = good.index(b"<< /Length 4 >>")
    return good[:start] + body + good[good.index(b"endstream", start) + len(b"endstream") :]


def _broken_office() -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for kind, good in (("docx", sound_docx()), ("pptx", sound_pptx())):
        files |= {f"truncated-{percent:02d}.{kind}": good[: len(good) * percent // 100] for percent in range(5, 100, 18)}
        main = "word/document.xml" if kind == "docx" else "ppt/presentation.xml"
        files |= {
            f"empty-main.{kind}": _with(good, {main: b""}),
            f"not-xml.{kind}": _with(good, {main: b"\x00\x01 this is not xml <<<"}),
            f"no-main.{kind}": _with(good, {main: None}),
            f"no-types.{kind}": _with(good, {"[Content_Types].xml": None}),
            f"no-relations.{kind}": _with(good, {"_rels/.rels": None}),
            f"entities.{kind}": _with(good, {main: _laughs()}),
            f"outside-entity.{kind}": _with(good, {main: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'}),
            f"deep-xml.{kind}": _with(good, {main: b"<a>" * 200_000}),
            f"bomb.{kind}": _with(good, {main: b"<a>" + b" " * 2**27 + b"</a>"}),
            f"bomb-media.{kind}": _with(good, {f"{kind}/media/big.bin": b"\x00" * 2**27}),
            f"path-climb.{kind}": _with(good, {"../../climb.xml": b"<a/>"}),
        }
    files["nested-tables.docx"] = _nested_tables(120)
    files["wide-span.docx"] = _wide_span()
    files["old-office.docx"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000
    return files


def _with(archive: bytes, changes: dict[str, bytes | None]) -> bytes:
    """A copy of a zip archive with parts replaced, added, or (``None``) left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, raw in changes.items():
            if raw is not None:
                new.writestr(name, raw)
    return stream.getvalue()


def _laughs() -> bytes:
    """Entities that multiply when they are resolved."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">{levels}]><a>&l9;</a>'.encode()


def _word(body: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return _with(sound_docx(), {"word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode()})


def _nested_tables(depth: int) -> bytes:
    return _word("<w:tbl><w:tr><w:tc>" * depth + "<w:p><w:r><w:t>deep</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * depth)


def _wide_span() -> bytes:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p><w:r><w:t>wide</w:t></w:r></w:p></w:tc>'
    return _word(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")


def _mislabelled() -> dict[str, bytes]:
    return {
        "empty.pdf": b"",
        "empty.docx": b"",
        "empty.txt": b"",
        "web-page.pdf": b"<!DOCTYPE html><html><body><p>Not a PDF.</p></body></html>",
        "picture.pdf": b"\x89PNG\r\n\x1a\n" + b"\x00" * 500,
        "text.docx": b"Just some text.",
        "word-as.pdf": sound_docx(),
        "pdf-as.docx": pdf_bytes([_PLAIN]),
        "zeros.txt": b"\x00" * 4000,
        "binary.html": bytes(range(256)) * 40,
        "no-text.html": b"<html><body><script>let a = 1;</script></body></html>",
        "deep.html": b"<div>" * 50_000 + b"deep",
        "bad-front-matter.md": b"---\ntitle: [never closed\n---\nText.",
        "list-front-matter.md": b"---\n- one\n- two\n---\nText.",
        "yaml-aliases.md": b"---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\nText.",
        "program.exe": b"MZ" + b"\x00" * 300,
        "archive.docx": _with(sound_docx(), {"word/document.xml": None, "word/styles.xml": None}),
    }
