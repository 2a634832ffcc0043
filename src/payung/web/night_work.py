"""What the worker does in each round: one call of an action for each country."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.utils import timezone

from payung.gateways.vault import FolderVault
from payung.programme.activities import sweeping as activities
from payung.programme.alerts.actions import forget_told
from payung.programme.alerts.models import Machine, WayKind
from payung.programme.alerts.queries import calls_are_due
from payung.programme.alerts.sending import send_due
from payung.programme.alerts.telephones import telephones
from payung.programme.cases.lending import sweeping as loans
from payung.programme.consents import sweeping as consents
from payung.programme.counselling import sweeping as counselling
from payung.programme.custody import sweeping as custody
from payung.programme.evidence import sweeping as evidence
from payung.programme.evidence.clearing import clear
from payung.programme.hotline import sweeping
from payung.programme.hotline.coming_in import hooks
from payung.programme.hotline.coming_in.channels import channels_of, sending_by_kind
from payung.programme.hotline.models import Line, Night
from payung.programme.hotline.nights import outside
from payung.programme.hotline.nights.proving import holds, prove_night, record_of
from payung.programme.hotline.nights.watching import page_silence
from payung.programme.journal.actions import ByItself
from payung.programme.learning import sweeping as learning
from payung.programme.objectives.sweeping import take_what_is_due
from payung.programme.outreach import sweeping as outreach
from payung.programme.places.packs import pack_of
from payung.programme.proceedings import sweeping as dates
from payung.programme.standby import sweeping as standby
from payung.programme.standby.drills import plan_drills


# What the telephone could not deliver in the night may have come since.
PROVED_AGAIN = timedelta(hours=1)
CALL = (WayKind.CALL,)
TEXTS = tuple(kind for kind in WayKind if kind is not WayKind.CALL)
# One after another, each at its own moment: leases begin when something is taken.
MOST = 200
Each = TypeVar("Each")


def sweep_standby(at: datetime) -> None:
    """Let alerts, tests and duties that are due go on."""
    standby.sweep(at=at)


def sweep_contacts(at: datetime) -> None:
    """Let contacts and responses that are due go on."""
    sweeping.sweep(at=at)


def end_loans(at: datetime) -> None:
    """End the loans of cases whose time is over."""
    loans.sweep(at=at)


def sweep_dates(at: datetime) -> None:
    """Remind of dates at court, and go on looking for whoever goes instead."""
    dates.sweep(at=at)


def sweep_custody(at: datetime) -> None:
    """Say what is due for those who are held, and draft what was overdue."""
    custody.sweep(at=at)


def sweep_visits(at: datetime) -> None:
    """Look for pairs that have not said that they are out."""
    outreach.sweep(at=at)


def sweep_plans(at: datetime) -> None:
    """Let permissions end, bring up what was promised, and find what was missed."""
    consents.sweep(at=at)
    counselling.sweep(at=at)
    activities.sweep(at=at)
    learning.sweep(at=at)


def stamp(at: datetime) -> None:
    """Ask for the time stamps that are waiting; clear away files let go of."""
    evidence.sweep(at=at)
    clear(FolderVault(settings.VAULT))


def ring(at: datetime) -> None:
    """Give telephones what they are to ring, and what they are to stop."""
    if not calls_are_due(at):
        return
    there = telephones()
    for _each in range(MOST):
        done = send_due(
            channels={}, telephones=there, kinds=CALL, most=1, at=timezone.now()
        )
        if done.is_idle:
            return


def write(_at: datetime) -> None:
    """Write what is to be written, by each country's own channels."""
    _for_each(countries(), _write)


def take_in(_at: datetime) -> None:
    """Ask each channel that has to be asked what came in."""
    _for_each(countries(), _take_in)


def watch(at: datetime) -> None:
    """Tell those who coordinate where a part of the program is silent."""
    _for_each(countries(), lambda country: page_silence(country=country, at=at))


def tell_outside(at: datetime) -> None:
    """Say to whoever watches from outside that the lines work, as long as they do."""
    outside.tell_outside(monitors=outside.monitors(), telephones=telephones(), at=at)


def plan_tests(at: datetime) -> None:
    """Plan this week's tests of phones on duty, at moments nobody can guess."""
    chance = random.SystemRandom()
    _for_each(countries(), lambda each: plan_drills(each, at=at, chance=chance))


def prove_nights(at: datetime) -> None:
    """Prove the day that is over, once, in each country; forget what is long told."""
    forget_told(at=at)
    _for_each(_lined(), lambda country: _prove(country, at))


def take_numbers(at: datetime) -> None:
    """Compute anew what the programme promised, where it is not final yet."""
    _for_each(countries(), lambda country: _take(country, at))


def _take(country: str, at: datetime) -> None:
    take_what_is_due(actor=ByItself(handle="(numbers)"), country=country, at=at)


def countries() -> list[str]:
    """Return the countries that have a machine, and so somebody to reach."""
    return list(Machine.objects.order_by("country").values_list("country", flat=True))


def _lined() -> list[str]:
    return sorted(set(Line.objects.values_list("country", flat=True)))


def _write(country: str) -> None:
    channels = sending_by_kind(country, clock=timezone.now)
    for _each in range(MOST):
        done = send_due(
            channels=channels,
            telephones={},
            kinds=TEXTS,
            of=[country],
            most=1,
            at=timezone.now(),
        )
        if done.is_idle:
            return


def _take_in(country: str) -> None:
    asked = [
        channel
        for channel in channels_of(country, clock=timezone.now).values()
        if channel.messages.caps.comes_by == "poll"
    ]
    _for_each(
        asked,
        lambda channel: hooks.poll(country=country, channel=channel, at=timezone.now()),
    )


def _prove(country: str, at: datetime) -> None:
    local = at.astimezone(pack_of(country).zone())
    yesterday = local.date() - timedelta(days=1)
    night = Night.objects.filter(country=country, day=yesterday).first()
    if night is not None and (holds(night) or at - night.proved_at < PROVED_AGAIN):
        return
    prove_night(country=country, day=yesterday, at=at, telephone=record_of(country))


def _for_each(these: Iterable[Each], do: Callable[[Each], object]) -> None:
    """Do it for each; what goes wrong with one keeps no other from its turn."""
    problems: list[Exception] = []
    for each in these:
        try:
            do(each)
        except Exception as problem:  # noqa: BLE001 - raised when all had their turn
            problems.append(problem)
    if problems:
        raise ExceptionGroup("Some of it could not be done.", problems)
