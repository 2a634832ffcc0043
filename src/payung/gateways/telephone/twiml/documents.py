"""The documents a cloud carries out, written from how a call stands: no clock, no I/O.

What a phone or the caller is told depends on the row alone, so that a webhook that is
repeated after a lost answer gets the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from payung.engines.dispatch import (
    AskState,
    BackState,
    CallState,
    LegState,
    Outcome,
    Prompt,
)
from payung.gateways.telephone.speaking import OrderKind

from .addresses import Booth
from .providers import Provider
from .rows import CallRow, OrderRow
from .tickets import Purpose


# Read by the cloud's own voice where no recorded prompts are to be had.
_WORDS: Mapping[Prompt, str] = {
    Prompt.PRESS_ONE: "Somebody is calling. To take the call, press 1.",
    Prompt.WE_WILL_CALL_BACK: "We will call you back.",
    Prompt.LEAVE_A_MESSAGE: "Please leave a message after the tone.",
    Prompt.TAKEN: "Somebody else has taken it. Thank you.",
    Prompt.CHOOSE: "Please choose.",
    Prompt.RECORDED: "Thank you. We will call you back.",
    Prompt.DRILL: "This is a test. Please press 1.",
    Prompt.CALLER_COMING: "One moment. You are being connected.",
}
_CALLER_WAIT = 40
_LONGEST_TALK = 3600


class Document:
    """One document under construction; `nothing` lets the cloud go on by itself."""

    def __init__(self, booth: Booth) -> None:
        self.booth = booth
        self.root = etree.Element("Response")

    def add(
        self, verb: str, parent: etree._Element | None = None, **of: str
    ) -> etree._Element:
        """Add a verb; attributes as the cloud spells them."""
        return etree.SubElement(self.root if parent is None else parent, verb, of)

    def say(
        self, prompt: Prompt, language: str, parent: etree._Element | None = None
    ) -> None:
        """Add a spoken sentence: recorded where there is a recording."""
        url = self.booth.urls.prompt(prompt, language)
        verb = self.add("Play" if url else "Say", parent)
        verb.text = url or _WORDS.get(prompt, "")

    def ask(self, prompt: Prompt, language: str, *, wait: int, action: str) -> None:
        """Add a question that one key answers."""
        gather = self.add(
            "Gather",
            numDigits="1",
            timeout=str(wait),
            finishOnKey="",
            action=action,
            method="POST",
        )
        self.say(prompt, language, gather)

    def hang_up(self) -> Document:
        """Add the end of this leg."""
        self.add("Hangup")
        return self

    def written(self) -> bytes:
        """Return the document as XML."""
        return etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")


def for_caller(row: CallRow, booth: Booth, provider: Provider) -> Document:
    """Return what the caller's leg does next."""
    document = Document(booth)
    match row.call.state:
        case CallState.CHOOSING:
            _menu(document, row)
        case CallState.RINGING | CallState.TALKING:
            _dial(document, row, provider)
        case CallState.MESSAGE:
            _record(document, row)
        case _:
            _goodbye(document, row)
    return document


def for_phone(row: CallRow, place: int, booth: Booth) -> Document:
    """Return what one phone hears that has answered or pressed a key."""
    document = Document(booth)
    leg = row.leg_at(place)
    language = row.paper.languages.get(leg.target, row.paper.language) if leg else ""
    if leg is not None and leg.state is LegState.TALKING:
        # An empty document: the cloud joins this phone and the caller.
        return document
    if leg is not None and leg.state is LegState.SCREENING:
        document.ask(
            Prompt.PRESS_ONE,
            language,
            wait=row.call.plan.confirm_wait,
            action=booth.url(Purpose.PRESS, place),
        )
    elif leg is not None and row.call.state is CallState.TALKING:
        document.say(Prompt.TAKEN, language)
    return document.hang_up()


def for_asked(row: OrderRow, booth: Booth) -> Document:
    """Return what one of ours hears whom an order rings."""
    document = Document(booth)
    asking = row.ask is not None and row.ask.state is AskState.ASKING
    if asking or (row.back is not None and row.back.state is BackState.ASKING):
        drill = row.kind is OrderKind.DRILL
        document.ask(
            Prompt.DRILL if drill else Prompt.PRESS_ONE,
            row.language,
            wait=row.ask.confirm_wait if row.ask else 8,
            action=booth.url(Purpose.ASKED_PRESS),
        )
    elif row.back is not None and row.back.state is BackState.RINGING_CALLER:
        _dial_caller(document, row)
        return document
    elif row.back is not None and row.back.state is BackState.TALKING:
        return document
    elif row.ask is not None and row.ask.state is AskState.WITHDRAWN:
        document.say(Prompt.TAKEN, row.language)
    return document.hang_up()


def refusal() -> bytes:
    """Return the document that ends whatever leg asked for it."""
    root = etree.Element("Response")
    etree.SubElement(root, "Hangup")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def silence() -> bytes:
    """Return the document that does nothing, for reports."""
    root = etree.Element("Response")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def called_off(row: CallRow, booth: Booth) -> Document:
    """Return what a caller hears whose call is no longer rung for."""
    document = Document(booth)
    document.say(Prompt.WE_WILL_CALL_BACK, row.paper.language)
    return document.hang_up()


def _menu(document: Document, row: CallRow) -> None:
    chosen = document.booth.url(Purpose.MENU)
    wait = row.call.plan.menu_wait
    document.ask(Prompt.CHOOSE, row.paper.language, wait=wait, action=chosen)
    # Without a key the cloud goes on here: nothing was chosen.
    document.add("Redirect", method="POST").text = chosen


def _dial(document: Document, row: CallRow, provider: Provider) -> None:
    booth, call = document.booth, row.call
    dial = document.add(
        "Dial",
        action=booth.url(Purpose.DIAL, row.dials),
        method="POST",
        timeout=str(call.plan.steps[call.step].wait),
        timeLimit=str(row.paper.longest_talk),
        # The caller pays nothing and hears ringing until somebody has pressed 1.
        answerOnBridge="true",
    )
    if row.paper.shows:
        dial.set("callerId", row.paper.shows)
    for target in row.dialling:
        _phone(document, dial, row, target, provider)


def _phone(
    document: Document,
    dial: etree._Element,
    row: CallRow,
    target: str,
    provider: Provider,
) -> None:
    scheme, _, where = row.paper.addresses[target].partition(":")
    place = row.place_of(target)
    phone = document.add("Sip" if scheme == "sip" else "Number", dial)
    phone.text = f"sip:{where}" if scheme == "sip" else where
    if provider.confirm:
        phone.set("url", document.booth.url(Purpose.PHONE, place))
        phone.set("method", "POST")
        phone.set("statusCallback", document.booth.url(Purpose.PHONE_OVER, place))
        phone.set("statusCallbackEvent", "completed")
        phone.set("statusCallbackMethod", "POST")


def _record(document: Document, row: CallRow) -> None:
    booth = document.booth
    over = booth.url(Purpose.MESSAGE)
    danger = row.call.plan.danger
    document.say(Prompt.LEAVE_A_MESSAGE, row.paper.language)
    document.add(
        "Record",
        action=over,
        method="POST",
        maxLength=str(row.call.plan.longest_message),
        timeout="10",
        finishOnKey=f"#{danger}" if danger != "#" else "#",
        playBeep="true",
        trim="do-not-trim",
        recordingStatusCallback=booth.url(Purpose.RECORDING),
        recordingStatusCallbackMethod="POST",
        recordingStatusCallbackEvent="completed",
    )
    # Without a word the cloud goes on here.
    document.add("Redirect", method="POST").text = over


def _goodbye(document: Document, row: CallRow) -> None:
    match row.call.outcome:
        case Outcome.MISSED_CALL:
            document.add("Reject", reason="busy")
            return
        case Outcome.MESSAGE_LEFT:
            document.say(Prompt.RECORDED, row.paper.language)
        case Outcome.NO_ANSWER:
            document.say(Prompt.WE_WILL_CALL_BACK, row.paper.language)
    document.hang_up()


def _dial_caller(document: Document, row: OrderRow) -> None:
    booth = document.booth
    document.say(Prompt.CALLER_COMING, row.language)
    dial = document.add(
        "Dial",
        action=booth.url(Purpose.CALLED_OVER),
        method="POST",
        timeout=str(_CALLER_WAIT),
        timeLimit=str(_LONGEST_TALK),
    )
    if row.shows:
        dial.set("callerId", row.shows)
    number = document.add("Number", dial)
    number.text = row.number
    number.set("statusCallback", booth.url(Purpose.CALLED))
    number.set("statusCallbackEvent", "answered")
    number.set("statusCallbackMethod", "POST")
