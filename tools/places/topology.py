"""Simplified outlines that stay gapless: every border is one arc, thinned once for both sides."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence


Point = tuple[float, float]
Ring = list[Point]
Arc = tuple[Point, ...]
# One ring as its arcs in order; True where the arc is walked backwards.
ArcRing = list[tuple[Arc, bool]]


def cut(areas: Mapping[str, Sequence[Ring]]) -> dict[str, list[ArcRing]]:
    """Cut the closed rings of all areas into arcs wherever three borders meet.

    A ring is a list of points without its first point repeated at the end.
    """
    meets: dict[Point, set[Point]] = defaultdict(set)
    for ring in (ring for rings in areas.values() for ring in rings):
        for here, following in zip(ring, ring[1:] + ring[:1], strict=True):
            meets[here].add(following)
            meets[following].add(here)
    joints = {point for point, others in meets.items() if len(others) > 2}
    return {
        code: [_arcs(ring, joints) for ring in rings] for code, rings in areas.items()
    }


def _arcs(ring: Ring, joints: set[Point]) -> ArcRing:
    starts = [place for place, point in enumerate(ring) if point in joints]
    if not starts:
        first = ring.index(min(ring))
        return [_one_way((*ring[first:], *ring[: first + 1]))]
    turned = ring[starts[0] :] + ring[: starts[0]] + [ring[starts[0]]]
    ends = [place for place, point in enumerate(turned) if point in joints]
    return [_one_way(tuple(turned[a : b + 1])) for a, b in itertools.pairwise(ends)]


def _one_way(points: Arc) -> tuple[Arc, bool]:
    """Return the arc in the direction both neighbours agree on."""
    backwards = points[::-1]
    return (points, False) if points <= backwards else (backwards, True)


def thin(arc: Arc, tolerance: float) -> Arc:
    """Leave out points nearer than `tolerance` to the line (Douglas and Peucker, 1973)."""
    keep = {0, len(arc) - 1}
    spans = [(0, len(arc) - 1)]
    if arc[0] == arc[-1]:
        far = max(range(len(arc)), key=lambda i: (_squared(arc[0], arc[i]), i))
        keep.add(far)
        spans = [(0, far), (far, len(arc) - 1)]
    while spans:
        a, b = spans.pop()
        if b - a < 2:
            continue
        worst = max(range(a + 1, b), key=lambda i: (_off(arc[i], arc[a], arc[b]), i))
        if _off(arc[worst], arc[a], arc[b]) > tolerance**2:
            keep.add(worst)
            spans += [(a, worst), (worst, b)]
    return tuple(arc[i] for i in sorted(keep))


def outline(members: Iterable[Sequence[ArcRing]]) -> list[ArcRing]:
    """Return the rings around several areas together; borders between them fall away."""
    walked = [step for rings in members for ring in rings for step in ring]
    times = Counter(arc for arc, _ in walked)
    # Sources wind their rings both ways, so a border may be walked from either end.
    touching: dict[Point, list[Arc]] = defaultdict(list)
    for arc in sorted(arc for arc, _ in walked if times[arc] == 1):
        for end in (arc[0], arc[-1]):
            touching[end].append(arc)
    rings = []
    for start in sorted(touching):
        while touching[start]:
            rings.append(_walk(start, touching))
    return rings


def _walk(start: Point, touching: dict[Point, list[Arc]]) -> ArcRing:
    ring: ArcRing = []
    here = start
    while touching[here]:
        arc = touching[here][0]
        back = arc[0] != here
        touching[arc[0]].remove(arc)
        touching[arc[-1]].remove(arc)
        ring.append((arc, back))
        here = arc[0] if back else arc[-1]
        if here == start:
            break
    return ring


def points_of(ring: ArcRing, thinned: Mapping[Arc, Arc]) -> Ring:
    """Return the ring's points again, from thinned arcs, the end not repeated."""
    points: Ring = []
    for arc, back in ring:
        points += (thinned[arc][::-1] if back else thinned[arc])[:-1]
    return points


def size(ring: Ring) -> float:
    """Return the area a ring encloses, in squared units of its points."""
    return (
        abs(
            sum(
                a[0] * b[1] - b[0] * a[1]
                for a, b in zip(ring, ring[1:] + ring[:1], strict=True)
            )
        )
        / 2
    )


def _squared(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _off(point: Point, a: Point, b: Point) -> float:
    """Return the squared distance of a point from the stretch between a and b."""
    length = _squared(a, b)
    if not length:
        return _squared(point, a)
    along = (
        (point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])
    ) / length
    along = min(1.0, max(0.0, along))
    return _squared(point, (a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])))
