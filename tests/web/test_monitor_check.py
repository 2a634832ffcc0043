"""Whoever starts the program is told that nobody outside watches."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from payung.web.checks import monitors
from payung.web.hardening import (
    UnsafeStart,
    refuse_unsafe_start,
    say_what_is_missing,
)


HERE = "http://127.0.0.1:5081"
THERE = "https://monitor.example/a-secret"


def ids(settings: Settings, *, watched: dict[str, str]) -> list[str | None]:
    settings.TELEPHONES = {"np": HERE, "bd": HERE}
    settings.MONITORS = watched
    return [one.id for one in monitors()]


def test_each_telephone_without_a_monitor_is_named(settings: Settings) -> None:
    assert ids(settings, watched={}) == ["payung.W001", "payung.W001"]
    assert ids(settings, watched={"np": THERE}) == ["payung.W001"]
    assert ids(settings, watched={"np": THERE, "bd": THERE}) == []


def test_it_is_said_at_the_start_and_holds_nothing_up(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.TELEPHONES, settings.MONITORS = {"np": HERE}, {}

    refuse_unsafe_start()
    say_what_is_missing()

    said = capsys.readouterr().err
    assert "Nobody outside watches the line of np" in said
    assert "docs/how-to/run_a_line.md" in said


def test_an_address_in_the_open_is_refused_and_not_repeated(
    settings: Settings,
) -> None:
    settings.TELEPHONES = {}
    settings.MONITORS = {"np": THERE.replace("https", "http")}

    with pytest.raises(UnsafeStart) as found:
        refuse_unsafe_start()

    assert "PAYUNG_MONITORS, np" in str(found.value)
    assert "secret" not in str(found.value)
