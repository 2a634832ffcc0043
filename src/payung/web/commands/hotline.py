"""payung hotline: the telephone of a country, and the proof of its nights."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import django


if TYPE_CHECKING:
    from payung.engines.sealed import RecordSecret
    from payung.gateways.telephone.agi import AgiSettings
    from payung.programme.hotline.nights.figure import Figure


WAIT_SECONDS = 5


@click.group(name="hotline")
def command() -> None:
    """Answer calls, and prove that none was left to nobody."""


@command.command()
@click.argument("country")
@click.option("--host", default="127.0.0.1", show_default=True, help="Our address.")
@click.option("--port", default=5060, show_default=True, help="For calls (UDP).")
@click.option("--orders-port", default=5081, show_default=True, help="Here only.")
@click.option("--app", default="http://127.0.0.1:8000", show_default=True)
@click.option("--trunk", type=Path, help="The line to the operator, a TOML file.")
@click.option("--phones", type=Path, help="Accounts of our SIP phones, a TOML file.")
@click.option("--country-code", default="", help="Completes numbers, such as 977.")
@click.option(
    "--answers-early",
    is_flag=True,
    help="Pick up before anybody presses 1: for trunks that are silent until then.",
)
def telephone(country: str, **given: Any) -> None:
    """Run the telephone of COUNTRY until it is stopped.

    It needs the country's key, which somebody with open keys puts into memory by
    signing in; until then it waits. Calls go on while the pages are down.
    """
    django.setup()
    from django.db import connections

    from payung.gateways.telephone.sip.process import main
    from payung.web.hardening import say_what_is_missing
    from payung.web.telephone_settings import own_telephone

    say_what_is_missing()
    settings = own_telephone(country, _when_open(country), given)
    connections.close_all()
    main(settings, now=lambda: datetime.now(UTC))


@command.command()
@click.argument("country")
@click.option("--file", type=Path, required=True, help="Asterisk, in a TOML file.")
@click.option("--orders-port", default=5081, show_default=True, help="Here only.")
@click.option("--app", default="http://127.0.0.1:8000", show_default=True)
def asterisk(country: str, file: Path, **given: Any) -> None:
    """Stand beside an Asterisk that carries the calls of COUNTRY, until stopped.

    It waits for the country's key as `telephone` does. How Asterisk is told of us is in
    docs/how-to/use_asterisk.md.
    """
    django.setup()
    from django.db import connections

    from payung.gateways.telephone.agi.process import run
    from payung.gateways.telephone.desk.near import NotNear
    from payung.web.telephone_settings import beside_asterisk

    # Before the wait: who has to mend the file is at the machine now.
    told = _asterisk_of(file)
    _demand_folder(country)
    settings = beside_asterisk(country, _when_open(country), told, given)
    connections.close_all()
    try:
        run(settings, now=lambda: datetime.now(UTC))
    except NotNear as refusal:
        raise click.ClickException(f"--app: {refusal}") from None
    except OSError as error:
        ports = f"Ports {told.port} and {given['orders_port']}"
        raise click.ClickException(f"{ports}: {error.strerror}.") from None


@command.command()
@click.argument("country")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Yesterday if left out.")
def prove(country: str, day: datetime | None) -> None:
    """Replay a day of COUNTRY: how many minutes had nobody, how many calls no row."""
    django.setup()
    from django.utils import timezone

    from payung.gateways.telephone import TelephoneGone
    from payung.programme.hotline.nights.proving import prove_night, record_of

    try:
        night = prove_night(
            country=country,
            day=_day(country, day),
            at=timezone.now(),
            telephone=record_of(country),
        )
    except TelephoneGone as gone:
        raise click.ClickException(
            f"The telephone cannot be asked what came, so nothing is proved. {gone}"
        ) from None
    click.echo(
        f"{night.day}: {night.unowned_minutes:.3f} of {night.open_minutes:.0f} minutes "
        f"had nobody; {night.calls_with_contact} of {night.calls} calls left a row; "
        f"{night.impossible} lines could not have happened."
    )


@command.command()
@click.argument("country")
@click.option("--days", default=28, show_default=True, help="Up to now.")
def figures(country: str, days: int) -> None:
    """Print how the line of COUNTRY did: answered, reached, owned, covered, tested.

    For the team itself. Nothing here may leave the programme as it is.
    """
    _demand_folder(country)
    django.setup()
    from django.utils import timezone

    from payung.engines.dispatch import Span
    from payung.programme.hotline.nights.figures import figures_of

    at = timezone.now()
    span = Span(start=at - timedelta(days=days), end=at)
    for figure in figures_of(country, span, at=at):
        click.echo(f"{figure.code:<10} {_said(figure)}")


def _said(figure: Figure) -> str:
    """Return a figure as a line says it: a share with its counts, or a spread."""
    if figure.share is not None:
        part, whole = figure.share.numerator, figure.share.denominator
        value = figure.share.value
        percent = "nothing to count" if value is None else f"{value:.1%}"
        return f"{percent:>16}   {part:.0f} of {whole:.0f}"
    if figure.spread is not None:
        spread = figure.spread
        return f"{spread.n:>10} times   half {spread.p50}, nine of ten {spread.p90}"
    return f"{figure.count:>16}"


def _when_open(country: str) -> RecordSecret:
    """Return the country's key as soon as it is in memory."""
    from payung.programme.alerts.machine import machine_secret

    told = False
    while (secret := machine_secret(country)) is None:
        if not told:
            click.echo("The line waits until somebody of the team signs in.")
            told = True
        time.sleep(WAIT_SECONDS)
    return secret


def _demand_folder(country: str) -> None:
    from django.conf import settings

    if country not in settings.COUNTRY_CODES:
        known = ", ".join(settings.COUNTRY_CODES)
        raise click.ClickException(f"There is no folder of {country}. Known: {known}.")


def _asterisk_of(file: Path) -> AgiSettings:
    from payung.gateways.telephone.agi.asterisk_file import (
        AsteriskNotUsable,
        read_asterisk,
    )

    try:
        return read_asterisk(file)
    except AsteriskNotUsable as refusal:
        raise click.ClickException(str(refusal)) from None


def _day(country: str, day: datetime | None) -> date:
    from payung.programme.places.packs import pack_of

    here = datetime.now(pack_of(country).zone())
    return day.date() if day else (here - timedelta(days=1)).date()
