"""A card to print: a pattern and a code on white, and no word of what it is."""

from __future__ import annotations

import io
from typing import Any

import segno
import typst


GROUPS = 5
# A7 upright. The pattern is drawn, not set: nothing is written to a disk for it.
WIDTH_MM, HEIGHT_MM = 74, 105
PAPER = """
#set page(width: 74mm, height: 105mm, margin: 8mm)
#set text(font: "DejaVu Sans Mono", size: 11pt)
#set align(center + horizon)
#set document(title: none)
#let rows = sys.inputs.rows.split(",")
#let one = 54mm / rows.len()
#box(width: 54mm, height: 54mm, {
  for (y, row) in rows.enumerate() {
    for (x, dark) in row.clusters().enumerate() {
      if dark == "1" {
        place(top + left, dx: x * one, dy: y * one, rect(width: one, height: one, fill: black))
      }
    }
  }
})
#v(6mm)
#for line in sys.inputs.code.split("/") [#raw(line) \\
]
"""


def grouped(code: str) -> str:
    """Return a code in groups that can be read aloud."""
    return " ".join(code[at : at + GROUPS] for at in range(0, len(code), GROUPS))


def pattern(code: str) -> segno.QRCode:
    """Return the pattern of a code: the code alone, no address, no word."""
    return segno.make_qr(code, error="m")


def inline_svg(code: str) -> str:
    """Return the pattern for a page."""
    return str(pattern(code).svg_inline(scale=6, border=2, omitsize=True))


def svg_of(code: str) -> bytes:
    """Return a card of A7 as SVG."""
    drawn = pattern(code).svg_inline(border=0, omitsize=True, svgclass=None)
    inner = drawn.replace("<svg ", '<svg x="10" y="16" width="54" height="54" ', 1)
    lines = "".join(
        f'<text x="37" y="{82 + 6 * number}" text-anchor="middle" '
        f'font-family="monospace" font-size="4.2">{line}</text>'
        for number, line in enumerate(_lines(code))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH_MM}mm" '
        f'height="{HEIGHT_MM}mm" viewBox="0 0 {WIDTH_MM} {HEIGHT_MM}">'
        f'<rect width="{WIDTH_MM}" height="{HEIGHT_MM}" fill="#fff"/>'
        f"{inner}{lines}</svg>"
    ).encode()


def pdf_of(code: str) -> bytes:
    """Return a card of A7 as PDF, made in memory."""
    rows = [
        "".join("1" if dark else "0" for dark in row) for row in pattern(code).matrix
    ]
    said = {"rows": ",".join(rows), "code": "/".join(_lines(code))}
    made: Any = typst.compile(PAPER.encode(), format="pdf", sys_inputs=said)
    return io.BytesIO(made).getvalue()


def _lines(code: str) -> tuple[str, str]:
    words = grouped(code).split(" ")
    half = (len(words) + 1) // 2
    return " ".join(words[:half]), " ".join(words[half:])
