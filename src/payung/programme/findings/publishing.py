"""Make and store releases: from facts once; everything else reads these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

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
from payung.programme.places.packs import pack_of

from .audiences import finest_outside, level_for, rules_for
from .counting import Frame, Grain, tables_of
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


class NotOverYet(ValueError):
    """Figures for others are made of months that are over."""


class OverlapsEarlier(ValueError):
    """Figures of some of these months are out for another period."""


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
    difference between two releases of the same months would show what was added.
    Raise MayNotReceive, NotOverYet, OverlapsEarlier or CannotProtect.
    """
    rules = rules_for(pack_of(country), audience)
    earlier: list[Release] = []
    if audience is not Audience.OWN_TEAM:
        if period.until > at.astimezone(pack_of(country).zone()).date():
            raise NotOverYet("Choose months that are over: these are for others.")
        try:
            return figures_of(country, audience, period)
        except NoFigures:
            earlier = _earlier(country, period)
    rung, tables = _protected(country, period, rules, earlier)
    figures = Figures(
        country=country, audience=audience, period=period, rung=rung, tables=tables
    )
    _store(figures, actor=actor, at=at)
    record(
        RELEASED,
        actor=actor,
        subject=f"{country} {period.code}",
        at=at,
        audience=audience,
        hidden=figures.hidden,
    )
    return figures


def figures_of(country: str, audience: Audience, period: Period) -> Figures:
    """Return stored figures; raise NoFigures, or ReleaseAltered where one was changed."""
    rows = list(
        StoredRelease.objects.filter(
            country=country, audience=audience, since=period.since, until=period.until
        )
    )
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
    """Return the rung and the releases, down to `level`, that can be protected.

    Finer tables in `build` are protected along with them, so that an audience that is
    told less cannot be played against one that is told more.
    """
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
        return rung, dict(zip(own, made, strict=False))
    raise last


def _protected(
    country: str, period: Period, rules: Rules, earlier: Sequence[Release]
) -> tuple[int, dict[str, Release]]:
    pack, lists = pack_of(country), lists_of(country)
    notes = list(notes_of(country, period))
    own = rules.audience is Audience.OWN_TEAM
    deepest = max((area.level for area in pack.areas), default=1)
    finest = min(
        deepest, level_for(pack, rules.audience) if own else finest_outside(pack)
    )
    build = {
        grain: tables_of(
            notes, lists, Frame(country=country, period=period, grain=grain)
        )
        for grain in LADDER
        if grain.level <= finest
    }
    level = min(finest, level_for(pack, rules.audience))
    return protect_on_ladder(build, level, rules, earlier)


def _earlier(country: str, period: Period) -> list[Release]:
    """Return what others were told of this period; raise OverlapsEarlier."""
    out = StoredRelease.objects.filter(country=country)
    same = []
    for row in out.exclude(audience=Audience.OWN_TEAM):
        told = Period(since=row.since, until=row.until)
        if told == period:
            same.append(reopen(row.body, row.digest))
        elif told.overlaps(period):
            raise OverlapsEarlier(
                f"Figures of {told.code} are out already, and share months with these. "
                "Choose the same period, or one that shares none: the difference would "
                "show what both hide."
            )
    return same


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
