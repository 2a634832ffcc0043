"""The pages of one's own duty: what she reads, what one tap does, what others get."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from payung.engines.dispatch import local_span
from payung.programme.alerts.models import Way
from payung.programme.people.models import Person
from payung.programme.standby.actions import ask_swap
from payung.programme.standby.models import (
    Drill,
    DutyKind,
    Leave,
    ProvenBy,
    RosterPeriod,
    Shift,
    Swap,
)
from payung.programme.standby.periods import make_period, publish_period
from payung.programme.standby.proofs import proven
from tests.cast import OFFICER, PASSPHRASE, RINA, account, team_of
from tests.programme.standby.conftest import KATHMANDU, Office, person


def signed_in(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def today() -> date:
    return timezone.now().astimezone(KATHMANDU).date()


def around_now(office: Office) -> RosterPeriod:
    """Publish four weeks from yesterday in which each duty has one person by day.

    Sunita answers and the operator stands behind her from one midnight to the next;
    in the days after tomorrow it is the other way round.
    """
    first = today() - timedelta(days=1)
    period = make_period(
        actor=office.maya,
        first_day=first,
        last_day=first + timedelta(days=27),
        coordinator=person("maya"),
        regional=person("regional"),
        at=timezone.now(),
    )
    turns = (
        (DutyKind.HOTLINE, "sunita", "operator"),
        (DutyKind.BACKUP, "operator", "sunita"),
        (DutyKind.ATTORNEY, "anju", "binita"),
        (DutyKind.ATTORNEY_BACKUP, "binita", "anju"),
    )
    at, people = timezone.now(), {one.handle: one for one in Person.objects.all()}
    days = [
        local_span(first + timedelta(days=number), time(), time(), KATHMANDU)
        for number in range(28)
    ]
    Shift.objects.bulk_create(
        Shift(
            period=period,
            person=people[early if number < 3 else late],
            duty=duty,
            starts_at=span.start,
            ends_at=span.end,
            made_at=at,
        )
        for number, span in enumerate(days)
        for duty, early, late in turns
    )
    return publish_period(actor=office.maya, period=period, at=timezone.now())


@pytest.fixture
def now_roster(office: Office) -> RosterPeriod:
    return around_now(office)


def running(handle: str, duty: DutyKind = DutyKind.HOTLINE) -> Shift:
    at = timezone.now()
    return Shift.objects.get(
        person__handle=handle, duty=duty, starts_at__lte=at, ends_at__gt=at
    )


def without_tokens(answer: Any) -> str:
    """Return a page without what differs on every page that has a form."""
    return re.sub(
        r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()
    )


def page_for(handle: str, address: str = "/duty/") -> str:
    return signed_in(handle).get(address).content.decode()


def test_she_reads_that_she_is_on_call_and_in_which_order_people_are_asked(
    now_roster: RosterPeriod,
) -> None:
    at = timezone.now()
    proven(person="sunita", by=ProvenBy.TAP, at=at - timedelta(minutes=23))

    page = page_for("sunita")

    assert "You are on call" in page
    assert "last proven reachable 23 min ago" in page
    assert page.index("<b>You</b>") < page.index("<b>operator</b>")


def test_whoever_is_not_planned_now_reads_that_she_is_not_on_call(
    now_roster: RosterPeriod,
) -> None:
    page = page_for("outsider")

    assert "You are not on call" in page
    assert "None is planned." in page


def test_asking_to_be_relieved_leaves_the_shift_hers_until_it_is_taken(
    now_roster: RosterPeriod,
) -> None:
    shift = running("sunita")

    answer = signed_in("sunita").post("/duty/swap", {"shift": shift.pk})

    assert answer.headers["Location"] == "/duty/"
    assert Swap.objects.get().giver.handle == "sunita"
    assert running("sunita") == shift
    assert "Until one takes it, it stays yours." in page_for("sunita")


def test_who_could_do_it_is_offered_the_time_and_takes_it_with_one_press(
    now_roster: RosterPeriod, office: Office
) -> None:
    shift = running("sunita")
    swap = ask_swap(actor=office.sunita, shift=shift, at=timezone.now())
    taker = signed_in("outsider")
    offered = taker.get("/duty/").content.decode()

    taker.post("/duty/swap/take", {"swap": swap.pk})

    assert "Others ask you to take over" in offered
    assert running("outsider").starts_at >= shift.starts_at
    assert Swap.objects.get().taken_by == person("outsider")


def test_a_lawyer_is_not_offered_calls(
    now_roster: RosterPeriod, office: Office
) -> None:
    ask_swap(actor=office.sunita, shift=running("sunita"), at=timezone.now())

    page = page_for("anju")

    assert "Others ask you to take over" not in page


def test_nobody_asks_for_somebody_elses_shift(now_roster: RosterPeriod) -> None:
    shift = running("sunita")

    answer = signed_in("operator").post("/duty/swap", {"shift": shift.pk}, follow=True)

    assert "Choose a shift of your own" in answer.content.decode()
    assert not Swap.objects.exists()


def test_she_does_it_herself_after_all(
    now_roster: RosterPeriod, office: Office
) -> None:
    swap = ask_swap(actor=office.sunita, shift=running("sunita"), at=timezone.now())

    signed_in("sunita").post("/duty/swap/withdraw", {"swap": swap.pk})

    assert Swap.objects.get().withdrawn_at is not None


def test_one_tap_says_that_she_is_not_reachable_and_one_that_she_is_back(
    now_roster: RosterPeriod,
) -> None:
    client = signed_in("sunita")

    client.post("/duty/away")
    away = client.get("/duty/").content.decode()
    client.post("/duty/back")
    back = client.get("/duty/").content.decode()

    assert "You said that you are not reachable" in away
    assert 'action="/duty/back"' in away
    assert "You are on call" in back
    assert Leave.objects.get().ends_at is not None


def test_one_tap_makes_all_her_shifts_sure(now_roster: RosterPeriod) -> None:
    client = signed_in("operator")
    before = client.get("/duty/").content.decode()

    client.post("/duty/sure")

    hers = Shift.objects.filter(person__handle="operator", ends_at__gt=timezone.now())
    assert "I will be there: 27 shifts wait for my word" in before
    assert not hers.filter(confirmed_at=None).exists()
    assert "for my word" not in page_for("operator")
    others = Shift.objects.filter(person__handle="sunita")
    assert not others.exclude(confirmed_at=None).exists()


def test_her_number_is_nowhere_on_the_page_and_is_shown_to_herself(
    office: Office,
) -> None:
    client = signed_in("sunita")
    way = Way.objects.get(person__handle="sunita", kind="sms")

    page = client.get("/duty/").content.decode()
    shown = client.post(f"/duty/ways/{way.pk}/show", headers={"Accept": "text/plain"})

    assert "2025550101" not in page
    assert shown.content.decode() == "+12025550101"


@pytest.mark.parametrize("deed", ["show", "end"])
@pytest.mark.parametrize("handle", ["maya", "outsider", "rina"])
def test_nobody_else_sees_or_ends_her_phone(
    office: Office, handle: str, deed: str
) -> None:
    team_of(RINA, name="Far team")
    way = Way.objects.get(person__handle="sunita", kind="sms")

    answer = signed_in(handle).post(f"/duty/ways/{way.pk}/{deed}")

    assert answer.status_code == 404
    assert Way.objects.get(pk=way.pk).ended_at is None


def test_a_phone_is_added_and_ended_by_herself(office: Office) -> None:
    client = signed_in("sunita")

    client.post("/duty/ways/add", {"kind": "call", "address": "sip:s@127.0.0.1"})
    added = Way.objects.get(person__handle="sunita", place=3)
    client.post(f"/duty/ways/{added.pk}/end")

    assert Way.objects.get(pk=added.pk).ended_at is not None


def test_a_number_that_cannot_be_stays_in_the_form_with_a_sentence(
    office: Office,
) -> None:
    answer = signed_in("sunita").post(
        "/duty/ways/add", {"kind": "sms", "address": "12"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write the whole number" in page
    assert 'value="12"' in page


def test_from_abroad_nothing_here_can_be_taken_or_seen(
    now_roster: RosterPeriod, office: Office
) -> None:
    team_of(RINA, name="Far team")
    swap = ask_swap(actor=office.sunita, shift=running("sunita"), at=timezone.now())
    rina = signed_in("rina")

    page = rina.get("/duty/").content.decode()
    taken = rina.post("/duty/swap/take", {"swap": swap.pk})
    asked = rina.post("/duty/swap", {"shift": running("sunita").pk})
    other = rina.get(f"/duty/roster?of={now_roster.pk}")
    nowhere = rina.post("/duty/swap/take", {"swap": 123456})

    assert "sunita" not in page
    assert [taken.status_code, asked.status_code, other.status_code] == [404, 404, 404]
    assert without_tokens(taken) == without_tokens(nowhere)


def test_a_made_up_shift_is_not_there(now_roster: RosterPeriod) -> None:
    answer = signed_in("sunita").post("/duty/swap", {"shift": "no shift"})

    assert answer.status_code == 404


def test_the_officer_sees_how_phones_were_answered_and_tests_none(
    now_roster: RosterPeriod, office: Office
) -> None:
    account(OFFICER)
    way = Way.objects.get(person__handle="sunita", kind="call")
    for hours, passed in ((30, True), (20, True), (10, False)):
        Drill.objects.create(
            country="np",
            person=way.person,
            way=way,
            asked_at=timezone.now() - timedelta(hours=hours),
            answered_at=timezone.now() - timedelta(hours=hours) if passed else None,
            passed=passed,
        )
    officer = signed_in("officer")

    page = officer.get("/duty/tests").content.decode()
    pressed = officer.post("/duty/tests/now")

    assert "Answered in the last four weeks: <b>2</b> of 3" in page
    assert "Test those on call now" not in page
    assert pressed.status_code == 403


def test_the_coordinator_has_the_phones_on_call_tested(
    now_roster: RosterPeriod,
) -> None:
    answer = signed_in("maya").post("/duty/tests/now", follow=True)

    assert "4 phones are tested now." in answer.content.decode()
    tested = Drill.objects.values_list("person__handle", flat=True)
    assert sorted(tested) == ["anju", "binita", "operator", "sunita"]


def test_a_paralegal_does_not_see_how_others_answered(office: Office) -> None:
    assert signed_in("sunita").get("/duty/tests").status_code == 403


def test_she_sees_her_own_tests(office: Office) -> None:
    way = Way.objects.get(person__handle="sunita", kind="call")
    asked = timezone.now() - timedelta(hours=5)
    Drill.objects.create(
        country="np", person=way.person, way=way, asked_at=asked, passed=False
    )

    page = page_for("sunita")

    assert "Tests of my phones" in page
    assert "No answer" in page


def test_days_off_that_leave_no_hole_are_kept_and_taken_back(office: Office) -> None:
    first = today() + timedelta(days=3)
    given = {
        "first_day": first.isoformat(),
        "last_day": (first + timedelta(days=1)).isoformat(),
    }
    sunita = signed_in("sunita")

    sunita.post("/duty/off", given)
    leave = Leave.objects.get()
    page = sunita.get("/duty/").content.decode()
    outsiders = signed_in("outsider").post("/duty/off/end", {"leave": leave.pk})
    sunita.post("/duty/off/end", {"leave": leave.pk})

    assert leave.ends_at is not None
    assert leave.ends_at - leave.starts_at == timedelta(days=2)
    assert "I am there after all" in page
    assert outsiders.status_code == 404
    assert not Leave.objects.exists()


def test_days_off_that_would_leave_a_hole_are_refused_with_its_hours(
    now_roster: RosterPeriod,
) -> None:
    first = today() + timedelta(days=5)
    given = {"first_day": first.isoformat(), "last_day": first.isoformat()}

    answer = signed_in("operator").post("/duty/off", given)

    assert answer.status_code == 422
    assert f"Nobody would be on call from {first} 00:00" in answer.content.decode()
    assert not Leave.objects.exists()


def test_only_whoever_plans_writes_days_off_down_for_somebody_else(
    office: Office,
) -> None:
    day = (today() + timedelta(days=3)).isoformat()
    given = {"first_day": day, "last_day": day, "person": "sunita"}

    signed_in("maya").post("/duty/off", given)
    signed_in("operator").post("/duty/off", given)

    away = Leave.objects.order_by("pk").values_list("person__handle", flat=True)
    assert list(away) == ["sunita", "operator"]


def test_days_off_in_the_wrong_order_stay_in_the_form(office: Office) -> None:
    given = {"first_day": "2027-03-02", "last_day": "2027-03-01"}

    answer = signed_in("sunita").post("/duty/off", given)

    assert answer.status_code == 422
    assert "The last day lies before the first." in answer.content.decode()
