"""A spreadsheet of somebody's own: proposed, confirmed, read; nothing in it is lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.reports.import_models import Outcome
from payung.programme.reports.importing.bringing import bring
from payung.programme.reports.importing.dates import DateAnswers
from payung.programme.reports.importing.files import MOST_BYTES, NotWhatItSays
from payung.programme.reports.importing.mapping import (
    ColumnPlan,
    proposed,
    read_plan,
    undecided,
)
from payung.programme.reports.importing.named_plans import name_plan, named_plan
from payung.programme.reports.importing.readings import Reading
from payung.programme.reports.importing.sheet_readings import sheet_readings
from payung.programme.reports.importing.sheets import MOST_ROWS, Grid, read_sheet
from payung.programme.reports.models import Report, Source
from payung.programme.reports.opening import show_part
from payung.programme.reports.published import Published, in_use
from tests.cast import MAYA, SUNITA, THEN, team_of
from tests.programme.reports.importing.test_files import book
from tests.programme.reports.sent import form_in


pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
PLAN = ColumnPlan(
    columns={
        "Date it happened": "d_incident/inc_date",
        "Kind of place": "d_incident/place",
        "Who?": "perp[1]/ptype",
        "How many people": "c_person/n_affected",
        "What happened": "f_acts/acts",
    },
    values={"perp[1]/ptype": {"cops": "pol_station"}},
    key="No",
)
HEADINGS = [
    "No",
    "Date it happened",
    "Kind of place",
    "Who?",
    "How many people",
    "What happened",
    "Remarks",
]
ROW = ["17", "2026-03-12", "Street", "cops", "२", "eco_extort, lib_arrest", "Ask Gita"]


@pytest.fixture
def world() -> tuple[Team, Actor, Published]:
    form_in("np")
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    return team, maya, in_use("np")


def grid_of(*rows: list[Any]) -> Grid:
    return read_sheet(book(HEADINGS, *rows))


def read(form: Published, *rows: list[Any], plan: ColumnPlan = PLAN) -> list[Reading]:
    return list(sheet_readings(grid_of(*rows), plan, form, today=TODAY))


def test_columns_are_proposed_by_what_they_are_called(
    world: tuple[Team, Actor, Published],
) -> None:
    form = world[2]
    grid = read_sheet(
        book(["inc_date", "Kind of Place", "Age group:", "gendre", "Shoe size"], ["x"])
    )

    found = proposed(grid, form)

    assert found == {
        "inc_date": "d_incident/inc_date",
        "Kind of Place": "d_incident/place",
        "Age group:": "b_consent/age_band",
        "gendre": "c_person/gender",
        "Shoe size": "",
    }


def test_a_row_becomes_answers_and_what_answers_nothing_is_kept_sealed(
    world: tuple[Team, Actor, Published],
) -> None:
    team, maya, form = world
    [reading] = read(form, ROW)
    assert reading.given is not None

    brought = bring(
        actor=maya,
        team=team,
        form=form,
        given=reading.given,
        source=Source.IMPORT,
        at=THEN,
    )

    report = brought.report
    details = show_part(actor=maya, report=report, part="details", at=THEN)
    assert (report.what, report.by_whom) == ("eco_extort", "pol_station")
    assert report.happened_on == date(2026, 3, 12)
    assert report.coded["c_person"]["n_affected"] == "2"
    assert report.coded["d_incident"]["place"] == "street"
    assert details["other_columns/Remarks"] == "Ask Gita"
    assert "Gita" not in str(report.coded)


def test_what_people_wrote_for_a_choice_is_listed_once_to_be_decided(
    world: tuple[Team, Actor, Published],
) -> None:
    other = [*ROW[:2], "on the road", *ROW[3:]]
    grid = grid_of(ROW, other, other)

    open_ = undecided(grid, PLAN, world[2])

    assert open_ == {"d_incident/place": {"on the road": 2}}


@pytest.mark.parametrize(
    ("column", "cell", "letter", "words"),
    [
        pytest.param(
            1, "03/04/2026", "B", "more than one way", id="a day of two readings"
        ),
        pytest.param(1, "soon", "B", "No day", id="no day"),
        pytest.param(
            2, "on the road", "C", "none of the question's choices", id="unknown word"
        ),
        pytest.param(3, '=HYPERLINK("x")', "D", "formula", id="a formula"),
        pytest.param(4, "many", "E", "no number", id="no number"),
        pytest.param(4, "1,200", "E", "no number", id="a comma may mean two things"),
    ],
)
def test_a_cell_that_cannot_be_used_names_row_and_column(
    world: tuple[Team, Actor, Published],
    column: int,
    cell: str,
    letter: str,
    words: str,
) -> None:
    bad = [*ROW[:column], cell, *ROW[column + 1 :]]

    first, second, third = read(world[2], ROW, bad, ["18", *ROW[1:]])

    assert first.given is not None
    assert third.given is not None
    assert second.trouble is not None
    assert (second.line, second.trouble.column) == (3, letter)
    assert words in second.trouble.sentence
    assert second.trouble.remedy


def test_a_word_told_to_be_left_out_stays_sealed_in_the_row(
    world: tuple[Team, Actor, Published],
) -> None:
    values = {**PLAN.values, "d_incident/place": {"on the road": "-"}}
    bad = [*ROW[:2], "on the road", *ROW[3:]]

    [reading] = read(world[2], bad, plan=replace(PLAN, values=values))

    assert reading.given is not None
    assert "place" not in reading.given.answers["d_incident"]
    assert reading.given.answers["other_columns"]["Kind of place"] == "on the road"


def test_a_date_cell_of_the_spreadsheet_needs_no_asking(
    world: tuple[Team, Actor, Published],
) -> None:
    cell = datetime(2026, 3, 12)  # noqa: DTZ001 (spreadsheets know no zones)

    [reading] = read(world[2], [ROW[0], cell, *ROW[2:]])

    assert reading.given is not None
    assert reading.given.answers["d_incident"]["inc_date"] == "2026-03-12"


def test_the_answer_about_the_days_holds_for_the_whole_column(
    world: tuple[Team, Actor, Published],
) -> None:
    told = {"d_incident/inc_date": DateAnswers(order="dmy")}

    [reading] = read(
        world[2], [ROW[0], "03/04/2026", *ROW[2:]], plan=replace(PLAN, dates=told)
    )

    assert reading.given is not None
    assert reading.given.answers["d_incident"]["inc_date"] == "2026-04-03"


def test_a_row_with_a_key_is_changed_and_keeps_its_reference(
    world: tuple[Team, Actor, Published],
) -> None:
    team, maya, form = world
    outcomes = []
    for rows in (ROW, ROW, [*ROW[:2], "Hotel", *ROW[3:]]):
        [reading] = read(
            form,
            rows,
            plan=replace(
                PLAN, values={**PLAN.values, "d_incident/place": {"Hotel": "hotel"}}
            ),
        )
        assert reading.given is not None
        brought = bring(
            actor=maya,
            team=team,
            form=form,
            given=reading.given,
            source=Source.IMPORT,
            at=THEN,
        )
        outcomes.append(brought.outcome)

    report = Report.objects.get()
    assert outcomes == [Outcome.NEW, Outcome.SAME, Outcome.UPDATED]
    assert report.reference == "NP-26-000001"
    assert report.coded["d_incident"]["place"] == "hotel"
    assert not report.revisions.filter(newer=True).exists()


def test_two_equal_rows_without_a_key_are_two_notes(
    world: tuple[Team, Actor, Published],
) -> None:
    first, second = read(world[2], ROW, ROW, plan=replace(PLAN, key=""))

    assert first.given is not None
    assert second.given is not None
    assert first.given.instance != second.given.instance


def test_a_plan_kept_by_name_reads_the_next_file(
    world: tuple[Team, Actor, Published],
) -> None:
    team, maya, form = world
    plan = replace(PLAN, dates={"d_incident/inc_date": DateAnswers(order="mdy")})

    name_plan(
        actor=maya, team=team, form_id=form.form.id, name="office", plan=plan, at=THEN
    )

    assert named_plan(maya, form.form.id, "office") == plan


def test_a_plan_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no plan"):
        read_plan('{"columns": {}}')


def _far_down() -> bytes:
    table = openpyxl.Workbook()
    table.active["A1"] = "Date it happened"
    table.active.cell(row=MOST_ROWS + 5, column=1, value="2026-03-12")
    content = io.BytesIO()
    table.save(content)
    return content.getvalue()


def _swollen() -> bytes:
    content = io.BytesIO(book(list(HEADINGS), list(ROW)))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", bytes(MOST_BYTES))
    return content.getvalue()


@pytest.mark.parametrize("make", [_far_down, _swollen])
def test_a_small_file_that_unpacks_to_too_much_is_refused_in_words(
    make: Callable[[], bytes],
) -> None:
    content = make()

    assert len(content) < 500_000
    with pytest.raises(NotWhatItSays, match="larger than can be read at once"):
        read_sheet(content)
