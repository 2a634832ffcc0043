"""Stacked columns, with meetings marked. A hidden part is a hatched stub of one size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .svg import WIDTH, Palette, hatch, line, open_svg, rect, words


LEFT, TOP, BASE = 38, 26, 176
HEIGHT, LINE = 222, 18
# So few columns have room for words on a telephone too.
FEW = 6
# The stub says that there is something, and nothing of how much.
STUB = 9


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column: its word, and (shade, count) from below; None is a hidden count."""

    label: str
    parts: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Marker:
    """A meeting: before which column it stands (1.5: amid the second), and its word."""

    at: float
    label: str


def draw_columns(
    columns: Sequence[Column],
    *,
    title: str,
    described: str,
    number: Callable[[int], str],
    markers: Sequence[Marker] = (),
    palette: Palette | None = None,
    name: str = "hatch-columns",
) -> str:
    """Return stacked columns as SVG."""
    tallest = max((sum(n or 0 for _, n in c.parts) for c in columns), default=0)
    step = _step(tallest)
    top = max(step, -(-tallest // step) * step)
    scale = (BASE - TOP - STUB) / top
    out = [
        open_svg(HEIGHT, title, described, palette, wide=True),
        hatch(name, palette),
    ]
    for mark in range(0, top + 1, step):
        y = BASE - mark * scale
        out.append(line(LEFT, y, WIDTH, y, palette))
        out.append(words(LEFT - 6, y + 4, number(mark), palette, anchor="end"))
    slot = (WIDTH - LEFT) / max(len(columns), 1)
    crowded = _crowded(columns, slot, palette)
    for place, column in enumerate(columns):
        x = LEFT + place * slot
        out += _column(column, x + slot * 0.16, slot * 0.68, scale, f"#{name}", palette)
        spare = crowded and (len(columns) - 1 - place) % 2 == 1
        if palette and spare:
            # On paper no style sheet leaves labels out.
            continue
        # A long word under the last column would run over the edge.
        edge = crowded and place == len(columns) - 1
        for row, part in enumerate(_lines(column.label)):
            out.append(
                words(
                    WIDTH if edge else x + slot / 2,
                    BASE + 19 + row * LINE,
                    part,
                    palette,
                    anchor="end" if edge else "middle",
                    shade="spare" if spare else "",
                )
            )
    out += [_marker(m, LEFT + m.at * slot, palette) for m in markers]
    return "".join([*out, "</svg>"])


def _column(
    column: Column,
    x: float,
    w: float,
    scale: float,
    hidden: str,
    palette: Palette | None,
) -> list[str]:
    y, out = float(BASE), []
    for shade, count in column.parts:
        if count:
            y -= count * scale
            # A white hair between the parts keeps them apart in grey print.
            out.append(rect(x, y, w, max(count * scale - 0.8, 0.6), shade, palette))
    if any(count is None for _, count in column.parts):
        out.append(rect(x, y - STUB, w, STUB - 1, hidden, palette))
    return out


def _marker(marker: Marker, x: float, palette: Palette | None) -> str:
    paint = (
        ' stroke="#1b2624" stroke-width="1.2" stroke-dasharray="3 3"' if palette else ""
    )
    ending = marker.at > 6
    said = words(
        x + (-7 if ending else 7),
        TOP - 10,
        marker.label,
        palette,
        anchor="end" if ending else "start",
        shade="strong",
    )
    return (
        f'<g class="mark"><line x1="{x:g}" y1="{TOP - 14}" x2="{x:g}" y2="{BASE}"{paint}/>'
        f'<circle cx="{x:g}" cy="{TOP - 14}" r="3"/>{said}</g>'
    )


def _lines(label: str) -> list[str]:
    """Return a label such as "Jan–Mar" in two lines."""
    first, dash, second = label.partition("–")
    return [first + dash, second] if dash else [first]


def _crowded(columns: Sequence[Column], slot: float, palette: Palette | None) -> bool:
    """Return whether the labels are too long to stand under every column."""
    longest = max((len(p) for c in columns for p in _lines(c.label)), default=0)
    letter = 5 if palette else 8
    if len(columns) > FEW and not palette:
        letter = 11
    return longest * letter >= slot


def _step(tallest: int) -> int:
    """Return how far the lines of the grid lie apart: about four of them."""
    for power in (1, 10, 100, 1000, 10_000, 100_000):
        for one in (1, 2, 5):
            if tallest <= one * power * 4:
                return one * power
    return tallest
