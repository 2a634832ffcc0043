"""Meetings with the lawyer, questions that go on, and cards that an attorney approves."""

from __future__ import annotations

from datetime import date

import pytest

from payung.programme.circles.access import cards_of
from payung.programme.circles.cards import (
    ApprovedAlready,
    HerOwnWords,
    NewCard,
    NotAnswered,
    Words,
    approve_card,
    draft_card,
    next_version,
    review_text,
    write_text,
)
from payung.programme.circles.codes import Subject, Sure
from payung.programme.circles.lawyer import (
    AnsweredAlready,
    Met,
    NewMeeting,
    NewQuestion,
    NotTheirMeeting,
    answer_question,
    ask_lawyer,
    hold_meeting,
    meetings_due,
    plan_meeting,
    times_carried,
    waiting_for,
)
from payung.programme.circles.models import (
    KnowYourRightsCard,
    LawyerMeeting,
    LegalQuestion,
)
from payung.programme.circles.showing import show_question
from payung.programme.circles.sites import Place
from payung.programme.people.access import NotHerRole
from tests.programme.cases.conftest import Office

from .conftest import HOURS, on


def a_meeting(office: Office, month: int, *, site: str = "np-room") -> LawyerMeeting:
    start = on(month, 5)
    new = NewMeeting(team=office.team, start=start, end=start + HOURS, site=site)
    return plan_meeting(actor=office.sunita, new=new, at=start)


def was_held(office: Office, meeting: LawyerMeeting) -> LawyerMeeting:
    start = meeting.activity.planned_start
    met = Met(
        started=start,
        ended=start + HOURS,
        came={"fnnn": 7},
        subjects=(Subject.MONEY,),
    )
    return hold_meeting(actor=office.sunita, meeting=meeting, met=met, at=start + HOURS)


def a_question(office: Office, *, site: str = "np-room") -> LegalQuestion:
    new = NewQuestion(
        team=office.team,
        site=site,
        subject=Subject.MONEY,
        text="Must I pay at the gate",
    )
    return ask_lawyer(actor=office.sunita, new=new, at=on(10, 1))


def an_answer(office: Office) -> LegalQuestion:
    question = a_question(office)
    meeting = was_held(office, a_meeting(office, 10))
    return answer_question(
        actor=office.anju,
        question=question,
        meeting=meeting,
        answer="Only with a paper that says what for",
        at=on(10, 5, 16),
    )


def a_card(office: Office) -> KnowYourRightsCard:
    new = NewCard(
        words=Words(language="en", title="Do I have to pay?", body="Ask for a paper."),
        source="Invented Act, section 1",
        confidence=Sure.MEDIUM,
    )
    question = an_answer(office)
    return draft_card(actor=office.sunita, question=question, new=new, at=on(10, 6))


def test_a_question_without_an_answer_is_on_every_next_agenda_by_itself(
    office: Office,
) -> None:
    question = a_question(office)
    for month in (10, 11):
        was_held(office, a_meeting(office, month))
    december = a_meeting(office, 12)

    waiting = list(waiting_for(december))

    assert waiting == [question]
    assert times_carried(question, december) == 2


def test_a_question_of_another_room_is_not_on_the_agenda(office: Office) -> None:
    question = a_question(office, site="np-other")
    meeting = was_held(office, a_meeting(office, 10))

    with pytest.raises(NotTheirMeeting):
        answer_question(
            actor=office.anju,
            question=question,
            meeting=meeting,
            answer="No",
            at=on(10, 5, 16),
        )

    assert list(waiting_for(meeting)) == []


def test_an_answer_is_sealed_read_by_the_team_and_given_once(office: Office) -> None:
    question = an_answer(office)

    said = show_question(
        actor=office.maya, question=question, what="answer", at=on(10, 7)
    )

    assert said == "Only with a paper that says what for"
    assert b"paper" not in LegalQuestion.objects.get().answer.data
    with pytest.raises(AnsweredAlready):
        answer_question(
            actor=office.anju,
            question=question,
            meeting=LawyerMeeting.objects.get(),
            answer="Another",
            at=on(10, 5, 17),
        )


def test_one_meeting_is_due_for_each_room_in_each_month(office: Office) -> None:
    was_held(office, a_meeting(office, 10))
    rooms = (
        Place(code="np-room", label="Room"),
        Place(code="np-other", label="Other"),
    )

    here, there = meetings_due((office.team.pk,), rooms, month=date(2026, 10, 20))
    later, _other = meetings_due((office.team.pk,), rooms, month=date(2026, 11, 20))

    assert (here.held is not None, there.held, there.planned) == (True, None, None)
    assert later.held is None


def test_no_card_is_made_of_a_question_without_an_answer(office: Office) -> None:
    question = a_question(office)
    new = NewCard(
        words=Words(language="en", title="t", body="b"),
        source="s",
        confidence=Sure.LOW,
    )

    with pytest.raises(NotAnswered):
        draft_card(actor=office.sunita, question=question, new=new, at=on(10, 6))


def test_only_an_attorney_approves_a_card(office: Office) -> None:
    card = a_card(office)

    with pytest.raises(NotHerRole):
        approve_card(actor=office.maya, card=card, at=on(10, 7))
    approved = approve_card(actor=office.anju, card=card, at=on(10, 7))

    assert approved.approved_by == "anju"
    assert approved.texts.get(language="en").reviewed_by == "anju"


def test_a_translation_is_unreviewed_until_somebody_else_says_that_it_is_right(
    office: Office,
) -> None:
    card = approve_card(actor=office.anju, card=a_card(office), at=on(10, 7))
    words = Words(language="ne", title="तिर्नैपर्छ?", body="कागज माग्नुहोस्।")

    text = write_text(actor=office.sunita, card=card, words=words, at=on(10, 8))

    assert text.reviewed_at is None
    with pytest.raises(HerOwnWords):
        review_text(actor=office.sunita, text=text, at=on(10, 9))
    assert review_text(actor=office.maya, text=text, at=on(10, 9)).reviewed_by == "maya"
    changed = write_text(actor=office.sunita, card=card, words=words, at=on(10, 10))
    assert changed.reviewed_at is None


def test_approved_words_are_not_changed_but_followed_by_a_new_version(
    office: Office,
) -> None:
    card = approve_card(actor=office.anju, card=a_card(office), at=on(10, 7))
    words = Words(language="en", title="Do I pay?", body="Otherwise")

    with pytest.raises(ApprovedAlready):
        write_text(actor=office.sunita, card=card, words=words, at=on(10, 8))
    new = NewCard(words=words, source="s", confidence=Sure.HIGH)
    second = next_version(actor=office.sunita, card=card, new=new, at=on(10, 8))

    assert (second.version, second.follows, second.approved_at) == (2, card, None)
    assert card.texts.get(language="en").body == "Ask for a paper."


def test_a_draft_is_read_by_the_team_alone_and_an_approved_card_by_the_country(
    office: Office,
) -> None:
    draft = a_card(office)
    assert [list(cards_of(one)) for one in (office.anju, office.outsider)] == [
        [draft],
        [],
    ]

    approve_card(actor=office.anju, card=draft, at=on(10, 7))

    assert list(cards_of(office.outsider)) == [draft]
    assert list(cards_of(office.rina)) == []
