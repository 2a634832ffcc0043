"""The control server answers whoever says the token, and survives everybody else."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator

import httpx
import pytest

from payung.gateways.telephone import Health, Order, TelephoneGone
from payung.gateways.telephone.desk.control import ControlServer
from payung.gateways.telephone.desk.near import NotNear
from payung.gateways.telephone.desk.paper import write_order
from payung.gateways.telephone.desk.process_telephone import ProcessTelephone
from payung.gateways.telephone.fake import CAPS, FakeTelephone
from tests.gateways.telephone.samples import TOKEN, order


TRUSTED = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def fake() -> FakeTelephone:
    return FakeTelephone()


@pytest.fixture
def server(fake: FakeTelephone) -> Iterator[ControlServer]:
    server = ControlServer(
        fake.start, fake.cancel, fake.health, called=fake.called, token=TOKEN
    )
    server.start()
    yield server
    server.stop()


@pytest.fixture
def stranger(server: ControlServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.base, trust_env=False) as client:
        yield client


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"Authorization": TOKEN}, id="the token alone"),
        pytest.param({"Authorization": f"Bearer {TOKEN}x"}, id="one sign more"),
        pytest.param({"Authorization": f"Bearer {TOKEN[:-1]}"}, id="one sign less"),
        pytest.param(
            {"Authorization": "Bearer \xe9".encode("latin-1")}, id="an accent"
        ),
    ],
)
def test_who_does_not_say_the_token_changes_and_learns_nothing(
    stranger: httpx.Client, fake: FakeTelephone, said: dict[str, str]
) -> None:
    ordered = stranger.post("/orders", content=write_order(order()), headers=said)
    asked = stranger.get("/health", headers=said)

    assert (ordered.status_code, asked.status_code) == (401, 401)
    assert fake.orders == []
    assert "ready" not in asked.text


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/"), ("GET", "/orders"), ("POST", "/health"), ("POST", "/orders/1")],
)
def test_nothing_else_is_there(stranger: httpx.Client, method: str, path: str) -> None:
    answer = stranger.request(method, path, headers=TRUSTED, content=b"")

    assert answer.status_code == 404


def test_an_order_that_cannot_be_read_is_refused_by_its_key(
    stranger: httpx.Client, fake: FakeTelephone
) -> None:
    paper = write_order(order()).replace('"wait":30', '"wait":0')

    answer = stranger.post("/orders", content=paper, headers=TRUSTED)

    assert answer.status_code == 400
    assert "order.wait" in answer.text
    assert fake.orders == []


def test_a_body_too_long_is_refused_before_it_is_read(server: ControlServer) -> None:
    answer = raw(
        server,
        f"POST /orders HTTP/1.1\r\nAuthorization: Bearer {TOKEN}\r\n"
        "Content-Length: 70000\r\n\r\n{",
    )

    assert answer.startswith("HTTP/1.1 413")


@pytest.mark.parametrize("length", ["", "-1", "1e3", "9" * 40, "\u0663"])
def test_a_body_without_a_proper_length_is_refused(
    server: ControlServer, length: str
) -> None:
    answer = raw(
        server,
        f"POST /orders HTTP/1.1\r\nAuthorization: Bearer {TOKEN}\r\n"
        f"Content-Length: {length}\r\n\r\n",
    )

    assert answer.startswith("HTTP/1.1 411")


def test_a_chunked_body_is_refused(stranger: httpx.Client) -> None:
    answer = stranger.post("/orders", content=iter([b"{}"]), headers=TRUSTED)

    assert answer.status_code == 411


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("\r\n\r\n", id="nothing"),
        pytest.param("HELLO\r\n\r\n", id="a greeting"),
        pytest.param("GET /" + "a" * 70_000 + " HTTP/1.1\r\n\r\n", id="a long way"),
        pytest.param("INVITE sip:x SIP/2.0\r\n\r\n", id="another language"),
        pytest.param("GET /health HTTP/1.1\r\n" + "a: b\r\n" * 200 + "\r\n", id="many"),
    ],
)
def test_nonsense_stops_nobody_else(
    server: ControlServer, said: str, stranger: httpx.Client
) -> None:
    raw(server, said)

    assert stranger.get("/health", headers=TRUSTED).status_code == 200


def test_slow_senders_hold_up_nobody_else(
    server: ControlServer, stranger: httpx.Client
) -> None:
    slow = [connected(server) for _ in range(20)]
    for each in slow:
        each.sendall(b"POST /orders HTTP/1.1\r\n")

    answer = stranger.get("/health", headers=TRUSTED)

    assert answer.status_code == 200
    for each in slow:
        each.close()


def test_beyond_so_many_at_once_connections_are_dropped(
    server: ControlServer, stranger: httpx.Client
) -> None:
    slow = [connected(server) for _ in range(32)]
    for each in slow:
        each.sendall(b"POST /orders HTTP/1.1\r\n")
    one_more = connected(server)

    assert one_more.recv(1) == b""

    for each in [*slow, one_more]:
        each.close()


def test_an_order_that_breaks_something_is_asked_for_again_later(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def take(taken: Order) -> None:
        raise KeyError(taken.address)

    fake = FakeTelephone()
    server = ControlServer(
        take, fake.cancel, fake.health, called=fake.called, token=TOKEN
    )
    server.start()
    telephone = ProcessTelephone(server.base, TOKEN, caps=CAPS)

    with pytest.raises(TelephoneGone, match="503"):
        telephone.start(order())

    telephone.close()
    server.stop()
    assert "KeyError" in caplog.text
    assert "5550" not in caplog.text


def test_nothing_of_an_order_is_logged(
    server: ControlServer,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    telephone = ProcessTelephone(server.base, TOKEN, caps=CAPS)

    telephone.start(order())

    telephone.close()
    assert "5550" not in caplog.text
    assert "5550" not in "".join(capfd.readouterr())
    assert TOKEN not in caplog.text


def test_a_telephone_that_is_not_there_is_gone() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{taken.getsockname()[1]}"
        telephone = ProcessTelephone(base, TOKEN, caps=CAPS)

        with pytest.raises(TelephoneGone, match=r"No answer on health \(ConnectError"):
            telephone.health()

        telephone.close()


def test_a_telephone_that_hangs_is_gone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        base = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        telephone = ProcessTelephone(base, TOKEN, caps=CAPS, wait=0.1)

        with pytest.raises(TelephoneGone, match="ReadTimeout"):
            telephone.health()

        telephone.close()


def test_an_answer_that_is_no_health_is_a_telephone_that_is_gone() -> None:
    fake = FakeTelephone()

    def odd() -> Health:
        return Health(ready=True, trunk="none", unsent=-1, calls=0)

    server = ControlServer(
        fake.start, fake.cancel, odd, called=fake.called, token=TOKEN
    )
    server.start()
    telephone = ProcessTelephone(server.base, TOKEN, caps=CAPS)

    with pytest.raises(TelephoneGone, match=r"health\.unsent"):
        telephone.health()

    telephone.close()
    server.stop()


def test_a_token_that_can_be_guessed_is_not_taken() -> None:
    fake = FakeTelephone()

    with pytest.raises(ValueError, match="16 signs"):
        ControlServer(
            fake.start, fake.cancel, fake.health, called=fake.called, token="short"
        )


def test_a_stopped_server_frees_its_port() -> None:
    fake = FakeTelephone()
    server = ControlServer(
        fake.start, fake.cancel, fake.health, called=fake.called, token=TOKEN
    )
    port = int(server.base.rpartition(":")[2])
    server.start()

    server.stop()

    again = ControlServer(
        fake.start, fake.cancel, fake.health, called=fake.called, token=TOKEN, port=port
    )
    again.stop()


def connected(server: ControlServer) -> socket.socket:
    host, _, port = server.base.removeprefix("http://").partition(":")
    return socket.create_connection((host, int(port)), timeout=5)


def raw(server: ControlServer, said: str) -> str:
    """Say this, and nothing more; return all that was answered."""
    with connected(server) as wire:
        answer = b""
        try:
            wire.sendall(said.encode())
            wire.shutdown(socket.SHUT_WR)
            while part := wire.recv(65_536):
                answer += part
        except ConnectionError:
            pass  # it was hung up in the middle of the sentence
        return answer.decode()


def test_a_telephone_that_is_not_near_is_not_asked() -> None:
    with pytest.raises(NotNear, match="WireGuard"):
        ProcessTelephone("https://127.0.0.1:1", TOKEN, caps=CAPS)
