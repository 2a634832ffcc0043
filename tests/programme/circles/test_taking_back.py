"""What was written down wrong at a sitting can be taken back or opened again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from payung.engines.indicators import Ratio, parse_period
from payung.programme.activities.not_held import WhyNotHeld, say_not_held
from payung.programme.circles import agenda
from payung.programme.circles.codes import (
    ActionState,
    Answer,
    Proof,
    Severity,
    WhyTaken,
)
from payung.programme.circles.deciding import (
    Gone,
    WithoutReason,
    add_action,
    finish_action,
    tell_back,
)
from payung.programme.circles.figures import groups_held_in, loop_in
from payung.programme.circles.findings import FindingGone, answer_finding
from payung.programme.circles.holdings import holding_of
from payung.programme.circles.marking import mark_words, where
from payung.programme.circles.models import (
    ActionItem,
    CodeApplication,
    Decision,
    Finding,
    FocusGroup,
    ReportBack,
)
from payung.programme.circles.not_held import WrittenDownAtIt
from payung.programme.circles.sittings import MinutesFinished, finish_minutes
from payung.programme.circles.taking_back import (
    NextWasHeld,
    NotClosed,
    RestsOnIt,
    ToldAlready,
    reopen,
    withdraw,
)
from payung.programme.journal.models import Entry
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import Actor
from tests.programme.cases.conftest import Office

from .conftest import decided, found, held, on


NOVEMBER = parse_period("2026-11")


def take_back(
    actor: Actor,
    group: FocusGroup,
    what: str,
    row: Finding | Decision | ActionItem | FocusGroup,
    why: WhyTaken = WhyTaken.NAMES,
) -> None:
    withdraw(
        actor=actor, group=group, what=what, row_id=row.pk, why=why, at=on(10, 20, 18)
    )


def open_again(
    actor: Actor,
    group: FocusGroup,
    what: str,
    row: FocusGroup | ReportBack | ActionItem,
) -> None:
    reopen(
        actor=actor,
        group=group,
        what=what,
        row_id=row.pk,
        why=WhyTaken.TYPED,
        at=on(11, 23),
    )


def accepted(office: Office, decision: Decision, group: FocusGroup) -> ReportBack:
    return tell_back(
        actor=office.sunita,
        decision=decision,
        group=group,
        accepted=True,
        at=on(11, 20, 16),
    )


def loop(day: date = date(2026, 12, 1)) -> tuple[float, float] | None:
    figure = loop_in("np", NOVEMBER, on=day).carried_out
    if not isinstance(figure, Ratio):
        return None
    return figure.numerator, figure.denominator


def test_a_name_typed_in_a_finding_goes_and_the_reason_stays(
    office: Office, october: FocusGroup
) -> None:
    finding = found(office.sunita, october, "Zumbrota was stopped at the gate")
    place = where(october, "finding", finding.pk)
    mark_words(
        actor=office.sunita,
        place=place,
        words="stopped",
        theme="police_stops",
        at=on(10, 20, 17),
    )

    take_back(office.sunita, october, "finding", finding)

    finding.refresh_from_db()
    assert finding.text is None
    assert not CodeApplication.objects.exists()
    assert (finding.withdrawn_by, finding.why) == ("sunita", "names")
    holding = holding_of(october.pk)
    assert holding is not None
    texts = [
        getattr(one.row, one.column) for one in holding.fields if one.column == "text"
    ]
    assert texts == [None]
    entry = Entry.objects.get(kind="circle.withdrawn")
    assert entry.details == {"what": "finding", "why": "names"}


def test_a_withdrawn_finding_needs_no_answer_and_gets_none(
    office: Office, october: FocusGroup
) -> None:
    finding = found(office.sunita, october)
    take_back(office.sunita, october, "finding", finding)

    with pytest.raises(FindingGone):
        answer_finding(
            actor=office.sunita,
            finding=finding,
            answer=Answer.WATCH,
            at=on(10, 20, 18),
        )
    with pytest.raises(WithoutReason):
        decided(office.sunita, Finding.objects.get())
    finish_minutes(actor=office.sunita, group=october, at=on(10, 20, 19))

    october.refresh_from_db()
    assert october.finished_by == "sunita"


def test_pressed_twice_it_is_withdrawn_once(
    office: Office, october: FocusGroup
) -> None:
    finding = found(office.sunita, october)

    for why in (WhyTaken.NAMES, WhyTaken.TWICE):
        take_back(office.sunita, october, "finding", finding, why)

    assert Finding.objects.get().why == "names"
    assert Entry.objects.filter(kind="circle.withdrawn").count() == 1


def test_the_only_reason_of_a_decision_is_withdrawn_after_the_decision(
    office: Office, october: FocusGroup
) -> None:
    finding = found(office.sunita, october)
    decision = decided(office.sunita, finding)
    finding.refresh_from_db()

    with pytest.raises(RestsOnIt):
        take_back(office.sunita, october, "finding", finding)
    take_back(office.sunita, october, "decision", decision)
    finding.refresh_from_db()
    answer_then = finding.answer
    take_back(office.sunita, october, "finding", finding)

    assert answer_then == ""
    assert Finding.objects.get().withdrawn_at is not None


def test_a_withdrawn_decision_counts_nowhere_and_takes_what_was_to_be_done_with_it(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    wrong = decided(office.sunita, found(office.sunita, october))
    right = decided(office.sunita, found(office.sunita, october))
    due = date(2026, 11, 10)
    add_action(
        actor=office.sunita,
        decision=wrong,
        what="Ask Zumbrota",
        due_on=due,
        at=on(10, 20, 17),
    )
    before = loop()

    take_back(office.sunita, october, "decision", wrong)

    wrong.refresh_from_db()
    action = ActionItem.objects.get()
    assert (wrong.what, action.what) == (None, None)
    assert list(agenda.carried(november)) == [right]
    teams = (office.team.pk,)
    open_ones = agenda.open_decisions(teams, on=due)
    assert [line.row for line in open_ones] == [right]
    assert list(agenda.open_actions(october)) == []
    # Two were due in November, none closed; one of them is withdrawn.
    assert (before, loop()) == ((0, 2), (0, 1))
    with pytest.raises(Gone):
        add_action(
            actor=office.sunita,
            decision=wrong,
            what="x",
            due_on=due,
            at=on(10, 20, 18),
        )


def test_a_mistaken_thing_to_do_holds_no_decision_back_once_it_is_withdrawn(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    decision = decided(office.sunita, found(office.sunita, october))
    action = add_action(
        actor=office.sunita,
        decision=decision,
        what="Typed twice",
        due_on=date(2026, 11, 10),
        at=on(10, 20, 17),
    )
    held(office.sunita, november)

    take_back(office.sunita, october, "action", action, WhyTaken.TWICE)
    accepted(office, decision, november)

    # Accepted on 20 November, due on the 30th, nothing left to be done: 1 of 1.
    assert loop() == (1, 1)


def test_after_the_minutes_are_finished_nothing_of_them_is_withdrawn(
    office: Office, october: FocusGroup
) -> None:
    finding = found(office.sunita, october)
    decision = decided(office.sunita, finding)
    finish_minutes(actor=office.sunita, group=october, at=on(10, 20, 18))

    for what, row in (("finding", finding), ("decision", decision)):
        with pytest.raises(MinutesFinished):
            take_back(office.sunita, october, what, row)

    assert Finding.objects.get().text is not None


def test_a_decision_the_group_was_told_of_is_not_withdrawn(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    decision = decided(office.sunita, found(office.sunita, october))
    held(office.sunita, november)
    tell_back(
        actor=office.sunita,
        decision=decision,
        group=november,
        accepted=False,
        at=on(11, 20, 16),
    )

    with pytest.raises(ToldAlready):
        take_back(office.sunita, october, "decision", decision)

    decision.refresh_from_db()
    assert decision.what is not None


def test_notes_of_the_day_that_name_somebody_go_with_their_marks(
    office: Office, november: FocusGroup
) -> None:
    group = held(office.sunita, november, note="Zumbrota came late")
    mark_words(
        actor=office.sunita,
        place=where(group, "note", group.pk),
        words="late",
        theme="raids",
        at=on(11, 20, 17),
    )

    take_back(office.sunita, group, "note", group)

    group.refresh_from_db()
    assert group.note is None
    assert not CodeApplication.objects.exists()


def test_a_mistaken_yes_is_opened_again_by_the_coordinator_and_seen_by_everybody(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    decision = decided(office.sunita, found(office.sunita, october))
    held(office.sunita, november)
    told = accepted(office, decision, november)
    closed = loop()

    with pytest.raises(NotHerRole):
        open_again(office.sunita, november, "told", told)
    open_again(office.maya, november, "told", told)

    told.refresh_from_db()
    decision.refresh_from_db()
    assert (told.accepted, told.reopened_by, told.why) == (False, "maya", "typed")
    assert decision.accepted_on is None
    assert (closed, loop()) == ((1, 1), (0, 1))
    with pytest.raises(NotClosed):
        open_again(office.maya, november, "told", told)


def test_what_was_done_by_mistake_is_to_be_done_again(
    office: Office, october: FocusGroup
) -> None:
    decision = decided(office.sunita, found(office.sunita, october))
    action = add_action(
        actor=office.sunita,
        decision=decision,
        what="Ask at the gate",
        due_on=date(2026, 11, 10),
        at=on(10, 20, 17),
    )
    finish_action(actor=office.sunita, action=action, proof=Proof.SEEN, at=on(10, 21))

    open_again(office.sunita, october, "action", action)

    action.refresh_from_db()
    assert (action.state, action.proof, action.ended_on) == (ActionState.OPEN, "", None)


def test_minutes_are_opened_again_until_the_next_sitting_was_held(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    finish_minutes(actor=office.sunita, group=october, at=on(10, 20, 18))

    with pytest.raises(NotHerRole):
        open_again(office.sunita, october, "minutes", october)
    open_again(office.maya, october, "minutes", october)
    held(office.sunita, october, came=2)
    finding = found(office.sunita, october)
    answer_finding(
        actor=office.sunita, finding=finding, answer=Answer.WATCH, at=on(11, 1)
    )
    finish_minutes(actor=office.sunita, group=october, at=on(11, 1))
    held(office.sunita, november)
    with pytest.raises(NextWasHeld):
        open_again(office.maya, october, "minutes", october)

    october.refresh_from_db()
    assert (october.reopened_by, october.why) == ("maya", "typed")
    assert october.finished_at == on(11, 1)
    # Corrected to two people where five had to come, October does not count any more;
    # November does, and December has no sitting: 1 of 3.
    figure = groups_held_in("np", parse_period("2026-Q4"), sites=("np-room",))
    assert isinstance(figure, Ratio)
    assert (figure.numerator, figure.denominator) == (1, 3)


def test_a_finding_of_another_sitting_is_not_there(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    finding = found(office.sunita, october)
    assert finding.severity == Severity.HARD

    with pytest.raises(LookupError):
        withdraw(
            actor=office.sunita,
            group=november,
            what="finding",
            row_id=finding.pk,
            why=WhyTaken.TYPED,
            at=on(11, 20) + timedelta(hours=1),
        )


def test_a_sitting_with_a_finding_was_held_until_that_is_withdrawn(
    office: Office, october: FocusGroup
) -> None:
    finding = found(office.sunita, october)

    with pytest.raises(WrittenDownAtIt):
        say_not_held(
            actor=office.sunita,
            activity=october.activity,
            why=WhyNotHeld.ANOTHER,
            at=on(10, 21),
        )
    take_back(office.sunita, october, "finding", finding)
    after = say_not_held(
        actor=office.sunita,
        activity=october.activity,
        why=WhyNotHeld.ANOTHER,
        at=on(10, 21),
    )

    assert after.state == "planned"
