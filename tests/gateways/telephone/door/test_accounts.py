"""The accounts of our phones are hashes that only the owner of the file may read."""

from __future__ import annotations

from pathlib import Path

import pytest

from payung.gateways.telephone.door.accounts import AccountsNotUsable, read_accounts
from payung.gateways.telephone.door.digest import Account


MD5 = "0f" * 16
SHA256 = "a1" * 32
WHOLE = f"""
realm = "hotline"

[phones.desk-1]
md5 = "{MD5}"
sha256 = "{SHA256}"

[phones.desk-2]
md5 = "{MD5}"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "phones.toml"
    path.touch(mode=0o600)
    return path


def test_every_phone_has_its_hashes(path: Path) -> None:
    path.write_text(WHOLE)

    accounts = read_accounts(path)

    assert accounts.realm == "hotline"
    assert accounts.phones == {
        "desk-1": Account(md5=MD5, sha256=SHA256),
        "desk-2": Account(md5=MD5),
    }


def test_a_file_that_others_may_read_is_not_used(path: Path) -> None:
    path.write_text(WHOLE)
    path.chmod(0o644)

    with pytest.raises(AccountsNotUsable, match="chmod 600"):
        read_accounts(path)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        pytest.param('realm = "hotline"', "", "needs realm", id="no realm"),
        pytest.param("phones", "tables", r"needs a table \[phones", id="no phones"),
        pytest.param("desk-2", '"a b"', "a phone's name has", id="a name with a blank"),
        pytest.param(f'md5 = "{MD5}"', 'md5 = "secret"', "not a password", id="clear"),
        pytest.param(
            f'md5 = "{MD5}"', f'md5 = "{MD5.upper()}"', "lower-case", id="cap"
        ),
        pytest.param(f'md5 = "{MD5}"', 'password = "x"', "holds md5", id="a password"),
        pytest.param("realm", "realm realm", "no TOML", id="no TOML"),
    ],
)
def test_a_mistake_is_refused_and_no_hash_is_repeated(
    path: Path, old: str, new: str, why: str
) -> None:
    path.write_text(WHOLE.replace(old, new))

    with pytest.raises(AccountsNotUsable, match=why) as refusal:
        read_accounts(path)

    assert str(path) in str(refusal.value)
    assert MD5 not in str(refusal.value)
    assert '"secret"' not in str(refusal.value)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(AccountsNotUsable, match="there is no such file"):
        read_accounts(tmp_path / "none.toml")
