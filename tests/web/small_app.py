"""Two small servers for the browser: pages in the frame, and a harmless site."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from django.template.loader import render_to_string


STATIC = Path(__file__).parents[2] / "src/payung/web/static"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'"
)
SEALED = "She said <b>this</b>.\nAnd this."


@dataclass(slots=True)
class SmallApp:
    """An app of two pages in the frame, and what was posted to it."""

    address: str = ""
    elsewhere: str = ""
    left: list[str] = field(default_factory=list)
    locked: bool = False

    def page(self, path: str) -> str:
        """Return the page at a path: a link, a sealed field and a filter sheet."""
        frame = {
            "name": "Daybook",
            "home": "/one",
            "leave": "/leave/",
            "leave_to": self.elsewhere,
            "left_mark": "lv",
            "locked": "/locked",
            "places": [
                {"url": "/one", "icon": "today", "label": "One"},
                {"url": "/two", "icon": "notes", "label": "Two"},
            ],
        }
        words = {"frame": frame, "csrf_token": "a-token", "path": path}
        return render_to_string("small_app.html", words)

    def answer(self, path: str) -> tuple[str, str]:
        """Return kind and text of what stands at a path."""
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            return KINDS[file.suffix], file.read_text()
        if path == "/locked" or (self.locked and path != "/favicon.ico"):
            return "text/html", "<title>Daybook</title><h1>Locked</h1>"
        return "text/html", self.page(path)


class _Door(BaseHTTPRequestHandler):
    app: SmallApp

    def do_GET(self) -> None:
        self._say(*self.app.answer(self.path))

    def do_POST(self) -> None:
        posted = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/leave/":
            self.app.left.append(posted)
            self.app.locked = True
            page = render_to_string("left.html", {"leave_to": self.app.elsewhere})
            self._say("text/html", page)
        else:
            self._say("text/plain", SEALED)

    def _say(self, kind: str, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        return


class _Harmless(_Door):
    def do_GET(self) -> None:
        self._say("text/html", "<title>Weather</title><h1>Weather</h1>")


@contextmanager
def _serving(door: type[_Door]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), door)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def small_app() -> Iterator[SmallApp]:
    """Run both servers and give the app."""
    app = SmallApp()
    door = type("Door", (_Door,), {"app": app})
    with _serving(_Harmless) as elsewhere, _serving(door) as address:
        app.elsewhere, app.address = f"{elsewhere}/", address
        yield app
