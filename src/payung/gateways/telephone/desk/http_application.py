"""Ask the application over HTTP on the same machine, and never wait longer than said."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from threading import Thread

import httpx

from payung.gateways.telephone.speaking import ApplicationGone, News, PlanPaper

from .near import base_of, no_authorities, saying
from .paper import (
    NotPaper,
    read_kept,
    read_plan,
    read_plans,
    write_all_news,
    write_news,
)


LARGEST_ANSWER = 4 * 1024 * 1024
_REFUSALS = (httpx.codes.BAD_REQUEST, httpx.codes.CONFLICT)


class NewsRefused(ValueError):
    """The application has read these news and will not keep them, now or later."""


class HttpApplication:
    """The application behind `base`, such as "http://127.0.0.1:8000/telephone".

    It blocks, for at most the wait (in seconds) from asking to the whole answer; so
    call it outside the loop that moves the voices. For any thread. Raise NotNear for a
    base that is not plain HTTP.
    """

    def __init__(
        self, base: str, token: str, *, route_wait: float = 1.5, wait: float = 10.0
    ) -> None:
        self.route_wait = route_wait
        self.wait = wait
        # One connection is kept; a second call that arrives just then has its own.
        limits = httpx.Limits(max_keepalive_connections=1, max_connections=20)
        self._client = httpx.AsyncClient(
            base_url=base_of(base),
            headers=saying(token),
            verify=no_authorities(),
            limits=limits,
            # Nothing of a call goes through a proxy that some variable names.
            trust_env=False,
            timeout=wait,
        )
        # Asynchronous because only there a wait can be cut off as a whole: a server
        # that sends a byte every second would outlast every other limit.
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(
            target=self._loop.run_forever, name="application", daemon=True
        )
        self._thread.start()

    def route(self, arrived: News) -> PlanPaper:
        """Return the plan for an arrival; raise ApplicationGone."""
        status, body = self._ask(
            "POST", "arrived", write_news(arrived), wait=self.route_wait
        )
        _expect_ok(status)
        try:
            return read_plan(body)
        except NotPaper as error:
            raise ApplicationGone(f"The answer is no plan: {error}") from None

    def tell(self, news: Sequence[News]) -> None:
        """Hand news over; raise ApplicationGone, or NewsRefused for good."""
        status, body = self._ask("POST", "news", write_all_news(news), wait=self.wait)
        if status in _REFUSALS:
            raise NewsRefused(f"The application refuses news with {status}.")
        _expect_ok(status)
        try:
            read_kept(body)
        except NotPaper as error:
            raise ApplicationGone(f"The answer says nothing: {error}") from None

    def plans(self) -> dict[str, PlanPaper]:
        """Return the plan of every line; raise ApplicationGone."""
        status, body = self._ask("GET", "plans", None, wait=self.wait)
        _expect_ok(status)
        try:
            return read_plans(body)
        except NotPaper as error:
            raise ApplicationGone(f"The answer holds no plans: {error}") from None

    def close(self) -> None:
        """Close the connection; nothing can be asked afterwards."""
        asyncio.run_coroutine_threadsafe(self._client.aclose(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def _ask(
        self, method: str, path: str, body: str | None, *, wait: float
    ) -> tuple[int, bytes]:
        """Return status and body; raise ApplicationGone that says no more than why."""
        asked = self._answer(method, path, body, wait)
        try:
            return asyncio.run_coroutine_threadsafe(asked, self._loop).result()
        except TimeoutError:
            raise ApplicationGone(f"No answer on {path} in {wait} s.") from None
        except httpx.HTTPError as error:
            # Its sentence may quote what it read from the wire.
            why = type(error).__name__
            raise ApplicationGone(f"No answer on {path} ({why}).") from None

    async def _answer(
        self, method: str, path: str, body: str | None, wait: float
    ) -> tuple[int, bytes]:
        content = None if body is None else body.encode()
        headers = {} if body is None else {"Content-Type": "application/json"}
        parts: list[bytes] = []
        async with (
            asyncio.timeout(wait),
            self._client.stream(
                method, path, content=content, headers=headers
            ) as response,
        ):
            async for part in response.aiter_bytes():
                parts.append(part)
                if sum(map(len, parts)) > LARGEST_ANSWER:
                    raise httpx.DecodingError("The answer is too long.")
        return response.status_code, b"".join(parts)


def _expect_ok(status: int) -> None:
    if status != httpx.codes.OK:
        raise ApplicationGone(f"The application answers with {status}.")
