"""Make and store releases: from facts once; everything else reads these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from payung.engines.disclosure import (
    Audience,
    CannotProtect,
    Counts,
    Release,
    Rules,
    protect_together,
    reopen,
)
from payung.programme.journal.actions import Acting, record
from payung.programme.places.days import day_of
from payung.programme.places.packs import pack_of

from .audiences import finest_outside, level_for, outside, rules_for
from .counting import Frame, Grain, Note, tables_of
from .kinds import RELEASED
from .models import StoredRelease
from .periods import Period
from .reading import lists_of, notes_of


# What is joined when figures cannot be protected: first months to quarters, then
# districts to the larger areas. Each rung is said in words beside the figures.
LADDER = (
    Grain(months=True, level=2),
    Grain(months=False, level=2),
    Grain(months=True, level=1),
    Grain(months=False, level=1),
)


# A table of which less than this share is shown says nothing; joined, it may.
WORTH_SHOWING = 1 / 3


class NotOverYet(ValueError):
    """Figures for others are made of months that are over."""


class OverlapsEarlier(ValueError):
    """Figures of some of these months are out for another period, `told`."""

    def __init__(self, told: Period) -> None:
        """Keep the period that is out."""
        self.told = told
        super().__init__(
            f"Figures of {told.code} are out already, and share months with these. "
            "Choose the same period, or one that shares none: the difference would "
            "show what both hide."
        )


class NoFigures(LookupError):
    """No figures were made for this audience and period."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """The releases of one audience and period, by table, and the rung they stand on."""

    country: str
    audience: Audience
    period: Period
    rung: int
    tables: Mapping[str, Release]

    def __post_init__(self) -> None:
        """Refuse anything but releases, whatever a type checker was told."""
        if not all(isinstance(one, Release) for one in self.tables.values()):
            raise TypeError("Figures are made of releases alone; protect() makes them.")

    @property
    def hidden(self) -> int:
        """Return how many numbers are kept back in all tables together."""
        return sum(len(release.hidden) for release in self.tables.values())


@transaction.atomic
def release_figures(
    *, actor: Acting, country: str, period: Period, audience: Audience, at: datetime
) -> Figures:
    """Make the figures of a period for an audience and store them.

    For others than the own team a period is released once and stays as it is: the
    difference between two releases of the same months would show what was added. The
    first of them makes all that the pack allows, from the same notes.
    Raise MayNotReceive, NotOverYet, OverlapsEarlier or CannotProtect.
    """
    made = _made(country, period, audience, at)
    for figures in made.values():
        _store(figures, actor=actor, at=at)
        record(
            RELEASED,
            actor=actor,
            subject=f"{country} {period.code}",
            at=at,
            audience=figures.audience,
            hidden=figures.hidden,
        )
    return made.get(audience) or figures_of(country, audience, period)


def figures_before(
    *, country: str, period: Period, audience: Audience, at: datetime
) -> tuple[Figures, bool]:
    """Return figures as they are, or as they would be made, and whether they are fixed.

    Stores nothing, so that looking fixes nothing. Raises as release_figures does.
    """
    made = _made(country, period, audience, at)
    if audience in made:
        return made[audience], False
    return figures_of(country, audience, period), True


def periods_out(country: str) -> list[Period]:
    """Return the periods that others were told of, the latest first."""
    out = StoredRelease.objects.filter(country=country)
    spans = out.exclude(audience=Audience.OWN_TEAM).values_list("since", "until")
    return [
        Period(since=since, until=until)
        for since, until in spans.distinct().order_by("-until", "since")
    ]


def figures_of(country: str, audience: Audience, period: Period) -> Figures:
    """Return stored figures; raise NoFigures, or ReleaseAltered where one was changed."""
    rows = list(_rows(country, audience, period))
    if not rows:
        raise NoFigures(period.code)
    return Figures(
        country=country,
        audience=audience,
        period=period,
        rung=max(row.rung for row in rows),
        tables={row.table: reopen(row.body, row.digest) for row in rows},
    )


def latest_figures(country: str, audience: Audience) -> Figures:
    """Return the figures that reach furthest; raise NoFigures."""
    row = (
        StoredRelease.objects.filter(country=country, audience=audience)
        .order_by("-until", "since")
        .first()
    )
    if row is None:
        raise NoFigures(country)
    return figures_of(country, audience, Period(since=row.since, until=row.until))


def protect_on_ladder(
    build: Mapping[Grain, Mapping[str, Counts]],
    level: int,
    rules: Rules,
    earlier: Sequence[Release] = (),
) -> tuple[int, dict[str, Release]]:
    """Return the finest rung that can be protected and still tells something.

    Where every rung hides most of some table, the one that tells most.
    The releases go down to `level`.

    Finer tables in `build` are protected along with them, so that an audience that is
    told less cannot be played against one that is told more.
    """
    best: tuple[float, int, dict[str, Release]] | None = None
    last = CannotProtect("There is no table to protect.")
    # Where no area is finer than the largest, nothing was joined on the third rung.
    for rung, grain in enumerate(grain for grain in LADDER if grain in build):
        own = build[Grain(months=grain.months, level=min(level, grain.level))]
        tables = [*own.values(), *build[grain].values()]
        try:
            made = protect_together(tables, rules, earlier=earlier)
        except CannotProtect as refused:
            last = refused
            continue
        releases = dict(zip(own, made, strict=False))
        told = min(map(share_told, releases.values()))
        if best is None or told > best[0]:
            best = told, rung, releases
        if told >= WORTH_SHOWING:
            break
    if best is None:
        raise last
    return best[1:]


def share_told(release: Release) -> float:
    """Return how much of what is not nought is shown, totals aside: 1.0 is all."""
    leaves = [frozenset(dimension.leaves()) for dimension in release.dimensions]

    def is_drawn(place: Sequence[str]) -> bool:
        return all(part in known for part, known in zip(place, leaves, strict=True))

    told = sum(n > 0 and is_drawn(place) for place, n in release.shown.items())
    kept = sum(is_drawn(place) for place in release.hidden)
    return told / (told + kept) if kept else 1.0


def _made(
    country: str, period: Period, audience: Audience, at: datetime
) -> dict[Audience, Figures]:
    """Return the figures to store: none where this audience has them already."""
    rules_for(pack_of(country), audience)
    notes = list(notes_of(country, period))
    if audience is Audience.OWN_TEAM:
        return _for_each(notes, country, period, [audience], ())
    if period.until > day_of(country, at):
        raise NotOverYet("Choose months that are over: these are for others.")
    if _rows(country, audience, period).exists():
        return {}
    # All who are outside are told of the same notes, those that police leaders may hear
    # of: what is missing between two lists would point at those who said no.
    notes = [note for note in notes if note.for_police]
    earlier = _earlier(country, period)
    together = [
        one
        for one in outside(pack_of(country))
        if not _rows(country, one, period).exists()
    ]
    made = _for_each(notes, country, period, together, earlier)
    if audience not in made:
        # What the stricter ones are told left too little room: this one alone.
        made = _for_each(notes, country, period, [audience], earlier)
    if audience not in made:
        raise CannotProtect("Even joined, these figures could point to somebody.")
    return made


def _for_each(
    notes: Sequence[Note],
    country: str,
    period: Period,
    audiences: Sequence[Audience],
    earlier: Sequence[Release],
) -> dict[Audience, Figures]:
    """Return the figures of each audience that can be protected beside those before."""
    made: dict[Audience, Figures] = {}
    out = list(earlier)
    for audience in audiences:
        try:
            rung, tables = _protected(notes, country, period, audience, out)
        except CannotProtect:
            continue
        out += tables.values()
        made[audience] = Figures(
            country=country, audience=audience, period=period, rung=rung, tables=tables
        )
    return made


def _protected(
    notes: Sequence[Note],
    country: str,
    period: Period,
    audience: Audience,
    earlier: Sequence[Release],
) -> tuple[int, dict[str, Release]]:
    pack, lists = pack_of(country), lists_of(country)
    own = audience is Audience.OWN_TEAM
    deepest = max((area.level for area in pack.areas), default=1)
    finest = min(deepest, level_for(pack, audience) if own else finest_outside(pack))
    build = {
        grain: tables_of(
            notes, lists, Frame(country=country, period=period, grain=grain)
        )
        for grain in LADDER
        if grain.level <= finest
    }
    level = min(finest, level_for(pack, audience))
    return protect_on_ladder(build, level, rules_for(pack, audience), earlier)


def _earlier(country: str, period: Period) -> list[Release]:
    """Return what others were told of this period; raise OverlapsEarlier."""
    out = StoredRelease.objects.filter(country=country)
    same = []
    for row in out.exclude(audience=Audience.OWN_TEAM):
        told = Period(since=row.since, until=row.until)
        if told == period:
            same.append(reopen(row.body, row.digest))
        elif told.overlaps(period):
            raise OverlapsEarlier(told)
    return same


def _rows(country: str, audience: Audience, period: Period) -> QuerySet[StoredRelease]:
    return StoredRelease.objects.filter(
        country=country, audience=audience, since=period.since, until=period.until
    )


def _store(figures: Figures, *, actor: Acting, at: datetime) -> None:
    about = {
        "country": figures.country,
        "audience": figures.audience,
        "since": figures.period.since,
        "until": figures.period.until,
    }
    StoredRelease.objects.filter(**about).delete()
    for name, release in figures.tables.items():
        StoredRelease.objects.create(
            **about,
            table=name,
            rung=figures.rung,
            made_at=at,
            made_by=actor.handle,
            body=release.to_json(),
            digest=release.digest,
        )
