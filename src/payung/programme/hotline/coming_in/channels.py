"""The channels that messages come in by and go out by, made from the machine's file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from threading import Lock
from typing import Any

from payung.engines.sealed import unattended_token
from payung.gateways.messages import Messages, Webhook
from payung.gateways.messages.http_description import BadDescription, described
from payung.gateways.messages.http_gateway import HttpGateway, HttpGatewaySettings
from payung.gateways.messages.modem import Modem, ModemSettings
from payung.gateways.messages.signal import Signal, SignalSettings
from payung.gateways.messages.smpp import Smpp, SmppSettings
from payung.gateways.messages.telegram import Telegram, TelegramSettings
from payung.gateways.messages.web_calls import UnsafeAddress
from payung.gateways.messages.whatsapp import WhatsApp, WhatsAppSettings
from payung.programme.alerts.machine import machine_secret
from payung.programme.alerts.models import WayKind

from .channel_file import VOICE, BadChannelFile, Described, described_in
from .wrote import wrote_at


Clock = Callable[[], datetime]
COUNTRY_OF_NUMBERS = "country"


@dataclass(frozen=True, kw_only=True, slots=True)
class Channel:
    """One channel: its name in the file, what it carries, whose contacts they are."""

    name: str
    kind: WayKind
    line: str
    messages: Messages

    @property
    def webhook(self) -> Webhook | None:
        """Return what reads its calls to us, or None where it is asked instead."""
        hooks = self.messages.caps.comes_by == "webhook"
        return self.messages if hooks and isinstance(self.messages, HOOKS) else None


HOOKS = (Telegram, WhatsApp, HttpGateway)
_made: dict[tuple[str, str, bytes, str], Channel] = {}
_lock = Lock()


def channels_of(country: str, *, clock: Clock) -> Mapping[str, Channel]:
    """Return the country's channels by name; none while its machine sleeps.

    Each is made once for a process and key: a modem has one cable. Raise
    BadChannelFile.
    """
    secret = machine_secret(country)
    if secret is None:
        return {}
    found = {}
    for name, table in described_in(country).items():
        if name == VOICE:
            continue
        key = unattended_token(secret, "channel", name)
        with _lock:
            place = (country, name, key, repr(sorted(table.given.items())))
            if place not in _made:
                _made[place] = _channel(table, key, clock)
            found[name] = _made[place]
    return found


def sending_by_kind(country: str, *, clock: Clock) -> dict[WayKind, Messages]:
    """Return what carries each kind of text out: the first of the file for each."""
    found: dict[WayKind, Messages] = {}
    for channel in channels_of(country, clock=clock).values():
        found.setdefault(channel.kind, channel.messages)
    return found


def _channel(table: Described, secret: bytes, clock: Clock) -> Channel:
    try:
        kind, messages = _made_by(table, secret, clock)
    except (BadDescription, UnsafeAddress) as problem:
        raise BadChannelFile(
            f"[{table.country}.{table.name}] cannot be used: {type(problem).__name__}."
        ) from None
    return Channel(name=table.name, kind=kind, line=table.line, messages=messages)


def _made_by(table: Described, secret: bytes, clock: Clock) -> tuple[WayKind, Messages]:
    match table.by:
        case "modem":
            return WayKind.SMS, Modem(
                _filled(ModemSettings, table, secret), clock=clock
            )
        case "smpp":
            return WayKind.SMS, Smpp(_filled(SmppSettings, table, secret), clock=clock)
        case "http":
            return WayKind.SMS, HttpGateway(_http(table, secret))
        case "telegram":
            return WayKind.TELEGRAM, Telegram(_filled(TelegramSettings, table, secret))
        case "signal":
            return WayKind.SIGNAL, Signal(_filled(SignalSettings, table, secret))
        case "whatsapp":
            return WayKind.WHATSAPP, WhatsApp(
                _filled(WhatsAppSettings, table, secret),
                clock=clock,
                wrote_at=lambda address: wrote_at(table.country, address),
            )
        case _:
            where = f"[{table.country}.{table.name}]"
            raise BadChannelFile(f"{where} has a `by` that is none of ours.")


def _http(table: Described, secret: bytes) -> HttpGatewaySettings:
    given = dict(table.given)
    file = table.folder / str(given.pop("description", ""))
    try:
        given["description"] = described(file.read_text())
    except OSError:
        where = f"[{table.country}.{table.name}]"
        raise BadChannelFile(f"{where} names no description that is there.") from None
    made: HttpGatewaySettings = _settings(HttpGatewaySettings, table, given, secret)
    return made


def _filled(kind: type, table: Described, secret: bytes) -> Any:
    return _settings(kind, table, dict(table.given), secret)


def _settings(
    kind: type, table: Described, given: dict[str, Any], secret: bytes
) -> Any:
    """Return the settings a channel asks for; raise BadChannelFile by key alone."""
    known = {each.name for each in fields(kind)}
    where = f"[{table.country}.{table.name}]"
    if unknown := sorted(set(given) - known | (set(given) & {"secret"})):
        raise BadChannelFile(f"{where} has no use for {unknown[0]}.")
    given["secret"] = secret
    if COUNTRY_OF_NUMBERS in known:
        given.setdefault(COUNTRY_OF_NUMBERS, table.country.upper())
    try:
        return kind(**given)
    except TypeError:
        missing = sorted(known - set(given))
        raise BadChannelFile(f"{where} lacks one of: {', '.join(missing)}.") from None
