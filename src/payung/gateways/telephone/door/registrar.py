"""Where our SIP phones are reached now: their registrations, in memory only.

RFC 3261, section 10.3. Who registers has proved who she is before (`door.digest`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


_URI = re.compile(
    r"<?(?P<scheme>sips?):(?:(?P<user>[^@>;?]*)@)?(?P<host>[^>;?]+)(.*)", re.IGNORECASE
)
_TRANSPORT = re.compile(r";transport=([a-z]+)", re.IGNORECASE)


class TooBrief(ValueError):
    """A registration for less than `shortest` seconds: answer 423 and Min-Expires."""

    def __init__(self, shortest: int) -> None:
        super().__init__(f"A registration lasts at least {shortest} seconds.")
        self.shortest = shortest


class OutOfOrder(ValueError):
    """A request that is older than one already taken: answer 500, it changes nothing."""


class NotAContact(ValueError):
    """A contact that is no SIP address: answer 400."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Wish:
    """One Contact of a REGISTER. `expires` in seconds, None: ours; 0 takes it back.

    `source` is where the packet came from: behind a router it is the only way back.
    """

    uri: str
    expires: int | None = None
    q: float = 1.0
    source: tuple[str, int] | None = None


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Binding:
    """Where a phone is reached, and until when."""

    uri: str
    q: float
    expires_at: datetime
    call_id: str
    cseq: int
    source: tuple[str, int] | None = None

    def expires(self, *, at: datetime) -> int:
        """Return for how many seconds it still holds, as the 200 says it."""
        return max(0, round((self.expires_at - at).total_seconds()))


class Registrar:
    """The bindings of each user: at most so many, the one that ends first goes first.

    `shortest` and `longest` in seconds. It never asks what time it is.
    """

    def __init__(
        self, *, most: int = 4, shortest: int = 60, longest: int = 3600
    ) -> None:
        self.most = most
        self.shortest = shortest
        self.longest = longest
        self._bindings: dict[str, dict[str, Binding]] = {}

    def register(
        self,
        user: str,
        wishes: Sequence[Wish],
        *,
        call_id: str,
        cseq: int,
        at: datetime,
    ) -> tuple[Binding, ...]:
        """Take or take back contacts, all or none; return all that hold now.

        Raise TooBrief, OutOfOrder or NotAContact. Without wishes it only tells.
        """
        after = self._holding(user, at)
        named = [contact_name(wish.uri) for wish in wishes]
        for name, wish in zip(named, wishes, strict=True):
            known = after.get(name)
            if known and known.call_id == call_id and cseq <= known.cseq:
                raise OutOfOrder("A newer registration of this phone is known.")
            lasts = self._seconds(wish)
            after.pop(name, None)
            if lasts:
                after[name] = Binding(
                    uri=wish.uri,
                    q=min(max(wish.q, 0.0), 1.0),
                    expires_at=at + timedelta(seconds=lasts),
                    call_id=call_id,
                    cseq=cseq,
                    source=wish.source,
                )
        self._keep(user, after, newest=named)
        return self.look_up(user, at=at)

    def unregister(self, user: str, *, call_id: str, cseq: int, at: datetime) -> None:
        """Take all contacts back, as `Contact: *` with `Expires: 0` asks.

        Raise OutOfOrder.
        """
        holding = self._holding(user, at).values()
        if any(each.call_id == call_id and cseq <= each.cseq for each in holding):
            raise OutOfOrder("A newer registration of this phone is known.")
        self._bindings.pop(user, None)

    def look_up(self, user: str, *, at: datetime) -> tuple[Binding, ...]:
        """Return where a user is reached: the highest q first, then the newest."""
        newest = reversed(self._holding(user, at).values())
        return tuple(sorted(newest, key=lambda binding: -binding.q))

    def users(self, *, at: datetime) -> tuple[str, ...]:
        """Return who is registered now."""
        return tuple(sorted(u for u in self._bindings if self._holding(u, at)))

    def _holding(self, user: str, at: datetime) -> dict[str, Binding]:
        known = self._bindings.get(user, {})
        return {name: each for name, each in known.items() if each.expires_at > at}

    def _seconds(self, wish: Wish) -> int:
        asked = self.longest if wish.expires is None else wish.expires
        if 0 < asked < self.shortest:
            raise TooBrief(self.shortest)
        return min(max(asked, 0), self.longest)

    def _keep(
        self, user: str, bindings: dict[str, Binding], *, newest: Sequence[str]
    ) -> None:
        while len(bindings) > self.most:
            # A phone that changed its address left its old one behind. The answer to
            # this request must not promise what is dropped at once.
            older = [name for name in bindings if name not in newest]
            ends_first = min(
                older or bindings, key=lambda name: bindings[name].expires_at
            )
            del bindings[ends_first]
        if bindings:
            self._bindings[user] = bindings
        else:
            self._bindings.pop(user, None)


def contact_name(uri: str) -> str:
    """Return what two spellings of one contact have in common; raise NotAContact.

    Scheme, host and transport read alike in capitals; the user part does not.
    """
    parts = _URI.fullmatch(uri.strip())
    if parts is None or len(uri) > 300 or not uri.isprintable():
        raise NotAContact("A contact is a sip or sips address.")
    transport = _TRANSPORT.search(parts[4])
    way = transport[1].lower() if transport else ""
    host = parts["host"].strip().lower()
    return f"{parts['scheme'].lower()}:{parts['user'] or ''}@{host};{way}"
