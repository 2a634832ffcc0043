"""One call-back: our phone, the caller's, and every course it can take.

The world knows from reports and effects alone who is on the line, and holds the machine
to what it promises. It shares no table and no constant with it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from payung.engines.dispatch import (
    CALL_BACKS,
    Back,
    BackEvent,
    BackState,
    CallBackTask,
    DialCaller,
    Effect,
    HangUpPhone,
    JoinCaller,
    RingPhone,
    call_back_step,
    start_call_back,
)


NIGHT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
LONGEST = timedelta(seconds=30 + 8 + 40)


@dataclass(frozen=True, kw_only=True, slots=True)
class BackWorld:
    """The call-back, the moment, and what is true of the two phones.

    `hers` is the caller's phone: "", "rings", "on line" or "gone"; `astray` names what
    should never have been done.
    """

    back: Back
    now: datetime = NIGHT
    rings: bool = False
    on_line: bool = False
    stopped: bool = False
    pressed: bool = False
    hers: str = ""
    joined: bool = False
    cut_off: bool = False
    tasks: int = 0
    astray: str = ""


def start() -> BackWorld:
    back, effects = start_call_back("C-1", target="p1", attempt=1, at=NIGHT)
    world = BackWorld(back=back)
    for effect in effects:
        world = felt(world, effect)
    return world


def reports(world: BackWorld) -> list[tuple[BackEvent, datetime]]:
    """Return what may be reported now, or in the last second of a wait."""
    now, due = world.now, world.back.due_at
    last = max(now, (due or now) - timedelta(seconds=1))
    found = [(BackEvent.DUE, now), (BackEvent.RESTARTED, now)]
    if due is not None:
        found.append((BackEvent.DUE, max(now, due)))
    if world.rings or world.stopped:
        found += [(BackEvent.WE_ANSWERED, now), (BackEvent.WE_ANSWERED, last)]
        found.append((BackEvent.WE_ARE_GONE, now))
    if world.on_line:
        found += [(BackEvent.WE_PRESSED_ONE, now), (BackEvent.WE_PRESSED_ONE, last)]
        found.append((BackEvent.WE_ARE_GONE, now))
    if world.hers == "rings":
        found.append((BackEvent.CALLER_ANSWERED, now))
    if world.hers in ("rings", "on line"):
        found.append((BackEvent.CALLER_GONE, now))
    return found


def explore(table=CALL_BACKS) -> tuple[int, list[str]]:
    """Return how many states of the world were seen, and the promises broken."""
    queue = deque([start()])
    seen, broken = set(queue), list[str]()
    while queue and not broken:
        world = queue.popleft()
        for event, at in reports(world):
            after, faults = follow(world, event, at, table)
            broken += faults
            if after not in seen:
                seen.add(after)
                queue.append(after)
    return len(seen), broken


def follow(
    world: BackWorld, event: BackEvent, at: datetime, table=CALL_BACKS
) -> tuple[BackWorld, list[str]]:
    after = said(world, event)
    back, effects = call_back_step(world.back, event, at=at, table=table)
    for effect in effects:
        after = felt(after, effect)
    after = replace(after, back=back, now=at)
    if back.state is BackState.ENDED:
        # The telephone lets the caller go when a call-back is over.
        after = replace(after, hers="gone")
    return after, broken_promises(world, event, after)


def said(world: BackWorld, event: BackEvent) -> BackWorld:
    """Return the world once the report is true."""
    match event:
        case BackEvent.WE_ANSWERED:
            return replace(world, rings=False, stopped=False, on_line=True)
        case BackEvent.WE_PRESSED_ONE:
            return replace(world, pressed=True)
        case BackEvent.CALLER_ANSWERED:
            return replace(world, hers="on line")
        case BackEvent.WE_ARE_GONE:
            return replace(world, rings=False, on_line=False, stopped=False)
        case BackEvent.CALLER_GONE:
            return replace(world, hers="gone")
        case BackEvent.RESTARTED:
            cut_off = world.cut_off or world.back.state is not BackState.ENDED
            gone = replace(world, rings=False, on_line=False, stopped=False)
            return replace(gone, hers="gone", cut_off=cut_off)
        case _:
            return world


def felt(world: BackWorld, effect: Effect) -> BackWorld:
    """Return the world once the effect is carried out."""
    match effect:
        case RingPhone():
            return replace(world, rings=True)
        case DialCaller():
            ready = world.on_line and world.pressed and world.hers == ""
            astray = world.astray if ready else "B1 dialled before she is there"
            return replace(world, hers="rings", astray=astray)
        case JoinCaller():
            both = world.on_line and world.hers == "on line"
            astray = world.astray if both else "B1 joined with nobody"
            return replace(world, joined=True, astray=astray)
        case HangUpPhone():
            return replace(world, rings=False, on_line=False, stopped=world.rings)
        case CallBackTask(attempt=attempt):
            astray = world.astray if attempt == 2 else "B3 an attempt is not counted"
            return replace(world, tasks=world.tasks + 1, astray=astray)
        case _:
            return world


def broken_promises(before: BackWorld, event: BackEvent, after: BackWorld) -> list[str]:
    back, state = after.back, after.back.state
    ended, talks = state is BackState.ENDED, state is BackState.TALKING
    was_over = before.back.state is BackState.ENDED
    spoken = after.joined and not after.cut_off
    lost = event in (BackEvent.RESTARTED, BackEvent.WE_ARE_GONE, BackEvent.CALLER_GONE)
    answered = event is BackEvent.WE_ANSWERED and not was_over
    rules = {
        after.astray: bool(after.astray),
        "B1 she is asked first": answered and state is not BackState.ASKING,
        "B1 who talks is joined": talks and not after.joined,
        "B2 what goes on has a clock": (ended or talks) != (back.due_at is None),
        "B2 the clock lies ahead": back.due_at is not None and back.due_at <= after.now,
        "B2 it has an end": not (ended or talks) and after.now - NIGHT >= LONGEST,
        "B2 who is gone ends it": lost and not ended,
        "B2 it ends once": was_over and back != before.back,
        "B2 the key is heard": event is BackEvent.WE_PRESSED_ONE
        and before.back.state is BackState.ASKING
        and after.hers != "rings",
        "B2 the caller is heard": event is BackEvent.CALLER_ANSWERED and not talks,
        "B3 one call-back is owed": after.tasks != (ended and not spoken),
        "B3 reached means joined": back.reached != after.joined,
        "B4 her phone is let go": ended and (after.rings or after.on_line),
    }
    return [name for name, is_broken in rules.items() if is_broken]
