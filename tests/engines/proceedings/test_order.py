"""What cannot follow what, each refusal by its name; and any order of deeds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.engines.proceedings import (
    Deed,
    Kept,
    New,
    Problem,
    Track,
    Wrong,
    contradictions,
    offers,
    open_one,
    read_table,
    refuse,
    refuse_hearing,
    refuse_taking_back,
)


TABLE = read_table(Path(__file__).parents[3] / "src/payung/countries/codes/steps.csv")
NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)


def ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


def done(code: str, hours: float) -> Kept:
    return Kept(code=code, done_at=ago(hours))


def wrongs(
    track: Track,
    steps: list[Kept],
    code: str,
    hours: float,
    *,
    deed: Deed = Deed.DONE,
    ended_at: datetime | None = None,
) -> list[Wrong]:
    new = New(code=code, deed=deed, moment=ago(hours))
    found = refuse(TABLE, track, steps, new, at=NOW, ended_at=ended_at)
    return [one.wrong for one in found]


@pytest.mark.parametrize(
    ("steps", "code", "hours", "wrong"),
    [
        pytest.param(
            [done("D1", 5)], "D16", 6, Wrong.TOO_EARLY, id="a release before the arrest"
        ),
        pytest.param(
            [], "D16", 1, Wrong.NOT_THERE_YET, id="a release without an arrest"
        ),
        pytest.param(
            [done("D1", 5)], "D13", 1, Wrong.NOT_THERE_YET, id="a verdict, no charge"
        ),
        pytest.param(
            [done("D11", 2)],
            "D13",
            3,
            Wrong.TOO_EARLY,
            id="a verdict before the charge",
        ),
        pytest.param(
            [done("D1", 5)], "D16", -1, Wrong.STILL_TO_COME, id="a release tomorrow"
        ),
        pytest.param(
            [done("D1", 5), done("D7", 3)], "D7", 2, Wrong.TWICE, id="produced twice"
        ),
        pytest.param([done("D1", 5)], "K2", 1, Wrong.OTHER_TRACK, id="another track"),
        pytest.param([], "X9", 1, Wrong.OTHER_TRACK, id="no such step"),
    ],
)
def test_what_cannot_be_is_named(
    steps: list[Kept], code: str, hours: float, wrong: Wrong
) -> None:
    assert wrong in wrongs(Track.DEFENCE, steps, code, hours)


def test_an_answer_before_its_question_is_refused() -> None:
    asked = [done("D1", 9), Kept(code="D9", asked_at=ago(4))]

    assert wrongs(Track.DEFENCE, asked, "D9", 5) == [Wrong.BEFORE_ASKED]
    assert wrongs(Track.DEFENCE, asked, "D9", 4) == []


def test_nobody_is_asked_for_a_verdict() -> None:
    charged = [done("D11", 9)]

    found = wrongs(Track.DEFENCE, charged, "D13", 1, deed=Deed.ASKED)

    assert found == [Wrong.NOBODY_ASKED]


def test_bail_is_asked_for_again_only_after_an_answer() -> None:
    open_ask = [done("D1", 9), Kept(code="D9", asked_at=ago(8))]
    refused = [
        done("D1", 9),
        Kept(code="D9", asked_at=ago(8), refused_at=ago(7)),
    ]

    assert wrongs(Track.DEFENCE, open_ask, "D9", 1, deed=Deed.ASKED) == [Wrong.TWICE]
    assert wrongs(Track.DEFENCE, refused, "D9", 1, deed=Deed.ASKED) == []


def test_the_same_step_at_the_same_moment_is_refused_even_where_it_repeats() -> None:
    twice = [done("K1", 9), done("K3", 4)]

    assert wrongs(Track.COMPLAINT, twice, "K3", 4) == [Wrong.TWICE]
    assert wrongs(Track.COMPLAINT, twice, "K3", 3) == []


def test_a_decision_can_follow_what_was_handed_in_and_not_yet_taken() -> None:
    handed_in = [done("D1", 9), Kept(code="D9", asked_at=ago(4))]

    assert wrongs(Track.DEFENCE, handed_in, "D10", 1) == []


def test_a_registration_that_was_only_asked_for_is_not_there() -> None:
    offered = [Kept(code="K1", asked_at=ago(9)), Kept(code="K2", asked_at=ago(8))]

    assert wrongs(Track.COMPLAINT, offered, "K7", 1) == [Wrong.NOT_THERE_YET]


def test_one_of_several_that_came_before_is_enough() -> None:
    both = [done("K1", 9), done("K2", 5), done("K4", 2)]

    assert wrongs(Track.COMPLAINT, both, "K7", 3) == []
    assert wrongs(Track.COMPLAINT, both, "K7", 6) == [Wrong.TOO_EARLY]


def test_nothing_follows_the_end_but_what_may() -> None:
    over = [done("K1", 9), done("K12", 3)]

    assert wrongs(Track.COMPLAINT, over, "K4", 1, deed=Deed.ASKED) == [Wrong.ENDED]
    released = [done("D1", 9)]
    assert wrongs(Track.DEFENCE, released, "D17", 1, ended_at=ago(3)) == []
    assert wrongs(Track.DEFENCE, released, "D11", 1, ended_at=ago(3)) == [Wrong.ENDED]


def test_an_end_before_what_has_happened_is_refused() -> None:
    begun = [done("K1", 9), done("K2", 5)]

    assert wrongs(Track.COMPLAINT, begun, "K12", 6) == [Wrong.TOO_EARLY]
    assert wrongs(Track.COMPLAINT, begun, "K12", 4) == []


def test_a_date_at_court_that_is_past_is_refused() -> None:
    assert refuse_hearing(ago(1), at=NOW) == (
        Problem(wrong=Wrong.HEARING_IN_THE_PAST, moment=ago(1)),
    )
    assert refuse_hearing(NOW, at=NOW) != ()
    assert refuse_hearing(ago(-1), at=NOW) == ()


def test_what_others_rest_on_is_not_taken_back() -> None:
    charge, verdict = done("D11", 5), done("D13", 2)
    both = [charge, verdict]

    [problem] = refuse_taking_back(TABLE, Track.DEFENCE, both, charge)

    assert (problem.wrong, problem.others) == (Wrong.STANDS_ON_IT, ("D13",))
    assert refuse_taking_back(TABLE, Track.DEFENCE, both, verdict) == ()


def test_an_answer_can_go_where_the_question_stays() -> None:
    filed = Kept(code="D9", asked_at=ago(5), done_at=ago(4))
    steps = [done("D1", 9), filed, done("D10", 3)]
    question = Kept(code="D9", asked_at=ago(5))

    assert refuse_taking_back(TABLE, Track.DEFENCE, steps, filed) != ()
    assert refuse_taking_back(TABLE, Track.DEFENCE, steps, filed, stays=question) == ()


def test_a_time_corrected_elsewhere_is_seen() -> None:
    steps = [done("D1", 2), done("D16", 5)]

    assert contradictions(TABLE, Track.DEFENCE, steps) == (
        Problem(wrong=Wrong.TOO_EARLY, step="D16", others=("D1",), moment=ago(2)),
    )


def test_the_buttons_after_an_arrest_are_those_that_would_be_accepted() -> None:
    found = offers(TABLE, Track.DEFENCE, [done("D1", 5)], at=NOW)

    named = {one.kind.code: one.deeds for one in found}
    assert named["D7"] == (Deed.ASKED, Deed.DONE)
    assert named["D11"] == (Deed.DONE,)
    assert not {"D1", "D10", "D12", "D13", "D14"} & set(named)


def test_a_refusal_is_offered_once_something_was_asked() -> None:
    asked = [done("D1", 5), Kept(code="D5", asked_at=ago(4))]

    found = offers(TABLE, Track.DEFENCE, asked, at=NOW)

    named = {one.kind.code: one.deeds for one in found}
    assert named["D5"] == (Deed.DONE, Deed.REFUSED)


# ---- any order of deeds

deeds = st.tuples(
    st.sampled_from([*TABLE.kinds, "take back"]),
    st.sampled_from(list(Deed)),
    st.integers(min_value=-3, max_value=60),
    st.integers(min_value=0, max_value=40),
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(list(Track)), st.lists(deeds, max_size=40))
def test_any_accepted_deeds_keep_the_order_of_the_table(
    track: Track, told: list[tuple[str, Deed, int, int]]
) -> None:
    steps: list[Kept] = []

    for code, deed, hours, which in told:
        steps = after_one(track, steps, code, deed, ago(hours), which)

        assert out_of_order(steps) == []


def after_one(
    track: Track, steps: list[Kept], code: str, deed: Deed, at: datetime, which: int
) -> list[Kept]:
    if code == "take back":
        taken = steps[which % len(steps)] if steps else None
        if taken is None or refuse_taking_back(TABLE, track, steps, taken):
            return steps
        return [one for one in steps if one is not taken]
    new = New(code=code, deed=deed, moment=at)
    if refuse(TABLE, track, steps, new, at=NOW):
        return steps
    asked = None if deed is Deed.ASKED else open_one(steps, code)
    kept = Kept(
        code=code,
        asked_at=at if deed is Deed.ASKED else asked.asked_at if asked else None,
        done_at=at if deed is Deed.DONE else None,
        refused_at=at if deed is Deed.REFUSED else None,
    )
    return [*(one for one in steps if one is not asked), kept]


def out_of_order(steps: list[Kept]) -> list[str]:
    """Say what is wrong, by the plain words of the table and not by the engine."""
    found = []
    for one in steps:
        kind = TABLE.kinds[one.code]
        moments = [m for m in (one.asked_at, one.done_at, one.refused_at) if m]
        if max(moments) > NOW:
            found.append(f"{one.code} is still to come")
        answered = one.done_at or one.refused_at
        if one.asked_at and answered and answered < one.asked_at:
            found.append(f"{one.code} answered before asked")
        before = [
            moment
            for other in steps
            if other.code in kind.after
            for moment in [
                other.done_at,
                other.asked_at if TABLE.kinds[other.code].filed else None,
            ]
            if moment
        ]
        if kind.after and not any(moment <= min(moments) for moment in before):
            found.append(f"{one.code} rests on nothing")
        same = [other for other in steps if other.code == one.code and other.done_at]
        if len(same) > 1 and not kind.repeats:
            found.append(f"{one.code} twice")
        if kind.ends and one.done_at:
            late = [
                other.code
                for other in steps
                if not TABLE.kinds[other.code].after_end
                and max(filter(None, (other.asked_at, other.done_at, other.refused_at)))
                > one.done_at
            ]
            found.extend(f"{code} after the end" for code in late)
    return found
