"""The proof of a night: what was owned, what could not have been, which calls got lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from pytest_django.fixtures import Settings

from payung.engines.dispatch import Span
from payung.gateways.telephone import NewsKind, TelephoneGone
from payung.gateways.telephone.desk.journal import Journal
from payung.gateways.telephone.fake import FakeTelephone
from payung.programme.alerts.machine import forget
from payung.programme.alerts.models import Message
from payung.programme.hotline.coming_in.arriving import take_call
from payung.programme.hotline.coming_in.news import keep_news
from payung.programme.hotline.models import (
    CallNews,
    Contact,
    Disposition,
    NextStep,
    Night,
    Watch,
)
from payung.programme.hotline.nights.figures import figures_of
from payung.programme.hotline.nights.proving import (
    day_of,
    holds,
    prove_night,
    record_of,
)
from payung.programme.hotline.nights.watching import beat, page_silence, silent_parts
from payung.programme.hotline.sheet import sheets
from payung.programme.hotline.sweeping import sweep
from tests.programme.hotline.small_line import (
    NIGHT,
    SmallLine,
    after,
    arrival,
    told,
)


# 20:00 in UTC is a quarter to two in Kathmandu, of the day after.
DAY = date(2026, 11, 24)
SPAN = Span(start=NIGHT, end=NIGHT + timedelta(hours=6))


def a_call(small: SmallLine, call: str, *, answered: float | None, at: float) -> None:
    """Let a call come in, be answered or not, and end after a minute."""
    phone = str(small.phones["sunita"].pk)
    take_call(country="np", news=arrival(small, call, at=after(at)), at=after(at))
    batch = [told(call, NewsKind.RINGING, seq=2, at=after(at + 1))]
    if answered is not None:
        when = after(at + answered)
        batch.append(told(call, NewsKind.ACCEPTED, seq=3, at=when, target=phone))
    batch.append(told(call, NewsKind.ENDED, seq=4, at=after(at + 60)))
    begun = at
    for news in batch:
        ends = (news.at - NIGHT).total_seconds()
        go_on(begun, ends)
        keep_news("np", [news], at=news.at)
        begun = ends


def close(small: SmallLine, reference: str, *, at: float) -> None:
    contact = Contact.objects.get(reference=reference)
    sheets.close(
        actor=small.maya,
        contact=contact,
        disposition=Disposition.HELPED,
        next_step=NextStep.NONE,
        at=after(at),
    )


def a_swept_night(small: SmallLine) -> None:
    """One call answered and closed, one never answered while the sweeper goes by."""
    a_call(small, "answered", answered=9, at=0)
    close(small, Contact.objects.get().reference, at=100)
    a_call(small, "rang off", answered=None, at=200)
    go_on(260, 900)


def go_on(begun: float, ends: float) -> None:
    """Let the sweeper go by every nine seconds."""
    while begun < ends:
        sweep(at=after(begun))
        begun += 9


def test_a_swept_night_has_no_minute_without_somebody(small: SmallLine) -> None:
    a_swept_night(small)

    night = prove_night(country="np", day=DAY, at=after(900))

    assert holds(night)
    assert (night.unowned_minutes, night.impossible) == (0, 0)
    assert (night.calls, night.calls_with_contact) == (2, 2)
    assert round(night.open_minutes) == round((100 + 700) / 60)
    assert not Message.objects.filter(about__startswith="night:").exists()


def test_a_night_in_which_the_sweeper_slept_says_so_to_those_who_lead(
    small: SmallLine,
) -> None:
    a_call(small, "c", answered=None, at=0)

    night = prove_night(country="np", day=DAY, at=after(3600))

    assert night.unowned_minutes > 50
    told_whom = Message.objects.filter(about=f"night:np:{DAY}", saying="look")
    assert {m.way.person.handle for m in told_whom} == {"maya"}


def test_a_call_that_left_no_contact_is_found_and_told(small: SmallLine) -> None:
    CallNews.objects.create(
        id=uuid4(),
        country="np",
        call="lost",
        seq=1,
        kind="arrived",
        at=after(5),
        kept_at=after(5),
    )

    night = prove_night(country="np", day=DAY, at=after(600))

    assert (night.calls, night.calls_with_contact) == (1, 0)
    assert Message.objects.filter(about=f"night:np:{DAY}").exists()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path / "telephone" / "journal.sqlite3")
    yield journal
    journal.close()


def test_a_call_of_which_only_the_telephone_knows_is_found_and_told(
    small: SmallLine, journal: Journal
) -> None:
    a_swept_night(small)
    journal.write(arrival(small, "never heard of", at=after(30)))

    night = prove_night(country="np", day=DAY, at=after(900), telephone=journal)

    assert (night.calls, night.calls_with_contact) == (3, 2)
    assert not holds(night)
    assert Message.objects.filter(about=f"night:np:{DAY}").exists()


def test_news_that_were_put_aside_make_their_call_not_whole(
    small: SmallLine, journal: Journal
) -> None:
    take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    journal.write(arrival(small, "c"))
    left = told("c", NewsKind.CALLER_GONE, seq=2, at=after(2))
    journal.write(left)
    journal.refuse(left.id)

    night = prove_night(country="np", day=DAY, at=after(4), telephone=journal)

    assert (night.calls, night.calls_with_contact) == (1, 0)
    assert not holds(night)


def test_a_night_whose_telephone_cannot_be_asked_is_not_proved(
    small: SmallLine,
) -> None:
    telephone = FakeTelephone()
    telephone.gone = True

    with pytest.raises(TelephoneGone):
        prove_night(country="np", day=DAY, at=after(900), telephone=telephone)

    assert not Night.objects.exists()


def test_where_the_key_is_missing_nobody_may_ask_what_came(
    small: SmallLine, settings: Settings
) -> None:
    settings.TELEPHONES = {"np": "http://127.0.0.1:1"}
    forget("np")

    with pytest.raises(TelephoneGone):
        record_of("np")
    assert record_of("bd") is None


def test_a_row_that_somebody_changed_by_hand_is_found(small: SmallLine) -> None:
    take_call(country="np", news=arrival(small, "c"), at=NIGHT)
    Contact.objects.update(rung=3)

    night = prove_night(country="np", day=DAY, at=after(4))

    assert night.impossible == 1


def test_a_line_of_the_log_that_is_gone_is_found(small: SmallLine) -> None:
    a_swept_night(small)
    first = Contact.objects.order_by("opened_at").first()
    first.events.filter(event="accepted").delete()

    night = prove_night(country="np", day=DAY, at=after(900))

    assert night.impossible >= 1


def test_a_night_proved_twice_is_one_night(small: SmallLine) -> None:
    a_swept_night(small)

    prove_night(country="np", day=DAY, at=after(900))
    prove_night(country="np", day=DAY, at=after(950))

    assert Night.objects.get().proved_at == after(950)


def test_a_day_is_that_of_the_clocks_on_the_wall(db: None) -> None:
    span = day_of("np", DAY)

    assert span.start.isoformat() == "2026-11-23T18:15:00+00:00"


def test_the_figures_count_what_happened(small: SmallLine) -> None:
    a_swept_night(small)
    a_call(small, "too quick", answered=None, at=1900)

    figures = {one.code: one for one in figures_of("np", SPAN, at=after(9000))}

    assert figures["H_OFFERED"].count == 3
    answer = figures["H_ANSWER"].share
    assert (answer.numerator, answer.denominator) == (1, 3)
    assert figures["H_TTH"].spread.p50 == float("inf")
    dispo = figures["H_DISPO"].share
    assert (dispo.numerator, dispo.denominator) == (1, 1)
    assert figures["R_COVER"].value == 1.0
    assert figures["R_ATTY"].value == 0.0


def test_a_test_contact_is_in_no_figure_of_the_line(small: SmallLine) -> None:
    a_call(small, "c", answered=9, at=0)
    Contact.objects.update(kind="drill")
    Contact.objects.get().events.create(
        number=99, event="typed", at=after(70), kind="drill"
    )

    figures = {one.code: one for one in figures_of("np", SPAN, at=after(9000))}

    assert figures["H_OFFERED"].count == 0


def test_every_code_of_the_list_is_there(small: SmallLine) -> None:
    codes = {one.code for one in figures_of("np", SPAN, at=after(9000))}

    assert codes >= {
        *("H_OFFERED", "H_ANSWER", "H_RECOVER", "H_TTH", "H_OWNED", "H_DISPO"),
        *("R_COVER", "R_ATTY", "R_REACH", "R_FAIR"),
        *("D_ACCEPT", "D_SCENE", "D_ATTY", "D_SAFE", "DRILL"),
    }


def test_a_part_that_was_silent_for_three_minutes_is_paged_by_every_way(
    small: SmallLine,
) -> None:
    beat("sweeper", at=NIGHT)
    beat("outbox", at=after(100))

    assert silent_parts(after(170)) == ()
    assert silent_parts(after(190)) == ("sweeper",)
    page_silence(country="np", at=after(190))
    page_silence(country="np", at=after(195))

    paged = Message.objects.filter(about="watch:sweeper")
    assert sorted(m.way.kind for m in paged) == ["call", "sms"]
    assert {m.way.person.handle for m in paged} == {"maya"}


def test_a_sweep_is_a_beat(small: SmallLine) -> None:
    sweep(at=after(5))

    assert Watch.objects.get(name="sweeper").last_at == after(5)
