"""What the police are told of: only notes whose person said yes to exactly that."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from payung.engines.disclosure import Audience
from payung.programme.findings.periods import ending
from payung.programme.findings.publishing import Figures, release_figures
from payung.programme.people.actors import Actor
from tests.cast import MAYA, team_of
from tests.programme.reports.sent import answers, form_in, taken


pytestmark = pytest.mark.django_db
AFTER = datetime(2026, 12, 5, 6, 0, tzinfo=UTC)


def a_note_saying(police_anon: str) -> dict[str, Any]:
    given = answers("np")
    given["b_consent"] = given["b_consent"] | {"c_police_anon": police_anon}
    return given


def released(maya: Actor, audience: Audience) -> Figures:
    return release_figures(
        actor=maya,
        country="np",
        period=ending("2026-11", 3),
        audience=audience,
        at=AFTER,
    )


def totals(figures: Figures) -> set[int | None]:
    """Return the total of each table by month, kind or area that is shown."""
    found = set()
    for name in ("month", "area"):
        for table, release in figures.tables.items():
            if name in table:
                top = tuple(one.total for one in release.dimensions)
                found.add(release.shown.get(top))
    return found


def test_only_a_yes_to_police_leaders_lets_a_note_into_their_figures() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    said = ["yes"] * 12 + ["no"] * 6 + ["later"] * 5
    for number, word in enumerate(said):
        taken(maya, team, a_note_saying(word), instance=f"uuid:{number}")

    own, police = released(maya, Audience.OWN_TEAM), released(maya, Audience.POLICE)

    assert totals(own) == {23}
    assert totals(police) == {12}


def test_every_outside_reader_is_told_of_the_same_notes() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    for number, word in enumerate(["yes"] * 11 + ["no"] * 8):
        taken(maya, team, a_note_saying(word), instance=f"uuid:{number}")

    police, partner = released(maya, Audience.POLICE), released(maya, Audience.PARTNER)

    assert totals(police) == totals(partner) == {11}
