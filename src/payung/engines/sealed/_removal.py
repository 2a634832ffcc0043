"""After a member is removed: carry one record over to the team's new epoch.

Pure functions over one record; the job that calls them keeps its place and may be
stopped anywhere, because each record is either still old or wholly new.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ._fields import Envelope, open_field, seal_field
from ._records import (
    RecordSecret,
    Wrap,
    new_record_secret,
    unwrap,
    wrap_within_team,
)
from ._refusal import Refused
from ._teams import TeamKeys


@dataclass(frozen=True, kw_only=True, slots=True)
class Rekeyed:
    """One record under a new key: store wrap and fields in one transaction.

    `secret` is for what else hangs on the record's key: attachments go through
    `restream` to a new file before the transaction.
    """

    secret: RecordSecret
    wrap: Wrap
    fields: Mapping[str, Envelope]


def rewrap(wrap: Wrap, *, old: TeamKeys, new: TeamKeys) -> Wrap:
    """Return a record's wrap for a later epoch of the same team (always kind S).

    Enough against someone who never held this record's key; the fields stay as they
    are. Refused if the epochs do not rise or the teams differ.
    """
    _check_order(old, new)
    return wrap_within_team(unwrap(wrap, old), new)


def rekey(
    wrap: Wrap, fields: Mapping[str, Envelope], *, old: TeamKeys, new: TeamKeys
) -> Rekeyed:
    """Return a record with a new key and every field sealed anew.

    Needed where the removed member may have kept the record's key. One field that
    does not open refuses the whole record: nothing is lost half-way.
    """
    _check_order(old, new)
    before = unwrap(wrap, old)
    after = new_record_secret(wrap.record)
    sealed = {
        field: seal_field(after, field, open_field(before, field, envelope))
        for field, envelope in fields.items()
    }
    return Rekeyed(secret=after, wrap=wrap_within_team(after, new), fields=sealed)


def _check_order(old: TeamKeys, new: TeamKeys) -> None:
    if str(old.team) != str(new.team) or new.epoch <= old.epoch:
        raise Refused
