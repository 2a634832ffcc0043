"""payung units: the register of police units and other institutions."""

from __future__ import annotations

import click
import django


@click.group(name="units")
def command() -> None:
    """Look after the register of stations and offices."""


@command.command()
@click.argument("country")
def load(country: str) -> None:
    """Bring the register of COUNTRY to what its units.csv says."""
    django.setup()
    from django.utils import timezone

    from payung.programme.places.actions import load_units
    from payung.programme.places.packs import pack_of

    units = pack_of(country).units
    done = load_units(country=country, units=units, on=timezone.now().date())
    click.echo(
        f"{done.new} new, {done.changed} changed, {done.same} the same, "
        f"{done.closed} closed, {done.kept} left as the page has them."
    )
