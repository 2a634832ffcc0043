"""Take a recording from the cloud into the vault, sealed on its way, and delete it there.

The cloud hears and keeps it until then; that cannot be helped (Caps.voicemail).
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from payung.engines.sealed import new_record_secret, seal_stream, wrap_for_team
from payung.gateways.telephone.speaking import SealTo, Voicemail
from payung.gateways.vault import Vault

from .rest import Rest


def fetch_recording(
    rest: Rest,
    ref: str,
    *,
    seconds: int,
    seal_to: SealTo,
    vault: Vault,
    record: UUID,
    file: UUID,
) -> Voicemail:
    """Return the message as it lies sealed in the vault; raise TelephoneGone.

    It is a record of its own: the key of the caller's record is long forgotten.
    """
    secret = new_record_secret(record)
    counted = _Counted()
    with rest.recording(ref) as chunks:
        vault.put(file, seal_stream(secret, file, counted.through(chunks)))
    return Voicemail(
        record=record,
        file=file,
        seconds=seconds,
        size=counted.size,
        wrap=wrap_for_team(secret, seal_to.public),
    )


class _Counted:
    """How many bytes went through."""

    def __init__(self) -> None:
        self.size = 0

    def through(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.size += len(chunk)
            yield chunk
