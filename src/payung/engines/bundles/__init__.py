"""One file that a court can check without us: hashes, custody, time stamps, signature.

The format: docs/reference/bundle.md.
"""

from __future__ import annotations

from ._canonical import canonical
from ._custody_chain import FIRST, CustodyLink, broken_links, chain_digest
from ._digest_lists import DigestList, NoDigestList, digest_list, read_digest_list
from ._findings import Finding, Report, StampSeen, Trouble
from ._key_in_pem import NotAKey, key_of_pem, pem_of_key
from ._manifest import LABEL, MANIFEST, SIGNATURE, Listed, Manifest, Role, statement
from ._meaning import CheckStamp, Custody, NotStamped, NotTrusted, custody_text
from ._opening import Signed
from ._verifying import verify
from ._writing import (
    Content,
    ContentChanged,
    NotNamedSo,
    TooMuch,
    held_content,
    measured,
    sums_of,
    write,
)


__all__ = [
    "FIRST",
    "LABEL",
    "MANIFEST",
    "SIGNATURE",
    "CheckStamp",
    "Content",
    "ContentChanged",
    "Custody",
    "CustodyLink",
    "DigestList",
    "Finding",
    "Listed",
    "Manifest",
    "NoDigestList",
    "NotAKey",
    "NotNamedSo",
    "NotStamped",
    "NotTrusted",
    "Report",
    "Role",
    "Signed",
    "StampSeen",
    "TooMuch",
    "Trouble",
    "broken_links",
    "canonical",
    "chain_digest",
    "custody_text",
    "digest_list",
    "held_content",
    "key_of_pem",
    "measured",
    "pem_of_key",
    "read_digest_list",
    "statement",
    "sums_of",
    "verify",
    "write",
]
