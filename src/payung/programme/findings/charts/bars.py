"""Lying bars with a count and a share; a hidden one is a hatched stub with a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .svg import WIDTH, Palette, hatch, open_svg, rect, words


STUB, TRACK = 26, 300
# Height of a row and where its bar lies: closer on paper, where letters are smaller.
ON_SCREEN, ON_PAPER = (46, 25), (36, 20)


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """A bar: its word, its count or None where hidden, and how the two read."""

    label: str
    count: int | None
    said: str
    share: str = ""


def draw_bars(
    bars: Sequence[Bar],
    *,
    title: str,
    described: str,
    shade: str = "c1",
    palette: Palette | None = None,
    name: str = "hatch-bars",
) -> str:
    """Return lying bars as SVG, as long as their counts."""
    row, drop = ON_PAPER if palette else ON_SCREEN
    longest = max((bar.count or 0 for bar in bars), default=0) or 1
    out = [
        open_svg(len(bars) * row + 10, title, described, palette, wide=False),
        hatch(name, palette),
    ]
    for place, bar in enumerate(bars):
        y = place * row + 6
        out.append(words(0, y + drop - 7, bar.label, palette, shade="strong"))
        out.append(rect(0, y + drop, TRACK, 9, "track", palette))
        if bar.count is None:
            out.append(rect(0, y + drop, STUB, 9, f"#{name}", palette))
            out.append(words(WIDTH, y + drop + 9, bar.said, palette, anchor="end"))
            continue
        out.append(rect(0, y + drop, TRACK * bar.count / longest, 9, shade, palette))
        out.append(
            words(362, y + drop + 9, bar.said, palette, anchor="end", shade="strong")
        )
        out.append(words(WIDTH, y + drop + 9, bar.share, palette, anchor="end"))
    return "".join([*out, "</svg>"])
