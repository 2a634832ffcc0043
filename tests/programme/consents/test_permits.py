"""A Permit comes through one door and goes nowhere."""

from __future__ import annotations

import ast
import copy
import dataclasses
import pickle
from pathlib import Path

import pytest

from payung.engines import sealed
from payung.programme.cases.models import Case
from payung.programme.consents import permits
from payung.programme.consents.models import Purpose
from payung.programme.consents.opening import opened
from payung.programme.consents.permits import NotAPermit, Permit
from tests.programme.cases.conftest import Office
from tests.programme.consents.conftest import NOW, say_yes


SOURCE = Path(permits.__file__).parents[2]


@pytest.fixture
def permit(office: Office, case: Case) -> Permit:
    say_yes(office.sunita, case)
    return opened(actor=office.maya, case=case, purpose=Purpose.ATTORNEY, at=NOW)


def test_nobody_makes_a_permit_by_hand(office: Office, case: Case) -> None:
    with pytest.raises(NotAPermit):
        Permit(
            case=case,
            purpose=Purpose.ATTORNEY,
            secret=sealed.new_record_secret(case.record),
            actor=office.maya,
            at=NOW,
            door=object(),
        )


def test_a_permit_is_not_turned_into_one_for_something_else(permit: Permit) -> None:
    with pytest.raises((NotAPermit, ValueError, TypeError)):
        dataclasses.replace(permit, purpose=Purpose.COMPLAINT)  # type: ignore[call-arg]


def test_a_permit_cannot_be_changed(permit: Permit) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        permit.purpose = Purpose.COMPLAINT  # type: ignore[misc]


def test_a_permit_shows_nothing(permit: Permit, case: Case) -> None:
    assert repr(permit) == str(permit) == "<Permit>"


@pytest.mark.parametrize("write", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_permit_is_not_written_anywhere_nor_copied(
    permit: Permit, write: object
) -> None:
    with pytest.raises(NotAPermit):
        write(permit)  # type: ignore[operator]


def test_a_permit_for_one_purpose_does_not_do_for_another(
    permit: Permit, case: Case
) -> None:
    permit.check(case=case, purpose=Purpose.ATTORNEY)

    with pytest.raises(NotAPermit):
        permit.check(case=case, purpose=Purpose.COMPLAINT)


def test_no_file_but_the_door_issues_permits() -> None:
    users = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "permits" in path.read_text()
        and {"issue", "_DOOR"} & names_from_permits(path)
    }

    assert users == {"programme/consents/opening.py"}


def names_from_permits(path: Path) -> set[str]:
    """Return what a file takes out of the module of Permits, however it asks for it."""
    tree = ast.parse(path.read_text())
    taken = {
        name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("permits")
        for name in node.names
    }
    through = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "permits"
    }
    return taken | through
