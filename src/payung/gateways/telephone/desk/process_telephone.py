"""The telephone in a process of its own, as the application sees it."""

from __future__ import annotations

from datetime import datetime

import httpx

from payung.gateways.telephone.speaking import (
    Called,
    Caps,
    Health,
    Order,
    TelephoneGone,
)

from .near import base_of, no_authorities, saying
from .paper import (
    NotPaper,
    read_called,
    read_health,
    write_cancel,
    write_order,
    write_span,
)


class ProcessTelephone:
    """The process whose control server listens at `base`; `wait` in seconds.

    Each request has a connection of its own, so that the application's workers may be
    forked at any time. Raise NotNear for a base that is not plain HTTP.
    """

    def __init__(self, base: str, token: str, *, caps: Caps, wait: float = 5.0) -> None:
        self._caps = caps
        self._client = httpx.Client(
            base_url=base_of(base),
            headers=saying(token),
            verify=no_authorities(),
            limits=httpx.Limits(max_keepalive_connections=0),
            # Nothing of an order goes through a proxy that some variable names.
            trust_env=False,
            timeout=wait,
        )

    @property
    def caps(self) -> Caps:
        """Return what this telephone can do."""
        return self._caps

    def start(self, order: Order) -> None:
        """Ring somebody; the same id twice is one order. Raise TelephoneGone."""
        self._ask("POST", "orders", write_order(order))

    def cancel(self, id: str) -> None:  # noqa: A002 - the word the orders use
        """Stop an order or the ringing of a call; raise TelephoneGone."""
        self._ask("POST", "cancel", write_cancel(id))

    def health(self) -> Health:
        """Return how it is; raise TelephoneGone."""
        body = self._ask("GET", "health", None)
        try:
            return read_health(body)
        except NotPaper as error:
            raise TelephoneGone(f"The answer is no health: {error}") from None

    def called(self, start: datetime, end: datetime) -> Called:
        """Return which calls arrived by the telephone's own record, not by what it was
        able to tell; raise TelephoneGone.
        """
        body = self._ask("POST", "called", write_span(start, end))
        try:
            return read_called(body)
        except NotPaper as error:
            raise TelephoneGone(f"The answer is no record: {error}") from None

    def close(self) -> None:
        """Let go of the client."""
        self._client.close()

    def _ask(self, method: str, path: str, body: str | None) -> bytes:
        content = None if body is None else body.encode()
        try:
            response = self._client.request(method, path, content=content)
        except httpx.HTTPError as error:
            # Its sentence may quote what it read from the wire.
            why = type(error).__name__
            raise TelephoneGone(f"No answer on {path} ({why}).") from None
        if response.status_code != httpx.codes.OK:
            raise TelephoneGone(f"The telephone answers with {response.status_code}.")
        return response.content
