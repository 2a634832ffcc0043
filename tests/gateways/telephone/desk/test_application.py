"""What every application promises a telephone, tried in memory and over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from payung.gateways.telephone import Application, ApplicationGone, NewsKind
from payung.gateways.telephone.desk.http_application import (
    HttpApplication,
    NewsRefused,
)
from payung.gateways.telephone.fake import FakeApplication
from tests.gateways.telephone.samples import (
    LINE,
    TOKEN,
    arrival,
    ending,
    news,
    paper,
)
from tests.gateways.telephone.served_application import Served, serve


@pytest.fixture
def fake() -> FakeApplication:
    return FakeApplication({LINE: paper()})


@pytest.fixture
def served(fake: FakeApplication) -> Iterator[Served]:
    with serve(fake, TOKEN) as served:
        yield served


@pytest.fixture
def over_http(served: Served) -> Iterator[HttpApplication]:
    application = HttpApplication(served.base, TOKEN, route_wait=5, wait=5)
    yield application
    application.close()


@pytest.fixture(params=["in memory", "over HTTP"])
def application(request: pytest.FixtureRequest, fake: FakeApplication) -> Application:
    if request.param == "in memory":
        return fake
    over_http: HttpApplication = request.getfixturevalue("over_http")
    return over_http


def test_an_arrival_is_written_down_and_answered_with_a_plan(
    application: Application, fake: FakeApplication
) -> None:
    first = arrival("call-1")

    plan = application.route(first)

    written = paper()
    assert plan == replace(written, plan=replace(written.plan, contact="of-call-1"))
    assert fake.told == [first]


def test_the_same_arrival_told_again_is_written_down_once(
    application: Application, fake: FakeApplication
) -> None:
    first = arrival()
    application.route(first)

    application.tell([first])
    application.route(first)

    assert fake.told == [first]


def test_news_are_kept_in_their_order(
    application: Application, fake: FakeApplication
) -> None:
    whole = [arrival(), news(seq=2), news(NewsKind.MESSAGE, seq=3), ending(seq=4)]

    application.tell(whole)

    assert fake.told == whole


def test_the_plans_of_all_lines_are_given(
    application: Application, fake: FakeApplication
) -> None:
    fake.papers["xx-2"] = paper("xx-2")

    assert application.plans() == {LINE: paper(), "xx-2": paper("xx-2")}


def test_news_that_will_never_be_kept_are_refused_for_good(
    application: Application, fake: FakeApplication
) -> None:
    bad = arrival()
    fake.refuses.add(bad.id)

    with pytest.raises(NewsRefused):
        application.tell([news(call="call-2"), bad])

    assert fake.told == []


def test_an_application_that_is_gone_says_so_to_every_question(
    application: Application, fake: FakeApplication
) -> None:
    fake.gone = True

    with pytest.raises(ApplicationGone):
        application.route(arrival())
    with pytest.raises(ApplicationGone):
        application.tell([news()])
    with pytest.raises(ApplicationGone):
        application.plans()


def test_an_application_that_came_back_answers_again(
    application: Application, fake: FakeApplication
) -> None:
    fake.gone = True
    with pytest.raises(ApplicationGone):
        application.plans()

    fake.gone = False

    assert application.plans() == {LINE: paper()}
