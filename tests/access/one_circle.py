"""A circle with one of everything, a meeting with the lawyer and a card: for the table."""

from __future__ import annotations

from datetime import timedelta

from payung.programme.circles.cards import NewCard, Words, approve_card, draft_card
from payung.programme.circles.codes import (
    Addressee,
    Allowed,
    DecidedBy,
    EvidenceKind,
    Group,
    Severity,
    Since,
    Subject,
    Sure,
)
from payung.programme.circles.deciding import NewDecision, add_action, decide
from payung.programme.circles.findings import NewFinding, add_finding
from payung.programme.circles.lawyer import (
    Met,
    NewMeeting,
    NewQuestion,
    answer_question,
    ask_lawyer,
    hold_meeting,
    plan_meeting,
)
from payung.programme.circles.marking import mark_span, where
from payung.programme.circles.sittings import NewGroup, Sat, hold_group, plan_group
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from tests.access.one_case import OneCase
from tests.cast import THEN


BEGAN, ENDED = THEN - timedelta(hours=3), THEN - timedelta(hours=1)
SITTING = (
    *("circle", "circle-waiting", "circle-held"),
    *("circle-finding", "circle-decision"),
)
CARD = ("rights-card", "rights-card-approve", "rights-card-again")
CARD_IN = ("rights-card-write", "rights-card-print", "rights-card-right")
Named = dict[str, dict[str, object]]


def one_circle(team: Team, actor: Actor, attorney: Actor) -> OneCase:
    """Let a circle have sat, and the lawyer have been asked."""
    return OneCase(
        arguments={**_sitting(team, actor), **_lawyer(team, actor, attorney)},
        posts={},
    )


def _sitting(team: Team, actor: Actor) -> Named:
    new = NewGroup(
        team=team, group=Group.EVERYBODY, start=BEGAN, end=ENDED, quorum=5, site="blue"
    )
    group = plan_group(actor=actor, new=new, at=THEN)
    sat = Sat(
        started=BEGAN,
        ended=ENDED,
        came={"fnnn": 6},
        led_by_community=True,
        allowed=Allowed.WORDS,
    )
    group = hold_group(actor=actor, group=group, sat=sat, at=THEN)
    said = NewFinding(
        text="Invented",
        about_one=False,
        themes=("raids",),
        severity=Severity.LITTLE,
        since=Since.MONTH,
        evidence=EvidenceKind.SEEN,
        is_new=True,
    )
    finding = add_finding(actor=actor, group=group, new=said, at=THEN)
    taken = NewDecision(
        what="Invented",
        why=(finding,),
        addressee=Addressee.OWN_TEAM,
        changes_strategy=False,
        decided_by=DecidedBy.VOTE,
        due_on=THEN.date() + timedelta(days=30),
    )
    decision = decide(actor=actor, group=group, new=taken, at=THEN)
    action = add_action(
        actor=actor, decision=decision, what="Do", due_on=taken.due_on, at=THEN
    )
    place = where(group, "finding", finding.pk)
    mark = mark_span(actor=actor, place=place, start=0, end=3, theme="raids", at=THEN)
    one: dict[str, object] = {"group_id": group.pk}
    return {
        **dict.fromkeys((*SITTING, "circle-finish"), one),
        "circle-told": one | {"decision_id": decision.pk},
        "circle-show": one | {"what": "finding", "row_id": finding.pk},
        "circle-mark": one | {"part": "finding", "about": finding.pk},
        "circle-unmark": one | {"mark_id": mark.pk},
        "circle-withdraw": one | {"what": "finding", "row_id": finding.pk},
        "circle-reopen": one | {"what": "minutes", "row_id": group.pk},
        "circle-answer": {"finding_id": finding.pk},
        "circle-action": {"decision_id": decision.pk},
        "circle-action-end": {"action_id": action.pk},
    }


def _lawyer(team: Team, actor: Actor, attorney: Actor) -> Named:
    asked = NewQuestion(team=team, subject=Subject.COURT, text="Invented", site="blue")
    question = ask_lawyer(actor=actor, new=asked, at=BEGAN)
    planned = NewMeeting(team=team, start=BEGAN, end=ENDED, site="blue")
    meeting = plan_meeting(actor=actor, new=planned, at=THEN)
    met = Met(started=BEGAN, ended=ENDED, came={"fnnn": 4}, subjects=(Subject.COURT,))
    meeting = hold_meeting(actor=actor, meeting=meeting, met=met, at=THEN)
    answer_question(
        actor=actor, question=question, meeting=meeting, answer="Invented", at=THEN
    )
    drafted = NewCard(
        words=Words(language="en", title="Invented", body="Invented"),
        source="Invented",
        confidence=Sure.LOW,
    )
    card = draft_card(actor=actor, question=question, new=drafted, at=THEN)
    approve_card(actor=attorney, card=card, at=THEN)
    in_meeting: dict[str, object] = {"meeting_id": meeting.pk}
    of_question: dict[str, object] = {"question_id": question.pk}
    of_card: dict[str, object] = {"card_id": card.pk}
    return {
        **dict.fromkeys(
            (
                *("lawyer-meeting", "lawyer-waiting", "lawyer-held"),
                "lawyer-back",
            ),
            in_meeting,
        ),
        "lawyer-answer": in_meeting | of_question,
        "lawyer-show": of_question | {"what": "question"},
        "rights-card-draft": of_question,
        "lawyer-correct": of_question,
        **dict.fromkeys(CARD, of_card),
        **dict.fromkeys(CARD_IN, of_card | {"language": "en"}),
    }
