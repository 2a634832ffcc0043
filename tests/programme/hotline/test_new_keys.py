"""Somebody leaves: what she may have kept opens no call, no text and no voice any more."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest

from payung.engines import sealed
from payung.gateways.messages import Inbound, InboundKind
from payung.gateways.vault import FakeVault
from payung.programme.alerts import holdings as of_alerts
from payung.programme.alerts.machine import forget
from payung.programme.hotline import holdings
from payung.programme.hotline.coming_in.messages_in import take_message
from payung.programme.hotline.coming_in.news import keep_news
from payung.programme.hotline.models import Contact, Voicemail
from payung.programme.hotline.sheet import reading, sheets
from payung.programme.people.holdings import Holders
from payung.programme.people.models import Person, RecordKey, Renewal
from payung.programme.people.rewrapping import Keepers, rewrap_some, unfinished
from payung.programme.people.teams import remove_member
from tests.programme.hotline.small_line import (
    CALLER,
    NIGHT,
    SmallLine,
    after,
    arrival,
    make_line,
)


ALL = Holders(apps=(holdings.holding_of, of_alerts.holding_of))


@pytest.fixture
def line(transactional_db: None) -> Iterator[SmallLine]:
    yield make_line()
    forget("np")


def two_contacts(line: SmallLine, vault: FakeVault) -> None:
    """Keep a call with its note and voice, and two texts of one sender."""
    keep_news("np", [arrival(line, "c")], at=NIGHT)
    call = Contact.objects.get()
    sheets.write_note(actor=line.maya, contact=call, text="Two men", at=after(1))
    secret, name = line.maya.unlocked.secret(call.record), uuid4()
    vault.put(name, sealed.seal_stream(secret, name, [b"her voice"]))
    Voicemail.objects.create(
        contact=call, record=call.record, file=name, seconds=1, size=9, left_at=NIGHT
    )
    for key in ("first", "second"):
        inbound = Inbound(
            key=key,
            kind=InboundKind.TEXT,
            address="tel:+12025550142",
            text=f"My {key} text",
            sent_at=NIGHT,
        )
        take_message(country="np", channel="sms", inbound=inbound, at=after(2))


def change_every_key(line: SmallLine, vault: FakeVault) -> None:
    anju = Person.objects.get(handle="anju")
    remove_member(
        actor=line.maya,
        team=line.team,
        member=anju,
        renewal=Renewal.KEYS,
        at=after(60),
    )
    job = unfinished([line.team.pk])
    assert job is not None
    keepers = Keepers(values_of=lambda _secret: (), holders=ALL, vault=vault)
    rewrap_some(actor=line.maya, job=job, keepers=keepers, at=after(60))
    assert unfinished([line.team.pk]) is None


def test_what_she_kept_opens_nothing_and_those_who_stay_read_on(
    line: SmallLine,
) -> None:
    vault = FakeVault()
    two_contacts(line, vault)
    kept = {
        row.record: line.anju.unlocked.unwrap(row) for row in RecordKey.objects.all()
    }

    change_every_key(line, vault)

    call, text = Contact.objects.order_by("reference")
    for row, field in ((call, "number"), (call, "note"), (text, "text")):
        with pytest.raises(sealed.Refused):
            sealed.open_field(kept[row.pk], f"contact.{field}", getattr(row, field))
    shown = [
        reading.show_part(actor=line.maya, contact=call, part=part, at=after(90))
        for part in ("number", "note")
    ]
    later = reading.show_later(actor=line.maya, contact=text, at=after(90))
    voice = reading.hear(
        actor=line.maya, voicemail=call.voicemails.get(), vault=vault, at=after(90)
    )
    assert shown == [CALLER, "Two men"]
    assert [one.text for one in later] == ["My second text"]
    assert b"".join(voice) == b"her voice"
