"""Every country folder is data, is whole, and claims no more than is known."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from payung.engines.packs import Pack, check, load
from tests.countries.facts import FACTS


COUNTRIES = Path(__file__).parents[2] / "src" / "payung" / "countries"
CODES = ("bd", "id", "mm", "np", "xx")
REAL = ("bd", "id", "mm", "np")


@pytest.fixture(scope="module", params=CODES)
def pack(request: pytest.FixtureRequest) -> Pack:
    """Give each country in turn."""
    return load(COUNTRIES / request.param)


@pytest.mark.parametrize("code", CODES)
def test_a_pack_has_no_mistakes(code: str) -> None:
    mistakes = check(COUNTRIES / code)

    assert [str(mistake) for mistake in mistakes] == []


def test_there_is_no_program_among_the_countries() -> None:
    assert list(COUNTRIES.rglob("*.py")) == []


def test_there_is_a_test_for_every_country_in_the_folder() -> None:
    found = {path.parent.name for path in COUNTRIES.glob("*/pack.toml")}

    assert found == set(CODES)


@pytest.mark.parametrize("code", REAL)
def test_every_fact_of_the_research_stands_in_the_pack_as_sure_as_it_was(
    code: str,
) -> None:
    pack = load(COUNTRIES / code)

    carried = {
        (value.fact, str(value.confidence)) for c in pack.clocks for value in c.values
    }

    assert carried == FACTS[code]


def test_no_value_claims_that_a_lawyer_verified_it(pack: Pack) -> None:
    claimed = [clock.id for clock in pack.clocks for v in clock.values if v.verified]

    assert claimed == []


def test_no_translation_claims_to_be_reviewed(pack: Pack) -> None:
    assert pack.translations == "unreviewed"


def test_every_source_of_the_invented_country_says_that_it_is_invented() -> None:
    folder = COUNTRIES / "xx"

    sources = [
        source
        for path in folder.rglob("*.toml")
        for source in _sources(tomllib.loads(path.read_text(encoding="utf-8")))
    ]

    assert len(sources) > 30
    assert [source for source in sources if not source.startswith("Invented")] == []


def test_no_real_country_rests_on_the_invented_one() -> None:
    for code in REAL:
        for path in (COUNTRIES / code).rglob("*.toml"):
            assert "Invented" not in path.read_text(encoding="utf-8"), path


def test_the_ten_permissions_are_asked_everywhere(pack: Pack) -> None:
    assert len(pack.purposes) == 10
    assert pack.purpose("c_stats").opens == ("stats",)


def test_police_leaders_in_myanmar_receive_nothing() -> None:
    rules = load(COUNTRIES / "mm").disclosure

    assert not rules.audience("police").may_receive


def test_no_telephone_number_is_given_where_none_was_found() -> None:
    assert load(COUNTRIES / "mm").emergency == ()


@pytest.mark.parametrize(
    ("area", "hours"),
    [
        pytest.param("ID-1171", 7, id="Banda Aceh"),
        pytest.param("ID-KT", 7, id="Central Kalimantan"),
        pytest.param("ID-BA", 8, id="Bali"),
        pytest.param("ID-7371", 8, id="the city of Makassar"),
        pytest.param("ID-9171", 9, id="the city of Jayapura"),
        pytest.param("ID-PD", 9, id="Southwest Papua"),
    ],
)
def test_an_area_of_indonesia_keeps_the_time_of_its_province(
    area: str, hours: int
) -> None:
    zone = load(COUNTRIES / "id").zone(area)

    assert datetime(2026, 1, 1, tzinfo=zone).utcoffset() == timedelta(hours=hours)


def test_the_name_on_the_screen_says_nothing_about_the_work(pack: Pack) -> None:
    words = {name.lower() for name in pack.app_name.values()}

    assert words <= {"daybook", "catatan", "খাতা", "မှတ်စုစာအုပ်", "दैनिकी"}


def _sources(table: object) -> list[str]:
    if isinstance(table, list):
        return [source for entry in table for source in _sources(entry)]
    if not isinstance(table, dict):
        return []
    own = [str(text) for key, text in table.items() if key == "source"]
    return own + [source for entry in table.values() for source in _sources(entry)]
