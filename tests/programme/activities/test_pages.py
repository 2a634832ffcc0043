"""The pages of one activity: planned once, held with counters, moved, called off."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from payung.programme.activities.counters import counted, in_words, standing
from payung.programme.activities.models import Activity, State
from payung.programme.journal.models import Entry
from tests.cast import PASSPHRASE

from .conftest import KATHMANDU, Office


def signed_in(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def day_from_now(days: int) -> str:
    moment = timezone.now().astimezone(KATHMANDU) + timedelta(days=days)
    return f"{moment:%Y-%m-%d}"


HOURS = {"starts": "10:00", "ends": "12:00"}


def planned(client: Client, office: Office, days: int, **more: str) -> Activity:
    given = {
        "key": str(uuid4()),
        "kind": "other",
        "team": str(office.team.pk),
        "day": day_from_now(days),
        **HOURS,
        **more,
    }
    answer = client.post("/plan/activity/new", given)
    assert answer.status_code == 302, answer.content.decode()
    return Activity.objects.get(key=given["key"])


@pytest.fixture
def sunita(office: Office) -> Client:
    return signed_in("sunita")


@pytest.fixture
def course(office: Office, sunita: Client) -> Activity:
    return planned(sunita, office, -1)


def test_the_form_of_a_plan_that_is_sent_twice_plans_once(
    office: Office, sunita: Client
) -> None:
    key = str(uuid4())

    first = planned(sunita, office, 3, key=key)
    again = planned(sunita, office, 3, key=key)

    assert first == again
    assert Activity.objects.count() == 1


def test_an_evening_may_end_on_the_next_day(office: Office, sunita: Client) -> None:
    row = planned(sunita, office, 3, starts="21:00", ends="01:30")

    assert row.planned_end - row.planned_start == timedelta(hours=4, minutes=30)
    assert f"{row.planned_start.astimezone(KATHMANDU):%H:%M}" == "21:00"


def test_who_came_is_counted_by_group_and_sent_twice_counts_once(
    sunita: Client, course: Activity
) -> None:
    given = {
        "day": day_from_now(-1),
        **HOURS,
        "f2n": "7",
        "t1y": "2",
        "nnn": "",
        "setting": "s",
    }

    for _time in range(2):
        answer = sunita.post(f"/plan/activity/{course.pk}/held", given)
        assert answer.status_code == 302

    course.refresh_from_db()
    assert course.state == State.HELD
    assert dict(course.came.values_list("category", "count")) == {
        "f2sn": 7,
        "t1sy": 2,
    }
    assert Entry.objects.filter(kind="activity.held").count() == 1
    page = sunita.get(f"/plan/activity/{course.pk}").content.decode()
    assert "Woman · 25 to 34 · Street" in page
    assert "<b>9</b>" in page


def test_the_counters_show_again_what_was_written_down(
    sunita: Client, course: Activity
) -> None:
    given = {"day": day_from_now(-1), **HOURS, "m3n": "4", "setting": "v"}
    sunita.post(f"/plan/activity/{course.pk}/held", given)

    page = sunita.get(f"/plan/activity/{course.pk}/held").content.decode()

    assert 'name="m3n" value="4"' in page
    assert '<option value="v" selected>' in page


def test_a_number_that_is_none_stays_in_the_form(
    sunita: Client, course: Activity
) -> None:
    given = {"day": day_from_now(-1), **HOURS, "f2n": "-3", "m1n": "5"}

    answer = sunita.post(f"/plan/activity/{course.pk}/held", given)

    assert answer.status_code == 422
    assert 'name="m1n" value="5"' in answer.content.decode()
    course.refresh_from_db()
    assert course.state == State.PLANNED


def test_what_is_still_to_come_cannot_be_held(office: Office, sunita: Client) -> None:
    row = planned(sunita, office, 3)

    answer = sunita.post(
        f"/plan/activity/{row.pk}/held", {"day": day_from_now(3), **HOURS}
    )

    assert answer.status_code == 422
    assert "This is still to come" in answer.content.decode()


def test_what_is_moved_leads_to_its_new_day(office: Office, sunita: Client) -> None:
    row = planned(sunita, office, 3)
    given = {"reason": "flood", "day": day_from_now(9), **HOURS}

    sunita.post(f"/plan/activity/{row.pk}/later", given)

    row.refresh_from_db()
    assert (row.state, row.reason) == ("postponed", "flood")
    assert row.instead is not None
    page = sunita.get(f"/plan/activity/{row.instead.pk}").content.decode()
    assert "Flood or storm" in page
    again = sunita.post(f"/plan/activity/{row.pk}/off", {"reason": "money"})
    assert again.status_code == 422
    assert "Somebody has written down already" in again.content.decode()


def test_calling_off_asks_why(sunita: Client, course: Activity) -> None:
    assert (
        sunita.post(f"/plan/activity/{course.pk}/off", {"reason": ""}).status_code
        == 422
    )

    sunita.post(f"/plan/activity/{course.pk}/off", {"reason": "strike"})

    course.refresh_from_db()
    assert (course.state, course.reason) == ("cancelled", "strike")


def test_a_note_is_shown_on_asking_and_the_journal_says_so(
    office: Office, sunita: Client
) -> None:
    row = planned(sunita, office, 3, note="Bring the drum")
    assert "drum" not in sunita.get(f"/plan/activity/{row.pk}").content.decode()

    shown = sunita.post(
        f"/plan/activity/{row.pk}/show", headers={"accept": "text/plain"}
    )

    assert shown.content.decode() == "Bring the drum"
    assert Entry.objects.filter(kind="activity.note_shown").count() == 1


def test_somebody_outside_finds_nothing(office: Office, course: Activity) -> None:
    client = signed_in("outsider")

    for rest in ("", "/held", "/later", "/off"):
        assert client.get(f"/plan/activity/{course.pk}{rest}").status_code == 404


def test_counters_become_categories_with_the_one_setting() -> None:
    assert counted({"f1y": 2, "nnn": 0}, "i") == {"f1iy": 2}


def test_groups_are_said_the_largest_first() -> None:
    said = in_words([("t1vy", 1), ("nnnn", 6)])

    assert [(one.words, one.count) for one in said] == [
        ("Not said", 6),
        ("Trans person · 18 to 24 · Venue · For the first time", 1),
    ]


def test_nothing_stands_in_the_counters_of_what_was_not_held(course: Activity) -> None:
    assert standing(course) == ({}, "n")
