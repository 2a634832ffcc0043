"""Whatever happens on the wire, a telephone waits no longer than it said."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from threading import Thread

import pytest

from payung.gateways.telephone import ApplicationGone
from payung.gateways.telephone.desk.http_application import (
    HttpApplication,
    NewsRefused,
)
from payung.gateways.telephone.desk.near import NotNear
from payung.gateways.telephone.desk.paper import write_plan
from payung.gateways.telephone.fake import FakeApplication
from tests.gateways.telephone.samples import LINE, TOKEN, arrival, news, paper
from tests.gateways.telephone.served_application import Served, serve


@pytest.fixture
def served() -> Iterator[Served]:
    with serve(FakeApplication({LINE: paper()}), TOKEN) as served:
        yield served


@pytest.fixture
def application(served: Served) -> Iterator[HttpApplication]:
    application = HttpApplication(served.base, TOKEN, route_wait=0.3, wait=0.3)
    yield application
    application.close()


def test_an_application_that_hangs_is_gone_after_the_wait(
    application: HttpApplication, served: Served
) -> None:
    served.open.clear()

    with pytest.raises(ApplicationGone, match=r"No answer on arrived in 0\.3 s"):
        application.route(arrival())


def test_an_answer_that_never_ends_is_cut_off_although_each_sign_is_in_time(
    application: HttpApplication, served: Served
) -> None:
    served.drips = True

    with pytest.raises(ApplicationGone, match=r"No answer on arrived in 0\.3 s"):
        application.route(arrival())


def test_after_a_hang_the_next_question_is_answered(
    application: HttpApplication, served: Served
) -> None:
    served.open.clear()
    with pytest.raises(ApplicationGone):
        application.route(arrival())

    served.open.set()

    assert application.route(arrival("call-2")).plan.contact == "of-call-2"


def test_many_hanging_questions_do_not_stop_a_later_one(
    application: HttpApplication, served: Served
) -> None:
    served.open.clear()
    gone: list[ApplicationGone] = []

    def ask() -> None:
        with pytest.raises(ApplicationGone) as caught:
            application.route(arrival())
        gone.append(caught.value)

    askers = [Thread(target=ask) for _ in range(30)]
    for each in askers:
        each.start()
    for each in askers:
        each.join()
    served.open.set()

    assert len(gone) == 30
    assert application.route(arrival("call-2")).line == LINE


def test_questions_one_after_another_share_one_connection(served: Served) -> None:
    application = HttpApplication(served.base, TOKEN, route_wait=5)

    for _ in range(5):
        application.route(arrival())

    application.close()
    assert served.connections == 1


def test_nobody_at_the_door_is_an_application_that_is_gone() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        application = HttpApplication(
            f"http://127.0.0.1:{taken.getsockname()[1]}", TOKEN
        )

        with pytest.raises(ApplicationGone, match=r"No answer on plans \(ConnectError"):
            application.plans()

        application.close()


@pytest.mark.parametrize(
    ("status", "body"),
    [
        pytest.param(200, b"", id="nothing"),
        pytest.param(200, b"<html>it works</html>", id="a page of another server"),
        pytest.param(200, b'{"plan": 1}', id="another paper"),
        pytest.param(200, b"{" * 5_000_000, id="more than it can hold"),
        pytest.param(204, b"", id="no content"),
        pytest.param(302, b"", id="elsewhere"),
        pytest.param(401, b"{}", id="a wrong token"),
        pytest.param(404, b"{}", id="a wrong address"),
        pytest.param(429, b"{}", id="not so fast"),
        pytest.param(500, b"{}", id="it broke"),
        pytest.param(503, b"{}", id="not now"),
    ],
)
def test_anything_but_a_proper_answer_is_an_application_that_is_gone(
    served: Served, status: int, body: bytes
) -> None:
    application = HttpApplication(served.base, TOKEN, route_wait=5, wait=5)
    served.answer = (status, body)

    with pytest.raises(ApplicationGone):
        application.route(arrival())
    with pytest.raises(ApplicationGone):
        application.tell([news()])
    with pytest.raises(ApplicationGone):
        application.plans()

    application.close()


@pytest.mark.parametrize("status", [400, 409])
def test_news_that_were_read_and_refused_are_not_news_that_did_not_arrive(
    application: HttpApplication, served: Served, status: int
) -> None:
    served.answer = (status, b"{}")

    with pytest.raises(NewsRefused):
        application.tell([news()])
    with pytest.raises(ApplicationGone):
        application.route(arrival())


def test_no_failure_repeats_what_the_other_side_said(
    application: HttpApplication, served: Served
) -> None:
    secret = write_plan(paper()).replace('"rejects"', '"5550123"').encode()
    served.answer = (200, secret)

    with pytest.raises(ApplicationGone) as gone:
        application.route(arrival())

    assert "5550" not in str(gone.value)


def test_a_proxy_named_by_the_surroundings_is_never_asked(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    application = HttpApplication(served.base, TOKEN, route_wait=5)

    assert application.route(arrival()).line == LINE

    application.close()


def test_an_application_that_is_not_near_is_not_asked() -> None:
    with pytest.raises(NotNear, match="WireGuard"):
        HttpApplication("https://127.0.0.1:1", TOKEN)
