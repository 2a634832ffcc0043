"""From outlines in degrees to one small SVG drawing 420 units wide."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from tools.places.topology import (
    Arc,
    ArcRing,
    Ring,
    cut,
    outline,
    points_of,
    size,
    thin,
)


WIDTH, MARGIN = 420.0, 4.0
# A coast of crumbs costs kilobytes and shows nothing on a phone.
CRUMB = 1.5


def draw(
    areas: Mapping[str, Sequence[Ring]],
    parents: Mapping[str, str],
    *,
    tolerance: float,
    source: str,
    licence: str,
) -> dict[str, Any]:
    """Return map.json: every area's path, and the path of each parent around its areas."""
    placed, height = _placed(areas)
    rings = cut(placed)
    for parent in sorted(set(parents.values())):
        rings[parent] = outline(
            rings[code] for code in sorted(parents) if parents[code] == parent
        )
    arcs = {arc for found in rings.values() for ring in found for arc, _ in ring}
    thinned = {arc: thin(arc, tolerance) for arc in arcs}
    paths = {code: _path(found, thinned) for code, found in sorted(rings.items())}
    return {
        "viewBox": f"0 0 {WIDTH:.0f} {height:.0f}",
        "source": source,
        "licence": licence,
        "paths": paths,
    }


def _placed(areas: Mapping[str, Sequence[Ring]]) -> tuple[dict[str, list[Ring]], float]:
    every = [point for rings in areas.values() for ring in rings for point in ring]
    west, east = min(x for x, _ in every), max(x for x, _ in every)
    south, north = min(y for _, y in every), max(y for _, y in every)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * squeeze)
    height = math.ceil((north - south) * scale + 2 * MARGIN)

    def place(ring: Ring) -> Ring:
        points = [
            (
                round((x - west) * squeeze * scale + MARGIN, 2),
                round((north - y) * scale + MARGIN, 2),
            )
            for x, y in ring
        ]
        # Rounding makes neighbours of equal points; an arc must not step on the spot.
        return [
            p
            for p, before in zip(points, points[-1:] + points[:-1], strict=True)
            if p != before
        ]

    return {
        code: [place(ring) for ring in rings] for code, rings in areas.items()
    }, height


def _path(rings: Sequence[ArcRing], thinned: Mapping[Arc, Arc]) -> str:
    found = sorted((points_of(ring, thinned) for ring in rings), key=size, reverse=True)
    kept = [
        ring for place, ring in enumerate(found) if not place or size(ring) >= CRUMB
    ]
    return "".join(_ring(ring) for ring in kept)


def _ring(ring: Ring) -> str:
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
    text, before = f"M{_n(tenths[0][0])} {_n(tenths[0][1])}", tenths[0]
    steps = []
    for point in tenths[1:]:
        if point != before:
            steps.append(f"{_n(point[0] - before[0])} {_n(point[1] - before[1])}")
            before = point
    return f"{text}l{' '.join(steps)}z" if steps else f"{text}h.5v.5z"


def _n(tenths: int) -> str:
    """Write tenths as the shortest number SVG reads."""
    text = f"{tenths / 10:g}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
