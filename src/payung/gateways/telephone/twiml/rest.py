"""Orders to a cloud over its REST address: https only, one host, no redirects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx

from payung.gateways.telephone.speaking import TelephoneGone

from .providers import Provider


_REF = re.compile(r"[A-Za-z0-9_-]{6,80}")
_TIMEOUT = httpx.Timeout(10, connect=5)


class NotARef(ValueError):
    """A name of a call or recording that could be part of another address."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """Who we are at a cloud. `token` is our password there.

    `signing_key` signs its webhooks where that is not the token (SignalWire). With
    `fallback` a fallback address stands in its console that rings the coordinator.
    """

    provider: Provider
    name: str
    token: str = field(repr=False)
    signing_key: str = field(repr=False, default="")
    fallback: bool = False


class Rest:
    """What we ask of a cloud. Every error is TelephoneGone, with nothing of it."""

    def __init__(self, account: Account, client: httpx.Client | None = None) -> None:
        """Keep one client; a given one is for tests and for proxies."""
        self._account = account
        self._client = client or httpx.Client(timeout=_TIMEOUT, follow_redirects=False)

    @property
    def can(self) -> bool:
        """Return whether orders were worked out for this cloud."""
        return bool(self._account.provider.api)

    def call(self, fields: Mapping[str, str], events: tuple[str, ...]) -> str:
        """Ring a number; return the cloud's name for the leg."""
        data = {**fields, "StatusCallbackEvent": list(events)}
        answer = self._ask("POST", "/Calls.json", data)
        return _checked(str(answer.get("sid", "")))

    def change(self, sid: str, fields: Mapping[str, str]) -> None:
        """End or redirect a leg; one that has ended already changes nothing."""
        self._ask(
            "POST", f"/Calls/{_checked(sid)}.json", dict(fields), gone_is_fine=True
        )

    def leg(self, sid: str) -> Mapping[str, object]:
        """Return what the cloud says of a leg: "status", "from"; empty if unknown."""
        return self._ask("GET", f"/Calls/{_checked(sid)}.json", gone_is_fine=True)

    def account(self) -> Mapping[str, object]:
        """Return what the cloud says of our account."""
        return self._ask("GET", ".json")

    @contextmanager
    def recording(self, ref: str) -> Iterator[Iterator[bytes]]:
        """Stream one recording, as WAV, as it comes in."""
        url = self._url(f"/Recordings/{_checked(ref)}.wav")
        try:
            with self._client.stream("GET", url, auth=self._auth()) as answer:
                if answer.status_code != 200:
                    raise TelephoneGone("recording")
                yield answer.iter_bytes()
        except httpx.HTTPError:
            raise TelephoneGone("recording") from None

    def delete_recording(self, ref: str) -> None:
        """Delete a recording at the cloud; one that is gone already is fine."""
        self._ask("DELETE", f"/Recordings/{_checked(ref)}.json", gone_is_fine=True)

    def _ask(
        self,
        method: str,
        path: str,
        data: Mapping[str, object] | None = None,
        *,
        gone_is_fine: bool = False,
    ) -> Mapping[str, object]:
        if not self.can:
            raise TelephoneGone("no orders")
        try:
            answer = self._client.request(
                method,
                self._url(path),
                data=data,
                auth=self._auth(),
            )
        except httpx.HTTPError:
            # An error of the library may quote the request, and with it a number.
            raise TelephoneGone("no answer") from None
        if answer.status_code == 404 and gone_is_fine:
            return {}
        return _read(answer)

    def _url(self, path: str) -> str:
        base = self._account.provider.api.format(account=self._account.name)
        return base + path

    def _auth(self) -> tuple[str, str]:
        return self._account.name, self._account.token


def _read(answer: httpx.Response) -> Mapping[str, object]:
    if answer.is_error or answer.is_redirect:
        raise TelephoneGone(f"status {answer.status_code}")
    if not answer.content:
        return {}
    try:
        said = answer.json()
    except ValueError:
        raise TelephoneGone("not readable") from None
    return said if isinstance(said, dict) else {}


def _checked(ref: str) -> str:
    if not _REF.fullmatch(ref):
        raise NotARef("A name may hold letters, digits, hyphens and underscores.")
    return ref
