"""The door for telephones: a password, strict papers, and otherwise nothing is there."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from payung.gateways.telephone import NewsKind
from payung.gateways.telephone.desk.paper import (
    read_kept,
    read_plan,
    read_plans,
    write_all_news,
    write_news,
)
from payung.programme.alerts.machine import bearer, forget
from payung.programme.hotline.models import CallNews, Contact, Watch
from tests.programme.hotline.small_line import SmallLine, arrival, told


@pytest.fixture
def telephone(small: SmallLine) -> Client:
    """Return what knows the password of the country's telephone."""
    return Client(headers={"Authorization": f"Bearer {bearer('np')}"})


def page(content: bytes) -> bytes:
    """Return a page without what differs with every page: its token against forgery."""
    return re.sub(
        rb'(csrf\w*"[^>]*(?:value|content)="|X-CSRFToken": ?")\w+', b"", content
    )


def post(client: Client, address: str, body: str) -> object:
    return client.post(address, body, content_type="application/json")


def test_a_call_gets_its_plan_and_leaves_its_contact(
    small: SmallLine, telephone: Client
) -> None:
    answer = post(telephone, "/line/np/arrived", write_news(arrival(small, "call-1")))

    paper = read_plan(answer.content)
    assert paper.plan.contact == Contact.objects.get().reference
    assert paper.plan.steps[0].targets == (str(small.phones["sunita"].pk),)


def test_news_are_kept_once_however_often_they_are_said(
    small: SmallLine, telephone: Client
) -> None:
    batch = [arrival(small, "call-1"), told("call-1", NewsKind.RINGING, seq=2)]

    answers = [
        post(telephone, "/line/np/news", write_all_news(batch)) for _again in range(2)
    ]

    assert [read_kept(answer.content) for answer in answers] == [2, 2]
    assert CallNews.objects.count() == 2
    assert Contact.objects.get().state == "ringing"


def test_the_plans_for_later_name_no_contact(
    small: SmallLine, telephone: Client
) -> None:
    answer = telephone.get("/line/np/plans")

    papers = read_plans(answer.content)
    assert set(papers) == {"main"}
    assert papers["main"].plan.contact == "main"
    assert Contact.objects.count() == 0
    assert Watch.objects.filter(name="telephone:np").exists()


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("", id="none"),
        pytest.param("Bearer " + 32 * "0", id="a wrong one"),
        pytest.param("Bearer ünknown", id="signs that are no letters of ours"),
        pytest.param("Basic bnA6bnA=", id="another kind"),
    ],
)
def test_without_the_password_there_is_nothing_there(
    small: SmallLine, password: str
) -> None:
    stranger = Client(headers={"Authorization": password})

    asked = [
        ask(f"/line/np/{address}")
        for address in ("arrived", "news", "plans")
        for ask in (stranger.get, stranger.post)
    ]

    unknown = stranger.get("/nothing/is/here")
    assert {answer.status_code for answer in asked} == {404}
    assert {page(answer.content) for answer in asked} == {page(unknown.content)}


def test_while_the_machine_sleeps_nobody_is_let_in(
    small: SmallLine, telephone: Client
) -> None:
    forget("np")

    assert telephone.get("/line/np/plans").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="nothing"),
        pytest.param("{}", id="no news"),
        pytest.param('{"news": [{"id": "+12025550199"}]}', id="half a paper"),
        pytest.param('{"news": [' + "[" * 3000, id="a nest"),
        pytest.param("x" * (1024 * 1024 + 1), id="more than a telephone has to say"),
    ],
)
def test_what_is_no_paper_is_refused_for_good_and_not_repeated(
    small: SmallLine, telephone: Client, body: str
) -> None:
    answer = post(telephone, "/line/np/news", body)

    assert (answer.status_code, answer.content) == (400, b"")
    assert Contact.objects.count() == 0
