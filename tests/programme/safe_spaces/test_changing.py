"""What was written down wrongly of a room is corrected; a closed one opens again."""

from __future__ import annotations

from datetime import date

import pytest

from payung.engines.indicators import month_of
from payung.programme.activities.rooms import rooms_of
from payung.programme.journal.models import Entry
from payung.programme.safe_spaces.changing import About, change_site, reopen_site
from payung.programme.safe_spaces.incidents import show_address
from payung.programme.safe_spaces.models import Site
from payung.programme.safe_spaces.planned import planned_days
from payung.programme.safe_spaces.refusals import EndsTooSoon, NotClosed
from payung.programme.safe_spaces.sites import close_site
from tests.needles import bytes_of_database, found

from .conftest import NOW, WHERE, Office, browser_of, room


NOVEMBER = month_of(2026, 11)


def closed(office: Office, on: date = date(2026, 11, 6)) -> Site:
    return close_site(actor=office.maya, site=office.site, on=on, at=NOW)


def test_name_district_and_address_are_corrected_and_stay_sealed(
    office: Office,
) -> None:
    about = About(name="Lamp room", area="NP-P3", address="Under the Zorblat mill")

    site = change_site(actor=office.maya, site=office.site, about=about, at=NOW)

    assert (site.name, site.area, site.code) == ("Lamp room", "NP-P3", "blue")
    words = show_address(actor=office.sunita, site=site, at=NOW)
    assert words == "Under the Zorblat mill"
    assert found(("Zorblat", "pharmacy"), bytes_of_database()) == []
    assert Entry.objects.filter(kind="safe.site_changed").count() == 1


def test_an_address_can_be_taken_away_and_written_again(office: Office) -> None:
    gone = About(name="Blue room")
    change_site(actor=office.maya, site=office.site, about=gone, at=NOW)
    without = Site.objects.get(code="blue").address

    back = About(name="Blue room", address="The same lane")
    site = change_site(actor=office.maya, site=office.site, about=back, at=NOW)

    assert without is None
    assert show_address(actor=office.maya, site=site, at=NOW) == "The same lane"


def test_the_page_opens_the_address_to_be_corrected(office: Office) -> None:
    client = browser_of("maya")

    page = client.get("/safe/blue/change").content.decode()
    given = {"name": "Lamp room", "area": "NP-101", "address": "Elsewhere"}
    client.post("/safe/blue/change", given)

    assert WHERE in page
    assert Site.objects.get(code="blue").name == "Lamp room"
    assert Entry.objects.filter(kind="safe.shown").count() == 1


def test_only_who_says_where_rooms_are_corrects_them(office: Office) -> None:
    for address in ("/safe/blue/change", "/safe/blue/again"):
        assert browser_of("sunita").get(address).status_code == 403
        assert browser_of("outsider").get(address).status_code == 403


def test_a_room_closed_by_mistake_is_as_if_it_had_never_closed(
    office: Office,
) -> None:
    before = planned_days(office.site, NOVEMBER)
    site = closed(office)

    site = reopen_site(actor=office.maya, site=site, first=date(2026, 11, 7), at=NOW)

    assert planned_days(site, NOVEMBER) == before
    assert [room.code for room in rooms_of(office.maya)] == ["blue"]
    assert Entry.objects.filter(kind="safe.site_reopened").count() == 1


def test_a_room_that_opens_again_later_promised_nothing_in_between(
    office: Office,
) -> None:
    before = planned_days(office.site, NOVEMBER)
    site = closed(office)

    site = reopen_site(actor=office.maya, site=site, first=date(2026, 11, 23), at=NOW)

    between = {date(2026, 11, day) for day in range(7, 23)}
    assert planned_days(site, NOVEMBER) == before - between


def test_a_room_is_opened_again_after_its_last_day_and_not_before(
    office: Office,
) -> None:
    site = closed(office)

    with pytest.raises(EndsTooSoon):
        reopen_site(actor=office.maya, site=site, first=date(2026, 11, 6), at=NOW)


def test_a_room_that_is_open_is_not_opened_again(office: Office) -> None:
    with pytest.raises(NotClosed):
        reopen_site(
            actor=office.maya, site=office.site, first=date(2026, 11, 7), at=NOW
        )


def test_the_page_of_a_closed_room_offers_to_open_it_again(office: Office) -> None:
    closed(office)
    client = browser_of("maya")

    page = client.get("/safe/blue/").content.decode()
    client.post("/safe/blue/again", {"first": "2026-11-07"})

    assert "/safe/blue/again" in page
    assert Site.objects.get(code="blue").closed_on is None


def test_a_closed_room_is_offered_for_nothing_that_is_planned(
    office: Office,
) -> None:
    room(office.maya, office.team, "green")
    closed(office)

    assert [room.code for room in rooms_of(office.sunita)] == ["green"]
    assert rooms_of(office.outsider) == ()
