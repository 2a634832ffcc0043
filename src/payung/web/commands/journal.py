"""payung journal: is it whole?"""

from __future__ import annotations

import click
import django


@click.group(name="journal")
def command() -> None:
    """Look after the journal of who did what when."""


@command.command()
def verify() -> None:
    """Check that no entry was changed or taken out; name each place where one was."""
    django.setup()
    from payung.programme.journal.queries import broken_places

    broken = broken_places()
    for place in broken:
        click.echo(f"Entry {place.number}: {place.sentence}")
    if broken:
        raise SystemExit(1)
    click.echo("The journal is whole.")
