"""Invented calls: a line, who is on call, and a night of contacts in every state."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import uuid4

from payung.engines.dispatch import Event, Happening, Kind, Outcome, local_span
from payung.gateways.messages import Inbound, InboundKind
from payung.gateways.telephone import News, NewsKind, SealTo
from payung.gateways.telephone.arrivals import sealed_arrival
from payung.programme.alerts.machine import machine_secret, start_machine
from payung.programme.alerts.models import WayKind
from payung.programme.alerts.ways import add_way, ways_of
from payung.programme.hotline.coming_in.messages_in import take_message
from payung.programme.hotline.coming_in.news import keep_news
from payung.programme.hotline.happening import happen
from payung.programme.hotline.lines import open_line
from payung.programme.hotline.models import Contact, Disposition, NextStep
from payung.programme.people.founding import Founded
from payung.programme.people.models import Person
from payung.programme.people.stored_keys import team_public
from payung.programme.places.packs import pack_of
from payung.programme.standby.actions import (
    make_period,
    plan_shift,
    publish_period,
    repeat_week,
)
from payung.programme.standby.models import DutyKind, FallbackReason, ProvenBy
from payung.programme.standby.proofs import proven


# Numbers that a numbering plan keeps free for films and tests.
CALLERS = tuple(f"+1202555{number:04}" for number in range(100, 130))
EVENING, MORNING = time(20), time(8)


def a_line(founded: Founded, handles: tuple[str, ...], *, at: datetime) -> None:
    """Open the line of an invented country: its key, number, phones and roster."""
    actor, team = founded.actor, founded.team
    people = {p.handle: p for p in Person.objects.filter(handle__in=handles)}
    start_machine(actor=actor, team=team, at=at)
    open_line(actor=actor, code="main", dialled="1000", team=team, at=at)
    for handle in handles:
        add_way(
            actor=actor,
            kind=WayKind.CALL,
            address=f"sip:{handle}@127.0.0.1:5062",
            person=people[handle],
            at=at,
        )
    _roster(founded, [people[handle] for handle in handles], at=at)
    for minutes, handle in zip((23, 95, 310), handles, strict=False):
        seen = at - timedelta(minutes=minutes)
        proven(person=handle, by=ProvenBy.DRILL, at=seen)


def _roster(founded: Founded, people: list[Person], *, at: datetime) -> None:
    [leads, paralegal, attorney, *_others] = people
    zone = pack_of(founded.actor.country).zone()
    first = at.astimezone(zone).date() - timedelta(days=1)
    period = make_period(
        actor=founded.actor,
        first_day=first,
        last_day=first + timedelta(days=28),
        coordinator=leads,
        regional=leads,
        at=at,
    )
    for number in range(7):
        day = first + timedelta(days=number)
        turns = (
            (DutyKind.HOTLINE, paralegal, MORNING, EVENING),
            (DutyKind.BACKUP, leads, MORNING, EVENING),
            (DutyKind.HOTLINE, leads, EVENING, MORNING),
            (DutyKind.BACKUP, paralegal, EVENING, MORNING),
            (DutyKind.ATTORNEY, attorney, MORNING, MORNING),
        )
        for duty, person, starts, ends in turns:
            plan_shift(
                actor=founded.actor,
                period=period,
                person=person,
                duty=duty,
                span=local_span(day, starts, ends, zone),
                at=at,
            )
    repeat_week(actor=founded.actor, period=period, first_day=first, at=at)
    publish_period(
        actor=founded.actor,
        period=period,
        fallback=leads,
        reason=FallbackReason.FEW,
        at=at,
    )


def a_night(founded: Founded, handles: tuple[str, ...], *, at: datetime) -> None:
    """Let calls have come in: one rings now, one is to be rung back, some are closed."""
    country, paralegal = founded.actor.country, handles[1]
    for number in range(4):
        began = at - timedelta(hours=9 - 2 * number)
        _closed_call(founded, paralegal, number=number, began=began)
    _call(founded, "taken", number=5, began=at - timedelta(minutes=11))
    _press_one(founded, "taken", paralegal, at=at - timedelta(minutes=10))
    missed = _call(founded, "missed", number=6, began=at - timedelta(minutes=4))
    _tell(founded, "missed", NewsKind.CALLER_GONE, seq=2, at=at - timedelta(minutes=3))
    happen(
        reference=missed.reference,
        happening=Happening(event=Event.RAISED, at=at - timedelta(minutes=2)),
    )
    text = Inbound(
        key="demo",
        kind=InboundKind.TEXT,
        address=CALLERS[7],
        text="Please ring me, but after four.",
        sent_at=at - timedelta(minutes=2),
    )
    take_message(country=country, channel="sms", inbound=text, at=text.sent_at)
    _call(founded, "now", number=8, began=at - timedelta(seconds=20))
    way = ways_of([paralegal])[paralegal][0]
    _tell(founded, "now", NewsKind.RINGING, seq=2, at=at, target=str(way.pk))


def _closed_call(
    founded: Founded, paralegal: str, *, number: int, began: datetime
) -> None:
    call, ended = f"closed-{number}", began + timedelta(minutes=14)
    contact = _call(founded, call, number=number, began=began)
    _press_one(founded, call, paralegal, at=began + timedelta(seconds=9))
    _tell(founded, call, NewsKind.ENDED, seq=4, at=ended, outcome=Outcome.ANSWERED)
    happenings = (
        Happening(event=Event.TYPED, at=ended, person=paralegal, kind=Kind.DATA),
        Happening(
            event=Event.CLOSED,
            at=ended,
            person=paralegal,
            disposition=Disposition.HELPED.value,
        ),
    )
    for happening in happenings:
        happen(
            reference=contact.reference,
            happening=happening,
            also={"next_step": NextStep.SHE_CALLS},
        )


def _call(founded: Founded, call: str, *, number: int, began: datetime) -> Contact:
    secret = machine_secret(founded.actor.country)
    assert secret is not None  # noqa: S101 - it was put there when the line was opened
    arrived = sealed_arrival(
        CALLERS[number],
        record=uuid4(),
        seal_to=SealTo(public=team_public(founded.team)),
        machine=secret,
    )
    news = _news(call, NewsKind.ARRIVED, seq=1, at=began, arrived=arrived)
    keep_news(founded.actor.country, [news], at=began)
    return Contact.objects.get(record=arrived.record)


def _press_one(founded: Founded, call: str, handle: str, *, at: datetime) -> None:
    way = ways_of([handle])[handle][0]
    for seq, kind in ((2, NewsKind.RINGING), (3, NewsKind.ACCEPTED)):
        _tell(founded, call, kind, seq=seq, at=at, target=str(way.pk))


def _tell(
    founded: Founded,
    call: str,
    kind: NewsKind,
    *,
    seq: int,
    at: datetime,
    target: str = "",
    outcome: Outcome = Outcome.NONE,
) -> None:
    news = _news(call, kind, seq=seq, at=at, target=target, outcome=outcome)
    keep_news(founded.actor.country, [news], at=at)


def _news(call: str, kind: NewsKind, *, seq: int, at: datetime, **more: object) -> News:
    return News(
        id=uuid4(),
        line="main",
        call=f"demo-{call}",
        seq=seq,
        kind=kind,
        at=at,
        **more,  # type: ignore[arg-type]
    )
