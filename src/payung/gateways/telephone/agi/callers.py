"""A caller's own channel: from the first ring to the end, by AGI commands only.

Dial holds the channel while phones ring. Each phone is a Local channel that counts as
answered only once 1 was pressed: with the phones themselves in one Dial, the first
mobile's voicemail would silence all others.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from payung.engines.dispatch import CallEvent, CallState, Outcome, Prompt, arriving
from payung.engines.sealed import RecordSecret
from payung.gateways.telephone.arrivals import sealed_arrival
from payung.gateways.telephone.desk.courier import Courier
from payung.gateways.telephone.desk.last_plans import LastPlans
from payung.gateways.telephone.reporting import Draft, news_id
from payung.gateways.telephone.speaking import (
    Application,
    News,
    NewsKind,
    PlanPaper,
)

from . import deeds
from .exchange import Exchange, extension
from .live_calls import LiveCall
from .settings import AgiSettings
from .wire import Channel, ChannelGone


log = logging.getLogger(__name__)

_NAMELESS = frozenset(
    {"", "unknown", "anonymous", "restricted", "private", "unavailable"}
)
# Presentation 0-3 is "allowed"; Asterisk counts "prohibited" from 32, "unavailable" 67.
_MAY_BE_SHOWN = 32


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """What a caller's channel needs of the world.

    `spell` returns a number in E.164, whatever the trunk makes of it, or nothing.
    """

    settings: AgiSettings
    exchange: Exchange
    application: Application
    courier: Courier
    last_plans: LastPlans
    machine: RecordSecret
    spell: Callable[[str], str]
    now: Callable[[], datetime]


def take_call(desk: Desk, channel: Channel, said: Mapping[str, str], line: str) -> None:
    """Carry out one call. Returns when it is over, or left to the dialplan.

    Without the application and without a last plan the dialplan rings the coordinator.
    """
    number = _number(desk, said)
    call = f"agi-{uuid4().hex}"
    paper = _plan(desk, line, call, number)
    if paper is None:
        _left_to_the_dialplan(desk, line, call)
        return
    live = _opened(desk, call, paper)
    desk.exchange.remember_caller(call, number)
    desk.exchange.add(live)
    try:
        _carry_out(desk, channel, live)
    except ChannelGone:
        pass
    finally:
        # Where it has ended already this changes nothing.
        live.report(CallEvent.CALLER_GONE)
        desk.exchange.drop(live)


def _left_to_the_dialplan(desk: Desk, line: str, call: str) -> None:
    """Owe a call-back: whether the coordinator speaks to her we shall not hear."""
    teller = desk.exchange.teller(line=line, call=call)
    teller.seq = 1
    teller.tell((Draft(kind=NewsKind.ENDED, outcome=Outcome.INTERRUPTED),))


def _number(desk: Desk, said: Mapping[str, str]) -> str:
    shown = said.get("callerid", "")
    presentation = said.get("callingpres", "0")
    hidden = presentation.isdigit() and int(presentation) >= _MAY_BE_SHOWN
    return "" if hidden or shown.lower() in _NAMELESS else desk.spell(shown)


def _plan(desk: Desk, line: str, call: str, number: str) -> PlanPaper | None:
    """Write the arrival down and ask for the plan; else the last one of the line."""
    last = desk.last_plans.plan(line)
    arrived = News(
        id=news_id(call, 1, NewsKind.ARRIVED),
        line=line,
        call=call,
        seq=1,
        kind=NewsKind.ARRIVED,
        at=desk.now(),
        arrived=sealed_arrival(
            number,
            record=uuid4(),
            seal_to=last.seal_to if last else None,
            machine=desk.machine,
        ),
    )
    with desk.courier.held(call):
        desk.exchange.journal.write(arrived)
        try:
            paper = desk.application.route(arrived)
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller waits
            log.warning("No plan was given (%s).", type(error).__name__)
            return (
                replace(last, plan=replace(last.plan, contact=call)) if last else None
            )
        desk.exchange.journal.sent([arrived.id], at=desk.now())
    return paper


def _opened(desk: Desk, call: str, paper: PlanPaper) -> LiveCall:
    teller = desk.exchange.teller(line=paper.line, call=call)
    teller.seq = 1
    begun = arriving(call, last_plan=None, at=desk.now())
    return LiveCall(desk.exchange.new_handle(), begun, paper, teller)


def _carry_out(desk: Desk, channel: Channel, live: LiveCall) -> None:
    # First of all: whatever rings from now on must not show who calls.
    deeds.show(channel, live.paper.shows)
    if live.paper.rejects:
        live.report(CallEvent.MISSED_CALL)
        deeds.remember(channel, "PAYUNG_DONE", "1")
        deeds.turn_away(channel)
        return
    live.report(CallEvent.PLANNED)
    while live.call.state is not CallState.ENDED:
        _next(desk, channel, live)
    _good_bye(desk, channel, live)


def _next(desk: Desk, channel: Channel, live: LiveCall) -> None:
    match live.call.state:
        case CallState.CHOOSING:
            _choose(desk, channel, live)
        case CallState.RINGING:
            _ring(desk, channel, live)
        case _:
            # What Asterisk records lies on its disk in clear: rather call back.
            live.report(CallEvent.CALLER_GONE)


def _choose(desk: Desk, channel: Channel, live: LiveCall) -> None:
    deeds.answer(channel)
    sound = desk.settings.sound(Prompt.CHOOSE, live.paper.language)
    key = deeds.question(channel, sound, wait=live.call.plan.menu_wait)
    live.report(CallEvent.DIGIT, digit=key)
    if live.call.state is CallState.CHOOSING:
        live.wait_over()


def _ring(desk: Desk, channel: Channel, live: LiveCall) -> None:
    """Ring the phones of this step until somebody was spoken to, or nobody took it."""
    context = desk.settings.phone_context
    names = [extension(live.handle, place) for place in live.phones()]
    rung = "&".join(f"Local/{name}@{context}/n" for name in names)
    step = live.call.step
    # Longer than the phones ring: whoever has answered may still decide.
    wait = live.wait() + live.call.plan.confirm_wait
    deeds.dial(channel, rung, wait=wait, options=f"gS({live.paper.longest_talk})")
    if live.talk_over() or live.call.step != step:
        return
    if live.call.state is CallState.RINGING:
        live.wait_over()


def _good_bye(desk: Desk, channel: Channel, live: LiveCall) -> None:
    deeds.remember(channel, "PAYUNG_DONE", "1")
    if live.call.outcome is not Outcome.NO_ANSWER and not live.called_off:
        return
    if desk.settings.voicemail_context and not live.called_off:
        deeds.go_to(channel, desk.settings.voicemail_context)
        return
    deeds.answer(channel)
    sound = desk.settings.sound(Prompt.WE_WILL_CALL_BACK, live.paper.language)
    deeds.play(channel, sound)
