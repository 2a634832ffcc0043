"""The roster as a page: read by all, changed by whoever plans, published without quiet holes."""

from __future__ import annotations

import gzip
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from payung.engines.dispatch import Span, local_span
from payung.programme.standby.actions import go_on_leave
from payung.programme.standby.models import DutyKind, RosterPeriod, Shift
from payung.programme.standby.periods import make_period
from tests.cast import MAYA, RINA, Part, account, team_of
from tests.programme.standby.conftest import KATHMANDU, Office, person
from tests.programme.standby.test_pages import (
    around_now,
    page_for,
    signed_in,
    today,
)


def begun(office: Office) -> RosterPeriod:
    """Begin a roster that starts in a week and has no shift yet."""
    first = today() + timedelta(days=7)
    return make_period(
        actor=office.maya,
        first_day=first,
        last_day=first + timedelta(days=27),
        coordinator=person("maya"),
        regional=person("regional"),
        at=timezone.now(),
    )


@pytest.fixture
def draft(office: Office) -> RosterPeriod:
    return begun(office)


def first_day(period: RosterPeriod) -> date:
    return period.starts_at.astimezone(KATHMANDU).date()


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=KATHMANDU)


def planned(
    period: RosterPeriod, handle: str, *, days: int = 0, start: int = 8, end: int = 20
) -> Shift:
    """Plan a shift on calls by a row, so many days after the first."""
    day = first_day(period) + timedelta(days=days)
    span = local_span(day, time(start), time(end), KATHMANDU)
    return Shift.objects.create(
        period=period,
        person=person(handle),
        duty=DutyKind.HOTLINE,
        starts_at=span.start,
        ends_at=span.end,
        made_at=timezone.now(),
    )


def fill_from_its_first_day(period: RosterPeriod) -> None:
    """Fill every duty of every day, each by one person."""
    turns = (
        (DutyKind.HOTLINE, "sunita"),
        (DutyKind.BACKUP, "operator"),
        (DutyKind.ATTORNEY, "anju"),
        (DutyKind.ATTORNEY_BACKUP, "binita"),
    )
    Shift.objects.bulk_create(
        Shift(
            period=period,
            person=person(handle),
            duty=duty,
            starts_at=at(first_day(period) + timedelta(days=day), 0),
            ends_at=at(first_day(period) + timedelta(days=day + 1), 0),
            made_at=timezone.now(),
        )
        for day in range(28)
        for duty, handle in turns
    )


def shift_form(day: date, **given: str) -> dict[str, str]:
    typed = {"person": "sunita", "duty": "hotline", "starts": "08:00", "ends": "20:00"}
    return {**typed, "day": day.isoformat(), **given}


def test_a_roster_begins_by_a_form_and_opens(office: Office) -> None:
    first = today() + timedelta(days=1)
    given = {
        "first_day": first.isoformat(),
        "last_day": (first + timedelta(days=27)).isoformat(),
        "coordinator": "maya",
        "regional": "regional",
    }

    answer = signed_in("maya").post("/duty/roster/new", given)

    made = RosterPeriod.objects.get()
    assert first_day(made) == first
    assert answer.headers["Location"] == f"/duty/roster?of={made.pk}"


def test_the_next_roster_is_offered_just_after_the_last(draft: RosterPeriod) -> None:
    page = page_for("maya", "/duty/roster/new")

    after = first_day(draft) + timedelta(days=28)
    assert f'value="{after.isoformat()}"' in page
    assert f'value="{(after + timedelta(days=27)).isoformat()}"' in page
    assert '<option value="regional" selected>' in page


def test_days_that_another_roster_holds_are_refused_beside_the_field(
    draft: RosterPeriod,
) -> None:
    given = {
        "first_day": first_day(draft).isoformat(),
        "last_day": (first_day(draft) + timedelta(days=30)).isoformat(),
        "coordinator": "maya",
        "regional": "regional",
    }

    answer = signed_in("maya").post("/duty/roster/new", given)

    assert answer.status_code == 422
    assert "Another roster holds some of these days." in answer.content.decode()


def test_a_draft_is_seen_by_whoever_plans_only(draft: RosterPeriod) -> None:
    seen = signed_in("maya").get(f"/duty/roster?of={draft.pk}")
    unseen = signed_in("sunita").get(f"/duty/roster?of={draft.pk}")

    assert seen.status_code == 200
    assert unseen.status_code == 404
    assert "There is no roster yet" in page_for("sunita", "/duty/roster")


def test_what_nobody_has_stands_in_words_and_in_its_day(draft: RosterPeriod) -> None:
    planned(draft, "sunita")

    answer = signed_in("maya").get(f"/duty/roster?of={draft.pk}")

    page, cell = answer.content.decode(), answer.context["page"].days[0].cells[0]
    assert "Answers calls: nobody from" in page
    assert "Nobody 00:00–08:00" in page
    assert "Nobody 20:00–00:00" in page
    assert [(bare.starts, bare.ends) for bare in cell.bare] == [
        (time(0), time(8)),
        (time(20), time(0)),
    ]
    assert "Nobody all day" in page


def test_a_gap_leads_to_a_form_that_is_filled_with_it(draft: RosterPeriod) -> None:
    planned(draft, "sunita")
    day = first_day(draft).isoformat()

    page = page_for("maya", f"/duty/roster?of={draft.pk}")
    address = f"/duty/roster/{draft.pk}/add?day={day}&duty=1&starts=20:00&ends=00:00"
    form = page_for("maya", address)

    assert address.replace("&", "&amp;") in page
    assert f'value="{day}"' in form
    assert 'value="20:00"' in form
    assert '<option value="hotline" selected>' in form


def test_a_night_is_planned_and_stands_on_the_evening_in_which_it_begins(
    draft: RosterPeriod,
) -> None:
    day = first_day(draft)
    client = signed_in("maya")

    answer = client.post(
        f"/duty/roster/{draft.pk}/add", shift_form(day, starts="20:00", ends="06:00")
    )

    shift = Shift.objects.get()
    assert (shift.starts_at, shift.ends_at) == (
        at(day, 20),
        at(day + timedelta(days=1), 6),
    )
    assert answer.headers["Location"].endswith(f"#d-{day.isoformat()}")
    rows = client.get(f"/duty/roster?of={draft.pk}").context["page"].days
    assert [len(row.cells[0].chips) for row in rows[:2]] == [1, 0]


def test_who_does_not_do_a_duty_is_refused_beside_her_name(
    draft: RosterPeriod,
) -> None:
    given = shift_form(first_day(draft), person="anju")

    answer = signed_in("maya").post(f"/duty/roster/{draft.pk}/add", given)

    assert answer.status_code == 422
    assert "Choose somebody who does this duty." in answer.content.decode()


def test_a_shift_is_moved_to_another_day_at_its_hours(draft: RosterPeriod) -> None:
    shift = planned(draft, "sunita", start=20, end=6)
    to = first_day(draft) + timedelta(days=3)

    signed_in("maya").post(
        "/duty/roster/move", {"shift": shift.pk, "day": to.isoformat(), "person": ""}
    )

    shift.refresh_from_db()
    assert shift.starts_at == at(to, 20)
    assert shift.ends_at == at(to + timedelta(days=1), 6)
    assert shift.person.handle == "sunita"


def test_a_shift_is_given_to_somebody_else(draft: RosterPeriod) -> None:
    shift = planned(draft, "sunita")

    signed_in("maya").post(
        "/duty/roster/move", {"shift": shift.pk, "person": "operator"}
    )

    shift.refresh_from_db()
    assert shift.person.handle == "operator"
    assert shift.starts_at == at(first_day(draft), 8)


def test_a_move_onto_somebody_who_is_away_changes_nothing_and_says_why(
    draft: RosterPeriod, office: Office
) -> None:
    shift = planned(draft, "operator")
    away = Span(start=draft.starts_at, end=draft.starts_at + timedelta(days=2))
    go_on_leave(actor=office.sunita, span=away, at=timezone.now())
    maya = signed_in("maya")

    answer = maya.post(
        "/duty/roster/move", {"shift": shift.pk, "person": "sunita"}, follow=True
    )

    shift.refresh_from_db()
    assert shift.person.handle == "operator"
    page = answer.content.decode()
    assert "She is away then. Choose somebody else." in page
    assert "away: sunita" in page


def test_hours_and_person_change_by_the_form_without_any_script(
    draft: RosterPeriod,
) -> None:
    shift = planned(draft, "sunita")
    day = first_day(draft)
    given = shift_form(day, person="operator", starts="10:00", ends="18:00")

    form = page_for("maya", f"/duty/roster/shift/{shift.pk}")
    signed_in("maya").post(f"/duty/roster/shift/{shift.pk}", given)

    shift.refresh_from_db()
    assert 'value="08:00"' in form
    assert (shift.person.handle, shift.starts_at, shift.ends_at) == (
        "operator",
        at(day, 10),
        at(day, 18),
    )


def test_a_shift_is_taken_out(draft: RosterPeriod) -> None:
    shift = planned(draft, "sunita")

    signed_in("maya").post(f"/duty/roster/shift/{shift.pk}/out")

    assert not Shift.objects.exists()


def test_the_first_week_comes_again_three_times(draft: RosterPeriod) -> None:
    for day in range(7):
        planned(draft, "sunita", days=day)

    signed_in("maya").post(f"/duty/roster/{draft.pk}/repeat")

    assert Shift.objects.count() == 28
    last = Shift.objects.order_by("starts_at").last()
    assert last is not None
    assert last.starts_at == at(first_day(draft) + timedelta(days=27), 8)


def test_gaps_are_not_published_until_somebody_signs_for_them(
    draft: RosterPeriod,
) -> None:
    maya, address = signed_in("maya"), f"/duty/roster/{draft.pk}/publish"

    refused = maya.post(address, {"fallback": "", "reason": ""})
    half = maya.post(address, {"fallback": "maya", "reason": ""})
    draft.refresh_from_db()
    before = draft.published_at
    maya.post(address, {"fallback": "maya", "reason": "few"})

    draft.refresh_from_db()
    assert refused.status_code == half.status_code == 422
    assert "Name who answers then, or fill the gaps." in refused.content.decode()
    assert "Say why it has gaps." in half.content.decode()
    assert before is None
    assert draft.published_at is not None
    assert "maya answers then. We are too few." in page_for(
        "sunita", f"/duty/roster?of={draft.pk}"
    )


def test_a_whole_roster_is_published_with_one_press(draft: RosterPeriod) -> None:
    fill_from_its_first_day(draft)

    page = page_for("maya", f"/duty/roster?of={draft.pk}")
    signed_in("maya").post(f"/duty/roster/{draft.pk}/publish")

    draft.refresh_from_db()
    assert "Every hour that comes has somebody." in page
    assert "Who answers then" not in page
    assert draft.published_at is not None


def test_what_would_leave_a_hole_in_a_published_roster_is_refused_in_words(
    office: Office,
) -> None:
    around_now(office)
    coming = Shift.objects.filter(
        duty=DutyKind.HOTLINE, starts_at__gt=timezone.now()
    ).first()
    assert coming is not None

    answer = signed_in("maya").post(f"/duty/roster/shift/{coming.pk}/out", follow=True)

    assert "Nobody would be on call from" in answer.content.decode()
    assert Shift.objects.filter(pk=coming.pk).exists()


def test_others_read_a_published_roster_and_change_nothing(office: Office) -> None:
    period = around_now(office)
    shift = Shift.objects.filter(starts_at__gt=timezone.now())[0]
    sunita = signed_in("sunita")

    page = sunita.get("/duty/roster").content.decode()
    tries = [
        sunita.get(f"/duty/roster/{period.pk}/add"),
        sunita.get(f"/duty/roster/shift/{shift.pk}"),
        sunita.get("/duty/roster/new"),
        sunita.post("/duty/roster/move", {"shift": shift.pk, "person": "sunita"}),
        sunita.post(f"/duty/roster/shift/{shift.pk}/out"),
        sunita.post(f"/duty/roster/{period.pk}/repeat"),
        sunita.post(f"/duty/roster/{period.pk}/publish"),
        sunita.post(f"/duty/roster/{period.pk}/discard"),
    ]

    assert "data-edits" not in page
    assert "Is it fair?" not in page
    assert {answer.status_code for answer in tries} == {403}


def test_somebody_who_plans_abroad_finds_nothing_of_this_country(
    draft: RosterPeriod,
) -> None:
    shift = planned(draft, "sunita")
    leads = Part(handle="shirin", country="bd", roles=MAYA.roles)
    account(leads)
    abroad = signed_in("shirin")

    tries = [
        abroad.get(f"/duty/roster?of={draft.pk}"),
        abroad.get(f"/duty/roster/{draft.pk}/add"),
        abroad.get(f"/duty/roster/shift/{shift.pk}"),
        abroad.post("/duty/roster/move", {"shift": shift.pk, "person": "sunita"}),
        abroad.post(f"/duty/roster/{draft.pk}/discard"),
    ]

    assert {answer.status_code for answer in tries} == {404}


def test_nobody_from_abroad_is_planned_here(draft: RosterPeriod) -> None:
    shift = planned(draft, "sunita")
    team_of(RINA, name="Far team")
    maya = signed_in("maya")

    moved = maya.post("/duty/roster/move", {"shift": shift.pk, "person": "rina"})
    added = maya.post(
        f"/duty/roster/{draft.pk}/add", shift_form(first_day(draft), person="rina")
    )

    assert moved.status_code == 404
    assert added.status_code == 422
    assert not Shift.objects.filter(person__handle="rina").exists()


def test_days_that_are_over_wait_behind_a_link(office: Office) -> None:
    period = around_now(office)
    maya = signed_in("maya")

    short = maya.get(f"/duty/roster?of={period.pk}").context["page"]
    whole = maya.get(f"/duty/roster?of={period.pk}&all=1").context["page"]

    assert (short.days[0].on, short.earlier) == (today(), True)
    assert (len(whole.days), whole.earlier) == (28, False)
    assert whole.days[0].past


def test_whoever_plans_reads_whether_there_are_enough_and_who_carries_most(
    draft: RosterPeriod,
) -> None:
    fill_from_its_first_day(draft)
    for day in range(5):
        planned(draft, "outsider", days=day, start=20, end=6)

    page = page_for("maya", f"/duty/roster?of={draft.pk}")

    assert "too few" in page
    assert "Nobody can make a full roster of that" in page
    assert "Too much: 5 nights running" in page


def test_a_day_is_named_in_both_calendars_in_nepal(draft: RosterPeriod) -> None:
    page = page_for("maya", f"/duty/roster?of={draft.pk}")

    assert page.count(" 2083</th>") + page.count(" 2083<span") >= 20


def test_an_address_with_a_strange_roster_or_day_breaks_nothing(
    draft: RosterPeriod,
) -> None:
    shift = planned(draft, "sunita")
    maya = signed_in("maya")

    odd = maya.get("/duty/roster?of=first")
    none = maya.get("/duty/roster?of=999999")
    day = maya.get(f"/duty/roster/{draft.pk}/add?day=2026-99-99&duty=none")
    move = maya.post("/duty/roster/move", {"shift": shift.pk, "day": "soon"})
    nothing = maya.post("/duty/roster/move", {})

    assert [odd.status_code, none.status_code, day.status_code] == [200, 404, 200]
    assert (move.status_code, nothing.status_code) == (302, 404)


def test_a_draft_is_thrown_away_and_a_published_roster_is_not(office: Office) -> None:
    kept, gone = around_now(office), None
    first = first_day(kept) + timedelta(days=28)
    gone = make_period(
        actor=office.maya,
        first_day=first,
        last_day=first + timedelta(days=27),
        coordinator=person("maya"),
        regional=person("regional"),
        at=timezone.now(),
    )
    maya = signed_in("maya")

    maya.post(f"/duty/roster/{gone.pk}/discard")
    refused = maya.post(f"/duty/roster/{kept.pk}/discard", follow=True)

    assert list(RosterPeriod.objects.all()) == [kept]
    assert "This roster is published. Change its shifts." in refused.content.decode()


def test_a_full_roster_weighs_less_than_a_page_may(draft: RosterPeriod) -> None:
    fill_from_its_first_day(draft)
    web = Path(__file__).parents[3] / "src/payung/web/static"
    files = [web / f"css/{name}.css" for name in ("tokens", "base", "duty")]
    files += [*web.glob("js/roster*.js"), web / "js/leave.js", web / "js/frame.js"]

    page = signed_in("maya").get(f"/duty/roster?of={draft.pk}").content

    parts = [page, *(file.read_bytes() for file in files)]
    assert sum(len(gzip.compress(part, 6)) for part in parts) <= 40 * 1024
