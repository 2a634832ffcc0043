"""The pages: what is offered, what is refused with a sentence, what stays in the form."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from payung.programme.cases.models import Case, Step
from payung.programme.consents.deeds import give
from payung.programme.consents.models import How
from payung.programme.consents.models import Purpose as Agreed
from payung.programme.proceedings.models import Hearing, Proceeding, ProceedingStep
from payung.programme.proceedings.page import parts_of
from tests.cast import PASSPHRASE
from tests.programme.proceedings.conftest import NOW, Office, asked, local
from tests.programme.standby.conftest import person


@pytest.fixture
def sunita(office: Office) -> Client:
    return signed_in("sunita")


def signed_in(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def address(row: Proceeding, rest: str = "") -> str:
    return f"/work/{row.case.reference}/proceedings/{row.pk}{rest}"


def typed(days: float) -> str:
    moment = timezone.now() + timedelta(days=days)
    return f"{moment.astimezone(local(1, 1).tzinfo):%Y-%m-%dT%H:%M}"


def test_an_arrest_stands_at_the_top_and_the_judge_among_what_comes_next(
    sunita: Client, case: Case, defence: Proceeding
) -> None:
    page = sunita.get(f"/work/{case.reference}/proceedings").content.decode()

    assert "Taken away" in page
    assert "First time before a judge" in page
    assert "6 Mangsir 2083" in page
    assert address(defence, "/next/D7/done") in page
    assert address(defence, "/next/D1/done") not in page


def test_what_a_clock_waits_for_stands_in_front(
    office: Office, case: Case, defence: Proceeding
) -> None:
    [part] = parts_of(office.sunita, case, at=NOW)

    # The lawyer's clock and the judge's run out next in the country's pack.
    assert [one.code for one in part.next] == ["D6", "D7", "D2"]


def test_a_step_is_written_into_the_arrest_from_its_form(
    sunita: Client, defence: Proceeding
) -> None:
    given = {"moment": "2026-11-23T08:00", "note": "", "version": "1"}

    answer = sunita.post(address(defence, "/next/D7/done"), given)

    assert answer.status_code == 302
    assert Step.objects.get().at == local(23, 8)


def test_what_cannot_follow_stays_in_the_form_with_a_sentence(
    sunita: Client, defence: Proceeding
) -> None:
    given = {"moment": "2026-11-22T16:00", "note": "So she said", "version": "1"}

    answer = sunita.post(address(defence, "/next/D16/done"), given)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Correct one of the two times." in page
    assert 'value="2026-11-22T16:00"' in page
    assert "So she said" in page


def test_a_form_that_was_open_too_long_says_so_and_can_be_kept_again(
    sunita: Client, office: Office, complaint: Proceeding
) -> None:
    asked(office, complaint, "K1", local(22, 18))
    given = {"moment": "2026-11-22T19:00", "note": "", "version": "1"}
    where = address(complaint, "/next/K1/done")

    first = sunita.post(where, given)
    again = sunita.post(where, given | {"version": "2"})

    assert "while you were writing" in first.content.decode()
    assert 'name="version" value="2"' in first.content.decode()
    assert again.status_code == 302
    assert ProceedingStep.objects.get().done_at == local(22, 19)


def test_a_refusal_asks_by_whom_and_offers_only_those_who_could(
    sunita: Client, office: Office, complaint: Proceeding
) -> None:
    asked(office, complaint, "K1", local(22, 18))

    page = sunita.get(address(complaint, "/next/K1/refused")).content.decode()

    assert '<option value="police">Police</option>' in page
    assert 'value="prison"' not in page


def test_a_complaint_she_has_not_agreed_to_says_so_until_she_has(
    sunita: Client, office: Office, case: Case, complaint: Proceeding
) -> None:
    where = f"/work/{case.reference}/proceedings"
    before = sunita.get(where).content.decode()
    give(
        actor=office.sunita,
        case=case,
        purpose=Agreed.COMPLAINT,
        how=How.SPOKEN,
        language="ne",
        at=timezone.now(),
    )

    after = sunita.get(where).content.decode()

    assert "Hand nothing in before she has said yes." in before
    assert "Hand nothing in" not in after


def test_a_step_of_another_track_is_not_there(
    sunita: Client, complaint: Proceeding
) -> None:
    assert sunita.get(address(complaint, "/next/D7/done")).status_code == 404
    assert sunita.get(address(complaint, "/next/K1/thrown")).status_code == 404


def test_a_date_in_the_past_stays_in_the_form_with_what_to_do(
    sunita: Client, defence: Proceeding
) -> None:
    given = {"moment": "2026-11-20T10:00", "purpose": "bail", "version": "1"}

    answer = sunita.post(address(defence, "/dates"), given)

    assert answer.status_code == 422
    assert "write down that it was held" in answer.content.decode()
    assert Hearing.objects.count() == 0


def test_a_date_is_set_given_to_an_attorney_and_taken_over(
    sunita: Client, case: Case, defence: Proceeding
) -> None:
    given = {
        "moment": typed(10),
        "purpose": "bail",
        "goes": "anju",
        "words": "Bring the copy",
        "version": "1",
    }
    sunita.post(address(defence, "/dates"), given)
    hearing = Hearing.objects.get()
    anju, binita = signed_in("anju"), signed_in("binita")

    mine = anju.get("/dates/").content.decode()
    anju.post(f"/dates/{hearing.pk}/cannot", {"why": "unwell"})
    free = binita.get("/dates/").content.decode()
    told = binita.post(f"/dates/{hearing.pk}/take", follow=True).content.decode()

    assert case.reference in mine
    assert f"/dates/{hearing.pk}/take" in free
    assert "You go. It stands in your calendar." in told
    assert hearing.goings.get(until=None).person == person("binita")


def test_an_attorney_who_comes_second_is_told_who_goes(
    sunita: Client, defence: Proceeding
) -> None:
    given = {"moment": typed(10), "purpose": "bail", "goes": "anju", "version": "1"}
    sunita.post(address(defence, "/dates"), given)
    hearing = Hearing.objects.get()
    anju, binita = signed_in("anju"), signed_in("binita")
    anju.post(f"/dates/{hearing.pk}/cannot", {"why": "unwell"})
    binita.post(f"/dates/{hearing.pk}/take")

    told = anju.post(f"/dates/{hearing.pk}/take", follow=True).content.decode()

    assert "binita goes. Thank you." in told


def test_nothing_sealed_is_on_the_page_until_it_is_asked_for(
    sunita: Client, case: Case, defence: Proceeding
) -> None:
    page = sunita.get(f"/work/{case.reference}/proceedings").content.decode()
    shown = sunita.post(address(defence, "/number"), headers={"Accept": "text/plain"})

    assert "17/2083" not in page
    assert shown.content.decode() == "Kathmandu 17/2083"


def test_a_case_at_rest_offers_nothing(
    sunita: Client, case: Case, defence: Proceeding
) -> None:
    Case.objects.update(stage="transferred")

    page = sunita.get(f"/work/{case.reference}/proceedings").content.decode()

    assert "Taken away" in page
    assert "/next/" not in page
    assert "/begin" not in page


def test_a_proceeding_is_begun_and_ended_on_its_pages(
    sunita: Client, case: Case
) -> None:
    begin = f"/work/{case.reference}/proceedings/begin"
    sunita.post(begin, {"track": "civil", "body": "court", "number": ""})
    row = Proceeding.objects.get()

    sunita.post(address(row, "/end"), {"outcome": "paid_part", "version": "1"})
    page = sunita.get(f"/work/{case.reference}/proceedings").content.decode()
    sunita.post(address(row, "/again"), {"version": "2"})

    assert "Paid in part" in page
    assert "It goes on after all" in page
    row.refresh_from_db()
    assert row.closed_at is None


def test_what_was_pressed_on_an_old_page_is_answered_with_a_sentence(
    sunita: Client, case: Case, defence: Proceeding
) -> None:
    answer = sunita.post(address(defence, "/back/D16"), {"version": "1"}, follow=True)
    late = sunita.post(address(defence, "/again"), {"version": "9"}, follow=True)

    assert "This is not here any more." in answer.content.decode()
    assert "while you were writing" in late.content.decode()
