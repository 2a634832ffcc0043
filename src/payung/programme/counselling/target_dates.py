"""By when, from the targets of the country's pack."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime, timedelta

from payung.programme.cases.models import Case
from payung.programme.places.packs import pack_of

from .codes import Priority


# Which target of the pack says by when a need is seen to; the others have no day.
REFERRALS = {Priority.H24: "referral_high", Priority.M72: "referral_medium"}


def target_date(case: Case, code: str, *, since: datetime) -> datetime:
    """Return when a target of the pack is reached; a month is one of the calendar."""
    pack = pack_of(case.country)
    target = pack.target(code)
    if target.unit == "immediate":
        return since
    if target.unit == "months":
        local = since.astimezone(pack.zone(case.area or None))
        return _months_later(local, target.limit)
    return since + timedelta(**{target.unit: target.limit})


def need_date(case: Case, priority: Priority, *, since: datetime) -> datetime | None:
    """Return by when a need is to be seen to, or None where it can wait."""
    code = REFERRALS.get(priority)
    return target_date(case, code, since=since) if code else None


def _months_later(local: datetime, months: int) -> datetime:
    """Return the same day of a later month, or its last where it has no such day."""
    year, month = divmod(local.month - 1 + months, 12)
    year, month = local.year + year, month + 1
    day = min(local.day, monthrange(year, month)[1])
    return local.replace(year=year, month=month, day=day)
