"""What the application asks of this telephone by itself, each once."""

from __future__ import annotations

from collections import OrderedDict

from payung.gateways.telephone.speaking import Order, OrderKind

from .asks import AskRun
from .call_backs import BackRun
from .exchange import Exchange


REMEMBERED = 10_000


class Orders:
    """Takes orders and cancellations; only the loop's thread may call it."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._taken: OrderedDict[str, None] = OrderedDict()

    def take(self, order: Order) -> None:
        """Carry an order out; the same id again is the same order."""
        if order.id in self._taken:
            return
        self._remember(order.id)
        if order.kind is OrderKind.CALL_BACK:
            BackRun(self._exchange, order).begin()
        else:
            AskRun(self._exchange, order).begin()

    def cancel(self, id: str) -> None:  # noqa: A002 - the word the orders use
        """Stop an order, or the ringing of a call; unknown ids change nothing."""
        run = self._exchange.runs.get(id)
        if run is not None:
            run.cancel()

    def _remember(self, order: str) -> None:
        self._taken[order] = None
        while len(self._taken) > REMEMBERED:
            self._taken.popitem(last=False)
