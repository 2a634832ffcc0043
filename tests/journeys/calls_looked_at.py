"""A night at the lake: a line with calls in every state, and every page about them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from payung.engines.dispatch import Priority, State
from payung.programme.alerts.machine import forget
from payung.programme.hotline.models import Contact
from payung.programme.hotline.outings.responses import need_pair
from payung.programme.people.actors import Actor
from payung.programme.people.founding import Founded, found_country
from payung.programme.people.models import Person
from payung.programme.people.roles import Role
from payung.programme.people.teams import grant_team
from payung.programme.standby.alerts import raise_attorney_alert
from payung.programme.standby.models import RosterPeriod, Shift
from payung.web.demo.calls import a_line, a_night
from tests.cast import PASSPHRASE, THIDA, Part, account, as_actor


MAY = Part(handle="may", country="mm", roles=(Role.ATTORNEY,))
HANDLES = ("khin", THIDA.handle, MAY.handle)
ASKED = ("call-note", "call-kind", "call-hand-over", "call-close", "call-pair")
THENCE = ("call-case", "call-report")


@dataclass(frozen=True, kw_only=True)
class Looked:
    """A page, and who looks at it."""

    name: str
    handle: str
    path: str


@contextmanager
def a_night_at_the_lake(*, language: str, at: datetime) -> Iterator[list[Looked]]:
    """Make it all, give every page about it, and forget the line's key afterwards."""
    founded = found_country(
        country="mm",
        handle="khin",
        passphrase=PASSPHRASE,
        team_name="Lake team",
        at=at,
    )
    thida, _may = (_joined(founded, part, at) for part in (THIDA, MAY))
    try:
        a_line(founded, HANDLES, at=at)
        a_night(founded, HANDLES, at=at)
        Person.objects.update(language=language, native_digits=True)
        yield _pages(thida, at)
    finally:
        forget("mm")


def _joined(founded: Founded, part: Part, at: datetime) -> Actor:
    person = account(part)
    grant_team(actor=founded.actor, team=founded.team, member=person, at=at)
    return as_actor(person, at=at)


def _pages(thida: Actor, at: datetime) -> list[Looked]:
    owned = Contact.objects.get(state=State.OWNED)
    closed = Contact.objects.filter(state=State.CLOSED).earliest("opened_at")
    waits = Contact.objects.filter(state=State.RINGING).latest("opened_at")
    text = Contact.objects.get(channel="sms")
    out = need_pair(
        actor=thida, contact=owned, priority=Priority.B, place="The jetty", at=at
    )
    alert = raise_attorney_alert(actor=thida, about=owned.reference, at=at)
    hers = owned.reference
    sheets = {"owned": owned, "closed": closed, "waits": waits, "text": text}
    return [
        *(_one(f"sheet-{n}", "call", one.reference) for n, one in sheets.items()),
        *(_one(name, name, hers) for name in (*ASKED, *THENCE)),
        _one("out", "out", out.reference),
        _one("alert", "alert", alert.reference),
        *(_one(name, name) for name in ("today", "calls", "own-call", "duty")),
        *(_one(name, name) for name in ("roster", "leave-add", "way-add")),
        *_of_those_who_plan(),
    ]


def _of_those_who_plan() -> Iterator[Looked]:
    period, shift = RosterPeriod.objects.get(), Shift.objects.latest("starts_at")
    for name in ("lines", "duty-tests", "roster", "roster-new"):
        yield _one(f"{name}-planned", name, handle="khin")
    yield _one("roster-add", "roster-add", period.pk, handle="khin")
    yield _one("roster-shift", "roster-shift", shift.pk, handle="khin")


def _one(
    name: str, view: str, *arguments: object, handle: str = THIDA.handle
) -> Looked:
    return Looked(name=name, handle=handle, path=reverse(view, args=arguments))
