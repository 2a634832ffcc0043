"""A trunk is opened with settings that say what they mean, or not at all."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path

import pytest

from payung.gateways.telephone.door.trunk import TrunkNotUsable, read_trunk


WHOLE = """
[trunk]
host = "sip.operator.example"
port = 5080
user = "account"
realm = "operator.example"
secret_file = "trunk.secret"
register = false
expires = 600
networks = ["192.0.2.0/24", "2001:db8::/48"]
"""
SHORT = """
[trunk]
host = "192.0.2.1"
user = "account"
secret_file = "trunk.secret"
networks = ["192.0.2.1/32"]
"""
SECRET = "correct horse"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    secret = tmp_path / "trunk.secret"
    secret.write_text(SECRET + "\n")
    secret.chmod(0o600)
    return tmp_path / "trunk.toml"


def test_every_setting_is_read(path: Path) -> None:
    path.write_text(WHOLE)

    trunk = read_trunk(path)

    assert (trunk.host, trunk.port, trunk.user) == (
        "sip.operator.example",
        5080,
        "account",
    )
    assert (trunk.realm, trunk.secret) == ("operator.example", SECRET)
    assert (trunk.register, trunk.expires) == (False, 600)
    assert trunk.networks == (ip_network("192.0.2.0/24"), ip_network("2001:db8::/48"))


def test_what_is_left_out_is_what_most_need(path: Path) -> None:
    path.write_text(SHORT)

    trunk = read_trunk(path)

    assert (trunk.port, trunk.realm, trunk.register, trunk.expires) == (
        5060,
        "",
        True,
        300,
    )


def test_a_trunk_shows_neither_account_nor_secret(path: Path) -> None:
    path.write_text(SHORT)

    assert repr(read_trunk(path)) == "<Trunk 192.0.2.1:5060>"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        pytest.param("[trunk]", "[line]", r"needs a table \[trunk\]", id="no table"),
        pytest.param("[trunk]", "[trunk", "no TOML", id="no TOML"),
        pytest.param('host = "192.0.2.1"', "", "lacks the key host", id="no host"),
        pytest.param('"192.0.2.1"', '""', "host must be a text", id="empty host"),
        pytest.param(
            '"192.0.2.1"', '"h:5060"', 'put the port into "port"', id="host with port"
        ),
        pytest.param(
            '"account"', '"a\\nb"', "user must be a text", id="user of two lines"
        ),
        pytest.param('user = "account"', "user = 7", "user must", id="a number"),
        pytest.param(
            "[trunk]", "[trunk]\nport = 70000", "port must be", id="no such port"
        ),
        pytest.param(
            "[trunk]", "[trunk]\nport = true", "port must be", id="true is no port"
        ),
        pytest.param(
            "[trunk]",
            '[trunk]\nregister = "yes"',
            "register must be true or false",
            id="yes is not true",
        ),
        pytest.param(
            "[trunk]", "[trunk]\nexpires = 5", "from 60 to 86400", id="too brief"
        ),
        pytest.param(
            "[trunk]", '[trunk]\nsecret = "x"', "unknown key secret", id="secret here"
        ),
        pytest.param(
            '["192.0.2.1/32"]', "[]", "networks must be a list", id="from nowhere"
        ),
        pytest.param(
            '["192.0.2.1/32"]', '"192.0.2.1"', "networks must be a list", id="no list"
        ),
        pytest.param(
            '["192.0.2.1/32"]', '["192.0.2.1/24"]', "must hold networks", id="no net"
        ),
        pytest.param(
            '["192.0.2.1/32"]',
            '["0.0.0.0/0"]',
            "must not hold the whole Internet",
            id="from everywhere",
        ),
        pytest.param(
            "trunk.secret", "other.secret", "there is no such file", id="no secret"
        ),
    ],
)
def test_a_mistake_is_refused_with_file_key_and_remedy(
    path: Path, old: str, new: str, why: str
) -> None:
    path.write_text(SHORT.replace(old, new))

    with pytest.raises(TrunkNotUsable, match=why) as refusal:
        read_trunk(path)

    assert str(path) in str(refusal.value)


def test_settings_that_are_not_there_are_said_so(path: Path) -> None:
    with pytest.raises(TrunkNotUsable, match="there is no such file"):
        read_trunk(path)


def test_a_secret_that_others_may_read_is_not_used(path: Path) -> None:
    path.write_text(SHORT)
    path.with_name("trunk.secret").chmod(0o640)

    with pytest.raises(TrunkNotUsable, match="chmod 600"):
        read_trunk(path)


@pytest.mark.parametrize("secret", ["", "\n", "two\nlines", "x" * 201, "bell\x07"])
def test_a_secret_is_one_line(path: Path, secret: str) -> None:
    path.write_text(SHORT)
    path.with_name("trunk.secret").write_text(secret)

    with pytest.raises(TrunkNotUsable, match="one line") as refusal:
        read_trunk(path)

    assert secret.strip() == "" or secret not in str(refusal.value)


def test_a_secret_keeps_its_blanks(path: Path) -> None:
    path.write_text(SHORT)
    path.with_name("trunk.secret").write_text(" with blanks \r\n")

    assert read_trunk(path).secret == " with blanks "
