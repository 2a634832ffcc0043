"""The register of police units: loaded twice it changes nothing, and forgets nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from payung.engines.packs import Unit as UnitRow
from payung.programme.places.actions import Loaded, load_units
from payung.programme.places.models import Unit
from payung.programme.places.office_kinds import is_police, kind_names
from payung.programme.places.queries import office_names, unit_names


pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)
STATION = UnitRow(
    code="XX-S1",
    parent=None,
    kind="station",
    area="",
    name={"en": "North station", "id": "Pos utara"},
    post_title="Officer in charge",
    source="Invented",
)
OUTPOST = replace(STATION, code="XX-S2", parent="XX-S1", name={"en": "Bridge post"})


def test_loading_the_same_file_twice_changes_nothing() -> None:
    load_units(country="xx", units=[STATION, OUTPOST], on=ON)

    again = load_units(country="xx", units=[STATION, OUTPOST], on=ON)

    assert again == Loaded(new=0, changed=0, same=2, closed=0)


def test_a_station_that_left_the_file_is_closed_and_kept() -> None:
    load_units(country="xx", units=[STATION, OUTPOST], on=ON)

    done = load_units(country="xx", units=[STATION], on=ON)

    assert done == Loaded(new=0, changed=0, same=1, closed=1)
    assert Unit.objects.get(code="XX-S2").closed_on == ON


def test_a_closed_station_opens_again_when_it_is_back_in_the_file() -> None:
    load_units(country="xx", units=[STATION, OUTPOST], on=ON)
    load_units(country="xx", units=[STATION], on=ON)

    done = load_units(country="xx", units=[STATION, OUTPOST], on=ON)

    assert done.changed == 1
    assert Unit.objects.get(code="XX-S2").closed_on is None


def test_names_come_in_her_language_or_else_in_english() -> None:
    load_units(country="xx", units=[STATION, OUTPOST], on=ON)

    assert unit_names("xx", "id") == {"XX-S1": "Pos utara", "XX-S2": "Bridge post"}


def test_another_countrys_register_is_left_alone() -> None:
    load_units(country="xx", units=[STATION], on=ON)

    load_units(country="np", units=[], on=ON)

    assert Unit.objects.get().closed_on is None


def test_what_the_page_wrote_is_neither_changed_nor_closed_by_a_file() -> None:
    load_units(country="xx", units=[STATION, OUTPOST], on=ON)
    Unit.objects.update(names={"en": "As the page has it"}, kept_here=True)

    done = load_units(country="xx", units=[STATION], on=ON)

    assert done == Loaded(new=0, changed=0, same=0, closed=0, kept=1)
    assert list(Unit.objects.values_list("closed_on", flat=True)) == [None, None]


def test_courts_are_no_stations_though_every_office_has_a_name() -> None:
    court = replace(STATION, code="XX-C1", kind="court", name={"id": "Pengadilan"})

    load_units(country="xx", units=[STATION, court], on=ON)

    assert unit_names("xx", "en") == {"XX-S1": "North station"}
    # In the language it has, where it has no English name.
    assert office_names("xx", "en")["XX-C1"] == "Pengadilan"


def test_kinds_are_the_countrys_ladder_and_then_what_is_the_same_everywhere() -> None:
    assert list(kind_names("xx", "en").items())[:4] == [
        ("district", "District police"),
        ("circle", "Circle"),
        ("station", "Police station"),
        ("court", "Court"),
    ]
    assert is_police("station")
    assert not is_police("ministry")
