"""Proofs that a channel itself called us, compared in constant time."""

from __future__ import annotations

import hmac

from .speaking import Forged


def need_signature(said: str, *, secret: bytes, over: bytes) -> None:
    """Raise Forged unless it is the HMAC-SHA256 of these octets, in hex."""
    if not secret:
        raise Forged("not_signed")
    right = hmac.digest(secret, over, "sha256").hex()
    need_token(said.strip().casefold(), right)


def need_token(said: str, right: str) -> None:
    """Raise Forged unless they are the same; nothing proves what has no secret."""
    same = hmac.compare_digest(
        said.encode("utf-8", "surrogatepass"), right.encode("utf-8")
    )
    if not right or not same:
        raise Forged("not_signed")


def need_size(body: bytes, longest: int) -> None:
    """Raise Forged for more than any channel sends."""
    if len(body) > longest:
        raise Forged("too_long")
