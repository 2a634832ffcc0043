"""One shift of a roster: planned, changed, moved by a drag, taken out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.engines.dispatch import Span, local_span
from payung.programme.people.access import person_for
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, say
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.models import Person
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import Role
from payung.programme.places.packs import pack_of
from payung.programme.standby import access, actions
from payung.programme.standby.forms import ShiftForm
from payung.programme.standby.models import DutyKind, RosterPeriod, Shift
from payung.programme.standby.roster_page import could_be_planned

from .roster import address_of


@signed_in
def add(request: HttpRequest, actor: Actor, period_id: int) -> HttpResponse:
    """Plan a shift; day, duty and person may be given by where it was asked from."""
    check_role(actor, Role.COORDINATOR)
    period = access.period_for(actor, period_id)
    form = ShiftForm(
        request.POST or None,
        people=could_be_planned(period.country),
        initial=_asked_for(request.GET, period),
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.plan_shift(
                actor=actor,
                period=period,
                person=typed["person"],
                duty=DutyKind(typed["duty"]),
                span=_span(period, typed["day"], typed["starts"], typed["ends"]),
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect(_on_day(period, typed["day"]))
    about = _about(period, _("Add a shift"), _("Add"))
    return ask(request, form, about)


@signed_in
def shift(request: HttpRequest, actor: Actor, shift_id: UUID) -> HttpResponse:
    """Show one shift, and change who does it, on which day and in which hours."""
    check_role(actor, Role.COORDINATOR)
    found = access.shift_for(actor, shift_id)
    period, duty = found.period, DutyKind(found.duty)
    form = ShiftForm(
        request.POST or None,
        people=access.could_do(period.country, duty),
        initial=_as_it_is(found),
    )
    # What a shift is for does not change: it is taken out, and another is planned.
    del form.fields["duty"]
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.move_shift(
                actor=actor,
                shift=found,
                span=_span(period, typed["day"], typed["starts"], typed["ends"]),
                person=typed["person"],
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect(_on_day(period, typed["day"]))
    about = _about(period, str(duty.label), _("Keep"), shift=found)
    return ask(request, form, about)


@require_POST
@signed_in
def move(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Move a shift to another day at the same hours, or give it to somebody else."""
    check_role(actor, Role.COORDINATOR)
    found = access.shift_for(actor, _uuid(request.POST.get("shift", "")))
    day = _day_in(request.POST) or _local(found, found.starts_at).date()
    try:
        actions.move_shift(
            actor=actor,
            shift=found,
            span=_same_hours(found, day),
            person=_person_in(request.POST, actor),
            at=timezone.now(),
        )
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect(_on_day(found.period, day))


@require_POST
@signed_in
def take_out(request: HttpRequest, actor: Actor, shift_id: UUID) -> HttpResponse:
    """Take a shift out of the roster."""
    check_role(actor, Role.COORDINATOR)
    found = access.shift_for(actor, shift_id)
    day = _local(found, found.starts_at).date()
    try:
        actions.take_out_shift(actor=actor, shift=found, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect(_on_day(found.period, day))


def _about(
    period: RosterPeriod, title: str, button: str, *, shift: Shift | None = None
) -> Ask:
    return Ask(
        title=title,
        button=button,
        back=address_of(period),
        back_word=_("Roster"),
        page="standby/shift.html",
        more={"shift": shift},
    )


def _span(period: RosterPeriod, day: date, starts: time, ends: time) -> Span:
    return local_span(day, starts, ends, pack_of(period.country).zone())


def _same_hours(found: Shift, day: date) -> Span:
    """Return the hours of a shift, by local clocks, on another day."""
    start, end = _local(found, found.starts_at), _local(found, found.ends_at)
    ends_on = day + (end.date() - start.date())
    return Span(
        start=datetime.combine(day, start.time(), tzinfo=start.tzinfo),
        end=datetime.combine(ends_on, end.time(), tzinfo=end.tzinfo),
    )


def _local(found: Shift, moment: datetime) -> datetime:
    return moment.astimezone(pack_of(found.period.country).zone())


def _on_day(period: RosterPeriod, day: date) -> str:
    return f"{address_of(period)}#d-{day.isoformat()}"


def _as_it_is(found: Shift) -> dict[str, object]:
    start, end = _local(found, found.starts_at), _local(found, found.ends_at)
    return {
        "person": found.person,
        "day": start.date(),
        "starts": start.time(),
        "ends": end.time(),
    }


def _asked_for(
    given: Mapping[str, str], period: RosterPeriod
) -> dict[str, object | None]:
    zone = pack_of(period.country).zone()
    return {
        "day": _day_in(given) or period.starts_at.astimezone(zone).date(),
        "duty": _duty_at(given.get("duty", "")),
        "person": given.get("person", ""),
        "starts": given.get("starts", ""),
        "ends": given.get("ends", ""),
    }


def _duty_at(place: str) -> str:
    return next((duty for duty in DutyKind if str(duty.place) == place), "")


def _day_in(given: Mapping[str, str]) -> date | None:
    try:
        return parse_date(given.get("day", ""))
    except ValueError:
        return None


def _person_in(given: Mapping[str, str], actor: Actor) -> Person | None:
    handle = given.get("person", "")
    return person_for(actor, handle) if handle else None


def _uuid(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise access.NoSuchRoster(typed) from None
