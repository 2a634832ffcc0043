"""Let a webhook in, or not: its address must be ours, and its signature the cloud's."""

from __future__ import annotations

from datetime import datetime

from payung.engines.sealed import RecordSecret
from payung.gateways.messages import Forged, WebRequest

from .addresses import Urls
from .africas_talking import at_webhook
from .providers import Dialect, Signing
from .rest import Account
from .signatures import is_signed
from .tickets import Purpose, Ticket, read_ticket
from .webhooks import Webhook, fields_of, webhook_of


_OF_THE_LINE = frozenset({Purpose.ARRIVE, Purpose.STATUS})
_SID_SIGNS = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-:."
)
_LONGEST_SID = 80


def let_in(
    request: WebRequest,
    *,
    account: Account,
    urls: Urls,
    machine: RecordSecret,
    at: datetime,
) -> tuple[Ticket, Webhook]:
    """Return what a webhook is about and says; raise Forged.

    The signature is looked at first: a stranger learns nothing about addresses.
    """
    fields = fields_of(request.body)
    text = request.query.get("k", "")
    if account.provider.signing is Signing.TWILIO:
        given = request.headers.get(account.provider.signature_header, "")
        key = account.signing_key or account.token
        if not is_signed(key, f"{urls.base}?k={text}", fields, given):
            raise Forged
    ticket = read_ticket(text, machine, at=at)
    african = account.provider.dialect is Dialect.AFRICAS_TALKING
    said = at_webhook(fields) if african else webhook_of(fields)
    if ticket.purpose in _OF_THE_LINE and not _is_sid(said.sid):
        raise Forged
    return ticket, said


def _is_sid(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_SID and _SID_SIGNS.issuperset(text)
