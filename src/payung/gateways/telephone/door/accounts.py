"""The accounts of our SIP phones: a TOML file of hashes, no passwords.

realm = "hotline"                # the hashes hold for this realm only

[phones.desk-1]                  # an opaque name, never a person's
md5 = "…32 signs…"               # HA1 = MD5(name:realm:password)
sha256 = "…64 signs…"            # may be left out: then that way is closed
"""

from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .digest import Account


_NAME = re.compile(r"[A-Za-z0-9_.-]{1,40}")
_HASHES = {"md5": re.compile(r"[0-9a-f]{32}"), "sha256": re.compile(r"[0-9a-f]{64}")}


class AccountsNotUsable(ValueError):
    """A file of accounts that is not used at all; says file, key and remedy."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Accounts:
    """The realm, and each phone's hashes by its name."""

    realm: str
    phones: Mapping[str, Account]


def read_accounts(path: Path) -> Accounts:
    """Return the accounts of a file that only its owner may read.

    Raise AccountsNotUsable. A hash is as good as the password, for this realm.
    """
    whole = _whole(path)
    realm, phones = whole.get("realm"), whole.get("phones")
    if not isinstance(realm, str) or not realm or not realm.isprintable():
        raise AccountsNotUsable(f'{path}: it needs realm = "…".')
    if not isinstance(phones, dict):
        raise AccountsNotUsable(f"{path}: it needs a table [phones.NAME] per phone.")
    return Accounts(
        realm=realm,
        phones={name: _account(path, name, value) for name, value in phones.items()},
    )


def _whole(path: Path) -> Mapping[str, object]:
    try:
        mode = path.stat().st_mode
        whole = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AccountsNotUsable(f"{path}: there is no such file.") from None
    except (OSError, UnicodeDecodeError):
        raise AccountsNotUsable(f"{path}: the file cannot be read.") from None
    except tomllib.TOMLDecodeError:
        # The parser's own sentence may quote a hash.
        raise AccountsNotUsable(f"{path}: this is no TOML.") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise AccountsNotUsable(f"{path}: others may read it. Run: chmod 600 {path}")
    return whole


def _account(path: Path, name: str, value: object) -> Account:
    if not _NAME.fullmatch(name):
        raise AccountsNotUsable(
            f"{path}: a phone's name has 1 to 40 letters, digits, dashes or dots."
        )
    if not isinstance(value, dict) or not value or not value.keys() <= _HASHES.keys():
        raise AccountsNotUsable(f"{path}: [phones.{name}] holds md5, sha256 or both.")
    for key, kept in value.items():
        if not isinstance(kept, str) or not _HASHES[key].fullmatch(kept):
            raise AccountsNotUsable(
                f"{path}: {key} of [phones.{name}] must be a hash in lower-case"
                " hexadecimal, not a password."
            )
    return Account(md5=value.get("md5", ""), sha256=value.get("sha256", ""))
