"""SS_OPEN and SS_USE of one room and one month, worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from payung.engines.indicators import month_of, parse_period, ss_open_of_counts
from payung.programme.activities.cards import digest_of, make_card
from payung.programme.safe_spaces import figures
from payung.programme.safe_spaces.codes import Reason, Status
from payung.programme.safe_spaces.door.taking import take_taps
from payung.programme.safe_spaces.sites import close_site, say_day

from .conftest import NOW, Office, local
from .taps import service, taking_back, visit


NOVEMBER = month_of(2026, 11)
SAID = (
    (2, Status.OPEN, None),
    (3, Status.OPEN, None),
    (4, Status.PARTLY, Reason.RAID),
    (5, Status.CLOSED, Reason.RAID),
    # A Saturday: open, but nobody had promised it.
    (7, Status.OPEN, None),
)


def say_days(office: Office) -> None:
    for day, status, reason in SAID:
        say_day(
            actor=office.maya,
            site=office.site,
            day=date(2026, 11, day),
            status=status,
            reason=reason,
            at=NOW,
        )


def test_ss_open_counts_promised_days_alone(office: Office) -> None:
    say_days(office)

    [kept] = figures.kept_promises("np", NOVEMBER)

    # 21 working days less three of Tihar; two of them open, one partly, one closed.
    assert (kept.planned, kept.opened, kept.partly, kept.closed) == (18, 2, 1, 1)
    assert kept.not_written_down == 14
    value = ss_open_of_counts(
        planned=kept.planned,
        opened=kept.opened,
        partly=kept.partly,
        not_written_down=kept.not_written_down,
    )
    assert (value.numerator, value.denominator) == (2, 18)  # type: ignore[union-attr]


def test_days_to_come_are_not_yet_promised_ones(office: Office) -> None:
    say_days(office)

    [kept] = figures.kept_promises("np", NOVEMBER, today=date(2026, 11, 6))

    assert (kept.planned, kept.not_written_down) == (5, 1)


def test_a_quarter_has_a_line_for_each_month(office: Office) -> None:
    kept = figures.kept_promises("np", parse_period("2026-Q4"))

    assert [str(one.month) for one in kept] == ["2026-10", "2026-11", "2026-12"]


def test_closures_are_told_by_their_reason(office: Office) -> None:
    say_days(office)

    found = figures.closures("np", NOVEMBER)

    assert [(one.kind, one.count) for one in found] == [("raid", 2)]


def test_visits_services_and_different_cards_add_up(office: Office) -> None:
    one, two = (
        make_card(actor=office.maya, team=office.team, at=NOW) for _n in range(2)
    )
    wrong = visit(at=local(19, 15))
    taps = [
        visit(at=local(18, 14), count=3),
        visit(at=local(18, 14), counter="back"),
        visit(at=local(18, 15), counter="card", card=digest_of(one.code)),
        visit(at=local(19, 15), counter="card", card=digest_of(one.code)),
        visit(at=local(19, 15), counter="card", card=digest_of(two.code)),
        wrong,
        taking_back(wrong.id, at=local(19, 16)),
        service("rest", at=local(19, 15)),
        service("rest", at=local(19, 16)),
    ]

    take_taps(actor=office.sunita, site=office.site, taps=taps, at=NOW)

    found = figures.visits("np", NOVEMBER)
    assert [(row.kind, row.count) for row in found] == [("nnnn", 4), ("nnny", 3)]
    assert figures.visits_in("np", NOVEMBER) == 7
    assert figures.cards_in("np", NOVEMBER) == 2
    digests = sorted(figures.card_digests("np", NOVEMBER))
    assert digests == sorted([one.row.digest, two.row.digest])
    given = figures.services("np", NOVEMBER)
    assert [(row.site, row.kind, row.count) for row in given] == [("blue", "rest", 2)]
    assert figures.visits_in("np", month_of(2026, 10)) == 0
    assert figures.visits_in("bd", NOVEMBER) == 0


def test_a_thousand_visits_are_added_up_by_the_database(office: Office) -> None:
    taps = [
        visit(at=local(20, 10) + timedelta(seconds=number)) for number in range(1000)
    ]
    take_taps(actor=office.sunita, site=office.site, taps=taps, at=NOW)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = figures.visits("np", NOVEMBER)

    assert [one.count for one in found] == [1000]
    assert len(asked) == 1


def test_what_is_due_once_a_month_is_due_while_there_is_a_room(office: Office) -> None:
    close_site(actor=office.maya, site=office.site, on=date(2026, 11, 1), at=NOW)

    found = figures.site_months("np", parse_period("2026-Q4"))

    assert found == {("blue", month_of(2026, 10)), ("blue", NOVEMBER)}
