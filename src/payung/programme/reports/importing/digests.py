"""Recognise what came before without keeping it: digests under this machine's key.

A bare digest of a name can be guessed by trying names. These need the signing key of
the data folder as well, which is in no database and in no backup of one.
"""

from __future__ import annotations

import json
import uuid

from django.utils.crypto import salted_hmac

from payung.engines.forms import Answers, leaves


def keyed_digest(*parts: bytes | str) -> str:
    """Return 64 hex signs for some parts; the same parts give the same signs here."""
    keyed = salted_hmac("payung.reports.importing", "", algorithm="sha256")
    for part in parts:
        whole = part.encode() if isinstance(part, str) else part
        keyed.update(len(whole).to_bytes(8, "big") + whole)
    return keyed.hexdigest()


def answers_digest(answers: Answers) -> str:
    """Return the digest of what was answered, whichever kind of file it came in."""
    told = json.dumps(sorted(leaves(answers)), ensure_ascii=False)
    return keyed_digest("answers", told)


def named_after(*parts: bytes | str) -> str:
    """Return an instance name for what has none: the same parts, the same name."""
    return f"uuid:{uuid.UUID(hex=keyed_digest('instance', *parts)[:32], version=4)}"
