"""The page of permissions: one question at a time, one press to take back."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import translation

from payung.programme.cases.models import Case
from payung.programme.consents.ages import say_age
from payung.programme.consents.consent_page import question_of
from payung.programme.consents.details import detail_of
from payung.programme.consents.models import (
    Age,
    Consent,
    Detail,
    Purpose,
    PurposeDetail,
)
from payung.programme.consents.opening import is_open, opened
from payung.programme.journal.models import Entry
from tests.cast import PASSPHRASE
from tests.programme.cases.conftest import Office
from tests.programme.consents.conftest import NOW, say_yes


ATTORNEY = 4
SPOKEN = {"how": "spoken", "language": "ne"}


@pytest.fixture
def sunita(office: Office) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": "sunita", "passphrase": PASSPHRASE})
    return client


@pytest.fixture
def adult(office: Office, case: Case) -> Case:
    say_age(actor=office.sunita, case=case, age=Age.ADULT, at=NOW)
    return case


def words_of(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_the_ten_questions_stand_there_in_the_words_of_the_country(
    sunita: Client, adult: Case
) -> None:
    page = words_of(sunita, f"/work/{adult.reference}/permissions")

    assert page.count("Not asked yet") == 10
    assert "We may share with our attorney" in page


def test_who_reads_nepali_reads_the_questions_of_the_nepali_pack(
    office: Office, adult: Case
) -> None:
    with translation.override("ne"):
        asked = question_of(adult, Purpose.ATTORNEY, at=NOW)

    assert asked.label == "हाम्रो कानुन व्यवसायीलाई बताउन सक्छौं"


def test_her_age_is_asked_before_anything_else(sunita: Client, case: Case) -> None:
    before = words_of(sunita, f"/work/{case.reference}/permissions")
    sunita.post(f"/work/{case.reference}/permissions/age", {"age": "adult"})
    after = words_of(sunita, f"/work/{case.reference}/permissions")

    assert "How old is she?" in before
    assert "Ask her" not in before
    assert after.count("Ask her") == 10


def test_no_answer_is_taken_before_her_age_is_known(sunita: Client, case: Case) -> None:
    answer = sunita.post(
        f"/work/{case.reference}/permissions/{ATTORNEY}",
        SPOKEN | {"answer": "yes"},
        follow=True,
    )

    assert "Ask first how old she is." in answer.content.decode()
    assert not Consent.objects.exists()


def test_for_a_child_no_question_is_offered_and_it_says_what_to_do(
    sunita: Client, case: Case
) -> None:
    sunita.post(f"/work/{case.reference}/permissions/age", {"age": "u18"})
    page = words_of(sunita, f"/work/{case.reference}/permissions")
    one = words_of(sunita, f"/work/{case.reference}/permissions/{ATTORNEY}")

    assert "call your coordinator now" in page
    assert "Ask her" not in page
    assert 'name="answer"' not in one


def test_a_posted_answer_of_a_child_is_refused_with_the_sentence(
    sunita: Client, case: Case
) -> None:
    sunita.post(f"/work/{case.reference}/permissions/age", {"age": "u18"})

    sunita.post(
        f"/work/{case.reference}/permissions/{ATTORNEY}", SPOKEN | {"answer": "yes"}
    )

    assert not Consent.objects.exists()


def test_one_press_says_yes_and_leads_to_the_next_question(
    sunita: Client, adult: Case
) -> None:
    address = f"/work/{adult.reference}/permissions/{ATTORNEY}"

    answer = sunita.post(address, SPOKEN | {"answer": "yes"})

    assert answer.headers["Location"] == f"/work/{adult.reference}/permissions/5"
    assert [(c.purpose, c.answer, c.language) for c in Consent.objects.all()] == [
        ("c_attorney", "yes", "ne")
    ]


def test_after_the_last_question_the_page_is_shown_again(
    sunita: Client, adult: Case
) -> None:
    given = SPOKEN | {"answer": "no"}

    answers = [
        sunita.post(f"/work/{adult.reference}/permissions/{number}", given)
        for number in range(1, 11)
    ]

    assert answers[-1].headers["Location"] == f"/work/{adult.reference}/permissions"
    assert Consent.objects.filter(answer="no").count() == 10


def test_without_a_press_on_an_answer_what_was_typed_stays(
    sunita: Client, adult: Case
) -> None:
    typed = SPOKEN | {"witness": "An invented aunt"}

    answer = sunita.post(f"/work/{adult.reference}/permissions/{ATTORNEY}", typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Press what she said: yes, no or later." in page
    assert "An invented aunt" in page


def test_an_end_that_has_gone_by_is_told_beside_its_field(
    sunita: Client, adult: Case
) -> None:
    typed = SPOKEN | {"answer": "yes", "expires_at": "2026-01-01"}

    answer = sunita.post(f"/work/{adult.reference}/permissions/{ATTORNEY}", typed)

    assert answer.status_code == 422
    assert answer.context["form"].errors["expires_at"] == [
        "This day has gone by already. Choose a later one, or none."
    ]


def test_one_press_takes_back_and_says_what_it_did(
    office: Office, sunita: Client, adult: Case
) -> None:
    say_yes(office.sunita, adult)
    before = words_of(sunita, f"/work/{adult.reference}/permissions")

    answer = sunita.post(
        f"/work/{adult.reference}/permissions/{ATTORNEY}/back", follow=True
    )

    assert "what was kept for this can never be read again, by anyone" in before
    assert "What was kept for it is gone." in answer.content.decode()
    assert not is_open(adult, Purpose.ATTORNEY, at=NOW)


def test_what_names_her_is_kept_and_shown_one_thing_at_a_time(
    office: Office, sunita: Client, adult: Case
) -> None:
    say_yes(office.sunita, adult)
    address = f"/work/{adult.reference}/permissions/{ATTORNEY}/kept"

    sunita.post(address, {"kind": "full_name", "text": "An invented name"})
    page = sunita.get(address).content.decode()
    shown = sunita.post(f"{address}/full_name", headers={"Accept": "text/plain"})

    assert "An invented name" not in page
    assert "Full name" in page
    assert shown.content.decode() == "An invented name"
    assert Entry.objects.filter(kind="consent.detail_shown").count() == 1


def test_what_names_her_is_asked_for_only_after_a_yes(
    sunita: Client, adult: Case
) -> None:
    address = f"/work/{adult.reference}/permissions/{ATTORNEY}/kept"

    answer = sunita.post(
        address, {"kind": "full_name", "text": "An invented name"}, follow=True
    )

    assert "she has not said yes to this" in answer.content.decode()
    assert not PurposeDetail.objects.exists()


def test_an_empty_field_takes_away_what_was_kept(
    office: Office, sunita: Client, adult: Case
) -> None:
    say_yes(office.sunita, adult)
    address = f"/work/{adult.reference}/permissions/{ATTORNEY}/kept"
    sunita.post(address, {"kind": "phone", "text": "5550100"})

    sunita.post(address, {"kind": "phone", "text": ""})

    permit = opened(actor=office.maya, case=adult, purpose=Purpose.ATTORNEY, at=NOW)
    assert detail_of(permit, Detail.PHONE) == ""


def test_no_address_of_the_pages_says_what_was_asked(
    office: Office, sunita: Client, adult: Case
) -> None:
    say_yes(office.sunita, adult, Purpose.POLICE_ANON)

    page = sunita.get(f"/work/{adult.reference}/permissions").content.decode()

    addresses = re.findall(r'(?:href|action)="([^"]+)"', page)
    assert not [one for one in addresses if "police" in one or "c_" in one]


def test_who_was_there_opens_for_the_team(
    office: Office, sunita: Client, adult: Case
) -> None:
    row = say_yes(office.sunita, adult, witness="An invented aunt")
    address = f"/work/{adult.reference}/permissions/lines/{row.pk}"

    answer = sunita.post(address, headers={"Accept": "text/plain"})

    assert answer.content.decode() == "An invented aunt"


def test_the_outsider_finds_no_permissions_and_takes_none_back(
    office: Office, adult: Case
) -> None:
    say_yes(office.sunita, adult)
    client = Client()
    client.post("/sign-in", {"handle": "outsider", "passphrase": PASSPHRASE})

    answers = [
        client.get(f"/work/{adult.reference}/permissions").status_code,
        client.post(f"/work/{adult.reference}/permissions/{ATTORNEY}/back").status_code,
    ]

    assert answers == [404, 404]
    assert is_open(adult, Purpose.ATTORNEY, at=NOW)
