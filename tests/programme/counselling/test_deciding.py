"""Explained, decided, sent: nobody outside is told of her before she chose it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from payung.engines import sealed
from payung.programme.cases.models import Case
from payung.programme.consents.models import Purpose
from payung.programme.consents.opening import NotOpened, opened
from payung.programme.consents.permits import NotAPermit
from payung.programme.counselling.codes import (
    Choice,
    Priority,
    Sent,
    Service,
)
from payung.programme.counselling.deciding import (
    NotChosen,
    decide,
    explain_option,
    permit_for,
    refer,
)
from payung.programme.counselling.intake import NewNeed, add_need
from payung.programme.counselling.models import Due, Need, Option, Referral
from payung.programme.counselling.sealing import field_name
from tests.programme.cases.conftest import Office
from tests.programme.consents.conftest import NOW, say_yes


LATER = NOW + timedelta(hours=1)


def a_need(office: Office, case: Case, service: Service = Service.SHELTER) -> Need:
    new = NewNeed(service=service, priority=Priority.H24)
    return add_need(actor=office.sunita, case=case, new=new, at=NOW)


def explained(office: Office, case: Case, service: Service = Service.SHELTER) -> Option:
    return explain_option(actor=office.sunita, case=case, service=service, at=NOW)


def send(office: Office, need: Need, sent: Sent, *, text: str = "") -> Referral:
    permit = permit_for(
        actor=office.sunita, case=need.case, service=Service(need.service), at=LATER
    )
    return refer(permit, need=need, sent=sent, at=LATER, text=text)


def test_it_is_kept_who_explained_what_and_when(office: Office, helped: Case) -> None:
    option = explained(office, helped)

    assert (option.service, option.by, option.at) == ("shelter", "sunita", NOW)


def test_her_decision_is_kept_in_her_words_and_a_later_one_follows(
    office: Office, helped: Case
) -> None:
    option = explained(office, helped)

    first = decide(
        actor=office.sunita,
        option=option,
        choice=Choice.LATER,
        text="I ask my sister",
        at=NOW,
    )
    decide(actor=office.maya, option=option, choice=Choice.WANTS, at=LATER)

    secret = office.anju.unlocked.secret(helped.record)
    assert first.text is not None
    words = sealed.open_field(secret, field_name("decision", first.pk), first.text)
    assert words == "I ask my sister"
    assert list(
        option.decisions.order_by("number").values_list("number", "choice")
    ) == [(1, "later"), (2, "wants")]


def test_nobody_is_told_of_her_before_she_chose_it(
    office: Office, helped: Case
) -> None:
    need = a_need(office, helped)

    with pytest.raises(NotChosen) as refused:
        send(office, need, Sent.REFERRED)

    assert "Explain it to her" in refused.value.sentence
    assert not Referral.objects.exists()


def test_what_she_declined_last_is_not_sent(office: Office, helped: Case) -> None:
    need, option = a_need(office, helped), explained(office, helped)
    decide(actor=office.sunita, option=option, choice=Choice.WANTS, at=NOW)
    decide(actor=office.sunita, option=option, choice=Choice.DECLINES, at=LATER)

    with pytest.raises(NotChosen):
        send(office, need, Sent.REFERRED)


def test_a_choice_of_one_service_sends_her_to_no_other(
    office: Office, helped: Case
) -> None:
    need = a_need(office, helped, Service.NHRI)
    option = explained(office, helped, Service.SHELTER)
    decide(actor=office.sunita, option=option, choice=Choice.WANTS, at=NOW)

    with pytest.raises(NotChosen):
        send(office, need, Sent.REFERRED)


def test_that_there_is_no_such_service_needs_no_choice_of_hers(
    office: Office, helped: Case
) -> None:
    need = a_need(office, helped)

    send(office, need, Sent.UNAVAILABLE)

    assert not Due.objects.filter(about=need.pk, done_at=None).exists()


def test_sent_there_waits_on_until_she_got_it(office: Office, helped: Case) -> None:
    need, option = a_need(office, helped), explained(office, helped)
    decide(actor=office.sunita, option=option, choice=Choice.WANTS, at=NOW)

    send(office, need, Sent.REFERRED, text="The house by the river")
    waits = Due.objects.filter(about=need.pk, done_at=None).exists()
    send(office, need, Sent.DONE)

    assert waits
    assert not Due.objects.filter(about=need.pk, done_at=None).exists()
    assert list(need.referrals.order_by("number").values_list("sent", flat=True)) == [
        "referred",
        "done",
    ]


def test_turned_away_after_it_was_settled_is_due_again(
    office: Office, helped: Case
) -> None:
    need, option = a_need(office, helped), explained(office, helped)
    decide(actor=office.sunita, option=option, choice=Choice.WANTS, at=NOW)
    send(office, need, Sent.DONE)

    send(office, need, Sent.REFUSED)

    assert Due.objects.filter(about=need.pk, done_at=None).count() == 1


def test_the_attorney_is_told_only_with_her_yes_to_the_attorney(
    office: Office, helped: Case
) -> None:
    need = a_need(office, helped, Service.LEGAL_ATTORNEY)
    option = explained(office, helped, Service.LEGAL_ATTORNEY)
    decide(actor=office.sunita, option=option, choice=Choice.WANTS, at=NOW)

    with pytest.raises(NotOpened) as refused:
        send(office, need, Sent.REFERRED)
    say_yes(office.sunita, helped, Purpose.ATTORNEY)
    send(office, need, Sent.REFERRED)

    assert "We may share with our attorney" in refused.value.sentence
    assert need.referrals.count() == 1


def test_a_permit_to_help_does_not_do_for_the_attorney(
    office: Office, helped: Case
) -> None:
    need = a_need(office, helped, Service.LEGAL_ATTORNEY)
    helping = opened(actor=office.sunita, case=helped, purpose=Purpose.SERVICE, at=NOW)

    with pytest.raises(NotAPermit):
        refer(helping, need=need, sent=Sent.REFERRED, at=NOW)
