"""The days off that are still to come, said in the reader's language, run by run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

import holidays

from payung.programme.places.packs import pack_of

from .models import LocalHoliday


A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class DaysOff:
    """Days in a row that are off for one reason; `is_open`: our rooms are open."""

    first: date
    last: date
    why: str
    is_open: bool

    @property
    def several(self) -> bool:
        """Return whether it is more than one day."""
        return self.last > self.first


def days_off_to_come(country: str, language: str, *, today: date) -> list[DaysOff]:
    """Return the days off from today to the end of next year, with our corrections."""
    pack = pack_of(country)
    years = (today.year, today.year + 1)
    said = _names(pack.holiday_edits.country, language, years)
    days = {
        one.on: (said.get((one.on, one.name), one.name), False)
        for year in years
        for one in pack.holidays(year)
    }
    for row in LocalHoliday.objects.filter(country=country):
        name, _open = days.get(row.day, ("", False))
        days[row.day] = (row.label or name, row.is_open)
    return list(_runs({on: days[on] for on in sorted(days) if on >= today}))


def _runs(days: Mapping[date, tuple[str, bool]]) -> Iterator[DaysOff]:
    run: DaysOff | None = None
    for on, (why, is_open) in days.items():
        follows = run is not None and on == run.last + A_DAY
        if run and follows and (run.why, run.is_open) == (why, is_open):
            run = replace(run, last=on)
            continue
        if run:
            yield run
        run = DaysOff(first=on, last=on, why=why, is_open=is_open)
    if run:
        yield run


@lru_cache(maxsize=64)
def _names(
    code: str, language: str, years: tuple[int, ...]
) -> Mapping[tuple[date, str], str]:
    """Return what the package calls its days in a language, by day and first name.

    A day that the pack of the country adds has the name that it has there.
    """
    if not code:
        return {}
    known = holidays.list_localized_countries().get(code, [])
    found = [one for one in known if one.split("_")[0] == language]
    if not found:
        return {}
    first = holidays.country_holidays(code, years=years)
    theirs = holidays.country_holidays(code, years=years, language=found[0])
    return {(on, first[on]): name for on, name in theirs.items() if on in first}
