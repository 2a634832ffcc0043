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
    _only_here_in_clear(address)
    prepare()
    start(address, threads)


def _only_here_in_clear(address: str) -> None:
    """Refuse to listen to others where cookies would travel in clear."""
    from django.conf import settings

    host = address.rpartition(":")[0]
    if settings.PLAIN_HTTP and host not in {"127.0.0.1", "localhost", "[::1]"}:
        raise click.ClickException(
            f"PAYUNG_PLAIN_HTTP is for this machine only, and {address} is not. "
            "Take it out and put a proxy with TLS in front."
        )


def prepare() -> None:
    """Bring the database up to date and lay the static files out."""
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from payung.web.hardening import (
        UnsafeStart,
        keep_files_in,
        refuse_unsafe_start,
        say_what_is_missing,
    )

    keep_files_in([settings.DATA, settings.VAULT])
    try:
        refuse_unsafe_start()
    except UnsafeStart as unsafe:
        raise click.ClickException(str(unsafe)) from None
    say_what_is_missing()

    call_command("migrate", verbosity=0)
    # htmx's extensions import by names that only a bundler knows; none is used here.
    call_command(
        "collectstatic", verbosity=0, interactive=False, ignore_patterns=["ext"]
    )


def start(address: str, threads: int) -> None:
    """Become gunicorn: one process that holds no secret longer than a request."""
    program = str(Path(sys.executable).with_name("gunicorn"))
    # Workers are renewed so that nothing opened stays in memory for long.
    options = ["--workers", "1", "--threads", str(threads), "--bind", address]
    options += ["--max-requests", "2000", "--max-requests-jitter", "200"]
    options += ["--no-control-socket", "--log-level", "warning"]
    os.execv(program, [program, *options, "payung.web.wsgi"])  # noqa: S606
