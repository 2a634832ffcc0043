"""Dates at court: set, held, put off, taken back, and who goes."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.cases.access import case_for
from payung.programme.cases.case_page import zone_of
from payung.programme.cases.views.case import opened
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask
from payung.programme.people.doors import unlocked
from payung.programme.places.queries import office_names
from payung.programme.proceedings import access, going, hearing_deeds, showing
from payung.programme.proceedings.forms import (
    CannotForm,
    HearingForm,
    LaterForm,
    WhoForm,
)
from payung.programme.proceedings.models import Hearing, Proceeding
from payung.programme.proceedings.words import Purpose
from payung.programme.standby.models import HandBackReason

from .keeping import ask_and_keep, pressed, version_in


Deed = Callable[..., Hearing]


@unlocked
def new(
    request: HttpRequest, actor: Actor, reference: str, proceeding: UUID
) -> HttpResponse:
    """Write down a date that is to come."""
    about = Ask(title=_("A date at court"), button=_("Keep"))
    deed = hearing_deeds.set_hearing
    return _ask_date(request, actor, (reference, proceeding), about, deed)


@unlocked
def was_held(
    request: HttpRequest, actor: Actor, reference: str, proceeding: UUID
) -> HttpResponse:
    """Write down a date that is past and was not known before."""
    about = Ask(title=_("The court has met"), button=_("Keep"))
    deed = hearing_deeds.hearing_was_held
    return _ask_date(request, actor, (reference, proceeding), about, deed)


@require_POST
@unlocked
def held(
    request: HttpRequest, actor: Actor, reference: str, hearing: UUID
) -> HttpResponse:
    """Write down that the court met, and whether she was brought before it."""
    case = case_for(actor, reference)
    row = access.hearing_in(case, hearing)

    def deed() -> None:
        hearing_deeds.hearing_held(
            actor=actor,
            hearing=row,
            produced=request.POST.get("produced") != "no",
            version=version_in(request),
            at=timezone.now(),
        )

    return pressed(request, case, deed)


@require_POST
@unlocked
def back(
    request: HttpRequest, actor: Actor, reference: str, hearing: UUID
) -> HttpResponse:
    """Say that there was no such date."""
    case = case_for(actor, reference)
    row = access.hearing_in(case, hearing)

    def deed() -> None:
        hearing_deeds.take_back_hearing(
            actor=actor, hearing=row, version=version_in(request), at=timezone.now()
        )

    return pressed(request, case, deed)


@unlocked
def later(
    request: HttpRequest, actor: Actor, reference: str, hearing: UUID
) -> HttpResponse:
    """Put a date off."""
    case = case_for(actor, reference)
    row = access.hearing_in(case, hearing)
    first = {"version": row.version}
    form = LaterForm(request.POST or None, zone=zone_of(case), initial=first)

    def keep() -> None:
        typed = form.cleaned_data
        hearing_deeds.postpone(
            actor=actor,
            hearing=row,
            to=typed["moment"],
            version=typed["version"],
            at=timezone.now(),
        )

    about = Ask(title=_("It was put off"), button=_("Keep"))
    return ask_and_keep(request, case, form, about, keep)


@unlocked
def who(
    request: HttpRequest, actor: Actor, reference: str, hearing: UUID
) -> HttpResponse:
    """Say which attorney of the team goes."""
    case = case_for(actor, reference)
    row = access.hearing_in(case, hearing)
    form = WhoForm(request.POST or None, people=access.could_go(case))

    def keep() -> None:
        person = form.cleaned_data["goes"]
        going.name_who_goes(actor=actor, hearing=row, person=person, at=timezone.now())

    about = Ask(title=_("Who goes"), button=_("Keep"))
    return ask_and_keep(request, case, form, about, keep)


@unlocked
def cannot(
    request: HttpRequest, actor: Actor, reference: str, hearing: UUID
) -> HttpResponse:
    """Say that whoever was to go cannot; somebody else is looked for at once."""
    case = case_for(actor, reference)
    row = access.hearing_in(case, hearing)
    form = CannotForm(request.POST or None)

    def keep() -> None:
        going.cannot_come(
            actor=actor,
            hearing=row,
            why=HandBackReason(form.cleaned_data["why"]),
            at=timezone.now(),
        )
        messages.success(request, _("Others are asked now."))

    return ask_and_keep(request, case, form, cannot_ask(), keep)


def cannot_ask() -> Ask:
    """Return what stands around the question why somebody cannot go."""
    said = _("Another lawyer is asked at once. You hear when one goes.")
    return Ask(title=_("She cannot go"), button=_("Look for another"), said=said)


@require_POST
@unlocked
def words(
    request: HttpRequest, actor: Actor, reference: str, hearing: UUID
) -> HttpResponse:
    """Open what was written beside a date."""
    case = case_for(actor, reference)
    row = access.hearing_in(case, hearing)
    return opened(
        request,
        case,
        _("A date at court"),
        lambda: showing.show_words(actor=actor, hearing=row, at=timezone.now()),
    )


def _ask_date(
    request: HttpRequest, actor: Actor, named: tuple[str, UUID], about: Ask, deed: Deed
) -> HttpResponse:
    case = case_for(actor, named[0])
    row = access.proceeding_in(case, named[1])
    form = HearingForm(
        request.POST or None,
        zone=zone_of(case),
        units=office_names(actor.country, actor.language),
        people=access.could_go(case),
        initial={"version": row.version, "unit": row.unit},
    )

    def keep() -> None:
        _keep(actor, row, form, deed)

    return ask_and_keep(request, case, form, about, keep, row=row)


def _keep(actor: Actor, row: Proceeding, form: HearingForm, deed: Deed) -> None:
    typed = form.cleaned_data
    told = hearing_deeds.NewHearing(
        moment=typed["moment"],
        purpose=Purpose(typed["purpose"]),
        unit=typed.get("unit", ""),
        goes=typed["goes"],
        words=typed["words"].strip(),
    )
    deed(
        actor=actor,
        proceeding=row,
        new=told,
        version=typed["version"],
        at=timezone.now(),
    )
