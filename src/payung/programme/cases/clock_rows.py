"""The stored clocks of an arrest: figured anew after every change of its facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from payung.engines.clocks import (
    ClockRunsBackwards,
    Event,
    OverlappingPauses,
    PauseRunsBackwards,
)
from payung.programme.people.refusals import CannotBe
from payung.programme.places.models import Unit
from payung.programme.places.packs import clocks_of, pack_of

from .clock_readings import (
    FROM_PLACES,
    ArrestFacts,
    Reading,
    Stretch,
    longest,
    read_clocks,
    standing,
)
from .held_spans import places_of, refuse_impossible_places
from .models import Arrest, CaseClock
from .remands import in_prison, remanded_at, with_police
from .words.steps import step_label


class RangeBackwards(CannotBe):
    """The latest possible moment lies before the earliest."""


class BeforeTheArrest(CannotBe):
    """A step is said to have happened before the arrest."""


class StepsBackwards(CannotBe):
    """One step is said to be earlier than the one it follows."""


class PausesOverlap(CannotBe):
    """Two stretches share time."""


class PauseBackwards(CannotBe):
    """A stretch ends before it begins."""


def facts_of(arrest: Arrest, *, area: str | None = None) -> ArrestFacts:
    """Return what is stored of an arrest as the clocks need it.

    `area` is what area_of would say, where many are read with one question.
    """
    steps = {Event(step.event): step.at for step in arrest.steps.all()}
    places = places_of(arrest)
    remanded = remanded_at(places)
    if remanded is not None:
        steps[Event.REMANDED] = remanded
    pauses = [
        Stretch(kind=one.kind, began_at=one.began_at, ended_at=one.ended_at)
        for one in arrest.pauses.all()
    ]
    return ArrestFacts(
        country=arrest.case.country,
        taken_at=arrest.taken_at,
        taken_at_latest=arrest.taken_at_latest,
        area=area_of(arrest) if area is None else area,
        steps=steps,
        pauses=(*pauses, *in_prison(places)),
        with_police=tuple(with_police(places)),
    )


def area_of(arrest: Arrest) -> str:
    """Return the area whose time counts: the station's, or else that of the case."""
    case = arrest.case
    unit = Unit.objects.filter(country=case.country, code=arrest.station).first()
    return (unit.area if unit else "") or case.area


def refigure(arrest: Arrest, *, at: datetime, field: str = "") -> None:
    """Store when each clock runs out; raise CannotBe where times do not fit.

    Call it inside the transaction that changed the facts, so that a refusal takes the
    change back.
    """
    # Fresh from the database: what is prefetched may be older than the change.
    arrest = Arrest.objects.select_related("case").get(pk=arrest.pk)
    facts = facts_of(arrest)
    refuse_what_cannot_be(facts, at=at, field=field)
    refuse_impossible_places(arrest, say=time_words(arrest), field=field)
    readings = read_clocks(standing(facts), at=at)
    going = {one.clock.id: one.stands_since for one in read_clocks(facts, at=at)}
    arrest.clocks.all().delete()
    CaseClock.objects.bulk_create(
        _row(arrest, one, going[one.clock.id]) for one in readings
    )
    figured_by = clocks_of(facts.country)
    Arrest.objects.filter(pk=arrest.pk).update(figured_by=figured_by)


def refuse_what_cannot_be(facts: ArrestFacts, *, at: datetime, field: str) -> None:
    """Raise the refusal, with its sentence, for times that contradict one another."""
    latest = facts.taken_at_latest
    if latest is not None and latest < facts.taken_at:
        raise RangeBackwards(
            _(
                "The latest possible moment is before the earliest. Exchange the two, "
                "or correct one."
            ),
            field="latest",
        )
    for event, moment in facts.steps.items():
        # Places are looked at by themselves, with a sentence of their own.
        if event not in FROM_PLACES and moment < facts.taken_at:
            raise BeforeTheArrest(
                _(
                    "“%(step)s” would be before the person was taken, on %(taken)s. "
                    "Correct one of the two times."
                )
                % {"step": step_label(event), "taken": _say(facts, facts.taken_at)},
                field=field,
            )
    try:
        read_clocks(facts, at=at)
    except ClockRunsBackwards:
        raise StepsBackwards(
            _(
                "One thing would have ended before it began: look at the order of the "
                "steps, and correct the time that is wrong."
            ),
            field=field,
        ) from None
    except OverlappingPauses:
        raise PausesOverlap(
            _(
                "This overlaps with time that is already left out. Correct one of the "
                "two, so that no minute is left out twice."
            ),
            field=field,
        ) from None
    except PauseRunsBackwards:
        raise PauseBackwards(
            _("The end is before the beginning. Exchange the two, or correct one."),
            field=field,
        ) from None


def time_words(arrest: Arrest) -> Callable[[datetime], str]:
    """Return what says a moment by the clocks of the place, for a refusal."""
    return partial(_say, facts_of(arrest))


def _say(facts: ArrestFacts, moment: datetime) -> str:
    zone = pack_of(facts.country).zone(facts.area or None)
    return f"{moment.astimezone(zone):%d.%m.%Y, %H:%M}"


def _latest(one: Reading) -> datetime | None:
    """Return the last moment at which it can run out, None where that is the first."""
    latest = longest(one.due_latest or one.due)
    return None if latest == one.due.moment else latest


def _row(arrest: Arrest, one: Reading, stands_since: datetime | None) -> CaseClock:
    return CaseClock(
        arrest=arrest,
        clock=one.clock.id,
        status=one.due.value.status.value,
        started_at=one.due.started_at,
        runs_out_at=one.due.moment,
        runs_out_latest=_latest(one),
        stands_since=stands_since,
        stopped_at=one.stopped_at,
    )
