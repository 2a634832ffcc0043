"""One thread that talks to a USB modem through libgammu, and listens in between.

libgammu blocks and is not made for two threads. It writes no log here: its debug file
would hold every number and text.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

import gammu

from .back_off import BackOff
from .speaking import ChannelGone


T = TypeVar("T")
Phone = Any  # gammu.StateMachine, which has no types
Job = Callable[[Phone], Any]

BUSY = (gammu.ERR_DEVICEOPENERROR, gammu.ERR_DEVICENOPERMISSION)
CLOSING = 5.0  # seconds a modem may take to be let go
GONE = (
    gammu.ERR_ABORTED,
    gammu.ERR_DEVICENOPERMISSION,
    gammu.ERR_DEVICENOTEXIST,
    gammu.ERR_DEVICENOTWORK,
    gammu.ERR_DEVICEOPENERROR,
    gammu.ERR_DEVICEREADERROR,
    gammu.ERR_DEVICEWRITEERROR,
    gammu.ERR_NOTCONNECTED,
    gammu.ERR_TIMEOUT,
)


class Refused(Exception):
    """The modem or its network answered no; `why` is gammu's name of the reason."""

    def __init__(self, why: str) -> None:
        """Keep the name only."""
        self.why = why
        super().__init__(why)


class ModemLine:
    """Do jobs with the modem one after another; reject whoever calls in between."""

    def __init__(
        self,
        *,
        device: str,
        connection: str,
        patience: float,
        on_ring: Callable[[str], None],
    ) -> None:
        """Name a device such as /dev/serial/by-id/…; `patience` is seconds a job."""
        self._device = Path(device)
        self._connection = connection
        self._patience = patience
        self._on_ring = on_ring
        self._jobs: SimpleQueue[tuple[Job, Future[Any]] | None] = SimpleQueue()
        self._phone: Phone | None = None
        self._opening: Phone | None = None
        self._back_off = BackOff()
        self._broken = self._rings = False
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def do(self, job: Callable[[Phone], T]) -> T:
        """Return what a job returns; raise Refused or ChannelGone."""
        self._start()
        done: Future[T] = Future()
        self._jobs.put((job, done))
        try:
            return done.result(timeout=self._patience)
        except TimeoutError:
            if not done.cancel():
                self._break_off()
            raise ChannelGone("modem_silent") from None

    def close(self) -> None:
        """Let go of the modem and end the thread."""
        with self._starting:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._jobs.put(None)
            thread.join(timeout=CLOSING)
        if thread is not None and thread.is_alive():
            self._break_off()
            thread.join(timeout=CLOSING)

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._run, name="modem", daemon=True
                )
                self._thread.start()

    def _break_off(self) -> None:
        # Only sets a flag that libgammu looks at while it waits.
        self._broken = True
        for phone in (self._phone, self._opening):
            if phone is not None:
                phone.Abort()

    def _run(self) -> None:
        while True:
            try:
                # Listening waits a little by itself; without a modem there is nothing
                # to listen to until somebody asks for something.
                listening = self._phone is not None
                asked = self._jobs.get(block=not listening)
            except Empty:
                self._listen()
            else:
                if asked is None:
                    break
                self._carry_out(*asked)
            self._reject()
        self._let_go()

    def _carry_out(self, job: Job, done: Future[Any]) -> None:
        if not done.set_running_or_notify_cancel():
            return
        try:
            done.set_result(job(self._connected()))
        except gammu.GSMError as error:
            done.set_exception(self._told(error))
        except Exception as error:  # noqa: BLE001 - raised again where it was asked
            done.set_exception(error)
        if self._broken:
            self._let_go()

    def _told(self, error: gammu.GSMError) -> Exception:
        # Never gammu's own words: what they hold differs from release to release.
        if isinstance(error, GONE):
            self._let_go()
            return ChannelGone("modem_gone")
        return Refused(type(error).__name__.removeprefix("ERR_").lower())

    def _connected(self) -> Phone:
        if self._phone is not None and not self._device.exists():
            self._let_go()
        if self._phone is None:
            if not self._back_off.may_try():
                raise ChannelGone("modem_gone")
            self._phone = self._opened()
        return self._phone

    def _opened(self) -> Phone:
        phone = self._opening = _phone_at(self._device, self._connection)
        try:
            phone.Init()
            phone.SetIncomingCallback(self._heard)
            phone.SetIncomingCall(True)
        except gammu.GSMError as error:
            self._back_off.failed()
            # libgammu locks a device, so a second process finds it there but busy.
            busy = isinstance(error, BUSY) and self._device.exists()
            raise ChannelGone("modem_busy" if busy else "modem_gone") from None
        finally:
            self._opening = None
        self._back_off.worked()
        return phone

    def _listen(self) -> None:
        if not self._device.exists():
            self._let_go()
            return
        try:
            self._phone.ReadDevice()  # type: ignore[union-attr]
        except gammu.GSMError:
            self._let_go()

    def _heard(self, _: Phone, kind: str, told: dict[str, Any]) -> None:
        # The end of a call is told too, with a number from memory that is not its own.
        if kind == "Call" and told.get("Status") == "IncomingCall":
            self._rings = True
            self._on_ring(told.get("Number") or "")

    def _reject(self) -> None:
        if not self._rings or self._phone is None:
            return
        self._rings = False
        try:
            self._phone.CancelCall(0, True)
        except gammu.GSMError as error:
            self._told(error)

    def _let_go(self) -> None:
        phone, self._phone = self._phone, None
        self._broken = self._rings = False
        if phone is not None:
            try:
                phone.Terminate()
            except gammu.GSMError:
                pass  # It is gone already.


def _phone_at(device: Path, connection: str) -> Phone:
    gammu.SetDebugFile(None)
    gammu.SetDebugLevel("nothing")
    phone = gammu.StateMachine()
    settings = {
        "Device": str(device),
        "Connection": connection,
        "Model": "at",
        "DebugFile": "",
        "DebugLevel": "nothing",
        "UseGlobalDebugFile": False,
        "LockDevice": False,
        "SyncTime": False,
        "StartInfo": False,
    }
    phone.SetConfig(0, settings)
    return phone
