"""Check a time stamp, anywhere and without asking anybody."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from rfc3161_client import (
    TimeStampRequest,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from payung.engines.sealed import Certificate


class NoStamp(ValueError):
    """Bytes that are no time stamp, or one for something else."""


class UnknownAuthority(ValueError):
    """A time stamp for this text, whose signer none of the certificates vouches for."""


def stamped_at(
    token: bytes, listed: bytes, *, roots: Sequence[Certificate]
) -> datetime:
    """Return the moment (UTC) at which a text was stamped.

    Raise NoStamp, or UnknownAuthority where the text is right and the signature is not
    one that these certificates vouch for.
    """
    answer = read_answer(token)
    if answer.tst_info.message_imprint.message != hashlib.sha256(listed).digest():
        raise NoStamp("another text")
    if not roots:
        raise UnknownAuthority
    check(answer, listed, VerifierBuilder(roots=list(roots)))
    return moment_of(answer)


def read_answer(token: bytes) -> TimeStampResponse:
    """Return an authority's answer that holds a stamp; raise NoStamp."""
    try:
        answer = decode_timestamp_response(token)
        # Read only when asked for; an answer that was granted may still hold none.
        granted = answer.status == 0 and bool(answer.tst_info.message_imprint.message)
    except ValueError:
        raise NoStamp("unreadable") from None
    if not granted:
        raise NoStamp("refused")
    return answer


def check(answer: TimeStampResponse, listed: bytes, builder: VerifierBuilder) -> None:
    """Raise UnknownAuthority unless one of the builder's roots vouches for it."""
    try:
        builder.build().verify(answer, hashlib.sha256(listed).digest())
    except (VerificationError, ValueError):
        raise UnknownAuthority from None


def answers(request: TimeStampRequest, answer: TimeStampResponse) -> bool:
    """Return whether an answer is to this very request, and to none before."""
    same = (
        answer.tst_info.message_imprint.message == request.message_imprint.message,
        answer.tst_info.nonce == request.nonce,
    )
    return all(same)


def moment_of(answer: TimeStampResponse) -> datetime:
    """Return the moment that an answer names, aware and in UTC."""
    return answer.tst_info.gen_time.astimezone(UTC)
