"""What a channel reports of texts of ours: delivered, read, or failed."""

from __future__ import annotations

from payung.gateways.messages import Receipt
from payung.programme.alerts.models import Message, Sending


SENT = (Sending.SENT, Sending.ANSWERED)


def note_receipt(receipt: Receipt) -> int:
    """Note what became of a text; return 0 where we sent none of this name.

    A text that failed is not sent again: the ladder goes on and asks anew.
    """
    if not receipt.id:
        return 0
    rows = Message.objects.filter(channel_id=receipt.id[:80], state__in=SENT)
    return rows.update(outcome=receipt.state[:40])
