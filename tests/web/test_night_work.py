"""What the worker does reaches a real telephone's door and a real company's door."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from payung.gateways.telephone import OrderKind
from payung.gateways.telephone.desk.control import ControlServer
from payung.gateways.telephone.fake import FakeTelephone
from payung.programme.alerts.actions import drop, tell
from payung.programme.alerts.machine import bearer, forget
from payung.programme.alerts.models import Message, Saying
from payung.programme.standby.models import Drill
from payung.web import night_work
from tests.programme.alerts.conftest import SUNITAS, make_office


COMPANY = """
[send]
url = "{url}"
address = "to"
text = "text"
"""
FILE = """
[np.company]
by = "http"
line = "main"
description = "company.toml"
send_secret = "outgoing"
"""


class Company(BaseHTTPRequestHandler):
    """An SMS company that keeps what it is given."""

    given: list[dict[str, str]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.given.append(json.loads(body))  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(autouse=True)
def office(db: None, settings: Settings, tmp_path: Path) -> None:
    settings.MACHINE_MEMORY = tmp_path / "memory"
    make_office()


@pytest.fixture
def company(settings: Settings, tmp_path: Path) -> Iterator[list[dict[str, str]]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Company)
    server.given = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/send"
    (tmp_path / "company.toml").write_text(COMPANY.format(url=url))
    (tmp_path / "hotline.toml").write_text(FILE)
    settings.HOTLINE_CHANNELS = tmp_path / "hotline.toml"
    yield server.given  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def telephone(settings: Settings) -> Iterator[FakeTelephone]:
    fake = FakeTelephone()
    control = ControlServer(
        fake.start, fake.cancel, fake.health, called=fake.called, token=bearer("np")
    )
    control.start()
    settings.TELEPHONES = {"np": control.base}
    yield fake
    control.stop()


def ask() -> None:
    tell(
        country="np",
        handles=["sunita"],
        saying=Saying.TAKE,
        about="NP-26-H-1",
        key="a",
        at=timezone.now(),
    )


def test_a_text_goes_out_by_the_countrys_own_channel(
    company: list[dict[str, str]],
) -> None:
    ask()

    night_work.write(timezone.now())

    code = Message.objects.get(way__kind="sms").code
    [given] = company
    assert given["to"].endswith(SUNITAS.lstrip("+"))
    assert given["text"] == f"1 new page. Answer 1 {code} to take it."
    assert Message.objects.get(way__kind="sms").state == "sent"


def test_a_telephone_rings_and_is_told_to_stop(telephone: FakeTelephone) -> None:
    ask()

    night_work.ring(timezone.now())
    [order] = telephone.orders
    drop(about="NP-26-H-1", at=timezone.now())
    night_work.ring(timezone.now())

    assert (order.kind, order.address) == (OrderKind.ALERT, f"tel:{SUNITAS}")
    assert telephone.cancelled == [order.id]


def test_while_the_line_is_shut_nobody_is_rung_or_written_to(
    telephone: FakeTelephone, company: list[dict[str, str]]
) -> None:
    ask()
    forget("np")

    night_work.ring(timezone.now())
    night_work.write(timezone.now())

    assert telephone.orders == company == []
    assert set(Message.objects.values_list("state", flat=True)) == {"waiting"}


def test_one_country_that_fails_keeps_no_other_from_its_turn() -> None:
    done = []

    def do(country: str) -> None:
        done.append(country)
        if country == "bd":
            raise LookupError

    with pytest.raises(ExceptionGroup) as raised:
        night_work._for_each(["bd", "np"], do)

    assert done == ["bd", "np"]
    assert [type(one) for one in raised.value.exceptions] == [LookupError]


def test_every_round_runs_on_a_quiet_night() -> None:
    at = timezone.now() + timedelta(minutes=1)

    for deed in (
        night_work.sweep_standby,
        night_work.sweep_contacts,
        night_work.take_in,
        night_work.watch,
        night_work.tell_outside,
        night_work.plan_tests,
        night_work.prove_nights,
    ):
        deed(at)

    assert not Drill.objects.exists()
    # All that is said is that no roster was ever published here.
    assert set(Message.objects.values_list("about", flat=True)) == {"duty:np"}
