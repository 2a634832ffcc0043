"""A place has a code on the screen; what names it is sealed, its size is in order."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from PIL import Image

from payung.programme.journal.models import Entry
from payung.programme.outreach.access import NoSuchVenue, venue_for, venues_of
from payung.programme.outreach.codes import AlertKind, Method
from payung.programme.outreach.holdings import holding_of
from payung.programme.outreach.models import Venue, VenueEstimate
from payung.programme.outreach.refusals import (
    Closed,
    EndsTooSoon,
    NotAPicture,
    NotInOrder,
)
from payung.programme.outreach.sizes import sizes_of
from payung.programme.outreach.venues import (
    Size,
    add_sketch,
    add_venue,
    change_venue,
    close_venue,
    estimate_size,
    show_alert,
    show_part,
    sketch_of,
    warn,
)

from .conftest import NAME, NOW, RISK, Office, a_bar, local


def size(low: int, point: int, high: int, day: int = 20) -> Size:
    return Size(
        low=low, point=point, high=high, method=Method.COUNTED, on=local(day, 9).date()
    )


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (64, 48), (90, 120, 200)).save(written, "PNG")
    return written.getvalue()


def test_neither_name_nor_risk_lies_in_clear_in_any_column(office: Office) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outreach_venue")
        row = repr(cursor.fetchall())

    assert NAME not in row
    assert RISK not in row
    assert NAME not in repr(a_bar())
    assert office.bar.code == "NP-26-V-000001"


def test_one_of_the_team_reads_them_and_the_journal_says_that_she_did(
    office: Office,
) -> None:
    bar = venue_for(office.bina, office.bar.code)

    assert show_part(actor=office.bina, venue=bar, part="name", at=NOW) == NAME
    assert show_part(actor=office.bina, venue=bar, part="risk", at=NOW) == RISK
    entry = Entry.objects.order_by("-number").first()
    assert entry is not None
    assert (entry.kind, entry.actor) == ("outreach.shown", "bina")
    assert NAME not in entry.details


def test_a_place_of_another_team_is_not_there(office: Office) -> None:
    assert list(venues_of(office.outsider)) == []
    with pytest.raises(NoSuchVenue):
        venue_for(office.outsider, office.bar.code)


def test_the_likely_number_lies_between_the_least_and_the_most(office: Office) -> None:
    with pytest.raises(NotInOrder) as refused:
        estimate_size(actor=office.maya, venue=office.bar, size=size(5, 3, 9), at=NOW)

    assert "least first" in refused.value.sentence
    with pytest.raises(IntegrityError), transaction.atomic():
        VenueEstimate.objects.create(
            venue=office.bar,
            low=5,
            point=3,
            high=9,
            method="guess",
            on=NOW.date(),
            by="maya",
            stored_at=NOW,
        )


def test_the_newest_estimate_counts_and_a_place_without_one_is_said(
    office: Office,
) -> None:
    estimate_size(actor=office.maya, venue=office.bar, size=size(12, 30, 50), at=NOW)
    add_venue(actor=office.maya, team=office.team, about=a_bar(), at=NOW)

    then = sizes_of(Venue.objects.all(), on=local(19, 9).date())
    now = sizes_of(Venue.objects.all(), on=local(21, 9).date())

    assert (then.low, then.point, then.high) == (10, 20, 40)
    assert (now.low, now.point, now.high) == (12, 30, 50)
    assert (now.estimated, now.without) == (1, 1)


def test_a_sketch_lies_sealed_and_opens_as_it_was(office: Office) -> None:
    drawn = picture()

    add_sketch(
        actor=office.sunita,
        venue=office.bar,
        content=drawn,
        name="way in.png",
        vault=office.vault,
        at=NOW,
    )

    office.bar.refresh_from_db()
    [kept] = office.vault.kept.values()
    assert drawn[:30] not in kept
    pieces = sketch_of(actor=office.bina, venue=office.bar, vault=office.vault, at=NOW)
    assert b"".join(pieces) == drawn


def test_a_new_sketch_takes_the_place_of_the_old_one(office: Office) -> None:
    for _each in range(2):
        add_sketch(
            actor=office.sunita,
            venue=office.bar,
            content=picture(),
            name="",
            vault=office.vault,
            at=NOW,
        )

    office.bar.refresh_from_db()
    assert list(office.vault.kept) == [office.bar.sketch]


def test_what_is_no_picture_is_no_sketch(office: Office) -> None:
    with pytest.raises(NotAPicture):
        add_sketch(
            actor=office.sunita,
            venue=office.bar,
            content=b"%PDF-1.4\n%%EOF\n",
            name="way.pdf",
            vault=office.vault,
            at=NOW,
        )

    assert office.vault.kept == {}


def test_a_warning_ends_by_itself_and_its_words_are_sealed(office: Office) -> None:
    alert = warn(
        actor=office.sunita,
        venue=office.bar,
        kind=AlertKind.CRACKDOWN,
        words="Two vans at the mill",
        expires_at=NOW + timedelta(days=3),
        at=NOW,
    )

    alert.refresh_from_db()
    in_force = office.bar.alerts.filter(expires_at__gt=NOW + timedelta(days=2))
    over = office.bar.alerts.filter(expires_at__gt=NOW + timedelta(days=3))
    assert (in_force.count(), over.count()) == (1, 0)
    shown = show_alert(actor=office.bina, alert=alert, at=NOW)
    assert shown == "Two vans at the mill"


def test_a_warning_that_is_over_already_is_refused(office: Office) -> None:
    with pytest.raises(EndsTooSoon):
        warn(
            actor=office.sunita,
            venue=office.bar,
            kind=AlertKind.CRACKDOWN,
            words="",
            expires_at=NOW,
            at=NOW,
        )


def test_everything_sealed_of_a_place_hangs_on_its_key(office: Office) -> None:
    warn(
        actor=office.sunita,
        venue=office.bar,
        kind=AlertKind.VIOLENT_CLIENT,
        words="Grey coat",
        expires_at=NOW + timedelta(days=1),
        at=NOW,
    )
    add_sketch(
        actor=office.sunita,
        venue=office.bar,
        content=picture(),
        name="",
        vault=office.vault,
        at=NOW,
    )

    holding = holding_of(office.bar.record)

    assert holding is not None
    assert [field.column for field, _sealed in holding.filled()] == [
        "name",
        "risk",
        "words",
    ]
    assert len(holding.files) == 1


def test_a_closed_place_stays_as_it_is(office: Office) -> None:
    close_venue(actor=office.maya, venue=office.bar, at=NOW)

    with pytest.raises(Closed):
        change_venue(actor=office.maya, venue=office.bar, about=a_bar(), at=NOW)
