"""Kill -9 between any two statements: nothing is lost, nothing is sent as another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from payung.gateways.messages import Outbound, Sent
from payung.gateways.messages.fake import FakeMessages
from payung.gateways.telephone.fake import FakeTelephone
from payung.programme.alerts.actions import drop, tell
from payung.programme.alerts.models import Message, Saying, Sending, WayKind
from payung.programme.alerts.sending import send_due
from tests.programme.alerts.conftest import NOW, after, make_office
from tests.programme.killed import killed_everywhere


AtOnce = Callable[..., list[BaseException]]


class OnPaper(FakeMessages):
    """An SMS channel that notes every sending in a file: a child's memory dies."""

    def __init__(self, paper: Path) -> None:
        super().__init__()
        self.paper = paper

    def send(self, message: Outbound) -> Sent:
        with self.paper.open("a") as file:
            file.write(f"{message.key}\n")
        return Sent(id=message.key)


def ask(key: str) -> None:
    tell(
        country="np",
        handles=["sunita", "maya"],
        saying=Saying.TAKE,
        about=f"NP-26-H-{key}",
        key=key,
        at=NOW,
    )


def send(paper: Path, **later: float) -> None:
    send_due(
        channels={WayKind.SMS: OnPaper(paper)},
        telephones={"np": FakeTelephone()},
        kinds=[WayKind.SMS],
        at=after(**later),
    )


def test_what_a_killed_worker_was_sending_is_sent_by_the_next_under_the_same_key(
    at_once: AtOnce, tmp_path: Path
) -> None:
    make_office()
    deaths = 0

    for round_, _number in enumerate(killed_everywhere(lambda: send(tmp_path / "out"))):
        send(tmp_path / "out", minutes=2)
        deaths += 1
        ask(str(round_))

    texts = Message.objects.filter(way__kind="sms")
    sent = set((tmp_path / "out").read_text().split())
    assert deaths >= 12
    # The child that lived did what had been asked last.
    assert set(texts.values_list("state", flat=True)) == {Sending.SENT}
    assert sent == {str(message.pk) for message in texts}


def test_telling_is_all_or_nothing_and_telling_again_completes_it(
    at_once: AtOnce,
) -> None:
    make_office()

    for _number in killed_everywhere(lambda: ask("x")):
        assert Message.objects.count() in (0, 4)

    ask("x")
    assert Message.objects.count() == 4


def test_dropping_is_all_or_nothing(at_once: AtOnce) -> None:
    make_office()
    ask("x")
    send_due(channels={}, telephones={"np": FakeTelephone()}, most=2, at=NOW)

    for _number in killed_everywhere(lambda: drop(about="NP-26-H-x", at=NOW)):
        dropped = Message.objects.filter(state=Sending.DROPPED)
        assert dropped.count() in (0, 4)

    assert Message.objects.filter(due_at=NOW, way__kind="call").count() == 2
