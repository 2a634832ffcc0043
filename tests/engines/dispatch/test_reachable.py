"""The next person is promoted when proof lapses, and nobody is ever left out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.engines.dispatch import is_proven, reachable


AT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
ORDERS = st.lists(st.sampled_from("abcdefgh"), unique=True)
PROOFS = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.integers(-60, 600).map(lambda minutes: AT - timedelta(minutes=minutes)),
)


def ago(**hours: float) -> dict[str, datetime]:
    return {person: AT - timedelta(hours=h) for person, h in hours.items()}


@pytest.mark.parametrize(
    ("proofs", "order"),
    [
        pytest.param(
            ago(sunita=1, maya=1, anju=1), ("sunita", "maya", "anju"), id="all proven"
        ),
        pytest.param(
            ago(sunita=5, maya=1, anju=1),
            ("maya", "sunita", "anju"),
            id="the primary's proof has lapsed: the next one is promoted",
        ),
        pytest.param(
            ago(anju=1),
            ("anju", "sunita", "maya"),
            id="two in a row: the first who is proven comes first",
        ),
        pytest.param({}, ("sunita", "maya", "anju"), id="nobody is proven"),
        pytest.param(
            ago(sunita=1, maya=9),
            ("sunita", "maya", "anju"),
            id="nobody proven comes later, so nobody moves",
        ),
    ],
)
def test_the_order_in_which_people_are_asked(
    proofs: dict[str, datetime], order: tuple[str, ...]
) -> None:
    assert reachable(("sunita", "maya", "anju"), proofs, AT) == order


def test_a_phone_that_answered_exactly_four_hours_ago_is_still_proven() -> None:
    assert is_proven("sunita", ago(sunita=4), AT)
    assert not is_proven("sunita", ago(sunita=4.001), AT)


def test_a_country_may_ask_for_fresher_proof() -> None:
    order = reachable(
        ("sunita", "maya"), ago(sunita=2, maya=0.5), AT, lapse=timedelta(hours=1)
    )

    assert order == ("maya", "sunita")


@given(on_duty=ORDERS, proofs=PROOFS)
def test_nobody_is_ever_taken_off_the_list(
    on_duty: list[str], proofs: dict[str, datetime]
) -> None:
    order = reachable(on_duty, proofs, AT)

    assert sorted(order) == sorted(on_duty)


@given(on_duty=ORDERS, proofs=PROOFS)
def test_nobody_who_is_proven_is_asked_later_and_nobody_loses_more_than_one_place(
    on_duty: list[str], proofs: dict[str, datetime]
) -> None:
    order = reachable(on_duty, proofs, AT)

    for place, person in enumerate(on_duty):
        proven = is_proven(person, proofs, AT)
        assert order.index(person) <= (place if proven else place + 1)


@given(on_duty=ORDERS, proofs=PROOFS)
def test_the_first_to_be_asked_is_proven_wherever_anybody_is(
    on_duty: list[str], proofs: dict[str, datetime]
) -> None:
    order = reachable(on_duty, proofs, AT)

    if any(is_proven(person, proofs, AT) for person in on_duty):
        assert is_proven(order[0], proofs, AT)


@given(on_duty=ORDERS, proofs=PROOFS)
def test_among_the_proven_and_among_the_others_the_roster_s_order_stays(
    on_duty: list[str], proofs: dict[str, datetime]
) -> None:
    order = reachable(on_duty, proofs, AT)

    for proven in (True, False):
        kept = [p for p in order if is_proven(p, proofs, AT) is proven]
        assert kept == [p for p in on_duty if is_proven(p, proofs, AT) is proven]
