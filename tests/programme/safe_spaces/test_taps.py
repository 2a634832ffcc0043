"""Taps at a door: whatever the order, however often, from however many phones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.programme.activities.cards import digest_of, end_card, make_card
from payung.programme.safe_spaces.door.counting import counts_of
from payung.programme.safe_spaces.door.taking import take_taps
from payung.programme.safe_spaces.door.tap import Tap
from payung.programme.safe_spaces.models import OpeningDay, TakenBack, Visit

from .conftest import NOW, Office, local, room
from .taps import closing, opening, service, taking_back, visit


TODAY = date(2026, 11, 20)


@st.composite
def afternoons(draw: Any) -> tuple[list[Tap], list[list[Tap]]]:
    """Draw an afternoon of taps, and the heaps in which phones send it."""
    taps = [visit(at=local(20, 13))]
    for minute in range(draw(st.integers(min_value=0, max_value=8))):
        at = local(20, 14, minute)
        match draw(st.sampled_from(["new", "back", "rest", "close", "undo"])):
            case "rest":
                taps.append(service("rest", at=at))
            case "close":
                taps.append(closing("strike", at=at))
            case "undo":
                taps.append(taking_back(draw(st.sampled_from(taps)).id, at=at))
            case counter:
                people = draw(st.integers(min_value=1, max_value=3))
                taps.append(visit(at=at, counter=counter, count=people))
    again = draw(st.lists(st.sampled_from(taps), max_size=4))
    sent = draw(st.permutations(taps + again))
    cut = draw(st.integers(min_value=0, max_value=len(sent)))
    return taps, [sent[:cut], sent[cut:]]


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(afternoons())
def test_any_order_any_repetition_and_two_phones_count_the_same(
    office: Office, drawn: tuple[list[Tap], list[list[Tap]]]
) -> None:
    taps, heaps = drawn
    fresh = {tap.id: uuid4() for tap in taps}
    plain, mixed = (
        room(office.maya, office.team, f"r{uuid4().hex}") for _number in range(2)
    )

    take_taps(actor=office.sunita, site=plain, taps=taps, at=NOW)
    # The same afternoon once more with ids of its own: ids are unique everywhere.
    for heap, actor in zip(heaps, (office.sunita, office.maya), strict=True):
        renamed = [_renamed(tap, fresh) for tap in heap]
        take_taps(actor=actor, site=mixed, taps=renamed, at=NOW)

    assert counts_of(mixed, TODAY) == counts_of(plain, TODAY)
    assert _day(mixed) == _day(plain)


def _renamed(tap: Tap, fresh: dict[Any, Any]) -> Tap:
    return replace(
        tap,
        id=fresh.setdefault(tap.id, uuid4()),
        tap=fresh.get(tap.tap, tap.tap) if tap.tap else None,
    )


def _day(site: Any) -> list[tuple[Any, ...]]:
    rows = OpeningDay.objects.filter(site=site)
    return list(rows.values_list("day", "status", "reason", "opened_at", "closed_at"))


def test_two_phones_at_one_door_add_up(office: Office) -> None:
    first = [visit(at=local(20, 14)), visit(at=local(20, 15), counter="back")]
    second = [visit(at=local(20, 14)), service("shower", at=local(20, 15))]

    take_taps(actor=office.sunita, site=office.site, taps=first, at=NOW)
    take_taps(actor=office.maya, site=office.site, taps=second, at=NOW)

    counted = counts_of(office.site, TODAY)
    assert counted.visits == {"new": 2, "back": 1}
    assert counted.services == {"shower": 1}


def test_what_is_taken_back_before_it_arrives_never_counts(office: Office) -> None:
    tap = visit(at=local(20, 14))

    for heap in ([taking_back(tap.id, at=local(20, 15))], [tap]):
        take_taps(actor=office.sunita, site=office.site, taps=heap, at=NOW)

    assert counts_of(office.site, TODAY).visits == {}
    assert Visit.objects.get().taken_back
    assert TakenBack.objects.count() == 1


def test_another_room_cannot_take_a_tap_back(office: Office) -> None:
    other = room(office.maya, office.team, "green")
    tap = visit(at=local(20, 14))
    take_taps(actor=office.sunita, site=office.site, taps=[tap], at=NOW)

    back = taking_back(tap.id, at=local(20, 15))
    take_taps(actor=office.sunita, site=other, taps=[back], at=NOW)

    assert counts_of(office.site, TODAY).visits == {"new": 1}


@pytest.mark.parametrize(
    ("tapped", "day"),
    [
        pytest.param(
            local(19, 23, 59), date(2026, 11, 19), id="a minute before midnight"
        ),
        pytest.param(local(20, 0), date(2026, 11, 20), id="at midnight"),
        pytest.param(
            datetime(2026, 11, 19, 18, 14, tzinfo=UTC),
            date(2026, 11, 19),
            id="23:59 there is 18:14 in UTC",
        ),
        pytest.param(local(20, 16, 5), date(2026, 11, 20), id="a little fast"),
        pytest.param(
            datetime(1970, 1, 1, 0, 5, tzinfo=UTC),
            date(2026, 11, 20),
            id="a clock that was never set",
        ),
        pytest.param(
            datetime(2031, 5, 5, tzinfo=UTC),
            date(2026, 11, 20),
            id="a clock that is years ahead",
        ),
    ],
)
def test_a_tap_counts_for_its_own_day_at_the_room(
    office: Office, tapped: datetime, day: date
) -> None:
    take_taps(actor=office.sunita, site=office.site, taps=[visit(at=tapped)], at=NOW)

    assert Visit.objects.get().day == day


@pytest.mark.parametrize(
    ("taps", "status", "reason"),
    [
        pytest.param([visit(at=local(20, 11))], "open", "", id="somebody came"),
        pytest.param([opening(at=local(20, 10))], "open", "", id="nobody came yet"),
        pytest.param(
            [closing("flood", at=local(20, 9))], "closed", "flood", id="never opened"
        ),
        pytest.param(
            [closing("raid", at=local(20, 15)), visit(at=local(20, 11))],
            "partly",
            "raid",
            id="the visit of before arrives after",
        ),
        pytest.param(
            [
                opening(at=local(20, 10)),
                closing("raid", at=local(20, 12)),
                opening(at=local(20, 15)),
            ],
            "partly",
            "raid",
            id="closed for some hours",
        ),
    ],
)
def test_what_became_of_a_day_follows_from_its_taps(
    office: Office, taps: list[Tap], status: str, reason: str
) -> None:
    take_taps(actor=office.sunita, site=office.site, taps=_anew(taps), at=NOW)

    row = OpeningDay.objects.get()
    assert (row.status, row.reason) == (status, reason)
    assert row.keyholder_id == office.sunita.person_id


def _anew(taps: list[Tap]) -> list[Tap]:
    return [_renamed(tap, {}) for tap in taps]


def test_a_closing_by_mistake_leaves_no_trace_in_the_day(office: Office) -> None:
    tap = closing("raid", at=local(20, 12))
    take_taps(actor=office.sunita, site=office.site, taps=[tap], at=NOW)

    back = taking_back(tap.id, at=local(20, 12, 1))
    take_taps(actor=office.sunita, site=office.site, taps=[back], at=NOW)

    assert list(OpeningDay.objects.all()) == []
    assert counts_of(office.site, TODAY).closed == ""


def test_a_door_is_closed_until_somebody_says_that_it_is_open(office: Office) -> None:
    def said(*taps: Tap) -> str:
        take_taps(actor=office.sunita, site=office.site, taps=taps, at=NOW)
        return counts_of(office.site, TODAY).closed

    assert said(closing("strike", at=local(20, 12))) == "strike"
    assert said(opening(at=local(20, 14))) == ""


def test_a_card_is_counted_by_its_digest_and_an_ended_one_without_it(
    office: Office,
) -> None:
    kept = make_card(actor=office.maya, team=office.team, at=NOW)
    ended = make_card(actor=office.maya, team=office.team, at=NOW)
    end_card(actor=office.maya, card=ended.row, at=NOW)
    taps = [
        visit(at=local(20, 14), counter="card", card=digest_of(kept.code)),
        visit(at=local(20, 14), counter="card", card=digest_of(ended.code)),
        visit(at=local(20, 14), counter="card", card="f" * 64),
        visit(at=local(20, 14), counter="card"),
    ]

    took = take_taps(actor=office.sunita, site=office.site, taps=taps, at=NOW)

    assert counts_of(office.site, TODAY).visits == {"card": 4}
    assert took.cards_unknown == 2
    assert [row.card_id for row in Visit.objects.exclude(card=None)] == [kept.row.pk]


@pytest.mark.django_db(transaction=True)
def test_two_phones_that_send_the_same_taps_at_once_store_them_once(
    office: Office, at_once: Callable[..., list[BaseException]]
) -> None:
    taps = [visit(at=local(20, 14) + timedelta(minutes=n)) for n in range(5)]

    def send(actor: Any) -> Callable[[], object]:
        return lambda: take_taps(actor=actor, site=office.site, taps=taps, at=NOW)

    raised = at_once(send(office.sunita), send(office.maya))

    assert raised == []
    assert counts_of(office.site, TODAY).visits == {"new": 5}
