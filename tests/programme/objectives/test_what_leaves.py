"""Readers outside see protected numbers of final quarters, and nothing else of class SDC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from payung.engines.disclosure import Audience
from payung.engines.indicators import Coarse, Total, parse_period
from payung.programme.objectives.dividing import cells_out
from payung.programme.objectives.models import ReleasedFigure
from payung.programme.objectives.reference_sheets import sheet_of
from payung.programme.objectives.releasing import (
    NotReleasedYet,
    parts_in,
    release,
    released,
    released_row,
)
from payung.programme.objectives.seeing import Sight, see
from payung.programme.objectives.taking import take
from payung.programme.people.actors import actor_of
from payung.programme.reports.models import Incident
from tests.cast import DONOR, MAYA, OUTSIDER, PASSPHRASE, REGIONAL, account, team_of
from tests.programme.objectives.small_rows import noon, note


pytestmark = pytest.mark.django_db

QUARTER = parse_period("2026-Q3")
LOCKED = datetime(2026, 11, 5, tzinfo=UTC)


FORTY = Coarse(value=40, rounded_to=5)
CODES = ("VIO_REP", "VIO_CONSENT", "PEER_EXCH")


@dataclass(frozen=True)
class Clerk:
    handle: str = "clerk"


def notes(n: int, *, first: int = 1, police: bool = True) -> None:
    for k in range(first, first + n):
        note(k, noon(7 + k % 3, 2), date(2026, 7 + k % 3, 1), police=police)


def release_all() -> None:
    about = {"actor": Clerk(), "country": "np", "period": QUARTER, "at": LOCKED}
    take(**about, codes=CODES)  # type: ignore[arg-type]
    release(**about, codes=CODES)  # type: ignore[arg-type]


def told(code: str = "VIO_REP") -> object:
    return released("np", code, "2026-Q3", Audience.PARTNER)


def test_a_small_count_is_kept_back() -> None:
    notes(3)
    release_all()
    assert told() is None
    assert ReleasedFigure.objects.filter(indicator="VIO_REP").exists()


def test_a_large_count_is_told() -> None:
    notes(40)
    release_all()

    assert told() == FORTY


def test_only_those_are_told_of_who_agreed_that_totals_reach_others() -> None:
    notes(40)
    notes(4, first=100, police=False)
    release_all()

    assert told() == FORTY


def test_what_is_out_stays_as_it_is_whatever_is_revised_inside() -> None:
    notes(40)
    release_all()
    notes(1, first=100)
    release_all()

    assert told() == FORTY


def test_a_month_and_a_quarter_that_may_change_do_not_leave() -> None:
    for period, at in (
        ("2026-08", LOCKED),
        ("2026-Q3", datetime(2026, 10, 5, tzinfo=UTC)),
    ):
        with pytest.raises(NotReleasedYet):
            release(actor=Clerk(), country="np", period=parse_period(period), at=at)


def test_each_reader_sees_by_the_class_of_the_number() -> None:
    notes(40)
    _team, [maya] = team_of(MAYA)
    readers = {
        "maya": maya,
        "regional": actor_of(account(REGIONAL), keys=None),
        "donor": actor_of(account(DONOR), keys=None),
        "outsider": actor_of(account(OUTSIDER), keys=None),
    }
    release_all()

    sheets = [sheet_of(code) for code in CODES]
    seen = {
        name: [one.sight for one in see(actor, sheets, [QUARTER]).values()]
        for name, actor in readers.items()
    }

    assert seen == {
        "maya": [Sight.SHOWN, Sight.SHOWN, Sight.SHOWN],
        "regional": [Sight.RELEASED, Sight.RELEASED, Sight.SHOWN],
        "donor": [Sight.RELEASED, Sight.RELEASED, Sight.SHOWN],
        "outsider": [Sight.NOT_FOR_HER, Sight.NOT_FOR_HER, Sight.SHOWN],
    }


def test_the_page_of_a_small_number_shows_it_to_the_team_and_not_to_the_donor() -> None:
    notes(3)
    team_of(MAYA)
    account(DONOR)
    release_all()
    said = {}
    for handle in ("maya", "donor"):
        browser = Client()
        browser.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
        answer = browser.get("/objectives/number/VIO_REP/?period=2026-Q3")
        said[handle] = answer.content.decode()

    assert '<b class="num">3</b>' in said["maya"]
    assert '<b class="num">–</b>' in said["donor"]
    assert "kept back" in said["donor"]
    assert "violation_type" not in said["donor"]


def divided_by_gender(**counted: int) -> None:
    notes(sum(counted.values()))
    rows = iter(Incident.objects.order_by("report__reference"))
    for gender, n in counted.items():
        for _each in range(n):
            row = next(rows)
            row.gender = gender
            row.save()
    release_all()


def shown(axis: str, code: str = "VIO_REP") -> dict[str, float | None]:
    row = released_row("np", code, "2026-Q3", Audience.PARTNER)
    assert row is not None
    parts = parts_in(row).items()
    return {part[0][1]: value.value for part, value in parts if part[0][0] == axis}  # type: ignore[union-attr]


def test_no_difference_between_the_whole_and_its_parts_tells_of_a_small_one() -> None:
    divided_by_gender(w=20, m=17, tw=3)

    assert told() == FORTY
    # The three are hidden, and so are the seventeen: 40 less 20 is not three.
    assert shown("gender") == {"w": 20}


def test_parts_that_are_all_large_enough_leave_together_with_the_whole() -> None:
    divided_by_gender(w=22, m=18)

    # Each to the nearest five, so that they need not add up.
    assert shown("gender") == {"w": 20, "m": 20}
    assert shown("violation_type") == {"physical_assault": 40}
    assert shown("consent_level", code="VIO_CONSENT") == {}


def test_only_one_level_of_area_leaves_and_only_one_that_all_outside_may_have() -> None:
    divided_by_gender(w=40)

    row = released_row("np", "VIO_REP", "2026-Q3", Audience.PARTNER)
    assert row is not None
    axes = {split.axis for split in row.splits.all()}
    assert "admin1" in axes
    assert "admin2" not in axes


def test_a_number_that_was_revised_since_is_handed_on_without_its_parts() -> None:
    divided_by_gender(w=22, m=18)

    same = cells_out("np", "VIO_REP", QUARTER, FORTY)
    revised = cells_out("np", "VIO_REP", QUARTER, Total(count=41))

    assert (("gender", "w"),) in same
    assert revised == {}


def test_the_team_sees_every_part_and_the_donor_those_that_leave() -> None:
    divided_by_gender(w=20, m=17, tw=3)
    team_of(MAYA)
    account(DONOR)
    said = {}
    for handle in ("maya", "donor"):
        browser = Client()
        browser.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
        answer = browser.get("/objectives/number/VIO_REP/?period=2026-Q3")
        said[handle] = answer.content.decode()

    assert all(word in said["maya"] for word in ("By gender", "Trans woman", ">3<"))
    assert "By gender" in said["donor"]
    assert "Trans woman" not in said["donor"]
    assert ">17<" not in said["donor"]
