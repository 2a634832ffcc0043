"""A small world of phones and one caller, in which every course of a call is tried.

The world keeps its own account of who rings, who hears whom and what the caller said
with her keys, from reports and effects alone; `call_promises` holds the machine to it.
It shares no table and no constant with the machine.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from payung.engines.dispatch import (
    CALLS,
    Call,
    CallBackTask,
    CallEvent,
    CallState,
    CancelPhone,
    Choice,
    Effect,
    HangUpPhone,
    JoinCaller,
    Plan,
    PlanStep,
    PlayPrompt,
    Prompt,
    RaisePriority,
    RingPhone,
    Signal,
    TakeVoicemail,
    TellChoice,
    arriving,
    call_step,
)
from tests.engines.dispatch.call_promises import NIGHT, broken_promises


PLAN = Plan(
    contact="C-1",
    steps=(
        PlanStep(targets=("p1",), wait=18),
        PlanStep(targets=(), wait=18),
        PlanStep(targets=("p1", "p2", "p3"), wait=25),
    ),
    confirm_wait=8,
)
MENU = Plan(
    contact="C-2",
    steps=PLAN.steps,
    confirm_wait=8,
    menu=(
        Choice(
            digit="1",
            code="north",
            steps=(
                PlanStep(targets=("p2",), wait=20),
                PlanStep(targets=("p2", "p3"), wait=30),
            ),
        ),
        Choice(digit="2", code="south", steps=(PlanStep(targets=(), wait=18),)),
    ),
    menu_wait=6,
    danger="0",
)
DESERTED = Plan(contact="C-3", steps=(), menu=MENU.menu[1:], danger="0")
CODES = {"1": "north", "2": "south"}


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """The call, the moment, and what is true of phones and caller.

    `on_line`: phones that have answered and were not let go; `gone`: phones that said
    they are gone. Counts say how often something was done.
    """

    call: Call
    now: datetime = NIGHT
    ringing: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    stopped: frozenset[str] = frozenset()
    hearing: frozenset[str] = frozenset()
    on_line: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    tasks: int = 0
    messages: int = 0
    kept: int = 0
    caller: bool = True
    restarted: bool = False
    rung: frozenset[str] = frozenset()
    asked_to_choose: bool = False
    chose: str = ""
    told: tuple[str, ...] = ()
    danger: bool = False
    raises: int = 0
    soothed: int = 0

    def key(self) -> object:
        """Return what distinguishes it.

        Time past counts only while she waits for a person, and of a call that is over
        only what phones may still do.
        """
        call = self.call
        if call.state is CallState.ENDED:
            return call.outcome, call.legs, self.on_line, self.stopped, self.caller
        due = None if call.due_at is None else call.due_at - self.now
        waits = call.state in (CallState.CHOOSING, CallState.RINGING)
        now = self.now if waits else NIGHT
        return replace(self, now=now, call=replace(call, due_at=None)), due


def signals(world: World) -> Iterator[Signal]:
    at, due = world.now, world.call.due_at
    yield Signal(event=CallEvent.DUE, at=at)
    if due is not None:
        yield Signal(event=CallEvent.DUE, at=max(due, at))
    for target in sorted(world.ringing | world.stopped | world.gone):
        yield Signal(event=CallEvent.LEG_ANSWERED, at=at, target=target)
    for target in sorted(world.ringing | world.asked | world.stopped):
        yield Signal(event=CallEvent.LEG_PRESSED_ONE, at=at, target=target)
    for target in sorted(world.ringing | world.asked | world.hearing | world.stopped):
        yield Signal(event=CallEvent.LEG_GONE, at=at, target=target)
    yield Signal(event=CallEvent.RESTARTED, at=at)
    yield Signal(event=CallEvent.PLANNED, at=at, plan=PLAN)
    yield Signal(event=CallEvent.NO_PLAN, at=at)
    yield Signal(event=CallEvent.MISSED_CALL, at=at)
    if world.caller:
        yield Signal(event=CallEvent.CALLER_GONE, at=at)
        yield from pressed(world)
    if world.messages:
        yield Signal(event=CallEvent.MESSAGE_ENDED, at=at)


def pressed(world: World) -> Iterator[Signal]:
    """Yield every key she may press, and what counts in the last second of a wait."""
    for digit in ("0", "1", "2", "9"):
        yield Signal(event=CallEvent.DIGIT, at=world.now, digit=digit)
    last_second = (world.call.due_at or world.now) - timedelta(seconds=1)
    if last_second > world.now:
        for digit in ("0", "1") if world.asked_to_choose else ("0",):
            yield Signal(event=CallEvent.DIGIT, at=last_second, digit=digit)


def explore(table=CALLS) -> tuple[int, list[str]]:
    """Return how many states of the world were seen, and the promises broken."""
    queue = deque(
        World(call=arriving("call-1", last_plan=last, at=NIGHT))
        for last in (None, PLAN, MENU, DESERTED)
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
        answered = replace(world, on_line=world.on_line | one)
        return replace(answered, ringing=world.ringing - one)
    if signal.event is CallEvent.LEG_PRESSED_ONE and signal.target in world.ringing:
        # The report of the key has overtaken that of the answer.
        answered = replace(world, on_line=world.on_line | one)
        return replace(answered, ringing=world.ringing - one)
    if signal.event is CallEvent.LEG_GONE:
        return replace(
            world,
            ringing=world.ringing - one,
            asked=world.asked - one,
            stopped=world.stopped - one,
            hearing=world.hearing - one,
            on_line=world.on_line - one,
            gone=world.gone | one,
        )
    if signal.event is CallEvent.DIGIT:
        return keyed(world, signal.digit)
    if signal.event is CallEvent.CALLER_GONE:
        return replace(world, caller=False, hearing=frozenset(), asked_to_choose=False)
    due = world.call.due_at
    if signal.event is CallEvent.DUE and due is not None and signal.at >= due:
        return replace(world, asked_to_choose=False)
    if signal.event is CallEvent.RESTARTED:
        return replace(
            world,
            ringing=frozenset(),
            asked=frozenset(),
            hearing=frozenset(),
            on_line=frozenset(),
            asked_to_choose=False,
            restarted=True,
        )
    return world


def keyed(world: World, digit: str) -> World:
    """Return the world once she has pressed a key; only what was offered counts."""
    listened = (CallState.CHOOSING, CallState.RINGING, CallState.MESSAGE)
    if digit == "0" and world.call.plan.danger and world.call.state in listened:
        return replace(world, danger=True, asked_to_choose=False)
    offered = [choice.digit for choice in world.call.plan.menu]
    if world.asked_to_choose and digit in offered:
        return replace(world, chose=CODES[digit], asked_to_choose=False)
    return world


def felt(world: World, effect: Effect) -> tuple[World, list[str]]:
    """Return the world once the effect is carried out, and what it should not do."""
    match effect:
        case RingPhone(target=phone):
            known = world.ringing | world.asked | world.hearing
            fault = ["a phone is rung twice"] if phone in known else []
            one = frozenset({phone})
            rung = world.rung | one
            return replace(world, ringing=world.ringing | one, rung=rung), fault
        case PlayPrompt(prompt=Prompt.PRESS_ONE, target=phone):
            fault = ["a phone is asked twice"] if phone in world.asked else []
            return replace(world, asked=world.asked | {phone}), fault
        case CancelPhone(target=phone) | HangUpPhone(target=phone):
            return let_go(world, phone, isinstance(effect, CancelPhone))
        case JoinCaller(target=phone):
            joined = replace(
                world, hearing=world.hearing | {phone}, asked=world.asked - {phone}
            )
            return joined, []
        case CallBackTask():
            return replace(world, tasks=world.tasks + 1), []
        case TakeVoicemail():
            return replace(world, messages=world.messages + 1), []
        case _:
            asks = PlayPrompt(about="call-1", prompt=Prompt.CHOOSE)
            again = effect == asks and world.asked_to_choose
            return heard(world, effect), ["she is asked twice"] if again else []


def let_go(world: World, phone: str, rings: bool) -> tuple[World, list[str]]:
    """Return the world without this phone; what only rings cannot be hung up."""
    there = world.ringing if rings else world.on_line
    # After a restart nothing is there, and saying so does no harm.
    fault = (
        []
        if phone in there or world.restarted
        else ["a phone is let go that is not there"]
    )
    one = frozenset({phone})
    after = replace(
        world,
        ringing=world.ringing - one,
        asked=world.asked - one,
        hearing=world.hearing - one,
        on_line=world.on_line - one,
        stopped=world.stopped | one if rings else world.stopped - one,
    )
    return after, fault


def heard(world: World, effect: Effect) -> World:
    """Return the world once the caller, or the application, was told something."""
    match effect:
        case PlayPrompt(prompt=Prompt.CHOOSE, target=""):
            return replace(world, asked_to_choose=True)
        case PlayPrompt(prompt=Prompt.PLEASE_WAIT, target=""):
            return replace(world, soothed=world.soothed + 1)
        case PlayPrompt(prompt=Prompt.RECORDED, target=""):
            return replace(world, kept=world.kept + 1)
        case TellChoice(code=code):
            return replace(world, told=(*world.told, code))
        case RaisePriority():
            return replace(world, raises=world.raises + 1)
        case _:
            return world
