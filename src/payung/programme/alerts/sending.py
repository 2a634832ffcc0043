"""The outbox worker: what is due goes to telephones and channels, at least once.

A message is taken on a lease and then sent outside of any transaction. Whoever dies
in between leaves it taken; when the lease has run out another sends it under the same
key, which telephones and channels know it by. Nothing is kept in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from payung.gateways.messages import Messages, NotSent, Outbound
from payung.gateways.telephone import Order, OrderKind, Telephone, TelephoneGone
from payung.programme.places.packs import pack_of

from .machine import machine_secret
from .models import Message, Saying, Sending, WayKind
from .sayings import stale_after
from .taking import again_after, give_back, take_next, take_stop
from .texts import NoWords, line_of, text_of
from .ways import address_of


Texts = Callable[[Message], str]
RING_SECONDS = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """What one round of sending came to; `asleep`: countries whose key is missing."""

    sent: int = 0
    again: int = 0
    given_up: int = 0
    stopped: int = 0
    asleep: tuple[str, ...] = ()

    @property
    def is_idle(self) -> bool:
        """Return whether nothing was there to do."""
        return not (self.sent or self.again or self.given_up or self.stopped)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Means:
    channels: Mapping[WayKind, Messages]
    telephones: Mapping[str, Telephone]
    texts: Texts


def send_due(
    *,
    channels: Mapping[WayKind, Messages],
    telephones: Mapping[str, Telephone],
    at: datetime,
    texts: Texts = text_of,
    kinds: Collection[WayKind] = tuple(WayKind),
    of: Collection[str] | None = None,
    most: int = 20,
) -> Done:
    """Send up to `most` of what is due by these kinds of ways; return what it came to.

    `of` are the countries whose messages these channels and telephones carry; all of
    them where it is left out. A country whose key is not in memory is passed over: its messages wait.
    """
    means = _Means(channels=channels, telephones=telephones, texts=texts)
    awake, asleep = _countries()
    done = Done(asleep=asleep)
    if WayKind.CALL in kinds:
        done = replace(done, stopped=_stop_ringing(telephones, at, most))
    for _each in range(most):
        message = take_next(awake=awake, kinds=kinds, of=of, at=at)
        if message is None:
            break
        done = _counted(done, _send(message, means, at))
    return done


def _countries() -> tuple[list[str], tuple[str, ...]]:
    under_way = Message.objects.filter(state__in=[Sending.WAITING, Sending.TAKEN])
    waiting = under_way.values_list("way__person__country", flat=True).distinct()
    found = sorted(set(waiting))
    awake = [each for each in found if machine_secret(each) is not None]
    return awake, tuple(each for each in found if each not in awake)


def _send(message: Message, means: _Means, at: datetime) -> Sending:
    """Send one message and write down what came of it; return its new state."""
    if at - message.made_at > stale_after(Saying(message.saying)):
        return _give_up(message, "too_late")
    address = address_of(message.way)
    if address is None:
        # The key went out of memory just now, or the way has ended.
        return _again_or_never(message, at)
    try:
        channel_id = _go(message, address, means, at)
    except TelephoneGone:
        return _again(message, at, "telephone_gone")
    except NotSent as refused:
        if not refused.again:
            return _give_up(message, refused.why)
        return _again(message, at, refused.why)
    except NoWords:
        return _give_up(message, "no_words")
    ours = give_back(
        message,
        state=Sending.SENT,
        sent_at=at,
        due_at=None,
        channel_id=channel_id[:80],
        outcome="",
    )
    if not ours:
        _stop_after_all(message, at)
    return Sending.SENT


def _go(message: Message, address: str, means: _Means, at: datetime) -> str:
    """Hand one message over; return the channel's own name for it."""
    if message.way.kind == WayKind.CALL:
        _forbid_by_the_hour(message, at)
        telephone = means.telephones.get(message.country)
        if telephone is None:
            raise NotSent("no_telephone", again=True)
        telephone.start(order_for(message, address))
        return ""
    channel = means.channels.get(WayKind(message.way.kind))
    if channel is None:
        raise NotSent("no_channel", again=True)
    text = means.texts(message)
    return channel.send(Outbound(key=str(message.pk), address=address, text=text)).id


def _forbid_by_the_hour(message: Message, at: datetime) -> None:
    """Take the caller out of an order while calling back is forbidden.

    It was allowed when she called; now somebody else may hold her phone. One of ours is
    rung all the same, and the page tells her from when on she may call.
    """
    if not message.of_call:
        return
    pack = pack_of(message.country)
    local = at.astimezone(pack.zone()).time()
    if not pack.hotline.call_back.permits(local):
        message.of_call = ""
        message.save(update_fields=["of_call"])


def order_for(message: Message, address: str) -> Order:
    """Return the order to ring her; `id` is the message's own, `target` her way's."""
    pack = pack_of(message.country)
    return Order(
        id=str(message.pk),
        kind=_kind(message),
        line=line_of(message.country),
        contact=message.about,
        target=str(message.way_id),
        address=address,
        language=message.way.person.language,
        caller_language=pack.languages[0],
        of_call=message.of_call,
        wait=RING_SECONDS,
    )


def _kind(message: Message) -> OrderKind:
    if message.saying == Saying.DRILL:
        return OrderKind.DRILL
    # Without the caller in the telephone's memory nobody could be put through.
    if message.saying == Saying.CALL_BACK and message.of_call:
        return OrderKind.CALL_BACK
    return OrderKind.ALERT


def _again_or_never(message: Message, at: datetime) -> Sending:
    if message.way.ended_at is not None:
        return _give_up(message, "way_ended")
    return _again(message, at, "no_key")


def _again(message: Message, at: datetime, why: str) -> Sending:
    due = at + again_after(message.attempts)
    give_back(message, state=Sending.WAITING, due_at=due, outcome=why[:40])
    return Sending.WAITING


def _give_up(message: Message, why: str) -> Sending:
    give_back(message, state=Sending.GIVEN_UP, due_at=None, outcome=why[:40])
    return Sending.GIVEN_UP


def _stop_after_all(message: Message, at: datetime) -> None:
    """Say that a call must stop which was dropped while it was being started."""
    rows = Message.objects.filter(pk=message.pk, state=Sending.DROPPED)
    rows.filter(way__kind=WayKind.CALL).update(due_at=at, attempts=0)


def _stop_ringing(telephones: Mapping[str, Telephone], at: datetime, most: int) -> int:
    stopped = 0
    for _each in range(most):
        message = take_stop(at=at)
        if message is None:
            break
        stopped += _stop(message, telephones.get(message.country), at)
    return stopped


def _stop(message: Message, telephone: Telephone | None, at: datetime) -> int:
    try:
        if telephone is not None:
            telephone.cancel(str(message.pk))
    except TelephoneGone:
        if at - message.made_at < stale_after(Saying(message.saying)):
            return 0
    # Compared with what was read: it may be due anew, dropped while it was started.
    rows = Message.objects.filter(
        pk=message.pk, state=Sending.DROPPED, due_at=message.due_at
    )
    return rows.update(due_at=None)


def _counted(done: Done, state: Sending) -> Done:
    match state:
        case Sending.SENT:
            return replace(done, sent=done.sent + 1)
        case Sending.GIVEN_UP:
            return replace(done, given_up=done.given_up + 1)
        case _:
            return replace(done, again=done.again + 1)
