"""Charts as SVG text, drawn from releases: columns, bars and areas."""

from __future__ import annotations

from .areas import draw_areas, shade_of
from .bars import Bar, draw_bars
from .columns import Column, Marker, draw_columns
from .svg import INK, Palette


__all__ = [
    "INK",
    "Bar",
    "Column",
    "Marker",
    "Palette",
    "draw_areas",
    "draw_bars",
    "draw_columns",
    "shade_of",
]
