"""The pages of learning: a phone passed round, a day written down, a paper checked."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from payung.programme.learning.certificates import print_copy
from payung.programme.learning.codes import TestKind
from payung.programme.learning.groups import days_of
from payung.programme.learning.models import (
    Assessment,
    Certificate,
    CourseGroup,
    CourseVersion,
    ItemBank,
    Observation,
)
from payung.programme.learning.rounds import open_round, round_with
from payung.programme.learning.sweeping import sweep
from tests.cast import PASSPHRASE

from .conftest import NOW, Office, answer, hold_day, let_in


HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
BUTTON = re.compile(r'<button class="card" name="(a_\d+)" value="1"')


def client_of(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


@pytest.fixture
def sunita(office: Office) -> Client:
    return client_of("sunita")


@pytest.fixture
def maya(office: Office) -> Client:
    return client_of("maya")


def said(client: Client, address: str) -> str:
    return " ".join(unescape(client.get(address).content.decode()).split())


def handed_over(client: Client, group: CourseGroup) -> tuple[Client, str]:
    """Let her hand the phone over; return the phone and where it stands."""
    answered = client.post(f"/learn/groups/{group.pk}/test/pre")
    return client, answered.headers["Location"]


def started(phone: Client, address: str, code: dict[str, str]) -> str:
    first = {"language": "ne", "delivery": "pictogram"} | code
    return phone.post(address, first).content.decode()


def test_the_phone_that_is_handed_over_opens_the_test_and_nothing_of_hers(
    sunita: Client, group: CourseGroup
) -> None:
    phone, address = handed_over(sunita, group)

    assert phone.get(address).status_code == 200
    for closed in ("/", "/learn/", f"/learn/groups/{group.pk}/", "/cases"):
        found = phone.get(closed)
        assert found.status_code == 404 or "/sign-in" in found.headers["Location"]


def test_a_round_is_over_after_four_hours(
    sunita: Client, office: Office, group: CourseGroup
) -> None:
    token = open_round(actor=office.sunita, group=group, kind=TestKind.PRE, at=NOW)

    assert round_with(token, at=NOW + timedelta(hours=3, minutes=59))
    assert round_with(token, at=NOW + timedelta(hours=4)) is None
    assert round_with("not a token", at=NOW) is None
    assert sweep(at=NOW + timedelta(hours=4)) == 1


def test_a_phone_that_is_passed_round_keeps_a_test_after_the_last_question(
    sunita: Client, group: CourseGroup
) -> None:
    phone, address = handed_over(sunita, group)
    page = started(phone, address, {"code": "ka 14"})
    kept_after = []

    for _question in range(4):
        given = dict(HIDDEN.findall(page)) | dict.fromkeys(BUTTON.findall(page), "1")
        page = phone.post(address, given).content.decode()
        kept_after.append(Assessment.objects.count())

    assert kept_after == [0, 0, 0, 1]
    row = Assessment.objects.get()
    assert (row.kind, row.delivery, row.score) == ("pre", "pictogram", 4)


def test_a_code_is_the_same_on_paper_and_on_the_phone(
    sunita: Client, office: Office, group: CourseGroup
) -> None:
    answer(office, group, TestKind.PRE, "ka14", right=1)
    phone, address = handed_over(sunita, group)

    page = phone.post(
        address, {"language": "en", "delivery": "text", "code": "KA 14"}
    ).content.decode()

    assert Assessment.objects.count() == 1
    assert "mark" not in dict(HIDDEN.findall(page))


def test_a_question_is_asked_by_pictures_in_her_language(
    sunita: Client, group: CourseGroup
) -> None:
    phone, address = handed_over(sunita, group)

    page = started(phone, address, {"code": "ka 14"})

    assert "pictures/silent.svg" in page
    assert "के तपाईं चुप बस्न सक्नुहुन्छ?" in page
    assert "ka 14" not in page


def test_a_code_can_be_put_together_from_pictures(
    sunita: Client, office: Office, group: CourseGroup
) -> None:
    signs = ("moon", "fish", "cup", "cup", "sun")
    code = {f"sign_{place}": sign for place, sign in enumerate(signs, start=1)}
    answer(office, group, TestKind.PRE, "-".join(signs), right=1)
    phone, address = handed_over(sunita, group)

    page = started(phone, address, code)

    assert "mark" not in dict(HIDDEN.findall(page))


def test_one_question_back_forgets_the_last_answer_only(
    sunita: Client, group: CourseGroup
) -> None:
    phone, address = handed_over(sunita, group)
    page = started(phone, address, {"code": "ka 14"})
    for _question in range(2):
        given = dict(HIDDEN.findall(page)) | dict.fromkeys(BUTTON.findall(page), "2")
        page = phone.post(address, given).content.decode()

    back = phone.post(address, dict(HIDDEN.findall(page)) | {"back": "yes"})

    names = [n for n, _v in HIDDEN.findall(back.content.decode())]
    assert sum(name.startswith("a_") for name in names) == 1


def test_a_sheet_of_paper_with_a_gap_is_not_kept(
    sunita: Client, group: CourseGroup
) -> None:
    address = f"/learn/groups/{group.pk}/paper/post"

    page = sunita.post(address, {"delivery": "text", "language": "ne", "code": "ka14"})

    assert page.status_code == 422
    assert not Assessment.objects.exists()


def test_one_button_ticks_all_who_have_a_number(
    sunita: Client, office: Office, group: CourseGroup
) -> None:
    for _who in range(3):
        let_in(office, group)
    day = days_of(group)[0]
    times = {"started": "2026-07-02T10:00", "ended": "2026-07-02T13:00"}

    sunita.post(f"/learn/days/{day.pk}/", times | {"all": "yes", "heads_f": "2"})

    assert day.present.count() == 3
    day.activity.refresh_from_db()
    assert day.activity.state == "held"
    assert sorted(day.activity.came.values_list("count", flat=True)) == [2, 3]


def test_the_gain_is_shown_only_from_five_pairs_on(
    sunita: Client, office: Office, group: CourseGroup
) -> None:
    address = f"/learn/groups/{group.pk}/"
    for number in range(4):
        answer(office, group, TestKind.PRE, f"code{number}", right=0)
        answer(office, group, TestKind.POST, f"code{number}", right=2)
    before = said(sunita, address)
    answer(office, group, TestKind.PRE, "code9", right=0)
    answer(office, group, TestKind.POST, "code9", right=4)

    after = said(sunita, address)

    assert "They gained" not in before
    assert "They gained 60 of a hundred that they could gain (5 people)." in after


def test_the_name_is_on_the_paper_and_nowhere_else(
    maya: Client, office: Office, group: CourseGroup
) -> None:
    let_in(office, group)
    for number in (1, 2, 3, 4):
        hold_day(office, group, number, 1)
    maya.post(f"/learn/groups/{group.pk}/certificate/1")
    row = Certificate.objects.get()

    given = {"name": "Quillon Invented", "language": "en"}
    paper = maya.post(f"/learn/papers/{row.pk}/", given)

    assert paper.content.startswith(b"%PDF-")
    assert "Quillon" not in str(paper.headers)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "Quillon" not in str(cursor.fetchall()), table


def test_anybody_can_check_a_paper_and_learns_nothing_else(
    office: Office, maya: Client, version: CourseVersion
) -> None:
    given = {
        "person": "sunita",
        "team": str(office.team.pk),
        "version": str(version.pk),
        "on": "2026-07-01",
        "key": str(uuid4()),
    }
    maya.post("/learn/papers/give", given)
    row = Certificate.objects.get()
    token = print_token(row, office)

    good = Client().get(f"/learn/check/{token}")
    row.ended_on = row.valid_from
    row.save()
    over = Client().get(f"/learn/check/{token}")
    unknown = Client().get("/learn/check/nothing-of-ours")

    assert "It holds" in good.content.decode()
    assert "It has ended" in over.content.decode()
    assert unknown.status_code == 404
    for page in (good, over):
        assert "sunita" not in page.content.decode()
        assert version.title not in page.content.decode()


def test_the_dots_of_a_paper_lead_those_who_give_papers_to_it_and_nobody_else(
    office: Office, maya: Client, group: CourseGroup
) -> None:
    let_in(office, group)
    for number in (1, 2, 3, 4):
        hold_day(office, group, number, 1)
    maya.post(f"/learn/groups/{group.pk}/certificate/1")
    row = Certificate.objects.get()
    token = print_token(row, office)

    hers = maya.get(f"/learn/check/{token}").content.decode()
    others = Client().get(f"/learn/check/{token}").content.decode()
    page = maya.get(f"/learn/groups/{group.pk}/").content.decode()

    assert f"/learn/papers/{row.pk}/" in hers
    assert str(row.pk) not in others
    assert str(row.pk) not in page
    assert "Another for a lost one" in page


def print_token(row: Certificate, office: Office) -> str:
    return print_copy(actor=office.maya, certificate=row, at=row.made_at).token


def test_questions_brought_in_show_which_rows_were_left_out(maya: Client) -> None:
    table = (
        "code,language,question,right,option_1,option_2\n"
        "silence,en,May you stay silent?,1,Yes,No\n"
        "paper,en,Sign it?,7,Yes,No\n"
    )
    file = SimpleUploadedFile("asked.csv", table.encode())

    given = {"code": "basics", "file": file, "key": str(uuid4())}
    page = maya.post("/learn/questions/bring-in", given)

    words = " ".join(unescape(page.content.decode()).split())
    assert "1 questions are in." in words
    assert "asked.csv · row 3, column D (right)" in words


def test_what_was_seen_at_work_is_ticked_on_a_second_page(
    maya: Client, office: Office, version: CourseVersion
) -> None:
    given: dict[str, object] = {
        "person": "sunita",
        "team": str(office.team.pk),
        "version": str(version.pk),
        "on": "2026-07-01",
        "key": str(uuid4()),
    }
    first = maya.post("/learn/seen", given)

    maya.post("/learn/seen", given | {"seen": "yes", "met": ["1", "2"]})

    assert "Asks before she writes" in first.content.decode()
    assert Observation.objects.get().passed


def test_a_course_is_written_and_planned_for_a_group(
    maya: Client, office: Office, bank: ItemBank
) -> None:
    written = {
        "code": "rights",
        "level": "kyr",
        "title": "Know your rights",
        "modules": "One\nTwo",
        "pass_percent": "60",
        "months_valid": "24",
        "key": str(uuid4()),
    }
    maya.post("/learn/courses/write", written)
    version = CourseVersion.objects.get()

    planned = {
        "team": str(office.team.pk),
        "version": str(version.pk),
        "bank": str(bank.pk),
        "language": "ne",
        "start": "2026-07-02T10:00",
        "hours": "3",
        "days": "5",
        "every": "7",
        "key": str(uuid4()),
    }
    maya.post("/learn/groups/new", planned)

    group = CourseGroup.objects.get()
    assert [f"{d.activity.planned_start:%m-%d %H:%M}" for d in days_of(group)] == [
        "07-02 04:15",
        "07-09 04:15",
        "07-16 04:15",
        "07-23 04:15",
        "07-30 04:15",
    ]
    assert group.pairing is not None
