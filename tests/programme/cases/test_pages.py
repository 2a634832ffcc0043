"""The pages: what is offered, what stays when something cannot be, what is sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from payung.gateways.vault import FolderVault
from payung.programme.cases.evidence import GivenFile, add_evidence
from payung.programme.cases.models import Arrest, Case, Evidence
from payung.programme.cases.sending import asked_range
from tests.cast import PASSPHRASE
from tests.programme.cases.conftest import KATHMANDU, NOW, Office, local
from tests.programme.reports.sent import answers, form_in, taken


SOUND = b"OggS\x00\x02" + bytes(range(256)) * 1000


@pytest.fixture
def sunita(office: Office) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": "sunita", "passphrase": PASSPHRASE})
    return client


@pytest.fixture
def note(office: Office) -> str:
    form_in()
    told: dict[str, Any] = answers(
        "np",
        h_detention={
            "arr_at": "2026-11-21T22:10:00.000+05:45",
            "arr_attorney_at": "2026-11-22T08:00:00.000+05:45",
            "arr_status": "held",
        },
    )
    return taken(office.maya, office.team, told).reference


def a_file(office: Office, case: Case) -> Evidence:
    given = GivenFile(name="call.ogg", shows="A call", content=SOUND)
    vault = FolderVault(settings.VAULT)
    return add_evidence(
        actor=office.sunita, case=case, given=given, vault=vault, at=NOW
    )


def test_a_note_offers_its_arrest_in_the_time_of_the_place(
    sunita: Client, note: str
) -> None:
    page = sunita.get(f"/work/open?note={note}").content.decode()

    assert 'value="2026-11-21T22:10"' in page
    assert "The note says that somebody was taken." in page


def test_opening_from_a_note_starts_the_clocks_and_links_it(
    sunita: Client, note: str
) -> None:
    form = sunita.get(f"/work/open?note={note}").context["form"]
    given = {
        "title": "Gita",
        "team": form["team"].value(),
        "taken_at": "2026-11-21T22:10",
    }

    answer = sunita.post(f"/work/open?note={note}", given)

    case = Case.objects.get()
    assert answer.headers["Location"] == f"/work/{case.reference}"
    arrest = Arrest.objects.get()
    assert arrest.taken_at == datetime(2026, 11, 21, 22, 10, tzinfo=KATHMANDU)
    assert list(case.linked.values_list("report__reference", flat=True)) == [note]
    assert case.linked.get().report.stage == "in_hand"


def test_a_second_case_of_a_note_is_asked_about_once_and_then_opened(
    sunita: Client, note: str
) -> None:
    address = f"/work/open?note={note}"
    form = sunita.get(address).context["form"]
    given = {"title": "Gita", "team": form["team"].value()}
    sunita.post(address, given)

    asked = sunita.post(address, given)
    again = given | {"knowing": asked.context["form"]["knowing"].value()}
    opened = sunita.post(address, again)

    assert asked.status_code == 422
    assert "This note has a case already: NP-" in asked.content.decode()
    assert 'value="Gita"' in asked.content.decode()
    assert opened.status_code == 302
    assert Case.objects.count() == 2


def test_a_moment_that_cannot_be_stays_in_the_form_with_a_sentence(
    sunita: Client, arrest: Arrest
) -> None:
    given = {"event": "release", "happened_at": "2026-11-22T16:00"}

    answer = sunita.post(f"/work/{arrest.case.reference}/next", given)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Correct one of the two times." in page
    assert 'value="2026-11-22T16:00"' in page
    assert '<option value="release" selected>' in page


def test_what_is_typed_beside_a_file_stays_when_it_is_not_kept(
    sunita: Client, case: Case
) -> None:
    file = SimpleUploadedFile("photo.jpg", b"%PDF-1.4\n")

    answer = sunita.post(
        f"/work/{case.reference}/files", {"file": file, "shows": "The blue gate"}
    )

    page = answer.content.decode()
    assert "inside it is “.pdf”" in page
    assert "The blue gate" in page
    assert Evidence.objects.count() == 0


def test_a_file_larger_than_memory_is_refused_with_the_words_kept(
    sunita: Client, case: Case
) -> None:
    file = SimpleUploadedFile("film.mp4", bytes(33 * 1024 * 1024))

    answer = sunita.post(
        f"/work/{case.reference}/files", {"file": file, "shows": "The blue gate"}
    )

    page = answer.content.decode()
    assert "larger than 25 MB" in page
    assert "The blue gate" in page


def test_a_download_is_never_shown_by_the_browser_itself(
    sunita: Client, office: Office, case: Case
) -> None:
    file = a_file(office, case)

    answer = sunita.get(f"/work/{case.reference}/files/{file.pk}/get")

    assert b"".join(answer.streaming_content) == SOUND  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "call" not in answer.headers["Content-Disposition"]


def test_a_player_gets_the_piece_it_asks_for(
    sunita: Client, office: Office, case: Case
) -> None:
    file = a_file(office, case)

    answer = sunita.get(
        f"/work/{case.reference}/files/{file.pk}/get",
        headers={"Range": "bytes=70000-70009"},
    )

    assert answer.status_code == 206
    assert answer.headers["Content-Range"] == f"bytes 70000-70009/{len(SOUND)}"
    assert b"".join(answer.streaming_content) == SOUND[70000:70010]  # type: ignore[attr-defined]


def test_only_pieces_that_go_on_where_the_last_ended_are_one_download(
    sunita: Client, office: Office, case: Case
) -> None:
    file = a_file(office, case)
    asked = ("bytes=0-69999", "bytes=70000-139999", "bytes=1-", "bytes=70000-70009")

    for one in asked:
        address = f"/work/{case.reference}/files/{file.pk}/get"
        sunita.get(address, headers={"Range": one})

    assert file.custody.filter(kind="downloaded").count() == 3


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        pytest.param("", (0, 100), id="the whole"),
        pytest.param("bytes=10-19", (10, 20), id="both ends"),
        pytest.param("bytes=90-", (90, 100), id="to the end"),
        pytest.param("bytes=-5", (95, 100), id="the last five"),
        pytest.param("bytes=90-500", (90, 100), id="beyond the end"),
        pytest.param("bytes=100-", None, id="after the end"),
        pytest.param("bytes=9-3", None, id="backwards"),
        pytest.param("bytes=0-1,5-6", (0, 100), id="several at once"),
        pytest.param("lines=1-2", (0, 100), id="another unit"),
    ],
)
def test_ranges_are_read_as_the_standard_says(
    header: str, asked: tuple[int, int] | None
) -> None:
    assert asked_range(header, 100) == asked


def test_locked_words_open_without_scripts_too(sunita: Client, case: Case) -> None:
    page = sunita.get(f"/work/{case.reference}").content.decode()
    shown = sunita.post(f"/work/{case.reference}/show/title").content.decode()

    assert "Kamala" not in page
    assert "Kamala of the tea shop" in shown


def test_the_page_says_until_when_in_both_calendars(
    sunita: Client, arrest: Arrest
) -> None:
    page = sunita.get(f"/work/{arrest.case.reference}").content.decode()

    assert "Monday 23 November · 7 Mangsir 2083, 4:30 pm" in page
    assert "Not verified by a lawyer." in page


def test_the_title_of_every_page_is_the_name_of_the_app(
    sunita: Client, case: Case
) -> None:
    titles = {
        sunita.get(address).content.decode().split("<title>")[1].split("</title>")[0]
        for address in (
            "/work/",
            "/work/open",
            "/work/find",
            f"/work/{case.reference}",
            f"/work/{case.reference}/taken",
            f"/work/{case.reference}/close",
        )
    }

    assert titles == {"Daybook"}


def test_a_search_is_answered_without_the_words_in_the_address(
    sunita: Client, case: Case
) -> None:
    answer = sunita.post("/work/find", {"words": "kamala"})

    assert case.reference in answer.content.decode()
    assert answer.request["QUERY_STRING"] == ""


def test_who_is_chosen_for_a_task_must_be_in_the_team(
    sunita: Client, office: Office, case: Case
) -> None:
    given = {"kind": "call", "due_at": "2026-11-24T09:00", "assigned_to": "outsider"}

    answer = sunita.post(f"/work/{case.reference}/to-do", given)

    assert answer.status_code == 422
    assert case.tasks.count() == 0


def test_closing_with_something_to_do_is_refused_in_words(
    sunita: Client, case: Case
) -> None:
    Case.objects.update(stage="open")
    due = {"kind": "call", "due_at": "2026-11-24T09:00"}
    sunita.post(f"/work/{case.reference}/to-do", due)

    answer = sunita.post(
        f"/work/{case.reference}/close", {"outcome": "needs_met", "text": "All well"}
    )

    page = answer.content.decode()
    assert "One thing is still to be done here." in page
    assert "All well" in page


def test_a_form_of_yangon_reads_its_times_as_yangon_has_them() -> None:
    from payung.programme.cases.forms import EndPauseForm

    form = EndPauseForm({"ended_at": "2026-11-23T08:00"}, zone=ZoneInfo("Asia/Yangon"))

    assert form.is_valid()
    assert form.cleaned_data["ended_at"].isoformat() == "2026-11-23T08:00:00+06:30"
    assert local(23, 8) != form.cleaned_data["ended_at"]


def test_who_looks_after_a_case_is_listed_and_can_be_taken_out(
    sunita: Client, case: Case, office: Office
) -> None:
    address = f"/work/{case.reference}/people"
    sunita.post(address, {"person": "anju"})

    before = sunita.get(address).content.decode()
    sunita.post(f"{address}/anju/end")
    after = sunita.get(address).content.decode()

    assert "Take anju out" in before
    assert "Take anju out" not in after
    assert '<option value="anju">' in after


def test_closing_is_offered_only_where_it_can_follow(
    sunita: Client, case: Case
) -> None:
    new = sunita.get(f"/work/{case.reference}").content.decode()
    sunita.post(f"/work/{case.reference}/stage", {"stage": "open"})
    taken_up = sunita.get(f"/work/{case.reference}").content.decode()

    link = f'href="/work/{case.reference}/close"'
    assert link not in new
    assert link in taken_up


def test_who_leads_is_led_from_the_notes_to_bringing_in_a_file(
    sunita: Client, office: Office
) -> None:
    maya = Client()
    maya.post("/sign-in", {"handle": "maya", "passphrase": PASSPHRASE})

    hers = maya.get("/notes/").content.decode()
    others = sunita.get("/notes/").content.decode()

    assert 'href="/notes/bring-in/"' in hers
    assert 'href="/notes/bring-in/"' not in others
