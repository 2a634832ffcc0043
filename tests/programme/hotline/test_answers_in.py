"""What our own people answer by SMS: taken once, and each digit does what it says."""

from __future__ import annotations

import pytest

from payung.engines.dispatch import (
    Channel,
    Event,
    Happening,
    Priority,
    Report,
    Stage,
)
from payung.gateways.messages import Inbound, InboundKind
from payung.gateways.messages.fake import FakeMessages
from payung.gateways.telephone import NewsKind
from payung.programme.alerts.models import Message, WayKind
from payung.programme.alerts.sending import send_due
from payung.programme.alerts.ways import address_of
from payung.programme.hotline.accepting import accept
from payung.programme.hotline.coming_in.arriving import take_call
from payung.programme.hotline.coming_in.digits import REPORTS
from payung.programme.hotline.coming_in.messages_in import take_message
from payung.programme.hotline.coming_in.news import keep_news
from payung.programme.hotline.coming_in.yes import said_yes
from payung.programme.hotline.happening import happen
from payung.programme.hotline.models import Contact, OwnAnswer, Response
from payung.programme.hotline.outings import responses
from payung.programme.hotline.sweeping import sweep
from payung.programme.people.models import Person
from payung.programme.people.teams import remove_member
from payung.programme.places.packs import pack_of
from payung.programme.standby.models import ReachProof
from tests.programme.hotline.small_line import (
    CALLER,
    NIGHT,
    SmallLine,
    after,
    arrival,
    told,
)


COUNTRIES = ("np", "bd", "id", "mm", "xx")


def text(key: str, words: str, *, sent: float, came: float | None = None, **by: str):
    """Let a text come in, from a stranger or from the phone of one of ours."""
    inbound = Inbound(
        key=key,
        kind=InboundKind.TEXT,
        address=by.get("address", f"tel:{CALLER}"),
        text=words,
        sent_at=after(sent),
    )
    at = after(sent if came is None else came)
    return take_message(country="np", channel="sms", inbound=inbound, at=at)


def asked(person: str, *sayings: str) -> Message:
    """Return the newest text by which she was asked."""
    rows = Message.objects.filter(
        way__person__handle=person, way__kind="sms", saying__in=sayings
    )
    newest = rows.order_by("-made_at").first()
    assert newest is not None, f"{person} was asked"
    return newest


def answers(
    key: str,
    digit: str,
    message: Message,
    *,
    sent: float,
    came: float | None = None,
) -> None:
    address = address_of(message.way) or ""
    words = f"{digit} {message.code}"
    text(key, words, sent=sent, came=came, address=address)


def told_to(saying: str, *, since: float) -> list[str]:
    rows = Message.objects.filter(saying=saying, made_at__gte=after(since))
    return sorted(set(rows.values_list("way__person__handle", flat=True)))


@pytest.fixture
def waiting(small: SmallLine) -> Contact:
    """Return the contact of somebody who wrote; Sunita is asked to take it."""
    text("first", "Please call me", sent=0)
    return Contact.objects.get()


@pytest.fixture
def pair(small: SmallLine) -> Response:
    """Return a response whose pair, Sunita and the operator, said yes by SMS."""
    contact = take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    response = responses.need_pair(
        actor=small.sunita, contact=contact, priority=Priority.A, place="", at=after(10)
    )
    for person in ("sunita", "operator"):
        answers(f"yes-{person}", "1", asked(person, "go"), sent=30)
    return response


def stage() -> str:
    return Response.objects.get().stage


def test_the_same_answer_again_takes_nothing_back_that_she_gave_back(
    waiting: Contact,
) -> None:
    take = asked("sunita", "take")
    answers("yes", "1", take, sent=30)
    gave = Happening(event=Event.GAVE_BACK, at=after(100), person="sunita")
    happen(reference=waiting.reference, happening=gave)

    answers("yes", "1", take, sent=30, came=5000)

    row = Contact.objects.get()
    assert (row.state, row.owner) == ("ringing", "")
    assert [proof.at for proof in ReachProof.objects.all()] == [after(30)]
    assert OwnAnswer.objects.count() == 1


def test_a_yes_to_what_was_hers_before_takes_nothing_and_she_is_asked_to_look(
    waiting: Contact,
) -> None:
    take = asked("sunita", "take")
    answers("yes", "1", take, sent=30)
    gave = Happening(event=Event.GAVE_BACK, at=after(100), person="sunita")
    happen(reference=waiting.reference, happening=gave)

    answers("another name for it", "1", take, sent=200)

    assert Contact.objects.get().owner == ""
    assert told_to("look", since=200) == ["sunita"]


def test_a_yes_by_a_key_to_what_was_hers_before_takes_nothing_either(
    waiting: Contact,
) -> None:
    take = asked("sunita", "take")
    accept(contact=waiting, person="sunita", at=after(30))
    gave = Happening(event=Event.GAVE_BACK, at=after(100), person="sunita")
    happen(reference=waiting.reference, happening=gave)

    said_yes(take, at=after(200))

    assert Contact.objects.get().owner == ""


def test_who_said_no_may_still_say_yes(waiting: Contact) -> None:
    take = asked("sunita", "take")
    answers("no", "2", take, sent=20)

    answers("yes", "1", take, sent=40)

    assert Contact.objects.get().owner == "sunita"


def test_who_comes_second_is_still_told_who_has_it(waiting: Contact) -> None:
    take = asked("sunita", "take")
    accept(contact=waiting, person="operator", at=after(10))

    answers("yes", "1", take, sent=30)

    assert Contact.objects.get().owner == "operator"
    assert told_to("taken", since=30) == ["sunita"]


def test_a_text_that_a_network_brought_late_proves_when_it_was_written(
    waiting: Contact,
) -> None:
    take = asked("sunita", "take")

    answers("yes", "1", take, sent=30, came=4000)

    assert ReachProof.objects.get().at == after(30)
    assert Contact.objects.get().owner == "sunita"


def test_a_clock_that_cannot_be_right_is_not_believed(waiting: Contact) -> None:
    take = asked("sunita", "take")

    answers("yes", "1", take, sent=9000, came=40)

    assert ReachProof.objects.get().at == after(40)


def test_what_was_answered_a_month_ago_is_forgotten(waiting: Contact) -> None:
    take = asked("sunita", "take")
    OwnAnswer.objects.create(source_key="old", kept_at=after(-32 * 86400))

    answers("yes", "1", take, sent=30)

    assert not OwnAnswer.objects.filter(source_key="old").exists()


def test_a_missed_check_in_is_made_good_without_a_page(waiting: Contact) -> None:
    accept(contact=waiting, person="sunita", at=after(30))
    reached = Happening(event=Event.REACHED, at=after(60), person="sunita")
    happen(reference=waiting.reference, happening=reached)
    sweep(at=after(60 + 3600))
    assert Contact.objects.get().state == "ringing"

    answers("still", "5", asked("sunita", "still"), sent=3700)

    row = Contact.objects.get()
    assert (row.state, row.owner) == ("owned", "sunita")
    assert row.due_at == after(3700 + 3600)


def test_who_only_kept_it_is_not_put_through_to_the_caller_again(
    small: SmallLine,
) -> None:
    take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    phone = str(small.phones["sunita"].pk)
    pressed = told("c", NewsKind.ACCEPTED, seq=2, at=after(9), target=phone)
    ended = told("c", NewsKind.CALLER_GONE, seq=3, at=after(99))
    keep_news("np", [pressed, ended], at=after(100))
    sweep(at=after(9 + 3600))

    answers("still", "5", asked("sunita", "still"), sent=3700)

    assert Contact.objects.get().owner == "sunita"
    assert not Message.objects.filter(saying="call_back", way__kind="call").exists()


def test_who_has_it_checks_in_with_the_code_she_took_it_with(
    waiting: Contact,
) -> None:
    take = asked("sunita", "take")
    answers("yes", "1", take, sent=30)
    reached = Happening(event=Event.REACHED, at=after(60), person="sunita")
    happen(reference=waiting.reference, happening=reached)

    answers("well", "5", take, sent=3000)

    row = Contact.objects.get()
    assert (row.owner, row.due_at) == ("sunita", after(3000 + 3600))


def test_a_check_in_that_came_late_is_of_the_moment_it_was_written(
    waiting: Contact,
) -> None:
    take = asked("sunita", "take")
    answers("yes", "1", take, sent=30)
    reached = Happening(event=Event.REACHED, at=after(60), person="sunita")
    happen(reference=waiting.reference, happening=reached)

    answers("well", "5", take, sent=600, came=3000)

    assert Contact.objects.get().due_at == after(600 + 3600)


def test_the_pair_is_told_by_which_digits_it_says_how_it_goes(pair: Response) -> None:
    channel = FakeMessages()

    send_due(channels={WayKind.SMS: channel}, telephones={}, at=after(31))

    sent = {one.text for one in channel.sent}
    for person in ("sunita", "operator"):
        code = asked(person, "report").code
        assert any(code in words and "5" in words for words in sent)


def test_a_pair_goes_and_comes_back_without_a_page(pair: Response) -> None:
    code = asked("sunita", "report")
    stages = []

    for seconds, digit in enumerate("2346", start=100):
        answers(f"d{digit}", digit, code, sent=seconds)
        stages.append(stage())

    assert stages == ["en_route", "on_scene", "client_seen", "complete"]


def test_a_digit_alone_is_enough_for_whoever_is_out(pair: Response) -> None:
    address = address_of(asked("sunita", "report").way) or ""

    text("a", "2", sent=100, address=address)
    text("b", "3", sent=200, address=address)

    assert stage() == "on_scene"
    assert Contact.objects.count() == 1


def test_help_by_sms_tells_the_coordinator_at_once(pair: Response) -> None:
    answers("help", "9", asked("operator", "report"), sent=100)

    assert told_to("help", since=100) == ["maya"]


def test_all_is_well_puts_off_the_next_check_in(pair: Response) -> None:
    answers("well", "5", asked("operator", "report"), sent=900)

    assert Response.objects.get().due_at == after(900 + 1800)


def test_the_other_one_saying_the_same_is_well_too(pair: Response) -> None:
    answers("a", "2", asked("sunita", "report"), sent=100)

    answers("b", "2", asked("operator", "report"), sent=400)

    assert stage() == "en_route"
    assert Response.objects.get().due_at == after(400 + 1800)
    assert told_to("look", since=100) == []


def test_a_digit_that_does_not_fit_changes_nothing_and_she_is_asked_to_look(
    pair: Response,
) -> None:
    answers("seen", "4", asked("sunita", "report"), sent=100)

    assert stage() == "paired"
    assert told_to("look", since=100) == ["sunita"]


def test_that_she_was_well_before_they_were_there_says_nothing_now(
    pair: Response,
) -> None:
    code = asked("sunita", "report")
    answers("a", "2", code, sent=100)
    answers("b", "3", code, sent=1000)

    answers("late", "5", code, sent=200, came=2000)

    assert Response.objects.get().due_at == after(1000 + 1800)


@pytest.mark.parametrize(
    ("sent", "due"),
    [(1800, 1850 + 1800), (300, 1850 + 300)],
    ids=["in time", "long ago"],
)
def test_a_check_in_written_in_time_counts_though_the_network_was_late(
    pair: Response, sent: float, due: float
) -> None:
    sweep(at=after(1850))
    assert told_to("report", since=1800) == ["operator", "sunita"]

    answers("late", "5", asked("sunita", "report"), sent=sent, came=1900)

    assert Response.objects.get().due_at == after(due)


def test_help_that_comes_late_is_called_for_now(pair: Response) -> None:
    code = asked("sunita", "report")
    answers("a", "2", code, sent=100)

    answers("late", "9", code, sent=50, came=1000)

    assert told_to("help", since=1000) == ["maya"]


def test_who_cannot_go_after_all_says_so_and_another_is_looked_for(
    pair: Response,
) -> None:
    answers("no", "0", asked("sunita", "report"), sent=100)

    row = Response.objects.get()
    assert (row.stage, row.first) == ("needed", "operator")


def test_who_turned_back_is_not_out_again_by_an_old_yes(pair: Response) -> None:
    go = asked("sunita", "go")
    answers("no", "0", asked("sunita", "report"), sent=100)

    answers("another name for it", "1", go, sent=200)

    row = Response.objects.get()
    assert "sunita" not in (row.first, row.second)


def test_who_does_not_go_reports_nothing(small: SmallLine) -> None:
    contact = take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    responses.need_pair(
        actor=small.sunita, contact=contact, priority=Priority.A, place="", at=after(10)
    )

    answers("no", "9", asked("sunita", "go"), sent=30)

    row = Response.objects.get()
    assert (row.stage, row.first) == (Stage.NEEDED, "")
    assert told_to("help", since=30) == []


def test_pressing_one_on_the_phone_that_asks_how_it_goes_says_that_all_is_well(
    pair: Response,
) -> None:
    said_yes(asked("sunita", "report"), at=after(900))

    assert Response.objects.get().due_at == after(900 + 1800)


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_names_the_digits_that_are_understood(country: str) -> None:
    texts = pack_of(country).hotline.texts

    for words in texts["report"].values():
        named = {sign for sign in words.replace("{code}", "") if sign in "0123456789"}
        assert named == set(REPORTS)
    for words in texts["still"].values():
        assert "5 {code}" in words


@pytest.mark.parametrize(
    ("kind", "saying"),
    [(InboundKind.TEXT, "look"), (InboundKind.MISSED_CALL, "call_back")],
)
def test_whoever_has_it_hears_of_more_and_looks_soon(
    waiting: Contact, kind: InboundKind, saying: str
) -> None:
    accept(contact=waiting, person="sunita", at=after(30))
    reached = Happening(event=Event.REACHED, at=after(60), person="sunita")
    happen(reference=waiting.reference, happening=reached)
    more = Inbound(
        key="k2",
        kind=kind,
        address=f"tel:{CALLER}",
        text="he is here now" if kind is InboundKind.TEXT else "",
        sent_at=after(200),
    )

    take_message(country="np", channel="sms", inbound=more, at=after(200))

    row = Contact.objects.get()
    assert (row.owner, row.due_at) == ("sunita", after(200 + 300))
    assert told_to(saying, since=200) == ["sunita"]
    assert row.said.count() == 1


def test_more_while_phones_ring_is_kept_and_asks_nobody_twice(
    waiting: Contact,
) -> None:
    before = Message.objects.count()

    text("k2", "he is here now", sent=10)

    assert Contact.objects.get().said.count() == 1
    assert Message.objects.count() == before


def test_more_after_the_end_is_another_contact(waiting: Contact) -> None:
    accept(contact=waiting, person="sunita", at=after(30))
    closed = Happening(
        event=Event.CLOSED, at=after(60), person="sunita", disposition="helped"
    )
    happen(reference=waiting.reference, happening=closed)

    text("k2", "he is here now", sent=200)

    assert sorted(row.state for row in Contact.objects.all()) == ["closed", "ringing"]
    assert Contact.objects.filter(channel=Channel.SMS).count() == 2


def test_a_report_needs_two(small: SmallLine) -> None:
    contact = take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    responses.need_pair(
        actor=small.sunita, contact=contact, priority=Priority.A, place="", at=after(10)
    )
    go = asked("sunita", "go")
    answers("yes", "1", go, sent=30)

    answers("on the way", "2", go, sent=60)

    assert stage() == "needed"
    assert not Response.objects.get().events.filter(report=Report.EN_ROUTE).exists()
    assert told_to("look", since=60) == ["sunita"]


def alone(key: str, digit: str, person: str, *, sent: float) -> None:
    """Let somebody answer with a digit and nothing else."""
    address = address_of(asked(person, "report").way) or ""
    text(key, digit, sent=sent, address=address)


def test_help_is_help_also_while_she_is_asked_something_else(pair: Response) -> None:
    alone("out", "2", "sunita", sent=60)
    text("another caller", "Please call me", sent=100, address="tel:5550999")

    alone("help", "9", "sunita", sent=110)

    row = Response.objects.get()
    assert row.events.filter(report="help", person="sunita").count() == 1
    assert Contact.objects.count() == 2


def test_a_digit_that_nobody_knows_is_not_taken_for_all_is_well(pair: Response) -> None:
    report = asked("sunita", "report")

    answers("slip", "8", report, sent=60)

    assert not Response.objects.get().events.filter(report="checked_in").exists()
    assert told_to("look", since=60) == ["sunita"]


def test_a_no_to_can_you_go_does_not_put_her_on_the_way(pair: Response) -> None:
    answers("no", "2", asked("sunita", "go"), sent=60)

    assert stage() == "paired"


def test_a_stage_that_was_passed_over_says_at_least_that_she_is_well(
    pair: Response,
) -> None:
    answers("early", "4", asked("sunita", "report"), sent=60)

    said = Response.objects.get().events.filter(person="sunita")
    assert "checked_in" in set(said.values_list("report", flat=True))
    assert told_to("look", since=60) == ["sunita"]


def test_a_flood_of_one_caller_is_not_one_on_the_phone_of_whoever_has_it(
    waiting: Contact,
) -> None:
    answers("yes", "1", asked("sunita", "take"), sent=30)

    for n in range(12):
        text(f"again {n}", "He is here now", sent=60 + n)

    told = Message.objects.filter(made_at__gte=after(60), way__person__handle="sunita")
    assert 1 <= told.filter(way__kind="sms").count() <= 2


def test_whoever_was_taken_out_of_the_team_does_not_keep_what_she_cannot_open(
    small: SmallLine, waiting: Contact
) -> None:
    answers("yes", "1", asked("sunita", "take"), sent=30)
    sunita = Person.objects.get(handle="sunita")
    remove_member(actor=small.maya, team=waiting.team, member=sunita, at=after(60))

    sweep(at=after(90))

    assert Contact.objects.get().owner != "sunita"
