"""The real pages, worker and telephone of a country, and phones that wait for a thumb.

SIPp plays the phones. A phone of ours rings until a test lets its owner press 1: then
nothing depends on how long something takes on a slow machine.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.battery.founding import PASSPHRASE
from tests.battery.founding_of import LINES
from tests.battery.programs import HOST, Program, free_port, until
from tests.battery.sipp_texts import KEYS, SOUND, scenario, talks
from tests.battery.telephones import Kind, callers, number, phone
from tests.battery.town import Town
from tests.journeys.own_database import bytes_of
from tests.needles import bytes_of_folder


RANG, SAID = "rang.log", "said.log"
KEPT = ("via", "from", "to", "cseq")
ANSWER = """
    SIP/2.0 {answer}
    Via:[$via]
    From:[$from]
    To:[$to];tag=[pid]SIPpTag01[call_number]
    [last_Call-ID:]
    CSeq:[$cseq]
    Contact: <sip:phone@[local_ip]:[local_port];transport=UDP>
    {body}
"""
LAST = """
    SIP/2.0 200 OK
    [last_Via:]
    [last_From:]
    [last_To:]
    [last_Call-ID:]
    [last_CSeq:]
    Content-Length: 0

"""
# What a thumb does to the phone it holds: only the call is named.
THUMB = (
    "INFO sip:phone@{host}:{port} SIP/2.0\r\n"
    "Via: SIP/2.0/UDP {host}:9;branch=z9hG4bKthumb\r\n"
    "From: <sip:thumb@{host}>;tag=thumb\r\nTo: <sip:phone@{host}>\r\n"
    "Call-ID: {call}\r\nCSeq: 1 INFO\r\nContent-Length: 0\r\n\r\n"
)


def waits_for_a_thumb() -> str:
    """Return a phone that rings until it is told to answer, or until it is left."""
    kept = "".join(
        f'<ereg regexp=".*" search_in="hdr" header="{name.title()}:" assign_to="{name}"/>'
        for name in KEPT
    ).replace("Cseq", "CSeq")
    used = "".join(
        f'<strcmp assign_to="seen" variable="{name}" value=""/>' for name in KEPT
    )
    one = KEYS.format(1)
    return scenario(
        f'<recv request="INVITE" rrs="true"><action>{kept}'
        '<log message="rings [call_id]"/></action></recv>',
        f"<nop><action>{used}</action></nop>",
        _send(ANSWER, answer="180 Ringing"),
        '<recv request="CANCEL" optional="true" next="left"/>',
        '<recv request="INFO"/>',
        _send(ANSWER, answer="200 OK", body=SOUND),
        '<recv request="CANCEL" optional="true" next="crossed"/>',
        f'<recv request="ACK"><action><exec play_pcap_audio="{one}"/></action></recv>',
        '<label id="talks"/>',
        '<recv request="BYE"/>',
        _send(LAST),
        '<nop next="over"/>',
        '<label id="crossed"/>',
        _send(LAST),
        '<recv request="ACK" next="talks"/>',
        '<label id="left"/>',
        _send(LAST),
        _send(ANSWER, answer="487 Request Terminated"),
        '<recv request="ACK"><action><log message="left [call_id]"/></action></recv>',
        '<label id="over"/>',
    )


def _send(text: str, *, answer: str = "", body: str = "") -> str:
    rest = "Content-Length: 0\n"
    if body:
        rest = f"Content-Type: application/sdp\n    Content-Length: [len]\n\n    {body}"
    return f"<send><![CDATA[{text.format(answer=answer, body=rest)}]]></send>"


@dataclass(frozen=True, kw_only=True)
class Phone:
    """A phone of one of ours, and the SIPp that plays it."""

    program: Program
    port: int

    def has(self, word: str) -> bool:
        """Return whether it has written down that it "rings", or that it was "left"."""
        return bool(self._calls(word))

    def press_one(self) -> None:
        """Let its owner answer the call that rings, and press 1."""
        until(lambda: self.has("rings"), f"{self.program.name}'s phone rings")
        pressed = THUMB.format(host=HOST, port=self.port, call=self._calls("rings")[-1])
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as thumb:
            thumb.sendto(pressed.encode(), (HOST, self.port))

    def heard(self) -> bytes:
        """Return everything that was ever said to it."""
        return (self.program.folder / SAID).read_bytes()

    def _calls(self, word: str) -> list[str]:
        file = self.program.folder / RANG
        lines = file.read_text().splitlines() if file.exists() else []
        return [line.split()[-1] for line in lines if line.startswith(f"{word} ")]


@dataclass(frozen=True, kw_only=True)
class CallsTown:
    """A town with a paralegal on call, a lawyer on standby, and somebody who calls."""

    town: Town
    bela: Phone
    dora: Phone
    caller: Program

    @property
    def address(self) -> str:
        """Return where its pages are."""
        return f"http://{self.town.pages.command[-1]}"

    def enter(self, context: BrowserContext, handle: str) -> Page:
        """Sign somebody in and return her first page."""
        page = context.new_page()
        page.goto(f"{self.address}/sign-in")
        page.fill("[name=handle]", handle)
        page.fill("[name=passphrase]", PASSPHRASE)
        page.click("form:has([name=passphrase]) button")
        page.wait_for_url(f"{self.address}/")
        return page

    def kept(self) -> bytes:
        """Return all that ours have written: data, what they print, what is passing."""
        ours = (self.town.data, self.town.folder / "said", self.town.folder / "tmp")
        files = (bytes_of_folder(folder) for folder in ours)
        return b"\0".join((*files, bytes_of(self.town.database)))


@contextmanager
def calls_town(
    folder: Path, patch: pytest.MonkeyPatch, *, database: str
) -> Iterator[CallsTown]:
    """Start everything, and stop it at the end; nobody calls yet."""
    (folder / "tmp").mkdir()
    patch.setenv("TMPDIR", str(folder / "tmp"))
    town = Town(folder, database=database, bela=waits_for_a_thumb())
    bela = Phone(program=_that_writes(town.bela), port=_port(town.bela))
    port = free_port()
    hers = phone("dora", waits_for_a_thumb(), folder=folder / "phones", port=port)
    dora = Phone(program=_that_writes(hers), port=port)
    with town:
        dora.program.start()
        try:
            dora.program.wait_up()
            town.asks("tests.journeys.calls_lawyer", f"sip:dora@{HOST}:{port}")
            caller = callers(_she(), folder=folder / "callers", port=town.port).program
            yield CallsTown(town=town, bela=bela, dora=dora, caller=caller)
            caller.stop()
        finally:
            dora.program.stop()


def _she() -> Kind:
    """Return somebody who waits until one of ours is there, speaks, and hangs up."""
    return Kind(
        name="she",
        scenario=talks(milliseconds=(1500,)),
        dials=LINES["direct"],
        numbers=[number(1)],
        every=1,
        at_once=1,
    )


def _port(program: Program) -> int:
    return int(program.command[list(program.command).index("-p") + 1])


def _that_writes(program: Program) -> Program:
    """Return the same phone, which also writes down what rings and what it is told."""
    logs = ("-trace_logs", "-log_file", RANG, "-trace_msg", "-message_file", SAID)
    program.command = [*program.command, *logs]
    return program
