"""Random plans, phones and callers: what holds whatever they do.

The judge is the double: who was rung when, who was joined, what was heard. It knows
nothing of our machine.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gateways.telephone.twiml.double_rest import Phone
from tests.gateways.telephone.twiml.world import (
    CALLER,
    HOTLINE,
    NUMBERS,
    World,
    paper,
    plan,
    world,
)


WHO = sorted(NUMBERS)
WAIT = 20
CONFIRM = 8


@dataclass
class Night:
    """One call: the plan's steps, each phone's ways, the caller's, and the network's."""

    steps: list[list[str]]
    phones: dict[str, Phone]
    patience: float
    speaks: float
    repeats: int
    delay: float
    silences: bool


KEYS = st.sampled_from([None, (1.0, "1"), (6.0, "1"), (2.0, "5"), (30.0, "1")])
PHONES = st.builds(
    Phone,
    answers=st.sampled_from([None, 0.5, 3.0, 12.0, 19.5, 25.0]),
    busy=st.sampled_from([False, False, False, True]),
    keys=st.lists(KEYS, min_size=4, max_size=4),
    talks=st.sampled_from([1.0, 40.0]),
)
NIGHTS = st.builds(
    Night,
    steps=st.lists(st.lists(st.sampled_from(WHO), max_size=4), max_size=4),
    phones=st.fixed_dictionaries(dict.fromkeys(WHO, PHONES)),
    patience=st.sampled_from([0.2, 5.0, 21.0, 45.0, 900.0]),
    speaks=st.sampled_from([0.0, 7.0]),
    repeats=st.sampled_from([1, 2]),
    delay=st.sampled_from([0.0, 0.7, 11.0]),
    silences=st.booleans(),
)


def lived(night: Night) -> tuple[World, str]:
    steps = [tuple(step) for step in night.steps]
    w = world(paper(plan(*steps, wait=WAIT, confirm_wait=CONFIRM)))
    w.cloud.phones = {NUMBERS[who]: phone for who, phone in night.phones.items()}
    w.cloud.repeats, w.cloud.report_delay = night.repeats, night.delay
    w.cloud.first_answer_silences = night.silences
    call = w.cloud.call(CALLER, patience=night.patience, speaks=night.speaks)
    w.cloud.run(3000)
    return w, call.sid


@settings(max_examples=100, deadline=None)
@given(night=NIGHTS)
def test_a_call_ends_once_and_is_answered_exactly_when_somebody_was_joined(
    night: Night,
) -> None:
    w, sid = lived(night)

    assert len(w.cloud.joined) <= 1
    assert (w.outcome(sid) == "answered") == (len(w.cloud.joined) == 1)


@settings(max_examples=100, deadline=None)
@given(night=NIGHTS)
def test_whoever_was_joined_had_pressed_1_and_had_been_told_of(night: Night) -> None:
    w, sid = lived(night)

    accepted = [NUMBERS[who] for kind, who in w.told(sid) if kind == "accepted"]
    pressed = [f["To"] for _, f in w.cloud.requests if f.get("Digits") == "1"]
    assert [number for _, number in w.cloud.joined] == accepted
    assert set(accepted) <= set(pressed)


@settings(max_examples=100, deadline=None)
@given(night=NIGHTS)
def test_a_caller_who_waits_is_never_left_without_a_ring_or_a_question(
    night: Night,
) -> None:
    w, sid = lived(night)

    # Every step's wait, one finger on the key in each, and a second for each Dial.
    most = sum(WAIT + CONFIRM + 3 for _ in night.steps) + 5
    heard = [when for when, what in w.cloud.said_to.get(sid, []) if what]
    joined = [when for when, number in w.cloud.joined_at if number == sid]
    turned = [*heard, *joined, night.patience]
    assert min(turned) <= most


@settings(max_examples=100, deadline=None)
@given(night=NIGHTS)
def test_a_phone_that_refused_is_not_rung_again_and_shows_the_hotline(
    night: Night,
) -> None:
    w, _ = lived(night)

    for who, phone in night.phones.items():
        if phone.busy:
            assert [n for _, n, _ in w.cloud.rang].count(NUMBERS[who]) <= 1
    assert {shown for _, _, shown in w.cloud.rang} <= {HOTLINE}


@settings(max_examples=100, deadline=None)
@given(night=NIGHTS)
def test_news_are_numbered_without_a_gap_and_begin_with_the_arrival(
    night: Night,
) -> None:
    w, sid = lived(night)

    news = w.app.news_of(sid)
    assert [n.seq for n in news] == list(range(1, len(news) + 1))
    assert str(news[0].kind) == "arrived"
    assert len({n.id for n in news}) == len(news)
