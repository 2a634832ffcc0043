"""The pages of a plan: what each shows, refuses with a sentence, and does once."""

from __future__ import annotations

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from payung.programme.activities.models import Activity
from payung.programme.plans.models import PlanLine, PlanVersion

from .conftest import KATHMANDU, Office, signed_in


LINE = {
    "objective": "1",
    "output": "People can ask a lawyer",
    "what": "Meet the lawyer",
    "kind": "lawyer",
    "per_month": "1",
    "doer": "attorneys",
    "owner": "",
    "site": "",
    "budget": "",
    "indicators": "",
    "assumption": "",
}


def test_a_coordinator_gets_from_nothing_to_a_calendar(office: Office) -> None:
    client = signed_in("maya")
    month = f"{timezone.now().astimezone(KATHMANDU):%Y-%m-01}"

    begun = client.get("/plan/begin")
    assert begun.headers["Location"] == "/plan/programme"
    client.post("/plan/programme", {"name": "Lantern", "starts_on": month})
    client.post("/plan/begin", {"first_month": month, "months": "12"})
    given = LINE | {"months": [month], "team": str(office.team.pk)}
    assert client.post("/plan/draft/lines/new", given).status_code == 302
    assert "Meet the lawyer" in client.get("/plan/draft").content.decode()
    client.post("/plan/draft/approve")
    client.post("/plan/versions/1/calendar")
    client.post("/plan/versions/1/calendar")

    assert Activity.objects.count() == 1
    page = client.get("/plan/").content.decode()
    assert "Meet the lawyer" in page
    assert "planned 1, " in page


def test_a_line_without_months_stays_in_the_form(
    office: Office, draft: PlanVersion
) -> None:
    given = LINE | {"team": str(office.team.pk)}

    answer = signed_in("maya").post("/plan/draft/lines/new", given)

    assert answer.status_code == 422
    assert "People can ask a lawyer" in answer.content.decode()
    assert PlanLine.objects.count() == 0


def test_a_line_that_is_written_anew_keeps_its_place(
    office: Office, draft: PlanVersion
) -> None:
    client, team = signed_in("maya"), str(office.team.pk)
    given = LINE | {"months": ["2026-10-01"], "team": team}
    client.post("/plan/draft/lines/new", given)
    line = PlanLine.objects.get()
    form = client.get(f"/plan/draft/lines/{line.pk}").content.decode()
    assert re.search(r'value="2026-10-01"[^>]*checked', form)

    client.post(f"/plan/draft/lines/{line.pk}", given | {"per_month": "3"})

    changed = PlanLine.objects.get()
    assert (changed.per_month, changed.number, changed.root) == (3, 1, line.root)


def test_the_wall_reads_without_colour_and_on_a_phone(
    office: Office, plan: PlanVersion
) -> None:
    page = signed_in("sunita").get("/plan/").content.decode()

    assert '<span class="sign" aria-hidden="true">✗</span>' in page
    assert "0/2" in page
    assert page.count("<details") >= 3
    assert "Put what is to come into the calendar" not in page


def test_a_draft_is_not_there_for_a_paralegal(
    office: Office, draft: PlanVersion
) -> None:
    client = signed_in("sunita")

    assert client.get("/plan/draft").status_code == 403
    assert client.get("/plan/versions/1").status_code == 404
    assert "There is no plan yet" in client.get("/plan/").content.decode()


def test_a_sheet_comes_in_and_its_wrong_rows_are_named(
    office: Office, draft: PlanVersion
) -> None:
    text = (
        "objective,output,what,months,kind\n"
        "1,Rooms,Open,all,opening\n"
        "1,Rooms,Open,soon,opening\n"
    )
    file = SimpleUploadedFile("our plan.csv", text.encode())

    page = signed_in("maya").post("/plan/draft/bring-in", {"file": file})

    said = page.content.decode()
    assert "1 lines are new" in said
    assert "our plan.csv, row 3, column D (Months)" in said
    assert "“soon” is not known here." in said


def test_a_line_shows_what_it_promises_and_what_was_planned(
    office: Office, plan: PlanVersion
) -> None:
    line = plan.lines.get(what="Meet the lawyer")

    page = signed_in("sunita").get(f"/plan/lines/{line.pk}").content.decode()

    assert "Monthly lawyer meetings held" in page
    assert "September 2026" in page
    assert "Nothing is in the calendar for this yet." in page
    outside = signed_in("outsider").get(f"/plan/lines/{line.pk}")
    assert outside.status_code == 404


def test_week_and_late_answer_where_there_is_nothing(office: Office) -> None:
    client = signed_in("sunita")

    assert "Nothing planned." in client.get("/plan/week").content.decode()
    assert "Nothing is late." in client.get("/plan/late").content.decode()
