"""A breach drafts an act by itself; a person makes it an act, and corrections undo it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from payung.engines.clocks import Event
from payung.programme.cases.actions import NewCase, link_report, open_case
from payung.programme.cases.arrests import (
    Taken,
    correct_arrest,
    record_arrest,
    record_pause,
    record_step,
    take_back_step,
)
from payung.programme.cases.models import Arrest, Case, Step, TimelineEntry
from payung.programme.consents.deeds import give
from payung.programme.consents.models import How, Purpose
from payung.programme.custody.deciding import (
    DecidedAlready,
    NoReasonWhy,
    confirm_draft,
    set_aside,
    take_out,
)
from payung.programme.custody.models import AsideReason, OverdueDraft
from payung.programme.custody.notes import NoFormToWrite, NotAllowedToWrite
from payung.programme.custody.sweeping import sweep
from payung.programme.people.actors import Actor
from payung.programme.reports.importing.revising import Later, revise_report
from payung.programme.reports.models import Act, Report, Source
from payung.programme.reports.published import in_use
from payung.programme.reports.queries import facts
from tests.cast import DEWI, THIDA, team_of
from tests.programme.custody.conftest import TAKEN, Town, after, make_town
from tests.programme.reports.sent import answers, form_in, taken


pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def drafts() -> list[tuple[str, str]]:
    return list(OverdueDraft.objects.order_by("pk").values_list("clock", "state"))


def judge_at(town: Town, hours: float, *, at: float) -> Step:
    return record_step(
        actor=town.office.sunita,
        arrest=town.arrest,
        event=Event.FIRST_PRODUCTION,
        happened_at=after(hours),
        at=after(at),
    )


def a_note(town: Town, **changes: object) -> Report:
    """Link a note about the arrest to the case; its person agreed to be counted."""
    form_in()
    sent = taken(town.office.sunita, town.office.team, answers("np", **changes))
    report = Report.objects.get(reference=sent.reference)
    link_report(actor=town.office.sunita, case=town.case, report=report, at=after(0.6))
    return report


def counted() -> list[str]:
    told = facts("np", date(2026, 11, 1), date(2026, 12, 31))
    return sorted(fact.what for fact in told)


def test_the_exact_end_is_no_breach_and_a_minute_later_is(town: Town) -> None:
    sweep(at=after(24))
    at_the_end = drafts()

    sweep(at=after(24) + MINUTE)

    assert at_the_end == []
    assert drafts() == [("before_a_judge", "waiting")]
    draft = OverdueDraft.objects.get()
    assert (draft.limit, draft.rule_status) == (24, "in_force")
    assert (draft.started_at, draft.surely_at) == (TAKEN, after(24))
    line = TimelineEntry.objects.get(kind="overdue")
    assert (line.about, line.by) == ("drafted:before_a_judge", "(clocks)")


def test_a_standard_of_others_breaks_no_law_and_drafts_nothing(town: Town) -> None:
    sweep(at=after(60))

    assert drafts() == [("before_a_judge", "waiting")]


def test_a_range_is_a_breach_only_when_the_latest_moment_has_passed(db: None) -> None:
    make_town(latest=after(3))
    sweep(at=after(26))
    between = drafts()

    sweep(at=after(27) + MINUTE)

    assert between == []
    draft = OverdueDraft.objects.get()
    assert (draft.ran_out_at, draft.surely_at) == (after(24), after(27))
    assert (draft.started_at, draft.started_latest) == (TAKEN, after(3))


def test_a_journey_that_is_not_counted_puts_the_breach_off_and_stands_in_it(
    town: Town,
) -> None:
    record_pause(
        actor=town.office.sunita,
        arrest=town.arrest,
        kind="journey_to_magistrate",
        began_at=after(20),
        ended_at=after(22),
        at=after(22),
    )
    sweep(at=after(25.9))
    early = drafts()

    sweep(at=after(26) + MINUTE)

    assert early == []
    draft = OverdueDraft.objects.get()
    assert draft.surely_at == after(26)
    assert draft.left_out == [
        [
            "journey_to_magistrate",
            "2026-11-24T08:30+00:00",
            "2026-11-24T10:30+00:00",
        ]
    ]


def test_a_journey_that_goes_on_drafts_nothing(town: Town) -> None:
    record_pause(
        actor=town.office.sunita,
        arrest=town.arrest,
        kind="journey_to_magistrate",
        began_at=after(20),
        ended_at=None,
        at=after(20),
    )

    sweep(at=after(40))

    assert drafts() == []


def test_a_judge_in_time_drafts_nothing_and_too_late_does(town: Town) -> None:
    step = judge_at(town, 24, at=30)
    sweep(at=after(30))
    in_time = drafts()
    take_back_step(actor=town.office.sunita, step=step, at=after(30))
    judge_at(town, 25, at=30)

    sweep(at=after(30.5))

    assert in_time == []
    assert drafts() == [("before_a_judge", "waiting")]
    assert OverdueDraft.objects.get().until == after(25)


def elsewhere(actor: Actor, team: object, taken_at: datetime, at: datetime) -> Arrest:
    new = NewCase(team=team, title="An invented title", note="Held")  # type: ignore[arg-type]
    case = open_case(actor=actor, new=new, at=at)
    return record_arrest(actor=actor, case=case, taken=Taken(taken_at=taken_at), at=at)


def test_a_suspended_safeguard_drafts_and_says_so(db: None) -> None:
    team, [thida] = team_of(THIDA)
    start = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    elsewhere(thida, team, start, start)

    sweep(at=start + timedelta(hours=24, minutes=1))

    draft = OverdueDraft.objects.get()
    assert (draft.clock, draft.rule_status) == ("before_a_judge", "suspended")
    assert draft.rule_from == date(2025, 8, 1)


def test_an_order_to_hold_is_what_the_clock_of_indonesia_waits_for(db: None) -> None:
    team, [dewi] = team_of(DEWI)
    start = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    late = elsewhere(dewi, team, start, start)
    in_time = elsewhere(dewi, team, start, start)
    record_step(
        actor=dewi,
        arrest=in_time,
        event=Event.DETENTION_ORDER,
        happened_at=start + timedelta(hours=23),
        at=start + timedelta(hours=23),
    )

    sweep(at=start + timedelta(hours=24, minutes=1))

    [draft] = OverdueDraft.objects.all()
    assert (draft.arrest_id, draft.clock) == (late.pk, "held_without_order")


def test_confirmed_it_is_counted_as_the_act_of_the_note(town: Town) -> None:
    note = a_note(town)
    sweep(at=after(25))
    before = counted()

    done = confirm_draft(
        actor=town.office.sunita, draft=OverdueDraft.objects.get(), at=after(25)
    )

    assert before == ["eco_extort", "lib_arrest"]
    assert counted() == ["eco_extort", "lib_arrest", "lib_overdue"]
    assert (done.state, done.note) == ("confirmed", note.reference)
    # Whoever took her held her: the station, and not the gang of the same note.
    act = Act.objects.get(code="lib_overdue")
    hands = act.involvements.values_list("profile__kind", flat=True)
    assert list(hands) == ["pol_station"]


def test_where_she_does_not_want_to_be_counted_the_act_is_kept_and_not_counted(
    town: Town,
) -> None:
    consent = answers("np")["b_consent"] | {"c_stats": "no"}
    a_note(town, b_consent=consent)
    sweep(at=after(25))

    confirm_draft(
        actor=town.office.sunita, draft=OverdueDraft.objects.get(), at=after(25)
    )

    assert Act.objects.filter(code="lib_overdue").count() == 1
    assert counted() == []


def test_a_later_version_of_the_note_does_not_lose_what_was_confirmed(
    town: Town,
) -> None:
    note = a_note(town)
    sweep(at=after(25))
    draft = OverdueDraft.objects.get()
    confirm_draft(actor=town.office.sunita, draft=draft, at=after(25))
    later = Later(
        report=note.pk,
        made_from=note.instance_id,
        instance="uuid:later",
        answers=answers("np", f_acts={"acts": "lib_arrest"}, actdet=[]),
    )
    revise_report(
        actor=town.office.sunita,
        form=in_use("np"),
        later=later,
        source=Source.OPENROSA,
        at=after(26),
    )
    revised = counted()

    sweep(at=after(26.1))

    assert revised == ["lib_arrest"]
    assert counted() == ["lib_arrest", "lib_overdue"]


def test_an_act_that_the_note_tells_already_is_not_doubled(town: Town) -> None:
    told = {"acts": "lib_overdue lib_arrest"}
    a_note(town, f_acts=told, actdet=[])
    sweep(at=after(25))

    done = confirm_draft(
        actor=town.office.sunita, draft=OverdueDraft.objects.get(), at=after(25)
    )

    assert counted() == ["lib_arrest", "lib_overdue"]
    assert done.act_is_ours is False


def test_without_a_note_she_is_asked_first(town: Town) -> None:
    form_in()
    sweep(at=after(25))

    with pytest.raises(NotAllowedToWrite) as refused:
        confirm_draft(
            actor=town.office.sunita, draft=OverdueDraft.objects.get(), at=after(25)
        )

    assert "Ask her first" in refused.value.sentence
    assert drafts() == [("before_a_judge", "waiting")]


def test_it_is_set_aside_with_a_reason_only(town: Town) -> None:
    sweep(at=after(25))
    draft = OverdueDraft.objects.get()
    with pytest.raises(NoReasonWhy):
        set_aside(actor=town.office.sunita, draft=draft, reason=None, at=after(25))

    done = set_aside(
        actor=town.office.sunita, draft=draft, reason=AsideReason.ORDER, at=after(25)
    )
    sweep(at=after(26))

    assert (done.state, done.reason) == ("aside", "order")
    assert drafts() == [("before_a_judge", "aside")]
    with pytest.raises(DecidedAlready):
        set_aside(
            actor=town.office.maya, draft=draft, reason=AsideReason.TIMES, at=after(26)
        )


def test_a_corrected_time_withdraws_the_draft_visibly(town: Town) -> None:
    sweep(at=after(25))
    correct_arrest(
        actor=town.office.sunita,
        arrest=town.arrest,
        taken=Taken(taken_at=after(4)),
        version=1,
        at=after(25),
    )

    sweep(at=after(25.1))

    assert drafts() == [("before_a_judge", "withdrawn")]
    last = TimelineEntry.objects.filter(kind="overdue").order_by("written_at").last()
    assert last is not None
    assert last.about == "withdrawn:before_a_judge"
    sweep(at=after(28.1))
    assert drafts() == [
        ("before_a_judge", "withdrawn"),
        ("before_a_judge", "waiting"),
    ]


def test_a_correction_after_which_it_still_holds_changes_its_times(town: Town) -> None:
    sweep(at=after(30))
    correct_arrest(
        actor=town.office.sunita,
        arrest=town.arrest,
        taken=Taken(taken_at=after(2)),
        version=1,
        at=after(30),
    )

    sweep(at=after(30.1))

    draft = OverdueDraft.objects.get()
    assert (draft.state, draft.surely_at) == ("waiting", after(26))


def test_what_stands_in_a_note_is_doubted_and_taken_out_by_a_person(
    town: Town,
) -> None:
    a_note(town)
    sweep(at=after(25))
    draft = OverdueDraft.objects.get()
    confirm_draft(actor=town.office.sunita, draft=draft, at=after(25))
    judge_at(town, 23, at=26)

    sweep(at=after(26))
    doubted, still = drafts(), counted()
    take_out(actor=town.office.sunita, draft=draft, at=after(26))

    assert doubted == [("before_a_judge", "doubtful")]
    assert still == ["eco_extort", "lib_arrest", "lib_overdue"]
    assert counted() == ["eco_extort", "lib_arrest"]
    assert drafts() == [("before_a_judge", "withdrawn")]


def test_a_doubt_ends_when_the_times_say_it_again(town: Town) -> None:
    a_note(town)
    sweep(at=after(25))
    draft = OverdueDraft.objects.get()
    confirm_draft(actor=town.office.sunita, draft=draft, at=after(25))
    step = judge_at(town, 23, at=26)
    sweep(at=after(26))
    take_back_step(actor=town.office.sunita, step=step, at=after(26))

    sweep(at=after(26.1))

    assert drafts() == [("before_a_judge", "confirmed")]


def test_without_a_form_it_says_what_to_do(town: Town) -> None:
    give(
        actor=town.office.sunita,
        case=town.case,
        purpose=Purpose.NARRATIVE,
        how=How.SPOKEN,
        language="ne",
        at=after(0.6),
    )
    sweep(at=after(25))

    with pytest.raises(NoFormToWrite) as refused:
        confirm_draft(
            actor=town.office.sunita, draft=OverdueDraft.objects.get(), at=after(25)
        )

    assert "form" in refused.value.sentence


def linked(case: Case) -> list[str]:
    return list(case.linked.values_list("report__reference", flat=True))


@pytest.mark.parametrize(
    ("stats", "expected"),
    [
        pytest.param(True, ["lib_overdue"], id="she agreed to be counted"),
        pytest.param(False, [], id="she was not asked whether she may be counted"),
    ],
)
def test_without_a_note_one_is_written_from_the_clock_and_counted_as_she_agreed(
    town: Town, stats: bool, expected: list[str]
) -> None:
    form_in()
    for purpose in [Purpose.NARRATIVE, *([Purpose.STATS] if stats else [])]:
        give(
            actor=town.office.sunita,
            case=town.case,
            purpose=purpose,
            how=How.SPOKEN,
            language="ne",
            at=after(0.6),
        )
    sweep(at=after(25))

    done = confirm_draft(
        actor=town.office.sunita, draft=OverdueDraft.objects.get(), at=after(25)
    )

    assert linked(town.case) == [done.note]
    report = Report.objects.get(reference=done.note)
    assert report.what == "lib_overdue"
    assert str(report.happened_on) == "2026-11-24"
    assert report.incident.detention.taken_at == TAKEN
    assert counted() == expected
