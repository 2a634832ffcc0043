"""A month is planned two by two; what was approved never changes."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from payung.engines.indicators import Ratio
from payung.programme.activities.models import Reason
from payung.programme.outreach.codes import Purpose
from payung.programme.outreach.figures import plan_kept
from payung.programme.outreach.models import MicroPlan, MicroPlanVisit, OutreachVisit
from payung.programme.outreach.pairs import NewVisit, Pair
from payung.programme.outreach.planning import (
    approve_plan,
    begin_plan,
    in_force,
    move_planned,
    plan_visit,
    take_out,
)
from payung.programme.outreach.refusals import (
    NeverChanges,
    NothingPlanned,
    NotOfTheTeam,
    NotThisMonth,
    OneAlone,
    OutTwice,
    Over,
)
from payung.programme.outreach.setting import set_visit
from payung.programme.outreach.visiting import (
    check_in,
    check_out,
    held_before,
    move_visit,
    not_held,
)
from payung.programme.outreach.week import strip_of
from payung.programme.people.actors import Actor

from .conftest import NOW, Office, local, person


NOVEMBER = date(2026, 11, 1)


def new(office: Office, day: int, hour: int = 18, pair: Pair | None = None) -> NewVisit:
    return NewVisit(
        venue=office.bar,
        starts_at=local(day, hour),
        ends_at=local(day, hour + 2),
        pair=pair or office.pair,
        purpose=Purpose.REGULAR,
    )


@pytest.fixture
def draft(office: Office) -> MicroPlan:
    return begin_plan(actor=office.maya, team=office.team, month=NOVEMBER, at=NOW)


def planned(office: Office, draft: MicroPlan, day: int) -> MicroPlanVisit:
    return plan_visit(actor=office.maya, plan=draft, new=new(office, day), at=NOW)


def test_nobody_is_planned_to_go_alone(office: Office, draft: MicroPlan) -> None:
    alone = Pair(first=person("sunita"), second=person("sunita"))

    with pytest.raises(OneAlone) as refused:
        plan_visit(
            actor=office.maya, plan=draft, new=new(office, 24, pair=alone), at=NOW
        )

    assert refused.value.sentence == (
        "Nobody goes alone. Choose a second person to go with her."
    )
    with pytest.raises(OneAlone):
        set_visit(actor=office.maya, new=new(office, 24, pair=alone), at=NOW)


def test_the_database_itself_keeps_one_alone_out(
    office: Office, draft: MicroPlan
) -> None:
    visit = planned(office, draft, 24)

    with pytest.raises(IntegrityError), transaction.atomic():
        MicroPlanVisit.objects.filter(pk=visit.pk).update(second=visit.first)


def test_a_stranger_to_the_team_does_not_go(office: Office, draft: MicroPlan) -> None:
    pair = Pair(first=person("sunita"), second=person("outsider"))

    with pytest.raises(NotOfTheTeam) as refused:
        plan_visit(
            actor=office.maya, plan=draft, new=new(office, 24, pair=pair), at=NOW
        )

    assert refused.value.field == "second"


def test_nobody_is_at_two_places_at_once(office: Office, draft: MicroPlan) -> None:
    planned(office, draft, 24)
    pair = Pair(first=person("devi"), second=person("bina"))

    with pytest.raises(OutTwice):
        plan_visit(actor=office.maya, plan=draft, new=new(office, 24, 19, pair), at=NOW)


@pytest.mark.parametrize(
    ("day", "month", "refusal"),
    [
        pytest.param(22, NOVEMBER, Over, id="yesterday is over"),
        pytest.param(24, date(2026, 12, 1), NotThisMonth, id="November in December"),
    ],
)
def test_a_day_that_does_not_fit_is_refused(
    office: Office, day: int, month: date, refusal: type[Exception]
) -> None:
    plan = begin_plan(actor=office.maya, team=office.team, month=month, at=NOW)

    with pytest.raises(refusal):
        plan_visit(actor=office.maya, plan=plan, new=new(office, day), at=NOW)


def test_the_same_form_sent_twice_plans_one_visit(
    office: Office, draft: MicroPlan
) -> None:
    key = uuid4()

    for _each in range(2):
        plan_visit(actor=office.maya, plan=draft, new=new(office, 24), key=key, at=NOW)

    assert draft.visits.count() == 1


def test_a_plan_without_a_visit_is_not_approved(
    office: Office, draft: MicroPlan
) -> None:
    with pytest.raises(NothingPlanned):
        approve_plan(actor=office.maya, plan=draft, at=NOW)


def test_what_was_approved_never_changes(office: Office, draft: MicroPlan) -> None:
    visit = planned(office, draft, 24)
    approve_plan(actor=office.maya, plan=draft, at=NOW)
    day = local(25, 9).date()
    visit.refresh_from_db()

    with pytest.raises(NeverChanges):
        plan_visit(actor=office.maya, plan=draft, new=new(office, 26), at=NOW)
    with pytest.raises(NeverChanges):
        move_planned(actor=office.maya, planned=visit, day=day, at=NOW)
    with pytest.raises(NeverChanges):
        take_out(actor=office.maya, planned=visit, at=NOW)
    with pytest.raises(NeverChanges):
        approve_plan(actor=office.maya, plan=draft, at=NOW)

    visit.refresh_from_db()
    assert visit.starts_at == local(24, 18)


def test_an_approved_plan_sets_its_visits(office: Office, draft: MicroPlan) -> None:
    visit = planned(office, draft, 24)

    approve_plan(actor=office.maya, plan=draft, at=NOW)

    [made] = OutreachVisit.objects.select_related("activity")
    assert (made.promise, made.activity.state) == (visit.key, "planned")
    assert made.activity.planned_start == local(24, 18)
    assert (made.first.handle, made.second.handle) == ("sunita", "bina")


def test_a_new_version_moves_adds_and_calls_off_and_the_old_one_stays(
    office: Office, draft: MicroPlan
) -> None:
    for day in (24, 25):
        planned(office, draft, day)
    approve_plan(actor=office.maya, plan=draft, at=NOW)
    second = begin_plan(actor=office.maya, team=office.team, month=NOVEMBER, at=NOW)
    early, late = second.visits.order_by("starts_at")

    later = local(26, 9).date()
    move_planned(actor=office.maya, planned=early, day=later, at=NOW)
    take_out(actor=office.maya, planned=late, at=NOW)
    planned(office, second, 28)
    approve_plan(actor=office.maya, plan=second, at=NOW)

    rows = OutreachVisit.objects.order_by("activity__planned_start")
    assert [
        (
            row.activity.planned_start.astimezone(local(1, 1).tzinfo).day,
            row.activity.state,
        )
        for row in rows.select_related("activity")
    ] == [(25, "cancelled"), (26, "planned"), (28, "planned")]
    first = MicroPlan.objects.get(version=1)
    assert [one.starts_at for one in first.visits.order_by("starts_at")] == [
        local(24, 18),
        local(25, 18),
    ]
    assert in_force(office.team, NOVEMBER) == second


def test_a_new_version_leaves_alone_what_was_held(
    office: Office, draft: MicroPlan
) -> None:
    planned(office, draft, 24)
    approve_plan(actor=office.maya, plan=draft, at=NOW)
    [visit] = OutreachVisit.objects.all()
    held_before(
        actor=office.sunita,
        visit=visit,
        started=local(24, 18),
        ended=local(24, 19),
        at=local(24, 20),
    )
    second = begin_plan(
        actor=office.maya, team=office.team, month=NOVEMBER, at=local(25, 9)
    )
    plan_visit(actor=office.maya, plan=second, new=new(office, 27), at=local(25, 9))

    approve_plan(actor=office.maya, plan=second, at=local(25, 9))

    visit.refresh_from_db()
    assert visit.activity.state == "held"
    assert OutreachVisit.objects.count() == 2


def test_of_four_promised_one_held_one_moved_and_held_makes_a_half(
    office: Office, draft: MicroPlan
) -> None:
    for day in (24, 25, 26, 27):
        planned(office, draft, day)
    approve_plan(actor=office.maya, plan=draft, at=NOW)
    first, moved, raided, _open = OutreachVisit.objects.order_by(
        "activity__planned_start"
    )
    _hold(office.sunita, first, 24)
    instead = move_visit(
        actor=office.sunita,
        visit=moved,
        reason=Reason.STRIKE,
        start=local(28, 18),
        end=local(28, 20),
        at=local(25, 9),
    )
    _hold(office.bina, instead, 28)
    not_held(actor=office.sunita, visit=raided, reason=Reason.RAID, at=local(26, 20))

    [kept] = plan_kept("np", NOVEMBER)

    # By hand: four promised; two took place, one of them on another day.
    assert (kept.planned, kept.held) == (4, 2)
    assert kept.reasons == (("raid", 1),)
    assert isinstance(kept.share, Ratio)
    assert kept.share.value == 0.5


def test_a_draft_moves_nothing_and_hides_what_it_would_change(
    office: Office, draft: MicroPlan
) -> None:
    planned(office, draft, 24)
    approve_plan(actor=office.maya, plan=draft, at=NOW)
    monday = local(23, 1).date()
    [_mon, tuesday, *_rest] = strip_of(office.sunita, monday, at=NOW)
    assert [(chip.planned, chip.mine) for chip in tuesday.chips] == [(False, True)]

    begin_plan(actor=office.maya, team=office.team, month=NOVEMBER, at=NOW)

    [_mon, tuesday, *_rest] = strip_of(office.sunita, monday, at=NOW)
    assert [(chip.planned, chip.mine) for chip in tuesday.chips] == [(True, True)]
    assert strip_of(office.outsider, monday, at=NOW)[1].chips == ()


def _hold(actor: Actor, visit: OutreachVisit, day: int) -> None:
    check_in(actor=actor, visit=visit, back_by=local(day, 20), at=local(day, 18))
    check_out(actor=actor, visit=visit, at=local(day, 19))


def test_a_new_version_never_touches_a_visit_whose_pair_is_inside(
    office: Office, draft: MicroPlan
) -> None:
    planned(office, draft, 24)
    approve_plan(actor=office.maya, plan=draft, at=NOW)
    [visit] = OutreachVisit.objects.all()
    second = begin_plan(actor=office.maya, team=office.team, month=NOVEMBER, at=NOW)
    [kept] = second.visits.all()
    day = local(26, 9).date()
    move_planned(actor=office.maya, planned=kept, day=day, at=NOW)
    check_in(actor=office.sunita, visit=visit, back_by=local(24, 20), at=local(24, 18))

    approve_plan(actor=office.maya, plan=second, at=local(24, 19))

    visit.refresh_from_db()
    assert (visit.in_at, visit.due_at) == (local(24, 18), local(24, 20))
    assert visit.activity.planned_start == local(24, 18)
