"""A telephone for tests: a real UDP socket that speaks RTP, and a signalling desk."""

from __future__ import annotations

import queue
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from payung.gateways.telephone.media.companding import FRAME_BYTES, Codec
from payung.gateways.telephone.media.key_presses import KEYS
from payung.gateways.telephone.media.rtp import Packet, read_packet, write_packet
from payung.gateways.telephone.media.sdp import Direction, Voice


PATIENCE = 10.0
PCAPS = Path("/usr/share/sip-tester")


class Desk:
    """Stands for the signalling thread: what is handed over runs here, in order."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def hand_over(self, deed: Callable[[], None]) -> None:
        self._waiting.put(deed)

    def until(self, is_so: Callable[[], object]) -> None:
        """Work until it is so; fail after ten seconds."""
        end = time.monotonic() + PATIENCE
        while not is_so():
            left = end - time.monotonic()
            assert left > 0, "It never came to be."
            try:
                self._waiting.get(timeout=min(left, 0.02))()
            except queue.Empty:
                continue


class Phone:
    """Says and hears packets at an address of the loopback net."""

    def __init__(self, host: str = "127.0.0.1", *, source: int = 7) -> None:
        self.link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.link.bind((host, 0))
        self.host, self.port = self.link.getsockname()
        self.source = source
        self.sequence = 100
        self.time = 5000

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.link.close()

    def voice(
        self,
        codec: Codec = Codec.PCMU,
        *,
        direction: Direction = Direction.BOTH,
        host: str = "",
    ) -> Voice:
        return Voice(
            host=host or self.host,
            port=self.port,
            codec=codec,
            events=101,
            direction=direction,
        )

    def say(self, port: int, sound: bytes, kind: int = 0) -> None:
        """Send one packet of sound to a port of ours."""
        self.sequence += 1
        self.time += len(sound)
        self._send(port, Packet(kind, False, self.sequence, self.time, 0, sound))

    def press(self, port: int, key: str, *, lose: frozenset[int] = frozenset()) -> None:
        """Send the seven packets of a press, without those that are to be lost."""
        self.time += FRAME_BYTES
        for at in range(7):
            self.sequence += 1
            over = 0x80 if at >= 4 else 0
            duration = 160 * min(at, 4)
            body = bytes([KEYS.index(key), over | 10, *duration.to_bytes(2, "big")])
            if at not in lose:
                packet = Packet(101, at == 0, self.sequence, self.time, 0, body)
                self._send(port, packet)
        self.time += 1600

    def junk(self, port: int, data: bytes) -> None:
        self.link.sendto(data, ("127.0.0.1", port))

    def hear(self, wanted: Callable[[Packet], bool] = lambda packet: True) -> Packet:
        """Wait for a packet of that kind; fail after ten seconds."""
        end = time.monotonic() + PATIENCE
        while (left := end - time.monotonic()) > 0:
            self.link.settimeout(left)
            packet = read_packet(self.link.recv(2048))
            if packet is not None and wanted(packet):
                return packet
        raise AssertionError("Such a packet never came.")

    def until(self, sound: bytes) -> list[Packet]:
        """Return all packets that come, to the first one with this sound."""
        packets = [self.hear()]
        while packets[-1].payload != sound:
            packets.append(self.hear())
        return packets

    def heard(self) -> list[Packet]:
        """Return what lies in the socket now."""
        self.link.settimeout(0)
        packets = []
        while True:
            try:
                packet = read_packet(self.link.recv(2048))
            except BlockingIOError:
                return packets
            if packet is not None:
                packets.append(packet)

    def _send(self, port: int, packet: Packet) -> None:
        ours = packet._replace(source=self.source, sequence=packet.sequence & 0xFFFF)
        self.link.sendto(write_packet(ours), ("127.0.0.1", port))


def says(sound: bytes) -> Callable[[Packet], bool]:
    return lambda packet: packet.payload == sound


def udp_of_pcap(name: str) -> list[bytes]:
    """Return what lies in the UDP packets of a capture that SIPp ships."""
    data, at, found = (PCAPS / name).read_bytes(), 24, []
    while at < len(data):
        size = int.from_bytes(data[at + 8 : at + 12], "little")
        frame = data[at + 16 : at + 16 + size]
        total = int.from_bytes(frame[16:18], "big")
        found.append(frame[14 + 20 + 8 : 14 + total])
        at += 16 + size
    return found
