"""The custody board: one row for each person held now, the most urgent first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from payung.engines.clocks import State
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
from .board_words import LAW_WORDS, NEAR_WORDS, limit_words, status_words
from .helping import Help, Helper, Law, Near, help_for
from .limits import production_clocks
from .models import DraftState, OverdueDraft
from .next_deed import Deed, next_deed


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
    """Somebody held now. `look` is "late", "soon" or ""; times are told in `zone`."""

    reference: str
    arrest: Arrest
    where: str
    zone: ZoneInfo
    clocks: tuple[BoardClock, ...]
    more_clocks: tuple[BoardClock, ...]
    pauses: tuple[tuple[str, datetime], ...]
    helpers: tuple[BoardHelper, ...]
    lawyer: BoardLawyer
    drafts: tuple[OverdueDraft, ...]
    next: Deed
    look: str
    own: str


def board_of(actor: Actor, *, at: datetime) -> tuple[BoardRow, ...]:
    """Return who is held now in her cases, the most urgent first."""
    rows = held_now(actor).select_related("case")
    rows = rows.prefetch_related("steps", "pauses", "held")
    arrests = list(rows.order_by("taken_at", "pk")[:MOST])
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
        helpers=tuple(_helper(actor, one) for one in help_now.helpers),
        lawyer=BoardLawyer(
            who=help_now.lawyer.attorney,
            said=str(LAW_WORDS[help_now.lawyer.law]),
            law=help_now.lawyer.law,
            alert=help_now.lawyer.alert,
        ),
        drafts=drafts,
        next=next_deed(arrest, help_now, drafts),
        look=_look(pressing, drafts),
        own=_own(actor, help_now),
    )
    return _urgency(pressing, arrest), row


def _parted(
    country: str, running: list[Reading]
) -> tuple[list[Reading], list[Reading]]:
    """Return the clocks that a row shows at once, and those behind a fold.

    At once: those that run until production, and whatever has no time to lose.
    """
    ids = production_clocks(country)
    pressing = [
        one
        for one in running
        if one.clock.id in ids or one.state in {State.SOON, State.OVER}
    ]
    return pressing, [one for one in running if one not in pressing]


def _urgency(pressing: list[Reading], arrest: Arrest) -> tuple[int, float, float]:
    """Return what sorts a row: time that is up, then the next limit, then the longest."""
    timed = [one for one in pressing if one.left is not None and one.due.moment]
    over = any(one.state is State.OVER for one in timed)
    left = min((one.left.total_seconds() for one in timed if one.left), default=FAR)
    return (0 if over else 1, left, arrest.taken_at.timestamp())


def _look(pressing: list[Reading], drafts: tuple[OverdueDraft, ...]) -> str:
    states = {one.state for one in pressing if one.due.moment}
    if drafts or State.OVER in states:
        return "late"
    return "soon" if State.SOON in states else ""


def _clock(reading: Reading) -> BoardClock:
    return BoardClock(
        card=clock_card(reading),
        limit=limit_words(reading.due.value),
        status=status_words(reading.due),
    )


def _helper(actor: Actor, one: Helper) -> BoardHelper:
    return BoardHelper(
        who=one.person,
        said=str(NEAR_WORDS[one.near]),
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
