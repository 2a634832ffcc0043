"""What every telephone promises, tried on the fake and through the control server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from payung.gateways.telephone import (
    Called,
    Caps,
    Health,
    NewsKind,
    OrderKind,
    Telephone,
    TelephoneGone,
)
from payung.gateways.telephone.desk.control import ControlServer
from payung.gateways.telephone.desk.process_telephone import ProcessTelephone
from payung.gateways.telephone.fake import CAPS, FakeApplication, FakeTelephone
from tests.gateways.telephone.samples import THEN, TOKEN, arrival, order


@pytest.fixture
def fake() -> FakeTelephone:
    return FakeTelephone()


@pytest.fixture
def process(fake: FakeTelephone) -> Iterator[ProcessTelephone]:
    server = ControlServer(
        fake.start, fake.cancel, fake.health, called=fake.called, token=TOKEN
    )
    server.start()
    process = ProcessTelephone(server.base, TOKEN, caps=CAPS)
    yield process
    process.close()
    server.stop()


@pytest.fixture(params=["fake", "process"])
def telephone(request: pytest.FixtureRequest, fake: FakeTelephone) -> Telephone:
    if request.param == "fake":
        return fake
    process: ProcessTelephone = request.getfixturevalue("process")
    return process


@pytest.mark.parametrize("kind", OrderKind)
def test_an_order_arrives_as_it_was_given(
    telephone: Telephone, fake: FakeTelephone, kind: OrderKind
) -> None:
    telephone.start(order("order-1", kind=kind))

    assert fake.orders == [order("order-1", kind=kind)]


def test_the_same_order_twice_is_one_order(
    telephone: Telephone, fake: FakeTelephone
) -> None:
    telephone.start(order("order-1"))
    telephone.start(replace(order("order-1"), wait=99))
    telephone.start(order("order-2"))

    assert [each.id for each in fake.orders] == ["order-1", "order-2"]


def test_its_record_of_a_day_comes_over_as_it_is(
    telephone: FakeTelephone | ProcessTelephone, fake: FakeTelephone
) -> None:
    fake.record = Called(arrived=("call-1", "call-2"), put_aside=("call-2",))

    assert telephone.called(THEN, THEN + timedelta(days=1)) == fake.record


def test_a_telephone_that_is_gone_says_nothing_of_its_record(
    telephone: FakeTelephone | ProcessTelephone, fake: FakeTelephone
) -> None:
    fake.gone = True

    with pytest.raises(TelephoneGone):
        telephone.called(THEN, THEN + timedelta(days=1))


def test_an_order_can_be_stopped(telephone: Telephone, fake: FakeTelephone) -> None:
    telephone.start(order("order-1"))

    telephone.cancel("order-1")

    assert fake.cancelled == ["order-1"]


def test_stopping_what_nobody_knows_changes_nothing(
    telephone: Telephone, fake: FakeTelephone
) -> None:
    telephone.cancel("never ordered")

    assert fake.orders == []


def test_a_telephone_says_how_it_is(telephone: Telephone, fake: FakeTelephone) -> None:
    tired = Health(
        ready=False, trunk="refused", unsent=7, calls=2, last_news_at=THEN, refused=1
    )
    fake.health_now = tired

    assert telephone.health() == tired


def test_a_telephone_says_what_it_can_do(telephone: Telephone) -> None:
    assert telephone.caps == CAPS


def test_a_telephone_that_is_gone_says_so_to_every_question(
    telephone: Telephone, fake: FakeTelephone
) -> None:
    fake.gone = True

    with pytest.raises(TelephoneGone):
        telephone.start(order())
    with pytest.raises(TelephoneGone):
        telephone.cancel("order-1")
    with pytest.raises(TelephoneGone):
        telephone.health()
    assert fake.orders == []


def test_a_telephone_that_came_back_takes_the_order_that_it_missed(
    telephone: Telephone, fake: FakeTelephone
) -> None:
    fake.gone = True
    with pytest.raises(TelephoneGone):
        telephone.start(order("order-1"))

    fake.gone = False
    telephone.start(order("order-1"))

    assert [each.id for each in fake.orders] == ["order-1"]


def test_a_fake_can_be_less_able_than_the_real_one() -> None:
    weak = Caps(
        parallel=1,
        step_wait=False,
        confirm=False,
        voicemail="none",
        hides_caller=False,
        originate=False,
        survives_app_loss=False,
        survives_crash=False,
    )

    assert FakeTelephone(caps=weak).caps == weak


def test_waiting_for_news_that_never_come_says_what_came() -> None:
    application = FakeApplication()
    application.tell([arrival()])

    with pytest.raises(TimeoutError, match="arrived"):
        application.wait_told(NewsKind.ENDED, timeout=0.01)
