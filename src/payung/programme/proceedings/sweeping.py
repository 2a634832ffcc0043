"""What is due, found after any crash: reminders of dates, and searches that go on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from payung.engines.proceedings import ReminderKind, next_ask
from payung.programme.alerts.actions import tell
from payung.programme.alerts.models import Saying
from payung.programme.cases.asides import stands_aside
from payung.programme.cases.case_page import zone_of
from payung.programme.cases.models import Happened
from payung.programme.cases.timeline import add_line_by_itself
from payung.programme.cases.words.tracks import HearingState
from payung.programme.journal.actions import BY_ITSELF, record
from payung.programme.people.models import Person
from payung.programme.standby.on_call import on_call

from . import kinds
from .asking_round import ask_round
from .ending import end_substitutes
from .going import look_for_another, taken_by_alert
from .hearing_deeds import locked_hearing, remind_next
from .models import Going, Hearing, Substitute


def sweep(*, at: datetime) -> int:
    """Do all that is due; return how much was. Nothing is kept in memory between."""
    return _take_accepted(at) + _left_behind(at) + _go_on(at) + _remind(at)


def _take_accepted(at: datetime) -> int:
    rows = Substitute.objects.filter(ended_at=None).exclude(alert="")
    return sum(taken_by_alert(row, at=at) for row in rows)


def _left_behind(at: datetime) -> int:
    """Look for others where whoever was to go has left, or stands aside from the case."""
    rows = Going.objects.filter(
        until=None, hearing__state=HearingState.SET, hearing__at__gt=at
    )
    aside = stands_aside(case="hearing__proceeding__case")
    gone = rows.filter(Q(person__is_active=False) | aside)
    dates = list(gone.values_list("hearing_id", flat=True))
    return sum(_look_instead(hearing_id, at) for hearing_id in dates)


@transaction.atomic
def _look_instead(hearing_id: UUID, at: datetime) -> int:
    hearing = locked_hearing(hearing_id)
    now = on_call(hearing.proceeding.case.country, at)
    names = [*now.coordinators(), *now.regional()]
    known = {one.handle: one for one in Person.objects.filter(handle__in=names)}
    leading = next((known[name] for name in names if name in known), None)
    # With nobody who leads, whoever set the date asks: the search begins all the same.
    # Its rungs ask whoever is there then, and it goes on until the date has come.
    asker = leading or _whoever_set(hearing)
    look_for_another(hearing, asker=asker, why="", by=leading or BY_ITSELF, at=at)
    if leading is None:
        _nobody_leads(hearing, at)
    return 1


def _whoever_set(hearing: Hearing) -> Person:
    """Return whoever set the date, or else whoever was to go last."""
    by = Person.objects.filter(handle=hearing.set_by).first()
    going = hearing.goings.filter(until=None).select_related("person").first()
    assert by or going  # noqa: S101 (a date was set by somebody of ours)
    return by or going.person  # type: ignore[union-attr]


def _nobody_leads(hearing: Hearing, at: datetime) -> None:
    """Leave a trace where no coordinator and nobody of the regional team can be told."""
    case = hearing.proceeding.case
    record(kinds.NOBODY_LEADS, actor=BY_ITSELF, subject=case.reference, at=at)
    handle = BY_ITSELF.handle
    add_line_by_itself(
        case=case, kind=Happened.ALARM, about="nobody_leads", by=handle, at=at
    )


def _go_on(at: datetime) -> int:
    due = Substitute.objects.filter(ended_at=None, due_at__lte=at).order_by("due_at")
    rows = list(due.values_list("pk", "hearing_id"))
    return sum(_one_goes_on(pk, hearing_id, at) for pk, hearing_id in rows)


@transaction.atomic
def _one_goes_on(pk: UUID, hearing_id: UUID, at: datetime) -> int:
    hearing = locked_hearing(hearing_id)
    rows = hearing.substitutes.filter(pk=pk, ended_at=None, due_at__lte=at)
    row = rows.select_related("asked_by").first()
    if row is None:
        return 0
    row.hearing = hearing
    if hearing.at <= at or hearing.state != HearingState.SET:
        _tell_leaders(hearing, "nobody", at)
        end_substitutes(hearing, at=at)
        return 1
    zone = zone_of(hearing.proceeding.case)
    asking = next_ask(row.rung, hearing.at, zone, at=at)
    ask_round(row, asking, at=at)
    row.rung, row.due_at = asking.rung, asking.due_at
    row.save(update_fields=["rung", "due_at"])
    return 1


def _remind(at: datetime) -> int:
    due = Hearing.objects.filter(remind_at__lte=at).order_by("remind_at")
    return sum(_remind_one(pk, at) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _remind_one(pk: UUID, at: datetime) -> int:
    hearing = locked_hearing(pk)
    if hearing.remind_at is None or hearing.remind_at > at:
        return 0
    kind = hearing.remind
    going = hearing.goings.filter(until=None).select_related("person").first()
    afterwards = kind == ReminderKind.AFTERWARDS
    saying = Saying.REMIND if afterwards else Saying.LOOK
    told = _tell(hearing, kind, saying, [going.person.handle], at) if going else 0
    if not told:
        # Nobody goes, or she cannot be told: somebody has to know.
        _tell_leaders(hearing, kind, at)
    remind_next(hearing, after=at)
    hearing.save(update_fields=["remind_at", "remind"])
    return 1


def _tell_leaders(hearing: Hearing, kind: str, at: datetime) -> None:
    now = on_call(hearing.proceeding.case.country, at)
    leaders = list(now.coordinators() or now.regional())
    _tell(hearing, f"{kind}:lead", Saying.LOOK, leaders, at)


def _tell(
    hearing: Hearing, kind: str, saying: Saying, people: list[str], at: datetime
) -> int:
    return tell(
        country=hearing.proceeding.case.country,
        handles=people,
        saying=saying,
        about=f"day-{hearing.pk.hex}",
        key=f"{hearing.pk.hex}:{kind}",
        at=at,
    )
