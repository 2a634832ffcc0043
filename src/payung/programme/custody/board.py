"""The custody board: one row for each person held now, the most urgent first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import F, Min, Q, QuerySet

from payung.engines.clocks import State
from payung.engines.clocks import Unit as CountedIn
from payung.programme.cases.case_page import ClockCard, clock_card
from payung.programme.cases.clock_readings import Reading, read_clocks
from payung.programme.cases.clock_rows import facts_of
from payung.programme.cases.held_spans import held_now as place_now
from payung.programme.cases.models import Arrest
from payung.programme.cases.words.held import place_words
from payung.programme.cases.words.steps import pause_label
from payung.programme.people.actors import Actor
from payung.programme.places.models import Unit
from payung.programme.places.packs import pack_of
from payung.programme.places.queries import area_names, unit_names

from .access import held_now
from .board_words import AWAITED, LAW_WORDS, NEAR_WORDS, limit_words, status_words
from .helping import Help, Helper, Law, Near, help_for
from .limits import holding_clocks
from .models import AlarmKind, DraftState, OverdueDraft
from .next_deed import Deed, next_deed
from .waits import WAITS


MOST = 200
FAR = float("inf")


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardClock:
    """A clock of a row: its card, its limit ("24 h"), and what has to be said of it."""

    card: ClockCard
    limit: str
    status: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardHelper:
    """One of ours in words. `who` is empty while a pair is looked for."""

    who: str
    said: str
    since: datetime
    near: Near
    response: str
    hers: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardLawyer:
    """How far it is with a lawyer, in words."""

    who: str
    said: str
    law: Law
    alert: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardRow:
    """Somebody held now. `look` is "late", "soon" or ""; times are told in `zone`.

    `stands_long` says that a stretch that is not counted goes on for suspiciously long.
    """

    reference: str
    arrest: Arrest
    where: str
    zone: ZoneInfo
    clocks: tuple[BoardClock, ...]
    more_clocks: tuple[BoardClock, ...]
    pauses: tuple[tuple[str, datetime], ...]
    stands_long: bool
    helpers: tuple[BoardHelper, ...]
    lawyer: BoardLawyer
    drafts: tuple[OverdueDraft, ...]
    next: Deed
    look: str
    own: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardPage:
    """A part of the board, with how many stand before it and how many after it."""

    rows: tuple[BoardRow, ...]
    before: int
    more: int

    @property
    def next_from(self) -> int:
        """How many stand before the next part."""
        return self.before + len(self.rows)

    @property
    def previous_from(self) -> int:
        """How many stand before the part before this one."""
        return max(self.before - MOST, 0)


def board_page(actor: Actor, *, at: datetime, before: int = 0) -> BoardPage:
    """Return the part of the board after so many rows, the most urgent first."""
    rows = board_of(actor, at=at, before=before)
    # Counted only where a part is full or not the first: most boards have one.
    counts = before or len(rows) == MOST
    every = held_now(actor).count() if counts else len(rows)
    more = max(every - before - len(rows), 0)
    return BoardPage(rows=rows, before=before, more=more)


def board_of(actor: Actor, *, at: datetime, before: int = 0) -> tuple[BoardRow, ...]:
    """Return who is held now in her cases, at most MOST, the most urgent first."""
    rows = _urgent_first(actor).select_related("case")
    rows = rows.prefetch_related("steps", "pauses", "held")
    arrests = list(rows[before : before + MOST])
    if not arrests:
        return ()
    names = _Names.read(actor)
    helping = help_for(arrests)
    drafts = _drafts(arrests)
    told = [
        _row(actor, one, names, helping[one.pk], drafts.get(one.pk, ()), at)
        for one in arrests
    ]
    return tuple(row for _urgency, row in sorted(told, key=lambda pair: pair[0]))


def held_count(actor: Actor, *, most: int) -> int:
    """Return how many are held now in her cases, counted no further than most."""
    return held_now(actor)[:most].count()


def _urgent_first(actor: Actor) -> QuerySet[Arrest]:
    """Return who is held now, by the stored limits: what is up, then what ends next."""
    held = held_now(actor)
    countries = set(held.order_by().values_list("case__country", flat=True).distinct())
    ids = frozenset().union(*(holding_clocks(country) for country in countries))
    own = Q(clocks__stopped_at=None, clocks__clock__in=ids)
    # "At once" is due from its first minute and would put everybody in front.
    counted = Q(clocks__runs_out_at__gt=F("clocks__started_at"))
    ends = Min("clocks__runs_out_at", filter=own & counted)
    ordered = F("ends").asc(nulls_last=True)
    return held.annotate(ends=ends).order_by(ordered, "taken_at", "pk")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Names:
    units: Mapping[str, str]
    areas: Mapping[str, str]
    area_of_unit: Mapping[str, str]

    @classmethod
    def read(cls, actor: Actor) -> _Names:
        units = Unit.objects.filter(country=actor.country)
        return cls(
            units=unit_names(actor.country, actor.language),
            areas=area_names(actor.country, actor.language),
            area_of_unit=dict(units.values_list("code", "area")),
        )


def _row(
    actor: Actor,
    arrest: Arrest,
    names: _Names,
    help_now: Help,
    drafts: tuple[OverdueDraft, ...],
    at: datetime,
) -> tuple[tuple[int, float, float], BoardRow]:
    area = names.area_of_unit.get(arrest.station) or arrest.case.area
    facts = facts_of(arrest, area=area)
    running = [one for one in read_clocks(facts, at=at) if one.stopped_at is None]
    pressing, others = _parted(arrest.case.country, running)
    place = place_words(place_now(arrest), names.units)
    stands_long = _stands_long(arrest, at)
    row = BoardRow(
        reference=arrest.case.reference,
        arrest=arrest,
        where=place or names.areas.get(arrest.case.area, ""),
        zone=pack_of(arrest.case.country).zone(area or None),
        clocks=tuple(_clock(one) for one in pressing),
        more_clocks=tuple(_clock(one) for one in others),
        pauses=tuple(
            (pause_label(one.kind), one.began_at)
            for one in arrest.pauses.all()
            if one.ended_at is None
        ),
        stands_long=stands_long,
        helpers=tuple(_helper(actor, one, at) for one in help_now.helpers),
        lawyer=BoardLawyer(
            who=help_now.lawyer.attorney,
            said=str(LAW_WORDS[help_now.lawyer.law]),
            law=help_now.lawyer.law,
            alert=help_now.lawyer.alert,
        ),
        drafts=drafts,
        next=next_deed(arrest, help_now, drafts, at=at),
        look=_look(pressing, drafts, stands_long=stands_long),
        own=_own(actor, help_now),
    )
    return _urgency(pressing, arrest, stands_long=stands_long), row


def _stands_long(arrest: Arrest, at: datetime) -> bool:
    """Return whether a stretch goes on for so long that it was surely forgotten."""
    going_on = [one.began_at for one in arrest.pauses.all() if one.ended_at is None]
    return bool(going_on) and at - min(going_on) >= WAITS[AlarmKind.STANDS]


def _parted(
    country: str, running: list[Reading]
) -> tuple[list[Reading], list[Reading]]:
    """Return the clocks that a row shows at once, and those behind a fold.

    At once: those that limit holding her, and whatever has no time to lose.
    """
    ids = holding_clocks(country)
    pressing = [
        one
        for one in running
        if one.clock.id in ids or one.state in {State.SOON, State.OVER}
    ]
    return pressing, [one for one in running if one not in pressing]


def _urgency(
    pressing: list[Reading], arrest: Arrest, *, stands_long: bool
) -> tuple[int, float, float]:
    """Return what sorts a row: time that is up, then the next limit, then the longest.

    A clock that stands still for long says nothing true, so it comes between.
    """
    # "At once" is due from its first minute: it would put the longest held in front.
    timed = [
        one
        for one in pressing
        if one.left is not None and one.due.value.unit is not CountedIn.IMMEDIATE
    ]
    over = any(one.state is State.OVER for one in timed)
    left = min((one.left.total_seconds() for one in timed if one.left), default=FAR)
    rank = 0 if over else 1 if stands_long else 2
    return (rank, left, arrest.taken_at.timestamp())


def _look(
    pressing: list[Reading], drafts: tuple[OverdueDraft, ...], *, stands_long: bool
) -> str:
    states = {one.state for one in pressing if one.due.moment}
    if drafts or State.OVER in states:
        return "late"
    return "soon" if stands_long or State.SOON in states else ""


def _clock(reading: Reading) -> BoardClock:
    return BoardClock(
        card=clock_card(reading),
        limit=limit_words(reading.due.value.limit, reading.due.value.unit),
        status=status_words(reading.due),
    )


def _helper(actor: Actor, one: Helper, at: datetime) -> BoardHelper:
    awaited = one.is_awaited(at)
    return BoardHelper(
        who=one.person,
        said=str(AWAITED if awaited else NEAR_WORDS[one.near]),
        since=one.since,
        near=one.near,
        response=one.response,
        hers=one.person == actor.handle,
    )


def _own(actor: Actor, help_now: Help) -> str:
    """Return how near she herself is by her own taps: "", "going" or "there"."""
    for one in help_now.helpers:
        mine = one.person == actor.handle and not one.response
        if mine and one.near in {Near.GOING, Near.THERE}:
            return one.near.value
    return ""


def _drafts(arrests: list[Arrest]) -> dict[int, tuple[OverdueDraft, ...]]:
    wait = [DraftState.WAITING, DraftState.DOUBTFUL]
    found: dict[int, list[OverdueDraft]] = defaultdict(list)
    rows = OverdueDraft.objects.filter(arrest__in=arrests, state__in=wait)
    for draft in rows.order_by("surely_at"):
        found[draft.arrest_id].append(draft)
    return {arrest_id: tuple(rows) for arrest_id, rows in found.items()}
