"""The chart of an indicator: bars, the line aimed at, intervals, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from payung.engines.indicators import Bound, Coarse, Mean, Ratio, Times, Total, Unit
from payung.programme.findings.charts.svg import (
    WIDTH,
    Palette,
    hatch,
    line,
    open_svg,
    rect,
    words,
)

from .wording import number_words


LEFT, TOP, BASE, HEIGHT = 46, 16, 176, 218
STUB = 12
MOST_WORDS = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One period: its word, its number or None, between what it lies, what is aimed at.

    `percent` of the records are there; `is_final` says whether it may still change.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    percent: int = 100
    is_final: bool = True


def point_of(
    label: str,
    value: object,
    *,
    target: float | None,
    percent: int,
    is_final: bool,
) -> Point:
    """Return the point of a value; what never ends, or is not known, has no number."""
    number = low = high = None
    if isinstance(value, Coarse):
        # Of a limit no bar can be drawn: it would stand for the number itself.
        number = None if value.bound is not Bound.NONE else value.value
        value = None
    if isinstance(value, Ratio | Total | Mean | Times):
        number = value.value if isfinite(value.value) else None
    interval = getattr(value, "interval", None)
    if interval is not None:
        low = interval.low
        high = interval.high if isfinite(interval.high) else None
    return Point(
        label=label,
        value=number,
        low=low,
        high=high,
        target=target,
        percent=percent,
        is_final=is_final,
    )


def draw(
    points: Sequence[Point],
    *,
    unit: Unit,
    title: str,
    described: str,
    palette: Palette | None = None,
) -> str:
    """Return the chart as SVG. A period without a number is a hatched stub, not nought."""
    top = _top(points)
    scale = (BASE - TOP) / top
    out = [open_svg(HEIGHT, title, described, palette, wide=True)]
    out.append(hatch("hatch-indicator", palette))
    for part in range(5):
        y = BASE - part * (BASE - TOP) / 4
        out.append(line(LEFT, y, WIDTH, y, palette))
        said = number_words(part * top / 4, unit)
        out.append(words(LEFT - 6, y + 4, said, palette, anchor="end"))
    slot = (WIDTH - LEFT) / max(len(points), 1)
    for place, point in enumerate(points):
        # On a phone every other word would run into the next one; the last always stays.
        spare = len(points) > MOST_WORDS and (len(points) - place) % 2 == 0
        out += _point(
            point, LEFT + place * slot, slot, scale, palette, "spare" if spare else ""
        )
    return "".join([*out, "</svg>"])


def _point(
    point: Point,
    x: float,
    slot: float,
    scale: float,
    palette: Palette | None,
    shade: str,
) -> list[str]:
    left, width = x + slot * 0.2, slot * 0.6
    said = words(
        x + slot / 2, BASE + 18, point.label, palette, anchor="middle", shade=shade
    )
    out = [said]
    if point.value is None:
        out.append(rect(left, BASE - STUB, width, STUB, "#hatch-indicator", palette))
    else:
        tall = max(point.value * scale, 1)
        # What may still change is paler.
        shade = "c1" if point.is_final else "m2"
        out.append(rect(left, BASE - tall, width, tall, shade, palette))
        out += _whisker(point, x + slot / 2, scale)
    if point.target is not None:
        y = BASE - point.target * scale
        out.append(_stroke(x + slot * 0.08, y, x + slot * 0.92, y, "goal"))
    # How complete the records are: a thin bar below, as long as its share.
    out.append(rect(left, BASE + 26, width, 4, "track", palette))
    out.append(rect(left, BASE + 26, width * point.percent / 100, 4, "m3", palette))
    return out


def _whisker(point: Point, x: float, scale: float) -> list[str]:
    if point.low is None or point.high is None:
        return []
    low = BASE - point.low * scale
    high = max(BASE - point.high * scale, TOP - 8)
    return [
        _stroke(x, low, x, high, "whisker"),
        _stroke(x - 4, low, x + 4, low, "whisker"),
        _stroke(x - 4, high, x + 4, high, "whisker"),
    ]


def _stroke(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    colour, dash = ("#e0a63a", ' stroke-dasharray="5 4"')
    if kind == "whisker":
        colour, dash = "#1b2624", ""
    return (
        f'<line class="{kind}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" '
        f'stroke="{colour}" stroke-width="1.5"{dash}/>'
    )


def _top(points: Sequence[Point]) -> float:
    """Return a round number that nothing drawn is above, but the longest whiskers."""
    values = [p.value or 0 for p in points] + [p.target or 0 for p in points]
    # A wide interval must not press all bars flat.
    highs = [min(p.high, 2 * p.value) for p in points if p.high and p.value]
    tallest = max([*values, *highs], default=0) or 1
    step = 1e-6
    while True:
        for one in (1, 2, 2.5, 5):
            if one * step * 4 >= tallest:
                return one * step * 4
        step *= 10
