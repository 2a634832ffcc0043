"""Times read from columns are those that a replay of the log gives."""

from __future__ import annotations

from datetime import timedelta

import pytest

from payung.engines.dispatch import (
    CallBack,
    Channel,
    Contact,
    Event,
    Happening,
    Kind,
    Priority,
    Span,
    State,
    open_contact,
    step,
)
from payung.engines.indicators import parse_period
from payung.programme.hotline.engine_rows import columns_of, event_of
from payung.programme.hotline.models import Contact as Row
from payung.programme.hotline.models import ContactEvent
from payung.programme.hotline.nights.figures import times_of
from payung.programme.objectives.queries.line_times import timed_contacts
from payung.programme.objectives.queries.scope import Scope
from tests.programme.objectives.small_rows import LATER, noon, team


pytestmark = pytest.mark.django_db

BEGAN = noon(7, 6)


def after(seconds: int, event: Event, **more: object) -> Happening:
    at = BEGAN + timedelta(seconds=seconds)
    return Happening(event=event, at=at, **more)  # type: ignore[arg-type]


STORIES = {
    "answered live": (
        after(9, Event.ACCEPTED, person="ama"),
        after(200, Event.TYPED, person="ama", kind=Kind.DATA),
        after(300, Event.CLOSED, person="ama", disposition="advice"),
    ),
    "rang off early": (after(4, Event.HUNG_UP),),
    "rang off and was called back": (
        after(40, Event.HUNG_UP),
        after(200, Event.REACHED, person="ama"),
    ),
    "answered, then late news of the end": (
        after(9, Event.ACCEPTED, person="ama"),
        after(8, Event.HUNG_UP),
    ),
    "raised": (after(3, Event.RAISED), after(20, Event.ACCEPTED, person="bina")),
    "nobody yet": (),
    "called twice": (
        after(30, Event.HUNG_UP),
        after(60, Event.HUNG_UP),
        after(500, Event.NOT_REACHED, person="ama"),
    ),
}


def tell(number: int, channel: Channel, story: tuple[Happening, ...]) -> None:
    """Write a contact and its log as the machine does, step by step."""
    contact: Contact = open_contact(
        f"NP-L-{number:06}",
        channel=channel,
        priority=Priority.C,
        primary="ama",
        at=BEGAN,
        call_back=CallBack.ALLOWED,
    )
    row = Row(
        reference=contact.reference,
        country="np",
        line="main",
        team=team(),
        channel=channel,
        opened_at=BEGAN,
        call_back=contact.call_back,
        language="ne",
        **columns_of(contact),
    )
    row.save()
    ContactEvent.objects.create(
        contact=row, number=0, event="opened", at=BEGAN, person="ama", priority="c"
    )
    for happening in story:
        before = contact
        contact, _effects = step(before, happening)
        if contact.version == before.version:
            # What changes nothing is not written down.
            continue
        for name, value in columns_of(contact).items():
            setattr(row, name, value)
        if contact.state is State.CLOSED:
            row.closed_at = happening.at
        row.save()
        event_of(row, happening).save()


@pytest.mark.parametrize("channel", [Channel.CALL, Channel.SMS, Channel.MISSED_CALL])
def test_columns_and_replay_agree_on_every_contact(channel: Channel) -> None:
    for number, story in enumerate(STORIES.values()):
        tell(number, channel, story)
    scope = Scope(country="np", period=parse_period("2026-Q3"), at=LATER)

    replayed = times_of("np", Span(start=scope.start, end=scope.end))
    read = [one.times for one in timed_contacts(scope)]

    assert sorted(map(repr, read)) == sorted(map(repr, replayed))
    assert {one.language for one in timed_contacts(scope)} == {"ne"}
