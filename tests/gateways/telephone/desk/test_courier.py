"""News reach the application in order and at least once, whatever it does meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

import pytest

from payung.gateways.telephone import News, NewsKind
from payung.gateways.telephone.desk.courier import Courier, growing
from payung.gateways.telephone.desk.journal import Journal
from payung.gateways.telephone.fake import FakeApplication
from tests.gateways.telephone.samples import LINE, THEN, arrival, ending, news, paper
from tests.gateways.telephone.waiting import wait_until


QUICK = (0.001, 0.02)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.sqlite3")


@pytest.fixture
def application() -> FakeApplication:
    return FakeApplication({LINE: paper()})


@pytest.fixture
def courier(journal: Journal, application: FakeApplication) -> Iterator[Courier]:
    courier = Courier(journal, application, now=then, wait=QUICK)
    courier.start()
    yield courier
    courier.stop()


def then() -> datetime:
    return THEN


@pytest.mark.usefixtures("courier")
def test_news_are_delivered_as_soon_as_they_are_written(
    journal: Journal, application: FakeApplication
) -> None:
    whole = [arrival(), news(seq=2), ending(seq=3)]

    for each in whole:
        journal.write(each)

    application.wait_told(NewsKind.ENDED)
    assert application.told == whole
    wait_until(lambda: journal.counts().unsent == 0)


def test_what_a_crash_left_is_delivered_first(
    journal: Journal, application: FakeApplication
) -> None:
    left = [arrival("before"), news(call="before", seq=2)]
    for each in left:
        journal.write(each)

    courier = Courier(journal, application, now=then, wait=QUICK)
    journal.write(arrival("after"))
    courier.start()

    application.wait_told(NewsKind.ARRIVED, call="after")
    courier.stop()
    assert application.told[:2] == left


@pytest.mark.usefixtures("courier")
def test_while_the_application_is_gone_news_wait_and_come_in_order(
    journal: Journal, application: FakeApplication
) -> None:
    application.gone = True
    whole = [arrival(), news(seq=2), news(seq=3), ending(seq=4)]
    for each in whole:
        journal.write(each)
    wait_until(lambda: application.tries > 3)

    application.gone = False

    application.wait_told(NewsKind.ENDED)
    assert application.told == whole


@pytest.mark.usefixtures("courier")
def test_refused_news_are_put_aside_and_all_others_arrive(
    journal: Journal, application: FakeApplication
) -> None:
    first, bad, last = arrival("call-1"), arrival("call-2"), arrival("call-3")
    application.refuses.add(bad.id)

    for each in (first, bad, last):
        journal.write(each)

    application.wait_told(NewsKind.ARRIVED, call="call-3")
    wait_until(lambda: journal.refused() == (bad.id,))
    assert [each.call for each in application.told] == ["call-1", "call-3"]


def test_a_new_start_tries_once_more_what_was_refused(
    journal: Journal, application: FakeApplication
) -> None:
    first = arrival()
    journal.write(first)
    journal.refuse(first.id)

    courier = Courier(journal, application, now=then, wait=QUICK)
    courier.start()

    application.wait_told(NewsKind.ARRIVED)
    courier.stop()
    assert journal.refused() == ()


def test_that_the_application_is_gone_and_back_is_logged_once_each(
    journal: Journal, application: FakeApplication, caplog: pytest.LogCaptureFixture
) -> None:
    application.gone = True
    journal.write(arrival())
    courier = Courier(journal, application, now=then, wait=QUICK)
    courier.start()
    wait_until(lambda: application.tries > 5)

    application.gone = False

    wait_until(lambda: journal.counts().unsent == 0)
    courier.stop()
    assert caplog.text.count("News wait in the journal") == 1
    assert caplog.text.count("is back") == 1


def test_one_of_many_in_a_batch_that_is_refused_stops_only_itself(
    journal: Journal, application: FakeApplication
) -> None:
    many = [arrival(f"call-{each}") for each in range(120)]
    application.refuses |= {many[7].id, many[77].id}
    for each in many:
        journal.write(each)

    courier = Courier(journal, application, now=then, wait=QUICK)
    courier.start()

    application.wait_for(lambda told: len(told) == 118)
    courier.stop()
    assert application.told == [each for n, each in enumerate(many) if n not in (7, 77)]
    assert journal.refused() == (many[7].id, many[77].id)


@pytest.mark.usefixtures("courier")
def test_news_of_a_held_call_wait_until_it_is_let_go(
    courier: Courier, journal: Journal, application: FakeApplication
) -> None:
    with courier.held("call-1"):
        journal.write(arrival("call-1"))
        journal.write(arrival("call-2"))
        application.wait_told(NewsKind.ARRIVED, call="call-2")
        # Now it sleeps: only being let go can wake it.
        wait_until(lambda: journal.counts().unsent == 1)
        wait_until(lambda: not journal.written.is_set())
        assert application.news_of("call-1") == ()

    application.wait_told(NewsKind.ARRIVED, call="call-1")


def test_a_courier_without_news_sleeps(
    journal: Journal, application: FakeApplication
) -> None:
    looks: list[datetime] = []

    def looking() -> datetime:
        looks.append(THEN)
        return THEN

    courier = Courier(journal, application, now=looking, wait=QUICK)
    courier.start()

    for each in range(20):
        journal.write(arrival(f"call-{each}"))
        application.wait_told(NewsKind.ARRIVED, call=f"call-{each}")

    courier.stop()
    assert len(looks) <= 20 * 5 + 5


def test_an_arrival_that_was_routed_is_told_once(
    courier: Courier, journal: Journal
) -> None:
    application = courier.application
    assert isinstance(application, FakeApplication)
    first = arrival("call-1")

    with courier.held("call-1"):
        journal.write(first)
        application.route(first)
        journal.sent([first.id], at=THEN)
    journal.write(ending("call-1", seq=2))

    application.wait_told(NewsKind.ENDED)
    assert application.batches == [(NewsKind.ENDED,)]


def test_an_error_that_nobody_foresaw_delays_and_loses_nothing(
    journal: Journal,
) -> None:
    application = Stumbling(times=3)
    first = arrival()
    journal.write(first)

    courier = Courier(journal, application, now=then, wait=QUICK)
    courier.start()

    application.wait_told(NewsKind.ARRIVED)
    courier.stop()
    assert application.told == [first]


def test_the_log_of_such_an_error_quotes_nothing(
    journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    application = Stumbling(times=1)
    journal.write(arrival())

    courier = Courier(journal, application, now=then, wait=QUICK)
    courier.start()

    application.wait_told(NewsKind.ARRIVED)
    courier.stop()
    assert "KeyError" in caplog.text
    assert "5550123" not in caplog.text


def test_the_waits_double_up_to_the_longest() -> None:
    waits = [round(each, 1) for each in islice(growing(0.2, 30.0), 10)]

    assert waits == [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30.0, 30.0]


def test_a_courier_stops_at_once_although_it_waits(
    journal: Journal, application: FakeApplication
) -> None:
    application.gone = True
    journal.write(arrival())
    courier = Courier(journal, application, now=then, wait=(3600, 3600))
    courier.start()
    wait_until(lambda: application.tries > 0)

    courier.stop(timeout=10)

    assert not courier.is_running
    assert journal.counts().unsent == 1


class Stumbling(FakeApplication):
    """An application that breaks a few times in a way nobody foresaw."""

    def __init__(self, *, times: int) -> None:
        super().__init__()
        self.times = times

    def tell(self, news: Sequence[News]) -> None:
        if self.times:
            self.times -= 1
            raise KeyError("+0005550123")
        super().tell(news)
