"""What is told goes out once a key, by every way, and not when it is not needed."""

from __future__ import annotations

import pytest

from payung.gateways.messages import NotSent
from payung.gateways.messages.fake import FakeMessages
from payung.gateways.telephone import OrderKind
from payung.gateways.telephone.fake import FakeTelephone
from payung.programme.alerts.actions import drop, forget_told, tell
from payung.programme.alerts.machine import forget, put_in_memory
from payung.programme.alerts.models import Message, Saying, Sending, WayKind
from payung.programme.alerts.queries import line_state, not_told
from payung.programme.alerts.sending import Done, send_due
from payung.programme.alerts.ways import end_way
from payung.programme.people.models import Person
from tests.programme.alerts.conftest import (
    NOW,
    SUNITAS,
    Office,
    after,
    states,
    way_of,
)


class Outside:
    """A telephone and an SMS channel, and what went out by them."""

    def __init__(self) -> None:
        self.telephone = FakeTelephone()
        self.sms = FakeMessages()

    def send(self, **more: object) -> Done:
        return send_due(
            channels={WayKind.SMS: self.sms},
            telephones={"np": self.telephone},
            **{"at": NOW, **more},  # type: ignore[arg-type]
        )

    def texts(self) -> list[str]:
        return [message.text for message in self.sms.sent]


@pytest.fixture
def outside() -> Outside:
    return Outside()


def ask(
    *handles: str, saying: Saying = Saying.TAKE, key: str = "a", **more: str
) -> int:
    about = more.pop("about", "NP-26-H-1")
    return tell(
        country="np",
        handles=handles,
        saying=saying,
        about=about,
        key=key,
        at=NOW,
        **more,  # type: ignore[arg-type]
    )


def test_she_is_called_and_written_to_in_her_language(
    office: Office, outside: Outside
) -> None:
    Person.objects.filter(handle="sunita").update(language="ne")
    ask("sunita")

    done = outside.send()

    code = Message.objects.get(way__kind="sms").code
    [order] = outside.telephone.orders
    assert done.sent == 2
    assert (order.kind, order.address) == (OrderKind.ALERT, f"tel:{SUNITAS}")
    assert order.target == str(way_of("sunita", WayKind.CALL).pk)
    assert outside.texts() == [f"१ नयाँ पाना। लिन 1 {code} जवाफ दिनुहोस्।"]
    assert states() == [("call", "sent"), ("sms", "sent")]


def test_the_same_key_again_is_nothing_new(office: Office, outside: Outside) -> None:
    first = ask("sunita")
    outside.send()

    second = ask("sunita")
    outside.send(at=after(seconds=60))

    assert (first, second) == (2, 2)
    assert Message.objects.count() == 2
    assert len(outside.sms.sent) == len(outside.telephone.orders) == 1


def test_telephones_ring_before_texts_are_written(
    office: Office, outside: Outside
) -> None:
    ask("sunita", "maya", "anju")

    outside.send(most=3)

    assert len(outside.telephone.orders) == 3
    assert outside.sms.sent == []


def test_whoever_has_no_way_counts_for_nothing(office: Office) -> None:
    assert ask("outsider") == 0
    assert ask("nobody") == 0


def test_nobodys_telephone_rings_to_say_that_it_is_taken(office: Office) -> None:
    ask("sunita", saying=Saying.TAKEN)

    assert states() == [("sms", "waiting")]


def test_a_reminder_rings_only_where_nothing_can_be_written(office: Office) -> None:
    end_way(actor=office.maya, way=way_of("maya", WayKind.SMS), at=NOW)

    ask("sunita", "maya", saying=Saying.REMIND)

    assert sorted(Message.objects.values_list("way__person__handle", "way__kind")) == [
        ("maya", "call"),
        ("sunita", "sms"),
    ]


def test_calling_back_asks_the_telephone_to_join_both(
    office: Office, outside: Outside
) -> None:
    ask("sunita", saying=Saying.CALL_BACK, of_call="call-7")

    outside.send()

    [order] = outside.telephone.orders
    assert (order.kind, order.of_call) == (OrderKind.CALL_BACK, "call-7")


def test_a_call_back_that_no_telephone_remembers_only_asks_her(
    office: Office, outside: Outside
) -> None:
    ask("sunita", saying=Saying.CALL_BACK)

    outside.send()

    assert outside.telephone.orders[0].kind == OrderKind.ALERT


def test_what_waits_is_not_sent_once_it_is_not_needed(
    office: Office, outside: Outside
) -> None:
    ask("sunita", "maya")

    stopped = drop(about="NP-26-H-1", at=NOW)
    outside.send()

    assert stopped == 4
    assert outside.sms.sent == outside.telephone.orders == []


def test_only_the_sayings_named_are_dropped(office: Office) -> None:
    ask("sunita", saying=Saying.TAKE, key="a")
    ask("sunita", saying=Saying.REMIND, key="b")

    drop(about="NP-26-H-1", at=NOW, sayings=[Saying.TAKE])

    waiting = Message.objects.filter(state=Sending.WAITING)
    assert [message.saying for message in waiting] == ["remind"]


def test_a_telephone_that_rings_is_told_to_stop(
    office: Office, outside: Outside
) -> None:
    ask("sunita")
    outside.send()
    order = outside.telephone.orders[0]

    drop(about="NP-26-H-1", at=after(seconds=5))
    done = outside.send(at=after(seconds=6))
    outside.send(at=after(seconds=60))

    assert done.stopped == 1
    assert outside.telephone.cancelled == [order.id]


def test_a_telephone_that_was_gone_is_told_to_stop_when_it_is_back(
    office: Office, outside: Outside
) -> None:
    ask("sunita")
    outside.send()
    drop(about="NP-26-H-1", at=after(seconds=5))

    outside.telephone.gone = True
    outside.send(at=after(seconds=6))
    outside.telephone.gone = False
    outside.send(at=after(seconds=30))

    assert len(outside.telephone.cancelled) == 1


def test_a_call_dropped_while_it_was_being_started_is_stopped(
    office: Office, outside: Outside
) -> None:
    ask("sunita")
    start = outside.telephone.start

    def dropped_meanwhile(order: object) -> None:
        drop(about="NP-26-H-1", at=NOW)
        outside.send(at=NOW)
        start(order)  # type: ignore[arg-type]

    outside.telephone.start = dropped_meanwhile  # type: ignore[method-assign]
    outside.send(kinds=[WayKind.CALL])
    outside.telephone.cancelled.clear()
    outside.send(at=after(seconds=1))

    assert outside.telephone.cancelled == [outside.telephone.orders[0].id]


def test_a_channel_that_is_gone_is_tried_again_later_and_later(
    office: Office, outside: Outside
) -> None:
    ask("sunita")
    outside.sms.gone = outside.telephone.gone = True

    tried = []
    for second in range(120):
        done = outside.send(at=after(seconds=second), kinds=[WayKind.SMS])
        tried += [second] * done.again

    assert tried == [0, 5, 15, 35, 75]
    assert Message.objects.get(way__kind="sms").outcome == "gone"


def test_what_can_never_be_sent_is_given_up(office: Office, outside: Outside) -> None:
    ask("sunita")
    outside.sms = FakeMessages(longest=3)

    outside.send()

    message = Message.objects.get(way__kind="sms")
    assert (message.state, message.outcome) == ("given_up", "too_long")


def test_what_is_an_hour_old_is_not_asked_any_more(
    office: Office, outside: Outside
) -> None:
    ask("sunita")

    outside.send(at=after(minutes=61))

    assert outside.sms.sent == outside.telephone.orders == []
    assert states() == [("call", "given_up"), ("sms", "given_up")]


def test_a_channel_that_is_not_set_up_keeps_its_messages_waiting(
    office: Office, outside: Outside
) -> None:
    ask("sunita")

    done = send_due(channels={}, telephones={}, at=NOW)

    assert done.again == 2
    assert set(Message.objects.values_list("outcome", flat=True)) == {
        "no_channel",
        "no_telephone",
    }


def test_while_the_key_is_missing_nothing_is_sent_and_that_can_be_seen(
    office: Office, outside: Outside
) -> None:
    ask("sunita")
    forget("np")

    done = outside.send(at=after(seconds=10))
    state = line_state("np")
    put_in_memory(actor=office.maya, at=after(seconds=20))
    outside.send(at=after(seconds=20))

    assert (done.sent, done.asleep) == (0, ("np",))
    assert (state.started, state.open, state.waiting) == (True, False, 2)
    assert state.oldest_at == NOW
    assert len(outside.sms.sent) == 1


def test_a_worker_that_died_leaves_its_message_to_another_with_the_same_key(
    office: Office, outside: Outside
) -> None:
    ask("sunita")

    class Died(BaseException):
        pass

    def die(message: object) -> None:
        raise Died

    send = outside.sms.send
    outside.sms.send = die  # type: ignore[assignment,method-assign]
    with pytest.raises(Died):
        outside.send(kinds=[WayKind.SMS])
    outside.sms.send = send  # type: ignore[method-assign]

    early = outside.send(at=after(seconds=119), kinds=[WayKind.SMS])
    late = outside.send(at=after(seconds=120), kinds=[WayKind.SMS])

    message = Message.objects.get(way__kind="sms")
    assert (early.sent, late.sent) == (0, 1)
    assert [sent.key for sent in outside.sms.sent] == [str(message.pk)]
    assert message.attempts == 2


def test_a_worker_whose_lease_ran_out_says_nothing_about_it_any_more(
    office: Office, outside: Outside
) -> None:
    ask("sunita")
    send = outside.sms.send

    def slow(message: object) -> object:
        outside.sms.send = send  # type: ignore[method-assign]
        outside.send(at=after(seconds=121), kinds=[WayKind.SMS])
        raise NotSent("slow", again=True)

    outside.sms.send = slow  # type: ignore[assignment,method-assign]
    outside.send(kinds=[WayKind.SMS])

    message = Message.objects.get(way__kind="sms")
    assert (message.state, message.sent_at) == ("sent", after(seconds=121))


def test_a_text_names_nothing(office: Office, outside: Outside) -> None:
    for number, saying in enumerate(Saying):
        ask("sunita", saying=saying, key=str(number), about="NP-26-H-000077")

    outside.send(most=50)

    said = " ".join(outside.texts())
    assert len(outside.texts()) == len(Saying)
    assert "NP-26-H" not in said
    assert "sunita" not in said.lower()


def test_what_could_not_be_told_can_be_seen(office: Office, outside: Outside) -> None:
    ask("sunita", "maya")
    outside.sms = FakeMessages(longest=3)
    outside.send()

    lost = not_told("np", since=NOW)

    assert sorted((one.person, one.kind.value, one.why) for one in lost) == [
        ("maya", "sms", "too_long"),
        ("sunita", "sms", "too_long"),
    ]
    assert not_told("np", since=after(seconds=1)) == ()


def test_what_was_told_a_month_ago_is_forgotten(
    office: Office, outside: Outside
) -> None:
    ask("sunita")
    outside.send(kinds=[WayKind.SMS])

    early = forget_told(at=after(days=31))
    late = forget_told(at=after(days=32))

    assert (early, late) == (0, 1)
    assert states() == [("call", "waiting")]
