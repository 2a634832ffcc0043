"""Readers outside see protected numbers of final quarters, and nothing else of class SDC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from payung.engines.disclosure import Audience
from payung.engines.indicators import Total, parse_period
from payung.programme.objectives.models import ReleasedFigure
from payung.programme.objectives.reference_sheets import sheet_of
from payung.programme.objectives.releasing import NotReleasedYet, release, released
from payung.programme.objectives.seeing import Sight, see
from payung.programme.objectives.taking import take
from payung.programme.people.actors import actor_of
from tests.cast import DONOR, MAYA, OUTSIDER, PASSPHRASE, REGIONAL, account, team_of
from tests.programme.objectives.small_rows import noon, note


pytestmark = pytest.mark.django_db

QUARTER = parse_period("2026-Q3")
LOCKED = datetime(2026, 11, 5, tzinfo=UTC)


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

    assert told() == Total(count=40)


def test_only_those_are_told_of_who_agreed_that_totals_reach_others() -> None:
    notes(40)
    notes(4, first=100, police=False)
    release_all()

    assert told() == Total(count=40)


def test_what_is_out_stays_as_it_is_whatever_is_revised_inside() -> None:
    notes(40)
    release_all()
    notes(1, first=100)
    release_all()

    assert told() == Total(count=40)


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
        "regional": [Sight.RELEASED, Sight.SHOWN, Sight.SHOWN],
        "donor": [Sight.RELEASED, Sight.NOT_FOR_HER, Sight.SHOWN],
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
