"""The board and the sheet: who waits, whose phone rings, and which deeds are offered."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from payung.engines.dispatch import Event, Happening, Outcome
from payung.gateways.telephone import NewsKind
from payung.programme.hotline.coming_in.news import keep_news
from payung.programme.hotline.happening import happen
from payung.programme.hotline.models import Contact
from payung.programme.hotline.sheet.board import board_of, waiting_count
from payung.programme.hotline.sheet.sheet_page import deeds_for, history_of
from payung.programme.people.actors import actor_of
from tests.cast import PASSPHRASE
from tests.programme.hotline.small_line import SmallLine, after, arrival, told


def tell(small: SmallLine, kind: NewsKind, *, seq: int, person: str = "") -> None:
    target = str(small.phones[person].pk) if person else ""
    news = told("call-1", kind, seq=seq, at=after(seq), target=target)
    keep_news("np", [news], at=after(seq))


@pytest.fixture
def ringing(small: SmallLine) -> Contact:
    """Let a call have come in, and two phones ring for it."""
    keep_news("np", [arrival(small, "call-1")], at=after(0))
    tell(small, NewsKind.RINGING, seq=2, person="sunita")
    tell(small, NewsKind.RINGING, seq=3, person="operator")
    return Contact.objects.get()


def test_a_waiting_call_shows_whose_phones_ring_now(
    small: SmallLine, ringing: Contact
) -> None:
    tell(small, NewsKind.REFUSED, seq=4, person="sunita")

    [line] = board_of(small.sunita, at=after(5)).waiting

    assert line.ringing == ("operator",)
    assert line.owner == ""


def test_after_a_call_has_ended_nobody_is_shown_as_rung(
    small: SmallLine, ringing: Contact
) -> None:
    ended = told(
        "call-1", NewsKind.ENDED, seq=4, at=after(4), outcome=Outcome.ABANDONED
    )
    keep_news("np", [ended], at=after(4))

    board = board_of(small.sunita, at=after(5))

    assert board.waiting == ()
    assert [line.owner for line in board.to_ring] == ["sunita"]


def test_what_is_taken_moves_to_whoever_has_it(
    small: SmallLine, ringing: Contact
) -> None:
    tell(small, NewsKind.ACCEPTED, seq=4, person="operator")

    hers = board_of(small.operator, at=after(5))
    others = board_of(small.sunita, at=after(5))

    assert [(line.owner, line.hers) for line in hers.taken] == [("operator", True)]
    assert [(line.owner, line.hers) for line in others.taken] == [("operator", False)]
    assert hers.waiting == ()


def test_help_now_stands_above_what_has_waited_longer(
    small: SmallLine, ringing: Contact
) -> None:
    later = arrival(small, "call-2", at=after(60))
    keep_news("np", [later], at=after(60))
    urgent = Contact.objects.get(record=later.arrived.record)  # type: ignore[union-attr]
    happening = Happening(event=Event.RAISED, at=after(61))
    happen(reference=urgent.reference, happening=happening)

    board = board_of(small.sunita, at=after(62))

    assert [line.reference for line in board.waiting] == [
        urgent.reference,
        ringing.reference,
    ]
    assert board.waiting[0].urgent


def test_an_outsider_sees_an_empty_board(small: SmallLine, ringing: Contact) -> None:
    outsider = actor_of(small.outsider, keys=None)

    board = board_of(outsider, at=after(5))

    assert board.open_count == 0
    assert waiting_count(outsider, most=5) == 0
    assert waiting_count(small.sunita, most=5) == 1


def test_a_closed_call_leaves_the_board_after_half_a_day(
    small: SmallLine, ringing: Contact
) -> None:
    closed = Happening(
        event=Event.CLOSED, at=after(9), person="sunita", disposition="helped"
    )
    happen(reference=ringing.reference, happening=closed, also={"next_step": "none"})

    soon = board_of(small.sunita, at=after(60))
    late = board_of(small.sunita, at=after(13 * 3600))

    assert [line.reference for line in soon.closed] == [ringing.reference]
    assert late.closed == ()


def names(small: SmallLine, contact: Contact, handle: str) -> list[str]:
    actor = getattr(small, handle)
    contact.refresh_from_db()
    return [deed.name for deed in deeds_for(actor, contact)]


def test_whoever_looks_at_a_waiting_call_is_offered_to_take_it(
    small: SmallLine, ringing: Contact
) -> None:
    assert names(small, ringing, "operator") == ["take"]


def test_what_somebody_has_is_offered_to_nobody_else(
    small: SmallLine, ringing: Contact
) -> None:
    tell(small, NewsKind.ACCEPTED, seq=4, person="sunita")

    assert names(small, ringing, "operator") == []
    assert names(small, ringing, "sunita") == ["check-in", "give-back"]


def test_whoever_owes_a_call_is_offered_to_ring_and_to_say_how_it_went(
    small: SmallLine, ringing: Contact
) -> None:
    tell(small, NewsKind.CALLER_GONE, seq=4)

    offered = names(small, ringing, "sunita")

    assert offered == ["ring-back", "reached", "not-reached", "give-back"]
    assert names(small, ringing, "operator") == ["take"]


def test_what_is_handed_over_is_offered_to_be_taken_over(
    small: SmallLine, ringing: Contact
) -> None:
    tell(small, NewsKind.ACCEPTED, seq=4, person="sunita")
    handed = Happening(
        event=Event.SHIFT_ENDED, at=after(9), person="sunita", taker="operator"
    )
    happen(reference=ringing.reference, happening=handed)

    assert names(small, ringing, "operator") == ["take-over"]


def test_a_night_of_asking_is_one_line_of_the_history(
    small: SmallLine, ringing: Contact
) -> None:
    for seconds in (60, 120, 180):
        due = Happening(event=Event.DUE, at=after(seconds))
        happen(reference=ringing.reference, happening=due)

    [asked, began, came_in] = history_of(Contact.objects.get())

    assert (asked.more, asked.at) == ("3 times", after(180))
    assert (began.more, came_in.more) == ("", "")


@pytest.fixture
def browser(small: SmallLine) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": "sunita", "passphrase": PASSPHRASE})
    return client


def test_the_live_part_says_nothing_where_nothing_changed(
    small: SmallLine, browser: Client
) -> None:
    first = browser.get("/calls/live")
    same = browser.get("/calls/live", {"seen": first.headers["X-Seen"]})
    keep_news("np", [arrival(small, "call-9")], at=timezone.now())
    changed = browser.get("/calls/live", {"seen": first.headers["X-Seen"]})

    assert (same.status_code, same.content) == (204, b"")
    assert changed.status_code == 200


def test_a_deed_that_no_page_offers_changes_nothing(
    small: SmallLine, browser: Client
) -> None:
    keep_news("np", [arrival(small, "call-1")], at=timezone.now())
    contact = Contact.objects.get()

    answer = browser.post(f"/calls/{contact.reference}/do", {"deed": "burn"})

    contact.refresh_from_db()
    assert answer.status_code == 302
    assert contact.version == 0


def test_taking_it_from_the_board_leads_to_its_sheet(
    small: SmallLine, browser: Client
) -> None:
    keep_news("np", [arrival(small, "call-1")], at=timezone.now())
    contact = Contact.objects.get()

    answer = browser.post("/calls/take", {"reference": contact.reference})

    contact.refresh_from_db()
    assert answer.headers["Location"] == f"/calls/{contact.reference}"
    assert contact.owner == "sunita"


def test_a_number_is_shown_in_an_answer_and_never_on_the_page(
    small: SmallLine, browser: Client
) -> None:
    keep_news("np", [arrival(small, "call-1")], at=timezone.now())
    address = f"/calls/{Contact.objects.get().reference}"

    page = browser.get(address)
    shown = browser.post(f"{address}/show/number", headers={"Accept": "text/plain"})

    assert b"2025550199" not in page.content
    assert shown.content == b"+12025550199"


def test_an_own_call_is_kept_with_four_answers(
    small: SmallLine, browser: Client
) -> None:
    typed = {
        "began_at": "2026-11-20T00:05",
        "priority": "b",
        "number": "+12025550101",
        "text": "She asked for a lawyer",
    }

    answer = browser.post("/calls/mine", typed)

    contact = Contact.objects.get()
    assert answer.status_code == 302
    assert (contact.owner, contact.channel) == ("sunita", "own_phone")
    assert contact.number is not None
    assert contact.note is not None


def test_a_number_that_is_none_is_said_and_what_was_typed_stays(
    small: SmallLine, browser: Client
) -> None:
    typed = {
        "began_at": "2026-11-23T00:05",
        "priority": "b",
        "number": "twelve",
        "text": "She asked for a lawyer",
    }

    answer = browser.post("/calls/mine", typed)

    assert answer.status_code == 422
    assert b"Write the whole number" in answer.content
    assert b"She asked for a lawyer" in answer.content
    assert not Contact.objects.exists()


def flood(small: SmallLine, *, count: int, **columns: object) -> None:
    """Let so many contacts stand beside the first, a second apart."""
    first = Contact.objects.get()
    for number in range(1, count + 1):
        first.pk = uuid4()
        first.reference = f"NP-26-H-9{number:05}"
        first.source_key = f"flood:{number}"
        first.opened_at = after(number)
        for name, value in columns.items():
            setattr(first, name, value)
        first.save(force_insert=True)


def test_a_hundred_closed_calls_push_nobody_who_waits_off_the_board(
    small: SmallLine, ringing: Contact
) -> None:
    closed = {
        "state": "closed",
        "owner": "",
        "closed_by": "sunita",
        "disposition": "helped",
        "closed_at": after(250),
        "due_at": None,
    }
    flood(small, count=220, **closed)
    keep_news("np", [arrival(small, "call-2", at=after(300))], at=after(300))

    board = board_of(small.sunita, at=after(301))

    assert [line.opened_at for line in board.waiting] == [after(0), after(300)]
    assert (len(board.closed), board.more.closed) == (40, 180)


def test_in_a_flood_who_came_last_stands_on_the_board_and_the_rest_is_counted(
    small: SmallLine, ringing: Contact
) -> None:
    flood(small, count=250)
    urgent = Contact.objects.order_by("opened_at")[100]
    Contact.objects.filter(pk=urgent.pk).update(priority="a")

    board = board_of(small.sunita, at=after(301))

    shown = [line.opened_at for line in board.waiting]
    assert shown[0] == urgent.opened_at
    assert {after(0), after(39), after(211), after(250)} <= set(shown)
    assert (len(shown), board.more.waiting) == (81, 170)
    assert board.waiting_count == board.open_count == 251


def test_in_a_flood_what_is_hers_stands_on_the_board(
    small: SmallLine, ringing: Contact
) -> None:
    tell(small, NewsKind.ACCEPTED, seq=4, person="operator")
    flood(small, count=250)
    middle = Contact.objects.order_by("opened_at")[120]
    Contact.objects.filter(pk=middle.pk).update(owner="sunita")

    board = board_of(small.sunita, at=after(301))

    assert [line.reference for line in board.taken if line.hers] == [middle.reference]


def test_the_page_says_how_many_are_not_shown(
    small: SmallLine, ringing: Contact, browser: Client
) -> None:
    flood(small, count=250)

    page = browser.get("/calls/").content.decode()

    assert "171 more are not shown." in page
    assert ">251<" in page
