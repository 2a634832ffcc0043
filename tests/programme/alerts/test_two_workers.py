"""Workers that race, and one that is killed: nothing is sent by two at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable

from payung.gateways.messages import Outbound, Sent
from payung.gateways.messages.fake import FakeMessages
from payung.gateways.telephone.fake import FakeTelephone
from payung.programme.alerts.actions import drop, tell
from payung.programme.alerts.models import Message, Saying, Sending, WayKind
from payung.programme.alerts.sending import send_due
from tests.programme.alerts.conftest import NOW, make_office


AtOnce = Callable[..., list[BaseException]]


class Counting(FakeMessages):
    """An SMS channel that counts every sending, also of a key it knows."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str] = []
        self.lock = threading.Lock()

    def send(self, message: Outbound) -> Sent:
        with self.lock:
            self.keys.append(message.key)
        return super().send(message)


def ask(number: int) -> None:
    for each in range(number):
        tell(
            country="np",
            handles=["sunita", "maya", "anju"],
            saying=Saying.TAKE,
            about=f"NP-26-H-{each}",
            key=f"take:{each}",
            at=NOW,
        )


def test_four_workers_send_each_message_once(at_once: AtOnce) -> None:
    make_office()
    ask(10)
    sms = Counting()

    def work() -> None:
        done = None
        while done is None or not done.is_idle:
            done = send_due(
                channels={WayKind.SMS: sms},
                telephones={"np": FakeTelephone()},
                kinds=[WayKind.SMS],
                most=3,
                at=NOW,
            )

    raised = at_once(work, work, work, work)

    assert raised == []
    assert len(sms.keys) == len(set(sms.keys)) == 30
    assert Message.objects.filter(way__kind="sms", state=Sending.SENT).count() == 30


def test_telling_the_same_twice_in_the_same_moment_is_told_once(
    at_once: AtOnce,
) -> None:
    make_office()

    raised = at_once(*[lambda: ask(1)] * 4)

    assert raised == []
    assert Message.objects.count() == 6


def test_dropping_while_it_is_sent_leaves_nothing_waiting(at_once: AtOnce) -> None:
    make_office()
    ask(5)
    telephone = FakeTelephone()

    def work() -> None:
        send_due(
            channels={WayKind.SMS: FakeMessages()},
            telephones={"np": telephone},
            most=100,
            at=NOW,
        )

    def let_be() -> None:
        for each in range(5):
            drop(about=f"NP-26-H-{each}", at=NOW)

    raised = at_once(work, let_be)
    work()

    rang = {order.id for order in telephone.orders}
    assert raised == []
    assert set(Message.objects.values_list("state", flat=True)) == {"dropped"}
    assert rang <= set(telephone.cancelled)
