"""Attacks on what leaves: numbers beside one another, shares of all, waits of one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import inf
from typing import Any

import pytest

from payung.engines.disclosure import Audience
from payung.engines.dispatch import Channel
from payung.engines.indicators import (
    Bound,
    Coarse,
    Mean,
    NotComputable,
    Ratio,
    Standing,
    Times,
    Total,
    Unit,
    Value,
    Why,
    from_data,
    parse_period,
    standing_of,
    to_data,
)
from payung.programme.objectives.coarsening import coarse_of, told_outside
from payung.programme.objectives.models import ReleasedFigure, ReleasedSplit
from payung.programme.objectives.queries.documenting import reports_in
from payung.programme.objectives.queries.scope import Scope
from payung.programme.objectives.reference_sheets import sheet_of
from payung.programme.objectives.releasing import release, released, value_of_row
from payung.programme.objectives.reports.assembling import numbers_of, page_of
from payung.programme.objectives.seeing import Sight, see
from payung.programme.objectives.taking import take
from payung.programme.people.actors import actor_of
from payung.programme.reports.models import Detention, Incident
from tests.cast import DONOR, MAYA, OFFICER, REGIONAL, account, team_of
from tests.programme.objectives.reports.counted import a_draft
from tests.programme.objectives.small_rows import came, cards, noon, note, venue, visit
from tests.programme.objectives.test_line_times import STORIES, tell


pytestmark = pytest.mark.django_db

QUARTER = parse_period("2026-Q3")
LOCKED = datetime(2026, 11, 5, tzinfo=UTC)
OF_NOTES = ("VIO_REP", "VIO_TIMELY", "VIO_SERVED", "VIO_CONSENT", "VIO_COMPLETE")


@dataclass(frozen=True)
class Clerk:
    handle: str = "clerk"


def notes(n: int, *, first: int = 1, **named: Any) -> None:
    for k in range(first, first + n):
        note(k, noon(7 + k % 3, 2), date(2026, 7 + k % 3, 1), **named)


def release_all(*codes: str, period: str = "2026-Q3", at: datetime = LOCKED) -> None:
    about: dict[str, Any] = {
        "actor": Clerk(),
        "country": "np",
        "period": parse_period(period),
        "at": at,
        "codes": codes,
    }
    take(**about)
    release(**about)


def told(code: str, period: str = "2026-Q3") -> Value | None:
    return released("np", code, period, Audience.PARTNER)


def share(part: float, whole: float, smallest: int = 5) -> Coarse | None:
    value = Ratio(numerator=part, denominator=whole)
    return coarse_of(value, Unit.SHARE, smallest=smallest, is_shown=True)


def test_no_number_of_the_report_says_how_many_notes_there_are_beside_those_kept_back() -> (
    None
):
    notes(3)
    notes(1, first=100, counted=False)
    release_all(*OF_NOTES)
    _, [officer] = team_of(OFFICER)

    shown = numbers_of(a_draft(officer))

    assert {one.sheet.code for one in shown} == set(OF_NOTES)
    assert all(one.hidden for one in shown)


def test_nobody_outside_sees_beside_a_number_kept_back_one_of_the_same_notes() -> None:
    notes(3)
    notes(1, first=100, counted=False)
    release_all(*OF_NOTES)
    sheets = [sheet_of(code) for code in OF_NOTES]

    seen = {
        one.sight
        for handle in (REGIONAL, DONOR)
        for one in see(actor_of(account(handle), keys=None), sheets, [QUARTER]).values()
    }

    assert seen == {Sight.KEPT_BACK}


def test_who_refused_statistics_is_in_no_number_for_others() -> None:
    notes(2)
    notes(1, first=50, police=False)
    notes(1, first=100, counted=False)
    scope = Scope(country="np", period=QUARTER, at=LOCKED)
    outside = Scope(country="np", period=QUARTER, at=LOCKED, outside=True)

    counted = (reports_in(scope).count(), reports_in(outside).count())

    assert counted == (4, 2)


def test_forty_notes_and_forty_one_judged_do_not_show_the_one_that_is_not_whole() -> (
    None
):
    notes(40)
    notes(1, first=100, stage="new")
    release_all("VIO_REP", "VIO_TIMELY")

    rep, timely = told("VIO_REP"), told("VIO_TIMELY")

    assert rep == Coarse(value=40, rounded_to=5)
    # That it holds of each of the 41 is not said, nor that they are 41.
    assert timely == Coarse(value=0.75, at_least=20, at_most=49, bound=Bound.ABOVE)


def test_a_note_more_changes_no_count_by_one() -> None:
    notes(40)
    notes(1, first=100)
    release_all("VIO_REP")

    assert told("VIO_REP") == Coarse(value=40, rounded_to=5)


def test_what_is_kept_of_a_released_share_has_neither_part_nor_whole() -> None:
    notes(41)
    release_all("VIO_TIMELY", "VIO_SERVED")
    rows = ReleasedFigure.objects.all()
    splits = ReleasedSplit.objects.all()

    kept = {str(row.figure) for row in rows} | {
        str(figure) for one in splits for figure in one.figures.values()
    }

    assert kept
    assert not any("41" in one for one in kept)
    assert {row.kind for row in rows} == {"coarse"}


def test_twenty_detentions_beside_nineteen_leave_no_difference() -> None:
    assert share(12, 20) == Coarse(value=0.6, at_least=20, at_most=49)
    assert share(12, 19) is None


@pytest.mark.parametrize(("least", "limit"), [(20, 0.25), (50, 0.1), (100, 0.05)])
def test_none_four_and_all_of_them_are_said_as_limits_alone(
    least: int, limit: float
) -> None:
    below = {share(part, least) for part in (0, 1, 4)}
    above = {share(least - part, least) for part in (0, 1, 4)}

    assert {(one.value, one.bound) for one in below if one} == {(limit, Bound.BELOW)}
    assert {(one.value, one.bound) for one in above if one} == {
        (1 - limit, Bound.ABOVE)
    }


def test_a_share_within_its_limits_always_has_five_on_either_side() -> None:
    told = [
        (part, n - part)
        for n in range(20, 300)
        for part in range(n + 1)
        if (said := share(part, n)) and said.bound is Bound.NONE
    ]

    assert min(min(sides) for sides in told) == 5


def test_where_ten_is_the_smallest_count_a_share_of_forty_says_nothing() -> None:
    assert share(20, 40, smallest=10) is None
    assert share(30, 60, smallest=10) == Coarse(value=0.5, at_least=50, at_most=99)


def test_the_waits_of_fewer_than_fifty_have_no_tail_and_of_fewer_than_twenty_no_middle() -> (
    None
):
    wait = {
        n: coarse_of(
            Times(p50=41, p90=130, p95=inf, n=n),
            Unit.SECONDS,
            smallest=5,
            is_shown=True,
        )
        for n in (19, 20, 49, 50)
    }

    assert wait[19] is None
    assert wait[20] == wait[49] == Coarse(value=60, at_least=20, at_most=49)
    assert wait[50] == Coarse(value=60, at_least=50, at_most=99, p90=180, p95=inf)


def test_a_mean_of_fewer_than_twenty_is_kept_back() -> None:
    few, many = (
        coarse_of(Mean(total=n / 3, n=n), Unit.SHARE, smallest=5, is_shown=True)
        for n in (19, 20)
    )

    assert few is None
    assert many == Coarse(value=0.33, at_least=20, at_most=49)


def arrests_and_people_met(arrests: int, met: int) -> None:
    visited = visit(venue("park", 100, 200, 300), noon(8, 1))
    came(visited, *cards(1, met))
    notes(arrests)
    for incident in Incident.objects.all():
        Detention.objects.create(incident=incident, taken_at=noon(8, 2))
    release_all("ARREST_RATE", "OUT_COV")


def test_a_rate_is_kept_back_where_the_number_of_those_met_is() -> None:
    arrests_and_people_met(arrests=25, met=3)

    assert told("OUT_COV") == Coarse(value=0.05, at_least=100, bound=Bound.BELOW)
    assert told("ARREST_RATE") is None
    assert "25" not in str(
        ReleasedFigure.objects.get(
            indicator="ARREST_RATE", audience=Audience.PARTNER
        ).figure
    )


def test_a_rate_of_many_leaves_without_its_denominator() -> None:
    arrests_and_people_met(arrests=25, met=33)

    assert told("ARREST_RATE") == Coarse(value=76, at_least=20, at_most=49)


OF_CALLS = ("H_OFFERED", "H_ANSWER", "H_RECOVER", "H_TTH", "H_DISPO")


def calls(n: int) -> None:
    for number in range(n):
        tell(number, Channel.CALL, STORIES["answered live"])
    release_all(*OF_CALLS)


def test_nothing_about_a_line_with_three_calls_leaves() -> None:
    calls(3)

    assert [told(code) for code in OF_CALLS] == [None] * 5


def test_calls_are_told_of_in_fives_and_waits_in_whole_minutes() -> None:
    calls(23)

    assert told("H_OFFERED") == Coarse(value=25, rounded_to=5)
    assert told("H_TTH") == Coarse(value=60, at_least=20, at_most=49)
    # Each was answered: of a share of all only the limit is said.
    assert told("H_ANSWER") == Coarse(
        value=0.75, at_least=20, at_most=49, bound=Bound.ABOVE
    )


def test_that_nobody_was_left_alone_is_told_and_not_of_how_many_minutes() -> None:
    tell(1, Channel.CALL, STORIES["answered live"])
    release_all("H_OWNED")
    _team, [maya] = team_of(MAYA)
    regional = actor_of(account(REGIONAL), keys=None)
    donor = actor_of(account(DONOR), keys=None)

    sheet = sheet_of("H_OWNED")
    inside, partner, other = (
        see(reader, [sheet], [QUARTER])["H_OWNED", "2026-Q3"]
        for reader in (maya, regional, donor)
    )

    assert isinstance(inside.value, Ratio)
    assert inside.value.denominator > 0
    assert (partner.sight, partner.value) == (Sight.SHOWN, Coarse(value=0.0))
    # Nor in which months nobody called.
    assert (inside.complete is None, partner.complete) == (False, None)
    assert (other.sight, other.value) == (Sight.NOT_FOR_HER, None)
    assert not ReleasedFigure.objects.exists()


@pytest.mark.parametrize(
    ("unowned", "told"),
    [
        pytest.param(0, 0.0, id="never"),
        pytest.param(1, 0.01, id="one minute of ten thousand is not none"),
        pytest.param(1500, 0.15, id="whole per cent"),
        pytest.param(1501, 0.16, id="upwards"),
    ],
)
def test_an_invariant_that_was_broken_never_reads_as_kept(
    unowned: int, told: float
) -> None:
    minutes = Ratio(numerator=unowned, denominator=10_000)

    assert told_outside(sheet_of("H_OWNED"), minutes) == Coarse(value=told)
    assert told_outside(sheet_of("R_COVER"), minutes) == minutes


def test_months_in_which_nobody_called_are_not_named_outside() -> None:
    missing = NotComputable(why=Why.MONTHS_MISSING, detail=("2026-08",))

    told = told_outside(sheet_of("H_OWNED"), missing)

    assert told == NotComputable(why=Why.NO_RECORDS)
    assert told_outside(sheet_of("R_COVER"), missing) == missing


def test_what_looks_back_twelve_months_leaves_with_the_last_quarter_alone() -> None:
    notes(30)
    release_all("REDRESS")
    release_all("REDRESS", period="2026-Q4", at=datetime(2027, 3, 5, tzinfo=UTC))

    out = set(ReleasedFigure.objects.values_list("period", flat=True))

    assert out == {"2026-Q4"}


def test_what_was_released_before_it_was_made_coarse_is_kept_back() -> None:
    notes(40)
    release_all("VIO_TIMELY")
    row = ReleasedFigure.objects.get(indicator="VIO_TIMELY", audience=Audience.PARTNER)
    row.kind, row.figure = "share", {}
    row.save()

    assert value_of_row(row) is None


def test_page_and_report_print_the_one_value_that_was_released() -> None:
    notes(40)
    notes(1, first=100, stage="new")
    release_all("VIO_REP", "VIO_TIMELY")
    _, [officer] = team_of(OFFICER)

    page = page_of(a_draft(officer), own_digits=False)

    said = {
        row.code: (row.result, row.made_of)
        for section in page.sections
        for row in section.rows
    }
    assert said == {
        "VIO_REP": ("40 reports", "to the nearest 5"),
        "VIO_TIMELY": ("more than 75\u00a0%", "among 20 to 49"),
    }


def test_a_target_within_a_limit_is_neither_reached_nor_missed() -> None:
    said = Coarse(value=0.75, at_least=20, at_most=49, bound=Bound.ABOVE)
    sheet = sheet_of("VIO_TIMELY")

    assert [standing_of(sheet, said, aim) for aim in (0.7, 0.9)] == [
        Standing.REACHED,
        Standing.CANNOT_SAY,
    ]


def test_a_protected_number_comes_back_as_it_was_stored() -> None:
    for value in (
        Coarse(value=0.25, at_least=20, at_most=49, bound=Bound.BELOW),
        Coarse(value=60, at_least=100, p90=120, p95=inf),
        coarse_of(Total(count=43), Unit.PEOPLE, smallest=5, is_shown=True),
    ):
        assert value is not None
        assert from_data(to_data(value)) == value
