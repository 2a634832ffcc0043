"""A form of learning that is sent twice is kept once, and answers as it did before."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from payung.programme.learning.answering import questions_of
from payung.programme.learning.models import (
    Assessment,
    Certificate,
    CourseGroup,
    CourseVersion,
    Enrolment,
    ItemBank,
    Observation,
    SmileSheet,
)
from tests.cast import PASSPHRASE

from .conftest import Office


TABLE = (
    "code,language,question,right,option_1,option_2\n"
    "silence,en,May you stay silent?,1,Yes,No\n"
)


@pytest.fixture
def maya(office: Office) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": "maya", "passphrase": PASSPHRASE})
    return client


def twice(client: Client, address: str, given: Mapping[str, object]) -> None:
    """Send a form twice with one key; both must lead to the same page."""
    whole = {**given, "key": str(uuid4())}
    first, again = (client.post(address, whole) for _each in range(2))
    assert first.status_code == again.status_code == 302
    assert first.headers["Location"] == again.headers["Location"]


def test_somebody_who_comes_in_gets_one_number(
    maya: Client, group: CourseGroup
) -> None:
    given = {"gender": "f", "age": "2", "setting": "s", "first": "y"}

    twice(maya, f"/learn/groups/{group.pk}/enrol", given)

    assert Enrolment.objects.get().number == 1


def test_two_who_come_in_without_a_card_are_two(
    maya: Client, group: CourseGroup
) -> None:
    given = {"gender": "f", "age": "2", "setting": "s", "first": "y"}

    for _each in range(2):
        maya.post(f"/learn/groups/{group.pk}/enrol", given | {"key": str(uuid4())})

    assert Enrolment.objects.count() == 2


def test_a_version_of_a_course_is_written_once(maya: Client) -> None:
    given = {
        "code": "rights",
        "level": "kyr",
        "title": "Know your rights",
        "modules": "One",
        "pass_percent": "60",
        "months_valid": "24",
    }

    twice(maya, "/learn/courses/write", given)

    assert CourseVersion.objects.get().number == 1


def test_a_table_of_questions_is_brought_in_once(maya: Client) -> None:
    key = str(uuid4())

    _first, page = (
        maya.post(
            "/learn/questions/bring-in",
            {
                "code": "basics",
                "file": SimpleUploadedFile("asked.csv", TABLE.encode()),
                "key": key,
            },
        )
        for _each in range(2)
    )

    assert ItemBank.objects.get().number == 1
    assert "1 questions are in." in " ".join(page.content.decode().split())


def test_a_certificate_for_one_of_ours_is_given_once(
    maya: Client, office: Office, version: CourseVersion
) -> None:
    given = {
        "person": "sunita",
        "team": str(office.team.pk),
        "version": str(version.pk),
        "on": "2026-07-01",
    }

    twice(maya, "/learn/papers/give", given)

    assert Certificate.objects.count() == 1


def test_what_was_seen_at_work_is_kept_once(
    maya: Client, office: Office, version: CourseVersion
) -> None:
    given: dict[str, object] = {
        "person": "sunita",
        "team": str(office.team.pk),
        "version": str(version.pk),
        "on": "2026-07-01",
        "seen": "yes",
        "met": ["1", "2"],
    }

    twice(maya, "/learn/seen", given)

    assert Observation.objects.count() == 1


def test_a_course_for_a_group_is_planned_once(
    maya: Client, office: Office, version: CourseVersion
) -> None:
    given = {
        "team": str(office.team.pk),
        "version": str(version.pk),
        "language": "ne",
        "start": "2026-07-02T10:00",
        "hours": "3",
        "days": "2",
        "every": "7",
    }

    twice(maya, "/learn/groups/new", given)

    assert CourseGroup.objects.get().sessions.count() == 2


def test_a_sheet_of_paper_is_typed_once_and_its_code_is_not_refused(
    maya: Client, group: CourseGroup
) -> None:
    answers = {f"a_{item.pk}": "1" for item in questions_of(group)}
    given = {"delivery": "text", "language": "ne", "code": "ka14", **answers}

    twice(maya, f"/learn/groups/{group.pk}/paper/pre", given)

    assert Assessment.objects.get().score == 4


def test_a_heap_of_faces_is_counted_once(maya: Client, group: CourseGroup) -> None:
    given = {"on": "2026-07-03", "glad": "7", "so-so": "2"}

    twice(maya, f"/learn/groups/{group.pk}/skies/paper", given)

    assert SmileSheet.objects.count() == 1


def test_a_form_without_its_key_says_what_to_do(
    maya: Client, group: CourseGroup
) -> None:
    given = {"gender": "f", "age": "2", "setting": "s", "first": "y"}

    page = maya.post(f"/learn/groups/{group.pk}/enrol", given)

    assert page.status_code == 422
    assert "Open the page again and send it from there." in page.content.decode()
