"""The telephone's own client against the real door, over a real socket."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from payung.gateways.telephone import ApplicationGone, NewsKind
from payung.gateways.telephone.desk.http_application import HttpApplication
from payung.programme.alerts.machine import bearer, forget
from payung.programme.hotline.models import Contact
from tests.programme.hotline.small_line import SmallLine, arrival, make_line, told


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def line(transactional_db: None) -> Iterator[SmallLine]:
    yield make_line()
    forget("np")


@pytest.fixture
def telephone(line: SmallLine, live_server: object) -> Iterator[HttpApplication]:
    asks = HttpApplication(f"{live_server.url}/line/np", bearer("np"))
    # A server that has just begun reads the country's folder first. A real telephone
    # asks for the plans every half minute, and so wakes it long before a call comes.
    asks.plans()
    yield asks
    asks.close()


def test_a_telephone_gets_its_plan_and_hands_its_news_over(
    line: SmallLine, telephone: HttpApplication
) -> None:
    first = arrival(line, "c")

    paper = telephone.route(first)
    phone = paper.plan.steps[0].targets[0]
    telephone.tell(
        [
            first,
            told("c", NewsKind.RINGING, seq=2, target=phone),
            told("c", NewsKind.ACCEPTED, seq=3, target=phone),
        ]
    )

    contact = Contact.objects.get()
    assert (contact.reference, contact.owner) == (paper.plan.contact, "sunita")
    assert paper.seal_to is not None
    assert set(paper.languages) == set(paper.addresses)


def test_a_telephone_keeps_a_plan_for_when_nobody_answers(
    telephone: HttpApplication,
) -> None:
    papers = telephone.plans()

    assert [choice.code for choice in papers["main"].plan.menu][:2] == [
        "NP-P1",
        "NP-P2",
    ]
    assert papers["main"].plan.danger == "0"


def test_another_password_is_told_nothing(line: SmallLine, live_server: object) -> None:
    stranger = HttpApplication(f"{live_server.url}/line/np", 32 * "0")

    with pytest.raises(ApplicationGone):
        stranger.route(arrival(line, "c"))

    stranger.close()
    assert not Contact.objects.exists()
