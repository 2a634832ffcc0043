"""The page of a call for a lawyer: one press, who is asked, who has it, how it ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from payung.engines.dispatch import AlertEvent, AlertState, News
from payung.programme.alerts.models import Message
from payung.programme.standby.alerts import alert_happened
from payung.programme.standby.models import AttorneyAlert
from tests.cast import RINA, team_of
from tests.programme.standby.conftest import Office
from tests.programme.standby.test_pages import around_now, page_for, signed_in


@pytest.fixture
def at_work(office: Office) -> Office:
    around_now(office)
    return office


def raised(client: Client) -> str:
    """Press the button; return the address of the page that follows."""
    answer = client.post("/calls/now")
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_one_press_asks_the_lawyer_on_standby_and_nothing_else_first(
    at_work: Office,
) -> None:
    sunita = signed_in("sunita")

    address = raised(sunita)

    page = sunita.get(address).content.decode()
    assert "A lawyer is being asked" in page
    assert "The lawyer on standby is asked." in page
    assert Message.objects.filter(saying="take").exists()
    told = Message.objects.filter(saying="take")
    assert set(told.values_list("way__person__handle", flat=True)) == {"anju"}
    assert "anju" in page


def test_a_press_needs_no_open_keys(at_work: Office) -> None:
    sunita = signed_in("sunita")
    del sunita.cookies[settings.KEY_COOKIE_NAME]

    address = raised(sunita)

    assert address.startswith("/calls/now/NP-")


def test_a_second_press_leads_to_the_same_page(at_work: Office) -> None:
    sunita = signed_in("sunita")

    first, second = raised(sunita), raised(sunita)

    assert first == second
    assert AttorneyAlert.objects.count() == 1


def test_a_press_long_after_is_about_somebody_else(at_work: Office) -> None:
    sunita = signed_in("sunita")
    first = raised(sunita)
    before = timezone.now() - timedelta(minutes=3)
    AttorneyAlert.objects.update(raised_at=before)

    second = raised(sunita)

    assert first != second


def test_a_call_that_is_not_hers_raises_nothing(at_work: Office) -> None:
    answer = signed_in("outsider").post("/calls/now", {"about": "NP-26-000001"})

    assert answer.status_code == 404
    assert not AttorneyAlert.objects.exists()


def test_a_lawyer_takes_it_and_others_read_until_when_she_should_have_spoken(
    at_work: Office,
) -> None:
    address = raised(signed_in("sunita"))
    anju = signed_in("anju")

    anju.post(f"{address}/do", {"deed": "accept"})

    hers, others = page_for("anju", address), page_for("sunita", address)
    assert "You have accepted." in hers
    assert "I have spoken with her" in hers
    assert "anju has accepted. She should speak with her by" in others
    assert "I take it" not in others


def test_whoever_is_second_reads_who_was_quicker(at_work: Office) -> None:
    address = raised(signed_in("sunita"))
    signed_in("anju").post(f"{address}/do", {"deed": "accept"})

    answer = signed_in("binita").post(f"{address}/do", {"deed": "accept"}, follow=True)

    assert "anju was quicker and has it." in answer.content.decode()
    assert AttorneyAlert.objects.get().attorney == "anju"


def test_a_paralegal_does_not_take_it(at_work: Office) -> None:
    address = raised(signed_in("sunita"))

    answer = signed_in("outsider").post(f"{address}/do", {"deed": "accept"})

    assert answer.status_code == 403
    assert AttorneyAlert.objects.get().state == AlertState.RINGING


def test_it_is_given_back_with_a_reason_only(at_work: Office) -> None:
    address = raised(signed_in("sunita"))
    anju = signed_in("anju")
    anju.post(f"{address}/do", {"deed": "accept"})

    without = anju.post(f"{address}/do", {"deed": "hand-back"}, follow=True)
    kept = AttorneyAlert.objects.get().attorney
    anju.post(f"{address}/do", {"deed": "hand-back", "reason": "too_far"})

    assert "Say why." in without.content.decode()
    assert kept == "anju"
    assert AttorneyAlert.objects.get().state == AlertState.RINGING
    assert "The second lawyer is asked too." in page_for("sunita", address)


def test_what_is_late_is_said(at_work: Office) -> None:
    address = raised(signed_in("sunita"))
    signed_in("anju").post(f"{address}/do", {"deed": "accept"})
    AttorneyAlert.objects.update(due_at=timezone.now() - timedelta(minutes=1))

    page = page_for("sunita", address)

    assert "She should have spoken with her by" in page


def test_from_spoken_to_closed(at_work: Office) -> None:
    address = raised(signed_in("sunita"))
    anju = signed_in("anju")
    anju.post(f"{address}/do", {"deed": "accept"})

    anju.post(f"{address}/do", {"deed": "spoke"})
    spoken = page_for("sunita", address)
    anju.post(f"{address}/do", {"deed": "close", "reason": "released"})
    closed = page_for("sunita", address)

    assert "anju has spoken with her and goes on with it." in spoken
    assert "anju closed it." in closed
    assert "She is free." in closed
    assert "Take it in hand" not in closed


def test_pressed_by_mistake_is_one_press_to_close(at_work: Office) -> None:
    sunita = signed_in("sunita")
    address = raised(sunita)
    offered = sunita.get(address).content.decode()

    sunita.post(f"{address}/do", {"deed": "mistake"})

    alert = AttorneyAlert.objects.get()
    assert "I pressed it by mistake" in offered
    assert (alert.state, alert.reason) == (AlertState.CLOSED, "mistake")
    waiting = Message.objects.filter(saying="take", state="waiting")
    assert not waiting.exists()


@pytest.mark.parametrize("deed", ["mistake", "close"])
def test_an_outsider_reads_it_and_closes_nothing(at_work: Office, deed: str) -> None:
    address = raised(signed_in("sunita"))
    outsider = signed_in("outsider")

    page = outsider.get(address).content.decode()
    answer = outsider.post(f"{address}/do", {"deed": deed, "reason": "released"})

    assert "I pressed it by mistake" not in page
    assert "Close it" not in page
    assert answer.status_code == 403
    assert AttorneyAlert.objects.get().state == AlertState.RINGING


def test_abroad_it_is_not_there(at_work: Office) -> None:
    team_of(RINA, name="Far team")
    address = raised(signed_in("sunita"))
    rina = signed_in("rina")

    answers = [
        rina.get(address),
        rina.get(f"{address}/live"),
        rina.post(f"{address}/do", {"deed": "mistake"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_the_part_that_changes_is_sent_only_when_it_has_changed(
    at_work: Office,
) -> None:
    sunita = signed_in("sunita")
    address = raised(sunita)

    first = sunita.get(f"{address}/live")
    same = sunita.get(f"{address}/live", {"seen": first.headers["X-Seen"]})
    news = News(event=AlertEvent.ACCEPTED, person="anju", at=timezone.now())
    alert_happened(reference=address.rsplit("/", 1)[1], news=news)
    changed = sunita.get(f"{address}/live", {"seen": first.headers["X-Seen"]})

    assert same.status_code == 204
    assert changed.status_code == 200
    assert "anju has it" in changed.content.decode()


def test_where_nobody_can_be_told_the_page_says_so(at_work: Office) -> None:
    Message.objects.all().delete()
    sunita = signed_in("sunita")
    address = raised(sunita)
    Message.objects.all().delete()

    page = sunita.get(address).content.decode()

    assert "No phone of a lawyer is known. Call one yourself now." in page


def test_an_open_one_stands_first_on_everybodys_page_of_duty(at_work: Office) -> None:
    address = raised(signed_in("sunita"))

    page = page_for("anju")

    assert f'href="{address}"' in page


def test_a_made_up_deed_changes_nothing(at_work: Office) -> None:
    sunita = signed_in("sunita")
    address = raised(sunita)

    answer = sunita.post(f"{address}/do", {"deed": "dance"}, follow=True)

    assert "Use one of the buttons of the page." in answer.content.decode()
