"""Going out: who is asked, always two, looked for when they are silent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from payung.engines.dispatch import NotInThisPair, Priority, Report
from payung.gateways.messages import Inbound, InboundKind
from payung.programme.alerts.models import Message
from payung.programme.hotline import access, refusals
from payung.programme.hotline.coming_in.arriving import take_call
from payung.programme.hotline.coming_in.messages_in import take_message
from payung.programme.hotline.models import Contact, Response
from payung.programme.hotline.nights.figures_of_outings import check_ins
from payung.programme.hotline.outings import responses
from payung.programme.hotline.outings.candidates import ranked
from payung.programme.hotline.response_models import CalledOff
from payung.programme.hotline.sheet import sheets
from payung.programme.hotline.sweeping import sweep
from payung.programme.journal.models import Entry
from payung.programme.people.models import Person
from payung.programme.standby.models import ProvenBy
from payung.programme.standby.proofs import proven
from tests.cast import PASSPHRASE, as_actor
from tests.programme.hotline.small_line import (
    NIGHT,
    SmallLine,
    after,
    arrival,
    ways_for,
)


@pytest.fixture
def needed(small: SmallLine) -> Response:
    """Return a response that Sunita asked for."""
    contact = take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    return need(small, contact, at=10)


def need(small: SmallLine, contact: object, *, at: float) -> Response:
    return responses.need_pair(
        actor=small.sunita,
        contact=contact,
        priority=Priority.A,
        place="By the bridge",
        at=after(at),
    )


def told(saying: str) -> set[str]:
    rows = Message.objects.filter(saying=saying)
    return set(rows.values_list("way__person__handle", flat=True))


def out(small: SmallLine, response: Response) -> Response:
    """Let Sunita and the operator be on their way."""
    for person in ("sunita", "operator"):
        responses.accept_offer(response=response, person=person, at=after(60))
    return responses.report(
        actor=small.sunita, response=response, said=Report.EN_ROUTE, at=after(90)
    )


def test_twice_as_many_as_are_needed_are_asked_if_there_are_so_many(
    needed: Response,
) -> None:
    assert told("go") == {"sunita", "operator"}


def test_whose_phone_is_proven_is_asked_first(small: SmallLine) -> None:
    contact = take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    response = need(small, contact, at=10)
    Message.objects.all().delete()
    proven(person="operator", by=ProvenBy.TAP, at=after(5))

    order = ranked(response, at=after(20))

    assert order.index("operator") < order.index("sunita")


def test_who_is_out_is_not_asked_again(small: SmallLine, needed: Response) -> None:
    out(small, needed)
    contact = take_call(country="np", news=arrival(small, "c2"), at=after(95))
    second = need(small, contact, at=100)

    assert not {"sunita", "operator"} & set(ranked(second, at=after(110)))


def test_one_alone_cannot_set_out(small: SmallLine, needed: Response) -> None:
    responses.accept_offer(response=needed, person="sunita", at=after(30))

    with pytest.raises(NotInThisPair):
        responses.report(
            actor=small.sunita, response=needed, said=Report.EN_ROUTE, at=after(40)
        )


def test_a_yes_by_sms_makes_her_one_of_the_pair(
    small: SmallLine, needed: Response
) -> None:
    asked = Message.objects.filter(saying="go", way__person__handle="operator").first()
    answer = Inbound(
        key="1",
        kind=InboundKind.TEXT,
        address="tel:+12025550101",
        text=f"1 {asked.code}",
        sent_at=after(30),
    )

    take_message(country="np", channel="sms", inbound=answer, at=after(30))

    assert Response.objects.get().first == "operator"


def test_a_third_is_told_that_two_go(small: SmallLine, needed: Response) -> None:
    for person in ("sunita", "operator", "maya"):
        responses.accept_offer(response=needed, person=person, at=after(30))

    assert told("taken") == {"maya"}


def test_nobody_who_says_yes_is_asked_again_and_the_coordinator_told(
    needed: Response,
) -> None:
    sweep(at=after(10 + 181))

    assert told("help") == {"maya"}
    asked = Message.objects.filter(saying="go", way__person__handle="sunita")
    assert asked.values("key").distinct().count() == 2 * 2


def test_a_silent_pair_is_reminded_and_the_coordinator_told_again_and_again(
    small: SmallLine, needed: Response
) -> None:
    out(small, needed)

    for minutes in (31, 37, 43):
        sweep(at=after(90 + minutes * 60))

    reminded = Message.objects.filter(saying="report", made_at__gt=after(100))
    people = set(reminded.values_list("way__person__handle", flat=True))
    assert people == {"sunita", "operator"}
    told_maya = Message.objects.filter(saying="help", way__kind="sms")
    assert told_maya.count() == 3
    assert Response.objects.get().due_at is not None


def test_a_call_for_help_tells_the_coordinator_at_once(
    small: SmallLine, needed: Response
) -> None:
    out(small, needed)

    responses.report(
        actor=small.operator, response=needed, said=Report.HELP, at=after(100)
    )

    assert told("help") == {"maya"}


def test_a_silence_is_one_however_often_it_was_told(
    small: SmallLine, needed: Response
) -> None:
    out(small, needed)
    for minutes in (31, 37):
        sweep(at=after(90 + minutes * 60))
    back = after(90 + 40 * 60)
    responses.report(
        actor=small.sunita, response=needed, said=Report.COMPLETED, at=back
    )

    found = list(check_ins(Response.objects.get(), until=back + timedelta(hours=1)))

    silences = [one for one in found if one.is_silence]
    assert (len(found), len(silences)) == (2, 1)
    assert silences[0].made_at == back


def test_an_outsider_finds_no_response(small: SmallLine, needed: Response) -> None:
    with pytest.raises(access.NoSuchResponse):
        access.response_for(as_actor(small.outsider), needed.reference)


def test_only_one_of_the_pair_reports(small: SmallLine, needed: Response) -> None:
    out(small, needed)

    with pytest.raises(NotInThisPair):
        responses.report(
            actor=small.anju, response=needed, said=Report.CHECKED_IN, at=after(100)
        )


def help_told(*, since: float) -> set[str]:
    rows = Message.objects.filter(saying="help", made_at__gte=after(since))
    return set(rows.values_list("way__person__handle", flat=True))


def test_help_that_nobody_hears_is_told_again_and_then_to_the_region(
    small: SmallLine, needed: Response
) -> None:
    out(small, needed)
    regional = as_actor(Person.objects.get(handle="regional"))
    ways_for(small.maya, [regional], first=20)
    responses.report(
        actor=small.operator, response=needed, said=Report.HELP, at=after(100)
    )
    told_in_turn = []

    for minutes in (5, 10, 15):
        sweep(at=after(100 + minutes * 60 + 1))
        told_in_turn.append(help_told(since=100 + minutes * 60))

    assert told_in_turn == [{"maya"}, {"maya", "regional"}, {"maya", "regional"}]


def test_a_report_of_the_pair_does_not_take_the_call_for_help_back(
    small: SmallLine, needed: Response
) -> None:
    out(small, needed)
    responses.report(
        actor=small.operator, response=needed, said=Report.HELP, at=after(100)
    )

    responses.report(
        actor=small.sunita, response=needed, said=Report.ON_SCENE, at=after(110)
    )

    waiting = Message.objects.filter(saying="help", state="waiting")
    assert waiting.exists()
    assert Response.objects.get().alarm == 1


def test_who_hears_it_ends_it_and_what_waits_to_be_told_is_dropped(
    small: SmallLine, needed: Response
) -> None:
    out(small, needed)
    responses.report(
        actor=small.operator, response=needed, said=Report.HELP, at=after(100)
    )

    responses.say_help_comes(actor=small.maya, response=needed, at=after(130))

    row = Response.objects.get()
    assert (row.alarm, row.due_at) == (0, after(130) + timedelta(minutes=30))
    assert not Message.objects.filter(saying="help", state="waiting").exists()
    assert told("taken") == {"sunita", "operator"}


def test_a_call_for_help_is_no_check_in_that_was_missed(
    small: SmallLine, needed: Response
) -> None:
    out(small, needed)
    responses.report(
        actor=small.operator, response=needed, said=Report.HELP, at=after(100)
    )
    sweep(at=after(100 + 301))
    responses.say_help_comes(actor=small.maya, response=needed, at=after(500))
    back = after(600)

    responses.report(
        actor=small.sunita, response=needed, said=Report.COMPLETED, at=back
    )

    found = list(check_ins(Response.objects.get(), until=back + timedelta(hours=1)))
    assert [one for one in found if one.is_silence] == []


def test_who_is_left_alone_on_the_way_calls_for_help_and_comes_back(
    small: SmallLine, needed: Response
) -> None:
    out(small, needed)
    responses.report(
        actor=small.operator, response=needed, said=Report.WITHDREW, at=after(100)
    )

    for said in (Report.HELP, Report.CHECKED_IN, Report.COMPLETED):
        responses.report(actor=small.sunita, response=needed, said=said, at=after(120))

    row = Response.objects.get()
    assert (row.stage, row.due_at) == ("complete", None)


def test_who_is_left_alone_on_the_way_keeps_her_clock_in_the_row(
    small: SmallLine, needed: Response
) -> None:
    out(small, needed)
    responses.report(
        actor=small.operator, response=needed, said=Report.WITHDREW, at=after(100)
    )

    sweep(at=after(90 + 30 * 60))

    asked_her = Message.objects.filter(
        saying="report", way__person__handle="sunita", made_at__gt=after(100)
    )
    assert asked_her.exists()


def test_what_is_called_off_asks_nobody_again_and_says_why(
    small: SmallLine, needed: Response
) -> None:
    responses.accept_offer(response=needed, person="operator", at=after(30))

    responses.call_off(
        actor=small.sunita, response=needed, why=CalledOff.SETTLED, at=after(40)
    )
    sweep(at=after(3600))

    row = Response.objects.get()
    assert (row.stage, row.called_off, row.due_at) == ("called_off", "settled", None)
    assert not Message.objects.filter(saying="go", made_at__gt=after(40)).exists()
    assert told("taken") == {"operator"}
    said = Entry.objects.filter(subject=row.reference).order_by("-number").first()
    assert (said.actor, said.details) == (
        "sunita",
        {"report": "called_off", "called_off": "settled"},
    )


def test_nobody_calls_off_without_a_reason(small: SmallLine, needed: Response) -> None:
    with pytest.raises(refusals.NotHersNow) as refused:
        responses.call_off(actor=small.sunita, response=needed, why=None, at=after(40))
    assert refused.value.sentence == "Say why nobody need go any more."


def test_only_who_has_the_call_or_leads_calls_off(
    small: SmallLine, needed: Response
) -> None:
    Contact.objects.update(owner="sunita", state="owned")
    response = Response.objects.get()

    with pytest.raises(refusals.NotHersNow):
        responses.call_off(
            actor=small.operator,
            response=response,
            why=CalledOff.SETTLED,
            at=after(40),
        )
    assert responses.may_call_off(small.sunita, response)
    assert responses.may_call_off(small.maya, response)


def test_nothing_is_called_off_while_one_is_out(
    small: SmallLine, needed: Response
) -> None:
    out(small, needed)
    responses.report(
        actor=small.operator, response=needed, said=Report.WITHDREW, at=after(100)
    )

    assert not responses.may_call_off(small.maya, Response.objects.get())


@pytest.fixture
def leader(small: SmallLine) -> Client:
    """Return the browser of Maya, who leads."""
    client = Client()
    client.post("/sign-in", {"handle": "maya", "passphrase": PASSPHRASE})
    return client


def test_a_page_calls_off_with_a_reason_and_then_the_call_can_be_closed(
    small: SmallLine, needed: Response, leader: Client
) -> None:
    address = f"/calls/out/{needed.reference}"
    offered = leader.get(address)

    leader.post(f"{address}/say", {"said": "called_off", "why": "mistake"})

    after_it = leader.get(address)
    assert b"Call it off" in offered.content
    assert b"It was asked for by mistake." in after_it.content
    assert b"Call it off" not in after_it.content
    sheets.check_all_back(Contact.objects.get())


def test_a_page_says_that_help_is_called_for_and_takes_the_answer(
    small: SmallLine, needed: Response, leader: Client
) -> None:
    out(small, needed)
    responses.report(
        actor=small.operator, response=needed, said=Report.HELP, at=after(100)
    )
    address = f"/calls/out/{needed.reference}"
    asked = leader.get(address)

    leader.post(f"{address}/say", {"said": "help_comes"})

    assert b"I see to it: help comes" in asked.content
    assert b"They have called for help." not in leader.get(address).content
    assert Response.objects.get().alarm == 0


def test_a_call_is_not_closed_while_people_are_asked_to_go(
    small: SmallLine, needed: Response
) -> None:
    with pytest.raises(refusals.StillOut) as refused:
        sheets.check_all_back(Contact.objects.get())
    assert "Call that off first" in refused.value.sentence
