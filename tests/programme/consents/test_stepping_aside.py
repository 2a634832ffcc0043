"""Who steps aside from a case leaves the keys of its permissions too."""

from __future__ import annotations

import pytest

from payung.engines import sealed
from payung.programme.cases.lending.stepping_aside import step_aside
from payung.programme.cases.models import Case, Conflict
from payung.programme.consents.details import detail_of, set_detail
from payung.programme.consents.models import Detail, Purpose
from payung.programme.consents.opening import opened
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from tests.cast import as_actor
from tests.programme.cases.conftest import Office
from tests.programme.consents.conftest import NOW, say_yes


def test_after_she_stepped_aside_the_others_open_the_name_and_she_does_not(
    office: Office, case: Case
) -> None:
    say_yes(office.sunita, case)
    before = opened(actor=office.sunita, case=case, purpose=Purpose.ATTORNEY, at=NOW)
    set_detail(before, Detail.FULL_NAME, "An invented name")

    step_aside(actor=office.anju, case=case, reason=Conflict.RELATIVE, at=NOW)

    moved = Case.objects.get(pk=case.pk)
    maya, anju = (now_as(handle) for handle in ("maya", "anju"))
    permit = opened(actor=maya, case=moved, purpose=Purpose.ATTORNEY, at=NOW)
    assert detail_of(permit, Detail.FULL_NAME) == "An invented name"
    with pytest.raises(sealed.Refused):
        opened(actor=anju, case=moved, purpose=Purpose.ATTORNEY, at=NOW)


def test_a_yes_after_she_stepped_aside_makes_a_key_that_is_not_hers(
    office: Office, case: Case
) -> None:
    step_aside(actor=office.anju, case=case, reason=Conflict.RELATIVE, at=NOW)
    moved = Case.objects.get(pk=case.pk)

    say_yes(now_as("maya"), moved)

    sunita = now_as("sunita")
    permit = opened(actor=sunita, case=moved, purpose=Purpose.ATTORNEY, at=NOW)
    assert detail_of(permit, Detail.FULL_NAME) == ""
    with pytest.raises(sealed.Refused):
        opened(actor=now_as("anju"), case=moved, purpose=Purpose.ATTORNEY, at=NOW)


def now_as(handle: str) -> Actor:
    """Return somebody as she is let in now, keys open."""
    return as_actor(Person.objects.get(handle=handle))
