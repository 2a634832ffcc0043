"""When someone leaves, each record moves to the new epoch whole or not at all."""

from __future__ import annotations

import pytest

from payung.engines.sealed import (
    RecordSecret,
    Refused,
    WrapKind,
    open_field,
    rekey,
    rewrap,
    seal_field,
    team_keys,
    unwrap,
    wrap_for_team,
    wrap_within_team,
)


OLD = team_keys("team-np", epoch=3, seed=b"\x01" * 32)
NEW = team_keys("team-np", epoch=4, seed=b"\x02" * 32)
ELSEWHERE = team_keys("team-bd", epoch=4, seed=b"\x02" * 32)
SECRET = RecordSecret(record="r-1", key=b"\x07" * 32)
WRAPS = {
    "to the public key": wrap_for_team(SECRET, OLD.public),
    "within the team": wrap_within_team(SECRET, OLD),
}
FIELDS = {
    "report.story": seal_field(SECRET, "report.story", "they took the money"),
    "report.contact": seal_field(SECRET, "report.contact", ""),
}


@pytest.mark.parametrize("wrap", WRAPS.values(), ids=WRAPS)
def test_a_wrap_moves_to_the_new_epoch_and_leaves_the_old_key_behind(wrap) -> None:
    moved = rewrap(wrap, old=OLD, new=NEW)

    assert (moved.kind, moved.epoch) == (WrapKind.WITHIN_TEAM, 4)
    assert unwrap(moved, NEW) == SECRET
    with pytest.raises(Refused):
        unwrap(moved, OLD)


@pytest.mark.parametrize("wrap", WRAPS.values(), ids=WRAPS)
def test_a_rekeyed_record_reads_the_same_under_a_key_nobody_kept(wrap) -> None:
    rekeyed = rekey(wrap, FIELDS, old=OLD, new=NEW)

    secret = unwrap(rekeyed.wrap, NEW)
    story, contact = (rekeyed.fields[field] for field in FIELDS)
    assert secret == rekeyed.secret
    assert open_field(secret, "report.story", story) == "they took the money"
    assert open_field(secret, "report.contact", contact) == ""
    with pytest.raises(Refused):
        open_field(SECRET, "report.story", story)


def test_a_record_with_one_field_that_does_not_open_is_left_as_it_is() -> None:
    swapped = {**FIELDS, "report.contact": FIELDS["report.story"]}

    with pytest.raises(Refused):
        rekey(WRAPS["within the team"], swapped, old=OLD, new=NEW)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(NEW, OLD, id="backwards"),
        pytest.param(OLD, OLD, id="to the same epoch"),
        pytest.param(OLD, ELSEWHERE, id="to another team"),
    ],
)
def test_a_record_moves_forward_within_its_team_only(old, new) -> None:
    wrap = wrap_within_team(SECRET, old)

    with pytest.raises(Refused):
        rewrap(wrap, old=old, new=new)
    with pytest.raises(Refused):
        rekey(wrap, FIELDS, old=old, new=new)


def test_a_job_that_repeats_a_record_already_moved_is_refused_and_harms_nothing() -> (
    None
):
    moved = rewrap(WRAPS["within the team"], old=OLD, new=NEW)

    with pytest.raises(Refused):
        rewrap(moved, old=OLD, new=NEW)

    assert unwrap(moved, NEW) == SECRET
