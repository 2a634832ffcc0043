"""Every state a contact can reach, and what must be true of each.

The rules below are written from the promise, not from the machine: they know nothing
of its table, so a fault in the table shows here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from payung.engines.dispatch import (
    TRANSITIONS,
    CallBack,
    CallBackTask,
    CameAgain,
    Channel,
    Contact,
    Effect,
    Event,
    Group,
    Happening,
    Kind,
    NoDisposition,
    NotNow,
    NotTheOwner,
    Priority,
    Remind,
    ReviewTask,
    Ring,
    RingAll,
    State,
    TellTaken,
    open_contact,
    step,
)


NIGHT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
PEOPLE = ("sunita", "maya")
BY_MACHINE = (Event.DUE, Event.ALL_BUSY, Event.HUNG_UP, Event.ACCEPTED)
HELD = (State.OWNED, State.HANDING_OVER)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reached:
    """A contact, and the moment at which it stands so."""

    contact: Contact
    now: datetime

    def key(self) -> object:
        """Return what distinguishes it, with time counted from now."""
        c = self.contact
        due = None if c.due_at is None else c.due_at - self.now
        reached = None if c.reached_at is None else NIGHT
        same = replace(c, due_at=None, version=0, kind=Kind.NOT_SAID)
        return replace(same, reached_at=reached), due


def starts() -> list[Reached]:
    return [
        Reached(
            contact=open_contact(
                "C-1",
                channel=channel,
                priority=priority,
                primary="sunita",
                at=NIGHT,
                call_back=rule,
            ),
            now=NIGHT,
        )
        for channel in (Channel.CALL, Channel.MISSED_CALL)
        for priority in (Priority.A, Priority.C)
        for rule in (CallBack.ALLOWED, CallBack.NO_NUMBER)
    ]


def happenings(reached: Reached) -> Iterator[Happening]:
    now, due = reached.now, reached.contact.due_at
    yield Happening(event=Event.DUE, at=now)
    if due is not None:
        yield Happening(event=Event.DUE, at=max(due, now))
    for event in Event:
        if event is Event.DUE:
            continue
        if event is Event.NOT_REACHED and reached.contact.attempts >= 4:
            continue
        for person in PEOPLE:
            yield Happening(
                event=event,
                at=now,
                person=person,
                taker="maya" if event is Event.SHIFT_ENDED else "",
                disposition="advised",
            )


def explore(table=TRANSITIONS, *, depth: int = 40) -> tuple[int, list[str]]:
    """Return how many states were seen, and the promises found broken."""
    queue = deque((start, 0) for start in starts())
    seen = {start.key() for start, _ in queue}
    broken: list[str] = []
    while queue and not broken:
        reached, far = queue.popleft()
        for happening in happenings(reached):
            after, faults = follow(reached, happening, table)
            broken += faults
            if after.key() not in seen and far < depth:
                seen.add(after.key())
                queue.append((after, far + 1))
    return len(seen), broken


def follow(reached: Reached, happening: Happening, table) -> tuple[Reached, list[str]]:
    before = reached.contact
    try:
        after, effects = step(before, happening, table=table)
    except (NotNow, NotTheOwner, NoDisposition):
        late = [f"{happening.event} refused in {before.state}"]
        return reached, late if happening.event in BY_MACHINE else []
    faults = broken_promises(before, happening, after, effects)
    return Reached(contact=after, now=happening.at), faults


def broken_promises(
    before: Contact, happening: Happening, after: Contact, effects: tuple[Effect, ...]
) -> list[str]:
    event, at, person = happening.event, happening.at, happening.person
    rings = [e for e in effects if isinstance(e, Ring | RingAll)]
    tasks = [e for e in effects if isinstance(e, CallBackTask | ReviewTask)]
    told = [e.person for e in effects if isinstance(e, TellTaken | Remind)]
    heard = [e.person for e in effects if isinstance(e, CameAgain)]
    again = event in (Event.WROTE_AGAIN, Event.RANG_AGAIN)
    was_due = event is Event.DUE and before.due_at is not None and at >= before.due_at
    is_open = after.state is not State.CLOSED
    left = before.owner and before.owner != after.owner and is_open
    left_by_herself = event is Event.GAVE_BACK
    came_second = event in (Event.ACCEPTED, Event.TOOK_OVER) and (
        person != before.owner and person != after.owner
    )
    rules = {
        "G1 an open contact has a moment to come": is_open
        and (after.due_at is None or (after.due_at <= at and event is not Event.DUE)),
        "G1 what is due comes later than now": was_due
        and is_open
        and (after.due_at is None or after.due_at <= at),
        "G1 whoever is to act is named": after.state in (*HELD, State.CALL_BACK)
        and not after.owner,
        "G2 the first to accept keeps it": event is Event.ACCEPTED
        and before.state in HELD
        and after.owner != before.owner,
        "G2 the second is told": came_second and person not in told,
        "G2 who loses it is told": left
        and not left_by_herself
        and before.owner not in told,
        "G2 what is offered stays with its owner until it is taken": event
        is Event.SHIFT_ENDED
        and after.owner != before.owner,
        "G2 another's word leaves the owner's clock": event is Event.REACHED
        and before.state is State.OWNED
        and person != before.owner
        and after.due_at != before.due_at,
        "G3 only a person closes": not is_open
        and before.state is not State.CLOSED
        and not (event is Event.CLOSED and after.closed_by and after.disposition),
        "G3 a ladder that is due rings again": was_due
        and before.state in (State.OPENED, State.RINGING)
        and not rings,
        "G3 silence of an owner rings others": was_due
        and before.state in (State.OWNED, State.CALL_BACK)
        and not rings,
        "G3 what is handed back rings others": left_by_herself and not rings,
        "G3 who hangs up is owed one call-back": event is Event.HUNG_UP
        and before.state in (State.OPENED, State.RINGING)
        and after.state is State.CALL_BACK
        and len(tasks) != 1,
        "G3 who hangs up is not forgotten": event is Event.HUNG_UP
        and before.state is State.OPENED
        and after.state is not State.CALL_BACK,
        "G3 whoever has it hears that there is more": again
        and before.owner
        and heard != [before.owner],
        "G3 whoever has it looks within half an hour when there is more": again
        and before.owner
        and (after.due_at is None or after.due_at - at > timedelta(minutes=30)),
        "G3 more from her never puts off what is due": again
        and before.due_at is not None
        and (after.due_at is None or after.due_at > before.due_at),
        "G3 who was not spoken to is called within half an hour": after.reached_at
        is None
        and after.call_back is CallBack.ALLOWED
        and after.state in (State.OWNED, State.CALL_BACK)
        and event is not Event.DUE
        and after.due_at is not None
        and after.due_at - at > timedelta(minutes=30),
        "nobody without a number is called back": after.call_back
        is not CallBack.ALLOWED
        and any(isinstance(e, CallBackTask) for e in effects),
        "G4 a change is counted": after != before
        and after.version != before.version + 1,
    }
    return [name for name, is_broken in rules.items() if is_broken]


def rungs_if_nobody_acts(
    contact: Contact, times: int, table=TRANSITIONS
) -> list[set[Group]]:
    """Return who is rung at each due moment when no person does anything."""
    rung: list[set[Group]] = []
    for _ in range(times):
        assert contact.due_at is not None
        due = Happening(event=Event.DUE, at=contact.due_at + timedelta(seconds=5))
        contact, effects = step(contact, due, table=table)
        rung.append(
            {g for e in effects if isinstance(e, Ring | RingAll) for g in e.who}
        )
    return rung
