"""The phones of an order as they lie in memory, so that a crash lets them go.

An order itself is not brought back: whoever gave it is told that it was interrupted,
and gives it again. But nobody may go on ringing, or listen to nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256

from payung.gateways.telephone.media.sdp import offer

from .dialog_memory import Remembered
from .dialogs import Ears, OutDialog
from .exchange import Exchange
from .phones import Phone
from .taming import surprise
from .ways import Way


PREFIX = "order-"


def keep_legs(exchange: Exchange, order: str, phones: Sequence[Phone | None]) -> None:
    """Remember the phones of an order as they are now."""
    legs = [phone.remembered.value() for phone in phones if phone is not None]
    try:
        exchange.memory.keep(_place(order), json.dumps(legs).encode())
    except OSError:
        surprise("remembering an order")


def forget_legs(exchange: Exchange, order: str) -> None:
    """Forget them: the order is over."""
    exchange.memory.forget(_place(order))


def release_legs(exchange: Exchange, place: str, data: bytes) -> None:
    """Let the phones go that an order was ringing when the process ended."""
    exchange.memory.forget(place)
    for value in json.loads(data):
        remembered = Remembered.read(value)
        if remembered.dialog:
            dialog = _dialog(exchange, remembered.port)
            dialog.revive(remembered.dialog)
            dialog.let_go()


def _dialog(exchange: Exchange, port: int) -> OutDialog:
    ears = Ears(
        sound=lambda _: "",
        answered=lambda: None,
        gone=lambda: None,
        digit=lambda _: None,
    )
    # What the INVITE asked for stands in the INVITE itself.
    nowhere = Way(callee="", host="", port=0)
    sound = offer(exchange.stack.host, port)
    return OutDialog(exchange.stack, ears, sound=sound, way=nowhere, shows="")


def _place(order: str) -> str:
    # The application chooses the ids of orders: any text, of any length.
    return PREFIX + sha256(order.encode()).hexdigest()[:32]
