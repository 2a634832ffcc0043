"""payung figures: make the figures of a country, at night or when asked."""

from __future__ import annotations

from dataclasses import dataclass

import click
import django


@dataclass(frozen=True, kw_only=True, slots=True)
class Operator:
    """Whoever sits at the machine: the journal knows no more of her."""

    handle: str = "command"


@click.command(name="figures")
@click.argument("country")
@click.argument("month")
@click.option("--months", default=12, show_default=True, help="How many, with MONTH.")
@click.option(
    "--for",
    "audience",
    default="own_team",
    show_default=True,
    help="own_team, partner, police, hub or public.",
)
def command(country: str, month: str, months: int, audience: str) -> None:
    """Make the figures of COUNTRY up to MONTH, such as 2026-10."""
    django.setup()
    from django.utils import timezone

    from payung.engines.disclosure import Audience
    from payung.programme.findings.periods import ending
    from payung.programme.findings.publishing import release_figures
    from payung.programme.findings.views import REFUSALS, said

    try:
        made = release_figures(
            actor=Operator(),
            country=country,
            period=ending(month, months),
            audience=Audience(audience),
            at=timezone.now(),
        )
    except (*REFUSALS, ValueError) as refusal:
        raise click.ClickException(said(refusal)) from None
    click.echo(f"{country} {made.period.code} for {audience}: {made.hidden} kept back")
