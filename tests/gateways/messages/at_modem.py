"""A GSM modem on a pseudo-terminal: what gammu's AT driver talks to in tests.

It keeps short messages on a SIM with few places, sends what it is given, rings, and can
be unplugged, plugged in again, struck dumb, or told to refuse.
"""

from __future__ import annotations

import os
import pty
import re
import select
import threading
import time
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from tests.gateways.messages.pdu import Submitted, deliver, submitted


PLAIN_ANSWERS = {
    "AT+CGMI": "Cast",
    "AT+CGMM": "Test modem",
    "AT+CGMR": "1.0",
    "AT+CGSN": "000000000000000",
    "AT+CPIN?": "+CPIN: READY",
    "AT+CMGF=?": "+CMGF: (0,1)",
    "AT+CMGF?": "+CMGF: 0",
    "AT+CSCS=?": '+CSCS: ("GSM","UCS2")',
    "AT+CSCS?": '+CSCS: "GSM"',
    "AT+CSCA?": '+CSCA: "+000999",145',
    "AT+CPMS=?": '+CPMS: ("SM"),("SM"),("SM")',
    "AT+CNMI=?": "+CNMI: (0-2),(0-3),(0,2,3),(0-2),(0,1)",
    "AT+CSMS?": "+CSMS: 0,1,1,1",
}
PLACES = 20


class AtModem:
    """A modem plugged in under a path of its own, as /dev/serial/by-id has them."""

    def __init__(self, path: Path, *, rings_every: float = 2.0) -> None:
        self.path = path
        self.rings_every = rings_every
        self.sent: list[Submitted] = []
        self.heard: list[str] = []
        self.sim: list[str | None] = [None] * PLACES
        self._takes: int | None = None  # so many more texts, then one is refused
        self.dumb = False  # hears, and answers nothing
        self.locked = False  # the SIM wants its PIN
        self.hung_up_after: list[float] = []  # seconds from the first ring
        self.rung = 0
        self._ringing: tuple[float, str] | None = None
        self._lock = threading.RLock()
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._own = self._theirs = -1

    def plug(self) -> None:
        """Appear under the path and begin to answer."""
        self._own, self._theirs = pty.openpty()
        tty.setraw(self._own)
        tty.setraw(self._theirs)
        self.path.symlink_to(os.ttyname(self._theirs))
        self._stop.clear()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def unplug(self) -> None:
        """Vanish, as a stick pulled out of the socket; the SIM keeps what it has."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
        self.path.unlink()
        # Both ends, or the computer goes on writing to a modem that is not there.
        os.close(self._theirs)
        os.close(self._own)

    def receive(
        self,
        number: str,
        text: str,
        *,
        at: datetime,
        part: tuple[int, int, int] | None = None,
    ) -> None:
        """Put a text on the SIM; `part` is reference, number of parts, this one."""
        with self._lock:
            place = self.sim.index(None)
            self.sim[place] = deliver(number, text, at=at, part=part)

    def refuse_after(self, texts: int) -> None:
        """Take so many more texts, then let the network refuse one."""
        self._takes = texts

    def kept(self) -> int:
        """Return how many texts lie on the SIM."""
        with self._lock:
            return sum(pdu is not None for pdu in self.sim)

    def ring(self, number: str) -> None:
        """Let somebody call; an empty number is withheld."""
        with self._lock:
            self._ringing = (time.monotonic(), number)
            self.rung = 1
            self._say_ring(number)

    def _serve(self) -> None:
        heard, in_text = b"", False
        while not self._stop.is_set():
            self._ring_again()
            if not select.select([self._own], [], [], 0.02)[0]:
                continue
            with suppress(OSError):
                heard += self._hear()
            while match := re.search(b"[\x1a\x1b]" if in_text else b"[\r\x1b]", heard):
                said, heard = heard[: match.start()], heard[match.end() :]
                in_text = self._answer(said.decode("ascii", "replace"), in_text)

    def _hear(self) -> bytes:
        heard = os.read(self._own, 4096)
        if not self.dumb:
            os.write(self._own, heard)  # ATE1: gammu wants to read its own words
        return heard

    def _answer(self, said: str, in_text: bool) -> bool:
        with self._lock:
            self.heard.append("a text" if in_text else said.strip())
            if in_text:
                self._send(said.strip())
                return False
            if said.startswith("AT+CMGS="):
                self._say("> ", end="")
                return True
            self._command(said.strip())
            return False

    def _command(self, said: str) -> None:
        name = next((name for name in self._deeds() if said.startswith(name)), "")
        if self.locked and name in {"AT+CPMS", "AT+CMGL=", "AT+CMGR="}:
            self._say("+CMS ERROR: 311")
        elif said in PLAIN_ANSWERS:
            self._say(PLAIN_ANSWERS[said])
            self._say("OK")
        elif name:
            self._deeds()[name](said.removeprefix(name))
        elif said:
            self._say("OK")

    def _deeds(self) -> dict[str, Callable[[str], None]]:
        return {
            "AT+CPMS": self._stores,
            "AT+CMGL=": self._list,
            "AT+CMGR=": self._read,
            "AT+CMGD=": self._delete,
            "AT+CHUP=?": lambda _: self._say("OK"),
            "AT+CHUP": self._hang_up,
            "ATH": self._hang_up,
        }

    def _stores(self, _: str) -> None:
        self._say(f'+CPMS: "SM",{self.kept()},{PLACES},"SM",{self.kept()},{PLACES}')
        self._say("OK")

    def _list(self, _: str) -> None:
        for place, pdu in enumerate(self.sim, 1):
            if pdu is not None:
                self._say(f"+CMGL: {place},1,,{len(pdu) // 2 - 1}\r\n{pdu}")
        self._say("OK")

    def _read(self, place: str) -> None:
        pdu = self.sim[int(place) - 1]
        if pdu is None:
            self._say("+CMS ERROR: 321")
        else:
            self._say(f"+CMGR: 1,,{len(pdu) // 2 - 1}\r\n{pdu}")
            self._say("OK")

    def _delete(self, place: str) -> None:
        self.sim[int(place) - 1] = None
        self._say("OK")

    def _send(self, pdu: str) -> None:
        if self._takes == 0:
            self._takes = None
            self._say("+CMS ERROR: 38")  # network out of order
            return
        if self._takes is not None:
            self._takes -= 1
        self.sent.append(submitted(pdu))
        self._say(f"+CMGS: {len(self.sent) % 256}")
        self._say("OK")

    def _hang_up(self, _: str) -> None:
        if self._ringing is not None:
            self.hung_up_after.append(time.monotonic() - self._ringing[0])
        self._ringing = None
        self._say("OK")

    def _ring_again(self) -> None:
        with self._lock:
            since = time.monotonic() - self._ringing[0] if self._ringing else 0
            if self._ringing and since > self.rings_every * self.rung:
                self.rung += 1
                self._say_ring(self._ringing[1])

    def _say_ring(self, number: str) -> None:
        kind = 145 if number.startswith("+") else 128
        shown = 0 if number else 1  # 1: the caller withholds it
        self._say("+CRING: VOICE")
        self._say(f'+CLIP: "{number}",{kind},"",,"",{shown}')

    def _say(self, text: str, end: str = "\r\n") -> None:
        if not self.dumb:
            os.write(self._own, f"\r\n{text}{end}".encode())


@contextmanager
def plugged_in(folder: Path, *, rings_every: float = 2.0) -> Iterator[AtModem]:
    """Give a modem that is plugged in below a folder, and pull it out afterwards."""
    modem = AtModem(folder / "usb-modem", rings_every=rings_every)
    modem.plug()
    try:
        yield modem
    finally:
        if modem.path.is_symlink():
            modem.unplug()
