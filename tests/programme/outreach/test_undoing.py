"""A place closed, a warning given or a visit called off by mistake is not for ever."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from payung.programme.activities.cards import digest_of, make_card
from payung.programme.activities.models import Participation, Reason, State
from payung.programme.journal.models import Entry
from payung.programme.outreach.codes import AlertKind, What
from payung.programme.outreach.diary import Tap, take_taps
from payung.programme.outreach.due import due_list
from payung.programme.outreach.models import OutreachVisit, VenueAlert
from payung.programme.outreach.refusals import NotClosed, NotHerWarning, Over
from payung.programme.outreach.undoing import (
    put_visit_back,
    reopen_venue,
    take_warning_back,
)
from payung.programme.outreach.venues import close_venue, warn
from payung.programme.outreach.visiting import move_visit, not_held
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import Actor
from tests.cast import OFFICER, PASSPHRASE, team_of

from .conftest import NOW, Office, local


LATER = local(23, 13)


def client_of(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def warned(office: Office, by: Actor, *, at: datetime = NOW) -> VenueAlert:
    return warn(
        actor=by,
        venue=office.bar,
        kind=AlertKind.CRACKDOWN,
        words="Two vans at the mill",
        expires_at=at + timedelta(days=7),
        at=at,
    )


def test_a_place_closed_by_mistake_is_due_again(office: Office) -> None:
    close_venue(actor=office.maya, venue=office.bar, at=NOW)
    closed = [one.venue for one in due_list(office.maya, at=LATER)]

    reopen_venue(actor=office.maya, venue=office.bar, at=LATER)

    assert closed == []
    assert [one.venue for one in due_list(office.maya, at=LATER)] == [office.bar]
    assert Entry.objects.filter(kind="outreach.reopened").count() == 1


def test_a_place_that_is_open_is_not_opened_again(office: Office) -> None:
    with pytest.raises(NotClosed):
        reopen_venue(actor=office.maya, venue=office.bar, at=LATER)


def test_who_may_not_close_a_place_does_not_open_it(office: Office) -> None:
    close_venue(actor=office.maya, venue=office.bar, at=NOW)

    with pytest.raises(NotHerRole):
        reopen_venue(actor=office.sunita, venue=office.bar, at=LATER)


def test_a_wrong_warning_ends_and_says_who_took_it_back(office: Office) -> None:
    row = warned(office, office.sunita)

    take_warning_back(actor=office.sunita, alert=row, at=LATER)
    again = take_warning_back(actor=office.maya, alert=row, at=LATER)

    assert (again.expires_at, again.taken_back_by) == (LATER, "sunita")
    assert Entry.objects.filter(kind="outreach.warning_back").count() == 1


def test_a_wrong_warning_is_no_harm_by_which_a_place_is_more_urgent(
    office: Office,
) -> None:
    def urgency() -> float:
        [one] = due_list(office.maya, at=LATER)
        return one.due.urgency

    before = urgency()
    row = warn(
        actor=office.sunita,
        venue=office.bar,
        kind=AlertKind.VIOLENT_CLIENT,
        words="",
        expires_at=NOW + timedelta(days=7),
        at=NOW,
    )
    with_it = urgency()

    take_warning_back(actor=office.sunita, alert=row, at=LATER)

    assert with_it == 2 * before
    assert urgency() == before


def test_the_coordinator_takes_any_warning_back(office: Office) -> None:
    row = warned(office, office.sunita)

    take_warning_back(actor=office.maya, alert=row, at=LATER)

    assert not office.bar.alerts.filter(expires_at__gt=LATER).exists()


def test_nobody_takes_back_the_warning_of_another(office: Office) -> None:
    row = warned(office, office.sunita)

    with pytest.raises(NotHerWarning) as refused:
        take_warning_back(actor=office.bina, alert=row, at=LATER)

    assert "sunita" in refused.value.sentence
    assert office.bar.alerts.filter(expires_at__gt=LATER).exists()


def test_a_warning_that_ended_by_itself_was_not_wrong(office: Office) -> None:
    row = warned(office, office.sunita)

    with pytest.raises(Over):
        take_warning_back(actor=office.sunita, alert=row, at=NOW + timedelta(days=8))


def test_a_visit_called_off_by_mistake_is_planned_again(
    office: Office, visit: OutreachVisit
) -> None:
    not_held(actor=office.sunita, visit=visit, reason=Reason.RAID, at=NOW)

    put_visit_back(actor=office.sunita, visit=visit, at=LATER)

    visit.activity.refresh_from_db()
    assert (visit.activity.state, visit.activity.reason) == (State.PLANNED, "")


def test_a_visit_moved_by_mistake_calls_the_other_off(
    office: Office, visit: OutreachVisit
) -> None:
    moved = move_visit(
        actor=office.sunita,
        visit=visit,
        reason=Reason.STAFF,
        start=local(27, 18),
        end=local(27, 20),
        at=NOW,
    )

    put_visit_back(actor=office.sunita, visit=visit, at=LATER)

    visit.activity.refresh_from_db()
    moved.activity.refresh_from_db()
    assert visit.activity.state == State.PLANNED
    assert moved.activity.state == State.CANCELLED


def test_the_pages_offer_what_can_be_undone_to_whom_it_is_for(
    office: Office,
) -> None:
    place = f"/outreach/places/{office.bar.code}"
    row = warned(office, office.sunita, at=timezone.now())
    wrong = f"{place}/warn/{row.pk}/wrong"
    sunita, bina, maya = (client_of(one) for one in ("sunita", "bina", "maya"))

    hers = sunita.get(place).content.decode()
    of_another = bina.get(place).content.decode()
    bina.post(wrong)
    stands = VenueAlert.objects.get().taken_back_by == ""
    sunita.post(wrong)
    maya.post(f"{place}/close")
    closed = maya.get(place).content.decode()
    refused = sunita.post(f"{place}/open")
    maya.post(f"{place}/open")

    assert wrong in hers
    assert wrong not in of_another
    assert stands
    assert VenueAlert.objects.get().taken_back_by == "sunita"
    assert f"{place}/open" in closed
    assert refused.status_code == 403
    office.bar.refresh_from_db()
    assert office.bar.closed_at is None


def test_an_estimate_that_is_sent_twice_is_kept_once(office: Office) -> None:
    place = f"/outreach/places/{office.bar.code}"
    given = {
        "low": "3",
        "point": "5",
        "high": "9",
        "method": "counted",
        "on": "2026-11-20",
        "key": str(uuid4()),
    }
    client = client_of("sunita")

    for _each in range(2):
        client.post(f"{place}/size", given)

    assert office.bar.estimates.count() == 2, "the one of before, and this once"


def test_a_card_of_another_team_of_the_country_is_known_in_the_diary(
    office: Office, visit: OutreachVisit
) -> None:
    team, [officer] = team_of(OFFICER, name="Hill team")
    card = make_card(actor=officer, team=team, at=NOW)
    shown = Tap(
        id=uuid4(),
        what=What.CARD,
        code="f2vn",
        change=1,
        tapped_at=local(24, 19),
        card=digest_of(card.code),
    )

    took = take_taps(
        actor=office.sunita, visit=visit, taps=[shown], at=local(24, 19, 5)
    )

    assert took.cards_unknown == 0
    assert Participation.objects.get().card == card.row
