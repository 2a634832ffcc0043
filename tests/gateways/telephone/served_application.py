"""A FakeApplication behind HTTP, with the answers that the real one gives."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from payung.gateways.telephone import ApplicationGone
from payung.gateways.telephone.desk.http_application import NewsRefused
from payung.gateways.telephone.desk.paper import (
    NotPaper,
    read_all_news,
    read_news,
    write_kept,
    write_plan,
    write_plans,
)
from payung.gateways.telephone.fake import FakeApplication


@dataclass(kw_only=True)
class Served:
    """Where it is reached, and how it can be made to misbehave.

    `answer` replaces the status and body of every answer. While `open` is not set,
    questions are taken and not answered. `connections` counts those that were opened.
    """

    base: str
    application: FakeApplication
    token: str
    answer: tuple[int, bytes] | None = None
    drips: bool = False
    open: Event = field(default_factory=Event)
    connections: int = 0


@contextmanager
def serve(application: FakeApplication, token: str) -> Iterator[Served]:
    """Serve an application on a free port of this machine until the end of the block."""
    server = _Server(("127.0.0.1", 0), _Request)
    port = server.server_address[1]
    server.served = Served(
        base=f"http://127.0.0.1:{port}/telephone", application=application, token=token
    )
    server.served.open.set()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.served
    finally:
        server.served.open.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    served: Served

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: an asker who gives up is what some tests are about."""


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.served.connections += 1

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Log nothing."""

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, body: bytes) -> None:
        served = self.server.served
        served.open.wait()
        status, text = served.answer or self._status_and_text(body)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if served.drips:
            self._drip(text)
        else:
            self.wfile.write(text)

    def _drip(self, text: bytes) -> None:
        """Send a sign at a time: each in time, and the whole never."""
        for sign in text:
            self.wfile.write(bytes([sign]))
            self.wfile.flush()
            Event().wait(0.05)

    def _status_and_text(self, body: bytes) -> tuple[int, bytes]:
        given = self.headers.get("Authorization", "")
        if not hmac.compare_digest(given, f"Bearer {self.server.served.token}"):
            return 401, b"{}"
        try:
            return 200, self._carried_out(body).encode()
        except NotPaper:
            return 400, b"{}"
        except NewsRefused:
            return 409, b"{}"
        except ApplicationGone:
            return 503, b"{}"

    def _carried_out(self, body: bytes) -> str:
        application = self.server.served.application
        match self.command, self.path:
            case "POST", "/telephone/arrived":
                return write_plan(application.route(read_news(body)))
            case "POST", "/telephone/news":
                news = read_all_news(body)
                application.tell(news)
                return write_kept(len(news))
            case "GET", "/telephone/plans":
                return write_plans(application.plans())
        raise ApplicationGone("Nothing is here.")
