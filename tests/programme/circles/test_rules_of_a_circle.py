"""What a circle may and may not do: each rule that an organiser could argue with."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from payung.engines import sealed
from payung.programme.activities.actions import postpone
from payung.programme.activities.models import Reason
from payung.programme.circles import access, agenda
from payung.programme.circles.codes import (
    ActionState,
    Answer,
    Because,
    Dropped,
    Group,
    PassedTo,
    Proof,
)
from payung.programme.circles.deciding import (
    ActionsOpen,
    DecisionClosed,
    NewDecision,
    NotItsCircle,
    SameSitting,
    WithoutReason,
    add_action,
    decide,
    drop_action,
    finish_action,
    tell_back,
)
from payung.programme.circles.findings import (
    AnswerMissing,
    NewFinding,
    OnesOwnStory,
    add_finding,
    answer_finding,
)
from payung.programme.circles.holdings import holding_of
from payung.programme.circles.models import Decision, Finding, FocusGroup
from payung.programme.circles.showing import show
from payung.programme.circles.sittings import (
    FindingsWait,
    MinutesFinished,
    NotHeldYet,
    finish_minutes,
    open_minutes,
)
from payung.programme.circles.themes import (
    NoSuchTheme,
    add_theme,
    shared_themes,
    themes_of,
)
from payung.programme.journal.models import Entry
from tests.programme.cases.conftest import Office

from .conftest import decided, found, held, on, planned


def test_an_open_decision_is_on_the_agenda_of_every_later_sitting_by_itself(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    decision = decided(office.sunita, found(office.sunita, october))
    december = planned(office.sunita, office.team, on(12, 20))

    on_agendas = [list(agenda.carried(one)) for one in (october, november, december)]

    assert on_agendas == [[], [decision], [decision]]


def test_a_circle_of_others_or_at_another_room_gets_no_decision_of_this_one(
    office: Office, october: FocusGroup
) -> None:
    decided(office.sunita, found(office.sunita, october))
    others = planned(office.sunita, office.team, on(11, 20), group=Group.TRANS)
    elsewhere = planned(office.sunita, office.team, on(11, 20), site="np-other")

    assert list(agenda.carried(others)) == []
    assert list(agenda.carried(elsewhere)) == []


def test_only_the_group_itself_closes_a_decision(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    decision = decided(office.sunita, found(office.sunita, october))
    held(office.sunita, november)

    told = tell_back(
        actor=office.sunita,
        decision=decision,
        group=november,
        accepted=True,
        at=on(11, 20, 16),
    )

    decision.refresh_from_db()
    assert (told.accepted, decision.accepted_on) == (True, date(2026, 11, 20))
    december = planned(office.sunita, office.team, on(12, 20))
    assert list(agenda.carried(december)) == []


def test_a_no_of_the_group_leaves_it_open_for_the_next_month(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    decision = decided(office.sunita, found(office.sunita, october))
    held(office.sunita, november)
    tell_back(
        actor=office.sunita,
        decision=decision,
        group=november,
        accepted=False,
        said="Nobody came to the gate",
        at=on(11, 20, 16),
    )

    december = planned(office.sunita, office.team, on(12, 20))

    assert list(agenda.carried(december)) == [decision]


def test_the_sitting_that_decided_cannot_accept_what_came_of_it(
    office: Office, october: FocusGroup
) -> None:
    decision = decided(office.sunita, found(office.sunita, october))

    with pytest.raises(SameSitting):
        tell_back(
            actor=office.sunita,
            decision=decision,
            group=october,
            accepted=True,
            at=on(10, 20, 17),
        )


def test_another_circle_cannot_accept_it_for_them(
    office: Office, october: FocusGroup
) -> None:
    decision = decided(office.sunita, found(office.sunita, october))
    others = planned(office.sunita, office.team, on(11, 20), group=Group.TRANS)
    held(office.sunita, others)

    with pytest.raises(NotItsCircle):
        tell_back(
            actor=office.sunita,
            decision=decision,
            group=others,
            accepted=True,
            at=on(11, 20, 17),
        )


def test_what_is_not_done_cannot_be_accepted_but_what_was_given_up_can(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    decision = decided(office.sunita, found(office.sunita, october))
    action = add_action(
        actor=office.sunita,
        decision=decision,
        what="Write to the station",
        due_on=date(2026, 11, 10),
        at=on(10, 20, 16),
    )
    held(office.sunita, november)
    asked = {"actor": office.sunita, "decision": decision, "group": november}

    with pytest.raises(ActionsOpen):
        tell_back(**asked, accepted=True, at=on(11, 20, 16))  # type: ignore[arg-type]
    drop_action(
        actor=office.sunita, action=action, reason=Dropped.NOT_SAFE, at=on(11, 20, 16)
    )
    told = tell_back(**asked, accepted=True, at=on(11, 20, 17))  # type: ignore[arg-type]

    assert told.accepted


def test_after_the_group_accepted_nothing_more_is_added_or_ended(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    decision = decided(office.sunita, found(office.sunita, october))
    held(office.sunita, november)
    tell_back(
        actor=office.sunita,
        decision=decision,
        group=november,
        accepted=True,
        at=on(11, 20, 16),
    )

    with pytest.raises(DecisionClosed):
        add_action(
            actor=office.sunita,
            decision=decision,
            what="More",
            due_on=date(2026, 12, 1),
            at=on(11, 21),
        )


def test_minutes_are_not_finished_while_findings_have_no_answer_and_say_which(
    office: Office, october: FocusGroup
) -> None:
    decided(office.sunita, found(office.sunita, october))
    found(office.sunita, october, "It is dark at the well")
    found(office.sunita, october, "Rent went up")

    with pytest.raises(FindingsWait) as refusal:
        finish_minutes(actor=office.sunita, group=october, at=on(10, 20, 18))

    assert refusal.value.numbers == (2, 3)
    assert "2, 3" in refusal.value.sentence


@pytest.mark.parametrize(
    ("answer", "more"),
    [
        pytest.param(Answer.WATCH, {}, id="watch"),
        pytest.param(Answer.REFERRED, {"passed_to": PassedTo.LAWYER}, id="pass on"),
        pytest.param(Answer.NO_ACTION, {"because": Because.NOT_SAFE}, id="nothing"),
    ],
)
def test_each_of_the_other_three_answers_lets_the_minutes_be_finished(
    office: Office, october: FocusGroup, answer: Answer, more: dict[str, str]
) -> None:
    finding = found(office.sunita, october)
    at = on(10, 20, 17)
    answer_finding(actor=office.sunita, finding=finding, answer=answer, at=at, **more)  # type: ignore[arg-type]

    finished = finish_minutes(actor=office.sunita, group=october, at=at)

    assert finished.finished_by == "sunita"
    with pytest.raises(MinutesFinished):
        found(office.sunita, october, "One more")


@pytest.mark.parametrize(
    "answer",
    [Answer.DECISION, Answer.REFERRED, Answer.NO_ACTION],
    ids=["decide what", "to whom", "because of what"],
)
def test_an_answer_without_what_belongs_to_it_is_none(
    office: Office, october: FocusGroup, answer: Answer
) -> None:
    finding = found(office.sunita, october)

    with pytest.raises(AnswerMissing):
        answer_finding(
            actor=office.sunita, finding=finding, answer=answer, at=on(10, 20, 17)
        )


def test_the_database_itself_refuses_two_answers_to_one_finding(
    office: Office, october: FocusGroup
) -> None:
    finding = found(office.sunita, october)
    decided(office.sunita, finding)

    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(answer="watch")
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(because="over")


def test_what_was_watched_is_on_the_next_agenda(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    finding = found(office.sunita, october)
    answer_finding(
        actor=office.sunita, finding=finding, answer=Answer.WATCH, at=on(10, 20, 17)
    )

    assert list(agenda.watched(november)) == [finding]


def test_one_persons_story_is_refused_and_nothing_of_it_is_kept(
    office: Office, october: FocusGroup
) -> None:
    with pytest.raises(OnesOwnStory) as refusal:
        found(office.sunita, october, "She was hit", about_one=True)

    assert Finding.objects.count() == 0
    assert "hit" not in repr(refusal.value) + refusal.value.sentence


def test_a_sitting_that_was_not_held_has_no_finished_minutes(
    office: Office, november: FocusGroup
) -> None:
    with pytest.raises(NotHeldYet):
        finish_minutes(actor=office.sunita, group=november, at=on(11, 20, 18))


def test_a_decision_needs_a_reason_of_the_same_sitting(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    earlier = found(office.sunita, october)
    earlier.group = november

    with pytest.raises(WithoutReason):
        decide(
            actor=office.sunita,
            group=october,
            new=NewDecision(
                what="x",
                why=(earlier,),
                addressee="police",  # type: ignore[arg-type]
                changes_strategy=False,
                decided_by="vote",  # type: ignore[arg-type]
                due_on=date(2026, 12, 1),
            ),
            at=on(10, 20, 17),
        )


def test_a_form_that_was_sent_twice_is_kept_once(
    office: Office, october: FocusGroup
) -> None:
    key = UUID(int=7)
    new = NewFinding(
        text="Twice",
        about_one=False,
        themes=("raids",),
        severity="1",  # type: ignore[arg-type]
        since="month",  # type: ignore[arg-type]
        evidence="seen",  # type: ignore[arg-type]
        is_new=False,
        key=key,
    )
    first = add_finding(actor=office.sunita, group=october, new=new, at=on(10, 20, 17))

    again = add_finding(actor=office.sunita, group=october, new=new, at=on(10, 20, 17))

    assert (first, Finding.objects.count()) == (again, 1)


def test_a_sitting_that_was_moved_goes_on_with_what_took_its_place(
    office: Office, november: FocusGroup
) -> None:
    instead = postpone(
        actor=office.sunita,
        activity=november.activity,
        reason=Reason.CURFEW,
        start=on(11, 25),
        end=on(11, 25, 16),
        at=on(11, 19),
    )

    with transaction.atomic():
        moved = open_minutes(november)

    assert (moved.activity, moved.planned_on) == (instead, date(2026, 11, 25))


def test_done_is_written_down_with_how_it_is_known_and_is_not_carried_on(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    decision = decided(office.sunita, found(office.sunita, october))
    action = add_action(
        actor=office.sunita,
        decision=decision,
        what="Write to the station",
        due_on=date(2026, 11, 10),
        at=on(10, 20, 16),
    )
    before = list(agenda.open_actions(november))

    done = finish_action(
        actor=office.sunita, action=action, proof=Proof.PAPER, at=on(11, 3)
    )

    assert before == [action]
    assert (done.state, done.proof, done.ended_on) == (
        ActionState.DONE,
        "paper",
        date(2026, 11, 3),
    )
    assert list(agenda.open_actions(november)) == []


def test_words_are_sealed_and_only_the_team_opens_them(
    office: Office, october: FocusGroup
) -> None:
    finding = found(office.sunita, october, "Behind the mill")
    shown = {"group": october, "what": "finding", "row_id": finding.pk}

    text = show(actor=office.maya, at=on(10, 21), **shown)  # type: ignore[arg-type]

    assert text == "Behind the mill"
    assert b"mill" not in Finding.objects.get().text.data
    with pytest.raises(sealed.Refused):
        show(actor=office.outsider, at=on(10, 21), **shown)  # type: ignore[arg-type]
    with pytest.raises(access.NoSuchCircle):
        access.group_for(office.outsider, october.pk)
    assert "mill" not in str(list(Entry.objects.values_list("details", "subject")))


def test_a_change_of_keys_finds_every_sealed_text_of_a_sitting(
    office: Office, october: FocusGroup, november: FocusGroup
) -> None:
    decision = decided(office.sunita, found(office.sunita, october))
    add_action(
        actor=office.sunita,
        decision=decision,
        what="Write",
        due_on=date(2026, 11, 10),
        at=on(10, 20, 16),
    )

    holding = holding_of(october.pk)

    assert holding is not None
    secret = office.sunita.unlocked.secret(october.pk)
    opened = {
        sealed.open_field(secret, field.name, envelope)
        for field, envelope in holding.filled()
    }
    assert opened == {
        "Two watch the door",
        "The gate is locked at nine",
        "Ask that it stays open until ten",
        "Write",
    }
    assert holding_of(decision.pk) is None


def test_a_country_adds_subjects_of_its_own_and_others_do_not_get_them(
    office: Office, october: FocusGroup
) -> None:
    theme = add_theme(actor=office.maya, label="Bus park at night", at=on(10, 1))

    found(office.sunita, october, themes=(theme.code,))

    assert themes_of("np", "ne")[theme.code] == "Bus park at night"
    assert theme.code not in themes_of("bd", "en")
    with pytest.raises(NoSuchTheme):
        found(office.sunita, october, themes=("nowhere",))


def test_every_shared_subject_has_a_label_in_five_languages() -> None:
    empty = [
        (code, language)
        for code, labels in shared_themes().items()
        for language, label in labels.items()
        if not label
    ]

    assert empty == []
    assert len(shared_themes()) == 20


def test_the_board_tells_the_age_of_each_open_decision(
    office: Office, october: FocusGroup
) -> None:
    decided(office.sunita, found(office.sunita, october), due_on=date(2026, 11, 1))

    [line] = agenda.open_decisions((office.team.pk,), on=date(2026, 11, 20))

    assert (line.days, line.late, line.to_do) == (31, True, 0)
    assert Decision.objects.count() == 1
