"""A small world of phones and one caller, in which every course of a call is tried.

The world keeps its own account of who rings and who hears whom, from the effects
alone, and holds the machine to it. It shares no table and no constant with it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from payung.engines.dispatch import (
    CALLS,
    Call,
    CallBackTask,
    CallEvent,
    CallState,
    CancelPhone,
    Effect,
    HangUpPhone,
    JoinCaller,
    Outcome,
    Plan,
    PlanStep,
    PlayPrompt,
    Prompt,
    RingPhone,
    Signal,
    TakeVoicemail,
    arriving,
    call_step,
)


NIGHT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
PLAN = Plan(
    contact="C-1",
    steps=(
        PlanStep(targets=("p1",), wait=18),
        PlanStep(targets=(), wait=18),
        PlanStep(targets=("p1", "p2", "p3"), wait=25),
    ),
    confirm_wait=8,
)
PATIENCE = timedelta(seconds=1.5 + 18 + 25 + 8)


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """The call, the moment, and what is true of phones and caller."""

    call: Call
    now: datetime = NIGHT
    ringing: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    stopped: frozenset[str] = frozenset()
    hearing: frozenset[str] = frozenset()
    tasks: int = 0
    message: bool = False
    caller: bool = True

    def key(self) -> object:
        """Return what distinguishes it; time only as far as it is left to run."""
        due = None if self.call.due_at is None else self.call.due_at - self.now
        return replace(self, now=NIGHT, call=replace(self.call, due_at=None)), due


def signals(world: World) -> Iterator[Signal]:
    at, due = world.now, world.call.due_at
    yield Signal(event=CallEvent.DUE, at=at)
    if due is not None:
        yield Signal(event=CallEvent.DUE, at=max(due, at))
    for target in sorted(world.ringing | world.stopped):
        yield Signal(event=CallEvent.LEG_ANSWERED, at=at, target=target)
    for target in sorted(world.asked | world.stopped):
        yield Signal(event=CallEvent.LEG_PRESSED_ONE, at=at, target=target)
    for target in sorted(world.ringing | world.asked | world.hearing | world.stopped):
        yield Signal(event=CallEvent.LEG_GONE, at=at, target=target)
    yield Signal(event=CallEvent.RESTARTED, at=at)
    yield Signal(event=CallEvent.PLANNED, at=at, plan=PLAN)
    yield Signal(event=CallEvent.NO_PLAN, at=at)
    yield Signal(event=CallEvent.MISSED_CALL, at=at)
    if world.caller:
        yield Signal(event=CallEvent.CALLER_GONE, at=at)
    if world.message:
        yield Signal(event=CallEvent.MESSAGE_ENDED, at=at)


def explore(table=CALLS) -> tuple[int, list[str]]:
    """Return how many states of the world were seen, and the promises broken."""
    queue = deque(
        World(call=arriving("call-1", last_plan=last, at=NIGHT))
        for last in (None, PLAN)
    )
    seen = {world.key() for world in queue}
    broken: list[str] = []
    while queue and not broken:
        world = queue.popleft()
        for signal in signals(world):
            after, faults = follow(world, signal, table)
            broken += faults
            if after.key() not in seen:
                seen.add(after.key())
                queue.append(after)
    return len(seen), broken


def follow(world: World, signal: Signal, table=CALLS) -> tuple[World, list[str]]:
    before = said(world, signal)
    call, effects = call_step(world.call, signal, table=table)
    after, faults = before, []
    for effect in effects:
        after, fault = felt(after, effect)
        faults += fault
    after = replace(after, call=call, now=signal.at)
    return after, faults + broken_promises(world, signal, after, effects)


def said(world: World, signal: Signal) -> World:
    """Return the world once the report is true."""
    one = frozenset({signal.target})
    if signal.event is CallEvent.LEG_ANSWERED:
        return replace(world, ringing=world.ringing - one)
    if signal.event is CallEvent.LEG_GONE:
        return replace(
            world,
            ringing=world.ringing - one,
            asked=world.asked - one,
            stopped=world.stopped - one,
            hearing=world.hearing - one,
        )
    if signal.event is CallEvent.CALLER_GONE:
        return replace(world, caller=False, hearing=frozenset())
    if signal.event is CallEvent.RESTARTED:
        return replace(
            world, ringing=frozenset(), asked=frozenset(), hearing=frozenset()
        )
    return world


def felt(world: World, effect: Effect) -> tuple[World, list[str]]:
    """Return the world once the effect is carried out, and what it should not do."""
    match effect:
        case RingPhone(target=phone):
            known = world.ringing | world.asked | world.hearing
            fault = ["a phone is rung twice"] if phone in known else []
            return replace(world, ringing=world.ringing | {phone}), fault
        case PlayPrompt(prompt=Prompt.PRESS_ONE, target=phone):
            return replace(world, asked=world.asked | {phone}), []
        case CancelPhone(target=phone) | HangUpPhone(target=phone):
            return replace(
                world,
                ringing=world.ringing - {phone},
                asked=world.asked - {phone},
                hearing=world.hearing - {phone},
                stopped=world.stopped | {phone}
                if isinstance(effect, CancelPhone)
                else world.stopped - {phone},
            ), []
        case JoinCaller(target=phone):
            joined = replace(
                world, hearing=world.hearing | {phone}, asked=world.asked - {phone}
            )
            return joined, []
        case CallBackTask():
            return replace(world, tasks=world.tasks + 1), []
        case TakeVoicemail():
            return replace(world, message=True), []
        case _:
            return world, []


def broken_promises(
    before: World, signal: Signal, after: World, effects: tuple[Effect, ...]
) -> list[str]:
    call = after.call
    joins = [e.target for e in effects if isinstance(e, JoinCaller)]
    hung_up = [e.target for e in effects if isinstance(e, HangUpPhone)]
    late = signal.event is CallEvent.LEG_ANSWERED and signal.target in before.stopped
    waits = call.state is CallState.RINGING
    ended = call.state is CallState.ENDED
    answered = call.outcome is Outcome.ANSWERED
    first_end = ended and before.call.state is not CallState.ENDED
    given_up = first_end and before.caller and call.outcome is Outcome.NO_ANSWER
    rules = {
        "C1 one phone at most": len(after.hearing) > 1,
        "C1 nothing rings while two people talk": bool(after.hearing)
        and bool(after.ringing | after.asked),
        "C1 nothing rings after the end": ended and bool(after.ringing | after.asked),
        "C2 one outcome": ended == (call.outcome is Outcome.NONE),
        "C2 the outcome stays": before.call.state is CallState.ENDED
        and call.outcome is not before.call.outcome,
        "C2 one call-back is owed": ended and after.tasks != (0 if answered else 1),
        "C2 answered means spoken to": answered
        and first_end
        and before.call.state is not CallState.TALKING,
        "C3 a waiting caller has a phone": waits and not after.ringing | after.asked,
        "C3 a waiting caller has a clock": waits
        and (call.due_at is None or call.due_at <= after.now),
        "C4 patience has an end": waits and after.now - NIGHT >= PATIENCE,
        "C4 a message is asked for": given_up
        and not after.message
        and signal.event is not CallEvent.CALLER_GONE,
        "C5 who answers too late is hung up": late and signal.target not in hung_up,
        "C5 only pressing 1 accepts": bool(joins)
        and (signal.event is not CallEvent.LEG_PRESSED_ONE),
    }
    return [name for name, is_broken in rules.items() if is_broken]
