"""The invented year of a line: its figures, against what its makers say of it."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

import pytest

from payung.engines import dispatch
from payung.engines.indicators import NotComputable, Ratio, Times, Total, parse_period
from payung.programme.alerts.machine import start_machine
from payung.programme.hotline.lines import open_line
from payung.programme.hotline.models import Contact
from payung.programme.hotline.nights.figures import times_of
from payung.programme.hotline.nights.log_reading import log_of
from payung.programme.objectives.queries.line_times import timed_contacts
from payung.programme.objectives.queries.scope import WHOLE, Scope
from payung.programme.objectives.taking import compute
from payung.programme.people.actions import make_account
from payung.programme.people.founding import Founded, found_country
from payung.programme.people.models import Person
from payung.programme.people.roles import Role
from payung.programme.standby.models import RosterPeriod, Shift
from payung.web.demo import duty_year, line_year
from tests.cast import PASSPHRASE


pytestmark = pytest.mark.django_db
BEGAN = datetime(2026, 4, 20, tzinfo=UTC)
UNTIL = datetime(2026, 10, 6, 9, tzinfo=UTC)
QUARTER = parse_period("2026-Q3")
SCOPE = Scope(country="np", period=QUARTER, at=UNTIL)
OF_LINE = ("H_OFFERED", "H_ANSWER", "H_RECOVER", "H_TTH", "H_OWNED", "H_DISPO")
OF_DUTY = ("R_COVER", "R_ATTY", "R_REACH", "R_FAIR")


def a_half(scale: float = 0.25) -> Founded:
    """Live May to October of one country's line."""
    office = found_country(
        country="np", handle="maya", passphrase=PASSPHRASE, team_name="Day", at=BEGAN
    )
    people = [Person.objects.get(handle="maya")]
    for handle, role in (("sunita", Role.PARALEGAL), ("anju", Role.ATTORNEY)):
        people.append(
            make_account(
                handle=handle,
                country="np",
                passphrase=PASSPHRASE,
                roles=(role,),
                language="en",
                at=BEGAN,
            )
        )
    start_machine(actor=office.actor, team=office.team, at=BEGAN)
    open_line(
        actor=office.actor, code="main", dialled="1000", team=office.team, at=BEGAN
    )
    chance, first = random.Random(7), date(2026, 5, 1)
    turns = duty_year.demo_year(
        office=office, people=people, rng=chance, start=first, ends=date(2026, 10, 5)
    )
    line_year.demo_year(
        office=office,
        turns=turns,
        rng=chance,
        start=first,
        months=6,
        scale=scale,
        until=UNTIL,
    )
    return office


def test_every_figure_of_line_and_roster_has_a_number_and_none_is_perfect() -> None:
    a_half()

    found = {code: compute(code, SCOPE).answer[WHOLE] for code in OF_LINE + OF_DUTY}

    assert not [c for c, value in found.items() if isinstance(value, NotComputable)]
    shares = {c: one.value for c, one in found.items() if isinstance(one, Ratio)}
    assert shares.pop("H_OWNED") == 0
    assert [code for code, share in shares.items() if not 0.5 < share < 1] == []
    assert isinstance(found["H_TTH"], Times)
    assert isinstance(found["H_OFFERED"], Total)
    assert 100 < found["H_OFFERED"].count < 160


def test_no_line_of_the_log_is_one_that_the_machine_would_refuse() -> None:
    a_half()

    proof = dispatch.prove(log_of(Contact.objects.all()), until=UNTIL)

    assert proof.holds
    assert len(proof.contacts) == Contact.objects.count() > 200
    assert not Contact.objects.exclude(state="closed").exists()


def test_the_columns_say_what_a_replay_of_the_log_says() -> None:
    a_half()

    replayed = times_of("np", dispatch.Span(start=SCOPE.start, end=SCOPE.end))

    read = [one.times for one in timed_contacts(SCOPE)]
    assert sorted(map(repr, read)) == sorted(map(repr, replayed))


def test_rosters_follow_one_another_without_a_day_between() -> None:
    a_half()

    ends = list(RosterPeriod.objects.order_by("starts_at").values_list("ends_at"))
    begins = list(RosterPeriod.objects.order_by("starts_at").values_list("starts_at"))

    assert ends[:-1] == begins[1:]
    assert Shift.objects.filter(confirmed_at=None).count() == 0


def test_references_go_up_as_the_calls_came_in() -> None:
    a_half()
    columns = ("reference", "opened_at", "reached_at", "closed_at", "disposition")
    first = list(Contact.objects.order_by("reference").values_list(*columns))

    assert len({one[0] for one in first}) == len(first)
    assert [one[1] for one in first] == sorted(one[1] for one in first)
