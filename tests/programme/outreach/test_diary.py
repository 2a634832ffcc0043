"""A tap in the diary counts once, whatever the network does, and names nobody."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from payung.programme.activities.cards import digest_of, end_card, make_card
from payung.programme.activities.models import Participation
from payung.programme.activities.taps import NoTap
from payung.programme.outreach.codes import What
from payung.programme.outreach.diary import Tap, take_taps, tap_of
from payung.programme.outreach.models import DiaryTap, OutreachVisit
from payung.programme.outreach.tallies import counts_of, people_counters
from payung.programme.outreach.visiting import check_in, check_out

from .conftest import NOW, Office, local


SOON = local(24, 18, 30)
OLD, NEW = "f2vn", "f1vy"


def tap(what: What, code: str, change: int = 1, *, card: str = "") -> Tap:
    return Tap(
        id=uuid4(), what=what, code=code, change=change, tapped_at=SOON, card=card
    )


def met(visit: OutreachVisit) -> dict[str, int]:
    rows = Participation.objects.filter(activity=visit.activity, card=None)
    return dict(rows.values_list("category", "count"))


def test_taps_come_in_any_order_and_twice_and_count_once(
    office: Office, visit: OutreachVisit
) -> None:
    taps = [
        *(tap(What.PERSON, OLD) for _n in range(4)),
        tap(What.PERSON, NEW),
        tap(What.PERSON, OLD, -1),
        tap(What.MATERIAL, "condoms", 10),
        tap(What.MATERIAL, "condoms", 10),
        tap(What.MATERIAL, "kit"),
    ]
    chance = random.Random(7)

    for _each in range(3):
        chance.shuffle(taps)
        take_taps(actor=office.sunita, visit=visit, taps=taps[:6], at=SOON)
        take_taps(actor=office.bina, visit=visit, taps=taps, at=SOON)

    assert met(visit) == {OLD: 3, NEW: 1}
    assert dict(visit.given.values_list("kind", "count")) == {"condoms": 20, "kit": 1}
    assert DiaryTap.objects.count() == 9


def test_what_arrives_after_they_are_out_still_counts(
    office: Office, visit: OutreachVisit
) -> None:
    check_in(actor=office.sunita, visit=visit, back_by=local(24, 20), at=local(24, 18))
    take_taps(actor=office.sunita, visit=visit, taps=[tap(What.PERSON, OLD)], at=SOON)
    check_out(actor=office.sunita, visit=visit, at=local(24, 19))

    late = [tap(What.PERSON, NEW)]
    take_taps(actor=office.sunita, visit=visit, taps=late, at=local(25, 9))

    assert met(visit) == {OLD: 1, NEW: 1}


def test_the_same_card_is_one_person_however_often_it_is_shown(
    office: Office, visit: OutreachVisit
) -> None:
    card = make_card(actor=office.maya, team=office.team, at=NOW)
    shown = digest_of(card.code.lower())

    took = take_taps(
        actor=office.sunita,
        visit=visit,
        taps=[tap(What.CARD, OLD, card=shown) for _n in range(3)],
        at=SOON,
    )

    assert took.cards_unknown == 0
    assert Participation.objects.filter(card=card.row).count() == 1
    assert met(visit) == {}
    assert card.code not in repr(list(DiaryTap.objects.values()))


def test_a_card_that_was_ended_counts_her_without_it_and_says_so(
    office: Office, visit: OutreachVisit
) -> None:
    card = make_card(actor=office.maya, team=office.team, at=NOW)
    end_card(actor=office.maya, card=card.row, at=NOW)

    shown = tap(What.CARD, OLD, card=digest_of(card.code))
    took = take_taps(actor=office.sunita, visit=visit, taps=[shown], at=SOON)

    assert took.cards_unknown == 1
    assert met(visit) == {OLD: 1}


def test_whether_harm_was_heard_of_is_what_was_said_last(
    office: Office, visit: OutreachVisit
) -> None:
    yes, no = tap(What.VIOLENCE, "y"), tap(What.VIOLENCE, "n")
    later = Tap(
        id=no.id,
        what=no.what,
        code=no.code,
        change=1,
        tapped_at=SOON + timedelta(minutes=1),
    )

    # The later one arrives first.
    for one in (later, yes):
        take_taps(actor=office.sunita, visit=visit, taps=[one], at=local(24, 19))

    visit.refresh_from_db()
    assert visit.violence is False


def test_counters_sum_over_ages_and_never_show_less_than_nobody(
    office: Office, visit: OutreachVisit
) -> None:
    taps = [
        tap(What.PERSON, "f1vn"),
        tap(What.PERSON, "fnvn"),
        tap(What.PERSON, "m1vy", -2),
    ]
    take_taps(actor=office.sunita, visit=visit, taps=taps, at=SOON)

    women, _trans, men = people_counters(visit, counts_of(visit))

    assert (women.before.count, women.first.count, men.first.count) == (2, 0, 0)
    assert women.before.code == "fnvn"


def test_a_phone_whose_clock_was_never_set_counts_for_when_it_arrived(
    office: Office, visit: OutreachVisit
) -> None:
    one = Tap(
        id=uuid4(),
        what=What.PERSON,
        code=OLD,
        change=1,
        tapped_at=datetime(1970, 1, 1, tzinfo=UTC),
    )

    take_taps(actor=office.sunita, visit=visit, taps=[one], at=SOON)

    assert DiaryTap.objects.get().tapped_at == SOON


GOOD = {
    "id": "5b0a7c62-54b8-4f7e-9a4e-2f1f3f6f9f10",
    "what": "person",
    "code": "f2vn",
    "change": 1,
    "at": 1_795_000_000_000,
}


def test_a_tap_is_read_as_it_was_sent() -> None:
    read = tap_of(GOOD, ahead=timedelta())

    assert read.id == UUID("5b0a7c62-54b8-4f7e-9a4e-2f1f3f6f9f10")
    assert (read.what, read.code, read.change) == (What.PERSON, "f2vn", 1)


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param({"code": "f0vn"}, id="a child is never counted"),
        pytest.param({"what": "material"}, id="a category is no material"),
        pytest.param({"what": "name"}, id="a kind that does not exist"),
        pytest.param({"change": 0}, id="nothing"),
        pytest.param({"change": 201}, id="more than anybody taps"),
        pytest.param({"change": True}, id="a yes is no number"),
        pytest.param({"change": "1"}, id="a text is no number"),
        pytest.param({"id": "x"}, id="no id"),
        pytest.param({"at": 1e300}, id="a moment beyond all calendars"),
        pytest.param({"at": float("nan")}, id="no moment at all"),
        pytest.param({"at": "yesterday"}, id="a moment in words"),
    ],
)
def test_what_is_no_tap_is_refused_with_a_sentence(bad: dict[str, object]) -> None:
    with pytest.raises(NoTap) as refused:
        tap_of(GOOD | bad, ahead=timedelta())

    assert refused.value.sentence == "This count cannot be read. Count it again."
