"""Read what a telephone says about itself; junk is refused with a clear sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address

from .companding import Codec
from .sdp import LONGEST_SDP, Direction, MediaLine, NoCommonVoice, Voice


_MOST_LINES = 16
_FIRST_OPEN_PORT = 1024
_PROTOCOLS = ("RTP/AVP", "RTP/AVPF")
_DIRECTIONS = {str(direction) for direction in Direction}


@dataclass(slots=True)
class _Section:
    """The head of an SDP, or one m= line with what stands under it."""

    line: MediaLine = field(
        default_factory=lambda: MediaLine(kind="", protocol="", formats="")
    )
    port: str = "0"
    host: str = ""
    direction: str = ""
    maps: dict[str, str] = field(default_factory=dict)


def read_voice(body: bytes | str) -> Voice:
    """Return how the telephone wants to be spoken to; raise NoCommonVoice."""
    head, *sections = _sections(_text(body))
    reasons = []
    for place, section in enumerate(sections):
        try:
            host = _host(section.host or head.host)
            port = _port(section)
            codec, events = _codec(section), _events(section)
        except NoCommonVoice as no:
            reasons.append(str(no))
            continue
        return Voice(
            host=host,
            port=port,
            codec=codec,
            events=events,
            direction=Direction(section.direction or head.direction or "sendrecv"),
            lines=tuple(one.line for one in sections),
            place=place,
        )
    raise NoCommonVoice((reasons or ["The telephone offers no sound at all."])[0])


def _text(body: bytes | str) -> str:
    if len(body) > LONGEST_SDP:
        raise NoCommonVoice("The description of the call is too long to be one.")
    # The lines we read are ASCII; names in other letters must not stop a call.
    return body.decode("utf-8", "replace") if isinstance(body, bytes) else body


def _sections(text: str) -> list[_Section]:
    """Return the head, then one section for each m= line."""
    lines = text.replace("\r", "\n").split("\n")
    if lines[0].strip() != "v=0":
        raise NoCommonVoice("The description of the call does not begin as SDP does.")
    sections = [_Section()]
    for line in lines:
        key, _, value = line.strip().partition("=")
        if key == "m":
            sections.append(_media(value))
        elif key == "c":
            sections[-1].host = sections[-1].host or _connection(value)
        elif key == "a":
            _attribute(sections[-1], value)
        if len(sections) > _MOST_LINES:
            raise NoCommonVoice("The telephone offers too many streams.")
    return sections


def _media(value: str) -> _Section:
    parts = value.split()
    if len(parts) < 4 or not _is_plain(value):
        raise NoCommonVoice("A stream of the call is not described in full.")
    kind, port, protocol, *formats = parts
    line = MediaLine(kind=kind, protocol=protocol, formats=" ".join(formats))
    return _Section(line=line, port=port)


def _is_plain(value: str) -> bool:
    return value.isascii() and value.isprintable()


def _connection(value: str) -> str:
    """Return the address of a c= line without the hops of a multicast group."""
    parts = value.split()
    return parts[2].partition("/")[0] if len(parts) == 3 else "?"


def _attribute(section: _Section, value: str) -> None:
    if value in _DIRECTIONS:
        section.direction = value
    name, _, rest = value.partition(":")
    number, _, encoding = rest.strip().partition(" ")
    if name == "rtpmap":
        section.maps[number] = encoding.strip().lower()


def _host(text: str) -> str:
    """Return an address that one telephone can have."""
    try:
        address = ip_address(text)
    except ValueError:
        # A name would have to be looked up, and that can hang.
        raise NoCommonVoice("The telephone gives no address for sound.") from None
    if address.is_multicast or str(address) == "255.255.255.255":
        raise NoCommonVoice("The telephone gives the address of a crowd.")
    return str(address)


def _port(section: _Section) -> int:
    if section.line.kind != "audio":
        raise NoCommonVoice("The telephone offers no sound.")
    if section.line.protocol not in _PROTOCOLS:
        raise NoCommonVoice("The telephone wants encrypted sound, which we lack.")
    text = section.port.partition("/")[0]
    port = int(text) if text.isdecimal() and len(text) <= 5 else 0
    if not _FIRST_OPEN_PORT <= port <= 0xFFFF:
        raise NoCommonVoice("The telephone gives no port for sound.")
    return port


def _codec(section: _Section) -> Codec:
    """Return the first of its codecs that is ours too."""
    for number in section.line.formats.split():
        for codec in Codec:
            named = section.maps.get(number, f"{codec.name.lower()}/8000")
            if number == str(int(codec)) and _means(named, codec.name):
                return codec
    raise NoCommonVoice("The telephone speaks neither PCMU nor PCMA.")


def _events(section: _Section) -> int | None:
    for number in section.line.formats.split():
        named = section.maps.get(number, "")
        if _means(named, "telephone-event") and number.isdecimal():
            return int(number) if 96 <= int(number) <= 127 else None
    return None


def _means(named: str, codec: str) -> bool:
    name, _, rest = named.partition("/")
    return name == codec.lower() and rest in ("8000", "8000/1")
