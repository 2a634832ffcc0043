"""One phone of ours that is asked something: every course of an ask is tried.

The world knows from reports and effects alone whether the phone rings, waits for a
finger or is on our line, and holds the machine to it. No table or constant is shared.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from payung.engines.dispatch import (
    ASK_ENDS,
    ASKS,
    Ask,
    AskEvent,
    AskState,
    CancelPhone,
    Effect,
    HangUpPhone,
    PlayPrompt,
    Prompt,
    RingPhone,
    ask_step,
    start_ask,
)


NIGHT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
LONGEST = timedelta(seconds=30 + 8)


@dataclass(frozen=True, kw_only=True, slots=True)
class AskWorld:
    """The ask, the moment, and what is true of her phone."""

    ask: Ask
    now: datetime = NIGHT
    rings: bool = False
    on_line: bool = False
    stopped: bool = False
    pressed: bool = False
    called_off: bool = False
    told: tuple[Prompt, ...] = ()


def start(prompt: Prompt) -> AskWorld:
    ask, effects = start_ask("C-1", target="p1", at=NIGHT, wait=30, prompt=prompt)
    world = AskWorld(ask=ask)
    for effect in effects:
        world = felt(world, effect)
    return world


def reports(world: AskWorld) -> list[tuple[AskEvent, datetime]]:
    """Return what may be reported; some of it twice, late or in the wrong order."""
    now, due = world.now, world.ask.due_at
    found = [(AskEvent.DUE, now), (AskEvent.CALLED_OFF, now), (AskEvent.RESTARTED, now)]
    if due is not None:
        found.append((AskEvent.DUE, max(now, due)))
    if world.rings or world.stopped:
        # In the last second, for the wait for her finger begins only then.
        last = max(now, (due or now) - timedelta(seconds=1))
        found += [(AskEvent.ANSWERED, now), (AskEvent.ANSWERED, last)]
    if world.rings or world.on_line or world.stopped:
        found += [(AskEvent.PRESSED_ONE, now), (AskEvent.GONE, now)]
    return found


def explore(table=ASKS) -> tuple[int, list[str]]:
    """Return how many states of the world were seen, and the promises broken."""
    queue = deque(start(prompt) for prompt in (Prompt.PRESS_ONE, Prompt.DRILL))
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
    world: AskWorld, event: AskEvent, at: datetime, table=ASKS
) -> tuple[AskWorld, list[str]]:
    after = said(world, event)
    ask, effects = ask_step(world.ask, event, at=at, table=table)
    for effect in effects:
        after = felt(after, effect)
    after = replace(after, ask=ask, now=at)
    return after, broken_promises(world, event, after)


def said(world: AskWorld, event: AskEvent) -> AskWorld:
    """Return the world once the report is true."""
    match event:
        case AskEvent.ANSWERED:
            return replace(world, rings=False, stopped=False, on_line=True)
        case AskEvent.PRESSED_ONE:
            goes_on = world.ask.state not in ASK_ENDS
            first = goes_on and not world.called_off
            on_line = world.on_line or world.rings
            return replace(
                world, rings=False, on_line=on_line, pressed=world.pressed or first
            )
        case AskEvent.GONE | AskEvent.RESTARTED:
            return replace(world, rings=False, on_line=False, stopped=False)
        case AskEvent.CALLED_OFF:
            goes_on = world.ask.state not in ASK_ENDS
            return replace(world, called_off=world.called_off or goes_on)
        case _:
            return world


def felt(world: AskWorld, effect: Effect) -> AskWorld:
    """Return the world once the effect is carried out."""
    match effect:
        case RingPhone():
            return replace(world, rings=True)
        case PlayPrompt(prompt=prompt, target="p1"):
            return replace(world, told=(*world.told, prompt))
        case CancelPhone():
            return replace(world, rings=False, stopped=True)
        case HangUpPhone():
            return replace(world, rings=False, stopped=False, on_line=False)
        case _:
            return world


def broken_promises(before: AskWorld, event: AskEvent, after: AskWorld) -> list[str]:
    ask, state = after.ask, after.ask.state
    ended = state in ASK_ENDS
    was_over = before.ask.state in ASK_ENDS
    due = ask.due_at
    asked = [prompt for prompt in after.told if prompt is not Prompt.TAKEN]
    unasked = event in (AskEvent.CALLED_OFF, AskEvent.RESTARTED)
    rules = {
        "K1 an ask that goes on has a clock": ended != (due is None),
        "K1 the clock lies ahead": due is not None and due <= after.now,
        "K1 an ask has an end": not ended and after.now - NIGHT >= LONGEST,
        "K2 it ends once": was_over and state is not before.ask.state,
        "K2 only pressing 1 accepts": (state is AskState.ACCEPTED) != after.pressed,
        "K2 who is on the line was asked once": state is AskState.ASKING
        and asked != [ask.prompt],
        "K2 silence and refusal say no": ended
        and not was_over
        and event in (AskEvent.DUE, AskEvent.GONE)
        and state is not AskState.REFUSED,
        "K2 who is gone is asked no more": event is AskEvent.GONE and not ended,
        "K3 her phone is let go": ended and (after.rings or after.on_line),
        "K4 being called off is no refusal": unasked
        and not was_over
        and state is not AskState.WITHDRAWN,
        "K4 who was listening hears that it is taken": event is AskEvent.CALLED_OFF
        and before.on_line
        and not was_over
        and Prompt.TAKEN not in after.told,
    }
    return [name for name, is_broken in rules.items() if is_broken]
