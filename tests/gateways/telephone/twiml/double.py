"""A cloud that speaks TwiML, in virtual time: it shares no code with ours.

It fetches documents, rings scripted phones, whispers, gathers, records, posts actions
and status callbacks signed by the twilio package, tries a webhook again once, and goes
to the fallback after that. Written from the vendor's published pages.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import httpx
from defusedxml.ElementTree import fromstring
from twilio.request_validator import RequestValidator

from tests.gateways.telephone.twiml.double_rest import Leg, LegOver, Phone, RestDouble
from tests.gateways.telephone.twiml.virtual_time import Course, Flag


@dataclass(kw_only=True)
class Dial:
    """One Dial under way."""

    legs: list[Leg] = field(default_factory=list)
    joined: Leg | None = None
    changed: Flag = field(default_factory=Flag)
    saw_busy: bool = False


class TwilioDouble(RestDouble):
    """The cloud. `deliver(url, headers, body)` reaches the application's webhook."""

    def __init__(
        self,
        deliver: Callable[[str, dict[str, str], bytes], tuple[int, bytes]],
        *,
        token: str,
        account: str,
    ) -> None:
        super().__init__(account)
        self.deliver = deliver
        self.validator = RequestValidator(token)
        self.header = "x-twilio-signature"
        self.joined: list[tuple[str, str]] = []
        self.joined_at: list[tuple[float, str]] = []
        self.said_to: dict[str, list[tuple[float, str]]] = {}
        self.documents: list[bytes] = []
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.fell_back: list[str] = []
        self.arrive_url = self.status_url = ""
        # Each webhook is posted so many times; the last answer counts.
        self.repeats = 1
        # Status callbacks come later by so many seconds.
        self.report_delay = 0.0
        # A cloud that silences all other phones as soon as one answers, be it a voicemail.
        self.first_answer_silences = False
        # Kinds of webhooks that are lost: "action", "status".
        self.loses: set[str] = set()

    def post(self, url: str, leg: Leg, **more: str) -> bytes | None:
        """Post a signed webhook; None where the application did not answer twice."""
        form = {
            "AccountSid": self.account,
            "ApiVersion": "2010-04-01",
            "CallSid": leg.sid,
            "CallStatus": leg.status,
            "From": leg.own_number if leg.parent else leg.number,
            "To": leg.number if leg.parent else leg.own_number,
            "Direction": "outbound-dial" if leg.parent else "inbound",
            **({"ParentCallSid": leg.parent} if leg.parent else {}),
            **more,
        }
        headers = {self.header: self.validator.compute_signature(url, form)}
        body = str(httpx.QueryParams(form)).encode()
        self.requests.append((url, form))
        answer: tuple[int, bytes] = (0, b"")
        for _ in range(self.repeats):
            answer = self.deliver(url, headers, body)
        if answer[0] >= 500:
            answer = self.deliver(url, headers, body)
        if answer[0] != 200:
            return None
        self.documents.append(answer[1])
        return answer[1]

    def _report(self, url: str | None, leg: Leg, **more: str) -> None:
        if url and "status" not in self.loses:
            self.spawn(self._late_report(url, leg, more), after=self.report_delay)

    def _late_report(self, url: str, leg: Leg, more: dict[str, str]) -> Course:
        self.post(url, leg, **more)
        yield 0

    def call(
        self,
        number: str,
        *,
        keys: list[tuple[float, str] | None] | None = None,
        patience: float = 900,
        speaks: float = 0,
    ) -> Leg:
        """Somebody calls the hotline; she hangs up after `patience` seconds."""
        script = Phone(keys=keys or [], talks=speaks)
        leg = Leg(
            sid=self.new_sid("CA"), number=number, script=script, own_number="hotline"
        )
        self.legs[leg.sid] = leg
        self.spawn(self._incoming(leg))
        self.spawn(self._gives_up(leg), after=patience)
        return leg

    def _gives_up(self, leg: Leg) -> Course:
        self.end(leg, "completed")
        yield 0

    def _incoming(self, leg: Leg) -> Course:
        document = self.post(self.arrive_url, leg)
        if document is None:
            self.fell_back.append(leg.sid)
            self.end(leg, "completed")
            return
        yield from self._carry_out(document, leg)
        self.end(leg, "completed")
        self._report(self.status_url, leg)

    def _carry_out(self, document: bytes, leg: Leg, *, whisper: bool = False) -> Course:
        """Run documents one after the other until one leads nowhere."""
        next_document: bytes | None = document
        while next_document is not None:
            try:
                next_document = yield from self._run(
                    next_document, leg, whisper=whisper
                )
            except LegOver:
                return

    def _run(
        self, document: bytes, leg: Leg, *, whisper: bool
    ) -> Generator[float | Flag, None, bytes | None]:
        for verb in fromstring(document):
            if leg.is_over:
                raise LegOver
            if verb.tag in ("Dial", "Record") and whisper:
                raise AssertionError("A whisper may not dial or record.")
            if verb.tag == "Hangup":
                self.end(leg, "completed")
                raise LegOver
            if verb.tag == "Reject":
                self.end(leg, "busy" if verb.get("reason") == "busy" else "no-answer")
                raise LegOver
            if verb.tag == "Redirect":
                return self._fetch(verb.text or "", leg)
            action, form = yield from self._verb(verb, leg)
            if action:
                if leg.is_over:
                    # A caller who hangs up: the action is still reported.
                    if "action" not in self.loses:
                        self.post(action, leg, **form)
                    raise LegOver
                return self._fetch(action, leg, **form)
        return None

    def _fetch(self, url: str, leg: Leg, **form: str) -> bytes | None:
        document = self.post(url, leg, **form)
        if document is None:
            self.fell_back.append(leg.sid)
            self.end(leg, "completed")
            raise LegOver
        return document

    def _verb(
        self, verb: Element, leg: Leg
    ) -> Generator[float | Flag, None, tuple[str, dict[str, str]]]:
        if verb.tag in ("Play", "Say"):
            leg.status = "in-progress"
            self._says(leg, verb.text or "")
            yield 2
            return "", {}
        if verb.tag == "Gather":
            return (yield from self._gather(verb, leg))
        if verb.tag == "Record":
            return (yield from self._record(verb, leg))
        if verb.tag == "Dial":
            return (yield from self._dial(verb, leg))
        raise AssertionError(f"No such verb: {verb.tag}")

    def _says(self, leg: Leg, what: str) -> None:
        leg.heard.append(what)
        self.said_to.setdefault(leg.sid, []).append((self.clock, what))

    def _gather(
        self, verb: Element, leg: Leg
    ) -> Generator[float | Flag, None, tuple[str, dict[str, str]]]:
        leg.status = "in-progress"
        for each in verb:
            self._says(leg, each.text or "")
        wait = 2 + float(verb.get("timeout", "5"))
        key = leg.script.keys.pop(0) if leg.script.keys else None
        if key is None or key[0] > wait:
            yield wait
            return "", {}
        yield key[0]
        if leg.is_over:
            raise LegOver
        return verb.get("action", ""), {"Digits": key[1]}

    def _record(
        self, verb: Element, leg: Leg
    ) -> Generator[float | Flag, None, tuple[str, dict[str, str]]]:
        leg.status = "in-progress"
        spoken = min(leg.script.talks, float(verb.get("maxLength", "3600")))
        if not spoken:
            yield float(verb.get("timeout", "5"))
            return "", {}
        key = leg.script.keys.pop(0) if leg.script.keys else None
        yield spoken
        ref = self.new_sid("RE")
        self.recordings[ref] = b"RIFF" + b"voice" * int(spoken * 100)
        form = {"RecordingSid": ref, "RecordingDuration": str(int(spoken))}
        self._report(
            verb.get("recordingStatusCallback"),
            leg,
            RecordingStatus="completed",
            RecordingUrl=f"https://elsewhere.example/{ref}",
            **form,
        )
        if key is None:
            self.end(leg, "completed")
            return verb.get("action", ""), {**form, "Digits": "hangup"}
        return verb.get("action", ""), {**form, "Digits": key[1]}

    def _dial(
        self, verb: Element, leg: Leg
    ) -> Generator[float | Flag, None, tuple[str, dict[str, str]]]:
        nouns = list(verb)
        if len(nouns) > 10:
            raise AssertionError("A Dial may ring ten numbers.")
        dial = Dial()
        for noun in nouns:
            dial.legs.append(self._child(noun, leg, verb.get("callerId") or leg.number))
        for noun, child in zip(nouns, dial.legs, strict=True):
            self.spawn(self._ring(dial, child, noun))
        self.spawn(self._time_out(dial), after=float(verb.get("timeout", "30")))
        self.spawn(self._end_with(leg, dial))
        yield dial.changed
        if dial.joined is not None:
            leg.status = "completed" if leg.is_over else "in-progress"
            self.joined.append((leg.number, dial.joined.number))
            self.joined_at.append((self.clock, leg.sid))
            for other in dial.legs:
                if other is not dial.joined:
                    self.end(
                        other, "canceled" if other.status == "ringing" else "completed"
                    )
            yield dial.joined.over
        return verb.get("action", ""), {"DialCallStatus": self._dial_status(dial, leg)}

    def _dial_status(self, dial: Dial, leg: Leg) -> str:
        if dial.joined is not None:
            return "completed"
        if leg.is_over:
            return "canceled"
        return "busy" if dial.saw_busy else "no-answer"

    def _child(self, noun: Element, leg: Leg, shown: str) -> Leg:
        number = noun.text or ""
        self.rang.append((self.clock, number, shown))
        child = Leg(
            sid=self.new_sid("CA"),
            number=number,
            parent=leg.sid,
            own_number=shown,
            script=self.phones.get(number, Phone(answers=None)),
        )
        self.legs[child.sid] = child
        return child

    def _ring(self, dial: Dial, child: Leg, noun: Element) -> Course:
        yield from self._ringing(dial, child, noun)
        if not child.is_over and dial.joined is child:
            self.spawn(self._hangs_up(child), after=child.script.talks)
            yield child.over
        self.end(child, "completed")
        self._report(noun.get("statusCallback"), child)
        if dial.joined is None and all(each.is_over for each in dial.legs):
            self._raise(dial.changed)

    def _ringing(self, dial: Dial, child: Leg, noun: Element) -> Course:
        if child.script.busy:
            dial.saw_busy = True
            yield 0.5
            self.end(child, "busy")
            return
        if child.script.answers is None:
            yield child.over
            return
        yield child.script.answers
        if child.is_over:
            return
        child.status = "in-progress"
        for other in dial.legs if self.first_answer_silences else ():
            if other.status == "ringing":
                self.end(other, "no-answer")
        if "answered" in (noun.get("statusCallbackEvent") or ""):
            self._report(noun.get("statusCallback"), child)
        if noun.get("url"):
            document = self.post(noun.get("url", ""), child)
            yield from self._carry_out(
                document or b"<Response><Hangup/></Response>", child, whisper=True
            )
        if not child.is_over and dial.joined is None:
            dial.joined = child
            self._raise(dial.changed)

    def _hangs_up(self, child: Leg) -> Course:
        self.end(child, "completed")
        yield 0

    def _time_out(self, dial: Dial) -> Course:
        for child in dial.legs:
            if child.status == "ringing":
                self.end(child, "no-answer")
        yield 0

    def _end_with(self, leg: Leg, dial: Dial) -> Course:
        yield leg.over
        for child in dial.legs:
            self.end(child, "canceled" if child.status == "ringing" else "completed")
        self._raise(dial.changed)

    def ring_out(self, leg: Leg, form: dict[str, str]) -> None:
        self.spawn(self._outgoing(leg, form))

    def _outgoing(self, leg: Leg, form: dict[str, str]) -> Course:
        self._report(form["StatusCallback"], leg)
        yield from self._outgoing_rings(leg, float(form["Timeout"]))
        if not leg.is_over:
            document = self.post(form["Url"], leg)
            yield from self._carry_out(document or b"<Response/>", leg)
            self.end(leg, "completed")
        self._report(form["StatusCallback"], leg)

    def _outgoing_rings(self, leg: Leg, timeout: float) -> Course:
        yield 0.1
        if leg.script.busy:
            self.end(leg, "busy")
        elif leg.script.answers is None or leg.script.answers > timeout:
            yield timeout
            self.end(leg, "no-answer")
        else:
            yield leg.script.answers
            leg.status = leg.status if leg.is_over else "in-progress"
