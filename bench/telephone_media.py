"""What relaying costs: 20 calls of 50 packets a second each way, beside a bare loop.

python -m bench.telephone_media        (needs no database)
"""

from __future__ import annotations

import json
import selectors
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from bench.rows import HEAD, Figure
from payung.gateways.telephone.media.companding import Codec
from payung.gateways.telephone.media.rtp import Packet, write_packet
from payung.gateways.telephone.media.sdp import Voice
from payung.gateways.telephone.media.studio import Studio


CALLS = 20
SECONDS = 5.0
FRAME = 0.02
HOST = "127.0.0.1"
# Each packet carries the moment it was sent, at the end of its sound.
MOMENT = struct.Struct("<d")
HEADER = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One run: packets said and heard, CPU share, delays in ms (middle, 99th)."""

    said: int
    heard: int
    cpu_share: float
    half: float
    worst: float

    @property
    def cpu_us(self) -> float:
        """Return microseconds of CPU for one packet that was moved."""
        return self.cpu_share * SECONDS * 1e6 / max(1, self.heard)


def figures() -> Iterator[Figure]:
    """Yield loss, CPU and delay of 20 joined calls, beside a bare loop of sockets."""
    floor, ours, mixed = moved_bare(), moved(Codec.PCMU), moved(Codec.PCMA)
    for name, run in (("bare", floor), ("one codec", ours), ("two codecs", mixed)):
        print(f"  {name}: {run.said} said, {run.heard} heard", file=sys.stderr)
    lost = ours.said - ours.heard + mixed.said - mixed.heard
    yield Figure(
        name="packets lost of those of 20 calls, 5 s, twice",
        ours=lost,
        unit="packets",
        bar=0,
    )
    yield Figure(
        name="20 calls, share of one processor",
        ours=100 * ours.cpu_share,
        unit="%",
        bar=30,
    )
    for name, run in (("one codec", ours), ("two codecs", mixed)):
        yield Figure(
            name=f"CPU of one packet relayed, {name}",
            ours=run.cpu_us,
            unit="us",
            floor=floor.cpu_us,
            floor_name="recvfrom, sendto",
            bar=3,
        )
    yield Figure(
        name="delay of a packet, 99 of 100",
        ours=ours.worst,
        unit="ms",
        floor=floor.worst,
        floor_name="recvfrom, sendto",
        bar=20,
    )


def moved(codec: Codec) -> Run:
    """Relay between callers who speak PCMU and others who speak `codec`."""

    def serve(theirs: list[int], stack: ExitStack) -> list[int]:
        studio = stack.enter_context(Studio(HOST, hand_over=lambda deed: deed()))
        seats = [studio.seat() for _ in theirs]
        for at, (seat, port) in enumerate(zip(seats, theirs, strict=True)):
            spoken = codec if at % 2 else Codec.PCMU
            seat.hears(Voice(host=HOST, port=port, codec=spoken, events=101))
        for one, other in zip(seats[::2], seats[1::2], strict=True):
            studio.join(one, other)
        return [seat.port for seat in seats]

    return _run(serve, codec)


def moved_bare() -> Run:
    """Move the same packets with nothing but sockets."""

    def serve(theirs: list[int], stack: ExitStack) -> list[int]:
        links = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in theirs]
        for link in links:
            link.bind((HOST, 0))
            link.setblocking(False)
        over = threading.Event()
        thread = threading.Thread(target=_echo, args=(links, theirs, over))
        thread.start()
        stack.callback(thread.join)
        stack.callback(over.set)
        return [link.getsockname()[1] for link in links]

    return _run(serve, Codec.PCMU)


def _echo(links: list[socket.socket], theirs: list[int], over: threading.Event) -> None:
    with selectors.DefaultSelector() as selector:
        for at, link in enumerate(links):
            # 0 to 1 and 1 to 0: a call is two neighbours.
            selector.register(link, selectors.EVENT_READ, (links[at ^ 1], at ^ 1))
        while not over.is_set():
            for key, _ in selector.select(FRAME):
                other, at = key.data
                data, _ = key.fileobj.recvfrom(1500)  # type: ignore[union-attr]
                other.sendto(data, (HOST, theirs[at]))
    for link in links:
        link.close()


def _run(serve: Callable[[list[int], ExitStack], list[int]], codec: Codec) -> Run:
    command = [sys.executable, "-m", "bench.telephone_media", "talk", codec.name]
    with (
        ExitStack() as stack,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as talkers,
    ):
        assert talkers.stdin
        assert talkers.stdout
        ports = serve(json.loads(talkers.stdout.readline()), stack)
        before = time.process_time()
        print(json.dumps(ports), file=talkers.stdin, flush=True)
        said, heard, half, worst = json.loads(talkers.stdout.readline())
        cpu = time.process_time() - before
    share = cpu / SECONDS
    return Run(said=said, heard=heard, cpu_share=share, half=half, worst=worst)


def talk(codec: Codec) -> None:
    """Be 40 telephones: say 50 packets a second each, evenly spread, and listen."""
    phones = [
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2 * CALLS)
    ]
    selector = selectors.DefaultSelector()
    for phone in phones:
        phone.bind((HOST, 0))
        phone.setblocking(False)
        selector.register(phone, selectors.EVENT_READ)
    print(json.dumps([phone.getsockname()[1] for phone in phones]), flush=True)
    ports = json.loads(sys.stdin.readline())
    # What cannot be read in another codec is not the moment it was sent: no delays.
    delays = _conversation(phones, ports, selector, codec)
    count = round(SECONDS / FRAME) * len(phones)
    told = sorted(delays) if codec is Codec.PCMU else [0.0]
    half, worst = (told[len(told) * part // 100] for part in (50, 99))
    print(json.dumps([count, len(delays), half * 1000, worst * 1000]), flush=True)


def _conversation(
    phones: list[socket.socket],
    ports: list[int],
    selector: selectors.BaseSelector,
    codec: Codec,
) -> list[float]:
    step = FRAME / len(phones)
    begun = time.perf_counter() + 0.1
    delays: list[float] = []
    for at in range(round(SECONDS / step)):
        _listen_until(begun + at * step, selector, delays)
        which, number = at % len(phones), at // len(phones)
        kind = codec if which % 2 else Codec.PCMU
        sound = b"\x21" * (160 - MOMENT.size) + MOMENT.pack(time.perf_counter())
        packet = Packet(int(kind), False, number, number * 160, which, sound)
        phones[which].sendto(write_packet(packet), (HOST, ports[which]))
    _listen_until(time.perf_counter() + 0.3, selector, delays)
    return delays


def _listen_until(
    moment: float, selector: selectors.BaseSelector, delays: list[float]
) -> None:
    while (left := moment - time.perf_counter()) > 0:
        for key, _ in selector.select(left):
            data = key.fileobj.recv(1500)  # type: ignore[union-attr]
            # The first packets of ours are the silence that opens her router.
            if data[HEADER : HEADER + 1] not in (b"\xff", b"\xd5"):
                (sent,) = MOMENT.unpack_from(data, len(data) - MOMENT.size)
                delays.append(time.perf_counter() - sent)


def main() -> None:
    """Print one line per figure."""
    if sys.argv[1:2] == ["talk"]:
        talk(Codec[sys.argv[2]])
        return
    print(HEAD, flush=True)
    for figure in figures():
        print(figure.line(), flush=True)


if __name__ == "__main__":
    main()
