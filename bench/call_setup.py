"""How long a call takes until a phone rings, and from her key until both speak.

The whole way: SIPp calls, our telephone writes the call down, asks the real pages for
the plan, and rings SIPp. Beside it the bare library: sippy's own `b2bua_simple`, which
writes nothing down, asks nobody and rings one fixed phone.

python -m bench call_setup
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from bench.rows import Figure
from tests.battery.founding_of import LINES
from tests.battery.programs import HOST, Program, free_port, listens_udp, until
from tests.battery.sipp_texts import answers_only, presses_one, talks
from tests.battery.telephones import Kind, callers, number, phone
from tests.battery.town import Town


CALLS, EVERY = 100, 0.5
# One who is called says the upper-case transport of which sippy itself makes a ghost.
PLAIN = (";transport=UDP", "")
MOMENTS = ("-trace_shortmsg", "-shortmessage_file", "moments.tsv")


@dataclass(frozen=True, kw_only=True, slots=True)
class Delays:
    """Milliseconds of each call: until her phone rings, and until both speak."""

    rings: tuple[float, ...]
    speaks: tuple[float, ...]


def figures() -> Iterator[Figure]:
    """Yield the middle and the 99th of a hundred calls at two a second."""
    with tempfile.TemporaryDirectory(prefix="payung-set-up-") as place:
        ours, bare = through_us(Path(place)), through_sippy_alone(Path(place))
    for what, mine, floor in (
        ("INVITE to the phone's INVITE", ours.rings, bare.rings),
        ("phone's 1 to the caller's 200", ours.speaks, bare.speaks),
    ):
        print(
            f"  {what}, b2bua_simple: {median(floor):.1f} ms, 99 of 100 {_last(floor):.1f} ms",
            file=sys.stderr,
        )
        yield Figure(name=f"{what}, median", ours=median(mine), unit="ms", bar=150)
        yield Figure(
            name=f"{what}, added to b2bua_simple",
            ours=median(mine) - median(floor),
            unit="ms",
            bar=150,
        )
        # Longer than the limit of asking for a plan is never for our sake.
        yield Figure(name=f"{what}, 99 of 100", ours=_last(mine), unit="ms", bar=1500)


def through_us(place: Path) -> Delays:
    """Return the delays of calls through the telephone and the pages."""
    answers = presses_one(busy=0, rings=0, hangs_up=0)
    with Town(place / "town", bela=answers, phone_says=MOMENTS) as town:
        # The worker rings phones too; only calls are measured here.
        town.worker.stop()
        until(town.is_silent, "nobody is being rung any more")
        program = _calls(place / "ours", LINES["direct"], town.port)
        return _delays(program, town.bela, pressed="ACK")


def through_sippy_alone(place: Path) -> Delays:
    """Return the delays of calls through sippy's own little exchange."""
    port, called = free_port(), free_port()
    answers = answers_only(busy=0).replace(*PLAIN)
    rung = phone("rung", answers, folder=place / "bare", port=called, more=MOMENTS)
    exchange = Program(
        name="b2bua_simple",
        command=[
            str(Path(sys.executable).with_name("b2bua_simple")),
            *("-f", "-l", HOST, "-p", str(port), "-n", f"{HOST}:{called}"),
            *("-L", "/dev/null"),
        ],
        env={},
        out=place / "b2bua.txt",
        folder=place,
        is_up=lambda: listens_udp(port),
    )
    try:
        for each in (rung, exchange):
            each.start()
            each.wait_up()
        program = _calls(place / "bare", LINES["direct"], port)
        return _delays(program, rung, pressed="200")
    finally:
        for each in (exchange, rung):
            each.stop()


def _calls(folder: Path, dialled: str, port: int) -> Program:
    kind = Kind(
        name="talk",
        scenario=talks(milliseconds=(300,)).replace(*PLAIN),
        dials=dialled,
        numbers=[number(nth) for nth in range(CALLS)],
        every=EVERY,
        at_once=20,
    )
    program = callers(kind, folder=folder, port=port, more=MOMENTS).program
    program.start()
    until(lambda: not program.runs, "every call is over", timeout=300)
    return program


def _delays(calling: Program, called: Program, *, pressed: str) -> Delays:
    """Return the delays, the n-th of one side against the n-th of the other."""
    out = _moments(calling, "S", "INVITE")
    began = out[0]
    rung = _moments(called, "R", "INVITE")
    key = _moments(called, "R" if pressed == "ACK" else "S", pressed)
    rung, key = ([each for each in one if each > began] for one in (rung, key))
    joined = _moments(calling, "R", "200")
    assert min(len(out), len(rung), len(key), len(joined)) >= CALLS * 0.95
    return Delays(rings=_between(out, rung), speaks=_between(key, joined))


def _moments(program: Program, way: str, first: str) -> list[float]:
    """Return when each call sent or received this for the first time, in seconds."""
    firsts: dict[str, float] = {}
    for line in (program.folder / "moments.tsv").read_text().splitlines():
        _day, _time, moment, told, call, sequence, said = line.split("\t")[:7]
        of_call = first == "ACK" or sequence.endswith("INVITE")
        if told == way and of_call and first in said.split()[:2]:
            firsts.setdefault(call, float(moment))
    return sorted(firsts.values())


def _between(before: list[float], after: list[float]) -> tuple[float, ...]:
    return tuple(
        (then - first) * 1000 for first, then in zip(before, after, strict=False)
    )


def _last(delays: tuple[float, ...]) -> float:
    return quantiles(delays, n=100)[98]
