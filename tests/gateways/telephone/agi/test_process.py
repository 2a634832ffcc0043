"""The real process beside the Asterisk double: started, called, ordered, stopped."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from payung.engines.sealed import RecordSecret, open_field, unattended_token, unwrap
from payung.gateways.telephone import NewsKind, OrderKind, TelephoneGone
from payung.gateways.telephone.agi import CAPS
from payung.gateways.telephone.desk.process_telephone import ProcessTelephone
from payung.gateways.telephone.fake import FakeApplication
from tests.gateways.telephone.agi.double import AsteriskDouble, Person
from tests.gateways.telephone.agi.manager_double import ManagerDouble
from tests.gateways.telephone.agi.world import (
    HOTLINE,
    LINE,
    NUMBERS,
    TEAM,
    an_order,
    paper,
    plan,
)
from tests.gateways.telephone.served_application import Served, serve
from tests.gateways.telephone.waiting import wait_until


HERE = Path(__file__).parent
ROOT = HERE.parents[3]
APP_TOKEN = "a-token-of-the-application"
CONTROL_TOKEN = "a-token-of-the-control-server"
DIALPLAN_SECRET = "an-invented-dialplan-secret"
MANAGER_SECRET = "an-invented-manager-secret"
MACHINE = RecordSecret(record="machine-of-us", key=bytes(range(32)))
ENDED = NewsKind.ENDED
# As a trunk may show her: the form that is dialled within her country.
CALLER, CALLER_E164 = "2025550199", "+12025550199"


class Beside:
    """Asterisk, an application behind HTTP, and our process between them."""

    def __init__(self, folder: Path, app: FakeApplication, served: Served) -> None:
        self.folder, self.app, self.served = folder, app, served
        self.asterisk = AsteriskDouble(0, secret=DIALPLAN_SECRET, line=LINE)
        self.manager = ManagerDouble(
            self.asterisk, user="payung", secret=MANAGER_SECRET
        )
        self.control = ""
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def telephone(self) -> ProcessTelephone:
        """Return the telephone as the application sees it."""
        return ProcessTelephone(self.control, CONTROL_TOKEN, caps=CAPS)

    @property
    def said(self) -> str:
        """Return what the process has written to its standard outputs."""
        return (self.folder / "said.txt").read_text()

    def person(self, who: str) -> Person:
        return self.asterisk.person(NUMBERS[who])

    def start(self) -> None:
        """Start the process and wait until it listens."""
        ready = self.folder / "ready.json"
        ready.unlink(missing_ok=True)
        with (self.folder / "said.txt").open("ab") as out:
            self._process = subprocess.Popen(
                [sys.executable, HERE / "run_process.py", self._settings(ready)],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
                stdout=out,
                stderr=out,
            )
        wait_until(lambda: ready.exists() or self._has_ended())
        where = json.loads(ready.read_text())
        self.asterisk.port, self.control = where["agi"], where["control"]

    def wait_plans_kept(self) -> None:
        """Wait until the process knows the key that numbers are sealed to."""
        wait_until((self.folder / "run" / "last_plans").exists)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Send the signal and return how the process ended."""
        assert self._process is not None
        self._process.send_signal(how)
        return self._process.wait(20)

    def close(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self.manager.stop()

    def _has_ended(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self.said
        return False

    def _settings(self, ready: Path) -> Path:
        file = self.folder / "settings.json"
        said = {
            "file": str(self._asterisk_file()),
            "country": "us",
            "run": str(self.folder / "run"),
            "ready": str(ready),
            "application": self.served.base,
            "application_token": APP_TOKEN,
            "control_token": CONTROL_TOKEN,
        }
        file.write_text(json.dumps(said))
        return file

    def _asterisk_file(self) -> Path:
        for name, secret in (
            ("dialplan.secret", DIALPLAN_SECRET),
            ("manager.secret", MANAGER_SECRET),
        ):
            path = self.folder / name
            path.write_text(secret)
            path.chmod(0o600)
        file = self.folder / "asterisk.toml"
        file.write_text(
            '[agi]\nsecret_file = "dialplan.secret"\n'
            '[manager]\nsecret_file = "manager.secret"\n'
            f"port = {self.manager.port}\n"
        )
        return file


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[Beside]:
    app = FakeApplication({LINE: paper(plan(("sunita",)))})
    with serve(app, APP_TOKEN) as served:
        made = Beside(tmp_path, app, served)
        try:
            made.start()
            yield made
        finally:
            made.close()


def test_a_call_goes_through_and_is_told_from_arrival_to_end(beside: Beside) -> None:
    caller = beside.asterisk.call(CALLER)
    sunita = beside.person("sunita").does_next("answer").presses("1")
    caller.wait_joined()
    sunita.hangs_up()

    end = beside.app.wait_told(ENDED)
    assert [str(news.kind) for news in beside.app.news_of(end.call)] == [
        *("arrived", "ringing", "screening", "accepted", "ended"),
    ]
    assert str(end.outcome) == "answered"
    assert sunita.shown == [HOTLINE]


def test_a_callers_number_is_spelled_as_dialled_from_anywhere(beside: Beside) -> None:
    beside.wait_plans_kept()
    beside.asterisk.call(CALLER).hangs_up()

    arrived = beside.app.wait_told(NewsKind.ARRIVED).arrived
    assert arrived is not None
    assert arrived.wrap is not None
    assert arrived.number is not None
    secret = unwrap(arrived.wrap, TEAM)
    assert open_field(secret, "contact.number", arrived.number) == CALLER_E164
    assert arrived.token == unattended_token(MACHINE, "number", CALLER_E164).hex()


def test_what_is_no_telephone_number_counts_as_withheld(beside: Beside) -> None:
    beside.wait_plans_kept()
    for shown in ("12", "266696687", "asterisk"):
        beside.asterisk.call(shown).hangs_up()
    beside.app.wait_for(lambda told: [n.kind for n in told].count(ENDED) == 3)

    for routed in beside.app.routed:
        assert routed.arrived is not None
        assert routed.arrived.withheld
        assert (routed.arrived.number, routed.arrived.token) == (None, "")


def test_the_application_orders_as_it_orders_our_own_telephone(beside: Beside) -> None:
    beside.telephone.start(an_order(OrderKind.ALERT))
    beside.person("sunita").does_next("answer").presses("1")

    end = beside.app.wait_told(ENDED, call="order-1")
    kinds = [str(news.kind) for news in beside.app.news_of("order-1")]
    assert kinds == ["ringing", "screening", "accepted", "ended"]
    assert str(end.outcome) == "answered"


def test_the_same_order_from_several_at_once_rings_once(beside: Beside) -> None:
    order = an_order(OrderKind.ALERT)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(beside.telephone.start, [order] * 8))
    beside.person("sunita").wait_ringing().does_next("busy")
    beside.app.wait_told(ENDED, call="order-1")

    asked = [a for a in beside.manager.actions if a["Action"] == "Originate"]
    assert len(asked) == 1


def test_the_application_calls_an_order_off(beside: Beside) -> None:
    beside.telephone.start(an_order(OrderKind.ALERT))
    beside.person("sunita").wait_ringing()
    beside.telephone.cancel("order-1")

    end = beside.app.wait_told(ENDED, call="order-1")
    assert str(end.outcome) == "interrupted"


def test_health_counts_the_calls_of_the_process(beside: Beside) -> None:
    caller = beside.asterisk.call(CALLER)
    beside.person("sunita").wait_ringing()

    health = beside.telephone.health()

    assert (health.ready, health.trunk, health.calls) == (True, "unknown", 1)
    caller.hangs_up()


def test_health_counts_what_the_application_refused(beside: Beside) -> None:
    beside.served.answer = (409, b"{}")
    beside.asterisk.call(CALLER).hangs_up()

    wait_until(lambda: beside.telephone.health().refused > 0)

    assert beside.app.told == []


def test_an_asterisk_that_is_gone_is_not_called_healthy(beside: Beside) -> None:
    beside.manager.stop()

    with pytest.raises(TelephoneGone):
        beside.telephone.health()
    with pytest.raises(TelephoneGone):
        beside.telephone.start(an_order(OrderKind.ALERT))


def test_whoever_does_not_know_the_password_orders_nothing(beside: Beside) -> None:
    stranger = ProcessTelephone(beside.control, "another password", caps=CAPS)

    with pytest.raises(TelephoneGone, match="401"):
        stranger.start(an_order(OrderKind.ALERT))

    assert beside.manager.actions == []


def test_told_to_stop_it_ends_well_and_frees_its_ports(beside: Beside) -> None:
    assert beside.stop() == 0

    assert beside.said == ""
    with pytest.raises(TelephoneGone):
        beside.telephone.health()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", beside.asterisk.port))


def test_a_call_that_rings_at_the_stop_goes_to_the_coordinator_and_is_owed(
    beside: Beside,
) -> None:
    beside.asterisk.call(CALLER)
    beside.person("sunita").wait_ringing()
    assert beside.stop() == 0
    # Asterisk still rings her phone; nobody is there any more who would ask her.
    beside.person("sunita").does_next("ring out")
    beside.asterisk.wait_ended()

    assert beside.asterisk.coordinator_rung == [HOTLINE]
    beside.start()
    assert str(beside.app.wait_told(ENDED).outcome) == "interrupted"


def test_what_was_not_delivered_is_delivered_by_the_next_run(beside: Beside) -> None:
    beside.wait_plans_kept()
    beside.app.gone = True
    caller = beside.asterisk.call(CALLER)
    sunita = beside.person("sunita").does_next("answer").presses("1")
    caller.wait_joined()
    sunita.hangs_up()
    wait_until(lambda: beside.telephone.health().unsent == 5)
    assert beside.stop() == 0
    beside.app.gone = False
    beside.start()

    end = beside.app.wait_told(ENDED)
    assert str(end.outcome) == "answered"
    assert len(beside.app.news_of(end.call)) == 5


def test_the_last_plans_outlive_the_process_sealed(beside: Beside) -> None:
    beside.wait_plans_kept()
    beside.stop(signal.SIGKILL)
    beside.app.gone = True
    beside.start()
    caller = beside.asterisk.call(CALLER)
    beside.person("sunita").does_next("answer").presses("1")
    caller.wait_joined()

    kept = (beside.folder / "run" / "last_plans").read_bytes()
    assert NUMBERS["sunita"].encode() not in kept
    assert beside.asterisk.coordinator_rung == []
    caller.hangs_up()


def test_no_number_is_said_or_left_on_the_disk(beside: Beside) -> None:
    caller = beside.asterisk.call(CALLER)
    beside.person("sunita").does_next("answer").presses("1")
    caller.wait_joined()
    caller.hangs_up()
    beside.app.wait_told(ENDED)
    beside.telephone.start(an_order(OrderKind.CALL_BACK, number=CALLER_E164))
    beside.person("sunita").wait_ringing(2).does_next("busy")
    beside.app.wait_told(ENDED, call="order-1")
    beside.stop()

    files = [path for path in beside.folder.rglob("*") if path.is_file()]
    assert {"journal.sqlite3", "last_plans"} <= {path.name for path in files}
    for number in (CALLER, *NUMBERS.values()):
        bare = number.removeprefix("+").encode()
        assert not [path for path in files if bare in path.read_bytes()]
