"""What a published roster is certified for, and what every change does to it."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from payung.programme.alerts.models import Message
from payung.programme.people.access import NotHerRole
from payung.programme.people.models import Person
from payung.programme.standby.coverage import WouldLeaveHole
from payung.programme.standby.leaving import go_on_leave, leave_all_rosters
from payung.programme.standby.models import (
    DutyKind,
    FallbackReason,
    RosterPeriod,
    Shift,
    StandbyIncident,
)
from payung.programme.standby.panel.changing import TooMuchForHer
from payung.programme.standby.panel.proving import latest
from payung.programme.standby.panel.sentences import told as in_words
from payung.programme.standby.panel_models import CapacityCertificate
from payung.programme.standby.panel_pages.deeds import Gives, leave_panel
from payung.programme.standby.panel_pages.filling import OnlyPlans, fill_period
from payung.programme.standby.periods import HasHoles, NotCertified, publish_period
from payung.programme.standby.shifts import NotFree, move_shift, plan_shift
from payung.programme.standby.swaps import CannotTake, ask_swap, take_swap
from tests.cast import THEN
from tests.programme.standby.conftest import (
    NOW,
    Office,
    draft,
    fill,
    person,
    published,
    span_of,
)
from tests.programme.standby.panel.conftest import (
    SIX,
    attorney,
    gives,
    noon,
    without_attorneys,
)


def filled(office: Office) -> RosterPeriod:
    """Return a plan that the engine has filled."""
    period = without_attorneys(office)
    fill_period(actor=office.maya, period=period, at=THEN)
    return period


def in_force(office: Office) -> RosterPeriod:
    return publish_period(actor=office.maya, period=filled(office), at=THEN)


def certificate(period: RosterPeriod) -> CapacityCertificate:
    found = latest(period)
    assert found is not None
    return found


@pytest.mark.usefixtures("panel")
def test_four_attorneys_fill_four_weeks_evenly_and_it_is_certified(
    office: Office,
) -> None:
    period = in_force(office)

    found = certificate(period)
    first_line = Shift.objects.filter(duty=DutyKind.ATTORNEY)
    points = [
        first_line.filter(person__handle=who).count() for who in ("anju", "devika")
    ]
    assert (found.verdict, found.proven_for) == ("certified", "published")
    assert (found.people, found.a_week, found.weeks, found.have, found.need) == (
        *(4, 6, 4, 96, 84),
    )
    assert found.empty == []
    assert len(found.digest) == 64
    assert first_line.count() == 84
    assert all(18 <= each <= 24 for each in points)
    assert found.spread is not None
    assert found.spread <= 1


@pytest.mark.usefixtures("panel")
def test_nobody_has_two_shifts_without_her_rest_or_more_than_six_a_week(
    office: Office,
) -> None:
    period = filled(office)

    rows = list(
        Shift.objects.filter(duty=DutyKind.ATTORNEY).order_by("person", "starts_at")
    )
    for one, other in itertools.pairwise(rows):
        if one.person_id == other.person_id:
            assert other.starts_at - one.ends_at >= timedelta(hours=8)
    weeks = [
        (row.person_id, (row.starts_at - period.starts_at).days // 7) for row in rows
    ]
    assert max(weeks.count(each) for each in set(weeks)) <= 6


def test_three_attorneys_are_refused_with_the_sum_and_the_exact_shifts(
    office: Office,
) -> None:
    attorney("chameli")
    for handle in ("anju", "binita", "chameli"):
        gives(office, handle)
    period = filled(office)

    with pytest.raises(HasHoles) as refusal:
        publish_period(actor=office.maya, period=period, at=THEN)

    assert "3 lawyers × 6 shifts × 4 weeks = 72 < 84" in refusal.value.sentence
    period.refresh_from_db()
    assert period.published_at is None
    assert not CapacityCertificate.objects.exists()


def test_with_a_signature_it_is_published_and_the_certificate_says_what_is_empty(
    office: Office,
) -> None:
    attorney("chameli")
    for handle in ("anju", "binita", "chameli"):
        gives(office, handle)
    period = filled(office)

    publish_period(
        actor=office.maya,
        period=period,
        at=THEN,
        fallback=person("maya"),
        reason=FallbackReason.FEW,
    )

    words = in_words(certificate(period))
    assert not words.holds
    assert words.total == "3 lawyers × 6 shifts × 4 weeks = 72 < 84"
    assert words.then == "4 lawyers would be enough."
    assert len(words.empty) == 12
    assert all(line.why for line in words.empty)


def test_who_has_not_said_what_she_gives_has_no_limit_and_the_certificate_says_so(
    office: Office,
) -> None:
    period = published(office)

    words = in_words(certificate(period))

    assert words.holds
    assert words.unsaid == (
        "2 lawyers have not said how much they give: no limit is counted for them."
    )


def test_a_roster_that_gives_an_attorney_too_much_is_not_published_quietly(
    office: Office,
) -> None:
    gives(office, "anju")
    period = draft(office)
    fill(period)

    with pytest.raises(NotCertified, match="NotCertified") as refusal:
        publish_period(actor=office.maya, period=period, at=THEN)

    assert "anju has it: has all the shifts she gives that week" in (
        refusal.value.sentence
    )
    assert "Change these shifts, or name who answers then." in refusal.value.sentence


@pytest.mark.usefixtures("panel")
def test_leave_that_would_empty_a_shift_is_refused_with_who_could_take_it(
    office: Office,
) -> None:
    period = in_force(office)
    shift = Shift.objects.filter(
        duty=DutyKind.ATTORNEY, starts_at__gt=noon(9)
    ).earliest("starts_at")
    count = CapacityCertificate.objects.count()

    with pytest.raises(WouldLeaveHole) as refusal:
        go_on_leave(
            actor=office.maya,
            person=shift.person,
            span=span_of(shift.starts_at, hours=8),
            at=NOW,
        )

    assert "Nobody would be on call from 2026-12-02 16:00" in refusal.value.sentence
    assert refusal.value.sentence.endswith(
        "Nobody on the panel can: away: devika; has another duty: anju; resting: "
        "chameli; has all the shifts she gives that week: binita."
    )
    assert CapacityCertificate.objects.count() == count
    assert certificate(period).verdict == "certified"


@pytest.mark.usefixtures("panel")
def test_leave_when_she_has_no_shift_is_kept_and_proven_again(office: Office) -> None:
    period = in_force(office)
    busy = Shift.objects.filter(person__handle="anju").order_by("starts_at")
    pairs = itertools.pairwise(busy)
    free = next(a for a, b in pairs if a.ends_at > NOW and b.starts_at > a.ends_at)

    go_on_leave(actor=office.anju, span=span_of(free.ends_at, hours=1), at=NOW)

    found = certificate(period)
    assert (found.proven_for, found.verdict) == ("leave", "certified")


@pytest.mark.usefixtures("panel")
def test_a_swap_that_gives_the_taker_too_much_is_refused_and_nothing_changes(
    office: Office,
) -> None:
    period = in_force(office)
    gives(office, "binita", Gives(languages=(), courts=(), most_a_week=1, rest_hours=8))
    shift = Shift.objects.filter(
        person__handle="anju", duty=DutyKind.ATTORNEY, starts_at__gt=noon(8)
    ).earliest("starts_at")
    Shift.objects.filter(
        person__handle="binita",
        starts_at__lt=shift.ends_at,
        ends_at__gt=shift.starts_at,
    ).update(person=person("chameli"), duty=DutyKind.HOTLINE)
    swap = ask_swap(actor=office.anju, shift=shift, at=NOW)

    with pytest.raises(CannotTake) as refusal:
        take_swap(actor=office.binita, swap=swap, at=NOW)

    assert "would not hold" in refusal.value.sentence
    assert "has all the shifts she gives that week" in refusal.value.sentence
    shift.refresh_from_db()
    assert shift.person.handle == "anju"
    assert certificate(period).verdict == "refused"


@pytest.mark.usefixtures("panel")
def test_a_swap_that_fits_is_proven_in_the_same_moment(office: Office) -> None:
    period = in_force(office)
    for handle in ("anju", "binita"):
        gives(
            office,
            handle,
            Gives(languages=(), courts=(), most_a_week=21, rest_hours=0),
        )
    shift = Shift.objects.filter(
        person__handle="anju", duty=DutyKind.ATTORNEY, starts_at__gt=noon(8)
    ).earliest("starts_at")
    Shift.objects.filter(
        person__handle="binita",
        starts_at__lt=shift.ends_at,
        ends_at__gt=shift.starts_at,
    ).update(person=person("sunita"), duty=DutyKind.HOTLINE)
    swap = ask_swap(actor=office.anju, shift=shift, at=NOW)

    take_swap(actor=office.binita, swap=swap, at=NOW)

    found = certificate(period)
    assert (found.proven_for, found.verdict) == ("swap", "certified")
    assert found.made_at == NOW


@pytest.mark.usefixtures("panel")
def test_an_account_that_closes_is_never_refused_and_is_told_as_what_it_is(
    office: Office,
) -> None:
    period = in_force(office)

    leave_all_rosters(actor=office.maya, person=person("devika"), at=NOW)

    found = certificate(period)
    assert (found.proven_for, found.verdict) == ("left", "refused")
    assert found.empty
    assert all(each["why"] for each in found.empty)
    assert Message.objects.filter(about=f"roster:{period.pk}", made_at=NOW).exists()


@pytest.mark.usefixtures("panel")
def test_who_leaves_the_panel_is_out_of_the_roster_from_that_day_only(
    office: Office,
) -> None:
    period = in_force(office)

    leave_panel(actor=office.anju, person=person("anju"), until=noon(14), at=NOW)

    hers = Shift.objects.filter(person__handle="anju", duty__startswith="attorney")
    assert hers.filter(ends_at__lte=noon(14)).exists()
    assert not hers.filter(ends_at__gt=noon(14)).exists()
    assert certificate(period).verdict != "certified"
    with pytest.raises(NotFree, match="NotFree") as refusal:
        plan_shift(
            actor=office.maya,
            period=period,
            person=person("anju"),
            duty=DutyKind.ATTORNEY,
            span=span_of(noon(20), hours=4),
            at=NOW,
        )
    assert "not on the panel" in refusal.value.sentence


@pytest.mark.usefixtures("panel")
def test_what_a_leaver_leaves_to_nobody_is_listed_with_who_answers(
    office: Office,
) -> None:
    in_force(office)
    for handle in ("anju", "binita", "chameli"):
        leave_panel(actor=office.maya, person=person(handle), until=noon(14), at=NOW)

    bare = StandbyIncident.objects.filter(duty=DutyKind.ATTORNEY, starts_at__gt=NOW)

    assert bare.exists()
    assert {row.answers.handle for row in bare} == {"maya"}
    assert {row.why for row in bare} == {"left"}


@pytest.mark.usefixtures("panel")
def test_moving_a_shift_to_somebody_without_rest_is_refused(office: Office) -> None:
    period = in_force(office)
    rows = Shift.objects.filter(duty=DutyKind.ATTORNEY, starts_at__gt=noon(8))
    one, after = rows.order_by("starts_at")[:2]
    Shift.objects.filter(
        person=one.person, duty=DutyKind.ATTORNEY_BACKUP, starts_at=after.starts_at
    ).delete()

    with pytest.raises(TooMuchForHer, match="TooMuchForHer") as refusal:
        move_shift(
            actor=office.maya,
            shift=after,
            person=one.person,
            span=span_of(after.starts_at, hours=8),
            at=NOW,
        )

    assert "has it: resting" in refusal.value.sentence
    assert certificate(period).verdict == "certified"


def test_only_who_plans_has_a_roster_filled_and_only_a_plan(
    office: Office, panel: list[Person]
) -> None:
    period = in_force(office)

    with pytest.raises(NotHerRole):
        fill_period(actor=office.anju, period=period, at=THEN)
    with pytest.raises(NotHerRole):
        fill_period(actor=office.outsider, period=period, at=THEN)
    with pytest.raises(OnlyPlans):
        fill_period(actor=office.maya, period=period, at=THEN)


@pytest.mark.usefixtures("panel")
def test_what_is_planned_already_stays_as_it_is(office: Office) -> None:
    period = without_attorneys(office)
    mine = plan_shift(
        actor=office.maya,
        period=period,
        person=person("anju"),
        duty=DutyKind.ATTORNEY,
        span=span_of(noon(3), hours=5),
        at=THEN,
    )

    result = fill_period(actor=office.maya, period=period, at=THEN)

    mine.refresh_from_db()
    assert mine.person.handle == "anju"
    assert result.empty == 0
    assert result.backup_empty == 0


def test_the_digest_is_that_of_what_was_asked(office: Office) -> None:
    period = published(office)
    before = certificate(period).digest

    gives(office, "anju", SIX)

    assert certificate(period).digest != before
    assert certificate(period).proven_for == "changed"


@pytest.mark.usefixtures("panel")
def test_leave_that_opens_a_shift_is_refused_with_the_one_who_is_free_then(
    office: Office,
) -> None:
    period = in_force(office)
    gives(office, "anju", Gives(languages=(), courts=(), most_a_week=21, rest_hours=0))
    shift = Shift.objects.filter(
        duty=DutyKind.ATTORNEY, starts_at__gt=noon(9), person__handle="devika"
    ).earliest("starts_at")
    period.shifts.filter(person__handle="anju", starts_at=shift.starts_at).delete()

    with pytest.raises(WouldLeaveHole) as refusal:
        go_on_leave(
            actor=office.maya,
            person=shift.person,
            span=span_of(shift.starts_at, hours=8),
            at=NOW,
        )

    assert refusal.value.sentence.endswith("anju could take it.")
