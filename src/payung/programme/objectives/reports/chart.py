"""The chart of a section: shares as lying bars, with interval and what was aimed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from payung.programme.findings.charts.svg import (
    FILLS,
    WIDTH,
    Palette,
    open_svg,
    rect,
    words,
)


LEFT, RIGHT, ROW, DROP, TALL = 0, 340, 38, 20, 9


@dataclass(frozen=True, kw_only=True, slots=True)
class ShareBar:
    """A share from 0 to 1 with its word and how it reads; `low` to `high` around it."""

    label: str
    share: float
    said: str
    low: float | None
    high: float | None
    target: float | None
    is_final: bool


def draw_shares(
    bars: Sequence[ShareBar], *, title: str, described: str, palette: Palette | None
) -> str:
    """Return the bars as SVG, all on one track from nothing to all."""
    out = [open_svg(len(bars) * ROW + 8, title, described, palette, wide=True)]
    for place, bar in enumerate(bars):
        out += _bar(bar, place * ROW, palette)
    return "".join([*out, "</svg>"])


def _bar(bar: ShareBar, top: float, palette: Palette | None) -> list[str]:
    y = top + DROP
    # On a screen the page may be dark.
    ink = palette.fills["strong"] if palette else "currentColor"
    out = [
        words(LEFT, top + 13, bar.label, palette, shade="strong"),
        rect(LEFT, y, RIGHT - LEFT, TALL, "track", palette),
        # What may still change is paler.
        rect(LEFT, y, _at(bar.share), TALL, "c1" if bar.is_final else "m2", palette),
        words(WIDTH, y + TALL, bar.said, palette, anchor="end", shade="strong"),
    ]
    if bar.low is not None and bar.high is not None:
        middle = y + TALL / 2
        out.append(_line(_at(bar.low), middle, _at(bar.high), middle, ink, 1.4))
    if bar.target is not None:
        x = _at(bar.target)
        out.append(_line(x, y - 3, x, y + TALL + 3, FILLS["c2"], 2.4))
    return out


def _at(share: float) -> float:
    return LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, wide: float) -> str:
    return (
        f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" '
        f'stroke="{colour}" stroke-width="{wide:g}"/>'
    )
