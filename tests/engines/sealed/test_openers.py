"""The quick way to open many records opens the same things and refuses the same."""

from __future__ import annotations

from uuid import UUID

import pytest

from payung.engines import sealed


TEAM = UUID("3f0c8a52-0000-4000-8000-000000000001")
RECORD = UUID("3f0c8a52-0000-4000-8000-000000000002")
OTHER = UUID("3f0c8a52-0000-4000-8000-000000000003")
STORY, CONTACT = sealed.field_part("report.story"), sealed.field_part("report.contact")


def kept() -> tuple[sealed.TeamKeys, sealed.Wrap, sealed.Envelope]:
    keys = sealed.new_team_keys(TEAM, epoch=1)
    secret = sealed.new_record_secret(RECORD)
    envelope = sealed.seal_field(secret, "report.story", "সে ফিরে এলো")
    return keys, sealed.wrap_within_team(secret, keys), envelope


def test_it_opens_what_was_sealed_one_by_one() -> None:
    keys, wrap, envelope = kept()

    opener = sealed.TeamOpener(keys).record(RECORD, wrap.data)

    assert opener.open(STORY, envelope.data) == "সে ফিরে এলো"


def test_a_records_name_as_text_opens_as_well() -> None:
    keys, wrap, envelope = kept()

    opener = sealed.TeamOpener(keys).record(str(RECORD), wrap.data)

    assert opener.open(STORY, envelope.data) == "সে ফিরে এলো"


def test_a_key_at_hand_opens_too() -> None:
    keys, wrap, envelope = kept()

    opener = sealed.RecordOpener.of(sealed.unwrap(wrap, keys))

    assert opener.open(STORY, envelope.data) == "সে ফিরে এলো"


def test_another_field_is_refused() -> None:
    keys, wrap, envelope = kept()
    opener = sealed.TeamOpener(keys).record(RECORD, wrap.data)

    with pytest.raises(sealed.Refused):
        opener.open(CONTACT, envelope.data)


def test_another_record_is_refused() -> None:
    keys, wrap, _envelope = kept()

    with pytest.raises(sealed.Refused):
        sealed.TeamOpener(keys).record(OTHER, wrap.data)


@pytest.mark.parametrize("epoch", [2, 3])
def test_another_epoch_is_refused(epoch: int) -> None:
    _keys, wrap, _envelope = kept()
    later = sealed.new_team_keys(TEAM, epoch=epoch)

    with pytest.raises(sealed.Refused):
        sealed.TeamOpener(later).record(RECORD, wrap.data)


@pytest.mark.parametrize("at", [0, 1, 13, 60, -1])
def test_a_flipped_byte_is_refused(at: int) -> None:
    keys, wrap, envelope = kept()
    broken = bytearray(envelope.data)
    broken[at] ^= 1

    opener = sealed.TeamOpener(keys).record(RECORD, wrap.data)

    with pytest.raises(sealed.Refused):
        opener.open(STORY, bytes(broken))


def test_it_shows_nothing_of_its_keys() -> None:
    keys, wrap, _envelope = kept()

    assert repr(sealed.TeamOpener(keys)) == "<TeamOpener>"
    assert repr(sealed.TeamOpener(keys).record(RECORD, wrap.data)) == "<RecordOpener>"
