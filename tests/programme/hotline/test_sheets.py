"""What somebody does on the sheet of a contact, and who may."""

from __future__ import annotations

from datetime import timedelta

import pytest

from payung.engines import sealed
from payung.engines.dispatch import Kind, Priority, Report
from payung.gateways.telephone import NewsKind, OrderKind
from payung.gateways.telephone.fake import FakeTelephone
from payung.gateways.vault import FakeVault
from payung.programme.cases.models import Case
from payung.programme.hotline import access, refusals
from payung.programme.hotline.coming_in.arriving import take_call
from payung.programme.hotline.coming_in.news import keep_news
from payung.programme.hotline.models import Contact, Disposition, NextStep, Voicemail
from payung.programme.hotline.outings import responses
from payung.programme.hotline.sheet import (
    calling_back,
    opening_from,
    own_calls,
    reading,
    sheets,
)
from payung.programme.journal.models import Entry
from payung.programme.people.actors import Actor, actor_of
from payung.programme.people.models import Person
from payung.programme.standby.models import AttorneyAlert
from tests.cast import as_actor
from tests.programme.hotline.small_line import (
    CALLER,
    NIGHT,
    SmallLine,
    after,
    arrival,
    told,
)


DAY = NIGHT + timedelta(hours=6)


@pytest.fixture
def rang_off(small: SmallLine) -> Contact:
    """Return the contact of a caller who rang off: Sunita is to call her back."""
    batch = [arrival(small, "c"), told("c", NewsKind.CALLER_GONE, seq=2, at=after(9))]
    keep_news("np", batch, at=after(10))
    return Contact.objects.get()


@pytest.fixture
def hers(small: SmallLine, rang_off: Contact) -> Contact:
    """Return the same, taken by Sunita."""
    return sheets.take(actor=small.sunita, contact=rang_off, at=after(20))


def close(actor: Actor, contact: Contact) -> Contact:
    return sheets.close(
        actor=actor,
        contact=contact,
        disposition=Disposition.INFORMED,
        next_step=NextStep.SHE_CALLS,
        at=after(900),
    )


def test_the_team_finds_it_and_nobody_else(small: SmallLine, rang_off: Contact) -> None:
    outsider = as_actor(small.outsider)
    donor = actor_of(Person.objects.get(handle="regional"), keys=None)

    assert access.contact_for(small.sunita, rang_off.reference) == rang_off
    for actor in (outsider, donor):
        with pytest.raises(access.NoSuchContact):
            access.contact_for(actor, rang_off.reference)


def test_an_outsider_opens_nothing_even_with_the_row_in_her_hand(
    small: SmallLine, rang_off: Contact
) -> None:
    outsider = as_actor(small.outsider)

    with pytest.raises(sealed.Refused):
        reading.show_part(actor=outsider, contact=rang_off, part="number", at=after(20))


def test_whoever_reads_the_number_stands_in_the_journal(
    small: SmallLine, hers: Contact
) -> None:
    number = reading.show_part(
        actor=small.sunita, contact=hers, part="number", at=after(30)
    )

    assert number == CALLER
    entry = Entry.objects.filter(kind="contact.shown").get()
    assert (entry.actor, entry.details) == ("sunita", {"part": "number"})


def test_what_another_has_cannot_be_closed_handed_on_or_called(
    small: SmallLine, hers: Contact
) -> None:
    operator = small.operator

    with pytest.raises(refusals.NotHersNow):
        close(operator, hers)
    with pytest.raises(refusals.NotHersNow):
        sheets.take(actor=operator, contact=hers, at=after(30))
    with pytest.raises(refusals.NotHersNow):
        sheets.check_in(actor=operator, contact=hers, at=after(30))
    with pytest.raises(refusals.NotHersNow):
        calling_back.call_back(
            actor=operator, contact=hers, telephones={}, at=after(30)
        )
    assert Contact.objects.get().owner == "sunita"


def test_a_note_is_sealed_and_read_again(small: SmallLine, hers: Contact) -> None:
    sheets.write_note(
        actor=small.sunita, contact=hers, text="Two men at the door", at=after(40)
    )

    again = reading.show_part(
        actor=small.operator, contact=Contact.objects.get(), part="note", at=after(50)
    )
    assert again == "Two men at the door"


def test_a_note_about_a_withheld_number_makes_its_key(small: SmallLine) -> None:
    contact = take_call(country="np", news=arrival(small, "w", number=""), at=NIGHT)

    sheets.write_note(actor=small.sunita, contact=contact, text="Silence", at=after(9))

    words = reading.show_part(
        actor=small.sunita, contact=contact, part="note", at=after(10)
    )
    assert words == "Silence"


def test_calling_back_hands_the_number_to_the_telephone_and_keeps_none(
    small: SmallLine, hers: Contact
) -> None:
    telephone = FakeTelephone()

    order = calling_back.call_back(
        actor=small.sunita, contact=hers, telephones={"np": telephone}, at=after(30)
    )

    [given] = telephone.orders
    assert (given.kind, given.number) == (OrderKind.CALL_BACK, CALLER)
    assert given.target == str(small.phones["sunita"].pk)
    assert given.address == "sip:sunita@127.0.0.1"
    assert CALLER not in repr(order)


@pytest.mark.parametrize(
    ("kinds", "state", "attempts", "reached"),
    [
        pytest.param(["accepted", "reached", "ended"], "owned", 0, True, id="reached"),
        pytest.param(["accepted", "ended"], "owned", 1, False, id="not reached"),
        pytest.param(["refused", "ended"], "owned", 0, False, id="she did not answer"),
    ],
)
def test_what_the_telephone_reports_of_calling_back_is_written_down(
    small: SmallLine,
    hers: Contact,
    kinds: list[str],
    state: str,
    attempts: int,
    reached: bool,
) -> None:
    telephone = FakeTelephone()
    order = calling_back.call_back(
        actor=small.sunita, contact=hers, telephones={"np": telephone}, at=after(30)
    )
    batch = [
        told(order.id, NewsKind(kind), seq=n, at=after(40 + n), target=order.target)
        for n, kind in enumerate(kinds, start=1)
    ]

    keep_news("np", [*batch, *batch], at=after(90))

    row = Contact.objects.get()
    assert (row.state, row.attempts) == (state, attempts)
    assert (row.reached_at is not None) is reached


def test_a_telephone_that_is_gone_says_so_in_a_sentence(
    small: SmallLine, hers: Contact
) -> None:
    telephone = FakeTelephone()
    telephone.gone = True

    with pytest.raises(calling_back.CannotRingNow) as told_her:
        calling_back.call_back(
            actor=small.sunita, contact=hers, telephones={"np": telephone}, at=after(30)
        )

    assert "Try again" in told_her.value.sentence


@pytest.mark.parametrize("kind", [Kind.SILENT, Kind.ABUSIVE, Kind.WRONG_NUMBER])
def test_silence_and_abuse_are_typed_and_are_no_data(
    small: SmallLine, hers: Contact, kind: Kind
) -> None:
    sheets.call_it(actor=small.sunita, contact=hers, kind=kind, at=after(30))

    assert Kind(Contact.objects.get().kind).counts_as_data is False


def test_nobody_can_call_a_contact_a_test(small: SmallLine, hers: Contact) -> None:
    with pytest.raises(refusals.NotHersNow):
        sheets.call_it(actor=small.sunita, contact=hers, kind=Kind.DRILL, at=after(30))


def test_closing_says_how_it_ended_and_what_comes_next(
    small: SmallLine, hers: Contact
) -> None:
    close(small.sunita, hers)

    row = Contact.objects.get()
    assert (row.state, row.owner, row.closed_by) == ("closed", "", "sunita")
    assert (row.disposition, row.next_step) == ("informed", "she_calls")
    assert (row.closed_at, row.due_at) == (after(900), None)


def test_it_is_not_closed_while_a_pair_is_out(small: SmallLine, hers: Contact) -> None:
    responses.need_pair(
        actor=small.sunita,
        contact=hers,
        priority=Priority.B,
        place="By the bridge",
        at=after(30),
    )

    with pytest.raises(refusals.StillOut):
        close(small.sunita, hers)


def test_handing_over_leaves_it_with_her_until_it_is_taken(
    small: SmallLine, hers: Contact
) -> None:
    operator = Person.objects.get(handle="operator")

    offered = sheets.hand_over(
        actor=small.sunita, contact=hers, to=operator, at=after(30)
    )
    taken = sheets.take_it_over(actor=small.operator, contact=offered, at=after(60))

    assert (offered.owner, offered.taker) == ("sunita", "operator")
    assert (taken.owner, taken.state) == ("operator", "owned")


def test_giving_back_rings_the_others(small: SmallLine, hers: Contact) -> None:
    row = sheets.give_back(actor=small.sunita, contact=hers, at=after(30))

    assert (row.state, row.owner, row.rung) == ("ringing", "", 2)


def test_a_case_opened_from_it_is_linked_and_opened_once(
    small: SmallLine, hers: Contact
) -> None:
    case = opening_from.open_case_from(
        actor=small.sunita, contact=hers, title="A title", note="", at=after(30)
    )

    with pytest.raises(refusals.OpenedAlready):
        opening_from.open_case_from(
            actor=small.operator, contact=hers, title="Again", note="", at=after(31)
        )
    assert Case.objects.get() == case
    assert Contact.objects.get().case == case.reference


def test_one_press_alerts_the_attorneys_and_a_second_changes_nothing(
    small: SmallLine, hers: Contact
) -> None:
    first = opening_from.alert_attorney(actor=small.sunita, contact=hers, at=after(30))
    second = opening_from.alert_attorney(
        actor=small.operator, contact=hers, at=after(31)
    )

    assert first == second == AttorneyAlert.objects.get()
    assert first.about == hers.reference
    row = Contact.objects.get()
    assert (row.priority, row.owner) == ("a", "sunita")


def test_a_message_by_voice_is_heard_by_the_team_and_noted_who_first_did(
    small: SmallLine, hers: Contact
) -> None:
    vault = FakeVault()
    voicemail = Voicemail.objects.create(
        contact=hers,
        record=hers.record,
        file="7b1c1f3e-30f1-4b3a-a6b4-0f5f9a1f9b11",
        seconds=3,
        size=9,
        left_at=after(9),
    )
    voicemail.refresh_from_db()
    secret = small.sunita.unlocked.secret(hers.record)
    vault.put(
        voicemail.file, sealed.seal_stream(secret, voicemail.file, [b"her voice"])
    )

    sound = b"".join(
        reading.hear(
            actor=small.operator, voicemail=voicemail, vault=vault, at=after(99)
        )
    )

    assert sound == b"her voice"
    kept = Voicemail.objects.get()
    assert (kept.heard_by, kept.heard_at) == ("operator", after(99))


def test_a_call_to_her_own_phone_is_hers_and_sealed(small: SmallLine) -> None:
    contact = own_calls.enter(
        actor=small.sunita,
        call=own_calls.OwnCall(
            team=small.team,
            priority=Priority.C,
            began_at=NIGHT,
            number="+1 202 555 0188",
            note="Asked about papers",
        ),
        at=DAY,
    )

    row = Contact.objects.get()
    assert row == contact
    assert (row.channel, row.state, row.owner) == ("own_phone", "owned", "sunita")
    assert (row.opened_at, row.reached_at) == (NIGHT, NIGHT)
    assert reading.number_of(small.operator, row) == "+12025550188"


def test_a_call_of_tomorrow_or_for_another_team_cannot_be_entered(
    small: SmallLine,
) -> None:
    call = own_calls.OwnCall(team=small.team, priority=Priority.C, began_at=DAY)

    with pytest.raises(refusals.NotYet):
        own_calls.enter(actor=small.sunita, call=call, at=NIGHT)
    with pytest.raises(access.NoSuchContact):
        own_calls.enter(actor=as_actor(small.outsider), call=call, at=DAY)


def test_a_pair_goes_out_reports_and_comes_back(
    small: SmallLine, hers: Contact
) -> None:
    response = responses.need_pair(
        actor=small.sunita,
        contact=hers,
        priority=Priority.A,
        place="By the bridge",
        at=after(30),
    )
    for person in ("operator", "maya", "anju"):
        responses.accept_offer(response=response, person=person, at=after(60))
    for second, said in enumerate(
        (Report.EN_ROUTE, Report.ON_SCENE, Report.CLIENT_SEEN, Report.COMPLETED)
    ):
        response = responses.report(
            actor=small.maya, response=response, said=said, at=after(100 + second)
        )

    assert (response.first, response.second) == ("operator", "maya")
    assert (response.stage, response.due_at) == ("complete", None)
    where = responses.show_place(actor=small.maya, response=response, at=after(200))
    assert where == "By the bridge"


def test_another_s_word_does_not_put_off_what_the_owner_owes(
    small: SmallLine, hers: Contact
) -> None:
    due_at = hers.due_at

    for deed in (sheets.reached, sheets.not_reached):
        with pytest.raises(refusals.NotHersNow):
            deed(actor=small.operator, contact=hers, at=after(120))

    assert Contact.objects.get().due_at == due_at


def test_a_call_back_that_is_handed_over_stays_with_her_until_it_is_taken(
    small: SmallLine, rang_off: Contact
) -> None:
    operator = Person.objects.get(handle="operator")
    due_at = rang_off.due_at

    offered = sheets.hand_over(
        actor=small.sunita, contact=rang_off, to=operator, at=after(30)
    )
    taken = sheets.take_it_over(actor=small.operator, contact=offered, at=after(60))

    assert (offered.state, offered.owner, offered.due_at) == (
        "call_back",
        "sunita",
        due_at,
    )
    assert (taken.owner, taken.state) == ("operator", "owned")
