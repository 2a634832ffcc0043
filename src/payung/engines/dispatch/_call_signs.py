"""What a report of the telephone means, given the phones that ring."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from ._call_table import CallEvent, Sign
from ._plans import Call, CallState, LegState, Plan


_LIVE = (LegState.RINGING, LegState.SCREENING)
_PLAIN = {
    CallEvent.RESTARTED: Sign.RESTARTED,
    CallEvent.MISSED_CALL: Sign.MISSED_CALL,
    CallEvent.CALLER_GONE: Sign.CALLER_GONE,
    CallEvent.MESSAGE_ENDED: Sign.MESSAGE_OVER,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Signal:
    """What the telephone reports, and when (aware, UTC); `target` names the phone.

    `digit` is the key that the caller pressed.
    """

    event: CallEvent
    at: datetime
    target: str = ""
    plan: Plan | None = None
    digit: str = ""


def next_step(call: Call) -> int | None:
    """Return the next step with a phone that is not rung yet; empty ones are skipped."""
    rung = {leg.target for leg in call.legs}
    steps = enumerate(call.plan.steps)
    later = (i for i, step in steps if i > call.step and set(step.targets) - rung)
    return next(later, None)


def sign_of(call: Call, signal: Signal) -> Sign:
    """Return the table's second key for this report."""
    match signal.event:
        case CallEvent.PLANNED | CallEvent.NO_PLAN:
            return _routed(call)
        case CallEvent.DUE:
            return _due(call, signal.at)
        case CallEvent.LEG_ANSWERED:
            return _answered(call, signal.target)
        case CallEvent.LEG_PRESSED_ONE:
            waits = signal.target in call.in_state(*_LIVE)
            return Sign.PRESSED_ONE if waits else Sign.NOTHING_NEW
        case CallEvent.LEG_GONE:
            return _gone(call, signal.target)
        case CallEvent.DIGIT:
            return _pressed(call, signal.digit)
        case event:
            return _PLAIN[event]


def _routed(call: Call) -> Sign:
    if call.state is not CallState.ROUTING:
        return Sign.NOTHING_NEW
    if call.plan.menu:
        return Sign.MENU_FIRST
    return Sign.NOBODY_LEFT if next_step(call) is None else Sign.PLAN_HERE


def _pressed(call: Call, digit: str) -> Sign:
    if digit and digit == call.plan.danger:
        return _danger(call)
    choice = call.plan.choice_on(digit)
    if choice is None or call.state is not CallState.CHOOSING:
        return Sign.NOTHING_NEW
    chosen = replace(call, plan=call.plan.taking(choice))
    return Sign.CHOSEN_NOBODY if next_step(chosen) is None else Sign.CHOSEN


def _danger(call: Call) -> Sign:
    if call.raised:
        return Sign.NOTHING_NEW
    asked = call.state is CallState.CHOOSING
    alone = asked and next_step(call) is None
    return Sign.DANGER_NOBODY if alone else Sign.DANGER


def _due(call: Call, at: datetime) -> Sign:
    if call.due_at is None or at < call.due_at:
        return Sign.NOTHING_NEW
    if call.state is CallState.ROUTING:
        return _routed(call)
    if call.state is CallState.MESSAGE:
        return Sign.MESSAGE_OVER
    if next_step(call) is not None:
        asked = call.state is CallState.CHOOSING
        return Sign.MENU_OVER if asked else Sign.STEP_OVER
    deciding = call.in_state(LegState.SCREENING) and not call.graced
    return Sign.STILL_DECIDING if deciding else Sign.NOBODY_LEFT


def _answered(call: Call, target: str) -> Sign:
    if target in call.in_state(LegState.SCREENING, LegState.TALKING):
        return Sign.NOTHING_NEW
    # Our order to stop and the phone's answer may cross on the way.
    ringing = target in call.in_state(LegState.RINGING)
    return Sign.ANSWERED if ringing else Sign.TOO_LATE


def _gone(call: Call, target: str) -> Sign:
    if target in call.in_state(LegState.TALKING):
        return Sign.TALK_OVER
    live = call.in_state(*_LIVE)
    if target not in live:
        return Sign.NOTHING_NEW
    if len(live) > 1:
        return Sign.ONE_FEWER
    return Sign.NOBODY_LEFT if next_step(call) is None else Sign.STEP_OVER
