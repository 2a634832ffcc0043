"""What was counted on paper, or counted wrong: a day is written down later, or mended.

The counts of a day are said as they should stand. What is missing is added as taps of
that day, what is too much is taken back, and both stay with who did it and when. Taps
that carry nothing but a number are taken back before those with a card.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.activities.categories import category
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.safe_spaces import kinds
from payung.programme.safe_spaces.codes import Counter, Service, Status
from payung.programme.safe_spaces.models import (
    OpeningDay,
    ServiceGiven,
    Site,
    TakenBack,
    Visit,
)
from payung.programme.safe_spaces.planned import day_at
from payung.programme.safe_spaces.refusals import (
    NotYet,
    SaidClosed,
    TooLongAgo,
    TooMany,
)

from .settling import settle_day
from .tap import MOST_PEOPLE


# Donors have had the numbers of earlier days, and paper of them is hardly left.
FURTHEST_BACK = timedelta(days=366)
MORE, FEWER = "+", "−"
Row = Visit | ServiceGiven


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """How many there were on a day, by counter and by service."""

    visits: Mapping[str, int]
    services: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What somebody changed at one moment: words, more or fewer, and how many."""

    by: str
    at: datetime
    lines: tuple[tuple[str, str, int], ...]


@transaction.atomic
def write_counts(
    *, actor: Actor, site: Site, day: date, tally: Tally, at: datetime
) -> int:
    """Let a day stand as it is said; return how many numbers changed.

    The same said twice changes nothing more. Raise CannotBe.
    """
    # One after the other at each room: a phone may send its taps of that day now.
    Site.objects.select_for_update().get(pk=site.pk)
    _refuse_day(site, day, tally, at)
    _refuse_numbers(tally)
    book = _Book(actor=actor, site=site, day=day, at=at)
    changed = sum(book.let_be(column) for column in _columns(site, day, tally))
    if changed:
        settle_day(site, day, at=at, keyholder=actor.person_id)
        record(kinds.WRITTEN, actor=actor, subject=site.code, at=at, day=f"{day}")
    return changed


def changes_of(site: Site, day: date) -> tuple[Change, ...]:
    """Return what was written down or taken back later of a day, the last first."""
    sums: dict[tuple[datetime, str], dict[str, int]] = {}

    def add(at: datetime, by: str, words: str, number: int) -> None:
        lines = sums.setdefault((at, by), {})
        lines[words] = lines.get(words, 0) + number

    taps: dict[object, tuple[str, int]] = {}
    here = {"site": site, "day": day}
    rows: list[Row] = [*Visit.objects.filter(**here)]
    rows += ServiceGiven.objects.filter(**here)
    for row in rows:
        taps[row.pk] = (_words(row), row.count)
        if row.afterwards:
            add(row.stored_at, row.by, _words(row), row.count)
    for back in TakenBack.objects.filter(
        site=site, tap__in=list(taps), afterwards=True
    ):
        words, count = taps[back.tap]
        add(back.stored_at, back.by, words, -count)
    return tuple(
        Change(by=by, at=at, lines=_lines(sums[at, by]))
        for at, by in sorted(sums, reverse=True)
    )


def _lines(sums: Mapping[str, int]) -> tuple[tuple[str, str, int], ...]:
    return tuple(
        (words, MORE if number > 0 else FEWER, abs(number))
        for words, number in sums.items()
        if number
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Column:
    """The rows of one counter or service, their right sum, and a row for what is missing."""

    rows: tuple[Row, ...]
    wanted: int
    more: Row


@dataclass(frozen=True, kw_only=True, slots=True)
class _Book:
    """Who writes which day down, and when."""

    actor: Actor
    site: Site
    day: date
    at: datetime

    def let_be(self, column: _Column) -> bool:
        """Let the rows of one kind add up to a number; return whether that was needed."""
        have, wanted = sum(row.count for row in column.rows), column.wanted
        if have == wanted:
            return False
        for row in column.rows:
            if have <= wanted:
                break
            self._take_back(row)
            have -= row.count
            if have < wanted:
                # Part of a heap: what is right of it keeps its category and its card.
                self._add(_like(row), wanted - have)
                have = wanted
        if have < wanted:
            self._add(column.more, wanted - have)
        return True

    def _take_back(self, row: Row) -> None:
        row.taken_back = True
        row.save(update_fields=["taken_back"])
        TakenBack.objects.create(
            id=uuid4(),
            site=self.site,
            tap=row.pk,
            tapped_at=self.at,
            stored_at=self.at,
            by=self.actor.handle,
            afterwards=True,
        )

    def _add(self, row: Row, count: int) -> None:
        row.id, row.site, row.day, row.count = uuid4(), self.site, self.day, count
        row.tapped_at = row.stored_at = self.at
        row.by, row.afterwards = self.actor.handle, True
        row.save(force_insert=True)


def _columns(site: Site, day: date, tally: Tally) -> Iterator[_Column]:
    visits = _standing(Visit.objects.filter(site=site, day=day, taken_back=False))
    given = _standing(ServiceGiven.objects.filter(site=site, day=day, taken_back=False))
    for counter in Counter:
        letters = category(first=counter is Counter.NEW)
        yield _Column(
            rows=tuple(row for row in visits if _kind_of(row) == counter),
            wanted=tally.visits.get(counter.value, 0),
            more=Visit(counter=counter, category=letters),
        )
    for service in Service:
        yield _Column(
            rows=tuple(row for row in given if _kind_of(row) == service),
            wanted=tally.services.get(service.value, 0),
            more=ServiceGiven(kind=service),
        )


def _standing(rows: Iterable[Row]) -> list[Row]:
    """Return rows in the order in which they are taken back."""
    newest = sorted(rows, key=lambda row: (row.stored_at, row.tapped_at), reverse=True)
    return sorted(newest, key=lambda row: isinstance(row, Visit) and bool(row.card_id))


def _kind_of(row: Row) -> str:
    return row.counter if isinstance(row, Visit) else row.kind


def _like(row: Row) -> Row:
    if isinstance(row, Visit):
        return Visit(counter=row.counter, category=row.category, card_id=row.card_id)
    return ServiceGiven(kind=row.kind)


def _words(row: Row) -> str:
    label = (
        row.get_counter_display() if isinstance(row, Visit) else row.get_kind_display()
    )
    return str(label)


def _refuse_day(site: Site, day: date, tally: Tally, at: datetime) -> None:
    today = day_at(site, at)
    over = site.closed_on is not None and day > site.closed_on
    if not site.opened_on <= day <= today or over:
        raise NotYet(
            _("This day cannot be written down. Choose one on which it was open.")
        )
    if day < today - FURTHEST_BACK:
        raise TooLongAgo(
            _("This is more than a year ago. Its numbers stay as they were told.")
        )
    said = OpeningDay.objects.filter(site=site, day=day, said=True).first()
    counted = any(tally.visits.values()) or any(tally.services.values())
    if said is not None and said.status == Status.CLOSED and counted:
        raise SaidClosed(
            _(
                "Somebody said that it was closed on this day. Say first that it was "
                "open, at least for part of the day."
            )
        )


def _refuse_numbers(tally: Tally) -> None:
    for kind, count in (*tally.visits.items(), *tally.services.items()):
        if count > MOST_PEOPLE:
            raise TooMany(
                _("More than %(most)s in one day? Look at this number again.")
                % {"most": MOST_PEOPLE},
                field=kind,
            )
