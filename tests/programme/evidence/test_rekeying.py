"""A change of keys carries a working copy over with its original."""

from __future__ import annotations

import pytest

from payung.engines import sealed
from payung.gateways.vault import FakeVault
from payung.programme.cases import holdings as of_cases
from payung.programme.cases.models import Evidence
from payung.programme.evidence import holdings as of_evidence
from payung.programme.evidence.copying import (
    make_working_copy,
    open_working_copy,
)
from payung.programme.evidence.models import WorkingCopy
from payung.programme.evidence.reading import reads
from payung.programme.people.holdings import Holders
from payung.programme.people.models import Person, Renewal
from payung.programme.people.rewrapping import Keepers, rewrap_some, unfinished
from payung.programme.people.teams import remove_member
from payung.programme.reports.opening import indexed_values
from tests.programme.cases.conftest import NOW, Office


def test_a_copy_hangs_on_the_key_of_its_original_beside_it(
    office: Office, photo: Evidence, paper: Evidence, vault: FakeVault
) -> None:
    copy = make_working_copy(actor=office.maya, evidence=photo, vault=vault, at=NOW)
    holders = Holders(apps=(of_evidence.holding_of, of_cases.holding_of))

    with_copy, without = holders.of(photo.record), holders.of(paper.record)

    assert with_copy is not None
    assert [one.name for one in with_copy.files] == [photo.file, copy.file]
    assert [one.name for one in with_copy.fields] == ["evidence.name", "evidence.shows"]
    assert without is not None
    assert [one.name for one in without.files] == [paper.file]


@pytest.mark.django_db(transaction=True)
def test_a_copy_opens_with_the_new_key_and_no_more_with_the_old(
    office: Office, photo: Evidence, vault: FakeVault
) -> None:
    copy = make_working_copy(actor=office.maya, evidence=photo, vault=vault, at=NOW)
    old = office.anju.unlocked.secret(photo.record)
    anju = Person.objects.get(handle="anju")
    holders = Holders(apps=(of_evidence.holding_of, of_cases.holding_of))

    remove_member(
        actor=office.maya,
        team=office.team,
        member=anju,
        renewal=Renewal.KEYS,
        at=NOW,
    )
    job = unfinished([office.team.pk])
    assert job is not None
    keepers = Keepers(values_of=indexed_values, holders=holders, vault=vault)
    rewrap_some(actor=office.maya, job=job, keepers=keepers, at=NOW)

    fresh = WorkingCopy.objects.select_related("evidence__case").get(pk=copy.pk)
    pieces = open_working_copy(actor=office.maya, copy=fresh, vault=vault, at=NOW)
    assert len(b"".join(pieces)) == copy.size
    with pytest.raises(sealed.Refused):
        b"".join(reads(old, fresh.file, vault)())
