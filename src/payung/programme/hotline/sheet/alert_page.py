"""What a page says of one alert: who is asked, who has it, what can be said now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.engines.dispatch import ALERT_RUNGS, AlertEvent, AlertState, Group
from payung.programme.alerts.models import Message, Saying, Sending
from payung.programme.alerts.queries import line_is_open
from payung.programme.hotline.access import contacts_of
from payung.programme.people.actors import Actor
from payung.programme.people.roles import Role
from payung.programme.standby.models import AlertEnding, AttorneyAlert
from payung.programme.standby.panel.conflicts import steps_aside
from payung.programme.standby.panel.voice_contact import VoiceContact, voice_contact


GROUPS: dict[Group, Promise] = {
    Group.PRIMARY: _("The lawyer on standby is asked"),
    Group.BACKUP: _("The second lawyer is asked too"),
    Group.PANEL: _("All lawyers are asked"),
    Group.COORDINATOR: _("The coordinator is asked to find one"),
}
CLOSE = (Role.ATTORNEY, Role.COORDINATOR, Role.OPERATOR, Role.OFFICER)
EVENTS: dict[str, Promise] = {
    "raised": _("Help was asked for"),
    AlertEvent.DUE: _("Nobody yet; it went on"),
    AlertEvent.ACCEPTED: _("Accepted"),
    AlertEvent.SPOKE: _("She was spoken with"),
    AlertEvent.HANDED_BACK: _("Given back; others are asked"),
    AlertEvent.CLOSED: _("Closed"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedLawyer:
    """Somebody who was asked; `reached` once something was sent to her."""

    person: str
    reached: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertLine:
    """One thing that has happened."""

    what: str | Promise
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertPage:
    """One alert for one reader; `about` only where that contact is hers to see."""

    alert: AttorneyAlert
    ringing: bool
    accepted: bool
    spoken: bool
    closed: bool
    hers: bool
    late: bool
    may_accept: bool
    may_close: bool
    may_undo: bool
    group: str | Promise
    asked: tuple[AskedLawyer, ...]
    line_open: bool
    ending: str | Promise
    history: tuple[AlertLine, ...]
    about: str
    voice: VoiceContact


def alert_page(actor: Actor, alert: AttorneyAlert, *, at: datetime) -> AlertPage:
    """Return what the page of one alert says at this moment."""
    state = AlertState(alert.state)
    ringing = state is AlertState.RINGING
    return AlertPage(
        alert=alert,
        ringing=ringing,
        accepted=state is AlertState.ACCEPTED,
        spoken=state is AlertState.SPOKEN,
        closed=state is AlertState.CLOSED,
        hers=bool(alert.attorney) and alert.attorney == actor.handle,
        late=alert.due_at is not None and alert.due_at < at,
        may_accept=ringing
        and actor.has(Role.ATTORNEY, Role.COORDINATOR)
        and actor.handle not in steps_aside(alert),
        may_close=may_close(actor, alert),
        may_undo=alert.raiser == actor.handle
        and state in (AlertState.RINGING, AlertState.ACCEPTED),
        group=GROUPS[ALERT_RUNGS[alert.rung].groups[0]],
        asked=_asked(alert) if ringing else (),
        line_open=line_is_open(alert.country),
        ending=_ending(alert),
        history=_history(alert),
        about=_about(actor, alert),
        voice=voice_contact(alert, at=at),
    )


def may_close(actor: Actor, alert: AttorneyAlert) -> bool:
    """Return whether she can know how it ended: she raised or has it, or leads.

    Another paralegal of the country sees that somebody is asked, and closes nothing.
    """
    open_one = alert.state != AlertState.CLOSED
    involved = actor.handle in (alert.raiser, alert.attorney)
    return open_one and (involved or actor.has(*CLOSE))


def _asked(alert: AttorneyAlert) -> tuple[AskedLawyer, ...]:
    """Return who was asked and has not said anything yet, the first first."""
    rows = Message.objects.filter(
        about=alert.reference,
        saying=Saying.TAKE,
        state__in=[Sending.WAITING, Sending.TAKEN, Sending.SENT],
    )
    reached: dict[str, bool] = {}
    for handle, sent_at in rows.order_by("made_at", "way__place").values_list(
        "way__person__handle", "sent_at"
    ):
        reached[handle] = reached.get(handle, False) or sent_at is not None
    return tuple(
        AskedLawyer(person=handle, reached=sent) for handle, sent in reached.items()
    )


def _ending(alert: AttorneyAlert) -> str | Promise:
    return AlertEnding(alert.reason).label if alert.closed_by else ""


def _history(alert: AttorneyAlert) -> tuple[AlertLine, ...]:
    return tuple(
        AlertLine(what=EVENTS.get(row.event, row.event), by=row.person, at=row.at)
        for row in alert.events.order_by("-number")
    )


def _about(actor: Actor, alert: AttorneyAlert) -> str:
    hers = alert.about and contacts_of(actor).filter(reference=alert.about).exists()
    return alert.about if hers else ""
