"""A small row of bars on the tile of an objective: how near each number is to its target.

Every bar is drawn as a share of its own target, so that one line is the target of all.
Where less is better a bar is the target over the number: above the line is good there too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from django.utils.html import escape

from payung.engines.indicators import Direction

from .drawing import point_of
from .seeing import Seen


WIDTH, HEIGHT, BASE = 240, 60, 58
# One and a half times the target: higher bars end here.
MOST = 1.5
WIDEST = 22


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """One number over its target: itself, and between what it lies; final or not."""

    share: float
    low: float | None = None
    high: float | None = None
    is_final: bool = True


def bars_of(seen: Sequence[Seen]) -> list[Bar]:
    """Return a bar of each number that has a target."""
    return [bar for one in seen if (bar := _bar(one)) is not None]


def draw_bars(bars: Sequence[Bar], *, title: str) -> str:
    """Return the row as SVG; nothing where there is no bar."""
    if not bars:
        return ""
    slot = min(WIDTH / len(bars), WIDEST * 1.6)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="bars" role="img" '
        f'aria-label="{escape(title)}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'preserveAspectRatio="none">'
    )
    out = [head]
    for place, bar in enumerate(bars):
        out += _drawn(bar, place * slot, slot * 0.62)
    out.append(f'<line class="base" x1="0" y1="{BASE}" x2="{WIDTH}" y2="{BASE}"/>')
    y = BASE - _tall(1)
    out.append(f'<line class="goal" x1="0" y1="{y:g}" x2="{WIDTH}" y2="{y:g}"/></svg>')
    return "".join(out)


def _bar(seen: Seen) -> Bar | None:
    if seen.target is None or not seen.has_number:
        return None
    point = point_of(
        "", seen.value, target=seen.target, percent=100, is_final=seen.is_final
    )
    if point.value is None:
        return None
    falls = seen.sheet.direction is Direction.DOWN
    ends = [point.low, point.high][:: -1 if falls else 1]
    low, high = (
        None if end is None else _share(end, seen.target, falls=falls) for end in ends
    )
    return Bar(
        share=_share(point.value, seen.target, falls=falls),
        low=low,
        high=high,
        is_final=seen.is_final,
    )


def _share(number: float, target: float, *, falls: bool) -> float:
    part, whole = (target, number) if falls else (number, target)
    # Nought of nought is there; anything over nought is more than asked.
    found = part / whole if whole else MOST
    return min(max(found, 0.0), MOST) if isfinite(found) else MOST


def _drawn(bar: Bar, x: float, width: float) -> list[str]:
    tall = max(_tall(bar.share), 1)
    shade = "c1" if bar.is_final else "m2"
    box = (
        f'<rect class="{shade}" x="{x:g}" y="{BASE - tall:g}" width="{width:g}" '
        f'height="{tall:g}"/>'
    )
    out = [box]
    if bar.low is not None and bar.high is not None:
        middle = x + width / 2
        out.append(
            f'<line class="whisker" x1="{middle:g}" y1="{BASE - _tall(bar.low):g}" '
            f'x2="{middle:g}" y2="{BASE - _tall(bar.high):g}"/>'
        )
    return out


def _tall(share: float) -> float:
    return round(share / MOST * (BASE - 4), 1)
