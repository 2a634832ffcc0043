"""payung drill: test the phones of those on duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import django


if TYPE_CHECKING:
    from datetime import datetime


@click.command(name="drill")
@click.argument("country")
@click.option("--now", is_flag=True, help="Test everybody on duty at once.")
def command(country: str, now: bool) -> None:
    """Say how the phones on duty in COUNTRY were last proven, and what is planned.

    A test is a call or a text that asks for a 1. The worker (payung worker) sends it;
    it comes at odd hours by itself, as often as the country's folder says.
    """
    django.setup()
    from django.utils import timezone

    code = country.lower()
    _check(code)
    at = timezone.now()
    if now:
        _test_now(code, at)
    _say_reach(code, at)
    _say_planned(code)


def _check(country: str) -> None:
    from django.conf import settings

    if country not in settings.COUNTRY_CODES:
        known = ", ".join(settings.COUNTRY_CODES)
        raise click.ClickException(f"There is no folder of {country}. Known: {known}.")


def _test_now(country: str, at: datetime) -> None:
    from payung.programme.alerts.queries import line_is_open
    from payung.programme.standby.drills import ask_drills, drill_now

    made = drill_now(country, at=at)
    ask_drills(at)
    click.echo(f"Phones that are asked for a 1: {made}.")
    if not line_is_open(country):
        click.echo(
            "The line is not open: nothing is sent until somebody with open keys "
            "signs in."
        )


def _say_reach(country: str, at: datetime) -> None:
    from payung.engines.dispatch import Duty
    from payung.programme.alerts.queries import without_ways
    from payung.programme.standby.on_call import on_call
    from payung.programme.standby.proofs import reach_of

    handles = on_call(country, at).on_shift(*Duty)
    if not handles:
        click.echo("Nobody is on duty by the roster.")
    deaf = set(without_ways(handles))
    for person, reach in reach_of(handles, at).items():
        said = "never proven reachable"
        if reach.minutes is not None:
            said = f"last proven reachable {reach.minutes} min ago"
        if reach.failed_at is not None:
            said += ", missed a test since"
        if person in deaf:
            said = "has no phone here"
        click.echo(f"{person}: {said}")


def _say_planned(country: str) -> None:
    from payung.programme.standby.models import Drill

    # Not when: a test that is expected proves nothing.
    waiting = Drill.objects.filter(country=country, asked_at=None, passed=None)
    click.echo(f"Tests that are planned: {waiting.count()}.")
