"""After a crash: go on with every call that can be gone on with, and end the others.

What lies in memory goes on, unless the process was away for too long. What the journal alone knows (the power failed) ends as
interrupted, and its caller is owed a call.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from payung.engines.dispatch import CallState, Outcome
from payung.gateways.telephone.desk.journal import OpenCall

from .book import Book
from .call_memory import CallMemory
from .callers import Caller
from .calls import CallRun
from .exchange import Exchange
from .numbers import PLACE as NUMBERS
from .order_memory import PREFIX as ORDER
from .order_memory import release_legs
from .taming import surprise


MOST_TRIES = 3
ALIVE = "alive"
BEAT = 2.0
LONGEST_AWAY = timedelta(seconds=60)
"""After so long a silence people have hung up, and nobody must be rung for them."""


def bring_back(exchange: Exchange) -> None:
    """Go on with what was broken off; before any new call is looked at."""
    was_away = _was_away(exchange)
    left = {each.call: each for each in exchange.journal.open_calls()}
    for place, data in exchange.memory.all().items():
        try:
            _bring_back(exchange, place, data, left, was_away=was_away)
        except Exception:  # noqa: BLE001 - what hurts one call must not hurt the next
            surprise("bringing a call back")
            exchange.memory.forget(place)
    for each in left.values():
        book = Book(exchange.journal, line=each.line, call=each.call, seq=each.last_seq)
        book.end(Outcome.INTERRUPTED, at=exchange.now())


def beat(exchange: Exchange) -> None:
    """Note that somebody is here, now and every two seconds from now on."""
    try:
        exchange.memory.keep(ALIVE, exchange.now().isoformat().encode())
    except OSError:
        surprise("noting that we live")
    exchange.loop.later(BEAT, lambda: beat(exchange))


def _bring_back(
    exchange: Exchange,
    place: str,
    data: bytes,
    left: dict[str, OpenCall],
    *,
    was_away: bool,
) -> None:
    if place in (NUMBERS, ALIVE):
        return
    if place.startswith(ORDER):
        release_legs(exchange, place, data)
        return
    memory = CallMemory.read(data)
    known = left.get(place)
    if known is not None:
        # What was written and not done before the crash is not numbered again.
        memory = replace(memory, seq=max(memory.seq, known.last_seq))
    run = CallRun(
        exchange, line=memory.line, caller=Caller(memory.number), memory=memory
    )
    is_over = memory.call.state is CallState.ENDED or (known is None and memory.seq > 0)
    if is_over:
        run.bury(memory)
        return
    left.pop(place, None)
    try:
        if was_away or memory.tries >= MOST_TRIES:
            run.interrupt(memory)
        else:
            run.resume(memory)
    except Exception:  # noqa: BLE001 - then at least somebody calls her back
        surprise("going on with a call")
        run.give_up(memory)


def _was_away(exchange: Exchange) -> bool:
    """Return whether nobody was here for so long that nobody waits any more."""
    data = exchange.memory.all().get(ALIVE)
    if data is None:
        return False
    alive_at = datetime.fromisoformat(data.decode())
    return exchange.now() - alive_at > LONGEST_AWAY
