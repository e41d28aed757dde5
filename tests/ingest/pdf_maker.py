"""Writes small PDF files by hand, so that tests control every operator on the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

WIDTH, HEIGHT = 595, 842


def text(x: float, y: float, words: str, *, size: float = 10, bold: bool = False, colour: str = "0 0 0", mode: int = 0) -> str:
    """Operators that set one line; ``y`` counts from the top of the page."""
    plain = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    font = "F2" if bold else "F1"
    return f"BT {colour} rg {mode} Tr /{font} {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm ({plain}) Tj ET\n"


def lines(x: float, y: float, rows: Sequence[str], *, size: float = 10, pitch: float = 12) -> str:
    """Several lines under one another."""
    return "".join(text(x, y + number * pitch, row, size=size) for number, row in enumerate(rows))


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A stroked line; ``y`` counts from the top."""
    return f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S\n"


def box(x0: float, y0: float, x1: float, y1: float, colour: str) -> str:
    """A filled rectangle; ``y`` counts from the top."""
    return f"{colour} rg {x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re f\n"


def grid(xs: Sequence[float], ys: Sequence[float]) -> str:
    """The ruling lines of a table."""
    across = [rule(xs[0], y, xs[-1], y) for y in ys]
    return "".join(across + [rule(x, ys[0], x, ys[-1]) for x in xs])


def pdf_bytes(pages: Sequence[str], *, title: str = "") -> bytes:
    """A PDF of content streams, with Helvetica as F1 and its bold as F2."""
    count = len(pages)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{6 + 2 * n} 0 R' for n in range(count))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({title}) >>",
    ]
    for number, content in enumerate(pages):
        raw = content.encode("cp1252", "replace").decode("latin-1")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {7 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(raw)} >>\nstream\n{raw}\nendstream")
    return _file(objects)


def _file(objects: Sequence[str]) -> bytes:
    out = "%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010d} 00000 n \n" for at in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")


def write_pdf(folder: Path, *pages: str, title: str = "", name: str = "made.pdf") -> Path:
    """Write a PDF into ``folder``."""
    path = folder / name
    path.write_bytes(pdf_bytes(pages, title=title))
    return path
