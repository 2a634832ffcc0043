"""Seal who calls, before anything of it leaves the telephone's memory."""

from __future__ import annotations

from uuid import UUID

from payung.engines.sealed import (
    RecordSecret,
    new_record_secret,
    seal_field,
    unattended_token,
    wrap_for_team,
)

from .speaking import Arrived, SealTo


NUMBER_FIELD = "contact.number"
# As alerts.machine has it: the same number must give the same token everywhere.
TOKEN_FIELD = "number"  # noqa: S105 - the name of a field


def sealed_arrival(
    number: str, *, record: UUID, seal_to: SealTo | None, machine: RecordSecret
) -> Arrived:
    """Return who calls: the number sealed as `record`, and the machine's token of it.

    `number` in one spelling (E.164); empty where it was withheld. Without a key to seal
    to the number itself is forgotten.
    """
    if not number:
        return Arrived(record=record, withheld=True)
    token = unattended_token(machine, TOKEN_FIELD, number).hex()
    if seal_to is None:
        return Arrived(record=record, withheld=False, token=token)
    secret = new_record_secret(record)
    return Arrived(
        record=record,
        withheld=False,
        number=seal_field(secret, NUMBER_FIELD, number),
        wrap=wrap_for_team(secret, seal_to.public),
        token=token,
    )
