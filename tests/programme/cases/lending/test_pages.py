"""The pages: who may see it, stepping aside, lending, and what a borrower is told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from payung.programme.cases.lending.loans import NewLoan, lend_case
from payung.programme.cases.lending.stepping_aside import step_aside
from payung.programme.cases.models import Case, Conflict, Loan, SteppedAside
from payung.programme.people.models import Team
from tests.cast import PASSPHRASE
from tests.programme.cases.conftest import KATHMANDU
from tests.programme.cases.lending.conftest import Two, now_as, person, title_for


def signed_in(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def typed(moment: datetime) -> str:
    """Return a moment as a browser in Kathmandu sends it."""
    return moment.astimezone(KATHMANDU).strftime("%Y-%m-%dT%H:%M")


def test_one_button_and_she_is_out(two: Two, lent: Case) -> None:
    sunita = signed_in("sunita")
    address = reverse("case-aside", args=[lent.reference])
    side = reverse("case-side", args=[lent.reference])
    assert "step aside" in sunita.get(side).text

    answer = sunita.post(address, {"reason": "police", "words": "My uncle"})

    assert answer.headers["Location"] == reverse("cases")
    assert sunita.get(side).status_code == 404
    assert lent.reference not in sunita.get(reverse("cases")).text


def test_the_reason_stands_on_the_coordinators_page_only(two: Two, lent: Case) -> None:
    step_aside(actor=two.sunita, case=lent, reason=Conflict.POLICE, at=timezone.now())
    side = reverse("case-side", args=[lent.reference])

    seen = {handle: signed_in(handle).get(side).text for handle in ("maya", "anju")}

    reason = "Somebody close to me is with the police or the court"
    assert (reason in seen["maya"], reason in seen["anju"]) == (True, False)
    assert "sunita" in seen["anju"]
    assert "Let her see it again" in seen["maya"]
    assert "Let her see it again" not in seen["anju"]


def test_the_last_one_is_told_what_to_do_first(two: Two, lent: Case) -> None:
    for handle in ("sunita", "maya"):
        step_aside(
            actor=now_as(handle),
            case=Case.objects.get(),
            reason=Conflict.MONEY,
            at=timezone.now(),
        )

    answer = signed_in("anju").post(
        reverse("case-aside", args=[lent.reference]), {"reason": "money"}
    )

    assert answer.status_code == 422
    assert "Only you can open this one." in answer.text
    assert SteppedAside.objects.filter(until=None).count() == 2


def test_a_case_is_lent_only_after_the_six_words_were_compared(
    two: Two, lent: Case
) -> None:
    sunita = signed_in("sunita")
    address = reverse("case-lend", args=[lent.reference])
    given = {
        "person": "operator",
        "until": typed(timezone.now() + timedelta(days=3)),
    }

    without = sunita.post(address, given)
    compared = sunita.post(address, given | {"compared": "on"})

    assert without.status_code == 422
    assert "Compare the six words with her first, by voice." in without.text
    assert compared.status_code == 302
    assert Loan.objects.get().person == person("operator")


def test_she_can_choose_everybody_who_could_borrow_it_and_nobody_else(
    two: Two, lent: Case
) -> None:
    page = signed_in("sunita").get(reverse("case-lend", args=[lent.reference])).text

    offered = [
        handle
        for handle in ("maya", "anju", "sunita", "rina", "operator", "officer")
        if f'value="{handle}"' in page
    ]
    assert offered == ["operator", "officer"]


def test_the_borrower_reads_until_when_and_can_give_it_back(
    two: Two, lent: Case
) -> None:
    now = timezone.now()
    new = NewLoan(person=person("operator"), until=now + timedelta(days=3))
    loan = lend_case(actor=two.sunita, case=lent, new=new, at=now)
    operator = signed_in("operator")
    page = operator.get(reverse("case", args=[lent.reference])).text
    side = operator.get(reverse("case-side", args=[lent.reference])).text

    answer = operator.post(reverse("case-lend-over", args=[lent.reference, loan.pk]))

    assert "Lent to you until" in page
    assert (
        "Lent to you until"
        not in signed_in("anju").get(reverse("case", args=[lent.reference])).text
    )
    assert ("Give it back" in side, "Lend it to somebody" in side) == (True, False)
    assert answer.headers["Location"] == reverse("cases")
    assert title_for(now_as("operator"), lent.reference) == ""


def test_lent_for_too_long_is_refused_beside_the_field(two: Two, lent: Case) -> None:
    given = {
        "person": "operator",
        "compared": "on",
        "until": typed(timezone.now() + timedelta(days=100)),
    }

    answer = signed_in("sunita").post(
        reverse("case-lend", args=[lent.reference]), given
    )

    assert answer.status_code == 422
    assert "At most 90 days at a time." in answer.text


def test_any_page_of_a_member_renews_the_key_after_somebody_stepped_aside(
    two: Two, lent: Case
) -> None:
    step_aside(actor=two.sunita, case=lent, reason=Conflict.MONEY, at=timezone.now())
    anju = signed_in("anju")
    waiting = "data-go-on" in anju.get(reverse("today")).text

    anju.post(reverse("keys-go-on"))

    side = Team.objects.get(kind="side")
    assert waiting
    assert (side.epoch, side.untidy_since) == (2, None)
    assert "data-go-on" not in anju.get(reverse("today")).text
    assert title_for(now_as("anju"), lent.reference) != ""


def test_no_page_offers_a_side_team(two: Two, lent: Case) -> None:
    now = timezone.now()
    new = NewLoan(person=person("operator"), until=now + timedelta(days=3))
    lend_case(actor=two.sunita, case=lent, new=new, at=now)
    side = str(Team.objects.get(kind="side").pk)

    for handle in ("maya", "operator"):
        client = signed_in(handle)
        for name in ("people", "open-case", "note-new", "bring-in"):
            assert side not in client.get(reverse(name)).text, (handle, name)
        assert client.get(reverse("team", args=[side])).status_code == 404
        assert client.post(reverse("let-in", args=[side])).status_code in {403, 404}
