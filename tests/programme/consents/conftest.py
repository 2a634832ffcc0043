"""A team in Kathmandu with one case, and her first yes when a test asks for it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.models import Case
from payung.programme.consents.deeds import give
from payung.programme.consents.models import Consent, How, Purpose
from payung.programme.people.actors import Actor
from tests.cast import ANJU, MAYA, OUTSIDER, SUNITA, THEN, account, as_actor, team_of
from tests.programme.cases.conftest import Office, office  # noqa: F401


NOW = THEN + timedelta(hours=1)


@pytest.fixture
def case(office: Office) -> Case:  # noqa: F811
    new = NewCase(team=office.team, title="Kamala of the tea shop")
    return open_case(actor=office.sunita, new=new, at=THEN)


def say_yes(
    actor: Actor,
    case: Case,
    purpose: Purpose = Purpose.ATTORNEY,
    *,
    at: datetime = NOW,
    expires_at: datetime | None = None,
    witness: str = "",
) -> Consent:
    """Write down a spoken yes."""
    return give(
        actor=actor,
        case=case,
        purpose=purpose,
        how=How.SPOKEN,
        language="ne",
        at=at,
        witness=witness,
        expires_at=expires_at,
    )


def one_case() -> tuple[Case, list[Actor]]:
    """Return a case and its team of three, without fixtures, for tests on a file."""
    team, members = team_of(MAYA, SUNITA, ANJU)
    new = NewCase(team=team, title="Kamala of the tea shop")
    return open_case(actor=members[1], new=new, at=THEN), members


def outsider() -> Actor:
    """Return a paralegal of the country who is in no team."""
    return as_actor(account(OUTSIDER))
