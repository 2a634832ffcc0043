"""Who acts in the tests of the shelf: a team in Nepal, and some from Bangladesh."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.roles import Role
from tests.access.one_shelf import from_abroad
from tests.cast import ANJU, MAYA, SUNITA, team_of


@dataclass(frozen=True, kw_only=True)
class People:
    """Maya leads, Sunita writes, Anju checks; far and farther are of another country."""

    team: Team
    maya: Actor
    sunita: Actor
    anju: Actor
    far: Actor
    farther: Actor


@pytest.fixture
def people(db: None) -> People:
    team, [maya, sunita, anju] = team_of(MAYA, SUNITA, ANJU)
    return People(
        team=team,
        maya=maya,
        sunita=sunita,
        anju=anju,
        far=from_abroad(Role.COORDINATOR),
        farther=from_abroad(Role.ATTORNEY, handle="farther"),
    )
