"""Different people without a list of people, and why the UIC is refused."""

from __future__ import annotations

import hashlib
from itertools import product
from string import ascii_uppercase

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.engines.indicators import (
    BrokenSketch,
    DifferentKeys,
    GuessableToken,
    Interval,
    KeyDoesNotFit,
    Sketch,
    Total,
    empty,
    from_bytes,
    people_in,
    sketch_of,
    to_bytes,
    union,
)
from payung.engines.indicators._sketch import LONGEST, REGISTERS, _tau, key_name


KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
CARDS = st.lists(st.integers(0, 400), max_size=60).map(
    lambda numbers: [hashlib.sha256(str(n).encode()).digest()[:16] for n in numbers]
)


def cards(people: int, seed: int) -> list[bytes]:
    """Return so many random cards."""
    raw = np.random.default_rng(seed).bytes(16 * people)
    return [raw[16 * k : 16 * k + 16] for k in range(people)]


def sketched(people: int, seed: int) -> Sketch:
    return sketch_of(cards(people, seed), key=KEY)


def drawn(people: int, chance: np.random.Generator) -> Sketch:
    """Return a sketch as so many cards make it, without hashing each of them."""
    fell = chance.multinomial(people, np.full(REGISTERS, 1 / REGISTERS))
    with np.errstate(divide="ignore"):
        # The longest of several runs, each of which is a half as long as one less.
        shorter = -np.expm1(np.log(chance.random(REGISTERS)) / fell)
    runs = np.where(fell > 0, np.ceil(-np.log2(shorter)), 0)
    return Sketch(key_name(KEY), runs.clip(0, LONGEST).astype(np.uint8).tobytes())


def holds(total: Total, people: int) -> bool:
    assert total.interval is not None
    return total.interval.low <= people <= total.interval.high


@pytest.mark.parametrize(
    ("people", "rounds"), [(50, 60), (500, 30), (2_000, 10), (20_000, 4)]
)
def test_from_fifty_to_twenty_thousand_people_the_error_is_under_two_per_cent(
    people: int, rounds: int
) -> None:
    counted = [people_in(sketched(people, seed)).count for seed in range(rounds)]

    error = float(np.sqrt(np.mean([(each / people - 1) ** 2 for each in counted])))

    assert error < 0.02
    assert abs(float(np.mean(counted)) / people - 1) < 0.012


@pytest.mark.parametrize("people", [0, 1, 2, 3, 5])
def test_a_handful_is_counted_exactly(people: int) -> None:
    assert people_in(sketched(people, 1)).count == people


@pytest.mark.parametrize("people", [1, 2, 5, 9, 20, 50, 100])
def test_of_a_few_people_the_interval_holds_them_nineteen_times_of_twenty(
    people: int,
) -> None:
    held = [holds(people_in(sketched(people, seed)), people) for seed in range(2000)]

    assert sum(held) >= 1860


@pytest.mark.parametrize("people", [1_000, 8_200, 20_000])
def test_of_many_people_the_interval_holds_them_nineteen_times_of_twenty(
    people: int,
) -> None:
    chance = np.random.default_rng(people)

    held = [holds(people_in(drawn(people, chance)), people) for _ in range(2000)]

    assert sum(held) >= 1860


def test_nine_people_of_whom_two_share_a_register_are_eight_or_nine() -> None:
    nine = sketched(9, 62)

    assert people_in(nine) == Total(count=8, interval=Interval(low=8, high=9))


@given(some=CARDS)
@settings(max_examples=60)
def test_an_interval_is_of_whole_people_and_never_fewer_than_registers_were_reached(
    some: list[bytes],
) -> None:
    sketch = sketch_of(some, key=KEY)

    found = people_in(sketch)

    assert found.interval is not None
    ends = (found.interval.low, found.count, found.interval.high)
    assert all(isinstance(end, int) for end in ends)
    assert list(ends) == sorted(ends)
    assert found.interval.low >= REGISTERS - sketch.registers.count(0)


@given(first=CARDS, second=CARDS)
@settings(max_examples=60)
def test_the_union_of_two_sketches_is_the_sketch_of_both(
    first: list[bytes], second: list[bytes]
) -> None:
    apart = union([sketch_of(first, key=KEY), sketch_of(second, key=KEY)])

    together = sketch_of(first + second, key=KEY)

    assert apart == together
    assert union([together, together]) == together
    assert union([together, empty(KEY)]) == together


def test_people_who_come_to_three_sites_in_twelve_months_are_counted_once() -> None:
    everybody = cards(900, 3)
    site_months = [
        sketch_of(everybody[start : start + 400], key=KEY)
        for start in range(0, 501, 50)
    ]

    joined = people_in(union(site_months))

    assert holds(joined, 900)
    assert sum(people_in(each).count for each in site_months) > 4000


def test_sketches_of_different_keys_are_not_joined_to_a_number_that_means_nothing() -> (
    None
):
    other = sketch_of(cards(5, 1), key=OTHER_KEY)

    with pytest.raises(DifferentKeys, match="one reporting year and one country"):
        union([sketched(5, 1), other])


def test_the_same_card_falls_elsewhere_under_another_key() -> None:
    assert sketched(1, 1).registers != sketch_of(cards(1, 1), key=OTHER_KEY).registers


@given(some=CARDS)
@settings(max_examples=60)
def test_a_sketch_comes_back_from_its_three_kilobytes(some: list[bytes]) -> None:
    sketch = sketch_of(some, key=KEY)

    stored = to_bytes(sketch)

    assert len(stored) == 3084
    assert from_bytes(stored) == sketch


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(to_bytes(empty(KEY))[:-1], id="cut short"),
        pytest.param(b"X" + to_bytes(empty(KEY))[1:], id="something else"),
        pytest.param(to_bytes(empty(KEY))[:12] + b"\xff" * 3072, id="beyond any hash"),
    ],
)
def test_bytes_that_are_no_whole_sketch_are_refused(stored: bytes) -> None:
    with pytest.raises(BrokenSketch):
        from_bytes(stored)


def test_a_sketch_does_not_print_what_is_in_it() -> None:
    assert repr(sketched(3, 1)) == "<Sketch>"


@pytest.mark.parametrize("length", [0, 16, 31, 65])
def test_a_key_that_can_be_guessed_or_does_not_fit_is_refused(length: int) -> None:
    with pytest.raises(KeyDoesNotFit, match="it needs 32 to 64"):
        sketch_of([], key=bytes(length))


@pytest.mark.parametrize(
    "code",
    [b"ANRI120387F", b"ANRI-120387-F-KT", b"Anjali Rimal 001", b"5550100555010055"],
)
def test_a_code_made_of_a_name_and_a_birthday_is_refused(code: bytes) -> None:
    with pytest.raises(GuessableToken, match="can be tried out in seconds"):
        sketch_of([code], key=KEY)


def test_a_uic_is_found_by_trying_them_one_by_one_so_hashing_it_hides_nobody() -> None:
    # Two initials, day and month of birth, and one of seven kinds: as such codes go.
    kinds = "1234567"
    space = len(ascii_uppercase) ** 2 * 31 * 12 * len(kinds)
    stored = hashlib.sha256(b"CM17095").digest()
    codes = (
        f"{first}{second}{day:02}{month:02}{kind}".encode()
        for first, second in product(ascii_uppercase, repeat=2)
        for day, month, kind in product(range(1, 32), range(1, 13), kinds)
    )

    tried, found = next(
        (tried, code)
        for tried, code in enumerate(codes)
        if hashlib.sha256(code).digest() == stored
    )

    assert space == 1_760_304
    assert found == b"CM17095"
    assert tried < space


def test_two_of_five_thousand_share_a_uic_long_before_there_are_many_people() -> None:
    # Even if every code were equally common, which surnames never are.
    codes = np.random.default_rng(2).integers(0, 1_760_304, size=5000)

    assert len(set(codes.tolist())) < 5000


def test_without_the_key_nobody_can_be_looked_up_in_a_sketch() -> None:
    sketch, known = sketched(1, 1), cards(1, 1)

    guesses = [
        sketch_of(known, key=bytes([guess]) * 32).registers == sketch.registers
        for guess in range(256)
    ]

    assert not any(guesses)


def test_sketches_that_are_nearly_full_are_read_as_ertl_has_it() -> None:
    # tau of one half: a third of what is left after the roots of one half, weighted.
    terms = sum((1 - 0.5**0.5**k) ** 2 * 0.5**k for k in range(1, 60))

    assert _tau(0.5) == pytest.approx((1 - 0.5 - terms) / 3)
    assert _tau(1.0) == _tau(0.0) == 0
