"""Everything the page of a case's proceedings shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.engines.clocks import Event
from payung.engines.proceedings import (
    Deed,
    Offer,
    StepKind,
    Track,
    contradictions,
    offers,
)
from payung.programme.cases.case_page import zone_of
from payung.programme.cases.models import Case
from payung.programme.cases.stages import AT_REST, Stage
from payung.programme.cases.words.tracks import HearingState, step_words, track_label
from payung.programme.consents.models import Purpose as Agreed
from payung.programme.consents.opening import is_open
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of
from payung.programme.places.queries import office_names

from .kept_steps import Told, arrest_of, told_steps
from .models import Going, Hearing, Proceeding, Substitute
from .refusal_words import sentence
from .tables import table
from .words import Purpose, body_label, deed_label, outcome_words


# What is most likely next stands open; the rest is one tap away.
SHOWN = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class StepLine:
    """A step that is written down, in words. `waits`: asked, and nobody has answered."""

    told: Told
    title: str
    result: str
    refused_by: str
    waits: bool
    may_take_back: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class NextStep:
    """A step that could be written down: its words, and (deed, word) for each button."""

    code: str
    title: str
    buttons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DateLine:
    """A date at court in words. `goes` is "" where nobody does; `sought` while looked
    for; `past` when the court must have met.
    """

    hearing: Hearing
    title: str
    place: str
    goes: str
    sought: bool
    past: bool
    state: str
    herself: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ProceedingPart:
    """One proceeding as its card shows it.

    `needs_yes`: it is a complaint, and she has not agreed to one.
    """

    proceeding: Proceeding
    title: str
    place: str
    outcome: str
    problems: tuple[str, ...]
    lines: tuple[StepLine, ...]
    next: tuple[NextStep, ...]
    more: tuple[NextStep, ...]
    coming: tuple[DateLine, ...]
    over: tuple[DateLine, ...]
    needs_arrest: bool
    needs_yes: bool
    is_open: bool


def parts_of(actor: Actor, case: Case, *, at: datetime) -> tuple[ProceedingPart, ...]:
    """Return the proceedings of a case, the open ones in front, the newest first."""
    going = Going.objects.filter(until=None).select_related("person")
    sought = Substitute.objects.filter(ended_at=None)
    dates = Hearing.objects.order_by("at").prefetch_related(
        Prefetch("goings", queryset=going, to_attr="going_now"),
        Prefetch("substitutes", queryset=sought, to_attr="sought_now"),
    )
    rows = case.proceedings.prefetch_related(Prefetch("hearings", queryset=dates))
    ordered = sorted(
        rows, key=lambda row: (row.closed_at is not None, -row.opened_at.timestamp())
    )
    return tuple(_part(actor, case, row, at) for row in ordered)


def _part(actor: Actor, case: Case, row: Proceeding, at: datetime) -> ProceedingPart:
    row.case = case
    told = told_steps(row)
    kept = tuple(one.kept for one in told)
    track = Track(row.track)
    zone = zone_of(case)
    found = offers(table(), track, kept, at=at, ended_at=row.closed_at)
    resting = Stage(case.stage) in AT_REST
    steps = () if resting else _next(found, told, _awaited(row))
    names = office_names(case.country, get_language() or "en")
    dates = [_date(actor, one, names, at) for one in row.hearings.all()]
    return ProceedingPart(
        proceeding=row,
        title=track_label(track),
        place=_place(row, names),
        outcome=outcome_words(row.outcome) if row.outcome else "",
        problems=tuple(
            sentence(one, zone) for one in contradictions(table(), track, kept)
        ),
        lines=tuple(_line(one) for one in told if one.hearing is None),
        next=steps[:SHOWN],
        more=steps[SHOWN:],
        coming=tuple(one for one in dates if one.hearing.state == HearingState.SET),
        over=tuple(one for one in dates if one.hearing.state != HearingState.SET)[::-1],
        needs_yes=track is Track.COMPLAINT
        and not is_open(case, Agreed.COMPLAINT, at=at),
        needs_arrest=track is Track.DEFENCE and arrest_of(row) is None,
        is_open=row.closed_at is None and not resting,
    )


def _awaited(row: Proceeding) -> tuple[str, ...]:
    """Return the events that a clock of the arrest waits for, the soonest first."""
    arrest = arrest_of(row)
    if arrest is None or arrest.released_at is not None:
        return ()
    pack = pack_of(row.case.country)
    running = arrest.clocks.filter(stopped_at=None).order_by("runs_out_at", "clock")
    known = {clock.id: clock.stops_on for clock in pack.clocks}
    events = [event for one in running for event in known.get(one.clock, ())]
    return tuple(dict.fromkeys(each.value for each in events if each != Event.RELEASE))


def _next(
    found: tuple[Offer, ...], told: tuple[Told, ...], awaited: tuple[str, ...]
) -> tuple[NextStep, ...]:
    """Return what could follow: what waits for an answer, what the clocks wait for,
    what nothing is known of yet, and the rest.
    """
    waiting = {one.kept.code for one in told if one.kept.is_open}
    known = {one.kept.code for one in told}
    order = sorted(
        found,
        key=lambda one: (
            one.kind.code not in waiting,
            _place_in(awaited, one.kind.event),
            one.kind.code in known,
            list(table().kinds).index(one.kind.code),
        ),
    )
    return tuple(
        NextStep(
            code=one.kind.code,
            title=step_words(one.kind.code),
            buttons=tuple(
                (deed.value, deed_label(deed, filed=one.kind.filed))
                for deed in _deeds(one)
            ),
        )
        for one in order
        if _deeds(one)
    )


def _place_in(awaited: tuple[str, ...], event: str) -> int:
    return awaited.index(event) if event in awaited else len(awaited)


def _deeds(one: Offer) -> tuple[Deed, ...]:
    # That she was taken has a page of its own, with a range and a station.
    if one.kind.event == "arrest":
        return ()
    return one.deeds


def _line(told: Told) -> StepLine:
    kept, row = told.kept, told.row
    kind: StepKind | None = table().kinds.get(kept.code)
    return StepLine(
        told=told,
        title=step_words(kept.code),
        result=outcome_words(row.result) if row and row.result else "",
        refused_by=body_label(row.refused_by) if row else "",
        waits=kept.is_open,
        may_take_back=kind is not None and kind.event != "arrest",
    )


def _date(actor: Actor, row: Hearing, names: dict[str, str], at: datetime) -> DateLine:
    going: list[Going] = getattr(row, "going_now", [])
    who = going[0].person if going else None
    return DateLine(
        hearing=row,
        title=str(Purpose(row.purpose).label),
        place=names.get(row.unit, row.unit),
        goes=who.handle if who else "",
        sought=bool(getattr(row, "sought_now", [])),
        past=row.at <= at,
        state=str(HearingState(row.state).label),
        herself=who is not None and who.pk == actor.person_id,
    )


def _place(row: Proceeding, names: dict[str, str]) -> str:
    body = body_label(row.body)
    if not row.unit:
        return body
    unit = names.get(row.unit, row.unit)
    return _("%(body)s, %(unit)s") % {"body": body, "unit": unit}
