"""A court asks whoever holds her now, and is told of no breach that was none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from payung.engines.clocks import Event
from payung.engines.papers import RULE, fields_of
from payung.programme.cases.arrests import Taken, correct_arrest, record_step
from payung.programme.cases.models import Case, HeldKind
from payung.programme.cases.moves import Brought, record_held
from payung.programme.consents.models import Purpose
from payung.programme.papers.said_days import SaidDays
from payung.programme.places.models import Unit
from payung.programme.places.packs import pack_of
from tests.engines.papers.word_files import text_of
from tests.programme.cases.conftest import Office, local
from tests.programme.papers.conftest import NOW, make, say_yes


pytestmark = pytest.mark.django_db
STATION, PRISON = "NP-TEST-STATION", "NP-TEST-PRISON"


@pytest.fixture
def at_the_station(office: Office, case: Case) -> Case:
    """Let her be held at a station of the register, with a prison beside it."""
    for code, name in ((STATION, "Harbour Post"), (PRISON, "Hillside Prison")):
        a_unit(code, name)
    arrest = case.arrests.get()
    taken = Taken(taken_at=arrest.taken_at, station=STATION)
    correct_arrest(
        actor=office.anju, arrest=arrest, taken=taken, version=arrest.version, at=NOW
    )
    for purpose in (Purpose.ATTORNEY, Purpose.COMPLAINT):
        say_yes(office.anju, case, purpose)
    return case


def a_unit(code: str, name: str) -> None:
    Unit.objects.create(
        country="np",
        code=code,
        kind="pol_station",
        names={"en": name, "ne": name},
        source="An invented one",
    )


def brought(
    office: Office, case: Case, kind: HeldKind, began_at: datetime, station: str = ""
) -> None:
    record_held(
        actor=office.sunita,
        arrest=case.arrests.get(),
        brought=Brought(kind=kind, station=station, began_at=began_at),
        at=max(began_at, NOW),
    )


@pytest.mark.parametrize("language", ["en", "ne"])
def test_after_she_was_brought_to_a_prison_the_court_asks_the_prison(
    office: Office, at_the_station: Case, language: str
) -> None:
    before = text_of(
        make(office.anju, at_the_station, "habeas_corpus", language=language)
    )
    brought(office, at_the_station, HeldKind.REMAND, local(24, 2), PRISON)

    papers = {
        code: text_of(make(office.anju, at_the_station, code, language=language))
        for code in ("habeas_corpus", "bail", "complaint_station")
    }

    assert before.count("Harbour Post") == 2
    for code in ("habeas_corpus", "bail"):
        assert "Hillside Prison" in papers[code]
        assert "Harbour Post" not in papers[code]
    assert "Harbour Post" in papers["complaint_station"]
    assert "Hillside Prison" not in papers["complaint_station"]


def test_a_place_without_a_name_has_a_line_for_it_and_names_nobody_else(
    office: Office, at_the_station: Case
) -> None:
    brought(office, at_the_station, HeldKind.REMAND, local(24, 2))

    said = text_of(make(office.anju, at_the_station, "habeas_corpus"))

    assert f"She is held at {RULE} (A prison, on remand)." in said
    assert "Harbour Post" not in said


def test_a_complaint_names_the_lock_up_where_nobody_knew_the_station_at_first(
    office: Office, case: Case
) -> None:
    a_unit(STATION, "Harbour Post")
    a_unit(PRISON, "Hillside Prison")
    say_yes(office.anju, case, Purpose.COMPLAINT)
    brought(office, case, HeldKind.LOCK_UP, local(22, 23), STATION)
    brought(office, case, HeldKind.REMAND, local(24, 2), PRISON)

    said = text_of(make(office.anju, case, "complaint_station"))

    assert "Harbour Post" in said
    assert "Hillside Prison" not in said


@pytest.mark.parametrize("country", ["bd", "id", "mm", "np", "xx"])
def test_what_a_court_is_asked_names_the_place_now_in_every_language_of_every_pack(
    country: str,
) -> None:
    for code in ("habeas_corpus", "bail"):
        paper = pack_of(country).paper(code)
        for language in paper.files:
            asked = fields_of(paper.template(language))
            assert "held_at" in asked, (country, code, language)
            assert "station" not in asked, (country, code, language)


def seen_by_a_judge(office: Office, case: Case) -> None:
    record_step(
        actor=office.anju,
        arrest=case.arrests.get(),
        event=Event.FIRST_PRODUCTION,
        happened_at=local(23, 20),
        at=NOW,
    )


def test_in_a_prison_no_paper_says_that_the_police_hold_her_for_too_long(
    office: Office, at_the_station: Case
) -> None:
    seen_by_a_judge(office, at_the_station)
    brought(office, at_the_station, HeldKind.REMAND, local(26, 11), PRISON)
    later = NOW + timedelta(days=40)

    said = [
        text_of(make(office.anju, at_the_station, code, at=later))
        for code in ("bail", "habeas_corpus")
    ]

    assert ["Limits that were passed" in one for one in said] == [False, False]
    assert ["Longest police custody" in one for one in said] == [False, False]


def test_with_the_police_for_all_that_time_it_is_said(
    office: Office, at_the_station: Case
) -> None:
    seen_by_a_judge(office, at_the_station)
    later = NOW + timedelta(days=40)

    said = text_of(make(office.anju, at_the_station, "habeas_corpus", at=later))

    passed = said.split("Limits that were passed")[1]
    assert (
        "Longest police custody\n19 December 2026 (4 Poush 2083), 00:00\n363 h 30 min"
    ) in passed


def nepali(day: datetime, language: str) -> str:
    says = SaidDays(
        language=language, zone=ZoneInfo("Asia/Kathmandu"), calendar="bikram_sambat"
    )
    return says.day(day)


@pytest.mark.parametrize(
    ("language", "last", "after"),
    [
        pytest.param(
            "en",
            "13 April 2027 (30 Chaitra 2083)",
            "14 April 2027 (B.S. __________)",
            id="English",
        ),
        pytest.param(
            "ne",
            "१३ अप्रिल २०२७ (३० चैत २०८३)",
            "१४ अप्रिल २०२७ (वि.सं. __________)",
            id="Nepali",
        ),
    ],
)
def test_where_no_nepali_date_is_sure_there_is_a_line_to_write_it_by_hand(
    language: str, last: str, after: str
) -> None:
    assert nepali(datetime(2027, 4, 13, 6, tzinfo=UTC), language) == last
    assert nepali(datetime(2027, 4, 14, 6, tzinfo=UTC), language) == after
