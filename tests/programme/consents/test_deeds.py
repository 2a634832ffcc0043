"""Her answers, one purpose at a time, and what each of them opens or shuts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from payung.engines import sealed
from payung.programme.cases.models import Case, Happened
from payung.programme.consents.ages import UnderEighteen, say_age
from payung.programme.consents.answers import witness_field
from payung.programme.consents.deeds import (
    EndsBeforeItBegins,
    NothingToTakeBack,
    postpone,
    refuse,
    withdraw,
)
from payung.programme.consents.details import detail_of, set_detail
from payung.programme.consents.models import (
    Age,
    Consent,
    Detail,
    How,
    Purpose,
    PurposeKey,
)
from payung.programme.consents.opening import NotOpened, is_open, opened
from payung.programme.journal.models import Entry
from payung.programme.people.models import RecordKey
from tests.programme.cases.conftest import Office
from tests.programme.consents.conftest import NOW, say_yes


LATER = NOW + timedelta(days=3)
ATTORNEY = Purpose.ATTORNEY


def test_nothing_is_open_that_nobody_was_asked_about(
    office: Office, case: Case
) -> None:
    still_shut = [p for p in Purpose if not is_open(case, p, at=NOW)]

    assert still_shut == list(Purpose)


def test_a_yes_opens_its_own_purpose_and_no_other(office: Office, case: Case) -> None:
    say_yes(office.sunita, case)

    assert [p for p in Purpose if is_open(case, p, at=NOW)] == [ATTORNEY]


def test_each_purpose_has_a_key_of_its_own(office: Office, case: Case) -> None:
    say_yes(office.sunita, case, Purpose.ATTORNEY)
    say_yes(office.sunita, case, Purpose.COMPLAINT)

    one = opened(actor=office.anju, case=case, purpose=Purpose.ATTORNEY, at=NOW)
    other = opened(actor=office.anju, case=case, purpose=Purpose.COMPLAINT, at=NOW)

    own = office.anju.unlocked.secret(case.record)
    assert len({one.secret.key, other.secret.key, own.key}) == 3


def test_what_she_did_not_allow_says_which_it_is_and_what_to_do(
    office: Office, case: Case
) -> None:
    with pytest.raises(NotOpened) as refused:
        opened(actor=office.sunita, case=case, purpose=ATTORNEY, at=NOW)

    assert refused.value.sentence == (
        "“We may share with our attorney”: she has not said yes to this. Ask her, and "
        "write down her answer on the page of permissions."
    )


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        pytest.param(refuse, "she said no to this", id="a no"),
        pytest.param(postpone, "she has not said yes to this", id="later"),
    ],
)
def test_an_answer_other_than_yes_shuts_what_a_yes_had_opened(
    office: Office, case: Case, deed: object, words: str
) -> None:
    say_yes(office.sunita, case)
    permit = opened(actor=office.sunita, case=case, purpose=ATTORNEY, at=NOW)
    set_detail(permit, Detail.FULL_NAME, "An invented name")

    deed(  # type: ignore[operator]
        actor=office.sunita,
        case=case,
        purpose=ATTORNEY,
        how=How.SIGNED,
        language="ne",
        at=LATER,
    )

    with pytest.raises(NotOpened) as refused:
        opened(actor=office.sunita, case=case, purpose=ATTORNEY, at=LATER)
    assert words in refused.value.sentence
    assert not RecordKey.objects.filter(record=str(permit.secret.record)).exists()


def test_taking_back_says_that_what_was_kept_is_gone(
    office: Office, case: Case
) -> None:
    say_yes(office.sunita, case)
    withdraw(actor=office.sunita, case=case, purpose=ATTORNEY, at=LATER)

    with pytest.raises(NotOpened) as refused:
        opened(actor=office.sunita, case=case, purpose=ATTORNEY, at=LATER)

    assert "What was kept for it is gone" in refused.value.sentence


def test_what_was_never_given_cannot_be_taken_back(office: Office, case: Case) -> None:
    with pytest.raises(NothingToTakeBack):
        withdraw(actor=office.sunita, case=case, purpose=ATTORNEY, at=NOW)


def test_taking_back_twice_is_told_the_second_time(office: Office, case: Case) -> None:
    say_yes(office.sunita, case)
    withdraw(actor=office.sunita, case=case, purpose=ATTORNEY, at=LATER)

    with pytest.raises(NothingToTakeBack):
        withdraw(actor=office.maya, case=case, purpose=ATTORNEY, at=LATER)


def test_a_yes_after_taking_back_has_another_key_and_finds_nothing_of_before(
    office: Office, case: Case
) -> None:
    say_yes(office.sunita, case)
    before = opened(actor=office.sunita, case=case, purpose=ATTORNEY, at=NOW)
    set_detail(before, Detail.PHONE, "5550100")
    withdraw(actor=office.sunita, case=case, purpose=ATTORNEY, at=LATER)

    say_yes(office.sunita, case, at=LATER)
    after = opened(actor=office.sunita, case=case, purpose=ATTORNEY, at=LATER)

    assert after.secret.record != before.secret.record
    assert after.secret.key != before.secret.key
    assert detail_of(after, Detail.PHONE) == ""


def test_a_yes_after_a_yes_keeps_what_was_kept(office: Office, case: Case) -> None:
    say_yes(office.sunita, case)
    permit = opened(actor=office.sunita, case=case, purpose=ATTORNEY, at=NOW)
    set_detail(permit, Detail.PHONE, "5550100")

    say_yes(office.maya, case, at=LATER)

    again = opened(actor=office.maya, case=case, purpose=ATTORNEY, at=LATER)
    assert detail_of(again, Detail.PHONE) == "5550100"


def test_a_yes_that_has_come_to_its_end_opens_nothing_and_says_so(
    office: Office, case: Case
) -> None:
    say_yes(office.sunita, case, expires_at=LATER)

    with pytest.raises(NotOpened) as refused:
        opened(actor=office.sunita, case=case, purpose=ATTORNEY, at=LATER)

    assert "has come to its end" in refused.value.sentence
    assert is_open(case, ATTORNEY, at=LATER - timedelta(seconds=1))


def test_a_new_yes_after_the_end_has_another_key_whether_or_not_it_was_swept(
    office: Office, case: Case
) -> None:
    say_yes(office.sunita, case, expires_at=LATER)
    before = opened(actor=office.sunita, case=case, purpose=ATTORNEY, at=NOW)
    set_detail(before, Detail.ADDRESS, "Behind the mill")

    say_yes(office.sunita, case, at=LATER)

    after = opened(actor=office.sunita, case=case, purpose=ATTORNEY, at=LATER)
    assert after.secret.record != before.secret.record
    assert detail_of(after, Detail.ADDRESS) == ""


def test_a_yes_cannot_end_before_it_begins(office: Office, case: Case) -> None:
    with pytest.raises(EndsBeforeItBegins) as refused:
        say_yes(office.sunita, case, expires_at=NOW - timedelta(days=1))

    assert "gone by already" in refused.value.sentence


def test_every_answer_stays_in_the_history_in_its_order(
    office: Office, case: Case
) -> None:
    say_yes(office.sunita, case)
    withdraw(actor=office.sunita, case=case, purpose=ATTORNEY, at=NOW)
    say_yes(office.sunita, case)

    answers = Consent.objects.filter(case=case).order_by("number")
    assert list(answers.values_list("number", "answer", "by")) == [
        (1, "yes", "sunita"),
        (2, "withdrawn", "sunita"),
        (3, "yes", "sunita"),
    ]


def test_who_was_there_is_sealed_and_survives_the_taking_back(
    office: Office, case: Case
) -> None:
    row = say_yes(office.sunita, case, witness="An invented aunt")
    withdraw(actor=office.sunita, case=case, purpose=ATTORNEY, at=LATER)

    row.refresh_from_db()
    secret = office.anju.unlocked.secret(case.record)
    assert row.witness is not None
    opened_again = sealed.open_field(secret, witness_field(row.pk), row.witness)
    assert opened_again == "An invented aunt"


def test_the_timeline_and_the_journal_say_which_question_and_not_more(
    office: Office, case: Case
) -> None:
    say_yes(office.sunita, case, witness="An invented aunt")
    withdraw(actor=office.sunita, case=case, purpose=ATTORNEY, at=LATER)

    lines = case.timeline.filter(about="c_attorney").order_by("at")
    entries = Entry.objects.filter(kind__startswith="consent.").order_by("number")
    assert [Happened(one.kind) for one in lines] == [
        Happened.SAID_YES,
        Happened.TOOK_BACK,
    ]
    assert [(one.kind, one.details) for one in entries] == [
        (
            "consent.answered",
            {"purpose": "c_attorney", "answer": "yes", "how": "spoken"},
        ),
        ("consent.withdrawn", {"purpose": "c_attorney"}),
    ]


def test_nobody_asks_a_child_with_a_form(office: Office, case: Case) -> None:
    say_age(actor=office.sunita, case=case, age=Age.CHILD, at=NOW)

    with pytest.raises(UnderEighteen) as refused:
        say_yes(office.sunita, case)

    assert "call your coordinator now" in refused.value.sentence
    assert not Consent.objects.filter(case=case).exists()


def test_a_yes_of_somebody_who_turns_out_to_be_a_child_opens_nothing(
    office: Office, case: Case
) -> None:
    say_yes(office.sunita, case)
    say_age(actor=office.sunita, case=case, age=Age.CHILD, at=NOW)

    with pytest.raises(NotOpened) as refused:
        opened(actor=office.sunita, case=case, purpose=ATTORNEY, at=NOW)

    assert "under 18" in refused.value.sentence
    assert not is_open(case, ATTORNEY, at=NOW)


def test_a_wrong_age_can_be_put_right_and_what_was_kept_is_there(
    office: Office, case: Case
) -> None:
    say_yes(office.sunita, case)
    say_age(actor=office.sunita, case=case, age=Age.CHILD, at=NOW)
    say_age(actor=office.sunita, case=case, age=Age.ADULT, at=NOW)

    assert is_open(case, ATTORNEY, at=NOW)


def test_who_is_outside_the_team_opens_nothing_though_she_said_yes(
    office: Office, case: Case
) -> None:
    say_yes(office.sunita, case)

    with pytest.raises(sealed.Refused):
        opened(actor=office.outsider, case=case, purpose=ATTORNEY, at=NOW)


def test_who_is_outside_the_team_cannot_give_either(office: Office, case: Case) -> None:
    with pytest.raises(sealed.Refused):
        say_yes(office.outsider, case)

    assert not Consent.objects.filter(case=case).exists()
    assert not PurposeKey.objects.filter(case=case).exists()
