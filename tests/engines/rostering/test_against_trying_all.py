"""The solver against trying everything, on rosters small enough for that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from payung.engines.rostering import Certified, Person, Refused, Shift, fill
from tests.engines.rostering.conftest import MONDAY, stretch


DAY = timedelta(days=1)
stretches = st.builds(
    stretch,
    st.integers(0, 8),
    st.sampled_from([0, 6, 12, 18]),
    st.sampled_from([6, 12]),
)


@st.composite
def rosters(draw: st.DrawFn) -> tuple[list[Shift], list[Person]]:
    times = draw(st.lists(stretches, min_size=1, max_size=5))
    shifts = [
        Shift(
            id=str(number),
            time=time,
            duty=draw(st.sampled_from(["first", "second"])),
            weight=draw(st.integers(1, 3)),
            language=draw(st.sampled_from(["", "ne"])),
            given_to=draw(st.sampled_from(["", "", "", "a"])),
        )
        for number, time in enumerate(times)
    ]
    people = [
        Person(
            handle=handle,
            duties=draw(st.sampled_from([{"first"}, {"first", "second"}])),
            languages=draw(st.sampled_from([frozenset(), frozenset({"ne"})])),
            most_a_week=draw(st.sampled_from([None, 1, 2])),
            rest=timedelta(hours=draw(st.sampled_from([0, 8]))),
            away=tuple(draw(st.lists(stretches, max_size=2))),
            busy=tuple(draw(st.lists(stretches, max_size=1))),
        )
        for handle in "abc"[: draw(st.integers(1, 3))]
    ]
    return shifts, people


def is_allowed(shifts: list[Shift], people: list[Person], who: tuple[int, ...]) -> bool:
    """Return whether nobody has what she may not have; -1 leaves a shift empty."""
    weeks: Counter[tuple[int, int]] = Counter()
    first = min(each.time.start for each in shifts)
    for place, owner in enumerate(who):
        if owner < 0:
            continue
        mine, person = shifts[place], people[owner]
        weeks[owner, (mine.time.start - first).days // 7] += 1
        if mine.duty not in person.duties:
            return False
        if mine.given_to and mine.given_to != person.handle:
            return False
        if mine.language and mine.language not in person.languages:
            return False
        others = [shifts[one].time for one in range(place) if who[one] == owner]
        for time, rest in [
            *((each, timedelta(0)) for each in (*person.away, *person.busy)),
            *((each, person.rest) for each in others),
        ]:
            apart = max(time.start - mine.time.end, mine.time.start - time.end)
            if apart < rest:
                return False
    limits = [99 if one.most_a_week is None else one.most_a_week for one in people]
    return all(count <= limits[owner] for (owner, _week), count in weeks.items())


def all_allowed(shifts: list[Shift], people: list[Person]) -> Iterator[tuple[int, ...]]:
    for who in product(range(-1, len(people)), repeat=len(shifts)):
        if is_allowed(shifts, people, who):
            yield who


def spread_of(shifts: list[Shift], people: list[Person], who: tuple[int, ...]) -> int:
    """Return the most points minus the fewest, among those who can take any shift."""
    able = [
        owner
        for owner in range(len(people))
        if any(
            is_allowed([one], [replace_limit(people[owner])], (0,)) for one in shifts
        )
    ]
    points = [
        sum(
            one.weight for one, other in zip(shifts, who, strict=True) if other == owner
        )
        for owner in able
    ]
    return max(points, default=0) - min(points, default=0)


def replace_limit(person: Person) -> Person:
    return Person(
        handle=person.handle,
        duties=person.duties,
        languages=person.languages,
        most_a_week=None,
        rest=person.rest,
        away=person.away,
        busy=person.busy,
    )


@settings(max_examples=120, deadline=None)
@given(rosters())
def test_no_roster_has_fewer_empty_shifts_or_a_smaller_spread(
    roster: tuple[list[Shift], list[Person]],
) -> None:
    shifts, people = roster

    answer = fill(shifts, people)

    tried = list(all_allowed(shifts, people))
    fewest = min(who.count(-1) for who in tried)
    names = {person.handle: place for place, person in enumerate(people)}
    has = {one.shift: names[one.person] for one in answer.assignments}
    given_out = tuple(has.get(one.id, -1) for one in shifts)
    assert is_allowed(shifts, people, given_out)
    assert given_out.count(-1) == fewest
    if isinstance(answer, Refused):
        assert len(answer.empty) == fewest > 0
        assert answer.is_fewest
        # Whoever could take it after all would make it one fewer: each has a reason.
        assert all(len(one.obstacles) == len(people) for one in answer.empty)
        assert answer.total.need - answer.total.have <= fewest
    else:
        best = min(spread_of(shifts, people, who) for who in tried if -1 not in who)
        assert isinstance(answer, Certified)
        assert (answer.spread, answer.is_fairest) == (best, True)
        assert answer.spread == spread_of(shifts, people, given_out)


@settings(max_examples=40, deadline=None)
@given(rosters())
def test_the_number_of_people_needed_is_enough_and_one_fewer_is_not(
    roster: tuple[list[Shift], list[Person]],
) -> None:
    shifts, people = roster
    alike = [
        Person(
            handle=person.handle, duties=frozenset({"first", "second"}), most_a_week=1
        )
        for person in people
    ]
    free = [
        Shift(id=one.id, time=one.time, duty=one.duty, weight=one.weight)
        for one in shifts
    ]

    answer = fill(free, alike)

    if isinstance(answer, Refused):
        assert answer.people_needed is not None
        more = [
            Person(
                handle=f"x{nth}", duties=frozenset({"first", "second"}), most_a_week=1
            )
            for nth in range(answer.people_needed)
        ]
        assert isinstance(fill(free, more), Certified)
        assert isinstance(fill(free, more[1:]), Refused)


def test_weeks_are_counted_from_the_beginning_of_the_roster() -> None:
    shifts = [
        Shift(id=str(day), time=stretch(day, 0), duty="first") for day in (4, 5, 8, 9)
    ]
    once_a_week = [
        Person(handle=name, duties=frozenset({"first"}), most_a_week=1) for name in "ab"
    ]

    by_first_shift = fill(shifts, once_a_week)
    by_monday = fill(shifts, once_a_week, begins=MONDAY)

    assert isinstance(by_first_shift, Refused)
    assert isinstance(by_monday, Certified)
