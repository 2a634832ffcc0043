"""The pages of outreach: what they show, what they refuse, what they never show."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from payung.programme.outreach.models import MicroPlan, OutreachVisit
from payung.programme.outreach.pairs import NewVisit
from payung.programme.outreach.planning import begin_plan, plan_visit
from payung.programme.outreach.setting import set_visit
from payung.programme.outreach.visiting import check_in
from tests.cast import PASSPHRASE

from .conftest import KATHMANDU, NAME, RISK, Office


def client_of(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


@pytest.fixture
def sunita(office: Office) -> Client:
    return client_of("sunita")


def visit_now(office: Office) -> OutreachVisit:
    now = timezone.now()
    new = NewVisit(
        venue=office.bar,
        starts_at=now,
        ends_at=now + timedelta(hours=2),
        pair=office.pair,
    )
    return set_visit(actor=office.maya, new=new, at=now)


def test_the_first_page_shows_codes_and_reasons_and_no_name(
    office: Office, sunita: Client
) -> None:
    page = sunita.get("/outreach/").content.decode()

    assert office.bar.code in page
    assert "Promised every 14 days." in page
    assert "About 7 people for each of us who goes out" in page
    assert NAME not in page
    assert RISK not in page


def test_a_week_that_no_calendar_has_shows_this_one(sunita: Client) -> None:
    for typed in ("2026-13-77", "x", "9999-12-31", "0001-01-01"):
        assert sunita.get("/outreach/", {"week": typed}).status_code == 200


def test_a_pair_of_one_is_refused_on_the_page_with_the_sentence(
    office: Office, sunita: Client
) -> None:
    day = (timezone.now() + timedelta(days=1)).astimezone(KATHMANDU).date()
    given = {
        "venue": office.bar.code,
        "day": day.isoformat(),
        "starts": "18:00",
        "ends": "20:00",
        "first": "sunita",
        "second": "sunita",
        "purpose": "regular",
        "key": str(uuid4()),
    }

    refused = sunita.post("/outreach/plan/add", given)
    taken, _again = (
        sunita.post("/outreach/plan/add", given | {"second": "bina"}) for _n in range(2)
    )

    assert refused.status_code == 422
    assert "Nobody goes alone" in refused.content.decode()
    assert taken.status_code == 302
    assert OutreachVisit.objects.count() == 1


def test_a_drop_moves_a_draft_and_asks_a_reason_for_what_is_set(
    office: Office, sunita: Client
) -> None:
    now = timezone.now()
    start = (now + timedelta(days=32)).astimezone(KATHMANDU).replace(day=10, hour=18)
    new = NewVisit(
        venue=office.bar,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        pair=office.pair,
    )
    plan = begin_plan(actor=office.maya, team=office.team, month=start.date(), at=now)
    planned = plan_visit(actor=office.maya, plan=plan, new=new, at=now)
    other = (start + timedelta(days=1)).date()
    visit = visit_now(office)

    sunita.post("/outreach/move", {"shift": f"planned:{planned.pk}", "day": other})
    asked = sunita.post("/outreach/move", {"shift": f"visit:{visit.pk}", "day": other})
    nowhere = sunita.post("/outreach/move", {"shift": "visit:x", "day": other})

    planned.refresh_from_db()
    assert planned.starts_at.astimezone(KATHMANDU).date() == other
    assert planned.starts_at.astimezone(KATHMANDU).hour == 18
    assert asked.headers["Location"] == f"/outreach/visits/{visit.pk}/move?day={other}"
    assert nowhere.status_code == 404


def test_only_who_leads_approves_a_plan(office: Office, sunita: Client) -> None:
    month = timezone.now().date().replace(day=1)
    given = {"team": str(office.team.pk), "month": month.isoformat()}
    sunita.post("/outreach/plan/begin", given)
    plan = MicroPlan.objects.get()

    assert sunita.post(f"/outreach/plan/{plan.pk}/approve").status_code == 403
    answer = client_of("maya").post(f"/outreach/plan/{plan.pk}/approve", follow=True)

    assert "Nothing is planned yet. Plan a visit first." in answer.content.decode()


def test_a_phone_sends_its_taps_and_hears_what_is_kept(
    office: Office, sunita: Client
) -> None:
    visit = visit_now(office)
    at = timezone.now().timestamp() * 1000
    good = {"id": str(uuid4()), "what": "person", "code": "f2vn", "at": at}
    bad = good | {"id": "broken"}
    body = json.dumps({"now": at, "taps": [good, good, bad]})

    _first, answer = (
        sunita.post(
            f"/outreach/visits/{visit.pk}/taps", body, content_type="application/json"
        ).json()
        for _n in range(2)
    )

    assert answer["stored"] == [good["id"], good["id"]]
    assert list(answer["refused"]) == ["broken"]
    assert answer["counts"]["visits"] == {"person:f2vn": 1}
    garbage = sunita.post(
        f"/outreach/visits/{visit.pk}/taps", "[", content_type="application/json"
    )
    assert garbage.status_code == 400


def test_a_third_one_of_the_team_counts_in_nobody_elses_visit(office: Office) -> None:
    visit = visit_now(office)
    at = timezone.now().timestamp() * 1000
    tap = {"id": str(uuid4()), "what": "violence", "code": "y", "at": at}
    body = json.dumps({"now": at, "taps": [tap]})

    answer = (
        client_of("devi")
        .post(
            f"/outreach/visits/{visit.pk}/taps", body, content_type="application/json"
        )
        .json()
    )

    assert answer["stored"] == []
    assert "Only the two who go" in answer["refused"][tap["id"]]
    visit.refresh_from_db()
    assert visit.violence is None


def test_the_diary_counts_without_scripts_and_hands_nothing_on_to_a_new_note(
    office: Office, sunita: Client
) -> None:
    visit = visit_now(office)
    address = f"/outreach/visits/{visit.pk}"
    tap = {"tap": "person fnvn 1", "age": "2", "key": str(uuid4())}

    for _each in range(2):
        sunita.post(address, tap)
    sunita.post(address, {"tap": "violence y 1", "key": str(uuid4())})
    sunita.post(address, {"tap": "nonsense", "key": str(uuid4())})
    page = sunita.get(address).content.decode()

    assert dict(visit.activity.came.values_list("category", "count")) == {"f2vn": 1}
    assert 'href="/notes/new"' in page
    assert "data-note hidden" not in page


def test_in_and_out_by_two_buttons(office: Office, sunita: Client) -> None:
    visit = visit_now(office)
    address = f"/outreach/visits/{visit.pk}"

    sunita.post(f"{address}/in", {"minutes": "60"})
    inside = sunita.get(address).content.decode()
    sunita.post(f"{address}/out")

    visit.refresh_from_db()
    assert "We are out, both of us" in inside
    assert visit.out_at is not None
    assert visit.activity.state == "held"


def test_a_third_one_is_told_whose_visit_it_is(office: Office) -> None:
    visit = visit_now(office)
    devi = client_of("devi")

    page = devi.post(f"/outreach/visits/{visit.pk}/in", {"minutes": "60"}, follow=True)

    assert "Only sunita, bina or the coordinator" in page.content.decode()
    visit.refresh_from_db()
    assert visit.in_at is None


def test_who_is_late_sees_that_she_is_looked_for(
    office: Office, sunita: Client
) -> None:
    visit = visit_now(office)
    then = timezone.now() - timedelta(hours=1)
    back = then + timedelta(minutes=30)
    check_in(actor=office.sunita, visit=visit, back_by=back, at=then)
    OutreachVisit.objects.update(rung=1)

    page = sunita.get(f"/outreach/visits/{visit.pk}").content.decode()

    assert "You are being looked for" in page
    assert "We need help" in page


def test_the_pages_of_a_place_ask_show_and_keep(office: Office, sunita: Client) -> None:
    place = f"/outreach/places/{office.bar.code}"

    given = {
        "name": "Quillastreet corner",
        "kind": "street",
        "attitude": "nobody",
        "interval_days": "7",
        "busy": ["3", "4", "999", "x"],
        "key": str(uuid4()),
    }
    new, again = (sunita.post("/outreach/places/new", given) for _n in range(2))
    wrong = sunita.post(
        f"{place}/size",
        {
            "low": 9,
            "point": 3,
            "high": 10,
            "method": "guess",
            "on": "2026-11-20",
            "key": str(uuid4()),
        },
    )
    warning = {
        "kind": "client",
        "days": "3",
        "words": "Grey coat",
        "key": str(uuid4()),
    }
    for _each in range(2):
        sunita.post(f"{place}/warn", warning)
    shown = sunita.post(f"{place}/show/name", headers={"Accept": "text/plain"})
    page = sunita.get(place).content.decode()

    assert new.headers["Location"] == again.headers["Location"]
    assert office.bar.alerts.count() == 1
    assert wrong.status_code == 422
    assert "Write the least first" in wrong.content.decode()
    assert shown.content.decode() == NAME
    assert "A client who hurts people" in page
    assert "Grey coat" not in page
    assert NAME not in page
    assert sunita.get(f"{place}/change").status_code == 200
    assert sunita.get(f"{place}/sketch/get").status_code == 404
    assert sunita.post(f"{place}/close").status_code == 403
