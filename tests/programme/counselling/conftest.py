"""A team in Kathmandu, a case of somebody who said yes to being helped."""

from __future__ import annotations

from datetime import timedelta

import pytest

from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.models import Case
from payung.programme.consents.models import Purpose
from payung.programme.counselling.intake import begin
from payung.programme.people.actors import Actor
from tests.cast import ANJU, MAYA, SUNITA, THEN, team_of
from tests.programme.cases.conftest import Office, office  # noqa: F401
from tests.programme.consents.conftest import NOW, say_yes


DAY = timedelta(days=1)


@pytest.fixture
def case(office: Office) -> Case:  # noqa: F811
    new = NewCase(team=office.team, title="Kamala of the tea shop")
    return open_case(actor=office.sunita, new=new, at=THEN)


@pytest.fixture
def helped(office: Office, case: Case) -> Case:  # noqa: F811
    """Return a case whose person said yes to being helped, and counselling began."""
    say_yes(office.sunita, case, Purpose.SERVICE)
    begin(actor=office.sunita, case=case, at=NOW)
    return case


def begun_case() -> tuple[Case, list[Actor]]:
    """Return the same without fixtures, for tests on a file."""
    team, members = team_of(MAYA, SUNITA, ANJU)
    new = NewCase(team=team, title="Kamala of the tea shop")
    case = open_case(actor=members[1], new=new, at=THEN)
    say_yes(members[1], case, Purpose.SERVICE)
    begin(actor=members[1], case=case, at=NOW)
    return case, members
