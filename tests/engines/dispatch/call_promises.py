"""What a call promises, said once more and in other words than the machine's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from payung.engines.dispatch import (
    CallEvent,
    CallState,
    Effect,
    HangUpPhone,
    JoinCaller,
    Outcome,
    Signal,
    TellTaken,
)


if TYPE_CHECKING:
    from tests.engines.dispatch.call_world import World

NIGHT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
# Seconds: for the plan, for a choice, for the steps, for a finger on the key.
PATIENCE = {
    "C-1": 1.5 + 18 + 25 + 8,
    "C-2": 1.5 + 6 + 18 + 25 + 8,
    "C-2 north": 1.5 + 6 + 20 + 30 + 8,
    "C-3": 1.5 + 6,
}
FIRST = {"C-1": {"p1"}, "C-2": {"p1"}, "C-2 north": {"p2"}, "C-3": set[str]()}
PHONES = {
    "C-1": {"p1", "p2", "p3"},
    "C-2": {"p1", "p2", "p3"},
    "C-2 north": {"p2", "p3"},
    "C-3": set[str](),
}


def in_force(world: World) -> str:
    """Return the plan that counts, with its choice where that has phones of its own."""
    north = " north" if world.chose == "north" else ""
    return world.call.plan.contact + north


def broken_promises(
    before: World, signal: Signal, after: World, effects: tuple[Effect, ...]
) -> list[str]:
    """Return the promises that this step broke."""
    rules = {
        **about_phones(before, signal, after, effects),
        **about_the_end(before, signal, after),
        **about_waiting(before, signal, after),
        **about_keys(before, signal, after, effects),
    }
    return [name for name, is_broken in rules.items() if is_broken]


def about_phones(
    before: World, signal: Signal, after: World, effects: tuple[Effect, ...]
) -> dict[str, bool]:
    state = after.call.state
    joins = [e.target for e in effects if isinstance(e, JoinCaller)]
    told = [e.person for e in effects if isinstance(e, TellTaken)]
    hung_up = [e.target for e in effects if isinstance(e, HangUpPhone)]
    out = before.stopped | before.gone
    late = signal.event is CallEvent.LEG_ANSWERED and signal.target in out
    live = after.ringing | after.asked
    talks = before.call.state is not CallState.TALKING and state is CallState.TALKING
    pressed = signal.event is CallEvent.LEG_PRESSED_ONE
    return {
        "C1 one phone at most": len(after.hearing) > 1,
        "C1 who talks hears the caller": (state is CallState.TALKING)
        != bool(after.hearing),
        "C1 the caller is joined once": len(joins) > 1,
        "C1 nothing rings while two people talk": bool(after.hearing) and bool(live),
        "C1 nothing rings after the end": state is CallState.ENDED and bool(live),
        "C1 nobody is left on the line": after.on_line != after.asked | after.hearing,
        "C1 who was slower is told once": talks
        and sorted(told) != sorted(before.asked - {signal.target}),
        "C5 who answers too late is hung up": late and signal.target not in hung_up,
        "C5 only pressing 1 accepts": bool(joins) and not pressed,
        "C5 pressing 1 accepts": pressed
        and before.call.state is CallState.RINGING
        and signal.target in before.ringing | before.asked
        and not talks,
    }


def outcome_of(before: World, event: CallEvent) -> Outcome:
    """Return how the call ended, if this ended it."""
    match event:
        case CallEvent.RESTARTED:
            return Outcome.INTERRUPTED
        case CallEvent.MISSED_CALL:
            return Outcome.MISSED_CALL
        case CallEvent.MESSAGE_ENDED | CallEvent.DUE:
            return Outcome.MESSAGE_LEFT
        case CallEvent.LEG_GONE:
            return Outcome.ANSWERED
        case _ if before.hearing:
            return Outcome.ANSWERED
        case _:
            return Outcome.NO_ANSWER if before.messages else Outcome.ABANDONED


def ends(before: World, signal: Signal) -> bool:
    """Return whether a call that goes on has to end with this report."""
    event, state, due = signal.event, before.call.state, before.call.due_at
    records = state is CallState.MESSAGE
    is_due = event is CallEvent.DUE and due is not None and signal.at >= due
    return (
        event in (CallEvent.RESTARTED, CallEvent.CALLER_GONE)
        or (event is CallEvent.MISSED_CALL and state is CallState.ROUTING)
        or (records and (is_due or event is CallEvent.MESSAGE_ENDED))
        or (event is CallEvent.LEG_GONE and signal.target in before.hearing)
    )


def about_the_end(before: World, signal: Signal, after: World) -> dict[str, bool]:
    call, outcome = after.call, after.call.outcome
    was_over = before.call.state is CallState.ENDED
    ended = call.state is CallState.ENDED
    first_end = ended and not was_over
    left = outcome is Outcome.MESSAGE_LEFT
    return {
        "C2 a call ends when it has to, and only then": not was_over
        and ended != ends(before, signal),
        "C2 the outcome says what happened": first_end
        and outcome is not outcome_of(before, signal.event),
        "C2 one outcome": ended == (outcome is Outcome.NONE),
        "C2 the outcome stays": was_over and outcome is not before.call.outcome,
        "C2 one call-back is owed": after.tasks
        != (ended and outcome is not Outcome.ANSWERED),
        "who leaves a message hears that it is kept": after.kept != left,
    }


def about_waiting(before: World, signal: Signal, after: World) -> dict[str, bool]:
    call, state = after.call, after.call.state
    routed = signal.event in (CallEvent.PLANNED, CallEvent.NO_PLAN)
    rings, chooses = state is CallState.RINGING, state is CallState.CHOOSING
    records, routing = state is CallState.MESSAGE, state is CallState.ROUTING
    waited = after.now - NIGHT
    return {
        "C3 a waiting caller has a phone": rings and not after.ringing | after.asked,
        "C3 a waiting caller has a clock": (rings or chooses or records or routing)
        and (call.due_at is None or call.due_at <= after.now),
        "C3 a plan is carried out": routing and routed,
        "C3 nobody is asked again for a plan": routing
        and before.call.state is not CallState.ROUTING,
        "C4 patience has an end": (rings or chooses)
        and waited >= timedelta(seconds=PATIENCE.get(in_force(after), 1.5)),
        "C4 the choice has an end": chooses and waited >= timedelta(seconds=1.5 + 6),
        "C4 a message is asked for once": after.messages > 1
        or (records and after.messages != 1),
        "C4 a message is the last thing asked": bool(before.messages)
        and not (records or state is CallState.ENDED),
        "a caller who waits is told so once": after.soothed != bool(after.rung),
    }


def about_keys(
    before: World, signal: Signal, after: World, effects: tuple[Effect, ...]
) -> dict[str, bool]:
    keyed = signal.event is CallEvent.DIGIT
    chooses = after.call.state is CallState.CHOOSING
    rings = after.call.state is CallState.RINGING
    endangered = after.danger and not before.danger
    heard = endangered or after.chose != before.chose
    everybody = PHONES.get(in_force(after), set())
    return {
        "C3 nothing rings while she chooses": chooses
        and bool(after.ringing | after.asked),
        "C3 who chooses was asked": chooses != after.asked_to_choose,
        "C6 the danger key rings everybody at once": endangered
        and rings
        and not everybody <= after.rung,
        "C6 the danger key is told once": after.raises != after.danger,
        "C6 nobody is left with the question": endangered and chooses,
        "nobody rings before her turn": bool(after.rung)
        and not before.rung
        and not after.danger
        and after.rung != FIRST.get(in_force(after), set()),
        "a choice is told once": after.told != ((after.chose,) if after.chose else ()),
        "a choice rings its own people": not after.rung <= everybody,
        "a key that means nothing changes nothing": keyed
        and not heard
        and (effects != () or after.call != before.call),
    }
