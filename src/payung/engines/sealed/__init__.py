"""Seal what names someone, and open it only for those who were let in.

Formats, labels and test vectors: docs/reference/envelope.md.
"""

from __future__ import annotations

from ._certificates import CertificateName, certificate_names, certificates_in
from ._context import Id, from_text, to_text
from ._fields import Envelope, open_field, seal_field
from ._grants import Grant, accept_grant, make_grant
from ._index import index_token, index_tokens, match_token
from ._keys import UserKeys, UserPublic, UserSeed, draft_key, new_user_seed, user_keys
from ._openers import RecordOpener, TeamOpener, field_part
from ._passphrase import (
    CHEAP_STRETCH,
    STRETCH,
    PassphraseBox,
    Stretch,
    open_user_seed,
    refuse_slowly,
    seal_user_seed,
)
from ._records import (
    RecordSecret,
    Wrap,
    WrapKind,
    new_record_secret,
    unwrap,
    wrap_for_team,
    wrap_within_team,
)
from ._refusal import Refused
from ._removal import Rekeyed, rekey, rewrap
from ._sessions import (
    NewSession,
    SessionRow,
    new_session,
    resume_session,
    session_lookup,
)
from ._statements import check_statement, sign_statement, signer_words
from ._stream_reader import StreamReader, restream
from ._streams import plain_size, seal_stream, sealed_size
from ._teams import (
    SignedTeamKey,
    TeamKeys,
    TeamPublic,
    check_team_key,
    new_team_keys,
    sign_team_key,
    team_keys,
)
from ._unattended import unattended_token
from .primitives import Certificate, Suite


__all__ = [
    "CHEAP_STRETCH",
    "STRETCH",
    "Certificate",
    "CertificateName",
    "Envelope",
    "Grant",
    "Id",
    "NewSession",
    "PassphraseBox",
    "RecordOpener",
    "RecordSecret",
    "Refused",
    "Rekeyed",
    "SessionRow",
    "SignedTeamKey",
    "StreamReader",
    "Stretch",
    "Suite",
    "TeamKeys",
    "TeamOpener",
    "TeamPublic",
    "UserKeys",
    "UserPublic",
    "UserSeed",
    "Wrap",
    "WrapKind",
    "accept_grant",
    "certificate_names",
    "certificates_in",
    "check_statement",
    "check_team_key",
    "draft_key",
    "field_part",
    "from_text",
    "index_token",
    "index_tokens",
    "make_grant",
    "match_token",
    "new_record_secret",
    "new_session",
    "new_team_keys",
    "new_user_seed",
    "open_field",
    "open_user_seed",
    "plain_size",
    "refuse_slowly",
    "rekey",
    "restream",
    "resume_session",
    "rewrap",
    "seal_field",
    "seal_stream",
    "seal_user_seed",
    "sealed_size",
    "session_lookup",
    "sign_statement",
    "sign_team_key",
    "signer_words",
    "team_keys",
    "to_text",
    "unattended_token",
    "unwrap",
    "user_keys",
    "wrap_for_team",
    "wrap_within_team",
]
