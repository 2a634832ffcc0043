"""The pages: give a file, decide what is open, look, bring in, with an outsider."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from payung.engines.forms import write_submission
from payung.programme.reports.import_models import ColumnMapping, ImportRun, RunStage
from payung.programme.reports.models import FormVersion, Report
from payung.programme.reports.published import in_use
from tests.cast import MAYA, OFFICER, OUTSIDER, PASSPHRASE, SUNITA, account, team_of
from tests.programme.reports.importing.filled import SHARED, zipped
from tests.programme.reports.importing.test_files import book
from tests.programme.reports.sent import answers, form_in


pytestmark = pytest.mark.django_db(transaction=True)
START = "/notes/bring-in/"


def client_of(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


@pytest.fixture
def team_id() -> str:
    form_in("np")
    team, _people = team_of(MAYA, SUNITA, OFFICER)
    return str(team.pk)


@pytest.fixture
def maya(team_id: str) -> Client:
    return client_of("maya")


def give(client: Client, team_id: str, name: str, content: bytes, **more: Any) -> Any:
    form = {} if "xlsform" in more else {"form": FormVersion.objects.get().pk}
    data = SimpleUploadedFile(name, content)
    return client.post(START, {"file": data, "team": team_id, **form, **more})


def many(count: int) -> bytes:
    form = in_use("np").form
    return zipped(
        {
            f"{n:03}.xml": write_submission(
                answers("np"), form, instance_id=f"uuid:page-{n}"
            )
            for n in range(count)
        }
    )


def test_a_file_is_looked_at_then_brought_in_bit_by_bit(
    maya: Client, team_id: str
) -> None:
    given = give(maya, team_id, "notes.zip", many(50))
    looked = maya.get(given["Location"])
    kept_at_look = Report.objects.count()
    part = maya.post(f"{given['Location']}go", headers={"HX-Request": "true"})
    half = ImportRun.objects.get()
    rest = maya.post(f"{given['Location']}go", headers={"HX-Request": "true"})
    done = maya.get(given["Location"])

    assert "50 rows, looked at only" in looked.content.decode()
    assert kept_at_look == 0
    assert "40 of 50 rows" in part.content.decode()
    assert (half.done, half.stage) == (40, RunStage.RUNNING)
    assert rest["HX-Redirect"] == given["Location"]
    assert "50 rows were read" in done.content.decode()
    assert Report.objects.count() == 50


def test_a_page_that_was_closed_in_between_goes_on_when_it_is_opened_again(
    maya: Client, team_id: str
) -> None:
    given = give(maya, team_id, "notes.zip", many(50))
    maya.post(f"{given['Location']}go")

    page = maya.get(given["Location"]).content.decode()

    assert "40 of 50 rows" in page
    assert "hx-post" in page


def test_a_spreadsheet_is_asked_about_until_nothing_is_open(
    maya: Client, team_id: str
) -> None:
    sheet = book(
        ["No", "Date it happened", "Kind of place", "Remarks"],
        ["1", "03/04/2026", "Street", "Gita"],
        ["2", "25/04/2026", "by the river", "-"],
    )
    given = give(maya, team_id, "ours.xlsx", sheet)
    first = maya.get(given["Location"]).content.decode()
    columns = {
        "column-1": "d_incident/inc_date",
        "column-2": "d_incident/place",
        "key": "No",
    }
    maya.post(f"{given['Location']}columns", columns)
    second = maya.get(given["Location"]).content.decode()
    told = {
        "order:d_incident/inc_date": "dmy",
        "value:d_incident/place:0": "other",
        "name": "our office",
    }
    maya.post(f"{given['Location']}columns", columns | told)
    third = maya.get(given["Location"]).content.decode()
    maya.post(f"{given['Location']}go")

    days = sorted(
        str(day) for day in Report.objects.values_list("happened_on", flat=True)
    )
    assert re.search('value="d_incident/inc_date" selected', first)
    assert "1 days can be read with the day or the month first" in second
    assert "Certain: 1 with the day first" in second
    assert "03/04/2026" in second
    assert "by the river" in second
    assert "2 rows, looked at only" in third
    assert days == ["2026-04-03", "2026-04-25"]
    assert ColumnMapping.objects.get().name == "our office"


def test_a_form_of_others_comes_along_and_all_is_sealed_but_what_is_ticked(
    maya: Client, team_id: str
) -> None:
    if not SHARED.is_dir():
        pytest.skip(f"no public forms at {SHARED}; set PAYUNG_SHARED to their folder")
    path = SHARED / "data/xlsforms/kobotoolbox__load-testing__assets_form.xlsx"
    xlsform = SimpleUploadedFile("form.xlsx", path.read_bytes())
    given = give(maya, team_id, "a.csv", b"KEY,a\nuuid:1,b\n", xlsform=xlsform)
    page = maya.get(given["Location"]).content.decode()

    maya.post(f"{given['Location']}form", {"coded": []})

    run = ImportRun.objects.get()
    assert "This is a form of others" in page
    assert run.form is not None
    assert not run.form.in_use
    assert ",coded," not in run.form.coding


def test_a_form_that_cannot_be_read_names_sheet_and_row(
    maya: Client, team_id: str
) -> None:
    if not SHARED.is_dir():
        pytest.skip(f"no public forms at {SHARED}; set PAYUNG_SHARED to their folder")
    path = (
        SHARED
        / "data/xlsforms/medic__cht-core__config_default_forms_app_death_report.xlsx"
    )
    xlsform = SimpleUploadedFile("form.xlsx", path.read_bytes())

    page = give(maya, team_id, "a.csv", b"KEY,a\nuuid:1,b\n", xlsform=xlsform)

    assert "sheet survey, row 57, column name" in page.content.decode()
    assert ImportRun.objects.count() == 0


def test_a_file_that_is_not_what_it_says_is_refused_in_words(
    maya: Client, team_id: str
) -> None:
    page = give(maya, team_id, "notes.csv", b"%PDF-1.7").content.decode()

    assert "There are no submissions and no table in it." in page
    assert ImportRun.objects.count() == 0


@pytest.mark.parametrize("handle", ["sunita", "outsider"])
def test_only_coordinators_and_officers_bring_files_in(
    maya: Client, team_id: str, handle: str
) -> None:
    account(OUTSIDER)

    assert client_of(handle).get(START).status_code == 403


def test_a_run_of_another_team_is_not_there(maya: Client, team_id: str) -> None:
    given = give(maya, team_id, "notes.zip", many(1))
    part = OFFICER.__class__(handle="far", country="np", roles=OFFICER.roles)
    team_of(part, name="Far team")

    far = client_of("far")

    assert far.get(given["Location"]).status_code == 404
    assert far.post(f"{given['Location']}go").status_code == 404


def test_a_sheet_that_nobody_has_explained_cannot_be_brought_in(
    maya: Client, team_id: str
) -> None:
    given = give(maya, team_id, "ours.xlsx", book(["Who"], ["Gita"]))

    answer = maya.post(f"{given['Location']}go")

    assert answer["Location"] == given["Location"]
    assert Report.objects.count() == 0


def test_a_file_that_is_done_is_not_asked_about_again(
    maya: Client, team_id: str
) -> None:
    given = give(maya, team_id, "notes.zip", many(1))
    maya.post(f"{given['Location']}go")

    answers_ = [
        maya.post(f"{given['Location']}{name}").status_code
        for name in ("go", "columns", "form")
    ]

    assert answers_ == [302, 302, 302]
    assert Report.objects.count() == 1
