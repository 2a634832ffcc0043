"""payung demo: everything, with invented people, on this machine only."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import click


@click.command(name="demo")
@click.option("--port", default=8000, show_default=True)
@click.option("--data", type=Path, default=Path("data/demo"), show_default=True)
@click.option("--share", default=1.0, show_default=True, help="Less is quicker.")
@click.option("--seed", default=2026, show_default=True, help="Another invented year.")
@click.option("--country", multiple=True, help="Only this one; may be said again.")
@click.option("--again", is_flag=True, help="Throw the last demonstration away first.")
@click.option("--fill-only", is_flag=True, help="Fill, and do not show it.")
def command(
    port: int,
    data: Path,
    share: float,
    seed: int,
    country: tuple[str, ...],
    again: bool,
    fill_only: bool,
) -> None:
    """Fill a database with an invented year and show it, for trying only.

    Nobody in it exists. Stop it with Ctrl-C; the next start shows the same data.
    """
    from payung.web.demo.cast import COUNTRIES

    known = [each.code for each in COUNTRIES]
    if not set(country) <= set(known):
        raise click.BadParameter(f"Choose from {', '.join(known)}.")
    if again:
        shutil.rmtree(data, ignore_errors=True)
    # Plain HTTP is only for this machine; nothing real may be typed here.
    os.environ.update(PAYUNG_DATA=str(data), PAYUNG_PLAIN_HTTP="1")
    from payung.web.commands.serve import prepare, start

    prepare()
    _fill(share, seed, country or known)
    _introduce(port)
    if not fill_only:
        _work_beside()
        start(f"127.0.0.1:{port}", threads=4)


def _work_beside() -> None:
    """Let the worker run for as long as the pages are served."""
    program = str(Path(sys.executable).with_name("payung"))
    subprocess.Popen([program, "worker"], preexec_fn=_end_with_parent)  # noqa: S603, PLW1509


def _end_with_parent() -> None:
    """Ask Linux to end this process when the one that serves the pages ends."""
    death_signal = 1
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(death_signal, signal.SIGTERM, 0, 0, 0)


def _fill(share: float, seed: int, codes: Collection[str]) -> None:
    from django.utils import timezone

    from payung.web.demo.fill import fill, is_empty

    if is_empty():
        click.echo("Inventing a year. This takes about a minute, once.")
        fill(at=timezone.now(), share=share, seed=seed, codes=codes, say=click.echo)


def _introduce(port: int) -> None:
    from payung.programme.people.models import Person
    from payung.web.demo.cast import BESIDE, COUNTRIES, PASSPHRASE

    click.echo(f"\nOpen http://127.0.0.1:{port}/ and sign in as one of these.")
    click.echo(f"The passphrase of them all: {PASSPHRASE}\n")
    here = frozenset(Person.objects.values_list("handle", flat=True))
    parts = [(each.code, part) for each in COUNTRIES for part in each.people]
    for code, part in (*parts, *(("np", part) for part in BESIDE)):
        if part.handle in here:
            click.echo(f"  {code}  {part.handle:<10}{part.roles[0].label}")
    click.echo("")
