"""An Asterisk whose people are moved by the test: FastAGI client, dialplan, AMI.

It shares no code with ours. Written from Asterisk's published descriptions of AGI,
Dial with U(), Local channels and the manager interface. Nothing here waits for time:
a phone rings until the test lets it answer, ring out, be busy or hang up.
"""

from __future__ import annotations

import re
import shlex
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Condition, Thread


HURRY = 20.0


@dataclass(kw_only=True)
class Person:
    """Somebody with a phone; the test says what she does."""

    number: str
    at: Condition
    does: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    rings: int = 0
    shown: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    gone: bool = False
    joined: bool = False

    def wait(self, fits: Callable[[Person], bool]) -> None:
        with self.at:
            assert self.at.wait_for(lambda: fits(self), HURRY), self

    def wait_ringing(self, times: int = 1) -> Person:
        self.wait(lambda p: p.rings >= times)
        return self

    def wait_heard(self, sound: str) -> Person:
        self.wait(lambda p: sound in p.heard)
        return self

    def wait_joined(self) -> None:
        self.wait(lambda p: p.joined)

    def does_next(self, what: str) -> Person:
        """Let her "answer", be "busy", or "ring out"."""
        with self.at:
            self.does.append(what)
            self.at.notify_all()
        return self

    def presses(self, key: str) -> Person:
        """Let her press a key at the next question; "" is no key at all."""
        with self.at:
            self.keys.append(key)
            self.at.notify_all()
        return self

    def hangs_up(self) -> None:
        with self.at:
            self.gone = True
            self.at.notify_all()


@dataclass(kw_only=True)
class Chan:
    """A channel: who is on it, what the dialplan knows of it."""

    name: str
    caller_id: str
    person: Person | None = None
    variables: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    answered: bool = False
    rejected: str = ""
    goes_to: str = ""
    told_hangup: bool = False

    @property
    def gone(self) -> bool:
        return self.cut or (self.person is not None and self.person.gone)


@dataclass(kw_only=True)
class Leg:
    """A Local channel of a Dial: its far half, and whether it counts as answered."""

    name: str
    far: Chan
    bridged: bool = False
    over: bool = False


class AsteriskDouble:
    """Asterisk. `port` is where the FastAGI server listens."""

    def __init__(
        self, port: int, *, secret: str, line: str, way: str = "reply"
    ) -> None:
        self.port, self.secret, self.line = port, secret, line
        self.way = way  # how a hang-up shows: "reply", "line" or "close"
        self.at = Condition()
        self.people: dict[str, Person] = {}
        self.legs: list[Leg] = []
        self.commands: list[str] = []
        self.agi_asked: list[str] = []
        self.coordinator_rung: list[str] = []
        self.passed_on: list[str] = []
        self.ended: list[Chan] = []
        self._serial = 0

    def person(self, number: str) -> Person:
        with self.at:
            return self.people.setdefault(number, Person(number=number, at=self.at))

    def call(self, number: str, *, presentation: str = "0") -> Person:
        """Somebody calls the line; the dialplan takes over."""
        caller = Person(number=number, at=self.at)
        chan = Chan(name=self._name("PJSIP/trunk"), caller_id=number, person=caller)
        self._thread(lambda: self._line(chan, presentation))
        return caller

    def wait_for(self, fits: Callable[[], bool]) -> None:
        with self.at:
            assert self.at.wait_for(fits, HURRY), self.commands

    def wait_ended(self, count: int = 1) -> Chan:
        """Return the channel of the caller's call once its dialplan has ended."""
        self.wait_for(lambda: len(self.ended) >= count)
        return self.ended[count - 1]

    def _line(self, chan: Chan, presentation: str) -> None:
        self.agi(chan, "call", self.line, presentation)
        if not chan.gone and not chan.goes_to and "PAYUNG_DONE" not in chan.variables:
            with self.at:
                self.coordinator_rung.append(chan.caller_id)
        with self.at:
            self.ended.append(chan)
            self.at.notify_all()

    def local(self, name: str, caller_id: str) -> Leg:
        """Begin a Local channel: its far half runs [payung-phone]."""
        far = Chan(name=self._name(f"Local/{name}@payung-phone"), caller_id=caller_id)
        leg = Leg(name=name, far=far)
        with self.at:
            self.legs.append(leg)
            self.passed_on.append(caller_id)
        self._thread(lambda: self._phone(leg))
        return leg

    def _phone(self, leg: Leg) -> None:
        self.agi(leg.far, "ring", leg.name, leg=leg)
        with self.at:
            leg.over = True
            self.at.notify_all()

    def _heard(self, chan: Chan, script: str, name: str) -> bool:
        """Run [payung-heard] on a phone that answered; return whether to join it."""
        chan.variables["GOSUB_RESULT"] = "CONTINUE"
        self.agi(chan, script, name)
        return not chan.variables.get("GOSUB_RESULT") and not chan.gone

    def agi(
        self,
        chan: Chan,
        script: str,
        argument: str,
        presentation: str = "0",
        leg: Leg | None = None,
    ) -> None:
        """Run AGI() as the dialplan would; where nobody listens it just goes on."""
        self.agi_asked.append(f"{script} {argument}")
        try:
            connection = socket.create_connection(
                ("127.0.0.1", self.port), timeout=HURRY
            )
        except OSError:
            return
        with connection, connection.makefile("rb") as lines:
            self._hello(connection, chan, script, argument, presentation)
            try:
                for line in lines:
                    if not self._obey(connection, chan, line.decode().strip(), leg):
                        return
            except OSError:
                return

    def _hello(
        self,
        connection: socket.socket,
        chan: Chan,
        script: str,
        argument: str,
        presentation: str,
    ) -> None:
        said = {
            "network": "yes",
            "network_script": script,
            "request": f"agi://127.0.0.1:{self.port}/{script}",
            "channel": chan.name,
            "language": "en",
            "type": chan.name.partition("/")[0],
            "uniqueid": "1764187200.1",
            "version": "22.1.0",
            "callerid": chan.caller_id or "unknown",
            "calleridname": "unknown",
            "callingpres": presentation,
            "dnid": "unknown",
            "context": "payung-line",
            "extension": "s",
            "priority": "1",
            "enhanced": "0.0",
            "accountcode": "",
            "threadid": "1",
            "arg_1": self.secret,
            "arg_2": argument,
        }
        text = "".join(f"agi_{name}: {value}\n" for name, value in said.items())
        connection.sendall(f"{text}\n".encode())

    def _obey(
        self, connection: socket.socket, chan: Chan, line: str, leg: Leg | None
    ) -> bool:
        """Carry out one command; return whether the conversation goes on."""
        self.commands.append(line)
        words = shlex.split(line)
        if chan.gone and chan.told_hangup and words[0] not in ("GET", "SET"):
            connection.sendall(b"511 Command Not Permitted on a dead channel\n")
            return True
        reply = self._carry_out(chan, words, leg)
        if chan.gone and not chan.told_hangup:
            chan.told_hangup = True
            if self.way == "close":
                return False
            if self.way == "line":
                connection.sendall(b"HANGUP\n")
                reply = "200 result=0"
        connection.sendall(f"{reply}\n".encode())
        return True

    def _carry_out(self, chan: Chan, words: list[str], leg: Leg | None) -> str:
        match words:
            case ["SET", "CALLERID", number]:
                chan.caller_id = number
                return "200 result=1"
            case ["SET", "VARIABLE", name, value]:
                chan.variables[name] = value
                return "200 result=1"
            case ["SET", "CONTEXT", where]:
                chan.goes_to = where
                return "200 result=0"
            case ["SET", ("EXTENSION" | "PRIORITY"), _]:
                return "200 result=0"
            case ["GET", "VARIABLE", name]:
                known = chan.variables.get(name)
                return f"200 result=1 ({known})" if known else "200 result=0"
            case ["STREAM", "FILE", sound, ""]:
                self._hear(chan, sound)
                return "200 result=0 endpos=8000" if not chan.gone else "200 result=-1"
            case ["GET", "DATA", sound, _, "1"]:
                return self._key(chan, sound)
            case ["EXEC", app, said]:
                return self._exec(chan, app, said, leg)
        return "510 Invalid or unknown command"

    def _exec(self, chan: Chan, app: str, said: str, leg: Leg | None) -> str:
        if app == "Answer":
            chan.answered = True
        elif app == "Hangup":
            chan.rejected, chan.cut = said, True
            return "200 result=-1"
        elif app == "Dial":
            return self._dial(chan, said, leg)
        elif app != "Set":
            return "200 result=-2"
        return "200 result=0"

    def _hear(self, chan: Chan, sound: str) -> None:
        with self.at:
            if chan.person is not None:
                chan.person.heard.append(sound)
            self.at.notify_all()

    def _key(self, chan: Chan, sound: str) -> str:
        self._hear(chan, sound)
        person = chan.person
        assert person is not None
        self.wait_for(lambda: bool(person.keys) or chan.gone)
        if chan.gone:
            return "200 result=-1"
        key = person.keys.pop(0)
        return f"200 result={key}" if key else "200 result= (timeout)"

    def _dial(self, chan: Chan, said: str, leg: Leg | None) -> str:
        what, _, options = said.split(",", 2)
        if what.startswith("Local/"):
            return self._dial_locals(chan, what.split("&"), options)
        return self._dial_phone(chan, what, options, leg)

    def _dial_locals(self, chan: Chan, names: list[str], options: str) -> str:
        legs = [
            self.local(each.removeprefix("Local/").partition("@")[0], chan.caller_id)
            for each in names
        ]
        self.wait_for(
            lambda: (
                chan.gone or any(x.bridged for x in legs) or all(x.over for x in legs)
            )
        )
        joined = next((each for each in legs if each.bridged), None)
        with self.at:
            for each in legs:
                each.far.cut = each.far.cut or each is not joined
            self.at.notify_all()
        if joined is None:
            chan.variables["DIALSTATUS"] = "CANCEL" if chan.gone else "NOANSWER"
            return "200 result=-1" if chan.gone else "200 result=0"
        return self._talk(chan, joined, options)

    def _talk(self, chan: Chan, joined: Leg, options: str) -> str:
        with self.at:
            if chan.person is not None:
                chan.person.joined = True
            self.at.notify_all()
        self.wait_for(lambda: chan.gone or joined.over)
        with self.at:
            joined.far.cut = True
            self.at.notify_all()
        chan.variables["DIALSTATUS"] = "ANSWER"
        return "200 result=0" if "g" in options and not chan.gone else "200 result=-1"

    def _dial_phone(self, chan: Chan, what: str, options: str, leg: Leg | None) -> str:
        person = self.person(re.sub(r"^PJSIP/|@trunk$", "", what))
        with self.at:
            person.rings += 1
            person.shown.append(chan.caller_id)
            self.at.notify_all()
        self.wait_for(lambda: bool(person.does) or chan.gone)
        does = person.does.pop(0) if person.does and not chan.gone else ""
        if does == "answer":
            return self._answered(chan, person, options, leg)
        status = {"busy": "BUSY", "ring out": "NOANSWER"}.get(does, "CANCEL")
        chan.variables["DIALSTATUS"] = status
        return "200 result=0" if does else "200 result=-1"

    def _answered(
        self, chan: Chan, person: Person, options: str, leg: Leg | None
    ) -> str:
        callee = Chan(name=self._name("PJSIP/phone"), caller_id="", person=person)
        watch = Thread(target=self._cut_together, args=(chan, callee), daemon=True)
        watch.start()
        script, name = re.findall(r"U\(payung-heard\^(\w+)\^(\d+)\)", options)[0]
        joins = self._heard(callee, script, name)
        chan.variables["DIALSTATUS"] = "ANSWER"
        if not joins:
            with self.at:
                callee.cut = True
                self.at.notify_all()
            return "200 result=-1" if chan.gone else "200 result=0"
        with self.at:
            person.joined = True
            if leg is not None:
                leg.bridged = True
            self.at.notify_all()
        self.wait_for(lambda: chan.gone or callee.gone)
        return "200 result=0" if "g" in options and not chan.gone else "200 result=-1"

    def _cut_together(self, chan: Chan, callee: Chan) -> None:
        """A phone whose Dial is cancelled is hung up, also in the middle of a question."""
        with self.at:
            self.at.wait_for(lambda: chan.gone or callee.gone, HURRY)
            callee.cut = callee.cut or chan.gone
            self.at.notify_all()

    def cut_locals(self, pattern: str) -> int:
        """Hang up the Local channels whose name fits; return how many."""
        with self.at:
            fits = [
                x for x in self.legs if re.search(pattern, x.far.name) and not x.over
            ]
            for each in fits:
                each.far.cut = True
            self.at.notify_all()
        return len(fits)

    def _name(self, kind: str) -> str:
        with self.at:
            self._serial += 1
            return f"{kind}-{self._serial:08x}"

    def _thread(self, run: Callable[[], None]) -> None:
        Thread(target=run, daemon=True).start()
