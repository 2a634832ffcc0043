"""Read the pack's clocks for one arrest: what runs, until when, and what stopped it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache

from payung.engines.clocks import (
    Clock,
    ClockRunsBackwards,
    Deadline,
    Event,
    LocalCalendar,
    NoValueInForce,
    Pause,
    State,
    deadline,
    kept,
    remaining,
    state,
)
from payung.engines.packs import Pack
from payung.programme.places.packs import pack_of


IN_PRISON = "in_prison"
# Nobody is asked for these: they follow from the places where she was held.
FROM_PLACES = frozenset({Event.REMANDED})


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """A pause as it is written down; `ended_at` is None while it goes on."""

    kind: str
    began_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ArrestFacts:
    """What is known of one arrest, as the clocks need it; moments carry their zone."""

    country: str
    taken_at: datetime
    taken_at_latest: datetime | None = None
    area: str = ""
    steps: Mapping[Event, datetime] = field(default_factory=dict)
    pauses: tuple[Stretch, ...] = ()
    # From when on the police held her, or not; before the first they did.
    with_police: tuple[tuple[datetime, bool], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One clock at one moment.

    `due` rests on the earliest possible start, `due_latest` on the latest (None when
    the start is exact). `in_time` is None while it runs and where nobody can say.
    """

    clock: Clock
    due: Deadline
    due_latest: Deadline | None
    stopped_at: datetime | None
    stopped_by: Event | None
    state: State
    left: timedelta | None
    percent: int
    in_time: bool | None
    stands_since: datetime | None
    # False where it limits custody of the police, and she may be held by others.
    place_known: bool = True


def read_clocks(facts: ArrestFacts, *, at: datetime) -> tuple[Reading, ...]:
    """Return every clock that runs from this arrest, those due first in front.

    Raises ClockRunsBackwards, OverlappingPauses or PauseRunsBackwards.
    """
    pack = pack_of(facts.country)
    readings = [_read(clock, facts, at) for clock in started(pack, facts)]
    return tuple(sorted(filter(None, readings), key=_due_first))


def started(pack: Pack, facts: ArrestFacts) -> Iterator[Clock]:
    """Yield the clocks whose start has happened: the arrest, or a step after it."""
    for clock in pack.clocks:
        if clock.starts_on is Event.ARREST or clock.starts_on in facts.steps:
            yield clock


def steps_that_matter(pack: Pack) -> tuple[Event, ...]:
    """Return the steps that start or stop a clock of an arrest, in their usual order."""
    reached = {Event.ARREST}
    while True:
        more = {
            event
            for clock in pack.clocks
            if clock.starts_on in reached
            for event in clock.stops_on
        }
        if more <= reached:
            break
        reached |= more
    asked = reached - {Event.ARREST} - FROM_PLACES
    return tuple(event for event in Event if event in asked)


def pauses_that_matter(pack: Pack) -> tuple[str, ...]:
    """Return the kinds of stretches that some clock of an arrest does not count."""
    kinds = {kind for clock in pack.clocks for kind in clock.not_counted}
    return tuple(sorted(kinds - {IN_PRISON}))


def standing(facts: ArrestFacts) -> ArrestFacts:
    """Return the facts with pauses that go on cut to nothing, for stored columns."""
    pauses = tuple(
        replace(one, ended_at=one.ended_at or one.began_at) for one in facts.pauses
    )
    return replace(facts, pauses=pauses)


@lru_cache(maxsize=64)
def calendar_of(country: str, years: tuple[int, ...], area: str) -> LocalCalendar:
    """Return a country's calendar for those years, kept because it takes a while."""
    return pack_of(country).local_calendar(years, area=area or None)


def _read(clock: Clock, facts: ArrestFacts, at: datetime) -> Reading | None:
    begins, latest = _start(clock, facts)
    # The longest limit of any pack is 36 months.
    calendar = calendar_of(
        facts.country, tuple(range(begins.year, begins.year + 4)), facts.area
    )
    pauses = tuple(_paused(facts.pauses, at))
    try:
        due = deadline(clock, started_at=begins, calendar=calendar, pauses=pauses)
        late = latest and deadline(
            clock, started_at=latest, calendar=calendar, pauses=pauses
        )
    except NoValueInForce:
        return None
    stopped_by, stopped_at = _stop(clock, facts, late or due)
    stands_since = _stands(clock, facts) if stopped_at is None else None
    return Reading(
        clock=clock,
        due=due,
        due_latest=late or None,
        stopped_at=stopped_at,
        stopped_by=stopped_by,
        state=state(due, at=at, stopped_at=stopped_at),
        left=remaining(due, at=at),
        percent=_percent(due, stopped_at or at),
        in_time=_in_time(due, late or due, stopped_at),
        stands_since=stands_since,
        place_known=Event.REMANDED not in clock.stops_on
        or _with_police(facts, longest(late or due) or at),
    )


def _start(clock: Clock, facts: ArrestFacts) -> tuple[datetime, datetime | None]:
    if clock.starts_on is Event.ARREST:
        return facts.taken_at, facts.taken_at_latest
    return facts.steps[clock.starts_on], None


def _stop(
    clock: Clock, facts: ArrestFacts, due: Deadline
) -> tuple[Event, datetime] | tuple[None, None]:
    stops = [
        (facts.steps[event], event)
        for event in clock.stops_on
        if event in facts.steps and event not in FROM_PLACES
    ]
    if Event.REMANDED in clock.stops_on:
        stops += [(one, Event.REMANDED) for one in _left_police(facts, due)]
    if not stops:
        return None, None
    moment, event = min(stops, key=lambda stop: stop[0])
    return event, moment


def _left_police(facts: ArrestFacts, due: Deadline) -> Iterator[datetime]:
    """Yield when she was handed over for good, and when a passed limit came to its end.

    Back with the police the clock runs on. A limit that had passed then was passed until
    she left them first, and not a day longer.
    """
    for_good = facts.steps.get(Event.REMANDED)
    if for_good is not None:
        # Handed over before the judge, the police had none of the time that counts.
        yield max(for_good, due.started_at)
    ends = longest(due)
    if ends is not None:
        yield from [
            moment
            for moment, police in facts.with_police
            if not police and moment > ends
        ][:1]


def _with_police(facts: ArrestFacts, moment: datetime) -> bool:
    known = [police for since, police in facts.with_police if since <= moment]
    return known[-1] if known else True


def _paused(stretches: Iterable[Stretch], at: datetime) -> Iterator[Pause]:
    for one in stretches:
        # What goes on has lasted until now; it cannot have begun later than that.
        ended = one.ended_at or max(at, one.began_at)
        yield Pause(kind=one.kind, began_at=one.began_at, ended_at=ended)


def _stands(clock: Clock, facts: ArrestFacts) -> datetime | None:
    going_on = [
        one.began_at
        for one in facts.pauses
        if one.ended_at is None and one.kind in clock.not_counted
    ]
    return min(going_on, default=None)


def _in_time(
    first: Deadline, last: Deadline, stopped_at: datetime | None
) -> bool | None:
    if stopped_at is None:
        return None
    sure = kept(first, stopped_at=stopped_at)
    if sure is not False or first is last:
        return sure
    # Late by the earliest possible start, in time by the latest: nobody can say.
    try:
        return None if kept(last, stopped_at=stopped_at) else False
    except ClockRunsBackwards:
        return None


def longest(due: Deadline) -> datetime | None:
    """Return the moment after which it is over for sure, with every lawful extension."""
    return due.longest_moment or due.moment


def _percent(due: Deadline, at: datetime) -> int:
    if due.moment is None or due.moment <= due.started_at:
        return 0
    share = (at - due.started_at) / (due.moment - due.started_at)
    return max(0, min(100, round(100 * share)))


def _due_first(reading: Reading | None) -> tuple[bool, bool, float]:
    if reading is None or reading.due.moment is None:
        return (True, True, 0.0)
    stopped = reading.stopped_at is not None
    return (stopped, False, reading.due.moment.timestamp())
