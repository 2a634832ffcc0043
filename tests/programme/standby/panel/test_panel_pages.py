"""The page of the panel, the certificate on the roster, and the button that fills it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from payung.programme.people.models import Person
from payung.programme.standby.alerts import accept_alert, raise_attorney_alert
from payung.programme.standby.models import DutyKind, RosterPeriod, Shift
from payung.programme.standby.panel_models import Conflict, PanelMember
from payung.programme.standby.panel_pages.deeds import step_aside
from payung.programme.standby.periods import make_period
from tests.programme.standby.conftest import NOW, Office, person
from tests.programme.standby.panel.conftest import attorney, gives
from tests.programme.standby.test_pages import page_for, signed_in, today


CASE = "NP-26-000123"


@pytest.fixture
def plan(office: Office) -> RosterPeriod:
    """Begin a roster of four weeks that starts in a week, without any shift."""
    first = today() + timedelta(days=7)
    return make_period(
        actor=office.maya,
        first_day=first,
        last_day=first + timedelta(days=27),
        coordinator=person("maya"),
        regional=person("regional"),
        at=timezone.now(),
    )


def roster_page(handle: str, period: RosterPeriod) -> str:
    return page_for(handle, f"{reverse('roster')}?of={period.pk}")


@pytest.mark.usefixtures("panel")
def test_a_plan_that_can_be_filled_says_so_and_one_press_fills_it(
    plan: RosterPeriod,
) -> None:
    before = roster_page("maya", plan)

    signed_in("maya").post(reverse("roster-fill", args=[plan.pk]))

    after = roster_page("maya", plan)
    assert "84 shifts have no lawyer yet. Those on the panel can fill them." in before
    assert "4 lawyers × 6 shifts × 4 weeks = 96 ≥ 84" in before
    assert "A lawyer has every shift, and nobody has more than she gives." in after
    assert Shift.objects.filter(period=plan, duty=DutyKind.ATTORNEY).count() == 84
    plan.refresh_from_db()
    assert plan.published_at is None


def test_a_plan_that_nobody_can_fill_says_the_sum_and_each_shift_with_its_reason(
    office: Office, plan: RosterPeriod
) -> None:
    attorney("chameli")
    for handle in ("anju", "binita", "chameli"):
        gives(office, handle)

    page = roster_page("maya", plan)

    assert "12 shifts stay without a lawyer, however they are given out." in page
    assert "3 lawyers × 6 shifts × 4 weeks = 72 &lt; 84" in page
    assert "4 lawyers would be enough." in page
    assert page.count("has all the shifts she gives that week") == 12


@pytest.mark.usefixtures("panel")
def test_only_who_plans_may_have_a_roster_filled(plan: RosterPeriod) -> None:
    for handle in ("anju", "sunita", "outsider"):
        answer = signed_in(handle).post(reverse("roster-fill", args=[plan.pk]))
        assert answer.status_code == 403

    assert not Shift.objects.exists()


def test_an_attorney_writes_down_what_she_gives(office: Office) -> None:
    given = {
        "languages": ["ne", "en"],
        "courts": ["NP-P3"],
        "most_a_week": "5",
        "rest_hours": "11",
    }

    answer = signed_in("anju").post(
        reverse("panel-member", args=[office.anju.person_id]), given
    )

    said = PanelMember.objects.get(person__handle="anju")
    assert answer.status_code == 302
    assert (said.languages, said.courts) == (["ne", "en"], ["NP-P3"])
    assert (said.most_a_week, said.rest_hours) == (5, 11)
    page = page_for("sunita", reverse("panel"))
    assert "5 shifts a week · 11 hours of rest" in page
    assert "Bagmati" in page


def test_more_shifts_than_a_week_has_are_refused_beside_the_field(
    office: Office,
) -> None:
    given = {"most_a_week": "22", "rest_hours": "8"}

    answer = signed_in("anju").post(
        reverse("panel-member", args=[office.anju.person_id]), given
    )

    assert answer.status_code == 422
    assert not PanelMember.objects.exists()


def test_nobody_writes_down_what_another_attorney_gives_but_who_plans(
    office: Office,
) -> None:
    address = reverse("panel-member", args=[office.anju.person_id])

    statuses = {
        handle: signed_in(handle).get(address).status_code
        for handle in ("anju", "maya", "binita", "sunita", "outsider")
    }

    assert statuses == {
        "anju": 200,
        "maya": 200,
        "binita": 403,
        "sunita": 403,
        "outsider": 403,
    }


def test_a_conflict_is_seen_by_herself_and_by_who_plans_and_by_nobody_else(
    office: Office,
) -> None:
    step_aside(actor=office.anju, about=CASE, at=NOW)

    seen = {
        handle: CASE in page_for(handle, reverse("panel"))
        for handle in ("anju", "maya", "binita", "sunita", "outsider")
    }

    assert seen == {
        "anju": True,
        "maya": True,
        "binita": False,
        "sunita": False,
        "outsider": False,
    }


@pytest.mark.usefixtures("office")
def test_an_attorney_steps_aside_by_the_page() -> None:
    answer = signed_in("anju").post(reverse("panel-aside"), {"about": f" {CASE} "})

    assert answer.status_code == 302
    assert Conflict.objects.get().about == CASE


@pytest.mark.usefixtures("office")
def test_what_is_no_reference_stays_in_the_form_with_what_to_write() -> None:
    answer = signed_in("anju").post(reverse("panel-aside"), {"about": "her brother"})

    assert answer.status_code == 422
    assert "such as NP-26-000123" in answer.content.decode()
    assert not Conflict.objects.exists()


def test_who_leaves_the_panel_is_shown_with_her_last_day(office: Office) -> None:
    last_day = today() + timedelta(days=3)

    signed_in("anju").post(
        reverse("panel-leave", args=[office.anju.person_id]),
        {"last_day": last_day.isoformat()},
    )

    assert "Leaves on" in page_for("maya", reverse("panel"))


def test_a_day_that_is_over_is_no_last_day(office: Office, panel: list[Person]) -> None:
    yesterday = today() - timedelta(days=2)

    signed_in("anju").post(
        reverse("panel-leave", args=[office.anju.person_id]),
        {"last_day": yesterday.isoformat()},
    )

    assert PanelMember.objects.get(person=panel[0]).until is None


def test_the_page_of_an_alert_says_until_when_a_lawyer_should_have_spoken(
    office: Office,
) -> None:
    at = timezone.now()
    alert = raise_attorney_alert(actor=office.sunita, about="", at=at)
    late = raise_attorney_alert(
        actor=office.sunita, about="NP-26-H-9", at=at - timedelta(minutes=50)
    )
    accept_alert(actor=office.anju, alert=late, at=at)

    page = page_for("sunita", reverse("alert", args=[alert.reference]))
    late_page = page_for("sunita", reverse("alert", args=[late.reference]))

    assert "45 minutes after the call for help" in page
    assert "Nobody has spoken yet." in late_page
