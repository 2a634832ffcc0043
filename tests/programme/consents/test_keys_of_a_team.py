"""Somebody leaves: the keys of permissions are carried over like all others."""

from __future__ import annotations

import pytest

from payung.engines import sealed
from payung.programme.cases import holdings as of_cases
from payung.programme.cases.models import Case
from payung.programme.consents import holdings
from payung.programme.consents.answers import witness_field
from payung.programme.consents.details import detail_field, detail_of, set_detail
from payung.programme.consents.models import (
    Consent,
    Detail,
    Purpose,
    PurposeDetail,
    PurposeKey,
)
from payung.programme.consents.opening import opened
from payung.programme.people.holdings import Holders
from payung.programme.people.models import Person, RecordKey, Renewal
from payung.programme.people.rewrapping import rewrap_some, unfinished
from payung.programme.people.teams import remove_member
from tests.cast import keepers
from tests.programme.cases.conftest import Office
from tests.programme.consents.conftest import NOW, say_yes


ALL = Holders(apps=(of_cases.holding_of, holdings.holding_of))


@pytest.mark.parametrize("renewal", [Renewal.WRAPS, Renewal.KEYS])
def test_a_name_kept_for_a_purpose_opens_after_somebody_left(
    office: Office, case: Case, renewal: Renewal
) -> None:
    say_yes(office.sunita, case)
    permit = opened(actor=office.sunita, case=case, purpose=Purpose.ATTORNEY, at=NOW)
    set_detail(permit, Detail.FULL_NAME, "An invented name")

    carry_over(office, renewal)

    now = opened(actor=office.maya, case=case, purpose=Purpose.ATTORNEY, at=NOW)
    assert detail_of(now, Detail.FULL_NAME) == "An invented name"


def test_with_every_key_new_the_one_she_kept_opens_no_name(
    office: Office, case: Case
) -> None:
    say_yes(office.sunita, case)
    kept = opened(actor=office.sunita, case=case, purpose=Purpose.ATTORNEY, at=NOW)
    set_detail(kept, Detail.FULL_NAME, "An invented name")

    carry_over(office, Renewal.KEYS)

    row = PurposeDetail.objects.get()
    with pytest.raises(sealed.Refused):
        sealed.open_field(kept.secret, detail_field(row.pk), row.text)


def test_the_records_of_a_case_are_its_open_keys(office: Office, case: Case) -> None:
    say_yes(office.sunita, case, Purpose.ATTORNEY)
    say_yes(office.sunita, case, Purpose.COMPLAINT)

    records = holdings.records_of(case)

    assert set(records) == set(PurposeKey.objects.values_list("record", flat=True))
    assert RecordKey.objects.filter(record__in=records).count() == 2


def test_who_was_there_hangs_on_the_key_of_the_case(office: Office, case: Case) -> None:
    row = say_yes(office.sunita, case, witness="An invented aunt")

    [field] = holdings.more_of(Case.objects.get(pk=case.pk))

    assert (field.name, field.envelope) == (
        witness_field(row.pk),
        Consent.objects.get().witness,
    )


def carry_over(office: Office, renewal: Renewal) -> None:
    """Take Sunita out of the team and carry every key over."""
    leaver = Person.objects.get(handle="sunita")
    remove_member(
        actor=office.maya, team=office.team, member=leaver, renewal=renewal, at=NOW
    )
    job = unfinished([office.team.pk])
    assert job is not None
    told = keepers(lambda _secret: (), ALL)
    rewrap_some(actor=office.maya, job=job, keepers=told, at=NOW)
