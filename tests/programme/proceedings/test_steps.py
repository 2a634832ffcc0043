"""Steps as they are written down; the arrest keeps what its clocks need, and once."""

from __future__ import annotations

import pytest

from payung.engines import sealed
from payung.engines.clocks import Event
from payung.engines.proceedings import Body, Track
from payung.programme.cases.arrests import Taken, correct_arrest, record_step
from payung.programme.cases.models import Arrest, Case, Step
from payung.programme.cases.stages import Stage
from payung.programme.journal.models import Entry
from payung.programme.proceedings.actions import (
    AtRest,
    ChangedMeanwhile,
    DatesToCome,
    EndedAlready,
    NewProceeding,
    NoSuchOutcome,
    OpenAlready,
    close_proceeding,
    open_proceeding,
    reopen_proceeding,
)
from payung.programme.proceedings.holdings import more_of
from payung.programme.proceedings.kept_steps import kept_steps
from payung.programme.proceedings.models import Proceeding, ProceedingStep
from payung.programme.proceedings.page import parts_of
from payung.programme.proceedings.refusal_words import CannotFollow
from payung.programme.proceedings.showing import show_note, show_number
from payung.programme.proceedings.step_deeds import (
    NoArrest,
    NoSuchResult,
    NoSuchStep,
    Written,
    step_done,
    step_refused,
    take_back,
)
from tests.programme.proceedings.conftest import (
    NOW,
    Office,
    a_date,
    asked,
    begun,
    done,
    local,
    version,
)


def codes(proceeding: Proceeding) -> list[str]:
    return [one.code for one in kept_steps(Proceeding.objects.get(pk=proceeding.pk))]


def back(office: Office, proceeding: Proceeding, code: str, key: str = "") -> None:
    take_back(
        actor=office.maya,
        proceeding=proceeding,
        code=code,
        key=key,
        version=version(proceeding),
        at=NOW,
    )


def test_a_release_is_written_into_the_arrest_and_stops_its_clocks(
    office: Office, defence: Proceeding, arrest: Arrest
) -> None:
    done(office, defence, "D16", local(23, 8))

    arrest.refresh_from_db()
    assert arrest.released_at == local(23, 8)
    assert arrest.clocks.filter(stopped_at=None).count() == 0
    assert ProceedingStep.objects.count() == 0
    assert codes(defence) == ["D1", "D16"]


def test_a_step_written_on_the_page_of_the_arrest_is_shown_here(
    office: Office, defence: Proceeding, arrest: Arrest
) -> None:
    record_step(
        actor=office.maya,
        arrest=arrest,
        event=Event.FAMILY_TOLD,
        happened_at=local(22, 20),
        at=NOW,
    )

    assert codes(defence) == ["D1", "D5"]


def test_what_was_asked_stands_here_and_when_it_happened_in_the_arrest(
    office: Office, defence: Proceeding, arrest: Arrest
) -> None:
    asked(office, defence, "D5", local(22, 18))
    done(office, defence, "D5", local(22, 20))

    [_taken, told] = kept_steps(defence)
    assert (told.code, told.asked_at, told.done_at) == (
        "D5",
        local(22, 18),
        local(22, 20),
    )
    assert ProceedingStep.objects.get().done_at is None
    assert Step.objects.get().at == local(22, 20)


def test_a_release_before_the_arrest_says_what_to_do(
    office: Office, defence: Proceeding
) -> None:
    with pytest.raises(CannotFollow) as refused:
        done(office, defence, "D16", local(22, 16))

    assert refused.value.sentence == (
        "“Released” would be before “Taken away”, on 22.11.2026, 16:30. Correct one of "
        "the two times."
    )
    assert Step.objects.count() == 0


def test_a_verdict_before_the_charge_says_what_to_do(
    office: Office, defence: Proceeding
) -> None:
    with pytest.raises(CannotFollow) as refused:
        done(office, defence, "D13", local(23, 8))

    assert refused.value.sentence == (
        "“The court decided” comes after “The charge was written”. Write that down "
        "first."
    )


def test_an_answer_to_what_nobody_has_asked_yet_is_sent_back(
    office: Office, defence: Proceeding
) -> None:
    asked(office, defence, "D9", local(23, 7))

    with pytest.raises(CannotFollow) as refused:
        done(office, defence, "D9", local(23, 6))

    assert refused.value.sentence == (
        "The answer would be before the question, on 23.11.2026, 07:00. Correct one of "
        "the two times."
    )


def test_after_the_end_nothing_follows_but_what_may(
    office: Office, complaint: Proceeding
) -> None:
    asked(office, complaint, "K1", local(22, 18))
    done(office, complaint, "K12", local(23, 8))

    with pytest.raises(CannotFollow) as refused:
        asked(office, complaint, "K4", local(23, 8, 30))

    assert refused.value.sentence == (
        "This ended on 23.11.2026, 08:00. Take the end back first, or begin another."
    )


def test_a_refusal_says_by_whom(office: Office, complaint: Proceeding) -> None:
    asked(office, complaint, "K1", local(22, 18))
    told = Written(code="K1", moment=local(22, 19), by=Body.POLICE, note="Not here")

    step_refused(
        actor=office.sunita,
        proceeding=complaint,
        told=told,
        version=version(complaint),
        at=NOW,
    )

    step = ProceedingStep.objects.get()
    assert (step.refused_by, step.refused_at) == ("police", local(22, 19))
    assert show_note(actor=office.anju, step=step, at=NOW) == "Not here"


def test_a_second_note_beside_a_step_does_not_erase_the_first(
    office: Office, complaint: Proceeding
) -> None:
    first = Written(code="K1", moment=local(22, 18), note="At the desk")
    again = Written(code="K1", moment=local(22, 19), note="Taken in")
    for told in (first, again):
        step_done_or_asked(office, complaint, told)

    step = ProceedingStep.objects.get()
    text = show_note(actor=office.anju, step=step, at=NOW)
    assert text == "At the desk\n\nTaken in"


def step_done_or_asked(office: Office, row: Proceeding, told: Written) -> None:
    from payung.programme.proceedings.step_deeds import ask_step

    deed = step_done if row.steps.exists() else ask_step
    deed(actor=office.sunita, proceeding=row, told=told, version=version(row), at=NOW)


def test_the_second_of_two_who_write_at_once_is_told(
    office: Office, complaint: Proceeding
) -> None:
    told = Written(code="K1", moment=local(22, 18))
    step_done(actor=office.maya, proceeding=complaint, told=told, version=1, at=NOW)

    with pytest.raises(ChangedMeanwhile) as refused:
        step_done(actor=office.anju, proceeding=complaint, told=told, version=1, at=NOW)

    assert "while you were writing" in refused.value.sentence
    assert ProceedingStep.objects.count() == 1


def test_what_is_taken_back_stays_in_its_row_and_leaves_the_page(
    office: Office, complaint: Proceeding
) -> None:
    done(office, complaint, "K1", local(22, 18))
    key = str(ProceedingStep.objects.get().pk)

    back(office, complaint, "K1", key)

    assert codes(complaint) == []
    step = ProceedingStep.objects.get()
    assert (step.taken_back_at, step.taken_back_by) == (NOW, "maya")


def test_an_answer_taken_back_leaves_the_question(
    office: Office, complaint: Proceeding
) -> None:
    asked(office, complaint, "K1", local(22, 18))
    done(office, complaint, "K1", local(22, 19))
    key = str(ProceedingStep.objects.get().pk)

    back(office, complaint, "K1", key)

    [left] = kept_steps(complaint)
    assert (left.asked_at, left.done_at) == (local(22, 18), None)


def test_a_charge_that_a_verdict_rests_on_is_not_taken_back(
    office: Office, defence: Proceeding
) -> None:
    done(office, defence, "D11", local(23, 7))
    done(office, defence, "D13", local(23, 8), result="found_not_guilty")
    key = str(ProceedingStep.objects.get(code="D11").pk)

    with pytest.raises(CannotFollow) as refused:
        back(office, defence, "D11", key)

    assert refused.value.sentence == (
        "“The court decided” rests on “The charge was written”. Take that back first."
    )


def test_a_release_taken_back_here_is_taken_back_in_the_arrest(
    office: Office, defence: Proceeding, arrest: Arrest
) -> None:
    done(office, defence, "D16", local(23, 8))

    back(office, defence, "D16")

    arrest.refresh_from_db()
    assert arrest.released_at is None
    assert codes(defence) == ["D1"]


def test_what_is_not_there_any_more_cannot_be_taken_back(
    office: Office, defence: Proceeding
) -> None:
    with pytest.raises(NoSuchStep):
        back(office, defence, "D11", "gone")


def test_that_she_was_taken_is_written_on_its_own_page(
    office: Office, case: Case
) -> None:
    free = begun(office, case, Track.DEFENCE)

    with pytest.raises(NoArrest) as refused:
        done(office, free, "D1", local(22, 18))

    assert refused.value.sentence.startswith("First write down that somebody was taken")


def test_an_arrest_that_came_later_is_found_by_the_defence(
    office: Office, case: Case
) -> None:
    from payung.programme.cases.arrests import record_arrest

    free = begun(office, case, Track.DEFENCE)
    taken = Taken(taken_at=local(23, 6))
    record_arrest(actor=office.sunita, case=case, taken=taken, at=NOW)

    done(office, free, "D7", local(23, 8))

    assert codes(free) == ["D1", "D7"]
    free.refresh_from_db()
    assert free.arrest == case.arrests.get()


def test_a_date_at_court_is_no_step_to_be_written_by_hand(
    office: Office, defence: Proceeding
) -> None:
    with pytest.raises(CannotFollow) as refused:
        done(office, defence, "D12", local(23, 8))

    assert "Write it down among the dates" in refused.value.sentence


def test_a_result_of_another_step_is_not_taken(
    office: Office, defence: Proceeding
) -> None:
    done(office, defence, "D11", local(23, 7))

    with pytest.raises(NoSuchResult):
        done(office, defence, "D13", local(23, 8), result="paid_full")

    assert codes(defence) == ["D1", "D11"]


def test_a_time_corrected_elsewhere_is_pointed_at_on_the_page(
    office: Office, case: Case, defence: Proceeding, arrest: Arrest
) -> None:
    done(office, defence, "D17", local(22, 18))
    later = Taken(taken_at=local(22, 19))

    correct_arrest(actor=office.maya, arrest=arrest, taken=later, version=1, at=NOW)

    [part] = parts_of(office.maya, case, at=NOW)
    [problem] = part.problems
    assert problem == (
        "“Her things were given back” would be before “Taken away”, on 22.11.2026, "
        "19:00. Correct one of the two times."
    )


def test_the_number_of_the_file_is_sealed_and_every_reading_is_written_down(
    office: Office, defence: Proceeding
) -> None:
    stored = Proceeding.objects.get().number

    text = show_number(actor=office.anju, proceeding=defence, at=NOW)

    assert text == "Kathmandu 17/2083"
    assert isinstance(stored, sealed.Envelope)
    assert Entry.objects.filter(kind="proceeding.shown", actor="anju").count() == 1


def test_every_sealed_field_is_known_to_a_change_of_keys(
    office: Office, case: Case, defence: Proceeding
) -> None:
    a_date(office, defence, local(24, 10))
    done(office, defence, "D11", local(23, 7), note="Read aloud")
    secret = office.maya.unlocked.secret(case.record)

    texts = [
        sealed.open_field(secret, one.name, one.envelope)
        for one in more_of(case)
        if one.envelope is not None
    ]

    assert sorted(texts) == ["Bring the copy", "Kathmandu 17/2083", "Read aloud"]


def test_the_same_track_at_the_same_office_is_begun_once(
    office: Office, case: Case, complaint: Proceeding
) -> None:
    with pytest.raises(OpenAlready):
        begun(office, case, Track.COMPLAINT, Body.POLICE)

    assert begun(office, case, Track.COMPLAINT, Body.HUMAN_RIGHTS).pk


def test_nothing_begins_in_a_case_at_rest(office: Office, case: Case) -> None:
    Case.objects.update(stage=Stage.TRANSFERRED)
    new = NewProceeding(track=Track.CIVIL, body=Body.COURT)

    with pytest.raises(AtRest):
        open_proceeding(actor=office.maya, case=case, new=new, at=NOW)


def test_a_proceeding_ends_with_an_outcome_of_its_own_track_and_can_go_on(
    office: Office, complaint: Proceeding
) -> None:
    end = {"actor": office.maya, "proceeding": complaint, "at": NOW}
    with pytest.raises(NoSuchOutcome):
        close_proceeding(outcome="acquitted", version=1, **end)  # type: ignore[arg-type]

    closed = close_proceeding(outcome="out_charged", version=1, **end)  # type: ignore[arg-type]

    assert (closed.outcome, closed.closed_at) == ("out_charged", NOW)
    with pytest.raises(EndedAlready):
        close_proceeding(outcome="out_charged", version=2, **end)  # type: ignore[arg-type]
    again = reopen_proceeding(version=2, **end)  # type: ignore[arg-type]
    assert (again.outcome, again.closed_at) == ("", None)


def test_a_proceeding_does_not_end_while_a_date_is_open(
    office: Office, defence: Proceeding
) -> None:
    a_date(office, defence, local(24, 10))

    with pytest.raises(DatesToCome):
        close_proceeding(
            actor=office.maya,
            proceeding=defence,
            outcome="stopped",
            version=version(defence),
            at=NOW,
        )


def test_the_timeline_says_it_in_words(
    office: Office, case: Case, complaint: Proceeding
) -> None:
    from payung.programme.cases.case_page import timeline_of

    asked(office, complaint, "K1", local(22, 18))

    titles = [line.title for line in timeline_of(case)]
    assert "Asked for: A report was offered to the police" in titles
    assert "Begun: Her complaint" in titles
