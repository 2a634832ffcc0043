"""Small pieces of SVG: text escaped, colours by class, or written in for print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import escape


WIDTH = 420


@dataclass(frozen=True, kw_only=True, slots=True)
class Palette:
    """Colours and a typeface written into the drawing, for paper."""

    face: str
    fills: Mapping[str, str]
    size: float = 10.5


FILLS = {
    "c1": "#0b5f5a",
    "m3": "#4d958b",
    "c2": "#e0a63a",
    "c3": "#b9c4bd",
    "m0": "#edeae2",
    "m1": "#cfe3dd",
    "m2": "#93c1b7",
    "m4": "#0b5f5a",
    "step": "#93c1b7",
    "track": "#edeae2",
    "text": "#56635f",
    "strong": "#1b2624",
    "grid": "#e4dfd4",
    "hatch": "#b4afa4",
}


def INK(face: str) -> Palette:  # noqa: N802 (a palette with one blank, named as one)
    """Return the palette of a brief in a typeface."""
    return Palette(face=face, fills=FILLS)


def open_svg(
    height: float, title: str, described: str, palette: Palette | None, *, wide: bool
) -> str:
    """Return the opening of a chart with what a screen reader says of it."""
    look = ""
    if palette:
        look = (
            f' font-family="{escape(palette.face)}" font-size="{palette.size}"'
            f' fill="{palette.fills["text"]}"'
        )
    words = f"<title>{escape(title)}</title><desc>{escape(described)}</desc>"
    kind = "chart wide" if wide else "chart"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" role="img" '
        f'aria-label="{escape(title)}" viewBox="0 0 {WIDTH} {height:g}"{look}>{words}'
    )


def hatch(name: str, palette: Palette | None, *, scale: float = 1) -> str:
    """Return the pattern of what is hidden; each drawing needs a name of its own.

    `scale` makes it coarser, for a drawing that is shown smaller than others.
    """
    ground = f' fill="{palette.fills["m0"]}"' if palette else ""
    line = f' stroke="{palette.fills["hatch"]}" stroke-width="1.1"' if palette else ""
    return (
        f'<defs><pattern id="{name}" width="5" height="5" '
        f'patternUnits="userSpaceOnUse" patternTransform="rotate(45) scale({scale:g})">'
        f'<rect class="hatch-ground" width="5" height="5"{ground}/>'
        f'<path class="hatch-line" d="M0 0v5"{line}/></pattern></defs>'
    )


def rect(
    x: float, y: float, w: float, h: float, shade: str, palette: Palette | None
) -> str:
    """Return a box; `shade` is a class, or "#name" of a pattern."""
    if shade.startswith("#"):
        paint = f'fill="url({shade})"'
    else:
        paint = f'class="{shade}"'
        if palette:
            paint += f' fill="{palette.fills[shade]}"'
    return f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" {paint}/>'


def words(
    x: float,
    y: float,
    said: str,
    palette: Palette | None,
    *,
    anchor: str = "start",
    shade: str = "",
) -> str:
    """Return text that stays text."""
    look = f' class="{shade}"' if shade else ""
    if palette and shade == "strong":
        look += f' fill="{palette.fills["strong"]}" font-weight="bold"'
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{look}>{escape(said)}</text>'
    )


def line(x1: float, y1: float, x2: float, y2: float, palette: Palette | None) -> str:
    """Return a thin line of the grid."""
    paint = f' stroke="{palette.fills["grid"]}"' if palette else ""
    return (
        f'<line class="grid" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"{paint}/>'
    )
