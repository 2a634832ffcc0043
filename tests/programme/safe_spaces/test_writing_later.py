"""A day that was counted on paper is not lost, and a wrong count is mended in sight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from payung.engines.indicators import month_of
from payung.programme.activities.cards import digest_of, make_card
from payung.programme.journal.models import Entry
from payung.programme.people.refusals import CannotBe
from payung.programme.safe_spaces import figures
from payung.programme.safe_spaces.codes import Reason, Status
from payung.programme.safe_spaces.door.counting import counts_of
from payung.programme.safe_spaces.door.taking import take_taps
from payung.programme.safe_spaces.door.writing_later import (
    Tally,
    changes_of,
    write_counts,
)
from payung.programme.safe_spaces.models import OpeningDay, TakenBack, Visit
from payung.programme.safe_spaces.refusals import (
    NotYet,
    SaidClosed,
    TooLongAgo,
    TooMany,
)
from payung.programme.safe_spaces.sites import close_site, say_day

from .conftest import NOW, Office, browser_of, local
from .taps import closing, service, visit


DAY = date(2026, 11, 18)
COUNTS = "/safe/blue/days/2026-11-18/counts"


def written(office: Office, day: date = DAY, **numbers: int) -> int:
    visits = {k: n for k, n in numbers.items() if k in ("new", "back", "card")}
    services = {k: n for k, n in numbers.items() if k not in visits}
    tally = Tally(visits=visits, services=services)
    return write_counts(
        actor=office.sunita, site=office.site, day=day, tally=tally, at=NOW
    )


def test_a_day_counted_on_paper_counts_and_is_open(office: Office) -> None:
    written(office, new=3, back=9, rest=5)

    counted = counts_of(office.site, DAY)
    row = OpeningDay.objects.get()
    assert counted.visits == {"new": 3, "back": 9}
    assert counted.services == {"rest": 5}
    assert (row.day, row.status, row.opened_at) == (DAY, Status.OPEN, None)
    assert figures.visits_in("np", month_of(2026, 11)) == 12
    assert {one.by for one in Visit.objects.all()} == {"sunita"}
    assert Entry.objects.filter(kind="safe.written").count() == 1


def test_the_same_written_twice_changes_nothing_more(office: Office) -> None:
    first, again = (written(office, new=3, rest=5) for _each in range(2))

    assert (first, again) == (2, 0)
    assert Visit.objects.count() == 1
    assert Entry.objects.filter(kind="safe.written").count() == 1


def test_fewer_are_taken_back_and_what_stood_there_stays_in_sight(
    office: Office,
) -> None:
    taps = [visit(at=local(18, hour), counter="back") for hour in (11, 12, 13)]
    take_taps(actor=office.maya, site=office.site, taps=taps, at=local(18, 14))

    written(office, back=1)

    assert counts_of(office.site, DAY).visits == {"back": 1}
    assert Visit.objects.filter(taken_back=True).count() == 2
    assert {one.by for one in TakenBack.objects.all()} == {"sunita"}
    [change] = changes_of(office.site, DAY)
    assert (change.by, change.at) == ("sunita", NOW)
    assert change.lines == (("Came back", "−", 2),)


def test_part_of_a_heap_is_taken_back_and_its_rest_stays_what_it_was(
    office: Office,
) -> None:
    heap = visit(at=local(18, 11), count=10)
    take_taps(actor=office.maya, site=office.site, taps=[heap], at=local(18, 12))

    written(office, new=7)

    assert counts_of(office.site, DAY).visits == {"new": 7}
    [row] = Visit.objects.filter(taken_back=False)
    assert (row.category, row.count, row.afterwards) == (heap.category, 7, True)


def test_who_came_with_a_card_is_taken_back_last(office: Office) -> None:
    card = make_card(actor=office.maya, team=office.team, at=NOW)
    taps = [
        visit(at=local(18, 11), counter="card"),
        visit(at=local(18, 12), counter="card", card=digest_of(card.code)),
        visit(at=local(18, 13), counter="card"),
    ]
    take_taps(actor=office.maya, site=office.site, taps=taps, at=local(18, 14))

    written(office, card=1)

    assert figures.cards_in("np", month_of(2026, 11)) == 1


def test_nothing_at_all_leaves_the_day_unwritten_again(office: Office) -> None:
    written(office, new=3)

    written(office)

    assert counts_of(office.site, DAY).visits == {}
    assert not OpeningDay.objects.exists()


def test_a_day_that_had_to_close_was_open_for_a_part_once_somebody_came(
    office: Office,
) -> None:
    taps = [closing("strike", at=local(18, 12))]
    take_taps(actor=office.maya, site=office.site, taps=taps, at=local(18, 13))

    written(office, new=2)

    row = OpeningDay.objects.get()
    assert (row.status, row.reason) == (Status.PARTLY, Reason.STRIKE)


def test_when_the_door_opened_is_told_by_taps_alone(office: Office) -> None:
    taps = [service("rest", at=local(18, 12))]
    take_taps(actor=office.maya, site=office.site, taps=taps, at=local(18, 13))

    written(office, new=2, rest=1)

    assert OpeningDay.objects.get().opened_at == local(18, 12)


def _said_closed(office: Office) -> None:
    say_day(
        actor=office.maya,
        site=office.site,
        day=DAY,
        status=Status.CLOSED,
        reason=Reason.FLOOD,
        at=NOW,
    )


def _room_closed(office: Office) -> None:
    close_site(actor=office.maya, site=office.site, on=date(2026, 11, 1), at=NOW)
    office.site.refresh_from_db()


def _nothing(office: Office) -> None:
    """Leave the room as it is."""


@pytest.mark.parametrize(
    ("before", "day", "count", "refusal"),
    [
        pytest.param(_nothing, date(2026, 11, 21), 1, NotYet, id="tomorrow"),
        pytest.param(_nothing, date(2025, 12, 31), 1, NotYet, id="before it began"),
        pytest.param(_room_closed, DAY, 1, NotYet, id="after it closed for good"),
        pytest.param(_nothing, DAY, 501, TooMany, id="more than a room holds"),
        pytest.param(_said_closed, DAY, 1, SaidClosed, id="somebody said closed"),
    ],
)
def test_a_count_that_cannot_be_is_refused_with_a_sentence(
    office: Office,
    before: Callable[[Office], None],
    day: date,
    count: int,
    refusal: type[CannotBe],
) -> None:
    before(office)

    with pytest.raises(refusal) as refused:
        written(office, day, new=count)

    assert refused.value.sentence
    assert not Visit.objects.exists()


def test_what_was_told_more_than_a_year_ago_stays(office: Office) -> None:
    long_after = NOW.replace(year=2027, month=12)
    tally = Tally(visits={"new": 1}, services={})

    with pytest.raises(TooLongAgo):
        write_counts(
            actor=office.sunita, site=office.site, day=DAY, tally=tally, at=long_after
        )


def test_the_page_of_a_day_takes_counts_and_shows_who_changed_them(
    office: Office,
) -> None:
    client = browser_of("sunita")

    kept = client.post(COUNTS, {"new": "4", "rest": "2"})
    client.post(COUNTS, {"new": "3", "rest": "2"})
    page = " ".join(client.get("/safe/blue/days/2026-11-18").content.decode().split())

    assert kept.headers["Location"] == "/safe/blue/days/2026-11-18"
    assert counts_of(office.site, DAY).visits == {"new": 3}
    assert 'name="new" value="3"' in page
    assert "sunita" in page
    assert "New today +4, Rest +2" in page


def test_a_number_that_is_too_large_is_said_beside_it(office: Office) -> None:
    page = browser_of("sunita").post(COUNTS, {"new": "5000"})

    assert page.status_code == 422
    assert "More than 500 in one day?" in page.content.decode()


def test_an_outsider_writes_down_no_day(office: Office) -> None:
    assert browser_of("outsider").post(COUNTS, {"new": "4"}).status_code == 404
    assert not Visit.objects.exists()
