"""SDP (RFC 4566, offers and answers by RFC 3264): what we say about our ear and mouth.

We speak PCMU and PCMA in packets of 20 ms and take key presses as telephone events.
Reading what a telephone says about itself is in sdp_reading.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address

from .companding import Codec


OUR_EVENTS = 101
LONGEST_SDP = 8192


class NoCommonVoice(ValueError):
    """There is no way to speak with this telephone; the sentence says why.

    It never repeats what came: an SDP can name a person in its first lines.
    """


class Direction(StrEnum):
    """Which way sound goes, seen by the one who says it."""

    BOTH = "sendrecv"
    SPEAKS = "sendonly"  # we are on hold, or hear music
    LISTENS = "recvonly"
    NEITHER = "inactive"

    @property
    def mirrored(self) -> Direction:
        """Return the same thing seen by the other side."""
        return _MIRRORED.get(self, self)


_MIRRORED = {
    Direction.SPEAKS: Direction.LISTENS,
    Direction.LISTENS: Direction.SPEAKS,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class MediaLine:
    """One m= line, as much of it as an answer must repeat."""

    kind: str
    protocol: str
    formats: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """How one telephone wants to be spoken to: host and port, and in which codec.

    `events` is its payload type for key presses, None where it sends none. `lines` are
    all its m= lines, `place` the one that we speak on. The host is never shown.
    """

    host: str = field(repr=False)
    port: int = field(repr=False)
    codec: Codec
    events: int | None = None
    direction: Direction = Direction.BOTH
    lines: tuple[MediaLine, ...] = ()
    place: int = 0

    @property
    def listens(self) -> bool:
        """Return whether it wants to hear us now."""
        on_hold = self.host in ("0.0.0.0", "::")  # noqa: S104 - the old sign for hold
        wants = self.direction in (Direction.BOTH, Direction.LISTENS)
        return wants and not on_hold

    @property
    def speaks(self) -> bool:
        """Return whether it means to be heard."""
        return self.direction in (Direction.BOTH, Direction.SPEAKS)


def offer(host: str, port: int, *, session: int = 1, version: int = 1) -> str:
    """Return our offer: both codecs, key presses. Raise `version` in every new one."""
    lines = _head(host, session, version)
    lines += _voice_line(port, (Codec.PCMU, Codec.PCMA), OUR_EVENTS, Direction.BOTH)
    return _joined(lines)


def answer(
    host: str, port: int, voice: Voice, *, session: int = 1, version: int = 1
) -> str:
    """Return our answer to an offer that was read as `voice`.

    Its codec and its number for key presses; every other m= line is turned down, in
    its place, as RFC 3264 wants.
    """
    lines = _head(host, session, version)
    for place, line in enumerate(voice.lines or (_PLAIN,)):
        if place == voice.place:
            direction = voice.direction.mirrored
            events = voice.events
            lines += _voice_line(port, (voice.codec,), events, direction, line.protocol)
        else:
            lines.append(f"m={line.kind} 0 {line.protocol} {line.formats}")
    return _joined(lines)


_PLAIN = MediaLine(kind="audio", protocol="RTP/AVP", formats="0")


def _head(host: str, session: int, version: int) -> list[str]:
    kind = "IP6" if ip_address(host).version == 6 else "IP4"
    return [
        "v=0",
        f"o=- {session} {version} IN {kind} {host}",
        "s=-",
        f"c=IN {kind} {host}",
        "t=0 0",
    ]


def _voice_line(
    port: int,
    codecs: tuple[Codec, ...],
    events: int | None,
    direction: Direction,
    protocol: str = "RTP/AVP",
) -> Iterator[str]:
    formats = [str(int(codec)) for codec in codecs]
    if events is not None:
        formats.append(str(events))
    yield f"m=audio {port} {protocol} {' '.join(formats)}"
    for codec in codecs:
        yield f"a=rtpmap:{int(codec)} {codec.name}/8000"
    if events is not None:
        yield f"a=rtpmap:{events} telephone-event/8000"
        yield f"a=fmtp:{events} 0-16"
    yield "a=ptime:20"
    yield f"a={direction}"


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\r\n" for line in lines)
