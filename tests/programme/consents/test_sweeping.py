"""A yes that came to its end loses its key, whoever looks or does not."""

from __future__ import annotations

from datetime import timedelta

from payung.programme.cases.models import Case
from payung.programme.consents.details import set_detail
from payung.programme.consents.models import (
    Detail,
    Purpose,
    PurposeDetail,
    PurposeKey,
)
from payung.programme.consents.opening import opened
from payung.programme.consents.sweeping import sweep
from payung.programme.journal.models import Entry
from payung.programme.people.models import RecordKey
from tests.programme.cases.conftest import Office
from tests.programme.consents.conftest import NOW, say_yes


END = NOW + timedelta(days=30)


def test_at_its_end_the_key_and_the_name_are_gone(office: Office, case: Case) -> None:
    say_yes(office.sunita, case, expires_at=END)
    permit = opened(actor=office.sunita, case=case, purpose=Purpose.ATTORNEY, at=NOW)
    set_detail(permit, Detail.FULL_NAME, "An invented name")

    done = sweep(at=END)

    assert done == 1
    assert not RecordKey.objects.filter(record=str(permit.secret.record)).exists()
    assert not PurposeDetail.objects.exists()
    assert Entry.objects.filter(kind="consent.expired").count() == 1


def test_before_its_end_and_without_one_nothing_is_shredded(
    office: Office, case: Case
) -> None:
    say_yes(office.sunita, case, Purpose.ATTORNEY, expires_at=END)
    say_yes(office.sunita, case, Purpose.COMPLAINT)

    done = sweep(at=END - timedelta(seconds=1))

    assert done == 0
    assert PurposeKey.objects.filter(shut_at=None).count() == 2


def test_a_yes_that_was_given_for_longer_lasts_as_long_as_the_last_one(
    office: Office, case: Case
) -> None:
    say_yes(office.sunita, case, expires_at=END)
    say_yes(office.sunita, case, expires_at=END + timedelta(days=30))

    done = sweep(at=END)

    assert done == 0


def test_sweeping_twice_shreds_once(office: Office, case: Case) -> None:
    say_yes(office.sunita, case, expires_at=END)
    sweep(at=END)

    assert sweep(at=END) == 0
