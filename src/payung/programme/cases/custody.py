"""Use a file that is kept: every use hashes it anew and is written down."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from payung.engines import sealed
from payung.gateways.vault import NoSuchFile, Vault
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .custody_events import add_event
from .evidence import NAME, SHOWS
from .models import Custody, Evidence


class Changed(Exception):
    """The file is no longer what was received. That it was tried is written down."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What a file is called and what it shows, opened."""

    name: str
    shows: str


def read_words(*, actor: Actor, evidence: Evidence, vault: Vault, at: datetime) -> Told:
    """Return the name of a file and what it shows; raise Changed or Refused."""
    told = words_of(actor, evidence)
    use(actor=actor, evidence=evidence, vault=vault, as_=Custody.OPENED, at=at)
    return told


def words_of(actor: Actor, evidence: Evidence) -> Told:
    """Return the opened words of a file; raise Refused."""
    secret = actor.unlocked.secret(evidence.record)
    shows = evidence.shows
    return Told(
        name=sealed.open_field(secret, NAME, evidence.name),
        shows=sealed.open_field(secret, SHOWS, shows) if shows else "",
    )


def verify(*, actor: Actor, evidence: Evidence, vault: Vault, at: datetime) -> None:
    """Hash a file anew and compare; raise Changed where it is not what was received."""
    use(actor=actor, evidence=evidence, vault=vault, as_=Custody.VERIFIED, at=at)


def download(
    *,
    actor: Actor,
    evidence: Evidence,
    vault: Vault,
    at: datetime,
    start: int,
    stop: int,
    goes_on: bool = False,
) -> Iterator[bytes]:
    """Return the bytes from `start` to `stop`; the whole file is checked before that.

    What `goes_on` where the piece before it ended belongs to one download and is neither
    checked nor written down again; every other piece is. Raise Changed or Refused.
    """
    if not goes_on:
        use(actor=actor, evidence=evidence, vault=vault, as_=Custody.DOWNLOADED, at=at)
    secret = actor.unlocked.secret(evidence.record)
    return _pieces(secret, evidence, vault, start, stop)


def _pieces(
    secret: sealed.RecordSecret, evidence: Evidence, vault: Vault, start: int, stop: int
) -> Iterator[bytes]:
    with closing(vault.open(evidence.file)) as kept:
        yield from sealed.StreamReader(secret, evidence.file, kept).read(start, stop)


def use(
    *,
    actor: Actor,
    evidence: Evidence,
    vault: Vault,
    as_: Custody,
    at: datetime,
    about: str = "",
) -> None:
    """Hash a file anew and write down what it is used for; raise Changed.

    That it was found to be changed is written down too. `about` is a code or a digest.
    """
    check_whole(actor=actor, evidence=evidence, vault=vault, at=at)
    write_down(actor=actor, evidence=evidence, use=as_, at=at, about=about)


def check_whole(
    *, actor: Actor, evidence: Evidence, vault: Vault, at: datetime
) -> None:
    """Hash a file anew; write down and raise Changed where it is another."""
    digest = _hash_anew(actor, evidence, vault)
    if digest != evidence.digest:
        changed = Custody.FOUND_CHANGED
        _write_down(actor, evidence, changed, digest=digest, at=at, about="")
        raise Changed


def write_down(
    *, actor: Actor, evidence: Evidence, use: Custody, at: datetime, about: str = ""
) -> None:
    """Write down a use of a file that was found whole in this very request."""
    _write_down(actor, evidence, use, digest=evidence.digest, at=at, about=about)


def _hash_anew(actor: Actor, evidence: Evidence, vault: Vault) -> str:
    """Return the digest of the file as it opens now; empty where it does not open."""
    secret = actor.unlocked.secret(evidence.record)
    try:
        with closing(vault.open(evidence.file)) as kept:
            return _digest(sealed.StreamReader(secret, evidence.file, kept))
    except (sealed.Refused, NoSuchFile):
        return ""


def _digest(pieces: Iterable[bytes]) -> str:
    seen = hashlib.sha256()
    for piece in pieces:
        seen.update(piece)
    return seen.hexdigest()


@transaction.atomic
def _write_down(
    actor: Actor,
    evidence: Evidence,
    use: Custody,
    *,
    digest: str,
    at: datetime,
    about: str,
) -> None:
    add_event(
        evidence=evidence, at=at, kind=use, by=actor.handle, digest=digest, about=about
    )
    subject = evidence.case.reference
    record(kinds.FILE_USED, actor=actor, subject=subject, at=at, use=use.value)
