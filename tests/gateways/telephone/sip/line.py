"""A hotline on loopback: the real process, a little application, SIPp as telephones.

Made for every test that needs calls, and for the battery of a thousand of them:

    with Line(tmp_path) as line:
        sunita = line.phone("phone_presses_one")
        line.plan(step(sunita))
        caller = line.caller()
        arrived = line.arrived()
        line.wait(NewsKind.ACCEPTED, call=arrived.call)

Whatever is waited for is news or a row of the journal, never time.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from payung.engines.dispatch import Plan, PlanStep
from payung.engines.sealed import TeamKeys, new_team_keys
from payung.gateways.telephone import News, NewsKind, PlanPaper, SealTo
from payung.gateways.telephone.desk.process_telephone import ProcessTelephone
from payung.gateways.telephone.media.companding import from_linear
from payung.gateways.telephone.sip.caps import CAPS
from tests.gateways.telephone.sip.little_application import TOKEN, LittleApplication


HERE = Path(__file__).parent
ROOT = HERE.parents[3]
SCENARIOS = HERE / "scenarios"
CONTROL = "a-token-of-the-control-server"
HOTLINE = "5550100"
CALLER = "+0005550199"
MORE_NUMBERS = tuple(str(number) for number in range(5550200, 5550300))
HOST = "127.0.0.1"
PATIENCE = 30.0


@dataclass(frozen=True, kw_only=True)
class Telephone:
    """One SIPp: a phone of ours, or a caller."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    folder: Path

    @property
    def address(self) -> str:
        """Return where it is rung."""
        return f"sip:{self.name}@{HOST}:{self.port}"

    def rings(self) -> None:
        """Wait until it was rung (scenarios that touch the file `rang`)."""
        until((self.folder / "rang").exists, f"{self.name} rings")

    def ends_well(self, timeout: float = PATIENCE) -> bool:
        """Return whether its whole scenario happened, when it is over."""
        return self.process.wait(timeout) == 0

    def stop(self) -> None:
        """End it, however far it is."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def step(*phones: Telephone, wait: int = 20) -> PlanStep:
    """Return phones that ring together."""
    return PlanStep(targets=tuple(phone.name for phone in phones), wait=wait)


class Line:
    """One hotline, from its start to its end."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.folder = folder
        self.number = HOTLINE
        self.team: TeamKeys = new_team_keys("a-team", epoch=1)
        self.application = LittleApplication()
        self.telephones: list[Telephone] = []
        self.port = 0
        self.control = ""
        self.memory = Path(tempfile.mkdtemp(prefix="line-", dir="/dev/shm"))
        self._process: subprocess.Popen[bytes] | None = None
        self._home = folder
        self._more = settings
        self._tone = _tone()
        self._stderr = folder / "stderr.txt"

    def __enter__(self) -> Self:
        self.application.start()
        for number in (HOTLINE, *MORE_NUMBERS):
            self.application.papers[number] = self.paper(line=number)
        self.start()
        self._until_plans()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.hang_up()
        self.stop()
        self.application.stop()
        shutil.rmtree(self.memory, ignore_errors=True)

    def another(self, folder: Path, number: str) -> Line:
        """Return another line of the same process, with telephones of its own.

        It can be called and planned for; start and stop belong to the first line.
        """
        line = copy(self)
        line.folder, line.number, line.telephones = folder, number, []
        return line

    def hang_up(self) -> None:
        """End every SIPp."""
        for telephone in self.telephones:
            telephone.stop()

    # ---- the process ---------------------------------------------------------------

    @property
    def run(self) -> Path:
        """Return the folder of the journal and the last plans."""
        return self._home / "run"

    @property
    def vault(self) -> Path:
        """Return the folder of the sealed messages."""
        return self._home / "vault"

    @property
    def said(self) -> str:
        """Return what the process has written to its standard outputs."""
        return self._stderr.read_text(errors="replace")

    @property
    def telephone(self) -> ProcessTelephone:
        """Return the telephone as the application sees it."""
        return ProcessTelephone(self.control, CONTROL, caps=CAPS)

    def start(self) -> None:
        """Start the process, on the port it had before, and wait until it is ready."""
        ready = self.folder / "ready.json"
        ready.unlink(missing_ok=True)
        file = self.folder / "settings.json"
        file.write_text(json.dumps(self._settings(ready)))
        with self._stderr.open("ab") as out:
            self._process = subprocess.Popen(
                [sys.executable, HERE / "run_line.py", file],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
                stdout=out,
                stderr=out,
            )
        until(ready.exists, "the telephone is ready", alive=self._alive)
        where = json.loads(ready.read_text())
        self.port, self.control = where["sip"], where["control"]

    def stop(self) -> None:
        """Tell the process to stop."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None

    def kill(self) -> None:
        """End the process in the middle of whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def lose_memory(self) -> None:
        """Let the power fail: what lay in memory is gone."""
        for file in self.memory.iterdir():
            file.unlink()

    def stay_away(self, long_ago: str) -> None:
        """Let the process have been gone since then; to be called while it is."""
        (self.memory / "alive").write_text(long_ago)

    def wait_until_heard(self) -> None:
        """Wait until the snapshot of the only call says that its caller is answered."""

        def answered() -> bool:
            calls = [f for f in self.memory.iterdir() if len(f.name) == 32]
            texts = [file.read_text() for file in calls if file.exists()]
            return any('"caller": {"dialog": {"call_id"' in text for text in texts)

        until(answered, "the caller is answered")

    def _until_plans(self) -> None:
        kept = self.run / "last_plans"
        until(kept.exists, "the plans are kept", alive=self._alive)

    def _alive(self) -> None:
        assert self._process is not None
        assert self._process.poll() is None, self.said

    def _settings(self, ready: Path) -> dict[str, Any]:
        more = dict(self._more)
        trunk = {
            "host": HOST,
            "port": more.pop("trunk_port", 9),
            "user": "hotline",
            "realm": "",
            "secret": "an-invented-secret",
            "register": more.pop("register", False),
            "expires": 60,
            "networks": more.pop("networks", [f"{HOST}/32"]),
        }
        return {
            "host": HOST,
            "port": self.port,
            "run": str(self.run),
            "memory": str(self.memory),
            "vault": str(self.vault),
            "ready": str(ready),
            "application": self.application.base,
            "application_token": TOKEN,
            "control_token": CONTROL,
            "trunk": trunk,
            **more,
        }

    # ---- plans ---------------------------------------------------------------------

    def paper(self, **changes: Any) -> PlanPaper:
        """Return a paper that rings nobody, with these changes."""
        empty = PlanPaper(
            line=self.number,
            plan=Plan(contact="of-nobody", steps=()),
            addresses={},
            seal_to=SealTo(public=self.team.public),
            shows="5550100",
        )
        return replace(empty, **changes)

    def plan(
        self, *steps: PlanStep, paper: PlanPaper | None = None, **plan: Any
    ) -> None:
        """Let the application give this plan from now on."""
        addresses = {phone.name: phone.address for phone in self.telephones}
        made = Plan(contact="of-nobody", steps=steps, **plan)
        given = replace(paper or self.paper(), plan=made, addresses=addresses)
        self.application.papers[self.number] = given

    def paper_now(self) -> PlanPaper:
        """Return what the application gives now."""
        return self.application.papers[self.number]

    def give(self, paper: PlanPaper, **changes: Any) -> None:
        """Let the application give this paper, with these changes."""
        self.application.papers[self.number] = replace(paper, **changes)

    def restart_with_plans(self) -> None:
        """Start the process anew, and wait until it holds the plans of now."""
        self.stop()
        (self.run / "last_plans").unlink(missing_ok=True)
        self.start()
        self._until_plans()

    # ---- telephones ----------------------------------------------------------------

    def phone(
        self,
        scenario: str,
        *,
        pause: int = 0,
        port: int = 0,
        calls: int = 1,
        more: Sequence[str] = (),
        **keys: str,
    ) -> Telephone:
        """Return a phone of ours that does what the scenario says, after a pause (ms).

        It takes so many calls, several at once where they come at once.
        """
        name = f"{self.number}-phone-{len(self.telephones) + 1}"
        given = ["-m", str(calls), "-d", str(pause), *more]
        return self._sipp(name, scenario, given, keys, port=port)

    def caller(
        self,
        scenario: str = "caller",
        *,
        who: str = CALLER,
        talks: int = 300,
        dials: str = "",
        presses: str = "",
        port: int = 0,
        calls: int = 1,
        more: Sequence[str] = (),
        **keys: str,
    ) -> Telephone:
        """Return somebody who calls now, and talks so many milliseconds.

        `presses` is her key; `calls` how often she calls, `more` are further words to
        SIPp, such as ("-r", "5") for five calls a second.
        """
        name = f"caller-{len(self.telephones) + 1}"
        if presses:
            pcap = f"/usr/share/sip-tester/dtmf_2833_{presses}.pcap"
            (self.folder / name).mkdir()
            shutil.copy(pcap, self.folder / name / "key.pcap")
        said = {"who": who, "line": dials or self.number, **keys}
        remote = ["-m", str(calls), "-d", str(talks), *more, f"{HOST}:{self.port}"]
        return self._sipp(name, scenario, remote, said, port=port)

    def _sipp(
        self,
        name: str,
        scenario: str,
        more: Sequence[str],
        keys: dict[str, str],
        *,
        port: int = 0,
    ) -> Telephone:
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        port, media = port or free_port(), free_port(even=True)
        (folder / "tone.ulaw").write_bytes(self._tone)
        given = [part for key in keys for part in ("-key", key, keys[key])]
        command = [
            *("sipp", "-sf", str(SCENARIOS / f"{scenario}.xml"), "-i", HOST),
            *("-p", str(port), "-mp", str(media), "-nostdin"),
            *("-timeout", "60s", "-timeout_error", "-trace_err", *given, *more),
        ]
        with (folder / "out.txt").open("wb") as out:
            process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out)
        telephone = Telephone(name=name, port=port, process=process, folder=folder)
        self.telephones.append(telephone)
        if f"{HOST}:{self.port}" not in more:
            until(lambda: is_bound(port), f"{name} listens")
        return telephone

    # ---- what happens --------------------------------------------------------------

    def arrived(self, most: int = 1) -> News:
        """Return the news of the call that came first, or as the `most`-th."""
        return self.wait(NewsKind.ARRIVED, most=most)

    def wait(
        self,
        kind: NewsKind,
        *,
        call: str = "",
        target: Telephone | None = None,
        timeout: float = PATIENCE,
        most: int = 1,
    ) -> News:
        """Return news of this kind as soon as the application was told of it."""

        def holds(news: News) -> bool:
            fits = news.call == call if call else news.line == self.number
            hers = target is None or news.target == target.name
            return news.kind is kind and fits and hers

        return self.application.wait(holds, timeout=timeout, most=most)

    def ended(self, call: str = "", timeout: float = PATIENCE) -> News:
        """Return how a call ended."""
        return self.wait(NewsKind.ENDED, call=call, timeout=timeout)

    def rows(self, kind: str) -> int:
        """Return how many news of this kind lie in the journal, told or not."""
        file = f"file:{self.run / 'journal.sqlite3'}?mode=ro"
        connection = sqlite3.connect(file, uri=True)
        try:
            asked = "SELECT COUNT(*) FROM news WHERE kind = ? AND line = ?"
            (found,) = connection.execute(asked, [kind, self.number]).fetchone()
        finally:
            connection.close()
        return int(found)

    def until_row(self, kind: NewsKind, count: int = 1) -> None:
        """Wait until the journal holds so many news of this kind."""
        until(lambda: self.rows(kind) >= count, f"{count} {kind} in the journal")


def until(
    holds: Callable[[], bool],
    what: str,
    *,
    alive: Callable[[], None] = lambda: None,
    timeout: float = PATIENCE,
) -> None:
    """Return as soon as this holds; fail when it does not come to hold."""
    ends_at = time.monotonic() + timeout
    while not holds():
        alive()
        assert time.monotonic() < ends_at, f"Never happened: {what}."
        time.sleep(0.01)


def free_port(*, even: bool = False) -> int:
    """Return a port that was free a moment ago; an even one has a free neighbour."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            asked.bind((HOST, 0))
            port = int(asked.getsockname()[1])
        if not even or port % 2 == 0:
            return port


def is_bound(port: int) -> bool:
    """Return whether somebody listens on this UDP port."""
    lines = Path("/proc/net/udp").read_text().splitlines()[1:]
    return any(line.split()[1].endswith(f":{port:04X}") for line in lines)


def _tone() -> bytes:
    """Return two seconds of a loud voice, as SIPp sends it."""
    moments = np.arange(16000) / 8000
    return from_linear((12000 * np.sin(2 * np.pi * 440 * moments)).astype(np.int16))
