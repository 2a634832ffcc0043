"""Going out: who is asked, always two, looked for when they are silent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from payung.engines.dispatch import NotInThisPair, Priority, Report
from payung.gateways.messages import Inbound, InboundKind
from payung.programme.alerts.models import Message
from payung.programme.hotline import access
from payung.programme.hotline.coming_in.arriving import take_call
from payung.programme.hotline.coming_in.messages_in import take_message
from payung.programme.hotline.models import Response
from payung.programme.hotline.nights.figures_of_outings import check_ins
from payung.programme.hotline.outings import responses
from payung.programme.hotline.outings.candidates import ranked
from payung.programme.hotline.sweeping import sweep
from payung.programme.standby.models import ProvenBy
from payung.programme.standby.proofs import proven
from tests.cast import as_actor
from tests.programme.hotline.small_line import NIGHT, SmallLine, after, arrival


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

    assert told("remind") == {"sunita", "operator"}
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
