"""payung indicators: compute the numbers of a period, keep them, print them."""

from __future__ import annotations

from dataclasses import dataclass

import click
import django


@dataclass(frozen=True, kw_only=True, slots=True)
class Operator:
    """Whoever sits at the machine: the journal knows no more of her."""

    handle: str = "command"


@click.command(name="indicators")
@click.option("--period", required=True, help="Such as 2026-08, 2026-Q3 or 2026.")
@click.option("--country", "countries", multiple=True, help="One or more; or else all.")
@click.option("--look", is_flag=True, help="Print only; keep nothing.")
@click.option(
    "--release", is_flag=True, help="Then protect a final quarter for others."
)
def command(period: str, countries: tuple[str, ...], look: bool, release: bool) -> None:
    """Compute every indicator of a period, keep what is new, and print it."""
    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from payung.engines.indicators import NoSuchPeriod, parse_period
    from payung.programme.objectives.printing import lines
    from payung.programme.objectives.releasing import NotReleasedYet
    from payung.programme.objectives.releasing import release as release_all
    from payung.programme.objectives.taking import compute_all, take

    at = timezone.now()
    try:
        wanted = parse_period(period)
        for country in countries or settings.COUNTRY_CODES:
            if country not in settings.COUNTRY_CODES:
                raise click.ClickException(
                    f"There is no country “{country}” here. Choose one of "
                    f"{', '.join(settings.COUNTRY_CODES)}."
                )
            for line in lines(country, compute_all(country, wanted, at=at)):
                click.echo(line)
            if not look:
                added = take(actor=Operator(), country=country, period=wanted, at=at)
                click.echo(f"{country} {wanted}: {len(added)} numbers are new.")
            if release:
                made = release_all(
                    actor=Operator(), country=country, period=wanted, at=at
                )
                click.echo(f"{country} {wanted}: {len(made)} protected for others.")
    except (NoSuchPeriod, NotReleasedYet) as refusal:
        raise click.ClickException(str(refusal)) from None
