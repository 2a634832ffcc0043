"""The register of institutions: who keeps it, what it refuses, what a sheet brings in."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from payung.programme.advocacy.figures import stations_in
from payung.programme.advocacy.institutions.access import institutions_of
from payung.programme.advocacy.institutions.bringing_in import (
    Brought,
    WrongRow,
    bring_in,
)
from payung.programme.advocacy.institutions.listing import Wanted, rows_of
from payung.programme.advocacy.institutions.refusals import (
    InRegister,
    NoSheet,
    StillBelow,
    UnderItself,
)
from payung.programme.advocacy.institutions.register import (
    Institution,
    add_institution,
    close_institution,
    correct_institution,
    open_again,
    said_of,
)
from payung.programme.advocacy.institutions.sheet_rows import SheetLacks
from payung.programme.journal.models import Entry
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import Actor, actor_of
from payung.programme.places.actions import load_units
from payung.programme.places.models import Unit
from payung.programme.places.packs import pack_of
from payung.programme.places.queries import office_names, unit_names
from payung.programme.reports.filling import pickers
from tests.cast import (
    ANJU,
    MAYA,
    OUTSIDER,
    PASSPHRASE,
    RINA,
    SUNITA,
    THEN,
    account,
    team_of,
)
from tests.programme.advocacy.an_office import a_post, a_unit


pytestmark = pytest.mark.django_db
HEAD = "code,kind,name_ne,name_en,area,parent,tier,source\n"
ON = date(2026, 11, 22)


def maya() -> Actor:
    return team_of(MAYA)[1][0]


def a_court(actor: Actor, name: str = "Hill court", **more: str) -> Unit:
    new = Institution(
        names={"en": name}, kind="court", source="its own web page", **more
    )
    return add_institution(actor=actor, new=new, at=THEN)


def brought(actor: Actor, rows: str, *, head: str = HEAD) -> Brought:
    with translation.override("en"):
        return bring_in(
            actor=actor, name="courts.csv", content=(head + rows).encode(), at=THEN
        )


def signed_in(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def test_an_institution_gets_the_next_code_of_its_kind_and_stands_in_the_journal() -> (
    None
):
    actor = maya()
    a_unit(code="COURT-7")

    court = a_court(actor)

    assert court.code == "COURT-8"
    assert Entry.objects.filter(kind="institution.added", subject="COURT-8").exists()


def test_the_same_one_again_is_refused_whatever_the_capitals() -> None:
    actor = maya()
    a_court(actor, "Hill court")

    with pytest.raises(InRegister) as refused:
        a_court(actor, "HILL  Court")

    assert "COURT-1" in refused.value.sentence
    assert Unit.objects.count() == 1


def test_only_the_coordinator_of_the_country_changes_the_register() -> None:
    _team, [coordinator, paralegal, attorney] = team_of(MAYA, SUNITA, ANJU)
    court = a_court(coordinator)

    for actor in (paralegal, attorney):
        with pytest.raises(NotHerRole):
            a_court(actor, "Another")
        with pytest.raises(NotHerRole):
            close_institution(actor=actor, unit=court, on=ON, at=THEN)


def test_those_who_hold_keys_read_their_own_country_and_no_other() -> None:
    court = a_court(maya())
    outsider = actor_of(account(OUTSIDER), keys=None)
    _far, [rina] = team_of(RINA, name="Far team")

    assert list(institutions_of(outsider)) == [court]
    assert list(institutions_of(rina)) == []


def test_a_correction_names_what_changed_and_the_same_again_says_nothing() -> None:
    actor = maya()
    court = a_court(actor)
    new = Institution(
        names={"en": "Hill court", "ne": "पहाड अदालत"},
        kind="court",
        source="its own web page",
        tier="district",
    )

    fresh = correct_institution(actor=actor, unit=court, new=new, at=THEN)
    correct_institution(actor=actor, unit=court, new=new, at=THEN)

    assert said_of(fresh) == new
    said = Entry.objects.filter(kind="institution.corrected")
    assert [entry.details["fields"] for entry in said] == ["names,tier"]


def test_nothing_can_stand_below_itself_or_below_what_is_below_it() -> None:
    actor = maya()
    high = a_court(actor, "High court")
    low = a_court(actor, "Low court", parent=high.code)

    with pytest.raises(UnderItself):
        correct_institution(
            actor=actor,
            unit=high,
            new=Institution(
                names=high.names, kind="court", source="web", parent=low.code
            ),
            at=THEN,
        )


def test_what_has_others_below_it_is_not_closed_before_them() -> None:
    actor = maya()
    high = a_court(actor, "High court")
    low = a_court(actor, "Low court", parent=high.code)

    with pytest.raises(StillBelow):
        close_institution(actor=actor, unit=high, on=ON, at=THEN)
    close_institution(actor=actor, unit=low, on=ON, at=THEN)
    close_institution(actor=actor, unit=high, on=ON, at=THEN)

    assert set(Unit.objects.values_list("closed_on", flat=True)) == {ON}


def test_a_closed_one_opens_again_unless_another_took_its_place() -> None:
    actor = maya()
    court = a_court(actor)
    close_institution(actor=actor, unit=court, on=ON, at=THEN)
    a_court(actor)

    with pytest.raises(InRegister):
        open_again(actor=actor, unit=court, at=THEN)


def test_a_file_loaded_later_neither_closes_nor_changes_what_the_page_wrote() -> None:
    actor = maya()
    court = a_court(actor)

    done = load_units(country="np", units=[], on=ON)

    court.refresh_from_db()
    assert (done.closed, court.closed_on) == (0, None)


def test_a_court_is_offered_where_courts_are_meant_and_never_as_a_station() -> None:
    actor = maya()
    court, station = a_court(actor), a_unit()

    offered = pickers("np", "en")

    assert list(unit_names("np", "en")) == [station.code]
    assert [one["value"] for one in offered["unit"]] == [station.code]
    assert set(office_names("np", "en")) == {court.code, station.code}


def test_a_post_at_a_court_is_no_station_of_the_programme_area() -> None:
    from payung.engines.indicators import parse_period

    actor = maya()
    a_post(actor, a_court(actor))
    a_post(actor, a_unit())

    _met, there = stations_in("np", parse_period("2026-Q4"), pack_of("np").zone())

    assert there == {"S-1"}


def test_the_list_finds_a_name_in_nepali_and_every_area_inside_an_area() -> None:
    actor = maya()
    new = Institution(
        names={"ne": "पहाड अदालत"}, kind="court", source="web", area="NP-301"
    )
    add_institution(actor=actor, new=new, at=THEN)
    a_court(actor, "Somewhere else")

    by_words = rows_of(actor, Wanted(words="पहाड"), page="1", language="en")
    by_area = rows_of(actor, Wanted(area="NP-P3"), page="1", language="en")

    assert [row.name for row in by_words] == ["पहाड अदालत"]
    assert [row.name for row in by_area] == ["पहाड अदालत"]


def test_the_list_has_twenty_five_on_a_page() -> None:
    actor = maya()
    for number in range(27):
        a_court(actor, f"Court {number:02}")

    page = rows_of(actor, Wanted(kind="court"), page="2", language="en")

    assert [row.name for row in page] == ["Court 25", "Court 26"]


def test_wrong_rows_are_named_with_a_remedy_and_the_rest_goes_on() -> None:
    actor = maya()
    rows = (
        ",court,,Hill court,NP-P3,,district,web\n"
        ",palace,,Some palace,NP-P3,,,web\n"
        ",court,,River court,Atlantis,,,web\n"
        ",court,,Lake court,,,,\n"
        ",court,,=A1,,,,web\n"
        ",court,,Last court,,,,web\n"
    )

    done = brought(actor, rows)

    assert (done.new, done.changed, done.same) == (2, 0, 0)
    assert [(one.file, one.row, one.column) for one in done.wrong] == [
        ("courts.csv", 3, "B (What it is)"),
        ("courts.csv", 4, "E (Where)"),
        ("courts.csv", 5, "H (Where this is known from)"),
        ("courts.csv", 6, "D (Name: English)"),
    ]
    assert "Court, Prosecutor" in done.wrong[0].remedy
    assert all(one.remedy for one in done.wrong)


def test_the_same_sheet_again_adds_nothing_and_a_mended_one_changes_what_differs() -> (
    None
):
    actor = maya()
    rows = "A-1,court,,Hill court,,,,web\n,ministry,,Home ministry,,,,web\n"
    brought(actor, rows)

    again = brought(actor, rows)
    mended = brought(actor, rows.replace("Hill court,,,", "Hill court,,,district"))

    assert (again.new, again.changed, again.same) == (0, 0, 2)
    assert (mended.new, mended.changed, mended.same) == (0, 1, 1)
    assert Unit.objects.get(code="A-1").tier == "district"


def test_a_row_may_stand_below_one_that_comes_later_in_the_sheet() -> None:
    actor = maya()
    rows = (
        "LOW,court,,Low court,,High court,,web\n"
        "HIGH,court,,High court,,,,web\n"
        "LOST,court,,Lost court,,Nowhere,,web\n"
    )

    done = brought(actor, rows)

    assert Unit.objects.get(code="LOW").parent_code == "HIGH"
    assert [(one.row, one.column) for one in done.wrong] == [
        (4, "F (Below which institution)")
    ]


def test_two_rows_of_the_same_one_are_kept_once() -> None:
    actor = maya()
    rows = ",court,,Hill court,,,,web\n,court,,hill COURT,,,,a letter\n"

    done = brought(actor, rows)

    assert (done.new, len(done.wrong)) == (1, 1)
    assert done.wrong[0].sentence == "Row 2 is of the same institution."
    assert Unit.objects.get().source == "web"


def test_a_row_of_a_closed_one_is_named_and_opens_nothing() -> None:
    actor = maya()
    court = a_court(actor)
    close_institution(actor=actor, unit=court, on=ON, at=THEN)

    done = brought(actor, ",court,,Hill court,,,,web\n")

    assert [one.sentence for one in done.wrong] == ["COURT-1 was closed."]
    court.refresh_from_db()
    assert court.closed_on == ON


def test_an_xlsx_with_headings_in_nepali_words_is_read_as_well() -> None:
    actor = maya()
    book = openpyxl.Workbook()
    with translation.override("ne"):
        from payung.programme.advocacy.institutions.sheet_rows import (
            ground_of,
            headings,
        )

        words = headings(ground_of(pack_of("np"), "ne"))
    sheet = book.create_sheet(index=0)
    sheet.append([words["name_ne"], words["kind"], words["source"]])
    sheet.append(["पहाड अदालत", "court", "web"])
    kept = io.BytesIO()
    book.save(kept)

    with translation.override("ne"):
        done = bring_in(actor=actor, name="a.xlsx", content=kept.getvalue(), at=THEN)

    assert done == Brought(new=1, changed=0, same=0, wrong=())
    assert Unit.objects.get().names == {"ne": "पहाड अदालत"}


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(b"", NoSheet, id="an empty file"),
        pytest.param(b"PK\x03\x04broken", NoSheet, id="a broken spreadsheet"),
        pytest.param(b"kind,area\ncourt,\n", SheetLacks, id="no name, no source"),
    ],
)
def test_a_file_that_is_no_table_of_institutions_is_refused_with_a_sentence(
    content: bytes, refusal: type[Exception]
) -> None:
    actor = maya()

    with pytest.raises(refusal):
        bring_in(actor=actor, name="x", content=content, at=THEN)

    assert Unit.objects.count() == 0


def test_a_sheet_cannot_put_one_below_itself_by_way_of_another() -> None:
    actor = maya()
    brought(actor, "A,court,,One,,,,web\nB,court,,Two,,A,,web\n")

    done = brought(actor, "A,court,,One,,B,,web\n")

    assert [(one.row, one.column) for one in done.wrong] == [
        (2, "F (Below which institution)")
    ]
    assert isinstance(done.wrong[0], WrongRow)
    assert Unit.objects.get(code="A").parent_code == ""


def test_a_coordinator_adds_corrects_and_closes_one_on_the_pages() -> None:
    maya()
    client = signed_in("maya")
    typed = {
        "name_ne": "पहाड अदालत",
        "name_en": "Hill court",
        "kind": "court",
        "tier": "district",
        "area": "NP-P3",
        "parent": "",
        "source": "its own web page",
    }

    missing = client.post("/meetings/institutions/add", typed | {"source": ""})
    client.post("/meetings/institutions/add", typed)
    court = Unit.objects.get()
    here = f"/meetings/institutions/{court.pk}/"
    client.post(f"{here}correct", typed | {"name_en": "Hill district court"})
    client.post(f"{here}close")

    court.refresh_from_db()
    assert missing.status_code == 422
    assert court.names == {"ne": "पहाड अदालत", "en": "Hill district court"}
    assert court.closed_on is not None
    assert "COURT-1" in client.get(here).content.decode()


def test_what_looks_like_a_telephone_number_is_no_name_of_an_institution() -> None:
    maya()
    typed = {"name_ne": "पहाड ९८०००००००१", "kind": "court", "source": "web"}

    answer = signed_in("maya").post("/meetings/institutions/add", typed)

    assert answer.status_code == 422
    assert Unit.objects.count() == 0


def test_the_page_of_a_sheet_names_the_rows_that_were_left_out() -> None:
    maya()
    file = SimpleUploadedFile("courts.csv", (HEAD + ",palace,,X,,,,web\n").encode())

    answer = signed_in("maya").post(
        "/meetings/institutions/bring-in", {"file": file}, HTTP_ACCEPT_LANGUAGE="en"
    )

    assert answer.status_code == 200
    assert "courts.csv" in answer.content.decode()
    assert "palace" in answer.content.decode()


def test_pages_of_the_list_keep_what_was_looked_for() -> None:
    actor = maya()
    for number in range(27):
        a_court(actor, f"Court {number:02}")

    page = signed_in("maya").get("/meetings/institutions/?kind=court&words=Court")

    assert "?words=Court&amp;kind=court&amp;page=2" in page.content.decode()


def test_the_page_of_an_institution_shows_its_posts_and_offers_it_for_a_new_one() -> (
    None
):
    actor = maya()
    court = a_court(actor)
    a_post(actor, court)
    client = signed_in("maya")

    page = client.get(f"/meetings/institutions/{court.pk}/").content.decode()
    form = client.get(f"/meetings/posts/add?unit={court.pk}").content.decode()

    assert "Station officer" in page
    assert f'<option value="{court.pk}" selected>' in form
    assert "/meetings/institutions/" in form


def test_codes_of_a_sheet_go_on_from_the_register_and_step_over_its_own() -> None:
    actor = maya()
    a_court(actor, "First court")

    brought(
        actor,
        "COURT-3,court,,Third court,,,,web\n"
        ",court,,Second court,,,,web\n"
        ",court,,Fifth court,,,,web\n",
    )

    assert sorted(Unit.objects.values_list("code", flat=True)) == [
        "COURT-1",
        "COURT-3",
        "COURT-4",
        "COURT-5",
    ]


def test_more_rows_than_somebody_waits_for_are_refused() -> None:
    actor = maya()

    with pytest.raises(NoSheet, match="NoSheet") as refused:
        brought(actor, ",court,,X,,,,web\n" * 5001)

    assert "more than 5000 rows" in refused.value.sentence


def test_a_name_in_one_language_is_enough_and_none_is_too_few() -> None:
    maya()
    client, typed = signed_in("maya"), {"kind": "court", "source": "web"}

    none = client.post("/meetings/institutions/add", typed)
    client.post("/meetings/institutions/add", typed | {"name_en": "Hill court"})

    assert none.status_code == 422
    assert Unit.objects.get().names == {"en": "Hill court"}
