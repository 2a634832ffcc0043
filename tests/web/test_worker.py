"""The worker goes on whatever one of its parts meets, and stops when it is told to."""

from __future__ import annotations

import logging
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection

from payung.programme.hotline.models import Watch
from payung.web.commands.worker import Round, classes_of, do_once, rounds, run
from tests import migrated
from tests.programme.conftest import at_once


__all__ = ["at_once"]


NUMBER = "+12025550101"
PAYUNG = [str(Path(sys.executable).with_name("payung"))]


@pytest.mark.django_db(transaction=True)
def test_what_a_part_raises_is_logged_by_its_class_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def meet_trouble(_at: datetime) -> None:
        raise ExceptionGroup(NUMBER, [ValueError(NUMBER), LookupError(NUMBER)])

    with caplog.at_level(logging.WARNING, "payung.worker"):
        went_well = do_once(Round(name="texts", every=1, do=meet_trouble))

    assert not went_well
    assert [record.getMessage() for record in caplog.records] == [
        "texts: ExceptionGroup ValueError LookupError"
    ]
    assert all(record.exc_info is None for record in caplog.records)
    assert not Watch.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_part_that_did_its_round_is_seen_to_have_done_it() -> None:
    do_once(Round(name="texts", every=1, do=lambda _at: None))
    do_once(Round(name="nights", every=600, do=lambda _at: None))

    assert list(Watch.objects.values_list("name", flat=True)) == ["texts"]


def test_one_part_that_hangs_or_fails_holds_no_other_up(
    at_once: Callable[..., list[BaseException]],
) -> None:
    stop, let_go, done = threading.Event(), threading.Event(), threading.Event()
    counted: list[datetime] = []

    def hang(_at: datetime) -> None:
        let_go.wait(30)

    def fail(_at: datetime) -> None:
        raise RuntimeError(NUMBER)

    def count(at: datetime) -> None:
        counted.append(at)
        if len(counted) == 3:
            done.set()

    def stop_later() -> None:
        done.wait(30)
        let_go.set()
        stop.set()

    parts = [("hangs", hang), ("fails", fail), ("counts", count)]
    threading.Thread(target=stop_later).start()
    run(
        tuple(Round(name=name, every=0.01, do=do) for name, do in parts),
        stop=stop,
    )

    names = {thread.name for thread in threading.enumerate()}
    assert len(counted) >= 3
    assert not names & {"hangs", "fails", "counts"}


def test_a_database_that_was_started_anew_is_found_again(
    at_once: Callable[..., list[BaseException]],
) -> None:
    def cut_off(_at: datetime) -> None:
        connection.ensure_connection()
        connection.connection.close()
        Watch.objects.count()

    first = do_once(Round(name="texts", every=1, do=cut_off))
    second = do_once(Round(name="texts", every=1, do=lambda _at: None))

    assert (first, second) == (False, True)
    assert Watch.objects.filter(name="texts").exists()


def test_everything_that_has_to_go_on_is_a_round_of_its_own() -> None:
    names = [each.name for each in rounds()]

    assert len(names) == len(set(names))
    assert {"alerts", "contacts", "telephones", "texts", "incoming"} <= set(names)


def test_a_group_in_a_group_is_told_to_the_last_class() -> None:
    inner = ExceptionGroup("a", [OSError("b")])

    assert list(classes_of(ExceptionGroup("c", [inner, KeyError("d")]))) == [
        "ExceptionGroup",
        "ExceptionGroup",
        "OSError",
        "KeyError",
    ]


@pytest.fixture
def a_machine(tmp_path: Path) -> dict[str, str]:
    """Give the environment of a machine with a database of its own, and no pages."""
    environment = {
        **os.environ,
        "PAYUNG_DATA": str(tmp_path / "data"),
        "PAYUNG_PLAIN_HTTP": "1",
        "PAYUNG_DATABASE": "",
        "DJANGO_SETTINGS_MODULE": "payung.web.settings",
    }
    (tmp_path / "data").mkdir(mode=0o700)
    migrated.lay_sqlite(tmp_path / "data" / "payung.sqlite3")
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
        env=environment,
        check=True,
        timeout=120,
    )
    return environment


def test_the_command_does_its_rounds_until_it_is_told_to_stop(
    a_machine: dict[str, str], tmp_path: Path
) -> None:
    database = tmp_path / "data" / "payung.sqlite3"
    worker = subprocess.Popen(
        [*PAYUNG, "worker"], env=a_machine, stderr=subprocess.PIPE, text=True
    )

    try:
        seen = wait_for_rounds(database, {"alerts", "contacts", "telephones", "texts"})
        worker.send_signal(signal.SIGTERM)
        _out, said = worker.communicate(timeout=30)
    finally:
        worker.kill()

    once = subprocess.run(
        [*PAYUNG, "worker", "--once"],
        check=False,
        env=a_machine,
        timeout=60,
        capture_output=True,
    )
    assert seen
    assert (worker.returncode, said) == (0, "")
    assert (once.returncode, once.stderr) == (0, b"")


def wait_for_rounds(database: Path, names: set[str]) -> bool:
    """Return whether all of these did a round within half a minute."""
    for _each in range(300):
        with closing(sqlite3.connect(database)) as opened:
            rows = opened.execute("SELECT name FROM hotline_watch").fetchall()
        if names <= {name for [name] in rows}:
            return True
        time.sleep(0.1)
    return False
