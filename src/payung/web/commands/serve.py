"""payung serve: show the pages."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import django


@click.command(name="serve")
@click.option("--at", "address", default="127.0.0.1:8000", show_default=True)
@click.option("--threads", default=4, show_default=True, help="Requests at a time.")
def command(address: str, threads: int) -> None:
    """Set up the database if need be, then serve the pages until stopped."""
    prepare()
    start(address, threads)


def prepare() -> None:
    """Bring the database up to date and lay the static files out."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def start(address: str, threads: int) -> None:
    """Become gunicorn: one process that holds no secret longer than a request."""
    program = str(Path(sys.executable).with_name("gunicorn"))
    # Workers are renewed so that nothing opened stays in memory for long.
    options = ["--workers", "1", "--threads", str(threads), "--bind", address]
    options += ["--max-requests", "2000", "--max-requests-jitter", "200"]
    options += ["--no-control-socket", "--log-level", "warning"]
    os.execv(program, [program, *options, "payung.web.wsgi"])  # noqa: S606
