"""Nobody goes out alone, and a pair that is silent is looked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.dispatch import (
    STAGES_OUT,
    STAGES_OVER,
    Escalate,
    Group,
    NotInThisPair,
    OfferMore,
    Page,
    Priority,
    Remind,
    Report,
    Response,
    Stage,
    StopRinging,
    TellTaken,
    need_response,
    response_step,
)


AT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
A, B = (Report.ACCEPTED, "sunita"), (Report.ACCEPTED, "maya")


def told(*reports: tuple[Report, str]) -> tuple[Response, tuple[object, ...]]:
    response, said = need_response("R-1", priority=Priority.A, at=AT)
    for report, person in reports:
        response, said = response_step(response, report, at=AT, person=person)
    return response, said


def test_four_people_are_asked_so_that_two_may_go() -> None:
    _, said = told()

    assert said == (OfferMore(about="R-1", how_many=4),)


def test_nobody_sets_out_alone() -> None:
    with pytest.raises(NotInThisPair):
        told(A, (Report.EN_ROUTE, "sunita"))


def test_the_first_two_are_the_pair_and_the_third_is_told() -> None:
    response, said = told(A, B, (Report.ACCEPTED, "anju"))

    assert response.pair == ("sunita", "maya")
    assert said == (TellTaken(about="R-1", person="anju", by="sunita, maya"),)


def test_after_three_minutes_others_are_asked_and_the_coordinator_is_told() -> None:
    response, _ = told(A)

    _, said = response_step(response, Report.DUE, at=AT + timedelta(minutes=3))

    assert said == (
        Escalate(about="R-1", why="needed: nobody has reported"),
        OfferMore(about="R-1", how_many=2),
    )


def test_a_pair_that_is_silent_is_looked_for_every_five_minutes() -> None:
    response, _ = told(A, B, (Report.EN_ROUTE, "maya"))
    late = AT + timedelta(minutes=30)

    response, said = response_step(response, Report.DUE, at=late)

    assert said[:2] == (
        Remind(about="R-1", person="sunita"),
        Remind(about="R-1", person="maya"),
    )
    assert response.due_at == late + timedelta(minutes=5)


def test_if_one_withdraws_the_other_waits_for_a_second() -> None:
    response, said = told(A, B, (Report.WITHDREW, "sunita"))

    assert (response.stage, response.pair) == (Stage.NEEDED, ("maya",))
    assert OfferMore(about="R-1", how_many=2) in said


def out_of_town(*more: tuple[Report, str]) -> tuple[Response, tuple[object, ...]]:
    """Let Maya and Sunita be on their way, and more."""
    return told(A, B, (Report.EN_ROUTE, "maya"), *more)


def due(response: Response) -> tuple[Response, tuple[object, ...]]:
    assert response.due_at is not None
    return response_step(response, Report.DUE, at=response.due_at)


def minutes_of(response: Response) -> float:
    assert response.due_at is not None
    return (response.due_at - AT).total_seconds() / 60


def test_a_call_for_help_tells_the_coordinator_at_once_and_again_in_five_minutes() -> (
    None
):
    response, said = out_of_town((Report.HELP, "sunita"))

    assert said == (Escalate(about="R-1", why="help"),)
    assert minutes_of(response) == 5


def test_a_call_for_help_nobody_hears_goes_to_the_region_and_never_ends() -> None:
    response, _ = out_of_town((Report.HELP, "sunita"))
    regional, moments = [], []

    for _ in range(50):
        response, said = due(response)
        regional.append(Page(about="R-1", group=Group.REGIONAL) in said)
        moments.append(minutes_of(response))
        assert Escalate(about="R-1", why="help") in said

    assert regional == [False, *[True] * 49]
    assert moments == [float(5 * n) for n in range(2, 52)]


def test_nobody_s_phone_is_asked_how_it_goes_while_she_calls_for_help() -> None:
    response, _ = out_of_town((Report.HELP, "sunita"))

    _, said = due(response)

    assert not [each for each in said if isinstance(each, Remind)]


@pytest.mark.parametrize("said", [Report.CHECKED_IN, Report.ON_SCENE, Report.HELP])
def test_what_the_pair_says_does_not_put_off_the_call_for_help(said: Report) -> None:
    response, _ = out_of_town((Report.HELP, "sunita"), (said, "maya"))

    assert response.alarm >= 1
    assert minutes_of(response) == 5


def test_who_hears_the_call_for_help_ends_it_and_the_pair_is_told() -> None:
    response, said = out_of_town((Report.HELP, "sunita"), (Report.HELP_COMES, "ratna"))

    assert said == (
        StopRinging(about="R-1"),
        TellTaken(about="R-1", person="sunita", by="ratna"),
        TellTaken(about="R-1", person="maya", by="ratna"),
    )
    assert (response.alarm, minutes_of(response)) == (0, 30)


def test_the_other_one_of_the_pair_cannot_say_that_help_comes() -> None:
    with pytest.raises(NotInThisPair):
        out_of_town((Report.HELP, "sunita"), (Report.HELP_COMES, "maya"))


@pytest.mark.parametrize(
    "said", [Report.HELP, Report.CHECKED_IN, Report.COMPLETED, Report.WITHDREW]
)
def test_who_is_left_alone_on_the_way_can_still_say_everything(said: Report) -> None:
    response, _ = out_of_town((Report.WITHDREW, "sunita"), (said, "maya"))

    assert response.version == 5


def test_who_is_left_alone_on_the_way_is_looked_for_when_she_should_have_reported() -> (
    None
):
    response, _ = out_of_town((Report.WITHDREW, "sunita"))
    asked: list[float] = []

    for _ in range(14):
        at = minutes_of(response)
        response, said = due(response)
        asked += [at] * (Remind(about="R-1", person="maya") in said)

    assert asked == [30, 35, 40]


def test_being_well_puts_off_her_check_in_and_not_the_offers() -> None:
    response, _ = out_of_town((Report.WITHDREW, "sunita"), (Report.CHECKED_IN, "maya"))

    assert response.report_at == AT + timedelta(minutes=30)
    assert minutes_of(response) == 3


def test_who_joins_one_who_is_out_does_not_begin_her_clock_anew() -> None:
    response, _ = out_of_town((Report.WITHDREW, "sunita"))
    at = AT + timedelta(minutes=20)

    response, _ = response_step(response, Report.ACCEPTED, at=at, person="anju")

    assert (response.stage, response.pair) == (Stage.EN_ROUTE, ("maya", "anju"))
    assert minutes_of(response) == 30


def test_who_waits_at_home_for_a_second_cannot_say_that_both_are_back() -> None:
    with pytest.raises(NotInThisPair):
        told(A, (Report.COMPLETED, "sunita"))


def test_what_is_not_needed_any_more_is_called_off_and_asks_nobody_again() -> None:
    response, said = told(A, (Report.CALLED_OFF, "ratna"))

    assert (response.stage, response.due_at) == (Stage.CALLED_OFF, None)
    assert said == (
        StopRinging(about="R-1"),
        TellTaken(about="R-1", person="sunita", by="ratna"),
    )


def test_who_says_yes_too_late_is_told_that_it_was_called_off() -> None:
    _, said = told((Report.CALLED_OFF, "ratna"), (Report.ACCEPTED, "maya"))

    assert said == (TellTaken(about="R-1", person="maya", by=""),)


def test_nothing_is_called_off_while_one_is_out() -> None:
    with pytest.raises(NotInThisPair):
        out_of_town((Report.WITHDREW, "sunita"), (Report.CALLED_OFF, "ratna"))


def test_a_stranger_cannot_report_for_the_pair() -> None:
    with pytest.raises(NotInThisPair):
        told(A, B, (Report.EN_ROUTE, "outsider"))


PAIRED_OFF = ("sunita", "maya", "anju")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(Report), st.sampled_from(PAIRED_OFF), st.integers(0, 60)
        ),
        max_size=30,
    )
)
def test_whatever_is_reported_in_whatever_order_the_promises_hold(
    reports: list[tuple[Report, str, int]],
) -> None:
    response, _ = need_response("R-1", priority=Priority.B, at=AT)
    now = AT
    for report, person, minutes in reports:
        now += timedelta(minutes=minutes)
        before = response
        try:
            response, said = response_step(response, report, at=now, person=person)
        except NotInThisPair:
            # R5: who said yes and is not back can always call for help.
            assert (
                report is not Report.HELP or person not in before.pair or over(before)
            )
            continue
        assert broken_promises(before, response, report, now, said) == []


def over(response: Response) -> bool:
    return response.stage in STAGES_OVER


def broken_promises(
    before: Response, after: Response, report: Report, now: datetime, said: object
) -> list[str]:
    out = after.stage in STAGES_OUT
    was_due = before.due_at is not None and now >= before.due_at
    heard = report is Report.HELP_COMES or over(after)
    rules = {
        "R1 an open response has a moment to come": (after.due_at is None)
        is not over(after),
        "R1 what was due comes later than now": report is Report.DUE
        and was_due
        and not over(after)
        and (after.due_at is None or after.due_at <= now),
        "R2 only two are out together": out and len(after.pair) != 2,
        "R2 only one is looked for a second": after.stage is Stage.NEEDED
        and len(after.pair) > 1,
        "R4 whoever is out owes a word": out and after.report_at != after.due_at,
        "R4 nobody is looked for too late": after.report_at is not None
        and (after.due_at is None or after.due_at > after.report_at),
        "R4 who is left on the way keeps her clock": report is Report.WITHDREW
        and before.stage is Stage.EN_ROUTE
        and bool(after.pair)
        and after.report_at != before.report_at,
        "R5 a call for help falls silent": before.alarm > 0
        and not heard
        and (after.alarm < before.alarm or after.report_at is None),
        "R5 a call for help is told again": report is Report.DUE
        and before.alarm > 0
        and before.report_at is not None
        and now >= before.report_at
        and Escalate(about="R-1", why="help") not in said,
        "R5 help is told within five minutes": after.alarm > before.alarm
        and (after.due_at is None or after.due_at > now + timedelta(minutes=5)),
        "R6 nothing is called off while one is out": report is Report.CALLED_OFF
        and before.report_at is not None
        and not over(before),
    }
    return [name for name, is_broken in rules.items() if is_broken]
