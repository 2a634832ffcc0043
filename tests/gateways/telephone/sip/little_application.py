"""A little application behind real HTTP: it gives plans, and remembers every news."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Event, Thread

from payung.gateways.telephone import News, NewsKind, PlanPaper
from payung.gateways.telephone.desk import paper


TOKEN = "a-token-of-the-application"


class LittleApplication:
    """Answers on a port of its own, which it keeps when it is stopped and started.

    `papers` are the plans by line.
    """

    def __init__(self) -> None:
        self.papers: dict[str, PlanPaper] = {}
        self.news: list[News] = []
        self._changed = Condition()
        self._goes_on = Event()
        self._goes_on.set()
        self._port = 0
        self._server: _Server | None = None

    @property
    def base(self) -> str:
        """Return where it answers."""
        return f"http://127.0.0.1:{self._port}/telephone"

    def start(self) -> None:
        """Begin to answer."""
        self._server = _Server(("127.0.0.1", self._port), _Asked)
        self._server.application = self
        self._port = self._server.server_address[1]
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Answer nobody any more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def hang(self) -> None:
        """Give no plan to anybody who calls until told to `go_on`."""
        self._goes_on.clear()

    def go_on(self) -> None:
        """Give plans again."""
        self._goes_on.set()

    def think(self) -> None:
        """Take as long as it takes."""
        self._goes_on.wait(60)

    def heard(self, news: News) -> None:
        """Remember news, once."""
        with self._changed:
            if all(known.id != news.id for known in self.news):
                self.news.append(news)
            self._changed.notify_all()

    def wait(
        self, holds: Callable[[News], bool], *, timeout: float = 30, most: int = 1
    ) -> News:
        """Return the `most`-th news of which this holds, as soon as it is told."""

        def found() -> list[News]:
            return [news for news in self.news if holds(news)]

        with self._changed:
            if not self._changed.wait_for(lambda: len(found()) >= most, timeout):
                kinds = [f"{n.call[:4]} {n.kind} {n.target}" for n in self.news]
                raise AssertionError(f"It was never told. Told was: {kinds}")
            return found()[most - 1]

    def kinds(self, call: str) -> list[NewsKind]:
        """Return what was told of one call, in the order of its numbers."""
        told = sorted((n for n in self.news if n.call == call), key=lambda n: n.seq)
        return [news.kind for news in told]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    application: LittleApplication

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: telephones are killed here in the middle of a sentence."""


class _Asked(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def do_GET(self) -> None:
        """Give all plans."""
        self._answer(200, paper.write_plans(self.server.application.papers))

    def do_POST(self) -> None:
        """Give a plan, or take news."""
        application = self.server.application
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            self._answer(401, "{}")
        elif self.path.endswith("/arrived"):
            arrived = paper.read_news(body)
            application.heard(arrived)
            application.think()
            found = application.papers.get(arrived.line)
            text = paper.write_plan(found) if found else "{}"
            self._answer(200 if found else 404, text)
        else:
            batch = paper.read_all_news(body)
            for news in batch:
                application.heard(news)
            self._answer(200, paper.write_kept(len(batch)))

    def _answer(self, status: int, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass  # the telephone did not wait that long
