"""payung worker: what has to go on while nobody looks at a page."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import click
import django


# A round that is done less often is not watched: three minutes of silence are told.
WATCHED = 60.0
# Left to whoever is in the middle of something when the worker is stopped.
LAST_SECONDS = 20.0
logger = logging.getLogger("payung.worker")


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """One thing that is done again and again, `every` so many seconds.

    What it has to do stands in the database: a round keeps nothing between two times.
    """

    name: str
    every: float
    do: Callable[[datetime], object]


@click.command(name="worker")
@click.option("--once", is_flag=True, help="Do everything once, then stop.")
def command(once: bool) -> None:
    """Send what is to be told, ask who is due, take in what was written to us.

    Runs until it is stopped, and may be stopped or killed at any moment: what it was
    about to do stands in the database. Two of them do no harm.
    """
    django.setup()
    _harden()
    if once:
        for each in rounds():
            do_once(each)
        return
    run(rounds(), stop=_stopped_by_signals())


def rounds() -> tuple[Round, ...]:
    """Return everything that goes on, each in a thread of its own.

    So a modem that hangs, or a channel that is slow, holds nobody else up.
    """
    from payung.web import night_work as work

    return (
        Round(name="alerts", every=2, do=work.sweep_standby),
        Round(name="contacts", every=1, do=work.sweep_contacts),
        Round(name="loans", every=20, do=work.end_loans),
        Round(name="dates", every=3, do=work.sweep_dates),
        Round(name="held", every=10, do=work.sweep_custody),
        Round(name="visits", every=10, do=work.sweep_visits),
        Round(name="plans", every=60, do=work.sweep_plans),
        Round(name="stamps", every=60, do=work.stamp),
        Round(name="telephones", every=1, do=work.ring),
        Round(name="texts", every=1, do=work.write),
        Round(name="incoming", every=3, do=work.take_in),
        Round(name="watching", every=60, do=work.watch),
        Round(name="outside", every=60, do=work.tell_outside),
        Round(name="tests", every=600, do=work.plan_tests),
        Round(name="numbers", every=6 * 3600, do=work.take_numbers),
        Round(name="nights", every=600, do=work.prove_nights),
    )


def run(all_rounds: tuple[Round, ...], *, stop: threading.Event) -> None:
    """Do every round until `stop` is set, then let each end what it is doing."""
    threads = [
        threading.Thread(target=_again, args=(each, stop), name=each.name, daemon=True)
        for each in all_rounds
    ]
    for thread in threads:
        thread.start()
    stop.wait()
    for thread in threads:
        thread.join(LAST_SECONDS)


def do_once(each: Round) -> bool:
    """Do a round once; return whether it went well. Nothing it raises goes further.

    Of what went wrong only the class is logged: a sentence could name somebody.
    """
    from django.db import close_old_connections, connection
    from django.utils import timezone

    close_old_connections()
    try:
        each.do(timezone.now())
        if each.every <= WATCHED:
            _beat(each.name, timezone.now())
    except Exception as problem:  # noqa: BLE001 - one part must not end the others
        logger.warning("%s: %s", each.name, " ".join(classes_of(problem)))
        # A database that was started anew answers a new connection only.
        connection.close()
        return False
    return True


def classes_of(problem: BaseException) -> Iterator[str]:
    """Yield the names of the classes of what went wrong, and nothing it says."""
    yield type(problem).__name__
    if isinstance(problem, BaseExceptionGroup):
        for each in problem.exceptions:
            yield from classes_of(each)


def _again(each: Round, stop: threading.Event) -> None:
    from django.db import connection

    while not stop.is_set():
        do_once(each)
        stop.wait(each.every)
    connection.close()


def _beat(name: str, at: datetime) -> None:
    from payung.programme.hotline.nights.watching import beat

    beat(name, at=at)


def _harden() -> None:
    from django.conf import settings

    from payung.web.hardening import (
        UnsafeStart,
        keep_files_in,
        keep_memory_in,
        refuse_unsafe_start,
        say_what_is_missing,
    )

    keep_memory_in()
    keep_files_in([settings.DATA])
    try:
        refuse_unsafe_start()
    except UnsafeStart as unsafe:
        raise click.ClickException(str(unsafe)) from None
    say_what_is_missing()


def _stopped_by_signals() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_unused: stop.set())
    return stop
