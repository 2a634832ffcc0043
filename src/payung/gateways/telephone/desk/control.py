"""The side door of a telephone's process: orders, cancellations and health, by HTTP."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore, Thread
from typing import Any

from payung.gateways.telephone.speaking import Called, Health, Order

from .paper import (
    NotPaper,
    read_cancel,
    read_order,
    read_span,
    write_called,
    write_health,
)


log = logging.getLogger(__name__)

LARGEST_BODY = 64 * 1024
MOST_AT_ONCE = 32
PATIENCE = 10.0
"""Seconds in which a request must arrive."""


class ControlServer:
    """Takes orders with a bearer token; on this machine unless told another host.

    `take_order`, `cancel`, `health` and `called` are called in a thread of the server's, several
    at a time: hand over to your own loop. What they raise is answered with 503, and the
    application asks again later.
    """

    def __init__(
        self,
        take_order: Callable[[Order], None],
        cancel: Callable[[str], None],
        health: Callable[[], Health],
        *,
        called: Callable[[datetime, datetime], Called],
        token: str,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        if len(token) < 16:
            raise ValueError("The token of the control server needs 16 signs or more.")
        self._server = _Server((host, port), _Request)
        self._server.take_order = take_order
        self._server.cancel = cancel
        self._server.health = health
        self._server.called = called
        self._server.expected = f"Bearer {token}".encode()
        self._thread = Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.1},
            name="control",
            daemon=True,
        )

    @property
    def base(self) -> str:
        """Return where it is reached, such as "http://127.0.0.1:40123"."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Answer no more and free the port."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join(5)
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Threads that wait for a slow sender must not hold up the end of the process.
    block_on_close = False
    request_queue_size = MOST_AT_ONCE

    take_order: Callable[[Order], None]
    cancel: Callable[[str], None]
    health: Callable[[], Health]
    called: Callable[[datetime, datetime], Called]
    expected: bytes

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._places = BoundedSemaphore(MOST_AT_ONCE)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own; drop the connection where all are taken."""
        if not self._places.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, then free the place."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say that a request broke off, without the trace that could quote it."""
        log.warning("A request at the control server broke off.")


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE
    server: _Server

    def version_string(self) -> str:
        """Return nothing that tells a stranger what runs here."""
        return "telephone"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Log nothing: a stranger's request line may hold anything."""

    def do_GET(self) -> None:
        """Answer how the telephone is."""
        if self._may_enter() and self._is_at("/health"):
            self._carry_out(lambda _: write_health(self.server.health()), b"")

    def do_POST(self) -> None:
        """Take an order or a cancellation, or say which calls arrived in a time."""
        if not self._may_enter() or not self._is_at("/orders", "/cancel", "/called"):
            return
        body = self._body()
        if body is None:
            return
        deeds = {"/orders": self._order, "/cancel": self._cancel}
        self._carry_out(deeds.get(self.path, self._called), body)

    def _order(self, body: bytes) -> str:
        self.server.take_order(read_order(body))
        return "{}"

    def _cancel(self, body: bytes) -> str:
        self.server.cancel(read_cancel(body))
        return "{}"

    def _called(self, body: bytes) -> str:
        return write_called(self.server.called(*read_span(body)))

    def _carry_out(self, deed: Callable[[bytes], str], body: bytes) -> None:
        try:
            answer = deed(body)
        except NotPaper as error:
            self._answer(HTTPStatus.BAD_REQUEST, str(error))
        except Exception as error:  # noqa: BLE001 - the asker is told to come again
            log.error("An order met %s.", type(error).__name__)
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, "Not now.")
        else:
            self._answer(HTTPStatus.OK, answer)

    def _may_enter(self) -> bool:
        given = self.headers.get("Authorization", "").encode("utf-8", "replace")
        if hmac.compare_digest(given, self.server.expected):
            return True
        self._answer(HTTPStatus.UNAUTHORIZED, "Say the token.")
        return False

    def _is_at(self, *paths: str) -> bool:
        if self.path in paths:
            return True
        self._answer(HTTPStatus.NOT_FOUND, "Nothing is here.")
        return False

    def _body(self) -> bytes | None:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 10):
            self._answer(HTTPStatus.LENGTH_REQUIRED, "Say how long the body is.")
            return None
        if int(length) > LARGEST_BODY:
            self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too long.")
            return None
        return self.rfile.read(int(length))

    def _answer(self, status: HTTPStatus, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        # An unread body must not be taken for the next request.
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
