"""The state machine of an alert and its rungs, as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum, auto
from types import MappingProxyType

from ._ladder import Group


class AlertState(StrEnum):
    """How far an alert has come; spoken: the attorney has spoken for the person."""

    RINGING = "ringing"
    ACCEPTED = "accepted"
    SPOKEN = "spoken"
    CLOSED = "closed"


class AlertEvent(StrEnum):
    """What can happen to an alert."""

    DUE = "due"
    ACCEPTED = "accepted"
    SPOKE = "spoke"
    HANDED_BACK = "handed_back"
    CLOSED = "closed"


class AlertDue(StrEnum):
    """Which moment becomes the next due one."""

    RUNG = auto()
    TARGET = auto()
    REST = auto()
    KEEP = auto()
    NONE = auto()


class AlertSay(StrEnum):
    """What is said to whom."""

    PAGE = "page the rung"
    STOP = "stop paging"
    TELL_RAISER = "tell who raised it"
    TAKEN = "tell who has it"
    REMIND = "remind the attorney"
    ESCALATE = "tell the coordinator"


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertMove:
    """One entry of the table; `climbs`: the next rung is asked."""

    to: AlertState
    due: AlertDue = AlertDue.KEEP
    climbs: bool = False
    says: tuple[AlertSay, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertRung:
    """Who is paged, and the wait in minutes."""

    groups: tuple[Group, ...]
    minutes: int


# Programme design, section e.4: fifteen minutes each, contact within 45 minutes.
ALERT_RUNGS = (
    AlertRung(groups=(Group.PRIMARY,), minutes=15),
    AlertRung(groups=(Group.BACKUP,), minutes=15),
    AlertRung(groups=(Group.PANEL,), minutes=15),
    AlertRung(groups=(Group.COORDINATOR,), minutes=5),
    AlertRung(groups=(Group.COORDINATOR, Group.REGIONAL), minutes=5),
)
AGAIN_FROM = 3
TARGET = timedelta(minutes=45)
# Whoever accepts late has as long as a rung to speak before others are asked again.
TO_SPEAK = timedelta(minutes=15)
REST = timedelta(hours=24)

AlertTable = Mapping[tuple[AlertState, AlertEvent], AlertMove]

_PAGED = AlertMove(
    to=AlertState.RINGING, due=AlertDue.RUNG, climbs=True, says=(AlertSay.PAGE,)
)
_BACK = replace(_PAGED, says=(AlertSay.ESCALATE, AlertSay.PAGE))
# She may still be on her way: she is asked how it goes, and can take it once more.
_SILENT = replace(_PAGED, says=(AlertSay.REMIND, AlertSay.ESCALATE, AlertSay.PAGE))
_TAKEN = (AlertSay.TAKEN,)
_CLOSED = AlertMove(
    to=AlertState.CLOSED, due=AlertDue.NONE, says=(AlertSay.STOP, AlertSay.TELL_RAISER)
)

ALERTS: AlertTable = MappingProxyType(
    {
        (AlertState.RINGING, AlertEvent.DUE): _PAGED,
        (AlertState.RINGING, AlertEvent.ACCEPTED): AlertMove(
            to=AlertState.ACCEPTED,
            due=AlertDue.TARGET,
            says=(AlertSay.STOP, AlertSay.TELL_RAISER),
        ),
        (AlertState.RINGING, AlertEvent.CLOSED): _CLOSED,
        (AlertState.ACCEPTED, AlertEvent.DUE): _SILENT,
        (AlertState.ACCEPTED, AlertEvent.ACCEPTED): AlertMove(
            to=AlertState.ACCEPTED, says=_TAKEN
        ),
        (AlertState.ACCEPTED, AlertEvent.SPOKE): AlertMove(
            to=AlertState.SPOKEN, due=AlertDue.REST, says=(AlertSay.TELL_RAISER,)
        ),
        (AlertState.ACCEPTED, AlertEvent.HANDED_BACK): _BACK,
        (AlertState.ACCEPTED, AlertEvent.CLOSED): _CLOSED,
        (AlertState.SPOKEN, AlertEvent.DUE): AlertMove(
            to=AlertState.SPOKEN, due=AlertDue.REST, says=(AlertSay.REMIND,)
        ),
        (AlertState.SPOKEN, AlertEvent.ACCEPTED): AlertMove(
            to=AlertState.SPOKEN, says=_TAKEN
        ),
        (AlertState.SPOKEN, AlertEvent.HANDED_BACK): _BACK,
        (AlertState.SPOKEN, AlertEvent.CLOSED): _CLOSED,
        (AlertState.CLOSED, AlertEvent.DUE): AlertMove(to=AlertState.CLOSED),
        (AlertState.CLOSED, AlertEvent.ACCEPTED): AlertMove(
            to=AlertState.CLOSED, says=_TAKEN
        ),
    }
)
