"""Coded facts -> tables. The only place where people are counted.

A note counts once in each row, so that many acts told in one note fill no cell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from payung.engines.disclosure import Counts, Dimension
from payung.engines.forms import Fact
from payung.engines.packs import Area

from .periods import Period, quarter_of


# Who did it. A note that names several counts for the first of these.
WHO = ("police", "state", "client", "others")
STAGES = ("new", "in_hand", "with_lawyer", "in_court", "closed")
# Hours from being taken until a step: up to and with the number.
WAITS = (("h3", 3), ("h24", 24), ("h48", 48))
LATER, UNKNOWN = "later", "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """One note as it is counted: its facts, its stage, and an arrest's two waits."""

    facts: tuple[Fact, ...]
    stage: str
    arrested: bool = False
    lawyer_hours: float | None = None
    judge_hours: float | None = None
    for_police: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Grain:
    """How finely to divide: by month or only by quarter, and to which level of area."""

    months: bool
    level: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Lists:
    """The code lists a count needs: {code: group} twice, and the country's areas."""

    perpetrators: Mapping[str, str]
    acts: Mapping[str, str]
    areas: Sequence[Area]


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """What every table of one release shares."""

    country: str
    period: Period
    grain: Grain


def tables_of(notes: Iterable[Note], lists: Lists, frame: Frame) -> dict[str, Counts]:
    """Return every table of a country and a period, by name."""
    told = [note for note in notes if note.facts]
    held = [note for note in told if note.arrested]
    when = when_dimension(frame.period, frame.grain)
    where = where_dimension(lists.areas, frame.grain)
    who, stage = Dimension.flat("who", WHO), Dimension.flat("stage", STAGES)
    kind = Dimension.flat("kind", sorted(set(lists.acts.values())))
    waits = [*(code for code, _ in WAITS), LATER, UNKNOWN]
    months = [(month_of(n, when), who_of(n, lists)) for n in told]
    areas = [(area_of(n, lists.areas, where),) for n in told]
    kinds = [(group,) for n in told for group in _kinds(n, lists)]
    lawyer = [(wait_of(n.lawyer_hours),) for n in held]
    judge = [(wait_of(n.judge_hours),) for n in held]
    return {
        "months": _table(frame, "notes", (when, who), months),
        "areas": _table(frame, "notes", (where,), areas),
        "stages": _table(frame, "notes", (stage,), [(n.stage,) for n in told]),
        "kinds": _table(frame, "kinds", (kind,), kinds),
        "lawyer": _table(frame, "arrests", (Dimension.flat("lawyer", waits),), lawyer),
        "judge": _table(frame, "arrests", (Dimension.flat("judge", waits),), judge),
    }


def _table(
    frame: Frame,
    what: str,
    dimensions: tuple[Dimension, ...],
    cells: Iterable[tuple[str, ...]],
) -> Counts:
    return Counts(
        what=what,
        period=frame.period.code,
        country=frame.country,
        dimensions=dimensions,
        cells=Counter(cells),
    )


def who_of(note: Note, lists: Lists) -> str:
    """Return the one group a note counts for: police before state before clients."""
    by = {code for fact in note.facts for code in fact.by}
    groups = {lists.perpetrators.get(code, "") for code in by}
    if any(code.startswith("pol_") for code in by):
        return "police"
    if "STATE" in groups:
        return "state"
    return "client" if "CLIENT" in groups else "others"


def wait_of(hours: float | None) -> str:
    """Return the band of a wait in hours; a wait that runs backwards is not known."""
    if hours is None or hours < 0:
        return UNKNOWN
    return next((code for code, most in WAITS if hours <= most), LATER)


def when_dimension(period: Period, grain: Grain) -> Dimension:
    """Return months within quarters, or quarters alone, and a place for no month."""
    quarters: dict[str, list[str]] = defaultdict(list)
    for month in period.months():
        quarters[quarter_of(month)].append(month)
    # A quarter of which one month belongs here is that month, joined or not: what one
    # reader is told of it must be the same cell as what another is told.
    whole = {name: parts for name, parts in quarters.items() if len(parts) > 1}
    top = [name if name in whole else parts[0] for name, parts in quarters.items()]
    if not grain.months:
        return Dimension.flat("when", [*top, UNKNOWN])
    return Dimension.tree("when", {"all": [*top, UNKNOWN], **whole})


def month_of(note: Note, when: Dimension) -> str:
    """Return the month, or the quarter, that a note falls in."""
    month, leaves = note.facts[0].month, when.leaves()
    if month in leaves or not month:
        return month or UNKNOWN
    quarter = quarter_of(month)
    return quarter if quarter in leaves else UNKNOWN


def where_dimension(areas: Sequence[Area], grain: Grain) -> Dimension:
    """Return areas down to a level, with a place for notes that name no finer one."""
    parts: dict[str, list[str]] = {"all": []}
    for area in areas:
        if area.level <= grain.level:
            parts.setdefault(area.parent or "all", []).append(area.code)
    for parent, below in parts.items():
        below.append(UNKNOWN if parent == "all" else f"{parent}:{UNKNOWN}")
    return Dimension.tree("where", parts)


def area_of(note: Note, areas: Sequence[Area], where: Dimension) -> str:
    """Return the leaf of the area that a note names, or of the area around it."""
    leaves = frozenset(where.leaves())
    parents = {area.code: area.parent for area in areas}
    code: str | None = note.facts[0].area
    while code:
        for leaf in (code, f"{code}:{UNKNOWN}"):
            if leaf in leaves:
                return leaf
        code = parents.get(code)
    return UNKNOWN


def _kinds(note: Note, lists: Lists) -> set[str]:
    return {lists.acts[f.what] for f in note.facts if f.what in lists.acts}
