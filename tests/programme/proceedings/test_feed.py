"""The calendar feed: times and nothing else, for whoever has the address, until ended."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from django.test import Client
from django.utils import timezone
from icalendar import Calendar, Event

from payung.engines.proceedings import Body, Track
from payung.programme.cases.models import Case
from payung.programme.people.models import Person
from payung.programme.proceedings.actions import NewProceeding, open_proceeding
from payung.programme.proceedings.feed.addresses import end_feed, make_feed
from payung.programme.proceedings.feed.events import FeedEvent, Title, uid_of
from payung.programme.proceedings.feed.writing import written
from payung.programme.proceedings.going import cannot_come, take_date
from payung.programme.proceedings.hearing_deeds import (
    NewHearing,
    postpone,
    set_hearing,
)
from payung.programme.proceedings.models import CalendarFeed, Hearing, Proceeding
from payung.programme.proceedings.words import Purpose
from payung.programme.standby.models import DutyKind, HandBackReason, Shift
from tests.cast import PASSPHRASE
from tests.programme.proceedings.conftest import NOW, Office
from tests.programme.standby.conftest import person


# Everything that is told of an event. What is not here is not told.
TOLD = {
    *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND"),
    *("SUMMARY", "CLASS", "STATUS", "TRANSP"),
}
SALT = bytes(range(32))


@pytest.fixture
def hearing(office: Office, case: Case, defence: Proceeding) -> Hearing:
    """Give a date in ten days by the real clock, to which Anju goes."""
    new = NewHearing(
        moment=in_days(10),
        purpose=Purpose.BAIL,
        unit="np-kathmandu-court",
        goes=person("anju"),
        words="Bring Kamala's papers",
    )
    return set_hearing(
        actor=office.sunita, proceeding=defence, new=new, version=1, at=timezone.now()
    )


def in_days(days: int) -> datetime:
    return timezone.now().replace(microsecond=0, second=0) + timedelta(days=days)


def read(response: Any) -> list[Event]:
    calendar = Calendar.from_ical(response.content)
    return list(calendar.walk("VEVENT"))


def get(token: str, **headers: str) -> Any:
    return Client().get(f"/calendar/{token}.ics", headers=headers)


def an_event(zone: str, **more: Any) -> FeedEvent:
    starts_at = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)
    return FeedEvent(
        key="date:1",
        title=Title.MEETING,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        zone=ZoneInfo(zone),
        changed_at=datetime(2026, 11, 20, tzinfo=UTC),
        **more,
    )


def test_a_date_is_a_meeting_and_nothing_of_the_case_is_in_it(
    office: Office, case: Case, hearing: Hearing
) -> None:
    token = make_feed(actor=office.anju, at=NOW)

    response = get(token)

    [event] = read(response)
    assert str(event["SUMMARY"]) == "Meeting"
    assert set(event) <= TOLD
    assert event["DTSTART"].dt == hearing.at
    text = response.content.decode()
    for telling in (case.reference, "Kamala", "court", "bail", str(hearing.pk)):
        assert telling.lower() not in text.lower()
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_paralegal_of_the_same_team_does_not_see_where_an_attorney_goes(
    office: Office, hearing: Hearing
) -> None:
    token = make_feed(actor=office.sunita, at=NOW)

    assert read(get(token)) == []


def test_shifts_stand_in_it_as_they_are_in_force(office: Office) -> None:
    given = [Shift(starts_at=in_days(day), ends_at=in_days(day + 1)) for day in (2, 5)]
    planned = roster_with(office, "sunita", given)
    token = make_feed(actor=office.sunita, at=NOW)
    Shift.objects.create(
        period=planned,
        person=person("operator"),
        duty=DutyKind.HOTLINE,
        starts_at=given[1].starts_at,
        ends_at=given[1].ends_at,
        overrides=True,
        made_at=NOW,
    )

    events = read(get(token))

    told = [(e["DTSTART"].dt, str(e["SUMMARY"]), str(e["STATUS"])) for e in events]
    assert told == [
        (given[0].starts_at, "Shift", "CONFIRMED"),
        (given[1].starts_at, "Shift", "CANCELLED"),
    ]


def roster_with(office: Office, handle: str, shifts: list[Shift]) -> Any:
    from payung.programme.standby.models import RosterPeriod

    period = RosterPeriod.objects.create(
        country="np",
        starts_at=in_days(1),
        ends_at=in_days(20),
        coordinator=person("maya"),
        regional=person("regional"),
        published_at=NOW,
        published_by="maya",
    )
    for one in shifts:
        one.period, one.person, one.duty = period, person(handle), DutyKind.HOTLINE
        one.made_at = NOW
    Shift.objects.bulk_create(shifts)
    return period


def test_a_draft_of_a_roster_is_nobodys_calendar_yet(office: Office) -> None:
    period = roster_with(
        office, "sunita", [Shift(starts_at=in_days(2), ends_at=in_days(3))]
    )
    period.published_at = None
    period.save()
    token = make_feed(actor=office.sunita, at=NOW)

    assert read(get(token)) == []


def test_a_date_that_was_put_off_is_cancelled_under_the_same_name(
    office: Office, hearing: Hearing
) -> None:
    token = make_feed(actor=office.anju, at=NOW)
    [before] = read(get(token))
    postpone(
        actor=office.maya,
        hearing=hearing,
        to=in_days(12),
        version=1,
        at=timezone.now(),
    )

    old, new = read(get(token))

    assert (old["UID"], str(old["STATUS"])) == (before["UID"], "CANCELLED")
    assert old["SEQUENCE"] > before["SEQUENCE"]
    assert str(new["STATUS"]) == "CONFIRMED"
    assert new["UID"] != old["UID"]


def test_a_date_another_has_taken_is_cancelled_for_one_and_stands_for_the_other(
    office: Office, hearing: Hearing
) -> None:
    hers = make_feed(actor=office.anju, at=NOW)
    other = make_feed(actor=office.binita, at=NOW)
    now = timezone.now()
    why = HandBackReason.UNWELL
    cannot_come(actor=office.anju, hearing=hearing, why=why, at=now)
    take_date(actor=office.binita, hearing=hearing, at=now)

    [off], [on] = read(get(hers)), read(get(other))

    assert (str(off["STATUS"]), str(on["STATUS"])) == ("CANCELLED", "CONFIRMED")
    assert off["UID"] != on["UID"]


def test_an_unknown_an_ended_and_a_closed_address_are_not_there_all_alike(
    office: Office, hearing: Hearing
) -> None:
    ended, closed = (make_feed(actor=who, at=NOW) for who in (office.anju, office.maya))
    end_feed(actor=office.anju, at=NOW)
    Person.objects.filter(handle="maya").update(is_active=False)

    answers = [get(token) for token in (ended, closed, "nothing-like-it")]
    elsewhere = Client().get("/nothing-like-it")

    assert {one.status_code for one in answers} == {404}
    assert {without_token(one) for one in answers} == {without_token(elsewhere)}
    assert {tuple(sorted(one.headers)) for one in answers} == {
        tuple(sorted(elsewhere.headers))
    }


def without_token(response: Any) -> str:
    """Return a page without the sign of its form, which no two pages share."""
    return re.sub(r'value="\w{64}"', "", response.content.decode())


def test_a_new_address_ends_the_one_before_and_only_a_digest_is_kept(
    office: Office, hearing: Hearing
) -> None:
    first = make_feed(actor=office.anju, at=NOW)
    second = make_feed(actor=office.anju, at=NOW)

    assert (get(first).status_code, get(second).status_code) == (404, 200)
    kept = [row for feed in CalendarFeed.objects.values() for row in feed.values()]
    assert first not in kept
    assert second not in kept


def test_an_app_that_knows_it_all_is_told_that_nothing_is_new(
    office: Office, hearing: Hearing
) -> None:
    token = make_feed(actor=office.anju, at=NOW)
    first = get(token)
    known = {"If-None-Match": first.headers["ETag"]}

    again = get(token, **known)
    postpone(actor=office.maya, hearing=hearing, to=None, version=1, at=timezone.now())
    changed = get(token, **known)

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert "GMT" in first.headers["Last-Modified"]


def test_the_same_feed_is_the_same_bytes(office: Office, hearing: Hearing) -> None:
    token = make_feed(actor=office.anju, at=NOW)

    assert get(token).content == get(token).content


def test_zones_stand_in_their_order_so_that_every_worker_writes_the_same(
    office: Office,
) -> None:
    zones = ("Asia/Jayapura", "Asia/Jakarta", "Asia/Makassar")

    body = written([an_event(z) for z in zones], person=person("anju"), salt=SALT)

    names = re.findall(rb"TZID:(.+)\r", body)
    assert names == [b"Asia/Jakarta", b"Asia/Jayapura", b"Asia/Makassar"]


def test_a_post_is_not_answered(office: Office) -> None:
    token = make_feed(actor=office.anju, at=NOW)

    assert Client().post(f"/calendar/{token}.ics").status_code == 405


def test_a_date_on_an_island_is_told_by_its_own_clock(office: Office) -> None:
    dewi = person("sunita")

    for zone, offset in (("Asia/Jayapura", 9), ("Asia/Jakarta", 7)):
        body = written([an_event(zone)], person=dewi, salt=SALT)

        [event] = Calendar.from_ical(body).walk("VEVENT")
        assert event["DTSTART"].params["TZID"] == zone
        assert event["DTSTART"].dt.utcoffset() == timedelta(hours=offset)


@pytest.mark.parametrize(
    ("zone", "offset", "wall"),
    [
        ("Asia/Kathmandu", timedelta(hours=5, minutes=45), "20261124T101500"),
        ("Asia/Yangon", timedelta(hours=6, minutes=30), "20261124T110000"),
        ("Asia/Dhaka", timedelta(hours=6), "20261124T103000"),
    ],
)
def test_another_reader_finds_the_same_moment_by_the_rules_in_the_file(
    office: Office, zone: str, offset: timedelta, wall: str
) -> None:
    body = written([an_event(zone)], person=person("anju"), salt=SALT)

    # dateutil reads the VTIMEZONE alone, by code that shares nothing with icalendar.
    zones = tzical(io.StringIO(unfolded(body)))
    assert zones.keys() == [zone]
    local = datetime.strptime(wall, "%Y%m%dT%H%M%S").replace(tzinfo=zones.get(zone))
    assert local.utcoffset() == offset
    assert local.astimezone(UTC) == datetime(2026, 11, 24, 4, 30, tzinfo=UTC)
    assert f"DTSTART;TZID={zone}:{wall}" in unfolded(body).splitlines()


@pytest.mark.parametrize("language", ["my", "ne", "bn", "id", "en"])
def test_lines_are_folded_at_75_bytes_and_never_inside_a_letter(
    office: Office, language: str
) -> None:
    Person.objects.filter(handle="anju").update(language=language)

    body = written([an_event("Asia/Yangon")], person=person("anju"), salt=SALT)

    lines = body.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    # Each line by itself is whole UTF-8, so no letter was cut.
    assert all(line.decode("utf-8") is not None for line in lines)


def test_a_title_so_long_that_it_is_folded_comes_back_whole() -> None:
    from icalendar import Event as Written

    long = "ချိန်းဆိုမှု " * 12 + "भेटघाट " * 12
    event = Written()
    event.add("summary", long)

    raw = event.to_ical()

    lines = raw.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    told = next(x for x in unfolded(raw).split("\r\n") if x.startswith("SUMMARY:"))
    assert told == f"SUMMARY:{long}"


def unfolded(body: bytes) -> str:
    """Undo the folding by the words of RFC 5545, section 3.1."""
    return re.sub(rb"\r\n[ \t]", b"", body).decode()


def test_the_name_of_an_event_lasts_and_means_nothing_elsewhere() -> None:
    other = bytes(32)

    assert uid_of("date:1", SALT) == uid_of("date:1", SALT)
    assert uid_of("date:1", SALT) != uid_of("date:2", SALT)
    assert uid_of("date:1", SALT) != uid_of("date:1", other)


def test_the_page_shows_the_address_once(office: Office) -> None:
    client = Client()
    client.post("/sign-in", {"handle": "anju", "passphrase": PASSPHRASE})

    made = client.post("/calendar/make").content.decode()
    later = client.get("/calendar/").content.decode()

    [address] = re.findall(r'value="(http://testserver/calendar/[^"]+)"', made)
    assert Client().get(address).status_code == 200
    assert address not in later
    assert "There has been an address since" in later


def test_a_second_case_of_the_same_attorney_is_a_second_meeting(
    office: Office, case: Case, hearing: Hearing
) -> None:
    new = NewProceeding(track=Track.CIVIL, body=Body.COURT)
    civil = open_proceeding(actor=office.maya, case=case, new=new, at=NOW)
    again = NewHearing(moment=hearing.at, purpose=Purpose.TRIAL, goes=person("anju"))
    set_hearing(
        actor=office.maya, proceeding=civil, new=again, version=1, at=timezone.now()
    )
    token = make_feed(actor=office.anju, at=NOW)

    assert len({event["UID"] for event in read(get(token))}) == 2
