"""The monitor outside learns that we are alive, and nothing else."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from payung.gateways.monitor import Heartbeat, NotHeard, UnsafeMonitor


class Listening(BaseHTTPRequestHandler):
    """Keeps the whole of each request, and answers as the path ends."""

    def do_GET(self) -> None:
        self.server.heard.append((self.requestline, dict(self.headers)))  # type: ignore[attr-defined]
        self.send_response(int(self.path.rpartition("/")[2]))
        self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def outside() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    server.heard = []  # type: ignore[attr-defined]
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def at(outside: ThreadingHTTPServer, path: str) -> Heartbeat:
    return Heartbeat(address=f"http://127.0.0.1:{outside.server_port}{path}")


def test_it_hears_one_plain_question_without_a_word_of_who_asks(
    outside: ThreadingHTTPServer,
) -> None:
    at(outside, "/of-the-operator/200").say_alive()

    [(line, headers)] = outside.heard  # type: ignore[attr-defined]
    assert line == "GET /of-the-operator/200 HTTP/1.1"
    assert set(headers) <= {
        *("Host", "Accept", "Accept-Encoding", "Connection", "User-Agent"),
    }
    assert headers["User-Agent"] == ""


@pytest.mark.parametrize("status", ["302", "404", "500"])
def test_an_answer_that_is_no_yes_was_not_heard_and_is_followed_nowhere(
    outside: ThreadingHTTPServer, status: str
) -> None:
    with pytest.raises(NotHeard) as found:
        at(outside, f"/{status}").say_alive()

    assert found.value.why == "not_taken"
    assert len(outside.heard) == 1  # type: ignore[attr-defined]


def test_out_of_reach_it_says_so_and_never_where(
    outside: ThreadingHTTPServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    at(outside, "/a-secret-of-the-operator/200").say_alive()
    nowhere = Heartbeat(address="https://127.0.0.1:9/a-secret-of-the-operator")

    with pytest.raises(NotHeard) as found:
        nowhere.say_alive()

    assert "secret" not in f"{found.value!r} {nowhere!r} {caplog.text}"


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("http://monitor.example/x", id="in the open"),
        pytest.param("https://me:word@monitor.example/x", id="with a password"),
        pytest.param("https:///x", id="without a host"),
        pytest.param("monitor.example/x", id="without https"),
        pytest.param("https://[monitor/x", id="no address at all"),
    ],
)
def test_an_address_that_others_could_read_along_is_refused(address: str) -> None:
    with pytest.raises(UnsafeMonitor) as found:
        Heartbeat(address=address)

    assert "x" not in str(found.value).split()
