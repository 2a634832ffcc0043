"""More than a board shows, and a folder of the country that says otherwise than before."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from payung.engines.clocks import Event
from payung.engines.packs import clocks_digest, load
from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.arrests import Taken, record_arrest, record_step
from payung.programme.cases.clock_readings import calendar_of
from payung.programme.cases.models import Arrest, CaseClock
from payung.programme.custody import board, limits
from payung.programme.custody.board import board_of, board_page
from payung.programme.custody.models import CustodyAlarm, OverdueDraft
from payung.programme.custody.sweeping import sweep
from payung.programme.places import packs
from tests.cast import PASSPHRASE
from tests.programme.custody.conftest import Town, after


pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def held(town: Town, hours: float) -> str:
    """Let somebody else be taken so many hours later; return the reference."""
    office = town.office
    new = NewCase(team=office.team, title="An invented title", note="Held")
    case = open_case(actor=office.sunita, new=new, at=after(60))
    taken = Taken(taken_at=after(hours))
    record_arrest(actor=office.sunita, case=case, taken=taken, at=after(60))
    return case.reference


def seen_by_a_judge(town: Town) -> None:
    record_step(
        actor=town.office.sunita,
        arrest=town.arrest,
        event=Event.FIRST_PRODUCTION,
        happened_at=after(20),
        at=after(21),
    )


def test_what_ends_next_is_kept_and_the_rest_is_counted_and_reached(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen_by_a_judge(town)
    late, fresh, soon = held(town, 10), held(town, 59), held(town, 40)
    monkeypatch.setattr(board, "MOST", 2)

    first = board_page(town.office.sunita, at=after(60))
    rest = board_page(town.office.sunita, at=after(60), before=first.next_from)

    # She who was taken first has seen a judge, and has most of her time left.
    assert [row.reference for row in first.rows] == [late, soon]
    assert [row.reference for row in rest.rows] == [fresh, town.case.reference]
    assert (first.before, first.more) == (0, 2)
    assert (rest.before, rest.more) == (2, 0)


def test_the_page_says_how_many_more_are_held_and_leads_to_them(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    references = {town.case.reference, held(town, 10), held(town, 40)}
    monkeypatch.setattr(board, "MOST", 2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: after(60))
    client = Client()
    client.post("/sign-in", {"handle": "sunita", "passphrase": PASSPHRASE})

    first = client.get("/held/").content.decode()
    rest = client.get("/held/?from=2").content.decode()
    nonsense = client.get("/held/live?from=minus&seen=")

    assert "1 more is held and not shown here" in first
    assert 'href="/held/?from=2"' in first
    assert sum(one in first for one in references) == 2
    assert sum(one in rest for one in references) == 1
    assert 'data-live="/held/live?from=2"' in rest
    assert nonsense.status_code == 200


@pytest.fixture
def countries(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """Give a copy of the countries' folders that a test may change."""
    folder = tmp_path / "countries"
    shutil.copytree(settings.COUNTRIES, folder)
    settings.COUNTRIES = folder
    forget()
    yield folder
    forget()


def forget() -> None:
    """Forget what a process reads of the packs once, as a start of the program does."""
    caches = (packs._loaded, packs.clocks_of, calendar_of)
    for cached in (*caches, limits.holding_clocks, limits.production_clocks):
        cached.cache_clear()


def shorter(countries: Path) -> None:
    """Let a new law of Nepal allow twelve hours; start the program anew with it."""
    file = countries / "np" / "law" / "clocks.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("limit = 24", "limit = 12", 1), encoding="utf-8")
    forget()


def test_a_changed_limit_reaches_the_alarms_and_drafts_as_it_reaches_the_board(
    town: Town, countries: Path
) -> None:
    sweep(at=after(1))
    shorter(countries)
    [row] = board_of(town.office.sunita, at=after(13))

    sweep(at=after(13))

    judge = next(c for c in row.clocks if c.card.reading.clock.id == "before_a_judge")
    stored = CaseClock.objects.get(clock="before_a_judge")
    assert (judge.limit, judge.card.look) == ("12 h", "late")
    assert stored.runs_out_at == after(12)
    over = CustodyAlarm.objects.get(kind="over", clock="before_a_judge")
    assert (over.due_at, over.said_at) == (after(12), after(13))
    assert OverdueDraft.objects.get().surely_at == after(12)


def test_what_is_figured_by_the_same_clocks_is_left_alone(town: Town) -> None:
    sweep(at=after(0.9))
    before = list(CaseClock.objects.values_list("pk", flat=True))

    sweep(at=after(0.95))

    assert list(CaseClock.objects.values_list("pk", flat=True)) == before
    assert Arrest.objects.get().figured_by == packs.clocks_of("np")


def test_words_of_a_pack_are_no_other_clocks_and_a_limit_or_a_zone_is(
    settings: Settings, tmp_path: Path
) -> None:
    def changed(file: str, old: str, new: str) -> str:
        folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        shutil.copytree(settings.COUNTRIES / "np", folder / "np")
        path = folder / "np" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return clocks_digest(load(folder / "np"))

    before = clocks_digest(load(settings.COUNTRIES / "np"))

    assert changed("law/clocks.toml", "Before a judge", "Seen by a judge") == before
    assert changed("law/clocks.toml", "limit = 24", "limit = 25") != before
    assert changed("law/clocks.toml", '"in_prison"', '"hospital"') != before
    assert changed("pack.toml", "Asia/Kathmandu", "Asia/Dhaka") != before
