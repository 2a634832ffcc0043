"""Take what waited on a phone: open it here, keep it once, or say why it cannot be."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.circles import access, lawyer_deeds, sitting_deeds
from payung.programme.circles.deciding import circle_of
from payung.programme.circles.deeds import Maker, chosen
from payung.programme.circles.locked_forms import (
    LockedForm,
    NotReadable,
    Typed,
    is_new,
    opened,
    read_locked,
    said_on,
)
from payung.programme.circles.models import FocusGroup, LawyerMeeting
from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.asking import say
from payung.programme.people.doors import unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.people.revealing import could_not_open


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """The sitting or meeting that a form belongs to, and how its deeds are made."""

    row: FocusGroup | LawyerMeeting
    makers: dict[str, Maker]
    about: Callable[[Typed], object]


@unlocked
def sitting(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Take what was written down at a sitting."""
    return _answered(request, actor, lambda: _sitting(actor, group_id))


@unlocked
def meeting(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """Take what was written down at a meeting with the lawyer."""
    return _answered(request, actor, lambda: _meeting(actor, meeting_id))


def _sitting(actor: Actor, group_id: UUID) -> Place:
    group = access.group_for(actor, group_id)
    return Place(
        row=group,
        makers=dict(sitting_deeds.MAKERS),
        about=lambda typed: _row_of_a_sitting(actor, group, typed),
    )


def _meeting(actor: Actor, meeting_id: UUID) -> Place:
    found = access.meeting_for(actor, meeting_id)

    def about(typed: Typed) -> object:
        if typed.what != "reply":
            return None
        return access.question_for(actor, _named(typed))

    return Place(row=found, makers=dict(lawyer_deeds.MAKERS), about=about)


def _row_of_a_sitting(actor: Actor, group: FocusGroup, typed: Typed) -> object:
    """Return the row a form is about; raise NoSuchCircle for one of another circle."""
    if typed.what == "answer":
        found = access.finding_for(actor, _named(typed))
        return _of_this_circle(found, found.group, group)
    if typed.what in ("action", "told"):
        taken = access.decision_for(actor, _named(typed))
        return _of_this_circle(taken, taken.group, group)
    if typed.what == "action_end":
        item = access.action_for(actor, _named(typed))
        return _of_this_circle(item, item.decision.group, group)
    return None


def _of_this_circle(row: object, its: FocusGroup, group: FocusGroup) -> object:
    if circle_of(its) != circle_of(group):
        raise access.NoSuchCircle
    return row


def _named(typed: Typed) -> UUID:
    if typed.about is None:
        raise access.NoSuchCircle
    return typed.about


def _answered(
    request: HttpRequest, actor: Actor, place_of: Callable[[], Place]
) -> HttpResponse:
    if request.method != "POST":
        place_of()
        # A page that was kept on a phone has an old one.
        return JsonResponse({"csrf": get_token(request)})
    try:
        said = json.loads(request.body)
        locked = read_locked(said)
        wish = said.get("wish")
    except (NotReadable, ValueError, AttributeError, TypeError, RecursionError):
        return JsonResponse({"sentence": _unreadable()}, status=400)
    number = str(locked.id)
    try:
        place = place_of()
        typed = opened(actor, locked, here=place.row.pk, team=place.row.team_id)
        if wish == "read":
            return JsonResponse({"id": number, "fields": typed.fields})
        sentence = _keep(actor, place, locked, typed, timezone.now())
    except sealed.Refused:
        sentence = could_not_open()
    except NotReadable:
        sentence = _unreadable()
    except NotHers:
        sentence = _("What this belongs to is not here any more, or not for you.")
    except CannotBe as refusal:
        sentence = refusal.sentence
    if sentence:
        return JsonResponse({"id": number, "sentence": sentence}, status=422)
    return JsonResponse({"id": number, "is": "kept"})


@transaction.atomic
def _keep(
    actor: Actor, place: Place, locked: LockedForm, typed: Typed, at: datetime
) -> str:
    """Keep a form once; return "", or what is to be mended in it. Raise CannotBe."""
    if not is_new(locked, here=place.row.pk, at=at):
        return ""
    maker = chosen(place.makers, typed.what)
    row = place.about(typed)
    deed = maker(actor, place.row, row, typed.data(locked.id), at=at)
    if deed.form.is_valid():
        on = said_on(locked, typed, country=place.row.country, at=at)
        try:
            # A part of its own: what was done before a refusal is undone.
            with transaction.atomic():
                deed.keep(at, on)
        except CannotBe as refusal:
            say(deed.form, refusal)
    if deed.form.errors:
        # What was refused has not arrived: mended, it comes again under its number.
        transaction.set_rollback(True)
    return _to_mend(deed.form)


def _to_mend(form: forms.Form) -> str:
    lines = []
    for name, problems in form.errors.items():
        label = f"{form[name].label} – " if name in form.fields else ""
        lines += [f"{label}{problem}" for problem in _texts(problems)]
    return " ".join(lines)


def _texts(problems: Any) -> list[str]:
    return [str(one) for one in problems]


def _unreadable() -> str:
    return _("This cannot be read. Open the page again and send once more.")
