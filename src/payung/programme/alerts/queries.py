"""What people ask about reaching people: is the line open, who has no way, what waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from payung.programme.people.actors import Actor
from payung.programme.people.models import Person

from .machine import machine_secret
from .models import Machine, Message, Saying, Sending, Way, WayKind
from .ways import address_of, ways_of


# What a channel's receipt says of a text that did not arrive.
FAILED = "failed"


@dataclass(frozen=True, kw_only=True, slots=True)
class LineState:
    """Whether anybody of a country can be reached, and how much waits for that.

    `started` is false where the country has no machine yet.
    """

    started: bool
    open: bool
    waiting: int
    oldest_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class NotTold:
    """Something that one person was not told by one way, and a code of why."""

    person: str
    kind: WayKind
    saying: Saying
    why: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class WayLine:
    """One of her own ways as her page shows it; `address` only to herself."""

    way: Way
    address: str


def line_is_open(country: str) -> bool:
    """Return whether the country's key is in memory: otherwise nothing is sent."""
    return machine_secret(country) is not None


def line_state(country: str) -> LineState:
    """Return whether the line is open, and what waits to be told."""
    under_way = Message.objects.filter(
        way__person__country=country, state__in=[Sending.WAITING, Sending.TAKEN]
    )
    oldest = under_way.order_by("made_at").first()
    return LineState(
        started=Machine.objects.filter(country=country).exists(),
        open=line_is_open(country),
        waiting=under_way.count(),
        oldest_at=oldest.made_at if oldest else None,
    )


def not_told(country: str, *, since: datetime) -> tuple[NotTold, ...]:
    """Return what could not be told since then, the newest first."""
    rows = Message.objects.filter(
        Q(state=Sending.GIVEN_UP) | Q(outcome=FAILED),
        country=country,
        made_at__gte=since,
    )
    return tuple(
        NotTold(
            person=row.way.person.handle,
            kind=WayKind(row.way.kind),
            saying=Saying(row.saying),
            why=row.outcome,
            at=row.made_at,
        )
        for row in rows.select_related("way__person").order_by("-made_at", "key")
    )


def calls_are_due(at: datetime) -> bool:
    """Return whether a telephone has to be asked for anything now."""
    calls = Message.objects.filter(way__kind=WayKind.CALL)
    due = Q(state__in=[Sending.WAITING, Sending.DROPPED], due_at__lte=at)
    left_lying = Q(state=Sending.TAKEN, leased_until__lte=at)
    return calls.filter(due | left_lying).exists()


def own_ways(actor: Actor) -> tuple[WayLine, ...]:
    """Return how she herself is reached; an empty address while the line is shut."""
    person = Person.objects.get(pk=actor.person_id)
    ways = ways_of([person.handle])[person.handle]
    return tuple(WayLine(way=way, address=address_of(way) or "") for way in ways)


def without_ways(handles: Iterable[str]) -> tuple[str, ...]:
    """Return those of these people whom nothing can be told."""
    return tuple(handle for handle, ways in ways_of(handles).items() if not ways)
