"""How a company that sends SMS over HTTP wants to be asked: data, read from TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args

from .web_calls import UnsafeAddress, checked


Place = Literal["query", "form", "json"]
Method = Literal["GET", "POST"]


class BadDescription(ValueError):
    """A description names something that is not there; it says what and what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sending:
    """What is sent where. Names are those of the company's fields.

    `key` and `secret` are empty where the company has no such field; `secret_header`
    is a header, `secret_form` how the secret stands in it: "Bearer {secret}".
    """

    url: str
    address: str
    text: str
    method: Method = "POST"
    place: Place = "json"
    key: str = ""
    secret: str = ""
    secret_header: str = ""
    secret_form: str = "{secret}"  # noqa: S105 - the place of one
    plus: bool = True
    fixed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answering:
    """How an answer is read: paths such as "messages.0.id" into its JSON.

    Where `success` is empty the status of HTTP says it; else one of `success_is`.
    """

    success: str = ""
    success_is: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Arriving:
    """How a call of the company is read: headers of its proof, paths into its body.

    The signature is HMAC-SHA256, in hex, of the time-stamp, a dot and the raw body. The
    time-stamp is in seconds since 1970. `messages` is the list; empty: one message.
    """

    signature_header: str
    timestamp_header: str
    address: str
    text: str
    id: str
    prefix: str = ""
    sent_at: str = ""
    messages: str = ""
    receipt_id: str = ""
    receipt_state: str = ""
    states: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class HttpDescription:
    """A company: how to send, how to read its answer and, perhaps, its calls."""

    send: Sending
    answer: Answering
    arrive: Arriving | None = None


def described(toml: str) -> HttpDescription:
    """Return a description; raise BadDescription."""
    try:
        told = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise BadDescription(f"It is no TOML: {error}") from None
    arrive = told.get("arrive")
    description = HttpDescription(
        send=_filled(Sending, "send", told.get("send")),
        answer=_filled(Answering, "answer", told.get("answer", {})),
        arrive=None if arrive is None else _filled(Arriving, "arrive", arrive),
    )
    _check(description)
    return description


def _filled(kind: Any, name: str, told: Any) -> Any:
    if not isinstance(told, dict):
        raise BadDescription(f"Write a table [{name}].")
    known = {one.name for one in fields(kind)}
    if unknown := sorted(set(told) - known):
        raise BadDescription(f"[{name}] has no {unknown[0]}; take it out.")
    facts = {key: tuple(it) if isinstance(it, list) else it for key, it in told.items()}
    for key, value in facts.items():
        _need_kind(name, key, value)
    try:
        return kind(**facts)
    except TypeError:
        needed = [one.name for one in fields(kind) if one.name not in told]
        raise BadDescription(f"[{name}] lacks one of: {', '.join(needed)}.") from None


def _need_kind(name: str, key: str, value: Any) -> None:
    kind: type
    texts: Any
    match key:
        case "fixed" | "states":
            kind, spoken = dict, "a table of texts"
            texts = value.values() if isinstance(value, dict) else ()
        case "success_is":
            kind, spoken, texts = tuple, "a list of texts", value
        case "plus":
            kind, spoken, texts = bool, "true or false", ()
        case _:
            kind, spoken, texts = str, "a text", ()
    if not isinstance(value, kind) or not all(isinstance(one, str) for one in texts):
        raise BadDescription(f"Write {key} of [{name}] as {spoken}.")


def _check(description: HttpDescription) -> None:
    sending = description.send
    if sending.method not in get_args(Method):
        raise BadDescription("method of [send] is GET or POST.")
    if sending.place not in get_args(Place):
        raise BadDescription("place of [send] is query, form or json.")
    if sending.method == "GET" and sending.place != "query":
        raise BadDescription("With method GET, place of [send] is query.")
    if "{secret}" not in sending.secret_form:
        raise BadDescription("secret_form of [send] holds {secret}.")
    if "?" in sending.url:
        raise BadDescription("Write what follows ? of url under [send.fixed].")
    try:
        checked(sending.url)
    except UnsafeAddress as error:
        raise BadDescription(f"url of [send]: {error}") from None
