"""A form comes into use whole or not at all; what was answered before stays readable."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from payung.engines.forms import NotPublishable, read_text, read_xlsx, write_xlsx
from payung.programme.journal.models import Entry
from payung.programme.reports.access import report_for
from payung.programme.reports.models import FormVersion, Report
from payung.programme.reports.opening import show_part
from payung.programme.reports.published import NoFormYet, in_use
from payung.programme.reports.publishing import AlreadyPublished, publish_form
from payung.web.commands.form import command
from tests.cast import MAYA, THEN, team_of
from tests.programme.reports.sent import FOLDER, STORY, Clerk, form_in, taken


pytestmark = pytest.mark.django_db
TEXT = (FOLDER / "violation.md").read_text()
CODING = (FOLDER / "violation.coding.csv").read_text()
VERSION = "2026112501"


@pytest.fixture
def countries(tmp_path: Path) -> Path:
    """Give a folder of countries of which the tests may change one."""
    shutil.copytree(FOLDER.parents[1] / "xx", tmp_path / "xx")
    shutil.copytree(FOLDER.parents[1] / "codes", tmp_path / "codes")
    return tmp_path


def run(countries: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, [*arguments, "--in", str(countries)])
    return result.exit_code, result.output


def test_a_form_in_use_says_what_it_asks_and_what_becomes_of_the_answers() -> None:
    form_in("np")

    form = in_use("np")

    assert form.keep["l_end/narrative"] == "story"
    assert form.keep["d_incident/place"] == "coded"
    assert Entry.objects.get(kind="form.published").details["version"] == VERSION


def test_a_country_without_a_form_says_so() -> None:
    form_in("np")

    with pytest.raises(NoFormYet):
        in_use("bd")


def test_publishing_the_same_again_changes_nothing() -> None:
    first = form_in("np")

    assert form_in("np").pk == first.pk
    assert FormVersion.objects.count() == 1


def test_a_changed_form_needs_a_new_version() -> None:
    form_in("np")

    with pytest.raises(AlreadyPublished):
        publish_form(
            actor=Clerk(),
            country="np",
            text=TEXT.replace("| Gender |", "| Gender, if told |"),
            coding=CODING,
            at=THEN,
        )


def test_a_question_without_a_line_in_the_coding_table_is_not_published() -> None:
    coding = CODING.replace("narrative,story,,\n", "")

    with pytest.raises(NotPublishable) as refused:
        publish_form(actor=Clerk(), country="np", text=TEXT, coding=coding, at=THEN)

    assert "narrative" in str(refused.value.problems[0])
    assert not FormVersion.objects.exists()


def test_a_note_in_an_earlier_version_stays_readable() -> None:
    form_in()
    team, [maya] = team_of(MAYA)
    reference = taken(maya, team).reference
    publish_form(
        actor=Clerk(),
        country="np",
        text=TEXT.replace(VERSION, "2026113001"),
        coding=CODING,
        at=THEN + timedelta(days=5),
    )

    report = report_for(maya, reference)
    said = show_part(actor=maya, report=report, part="story", at=THEN)

    assert said["l_end/narrative"] == STORY
    assert in_use("np").form.version == "2026113001"
    assert Report.objects.get().form.version == VERSION


def test_the_command_says_that_a_form_has_no_problems(countries: Path) -> None:
    code, said = run(countries, "check", "xx")

    assert code == 0
    assert "no problems" in said


def test_the_command_names_sheet_row_column_and_remedy(countries: Path) -> None:
    path = countries / "xx/forms/violation.md"
    path.write_text(TEXT.replace("${safe_now}='no'", "${safe_nwo}='no'"))

    code, said = run(countries, "check", "xx")

    assert code == 1
    assert "sheet survey, row " in said
    assert "safe_nwo" in said


def test_the_command_puts_the_form_into_use(countries: Path) -> None:
    code, said = run(countries, "publish", "xx")

    assert code == 0
    assert "is in use in xx" in said
    assert in_use("xx").form.version == VERSION


def test_a_spreadsheet_goes_out_and_comes_back_unchanged(
    countries: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "form.xlsx"

    run(countries, "export", "xx", str(sheet))
    _code, said = run(countries, "import", "xx", str(sheet))

    assert read_xlsx(sheet) == read_text(TEXT)
    assert "says the same already" in said


def test_an_import_shows_what_changed(countries: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "form.xlsx"
    changed = TEXT.replace("| Kind of place |", "| What kind of place? |")
    sheet.write_bytes(write_xlsx(read_text(changed)))

    code, said = run(countries, "import", "xx", str(sheet))

    assert code == 0
    assert "What kind of place?" in said
    assert (countries / "xx/forms/violation.md").read_text() == changed


def test_a_country_without_a_folder_is_told_apart(countries: Path) -> None:
    code, said = run(countries, "check", "zz")

    assert code == 1
    assert "Check the two letters" in said
