"""Let nobody drown the line: how many requests each address may send.

Addresses stay in memory, at most so many of them, and never in a log or a file.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """So many at once, and so many a second in the long run."""

    per_second: float
    burst: float

    def __post_init__(self) -> None:
        """Refuse a rate that lets nothing through for ever."""
        if self.per_second <= 0 or self.burst < 1:
            raise ValueError("A rate needs a burst of 1 or more that fills up again.")


STRANGER = Rate(per_second=1, burst=10)
KNOWN = Rate(per_second=5, burst=40)
TRUNK = Rate(per_second=50, burst=200)
ALL_STRANGERS = Rate(per_second=20, burst=60)

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address


class _Bucket:
    """Tokens that fill up with time and are taken one by one."""

    __slots__ = ("_at", "_level", "_rate")

    def __init__(self, rate: Rate, at: datetime) -> None:
        self._rate = rate
        self._level = rate.burst
        self._at = at

    def fill(self, at: datetime) -> None:
        # A clock that is set back gives nothing, and does not stop the filling either.
        passed = max(0.0, (at - self._at).total_seconds())
        self._at = at
        self._level = min(
            self._rate.burst, self._level + passed * self._rate.per_second
        )

    def has(self) -> bool:
        return self._level >= 1

    def take(self) -> None:
        self._level -= 1


class FloodGuard:
    """Counts INVITE and REGISTER by where they come from.

    Trunks have buckets of their own by network, phones that proved who they are one
    each; strangers one each and one together. So a flood of strangers, even from forged
    addresses, closes the line for strangers only.
    """

    def __init__(
        self,
        *,
        trunks: Sequence[Network] = (),
        stranger: Rate = STRANGER,
        known: Rate = KNOWN,
        trunk: Rate = TRUNK,
        overall: Rate = ALL_STRANGERS,
        most: int = 10_000,
    ) -> None:
        self.trunks = tuple(trunks)
        self.stranger = stranger
        self.known = known
        self.trunk = trunk
        self.overall = overall
        self.most = most
        self._trunk_buckets: dict[Network, _Bucket] = {}
        self._strangers: OrderedDict[Network, _Bucket] = OrderedDict()
        self._known: OrderedDict[Network, tuple[datetime, _Bucket]] = OrderedDict()
        self._all_strangers: _Bucket | None = None

    def allows(self, source: str, *, at: datetime) -> bool:
        """Return whether one more request from this address is answered.

        What is no address is a stranger like any other.
        """
        address = _address(source)
        trunk = self._trunk_of(address)
        if trunk is not None:
            bucket = self._trunk_buckets.setdefault(trunk, _Bucket(self.trunk, at))
            return _taken(at, bucket)
        place = _place(address)
        until, mine = self._known.get(place, (None, None))
        if until is not None and mine is not None and at < until:
            return _taken(at, mine)
        if self._all_strangers is None:
            self._all_strangers = _Bucket(self.overall, at)
        # Hers first: who is stopped by her own bucket takes nothing from the others.
        return _taken(at, self._stranger(place, at), self._all_strangers)

    def know(self, source: str, *, until: datetime, at: datetime) -> None:
        """Give an address that proved who it is a bucket of its own until a moment."""
        place = _place(_address(source))
        _, bucket = self._known.pop(place, (None, _Bucket(self.known, at)))
        self._known[place] = (until, bucket)
        while len(self._known) > self.most:
            self._known.popitem(last=False)

    def is_trunk(self, source: str) -> bool:
        """Return whether an address belongs to one of our trunks."""
        return self._trunk_of(_address(source)) is not None

    @property
    def remembered(self) -> int:
        """Return how many addresses are in memory."""
        return len(self._strangers) + len(self._known)

    def _trunk_of(self, address: Address | None) -> Network | None:
        if address is None:
            return None
        return next((each for each in self.trunks if address in each), None)

    def _stranger(self, place: Network, at: datetime) -> _Bucket:
        bucket = self._strangers.get(place)
        if bucket is None:
            bucket = self._strangers[place] = _Bucket(self.stranger, at)
            # Forgetting one gives her a new burst, but all strangers share one bucket.
            while len(self._strangers) > self.most:
                self._strangers.popitem(last=False)
        self._strangers.move_to_end(place)
        return bucket


def _taken(at: datetime, *buckets: _Bucket) -> bool:
    """Take one from each bucket, or nothing where one of them is empty."""
    for bucket in buckets:
        bucket.fill(at)
    if not all(bucket.has() for bucket in buckets):
        return False
    for bucket in buckets:
        bucket.take()
    return True


_NOWHERE = ip_network("::/128")


def _address(source: str) -> Address | None:
    try:
        address = ip_address(source.strip("[]"))
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _place(address: Address | None) -> Network:
    """Return what one stranger holds: an IPv4 address, or 64 bits of an IPv6 one."""
    if address is None:
        return _NOWHERE
    bits = 64 if isinstance(address, IPv6Address) else 32
    # The zone of a link-local address is no part of a network.
    return ip_network(
        (int(address) if bits == 32 else address.packed, bits), strict=False
    )
