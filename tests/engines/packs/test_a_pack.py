"""What a loaded pack answers, and how a new one begins."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from payung.engines.packs import (
    NoSuchEntry,
    NotACountryCode,
    check,
    load,
    new_pack,
)
from tests.engines.packs.conftest import COUNTRIES, Copy


def test_a_pack_cannot_be_changed(xx: Copy) -> None:
    pack = load(xx.folder)

    with pytest.raises(FrozenInstanceError):
        pack.code = "np"  # type: ignore[misc]
    with pytest.raises(TypeError):
        pack.name["en"] = "Elsewhere"  # type: ignore[index]


def test_what_is_not_in_the_pack_is_refused_in_a_sentence(xx: Copy) -> None:
    pack = load(xx.folder)

    with pytest.raises(NoSuchEntry) as refusal:
        pack.clock("bail")

    assert str(refusal.value) == "The pack 'xx' has no clock 'bail'."


def test_days_added_by_the_pack_are_holidays_of_their_year_only(xx: Copy) -> None:
    pack = load(xx.folder)

    assert [h.on for h in pack.holidays(2026)] == [date(2026, 3, 2), date(2026, 5, 1)]
    assert pack.holidays(2027) == ()


def test_a_computed_holiday_can_be_taken_out_with_its_source(xx: Copy) -> None:
    xx.change("pack.toml", 'country = ""', 'country = "BD"')
    xx.append(
        "pack.toml",
        '\n[[holidays.removed]]\non = 2026-03-26\nname = "Independence Day"\n'
        'source = "Invented: the courts sit"\n',
    )

    days = {holiday.on for holiday in load(xx.folder).holidays(2026)}

    assert date(2026, 2, 21) in days
    assert date(2026, 3, 26) not in days


def test_the_courts_calendar_carries_zone_weekend_and_holidays(xx: Copy) -> None:
    calendar = load(xx.folder).local_calendar([2026])

    assert calendar.is_working(date(2026, 3, 3))
    assert not calendar.is_working(date(2026, 3, 2))
    assert not calendar.is_working(date(2026, 3, 7))


def test_a_new_country_begins_as_a_copy_and_nothing_is_written(tmp_path: Path) -> None:
    files = new_pack(COUNTRIES / "xx", code="la")

    assert b'code = "la"' in files["pack.toml"]
    assert "law/clocks.toml" in files
    assert list(tmp_path.iterdir()) == []


def test_a_new_country_must_replace_what_was_invented(tmp_path: Path) -> None:
    folder = tmp_path / "la"
    for path, content in new_pack(COUNTRIES / "xx", code="la").items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)

    mistakes = check(folder)

    assert {m.sentence for m in mistakes} == {"still rests on the invented country."}
    assert {m.file for m in mistakes} >= {"pack.toml", "law/clocks.toml"}


@pytest.mark.parametrize("code", ["LA", "lao", "l", "l4", "../x", "লা"])
def test_a_country_code_is_two_small_letters(code: str) -> None:
    with pytest.raises(NotACountryCode, match="two small letters"):
        new_pack(COUNTRIES / "xx", code=code)
