"""Alerts that have to reach an attorney: the engine's machine, kept in rows.

`alert_happened` is the only writer. It compares the version and sets the new one, so of
two who accept in the same moment one wins and the other is told who has it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from payung.engines.dispatch import (
    Alert,
    AlertEvent,
    AlertState,
    News,
    NoReasonGiven,
    NotNowForAlert,
    alert_step,
    raise_alert,
)
from payung.programme.journal.actions import Acting, record
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS, Role

from . import access, kinds
from .alert_effects import carry_out
from .alert_numbers import next_alert_reference
from .models import (
    AlertEnding,
    AttorneyAlert,
    AttorneyAlertEvent,
    HandBackReason,
)
from .panel.conflicts import note_conflict, steps_aside


RAISED = "raised"
TRIES = 50


class RaisedAlready(CannotBe):
    """An alert about this is open; `reference` names it."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        super().__init__(_("A lawyer is being looked for already. Look at that page."))


class NotNow(CannotBe):
    """This cannot be said of the alert as it is now, or not by her."""


class NoReason(CannotBe):
    """Handing back and closing need a reason."""


class StepsAside(CannotBe):
    """She has declared a conflict in what the alert is about."""


class TooManyAtOnce(RuntimeError):
    """The alert changed again and again while this was to be written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ByPhone:
    """Somebody who acts by telephone or SMS: all the journal needs is her handle."""

    handle: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Matter:
    """What an alert is about, and what helps to ask the right attorneys first.

    `about` is a contact or case by its reference, `also_about` the same matter by its
    other one; nobody with a conflict in either is asked. `area` and `language` are codes.
    """

    about: str
    also_about: str = ""
    area: str = ""
    language: str = ""


def raise_attorney_alert(
    *, actor: Actor, about: str | Matter, at: datetime
) -> AttorneyAlert:
    """Look for an attorney at once; `about` is a contact or case, or more of a matter.

    Raise RaisedAlready where one is being looked for about the same, also by somebody
    who pressed in the same moment.
    """
    if not actor.has(*KEYHOLDERS):
        raise NotHerRole(actor.handle)
    matter = about if isinstance(about, Matter) else Matter(about=about)
    try:
        return _raise(actor, matter, at)
    except IntegrityError:
        raised = _open_about(actor.country, matter.about)
        if not raised:
            raise
        raise RaisedAlready(raised) from None


@transaction.atomic
def _raise(actor: Actor, matter: Matter, at: datetime) -> AttorneyAlert:
    open_one = _open_about(actor.country, matter.about)
    if open_one:
        raise RaisedAlready(open_one)
    reference = next_alert_reference(actor.country, at)
    alert, effects = raise_alert(reference, raiser=actor.handle, at=at)
    row = AttorneyAlert(country=actor.country, **_fields(matter), **_columns(alert))
    row.save(force_insert=True)
    AttorneyAlertEvent.objects.create(
        alert=row, number=0, event=RAISED, person=actor.handle, at=at
    )
    carry_out(row, effects, event=None, at=at)
    record(kinds.ALERT_RAISED, actor=actor, subject=reference, at=at)
    return row


def accept_alert(*, actor: Actor, alert: AttorneyAlert, at: datetime) -> AttorneyAlert:
    """Take an alert: the first has it, whoever is later is told who does.

    Raise NotHerRole for whom nobody would ask: attorneys and those who coordinate are.
    Raise StepsAside where she has declared a conflict.
    """
    if not actor.has(Role.ATTORNEY, Role.COORDINATOR):
        raise NotHerRole(actor.handle)
    if actor.handle in steps_aside(alert):
        raise StepsAside(_("You said that you step aside in this. Others are asked."))
    return _by(actor, alert, AlertEvent.ACCEPTED, at)


def say_spoken(*, actor: Actor, alert: AttorneyAlert, at: datetime) -> AttorneyAlert:
    """Say that she has spoken with the person, or with the officer who holds her."""
    return _by(actor, alert, AlertEvent.SPOKE, at)


def hand_back(
    *, actor: Actor, alert: AttorneyAlert, reason: HandBackReason | None, at: datetime
) -> AttorneyAlert:
    """Give an alert back, with a reason: the next are asked at once.

    With a conflict she is not asked about this again.
    """
    with transaction.atomic():
        if reason is HandBackReason.CONFLICT:
            note_conflict(actor, (alert.about, alert.also_about), at=at)
        return _by(actor, alert, AlertEvent.HANDED_BACK, at, reason=_code(reason))


def close_alert(
    *, actor: Actor, alert: AttorneyAlert, reason: AlertEnding | None, at: datetime
) -> AttorneyAlert:
    """Say how it ended; only a person closes an alert. Raise NoReason."""
    return _by(actor, alert, AlertEvent.CLOSED, at, reason=_code(reason))


def accepted(*, reference: str, person: str, at: datetime) -> AttorneyAlert | None:
    """Take an alert by a key or an SMS; None where there is no alert of this name.

    A yes of somebody with a conflict changes nothing: others are asked already.
    """
    found = AttorneyAlert.objects.filter(reference=reference).first()
    if found is None or person in steps_aside(found):
        return found
    news = News(event=AlertEvent.ACCEPTED, person=person, at=at)
    return alert_happened(reference=reference, news=news, by=ByPhone(handle=person))


def alert_happened(
    *, reference: str, news: News, by: Acting | None = None
) -> AttorneyAlert:
    """Let something happen to an alert, and do what follows, in one transaction.

    With `by` it stands in the journal; what is only due does not. Raise NotNowForAlert
    or NoReasonGiven as the engine does, and then nothing has changed.
    """
    for _each in range(TRIES):
        row = _happened_once(reference, news, by)
        if row is not None:
            return row
    raise TooManyAtOnce(reference)


@transaction.atomic
def _happened_once(
    reference: str, news: News, by: Acting | None
) -> AttorneyAlert | None:
    """Do it once; None where somebody else changed the alert in the same moment."""
    row = AttorneyAlert.objects.get(reference=reference)
    before = alert_of(row)
    after, effects = alert_step(before, news)
    if after.version == before.version:
        return row
    same = AttorneyAlert.objects.filter(reference=reference, version=before.version)
    if not same.update(**_columns(after)):
        return None
    AttorneyAlertEvent.objects.create(
        alert=row,
        number=after.version,
        event=news.event.value,
        person=news.person,
        at=news.at,
    )
    row.refresh_from_db()
    carry_out(row, effects, event=news.event, at=news.at)
    if by is not None:
        event = news.event.value
        record(kinds.ALERT_MOVED, actor=by, subject=reference, at=news.at, event=event)
    return row


def alert_of(row: AttorneyAlert) -> Alert:
    """Return an alert as the engine takes it."""
    return Alert(
        reference=row.reference,
        raiser=row.raiser,
        raised_at=row.raised_at,
        due_at=row.due_at,
        state=AlertState(row.state),
        rung=row.rung,
        attorney=row.attorney,
        closed_by=row.closed_by,
        reason=row.reason,
        version=row.version,
    )


def _by(
    actor: Actor,
    alert: AttorneyAlert,
    event: AlertEvent,
    at: datetime,
    *,
    reason: str = "",
) -> AttorneyAlert:
    access.alert_for(actor, alert.reference)
    news = News(event=event, person=actor.handle, at=at, reason=reason)
    try:
        return alert_happened(reference=alert.reference, news=news, by=actor)
    except NoReasonGiven:
        raise NoReason(_("Say why."), field="reason") from None
    except NotNowForAlert:
        raise NotNow(_("This has changed meanwhile. Look at the page again.")) from None


def _code(reason: HandBackReason | AlertEnding | None) -> str:
    return reason.value if reason else ""


def _fields(matter: Matter) -> dict[str, str]:
    return {field.name: getattr(matter, field.name) for field in fields(matter)}


def _columns(alert: Alert) -> dict[str, Any]:
    return {field.name: getattr(alert, field.name) for field in fields(alert)}


def _open_about(country: str, about: str) -> str:
    """Return the reference of the open alert about this, or "" where there is none."""
    if not about:
        return ""
    rows = AttorneyAlert.objects.filter(country=country, about=about)
    found = rows.exclude(state=AlertState.CLOSED).first()
    return found.reference if found else ""
