"""A time-stamping authority, asked over HTTP as RFC 3161 says.

It learns a digest and our address, nothing else: no name of the program, no policy. Its
answer is signed, so that plain HTTP does no harm; many authorities offer nothing else.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
from rfc3161_client import (
    HashAlgorithm,
    TimeStampRequest,
    TimestampRequestBuilder,
    VerifierBuilder,
)

from payung.engines.sealed import certificates_in

from .checking import NoStamp, UnknownAuthority, answers, check, moment_of, read_answer
from .speaking import NotWitnessed, Stamp


LONGEST_ANSWER = 64 * 1024  # bytes
_HEADERS = {
    "Content-Type": "application/timestamp-query",
    "Accept": "application/timestamp-reply",
    "User-Agent": "",
}


class NoAddress(ValueError):
    """The address of an authority is not one that can be asked."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Authority:
    """An authority: what we call it, where it is, and who vouches for it.

    `vouchers` are certificates (PEM) that are trusted; one between a root and its own
    may stand there too, where the authority does not send it. `seconds` is how long
    each step may take.
    """

    name: str
    address: str
    vouchers: bytes = field(repr=False)
    seconds: float = 10.0

    def __post_init__(self) -> None:
        """Raise NoAddress unless it can be asked, Refused without a certificate."""
        parts = urlsplit(self.address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise NoAddress
        if parts.username is not None or parts.password is not None:
            raise NoAddress
        certificates_in(self.vouchers)

    def stamp(self, listed: bytes) -> Stamp:
        """Return a stamp for a text, checked already; raise NotWitnessed."""
        request = _request_for(listed)
        roots = list(certificates_in(self.vouchers))
        token = self._asked(request.as_bytes())
        try:
            answer = read_answer(token)
            if not answers(request, answer):
                raise NotWitnessed("another_answer")
            check(answer, listed, VerifierBuilder(roots=roots))
        except NoStamp as why:
            raise NotWitnessed(
                "refused" if str(why) == "refused" else "no_stamp"
            ) from None
        except UnknownAuthority:
            raise NotWitnessed("unknown_signer") from None
        return Stamp(token=token, at=moment_of(answer), vouchers=self.vouchers)

    def _asked(self, question: bytes) -> bytes:
        """Return what it answers; nothing is followed elsewhere or taken in endlessly."""
        secure = urlsplit(self.address).scheme == "https"
        try:
            with (
                httpx.Client(
                    timeout=self.seconds,
                    follow_redirects=False,
                    trust_env=False,
                    verify=secure,
                ) as client,
                client.stream(
                    "POST", self.address, content=question, headers=_HEADERS
                ) as response,
            ):
                if response.status_code != 200:
                    raise NotWitnessed("no_answer")
                return _read(response)
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, OSError) as problem:
            if isinstance(problem, NotWitnessed):
                raise
            raise NotWitnessed("not_reached") from None


def _request_for(listed: bytes) -> TimeStampRequest:
    """Return a request with a nonce, so that no old answer can be passed off as new."""
    return (
        TimestampRequestBuilder()
        .data(listed)
        .hash_algorithm(HashAlgorithm.SHA256)
        .nonce(nonce=True)
        .cert_request(cert_request=True)
        .build()
    )


def _read(response: httpx.Response) -> bytes:
    read = b""
    for chunk in response.iter_bytes():
        read += chunk
        if len(read) > LONGEST_ANSWER:
            raise NotWitnessed("too_long")
    return read


# httpx logs every address at level info. A filter, for levels may be set back.
for _name in ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.proxy"):
    logging.getLogger(_name).addFilter(lambda _: False)
