"""payung people: the first account of a country."""

from __future__ import annotations

import click
import django


@click.group(name="people")
def command() -> None:
    """Look after accounts where no page can: the very first one."""


@command.command()
@click.argument("country")
@click.argument("handle")
@click.option("--team", default="First team", show_default=True)
@click.password_option(prompt="Passphrase", help="Asked for when it is left out.")
def found(country: str, handle: str, team: str, password: str) -> None:
    """Open the first account of COUNTRY: a coordinator, with a team of her own.

    She lets everybody else in, from the page People. HANDLE is an invented name.
    """
    django.setup()
    from django.utils import timezone

    from payung.programme.people.founding import AlreadyFounded, found_country

    try:
        founded = found_country(
            country=country,
            handle=handle,
            passphrase=password,
            team_name=team,
            at=timezone.now(),
        )
    except AlreadyFounded:
        raise click.ClickException(
            f"{country} has a coordinator. She adds people on the page People."
        ) from None
    click.echo(f"{handle} can sign in. The words of her team's key, for the wall:")
    click.echo("  " + " ".join(founded.words))
