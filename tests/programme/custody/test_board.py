"""The board: who is held, with which clocks, who is with her, which lawyer, what next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from payung.engines.clocks import Event
from payung.engines.dispatch import Priority, Report
from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.arrests import (
    Taken,
    record_arrest,
    record_pause,
    record_step,
)
from payung.programme.cases.models import HeldKind
from payung.programme.cases.moves import Brought, record_held
from payung.programme.custody.board import BoardRow, board_of
from payung.programme.custody.calling import call_lawyer
from payung.programme.custody.going import arrive, set_out
from payung.programme.custody.sweeping import sweep
from payung.programme.hotline.models import Contact
from payung.programme.hotline.outings.responses import accept_offer, need_pair, report
from payung.programme.people.actors import Actor
from payung.programme.standby.alerts import (
    accept_alert,
    raise_attorney_alert,
    say_spoken,
)
from tests.cast import DEWI, PASSPHRASE, THIDA, team_of
from tests.programme.custody.conftest import TAKEN, Town, after, make_town


pytestmark = pytest.mark.django_db


def only(actor: Actor, at: datetime) -> BoardRow:
    [row] = board_of(actor, at=at)
    return row


def limits(row: BoardRow) -> list[tuple[str, str, str]]:
    return [
        (one.card.reading.clock.id, one.limit, one.card.reading.state.value)
        for one in (*row.clocks, *row.more_clocks)
    ]


def test_a_person_held_is_one_row_with_every_clock_of_her_country(town: Town) -> None:
    row = only(town.office.sunita, after(2))

    assert row.reference == town.case.reference
    assert limits(row) == [
        ("lawyer", "", "soon"),
        ("before_a_judge", "24 h", "running"),
        ("before_a_judge_un", "48 h", "running"),
    ]
    judge = row.clocks[1]
    assert judge.card.reading.left == timedelta(hours=22)
    assert judge.status == ("Not verified by a lawyer.",)
    assert row.zone.key == "Asia/Kathmandu"


def test_nobody_sees_who_is_held_by_a_team_that_is_not_hers(town: Town) -> None:
    assert board_of(town.office.outsider, at=after(2)) == ()
    assert len(board_of(town.office.anju, at=after(2))) == 1


def test_the_most_urgent_stands_first(town: Town) -> None:
    office = town.office

    def held(hours: float) -> str:
        new = NewCase(team=office.team, title="An invented title", note="Held")
        case = open_case(actor=office.sunita, new=new, at=after(30))
        record_arrest(
            actor=office.sunita,
            case=case,
            taken=Taken(taken_at=after(hours)),
            at=after(30),
        )
        return case.reference

    late, fresh, soon = town.case.reference, held(29), held(10)

    order = [row.reference for row in board_of(office.sunita, at=after(30))]

    assert order == [late, soon, fresh]


def test_who_is_with_her_and_which_lawyer_is_told_as_it_goes_on(town: Town) -> None:
    sunita, anju = town.office.sunita, town.office.anju
    first = only(sunita, after(1))
    set_out(actor=sunita, arrest=town.arrest, at=after(1))
    alert = raise_attorney_alert(actor=sunita, about=town.case.reference, at=after(1.1))
    second = only(sunita, after(1.2))
    arrive(actor=sunita, arrest=town.arrest, at=after(1.3))
    accept_alert(actor=anju, alert=alert, at=after(1.4))
    third = only(sunita, after(1.5))
    say_spoken(actor=anju, alert=alert, at=after(1.6))

    fourth = only(sunita, after(1.7))

    told = [
        ([one.said for one in row.helpers], row.lawyer.who, row.lawyer.said)
        for row in (first, second, third, fourth)
    ]
    assert told == [
        ([], "", "No lawyer yet"),
        (["on the way"], "", "A lawyer is being asked"),
        (["there now"], "anju", "has it, and has not spoken yet"),
        (["there now"], "anju", "has spoken with her"),
    ]
    steps = [row.next.title for row in (first, second, third, fourth)]
    assert steps == [
        "Call for a lawyer",
        "Write down what has happened since",
        "Write down what has happened since",
        "Write down what has happened since",
    ]


def a_contact(town: Town) -> Contact:
    return Contact.objects.create(
        reference="NP-26-K-000001",
        country="np",
        line="main",
        team=town.office.team,
        channel="call",
        priority="A",
        state="owned",
        primary="sunita",
        owner="sunita",
        opened_at=after(0.1),
        due_at=after(1),
        caller="mobile",
        call_back="yes",
        case=town.case.reference,
    )


def test_a_pair_that_goes_out_for_the_call_is_seen_on_the_board(town: Town) -> None:
    office = town.office
    contact = a_contact(town)
    asks = only(office.sunita, after(0.5)).next
    alert = raise_attorney_alert(
        actor=office.sunita, about=contact.reference, at=after(0.5)
    )
    second = only(office.sunita, after(0.6))
    response = need_pair(
        actor=office.sunita,
        contact=contact,
        priority=Priority.A,
        place="",
        at=after(0.7),
    )
    looked_for = only(office.sunita, after(0.7)).helpers
    for person in ("sunita", "operator"):
        accept_offer(response=response, person=person, at=after(0.8))
    report(actor=office.sunita, response=response, said=Report.EN_ROUTE, at=after(0.9))
    report(actor=office.sunita, response=response, said=Report.ON_SCENE, at=after(1.1))

    row = only(office.maya, after(1.2))

    assert asks.title == "Call for a lawyer"
    assert (second.lawyer.alert, second.next.title) == (
        alert.reference,
        "Ask two people to go",
    )
    assert [(one.who, one.said) for one in looked_for] == [
        ("", "Two people are being asked to go")
    ]
    assert [(one.who, one.said) for one in row.helpers] == [
        ("sunita", "there now"),
        ("operator", "there now"),
    ]


def test_the_place_follows_from_lock_up_to_remand(town: Town) -> None:
    record_held(
        actor=town.office.sunita,
        arrest=town.arrest,
        brought=Brought(kind=HeldKind.REMAND, began_at=after(20)),
        at=after(21),
    )

    assert only(town.office.sunita, after(22)).where == "A prison, on remand"


def test_time_that_is_not_counted_is_said_while_it_goes_on(town: Town) -> None:
    record_pause(
        actor=town.office.sunita,
        arrest=town.arrest,
        kind="journey_to_magistrate",
        began_at=after(20),
        ended_at=None,
        at=after(20),
    )

    row = only(town.office.sunita, after(23))

    assert row.pauses == (("Journey to court", after(20)),)
    judge = next(c for c in row.clocks if c.card.reading.clock.id == "before_a_judge")
    assert judge.card.reading.left == timedelta(hours=4)


def test_after_the_judge_the_row_stays_and_after_the_release_it_goes(
    town: Town,
) -> None:
    def happened(event: Event, hours: float) -> None:
        record_step(
            actor=town.office.sunita,
            arrest=town.arrest,
            event=event,
            happened_at=after(hours),
            at=after(hours),
        )

    happened(Event.FIRST_PRODUCTION, 20)
    before = only(town.office.sunita, after(22))
    happened(Event.RELEASE, 22)

    assert [clock for clock, _limit, _state in limits(before)] == [
        "lawyer",
        "police_custody",
        "body_examination",
    ]
    assert board_of(town.office.sunita, at=after(23)) == ()


def page_of(actor: Actor, address: str = "/held/") -> str:
    client = Client()
    given = {"handle": actor.handle, "passphrase": PASSPHRASE}
    client.post("/sign-in", given)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what sets the clock that views read; nothing of ours is replaced."""

    def at(moment: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return at


def test_the_page_says_both_calendars_and_the_country_s_own_hours(
    town: Town, noon: Any
) -> None:
    noon(after(2))

    page = page_of(town.office.sunita)

    # 18:15 in Kathmandu is 12:30 in Greenwich; 23 November 2026 is 7 Mangsir 2083.
    assert "since Monday 23 November · 7 Mangsir 2083, 6:15 pm" in page
    assert "Until Tuesday 24 November · 8 Mangsir 2083, 6:15 pm" in page
    assert "22 h 0 min left" in page
    assert "Not verified by a lawyer." in page


def test_an_unknown_moment_is_a_range_and_never_a_guess(db: None, noon: Any) -> None:
    town = make_town(latest=TAKEN + timedelta(minutes=90))
    noon(after(2))

    page = page_of(town.office.sunita)

    said = "since Monday 23 November · 7 Mangsir 2083, between 6:15 pm and 7:45 pm"
    assert said in page
    assert "At the very latest Tuesday 24 November · 8 Mangsir 2083, 7:45 pm" in page


def test_a_suspended_safeguard_is_shown_as_that(db: None, noon: Any) -> None:
    team, [thida] = team_of(THIDA)
    start = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    new = NewCase(team=team, title="An invented title", note="Held")
    case = open_case(actor=thida, new=new, at=start)
    taken = Taken(taken_at=start)
    record_arrest(actor=thida, case=case, taken=taken, at=start)
    noon(start + timedelta(hours=1))

    page = page_of(thida)

    said = (
        "Safeguard suspended by decree since 1 August 2025, still counted as evidence."
    )
    assert said in page
    # 06:00 in Greenwich is 12:30 in Yangon.
    assert "since Monday 23 November, 12:30 pm" in page


@pytest.mark.parametrize(
    ("area", "told"),
    [
        pytest.param("", "since Monday 23 November, 1 pm", id="Jakarta"),
        pytest.param("ID-BA", "since Monday 23 November, 2 pm", id="Bali"),
        pytest.param("ID-PA", "since Monday 23 November, 3 pm", id="Papua"),
    ],
)
def test_each_part_of_indonesia_is_told_its_own_hour(
    db: None, noon: Any, area: str, told: str
) -> None:
    team, [dewi] = team_of(DEWI)
    start = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    new = NewCase(team=team, title="An invented title", note="Held", area=area)
    case = open_case(actor=dewi, new=new, at=start)
    record_arrest(actor=dewi, case=case, taken=Taken(taken_at=start), at=start)
    noon(start + timedelta(hours=1))

    assert told in page_of(dewi)


def test_a_breach_is_said_on_the_board_and_on_the_case(town: Town, noon: Any) -> None:
    sweep(at=after(25))
    noon(after(25))
    said = (
        "Overdue since Tuesday 24 November · 8 Mangsir 2083, 6:15 pm: "
        "write it into a note"
    )

    pages = [
        page_of(town.office.sunita, address)
        for address in ("/held/", f"/work/{town.case.reference}")
    ]

    assert [said in page for page in pages] == [True, True]


def test_an_empty_board_says_so_kindly(town: Town, noon: Any) -> None:
    noon(after(2))

    page = page_of(town.office.outsider)

    assert "Nobody is held now" in page
    assert "As far as we know, everybody is free." in page


def test_the_live_part_answers_nothing_while_nothing_changed(
    town: Town, noon: Any
) -> None:
    noon(after(2))
    client = Client()
    client.post("/sign-in", {"handle": "sunita", "passphrase": PASSPHRASE})
    first = client.get("/held/live")

    again = client.get(f"/held/live?seen={first.headers['X-Seen']}")
    noon(after(2.1))
    later = client.get(f"/held/live?seen={first.headers['X-Seen']}")

    assert (again.status_code, later.status_code) == (204, 200)


def test_one_press_calls_for_a_lawyer_and_a_second_leads_to_the_same(
    town: Town, noon: Any
) -> None:
    noon(after(2))
    client = Client()
    client.post("/sign-in", {"handle": "sunita", "passphrase": PASSPHRASE})
    deed = {"deed": f"lawyer {town.case.reference}"}

    pressed = [client.post("/held/do", deed)["Location"] for _ in range(2)]

    assert pressed == ["/calls/now/NP-26-A-000001"] * 2


def test_a_lawyer_who_is_looked_for_from_the_call_is_not_looked_for_again(
    town: Town,
) -> None:
    contact = a_contact(town)
    sunita = town.office.sunita
    raised = raise_attorney_alert(actor=sunita, about=contact.reference, at=after(1))

    again = call_lawyer(actor=sunita, reference=town.case.reference, at=after(1.1))

    assert again == raised.reference


def test_the_page_asks_the_database_no_more_for_ten_than_for_one(
    town: Town, django_assert_max_num_queries: Any
) -> None:
    office = town.office
    for _ in range(9):
        new = NewCase(team=office.team, title="An invented title", note="Held")
        case = open_case(actor=office.sunita, new=new, at=after(1))
        taken = Taken(taken_at=after(0.5))
        record_arrest(actor=office.sunita, case=case, taken=taken, at=after(1))

    with django_assert_max_num_queries(16):
        rows = board_of(office.sunita, at=after(2))

    assert len(rows) == 10
