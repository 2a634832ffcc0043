"""What happens in a call: `call_step(call, signal) -> (call, effects)`.

C1  At most one phone ever talks to the caller, and then no other rings or waits.
C2  A call ends once, with one outcome; unless somebody was spoken to, the effects of
    all its steps hold exactly one CallBackTask.
C3  While the caller waits, a phone rings or is being asked to press 1, or the caller
    herself is asked to choose, and `due_at` is set.
C4  Where nobody answers, a message is asked for after at most the wait for a choice,
    the sum of the waits and one wait for a finger on the key (`Plan.patience`); where
    every phone refuses, at once.
C5  A phone that answers too late is hung up. Only pressing 1 accepts, always: a
    mobile's own voicemail answers calls too.
C6  The danger key rings everybody who is left, at once, and raises the priority once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from ._call_effects import (
    CancelPhone,
    HangUpPhone,
    JoinCaller,
    RaisePriority,
    RingPhone,
    TakeVoicemail,
    TellChoice,
)
from ._call_signs import Signal, next_step, sign_of
from ._call_table import CALLS, LEGS, CallTable, Do
from ._effects import CallBackTask, Effect, PlayPrompt, Prompt, TellTaken
from ._plans import Call, CallState, Leg, LegState, Plan


ROUTE_WAIT = timedelta(seconds=1.5)
_LIVE = (LegState.RINGING, LegState.SCREENING)


def arriving(call_id: str, *, last_plan: Plan | None, at: datetime) -> Call:
    """Return a call that has just arrived; `last_plan` is the last one of its line."""
    built_in = Plan(contact=call_id, steps=())
    return Call(
        id=call_id,
        state=CallState.ROUTING,
        due_at=at + ROUTE_WAIT,
        plan=last_plan or built_in,
    )


def call_step(
    call: Call, signal: Signal, *, table: CallTable = CALLS
) -> tuple[Call, tuple[Effect, ...]]:
    """Return the call as it is now and what has to be done.

    What has no entry in the table changes nothing: a telephone reports late, twice and
    out of order, and must never be stopped by an error.
    """
    call = _with_plan(call, signal)
    move = table.get((call.state, sign_of(call, signal)))
    if move is None:
        return call, ()
    after = replace(call, state=move.to)
    effects: list[Effect] = []
    for do in move.does:
        after, more = _done(do, after, signal)
        effects += more
    if move.to is CallState.ENDED:
        outcome = call.outcome or move.outcome
        after = replace(after, due_at=None, outcome=outcome)
    if move.to is CallState.TALKING:
        after = replace(after, due_at=None)
    return after, tuple(effects)


def _with_plan(call: Call, signal: Signal) -> Call:
    fits = call.state is CallState.ROUTING and signal.plan is not None
    return replace(call, plan=signal.plan) if fits and signal.plan else call


def _done(do: Do, call: Call, signal: Signal) -> tuple[Call, list[Effect]]:
    """Return the call after one deed, and the deed's effects."""
    about, target = call.id, signal.target
    match do:
        case Do.ASK_CHOICE | Do.TAKE_CHOICE | Do.RAISE:
            return _heard_caller(do, call, signal)
        case Do.RING_STEP:
            return _ring_step(call, signal.at)
        case Do.RING_ALL:
            return _ring_all(call, signal.at)
        case Do.TELL_OTHERS:
            slower = call.in_state(LegState.SCREENING)
            return call, [TellTaken(about=about, person=x, by=target) for x in slower]
        case Do.CANCEL_OTHERS:
            return _cancel_others(call)
        case Do.WAIT_ONCE:
            wait = timedelta(seconds=call.plan.confirm_wait)
            return replace(call, graced=True, due_at=signal.at + wait), []
        case Do.TAKE_MESSAGE:
            return _take_message(call, signal.at)
        case Do.SAY_RECORDED:
            return call, [PlayPrompt(about=about, prompt=Prompt.RECORDED)]
        case Do.OWE_A_CALL:
            return call, [CallBackTask(about=call.plan.contact, person="")]
        case _:
            return _leg(call, target, LEGS[do]), _to_phone(do, about, target)


def _heard_caller(do: Do, call: Call, signal: Signal) -> tuple[Call, list[Effect]]:
    """Return the call after a question to the caller, or a key that she pressed."""
    contact = call.plan.contact
    if do is Do.ASK_CHOICE:
        due_at = signal.at + timedelta(seconds=call.plan.menu_wait)
        asked = PlayPrompt(about=call.id, prompt=Prompt.CHOOSE)
        return replace(call, due_at=due_at), [asked]
    if do is Do.RAISE:
        return replace(call, raised=True), [RaisePriority(about=contact)]
    choice = call.plan.choice_on(signal.digit)
    if choice is None:
        return call, []
    after = replace(call, plan=call.plan.taking(choice), choice=choice.code)
    return after, [TellChoice(about=contact, code=choice.code)]


def _to_phone(do: Do, about: str, target: str) -> list[Effect]:
    """Return what is said to the phone that the report is about."""
    if do is Do.SCREEN:
        return [PlayPrompt(about=about, prompt=Prompt.PRESS_ONE, target=target)]
    if do is Do.CONNECT:
        return [JoinCaller(about=about, target=target)]
    if do is Do.HANG_UP_LEG:
        return [HangUpPhone(about=about, target=target)]
    return []


def _ring_step(call: Call, at: datetime) -> tuple[Call, list[Effect]]:
    """Ring the next step that has a phone which is not rung yet."""
    index = next_step(call)
    if index is None:
        return call, []
    return _ring(call, call.plan.steps[index].targets, upto=index, at=at)


def _ring_all(call: Call, at: datetime) -> tuple[Call, list[Effect]]:
    """Ring every phone that is left; where all ring already, the clock runs on."""
    last, everybody = call.step, list[str]()
    while (index := next_step(replace(call, step=last))) is not None:
        last = index
        everybody += call.plan.steps[index].targets
    if not everybody:
        return call, []
    return _ring(call, everybody, upto=last, at=at)


def _ring(
    call: Call, targets: Sequence[str], *, upto: int, at: datetime
) -> tuple[Call, list[Effect]]:
    """Ring these phones, those excepted that are rung already."""
    fresh = tuple(t for t in dict.fromkeys(targets) if call.leg(t) is None)
    legs = tuple(Leg(target=target, state=LegState.RINGING) for target in fresh)
    after = replace(
        call,
        step=upto,
        legs=(*call.legs, *legs),
        due_at=at + timedelta(seconds=call.plan.steps[upto].wait),
        graced=False,
    )
    rings: list[Effect] = [RingPhone(about=call.id, target=each) for each in fresh]
    if call.step < 0:
        rings.append(PlayPrompt(about=call.id, prompt=Prompt.PLEASE_WAIT))
    return after, rings


def _leg(call: Call, target: str, state: LegState) -> Call:
    legs = tuple(
        replace(leg, state=state) if leg.target == target else leg for leg in call.legs
    )
    return replace(call, legs=legs)


def _cancel_others(call: Call) -> tuple[Call, list[Effect]]:
    effects: list[Effect] = []
    for target in call.in_state(*_LIVE):
        answered = target in call.in_state(LegState.SCREENING)
        stop = HangUpPhone if answered else CancelPhone
        effects.append(stop(about=call.id, target=target))
        call = _leg(call, target, LEGS[Do.CANCEL_OTHERS])
    # The phone that was spoken to is let go when the talk is over.
    if call.state is CallState.ENDED:
        for target in call.in_state(LegState.TALKING):
            effects.append(HangUpPhone(about=call.id, target=target))
            call = _leg(call, target, LegState.DEAD)
    return call, effects


def _take_message(call: Call, at: datetime) -> tuple[Call, list[Effect]]:
    longest = call.plan.longest_message
    asked = PlayPrompt(about=call.id, prompt=Prompt.LEAVE_A_MESSAGE)
    after = replace(call, due_at=at + timedelta(seconds=longest))
    return after, [asked, TakeVoicemail(about=call.id, longest=longest)]
