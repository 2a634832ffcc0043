"""A whole session with a modem, as a program: what a test looks for traces of.

python -m tests.gateways.messages.modem_session FOLDER
"""

from __future__ import annotations

import logging
import sys
import traceback
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

from payung.gateways.messages import ChannelGone, NotSent, Outbound
from payung.gateways.messages.modem import Modem, ModemSettings
from tests.gateways.messages.at_modem import AtModem, plugged_in


NUMBER = "+0005550100"
OURS, HERS = "your room is ready at nine", "they took my friend away"
AT = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)


def main() -> None:
    """Send, receive, be called, be refused and be unplugged; print every failure."""
    logging.basicConfig(level=logging.DEBUG)
    with plugged_in(Path(sys.argv[1])) as stick:
        settings = ModemSettings(device=str(stick.path), country="np", secret=b"k")
        modem = Modem(settings, clock=lambda: AT + timedelta(minutes=1))
        _talk(modem, stick)
        stick.unplug()
        _send(modem, "unplugged")
        try:
            list(modem.poll())
        except ChannelGone:
            traceback.print_exc()
        modem.close()
    sys.stdout.write(f"done {settings!r} {modem!r}\n")


def _talk(modem: Modem, stick: AtModem) -> None:
    stick.receive(NUMBER, HERS, at=AT)
    stick.receive(NUMBER, HERS, at=AT, part=(3, 2, 1))
    stick.sim[9] = "0004089100"
    _send(modem, "one")
    stick.refuse_after(0)
    _send(modem, "two")
    stick.ring(NUMBER)
    came = list(modem.poll())
    end = monotonic() + 20
    while not any(inbound.kind == "missed_call" for inbound in came):
        assert monotonic() < end, "The call was not told."
        came += modem.poll()
        sleep(0.02)
    sys.stdout.write(f"came {len(came)} {came}\n")


def _send(modem: Modem, key: str) -> None:
    try:
        modem.send(Outbound(key=key, address=f"tel:{NUMBER}", text=OURS))
    except NotSent:
        traceback.print_exc()


if __name__ == "__main__":
    main()
