"""The REST address of the cloud's double, and the legs that it knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx

from tests.gateways.telephone.twiml.virtual_time import Flag, VirtualTime


class LegOver(Exception):
    """The leg that a document was running on has ended."""


@dataclass(kw_only=True)
class Phone:
    """How somebody behaves whose number is dialled.

    `answers` after so many seconds, or never. `keys`: for each question the seconds
    until a key and the key, or None for none. `talks`: seconds until she hangs up.
    """

    answers: float | None = 3
    busy: bool = False
    keys: list[tuple[float, str] | None] = field(default_factory=list)
    talks: float = 60


@dataclass(kw_only=True)
class Leg:
    """One leg; `script` says what its person does."""

    sid: str
    number: str
    script: Phone
    parent: str = ""
    own_number: str = ""
    status: str = "ringing"
    over: Flag = field(default_factory=Flag)
    heard: list[str] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        return self.over.up


class RestDouble(VirtualTime):
    """Answers orders; what rings is up to the class that carries documents out."""

    def __init__(self, account: str) -> None:
        super().__init__()
        self.account = account
        self.phones: dict[str, Phone] = {}
        self.legs: dict[str, Leg] = {}
        self.recordings: dict[str, bytes] = {}
        self.deleted: list[str] = []
        self.rang: list[tuple[float, str, str]] = []  # when, number, shown number
        self.rest_calls: list[tuple[str, str]] = []

    def ring_out(self, leg: Leg, form: dict[str, str]) -> None:
        """Begin to ring a leg that was ordered."""
        raise NotImplementedError

    def new_sid(self, kind: str) -> str:
        return f"{kind}{next(self._count):032x}"

    def end(self, leg: Leg, status: str) -> None:
        if not leg.is_over:
            leg.status = status
            self._raise(leg.over)

    def rest(self, request: httpx.Request) -> httpx.Response:
        """Answer the REST address, for httpx.MockTransport."""
        whose, _, path = request.url.path.partition(f"/Accounts/{self.account}")
        if not whose.endswith("/2010-04-01"):
            return httpx.Response(404)
        self.rest_calls.append((request.method, path))
        form = dict(httpx.QueryParams(request.content.decode()).multi_items())
        if path == "/Calls.json":
            return self._new_call(form)
        if path == ".json":
            return httpx.Response(200, json={"status": "active"})
        kind, _, name = path.strip("/").partition("/")
        sid, _, ending = name.rpartition(".")
        if kind == "Recordings":
            return self._recording(request.method, sid)
        return (
            self._one_call(request.method, sid, form)
            if ending == "json"
            else httpx.Response(404)
        )

    def _recording(self, method: str, ref: str) -> httpx.Response:
        if ref not in self.recordings:
            return httpx.Response(404)
        if method == "DELETE":
            self.deleted.append(ref)
            del self.recordings[ref]
            return httpx.Response(204)
        return httpx.Response(200, content=_chunks(self.recordings[ref]))

    def _one_call(self, method: str, sid: str, form: dict[str, str]) -> httpx.Response:
        leg = self.legs.get(sid)
        if leg is None:
            return httpx.Response(404)
        if method == "POST":
            self.end(leg, form.get("Status", "completed"))
        return httpx.Response(
            200, json={"sid": sid, "status": leg.status, "from": leg.number}
        )

    def _new_call(self, form: dict[str, str]) -> httpx.Response:
        script = self.phones.get(form["To"], Phone(answers=None))
        leg = Leg(
            sid=self.new_sid("CA"),
            number=form["To"],
            own_number=form["From"],
            script=script,
        )
        self.legs[leg.sid] = leg
        self.rang.append((self.clock, form["To"], form["From"]))
        self.ring_out(leg, form)
        return httpx.Response(201, json={"sid": leg.sid, "status": "queued"})


def _chunks(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), 1000):
        yield data[start : start + 1000]
