"""A number as it was taken once, and what has changed since the last report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ._completeness import Completeness
from ._periods import Period, Status
from ._stored_values import alike
from ._values import NotComputable, Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """What an indicator was for a period, by which code, of records how complete.

    `part` says which category of which axis it is: (("admin2", "np-27"),); () is all.
    """

    code: str
    country: str
    period: Period
    value: Value
    completeness: Completeness
    code_hash: str
    taken_at: datetime
    status: Status
    part: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> tuple[str, str, str, tuple[tuple[str, str], ...]]:
        """Return what it is a number of: two of one place can be compared."""
        return (self.code, self.country, str(self.period), self.part)


class Changed(StrEnum):
    """What has happened to a number since the last report."""

    NEW = "new"
    REVISED = "revised"
    NOW_COMPUTABLE = "now_computable"
    NO_LONGER_COMPUTABLE = "no_longer_computable"
    NOW_COMPLETE = "now_complete"
    GONE = "gone"


class Because(StrEnum):
    """Why a number is another one now."""

    LATE_DATA = "late_data"
    STILL_COMING_IN = "still_coming_in"
    OTHER_RULE = "other_rule"
    NONE = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One thing that has changed; `before` and `now` are None where there was none."""

    changed: Changed
    before: Snapshot | None
    now: Snapshot | None
    because: Because = Because.NONE


def what_changed(
    before: Iterable[Snapshot], now: Iterable[Snapshot]
) -> tuple[Change, ...]:
    """Return what has changed, each number at most once, in the order of `now`.

    Of two snapshots of one number the later counts. What stayed as it was is not named.
    """
    old, new = _latest(before), _latest(now)
    found = [_change(old.get(place), snapshot) for place, snapshot in new.items()]
    gone = (
        Change(changed=Changed.GONE, before=snapshot, now=None)
        for place, snapshot in old.items()
        if place not in new
    )
    return (*(change for change in found if change is not None), *gone)


_Places = dict[tuple[str, str, str, tuple[tuple[str, str], ...]], Snapshot]


def _latest(snapshots: Iterable[Snapshot]) -> _Places:
    latest: _Places = {}
    for each in snapshots:
        kept = latest.get(each.place)
        if kept is None or each.taken_at >= kept.taken_at:
            latest[each.place] = each
    return latest


def _change(before: Snapshot | None, now: Snapshot) -> Change | None:
    if before is None:
        return Change(changed=Changed.NEW, before=None, now=now)
    if not alike(before.value, now.value):
        return Change(
            changed=_kind(before.value, now.value),
            before=before,
            now=now,
            because=_reason(before, now),
        )
    if now.completeness.is_whole and not before.completeness.is_whole:
        return Change(changed=Changed.NOW_COMPLETE, before=before, now=now)
    return None


def _kind(before: Value, now: Value) -> Changed:
    was, is_now = (isinstance(value, NotComputable) for value in (before, now))
    if was and not is_now:
        return Changed.NOW_COMPUTABLE
    return Changed.NO_LONGER_COMPUTABLE if is_now and not was else Changed.REVISED


def _reason(before: Snapshot, now: Snapshot) -> Because:
    # Another rule makes another number of the same records: that comes first.
    if before.code_hash != now.code_hash:
        return Because.OTHER_RULE
    locked = before.status is Status.FINAL
    return Because.LATE_DATA if locked else Because.STILL_COMING_IN
