"""payung import: look first, then bring in; a sentence for every mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from payung.engines.forms import write_submission
from payung.programme.reports.models import Report
from payung.programme.reports.published import in_use
from payung.web.commands.bring_in import command
from tests.cast import MAYA, OUTSIDER, SUNITA, account, team_of
from tests.programme.reports.importing.filled import SHARED, zipped
from tests.programme.reports.importing.test_files import book
from tests.programme.reports.sent import answers, form_in


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three notes, one of them cut."""
    form_in("np")
    team_of(MAYA, SUNITA)
    form = in_use("np").form
    for n in (1, 2, 3):
        xml = write_submission(answers("np"), form, instance_id=f"uuid:cli-{n}")
        (tmp_path / f"{n}.xml").write_bytes(xml if n != 2 else xml[:-40])
    return tmp_path


def run(*said: str) -> Result:
    return CliRunner().invoke(command, ["np", *said])


def test_without_confirm_it_only_looks(folder: Path) -> None:
    done = run(str(folder), "--form", in_use("np").form.id, "--as", "maya")

    assert done.exit_code == 0
    assert "3 rows: 2 new, 0 known, 0 changed, 1 cannot come in." in done.output
    assert "2.xml: The submission is not well-formed XML." in done.output
    assert "Add --confirm" in done.output
    assert Report.objects.count() == 0


def test_with_confirm_it_brings_in_and_a_second_time_adds_nothing(folder: Path) -> None:
    said = [str(folder), "--form", in_use("np").form.id, "--as", "maya", "--confirm"]

    first, second = run(*said), run(*said)

    assert "Done: 1 cannot, 2 new." in first.output
    assert "Done: 1 cannot, 2 same." in second.output
    assert Report.objects.count() == 2


def test_resume_without_an_unfinished_try_says_so_and_starts(folder: Path) -> None:
    done = run(str(folder), "--form", in_use("np").form.id, "--as", "maya", "--resume")

    assert "No unfinished try" in done.output
    assert Report.objects.count() == 2


@pytest.mark.parametrize(
    ("handle", "form", "sentence"),
    [
        ("nobody", "", "There is no account nobody in np."),
        ("outsider", "", "is not in that team"),
        ("maya", "elsewhere", "No form 'elsewhere' is known in np."),
    ],
)
def test_what_is_missing_is_said_with_what_to_do(
    folder: Path, handle: str, form: str, sentence: str
) -> None:
    account(OUTSIDER)

    done = run(str(folder), "--form", form or in_use("np").form.id, "--as", handle)

    assert done.exit_code == 1
    assert sentence in done.output


def test_a_file_that_is_no_data_is_said_to_be_none(folder: Path) -> None:
    (folder / "x.pdf").write_bytes(b"%PDF-1.7")

    done = run(str(folder / "x.pdf"), "--form", in_use("np").form.id, "--as", "maya")

    assert done.exit_code == 1
    assert "x.pdf: There are no submissions and no table in it." in done.output


def test_a_spreadsheet_is_proposed_checked_and_brought_in(folder: Path) -> None:
    sheet, plan = folder / "ours.xlsx", folder / "plan.json"
    sheet.write_bytes(book(["inc_date", "place"], ["2026-03-12", "by the river"]))
    form = ["--form", in_use("np").form.id, "--as", "maya"]

    asked = run(str(sheet), *form)
    proposed = run(str(sheet), *form, "--propose-plan", str(plan))
    said = json.loads(plan.read_text())
    said["values"]["d_incident/place"]["by the river"] = "other"
    plan.write_text(json.dumps(said))
    done = run(str(sheet), *form, "--plan", str(plan), "--confirm")

    assert "a spreadsheet of its own kind" in asked.output
    assert "Check" in proposed.output
    assert "Done: 1 new." in done.output
    assert Report.objects.get().coded["d_incident"]["place"] == "other"


def test_a_form_of_others_is_given_as_its_xlsform(folder: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip(f"no public forms at {SHARED}; set PAYUNG_SHARED to their folder")
    path = SHARED / "data/xlsforms/whistle_hfrn.xlsx"
    (folder / "given.zip").write_bytes(zipped({"a.xml": b"<d id='other'/>"}))

    done = run(str(folder / "given.zip"), "--form", str(path), "--as", "maya")

    assert done.exit_code == 0
    assert "1 cannot come in" in done.output
    assert "another form, or another version" in done.output
