"""An alert that has to reach an attorney: `alert_step(alert, news) -> (alert, effects)`.

A1  An open alert always has a `due_at`: it never falls asleep.
A2  The first to accept has it; whoever comes second is told who has it.
A3  Primary, backup, panel, then coordinator and region, and these again for ever: only
    a person who says how it ended closes an alert.
A4  Nobody hands an alert back without a reason, and it then goes to the next rung.
A5  An attorney who accepted and has not spoken 45 minutes after the alert, or 15 after
    she accepted if that is later, has it no longer: the next rung is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ._alert_table import (
    AGAIN_FROM,
    ALERT_RUNGS,
    ALERTS,
    REST,
    TARGET,
    TO_SPEAK,
    AlertDue,
    AlertEvent,
    AlertMove,
    AlertRung,
    AlertSay,
    AlertState,
    AlertTable,
)
from ._effects import Effect, Escalate, Page, Remind, StopRinging, TellTaken


class NotNowForAlert(ValueError):
    """This cannot happen to an alert in the state it is in, or not by this person."""


class NoReasonGiven(ValueError):
    """Handing back and closing need a name and a reason."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """One alert as it stands; `due_at` is a column a sweeper finds."""

    reference: str
    raiser: str
    raised_at: datetime
    due_at: datetime | None
    state: AlertState = AlertState.RINGING
    rung: int = 0
    attorney: str = ""
    closed_by: str = ""
    reason: str = ""
    version: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """An event, by whom, when (aware, UTC), and why where that is asked for."""

    event: AlertEvent
    at: datetime
    person: str = ""
    reason: str = ""


def raise_alert(
    reference: str,
    *,
    raiser: str,
    at: datetime,
    rungs: tuple[AlertRung, ...] = ALERT_RUNGS,
) -> tuple[Alert, tuple[Effect, ...]]:
    """Return a new alert and the pages of its first rung."""
    due_at = at + timedelta(minutes=rungs[0].minutes)
    alert = Alert(reference=reference, raiser=raiser, raised_at=at, due_at=due_at)
    return alert, _pages(alert, rungs)


def alert_step(
    alert: Alert,
    news: News,
    *,
    rungs: tuple[AlertRung, ...] = ALERT_RUNGS,
    table: AlertTable = ALERTS,
) -> tuple[Alert, tuple[Effect, ...]]:
    """Return the alert as it is now and what has to be done.

    Raise NotNowForAlert or NoReasonGiven, and then nothing has changed.
    """
    move = table.get((alert.state, news.event))
    if move is None:
        raise NotNowForAlert(f"Alert is {alert.state}: {news.event} does not apply.")
    _refuse(alert, news)
    if _is_an_echo(alert, news):
        return alert, ()
    after = _moved(alert, news, move, rungs)
    said = [_said(say, alert, after, news, rungs) for say in move.says]
    return after, tuple(effect for effects in said for effect in effects)


def _refuse(alert: Alert, news: News) -> None:
    asks = news.event in (AlertEvent.HANDED_BACK, AlertEvent.CLOSED)
    if asks and not (news.person and news.reason):
        raise NoReasonGiven("Say who you are, and why.")
    if news.event is not AlertEvent.DUE and not news.person:
        raise NotNowForAlert(f"Say who it was: {news.event} needs a person.")
    own = news.event in (AlertEvent.SPOKE, AlertEvent.HANDED_BACK)
    if own and news.person != alert.attorney:
        raise NotNowForAlert(f"Only {alert.attorney} can say {news.event} here.")


def _is_an_echo(alert: Alert, news: News) -> bool:
    if news.event is AlertEvent.DUE:
        return alert.due_at is None or news.at < alert.due_at
    return news.event is AlertEvent.ACCEPTED and news.person == alert.attorney


def _moved(
    alert: Alert, news: News, move: AlertMove, rungs: tuple[AlertRung, ...]
) -> Alert:
    climbed = alert.rung + 1 if alert.rung + 1 < len(rungs) else AGAIN_FROM
    after = replace(
        alert,
        state=move.to,
        rung=climbed if move.climbs else alert.rung,
        attorney=_attorney(alert, news, move),
        version=alert.version + 1,
    )
    if move.to is AlertState.CLOSED and news.event is AlertEvent.CLOSED:
        after = replace(after, closed_by=news.person, reason=news.reason)
    return replace(after, due_at=_due_at(after, news.at, move.due, rungs))


def _attorney(alert: Alert, news: News, move: AlertMove) -> str:
    if move.to in (AlertState.RINGING, AlertState.CLOSED):
        return ""
    return alert.attorney or news.person


def _due_at(
    alert: Alert, at: datetime, due: AlertDue, rungs: tuple[AlertRung, ...]
) -> datetime | None:
    match due:
        case AlertDue.KEEP:
            return alert.due_at
        case AlertDue.NONE:
            return None
        case AlertDue.RUNG:
            return at + timedelta(minutes=rungs[alert.rung].minutes)
        case AlertDue.TARGET:
            return max(alert.raised_at + TARGET, at + TO_SPEAK)
        case AlertDue.REST:
            return at + REST


def _pages(alert: Alert, rungs: tuple[AlertRung, ...]) -> tuple[Effect, ...]:
    groups = rungs[alert.rung].groups
    return tuple(Page(about=alert.reference, group=group) for group in groups)


def _said(
    say: AlertSay,
    before: Alert,
    after: Alert,
    news: News,
    rungs: tuple[AlertRung, ...],
) -> tuple[Effect, ...]:
    about = after.reference
    has_it = after.attorney or after.closed_by
    match say:
        case AlertSay.PAGE:
            return _pages(after, rungs)
        case AlertSay.STOP:
            return (StopRinging(about=about),)
        case AlertSay.TELL_RAISER:
            return (TellTaken(about=about, person=after.raiser, by=has_it),)
        case AlertSay.TAKEN:
            return (TellTaken(about=about, person=news.person, by=has_it),)
        case AlertSay.REMIND:
            return (Remind(about=about, person=before.attorney),)
        case AlertSay.ESCALATE:
            return (Escalate(about=about, why=news.reason or before.state),)
