"""Prove who one is without saying the password: digest authentication, both sides.

RFC 2617 and RFC 7616, algorithms MD5 and SHA-256, quality "auth" or none. SIP phones
know no better; so what they say must stay within the local net or a tunnel.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from .digest_header import NotDigest, quoted, read_digest, write_digest


REMEMBERED = 10_000
"""Nonces in memory; above it the oldest is stale, and the phone asks for another."""

_NONCE = re.compile(r"([0-9a-f]{16})([0-9a-f]{32})")
_COUNT = re.compile(r"[0-9a-f]{8}")
_MOST_ANSWERS = 100


class Algorithm(StrEnum):
    """How a digest is made."""

    MD5 = "MD5"
    SHA256 = "SHA-256"


def _hash(algorithm: Algorithm, text: str) -> str:
    # A stranger's text may hold half signs; it must be hashed like any other.
    data = text.encode("utf-8", "surrogatepass")
    if algorithm is Algorithm.SHA256:
        return hashlib.sha256(data).hexdigest()
    # What every SIP phone speaks; nothing is signed with it.
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


class CannotAnswer(ValueError):
    """No challenge that we can answer."""


class Standing(StrEnum):
    """What a check finds."""

    ACCEPTED = "accepted"
    STALE = "stale"  # right, but the challenge is old or used: challenge again
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What a check finds; `user` is filled where it was she who answered."""

    standing: Standing
    user: str = ""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Account:
    """The two hashes kept in place of a password, by `ha1`; empty: not this way."""

    md5: str = ""
    sha256: str = ""

    def kept(self, algorithm: Algorithm) -> str:
        """Return the hash for an algorithm, or nothing."""
        return self.md5 if algorithm is Algorithm.MD5 else self.sha256


def ha1(algorithm: Algorithm, *, user: str, realm: str, password: str) -> str:
    """Return what is kept in place of the password, as secret as the password."""
    return _hash(algorithm, f"{user}:{realm}:{password}")


def response(
    algorithm: Algorithm,
    *,
    kept: str,
    method: str,
    uri: str,
    nonce: str,
    count: str = "",
    cnonce: str = "",
) -> str:
    """Return the answer to a challenge; without `count` the one of quality none."""
    deed = _hash(algorithm, f"{method}:{uri}")
    middle = f"{nonce}:{count}:{cnonce}:auth" if count else nonce
    return _hash(algorithm, f"{kept}:{middle}:{deed}")


@dataclass(slots=True)
class _Used:
    """The highest count under a nonce, or the answer of one without counts."""

    count: int = 0
    answers: set[str] = field(default_factory=set)


class DigestGuard:
    """Challenges phones and checks their answers, for a realm.

    A nonce is the moment and a keyed hash of it, so strangers' challenges cost no
    memory; only used ones are remembered. `key` is 32 random bytes of this start.
    """

    def __init__(
        self,
        realm: str,
        key: bytes,
        accounts: Mapping[str, Account],
        *,
        lasts: timedelta = timedelta(minutes=5),
        most: int = REMEMBERED,
    ) -> None:
        if len(key) < 16:
            raise ValueError("The key of nonces needs 16 bytes or more.")
        self.realm = realm
        self.accounts = accounts
        self.lasts = lasts
        self._key = key
        self._most = most
        self._used: OrderedDict[tuple[str, str], _Used] = OrderedDict()
        self._forgotten_until = datetime.min.replace(tzinfo=UTC)

    def challenges(self, *, at: datetime, stale: bool = False) -> tuple[str, ...]:
        """Return values of WWW-Authenticate, the stronger algorithm first.

        An algorithm that no account keeps a hash for is not offered.
        """
        offered = [
            each
            for each in (Algorithm.SHA256, Algorithm.MD5)
            if any(account.kept(each) for account in self.accounts.values())
        ]
        nonce = self._nonce(at)
        return tuple(
            f'Digest realm={quoted(self.realm)}, nonce="{nonce}",'
            f' algorithm={each.value}, qop="auth"' + (", stale=true" if stale else "")
            for each in offered or [Algorithm.MD5]
        )

    def check(self, header: str, *, method: str, uri: str, at: datetime) -> Verdict:
        """Return who answers by a value of Authorization, if it is she.

        STALE says that the password was right: challenge her once more, with `stale`.
        """
        try:
            said = read_digest(header)
            algorithm = Algorithm(said.get("algorithm", "MD5").upper())
        except (NotDigest, ValueError):
            return Verdict(standing=Standing.REFUSED)
        count, cnonce = said.get("nc", "").lower(), said.get("cnonce", "")
        qop, nonce = said.get("qop", ""), said.get("nonce", "")
        user = said.get("username", "")
        fits = (
            said.get("realm") == self.realm
            and said.get("uri") == uri
            and _quality_fits(qop, count, cnonce)
        )
        kept = self.accounts.get(user, Account()).kept(algorithm)
        right = response(
            algorithm,
            # A stranger's name takes as long as a known one.
            kept=kept or self._seal(b"nobody"),
            method=method,
            uri=uri,
            nonce=nonce,
            count=count if qop else "",
            cnonce=cnonce,
        )
        given = said.get("response", "").lower()
        same = hmac.compare_digest(right.encode(), given.encode())
        if not (same and kept and fits):
            return Verdict(standing=Standing.REFUSED)
        # A phone still knows the challenge of before our restart, or of long ago: the
        # password is hers, so she is asked once more and not sent away.
        if not self._is_ours(nonce) or not self._is_fresh(nonce, at):
            return Verdict(standing=Standing.STALE, user=user)
        used = self._used_of(user, nonce)
        return Verdict(standing=_use(used, count if qop else "", right), user=user)

    def _nonce(self, at: datetime) -> str:
        moment = int(at.astimezone(UTC).timestamp() * 1000).to_bytes(8, "big")
        return moment.hex() + self._seal(moment)

    def _seal(self, moment: bytes) -> str:
        message = b"digest-nonce" + moment + self.realm.encode()
        return hmac.digest(self._key, message, "sha256")[:16].hex()

    def _is_ours(self, nonce: str) -> bool:
        parts = _NONCE.fullmatch(nonce)
        if parts is None:
            return False
        seal = self._seal(bytes.fromhex(parts[1]))
        return hmac.compare_digest(seal, parts[2])

    def _is_fresh(self, nonce: str, at: datetime) -> bool:
        made_at = _made_at(nonce)
        # A clock that is set back a little must not refuse everybody.
        in_time = timedelta(seconds=-5) <= at - made_at <= self.lasts
        return in_time and made_at > self._forgotten_until

    def _used_of(self, user: str, nonce: str) -> _Used:
        """Return how a user's nonce served so far; the oldest are forgotten for good."""
        used = self._used.setdefault((user, nonce), _Used())
        while len(self._used) > self._most:
            (_, oldest), _ = self._used.popitem(last=False)
            # Whoever forgets how a nonce served may accept neither it nor older ones.
            self._forgotten_until = max(self._forgotten_until, _made_at(oldest))
        return used


def _made_at(nonce: str) -> datetime:
    return datetime.fromtimestamp(int(nonce[:16], 16) / 1000, UTC)


def _quality_fits(qop: str, count: str, cnonce: str) -> bool:
    """Return whether a count stands where quality "auth" needs it, and only there."""
    if qop:
        return qop == "auth" and bool(_COUNT.fullmatch(count)) and cnonce != ""
    return not count


def _use(used: _Used, count: str, answer: str) -> Standing:
    """Note one use; what served so before, or could be a repetition, is stale."""
    if count:
        if int(count, 16) <= used.count:
            return Standing.STALE
        used.count = int(count, 16)
        return Standing.ACCEPTED
    if answer in used.answers or len(used.answers) >= _MOST_ANSWERS:
        return Standing.STALE
    used.answers.add(answer)
    return Standing.ACCEPTED


def answer(
    challenges: Sequence[str],
    *,
    user: str,
    password: str,
    method: str,
    uri: str,
    cnonce: str,
    count: int = 1,
) -> str:
    """Return the value of Authorization for the strongest challenge we can answer.

    `cnonce` is chosen by chance for each request; `count` grows by one each time the
    same challenge is answered. Raise CannotAnswer.
    """
    algorithm, said = _strongest(challenges)
    kept = ha1(algorithm, user=user, realm=said["realm"], password=password)
    times = f"{count:08x}" if "qop" in said else ""
    proof = response(
        algorithm,
        kept=kept,
        method=method,
        uri=uri,
        nonce=said["nonce"],
        count=times,
        cnonce=cnonce,
    )
    values = {
        "username": user,
        "realm": said["realm"],
        "nonce": said["nonce"],
        "uri": uri,
        "response": proof,
    }
    echoed = {name: said[name] for name in ("algorithm", "opaque") if name in said}
    quality = {"qop": "auth", "nc": times, "cnonce": cnonce} if times else {}
    return write_digest(values | echoed | quality)


def _strongest(challenges: Sequence[str]) -> tuple[Algorithm, dict[str, str]]:
    found: dict[Algorithm, dict[str, str]] = {}
    for challenge in challenges:
        try:
            said = read_digest(challenge)
            algorithm = Algorithm(said.get("algorithm", "MD5").upper())
        except (NotDigest, ValueError):
            continue
        qualities = [each.strip() for each in said.get("qop", "auth").split(",")]
        if {"realm", "nonce"} <= said.keys() and "auth" in qualities:
            found.setdefault(algorithm, said)
    for algorithm in (Algorithm.SHA256, Algorithm.MD5):
        if algorithm in found:
            return algorithm, found[algorithm]
    raise CannotAnswer("None of the challenges can be answered.")
