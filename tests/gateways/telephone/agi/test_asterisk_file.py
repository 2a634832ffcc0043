"""Asterisk is reached with settings that say what they mean, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from payung.gateways.telephone.agi import AgiSettings, Manager
from payung.gateways.telephone.agi.asterisk_file import (
    AsteriskNotUsable,
    read_asterisk,
)


DIALPLAN, MANAGER = "of-the-dialplan-00000", "of-the-manager-000000"
SHORT = """
[agi]
secret_file = "dialplan.secret"
[manager]
secret_file = "manager.secret"
"""
WHOLE = """
[agi]
secret_file = "dialplan.secret"
host = "10.1.2.3"
port = 4999
dials_number = "SIP/trunk/{number}"
dials_phone = "SIP/{user}"
sounds = "hotline/line"
phone_context = "a"
heard_context = "b"
order_context = "c"
voicemail_context = "d"
[manager]
secret_file = "manager.secret"
host = "10.1.2.4"
port = 5999
user = "somebody"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    for name, secret in (("dialplan", DIALPLAN), ("manager", MANAGER)):
        file = tmp_path / f"{name}.secret"
        file.write_text(secret + "\n")
        file.chmod(0o600)
    return tmp_path / "asterisk.toml"


def test_every_setting_is_read(path: Path) -> None:
    path.write_text(WHOLE)

    assert read_asterisk(path) == AgiSettings(
        secret=DIALPLAN,
        host="10.1.2.3",
        port=4999,
        dials_number="SIP/trunk/{number}",
        dials_phone="SIP/{user}",
        sounds="hotline/line",
        phone_context="a",
        heard_context="b",
        order_context="c",
        voicemail_context="d",
        manager=Manager(host="10.1.2.4", port=5999, user="somebody", secret=MANAGER),
    )


def test_what_is_left_out_is_what_the_manual_says(path: Path) -> None:
    path.write_text(SHORT)

    assert read_asterisk(path) == AgiSettings(
        secret=DIALPLAN, manager=Manager(secret=MANAGER)
    )


def test_what_was_read_shows_no_secret(path: Path) -> None:
    path.write_text(SHORT)

    shown = repr(read_asterisk(path))

    assert DIALPLAN not in shown
    assert MANAGER not in shown


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        pytest.param("[agi]", "[agi", "no TOML", id="no TOML"),
        pytest.param("[agi]", "[fagi]", "fagi is unknown", id="a strange table"),
        pytest.param(
            '[manager]\nsecret_file = "manager.secret"',
            "",
            r"needs a table \[manager\]",
            id="no manager",
        ),
        pytest.param(
            '"manager.secret"',
            '"manager.secret"\nsecret = "x"',
            r"\[manager\] has an unknown key secret",
            id="the secret itself",
        ),
        pytest.param(
            'secret_file = "manager.secret"',
            "",
            r"\[manager\] needs secret_file",
            id="no secret",
        ),
        pytest.param(
            "manager.secret", "other.secret", "no such file", id="no file of it"
        ),
        pytest.param('"manager.secret"', "7", "needs secret_file", id="a number"),
        pytest.param(
            "[agi]", '[agi]\nhost = "0.0.0.0"', "of this machine", id="everywhere"
        ),
        pytest.param(
            "[agi]", '[agi]\nhost = "8.8.8.8"', "of a private network", id="Internet"
        ),
        pytest.param(
            "[manager]",
            '[manager]\nhost = "pbx.example"',
            r"\[manager\] host must be an IPv4 address",
            id="a name",
        ),
        pytest.param("[agi]", "[agi]\nport = 0", "from 1 to 65535", id="no port"),
        pytest.param("[agi]", "[agi]\nport = true", "port must", id="true is no port"),
        pytest.param(
            "[agi]",
            '[agi]\ndials_number = "PJSIP/trunk"',
            r"with \{number\} in it",
            id="nobody is dialled",
        ),
        pytest.param(
            "[agi]",
            '[agi]\ndials_number = "PJSIP/{number}&PJSIP/spy"',
            r"with \{number\} in it",
            id="somebody else as well",
        ),
        pytest.param(
            "[agi]",
            '[agi]\ndials_phone = "PJSIP/{user}/{number}"',
            r"with \{user\} in it",
            id="another word in braces",
        ),
        pytest.param(
            "[agi]",
            '[agi]\nphone_context = "a b"',
            "phone_context must be letters",
            id="a context of two words",
        ),
        pytest.param(
            "[agi]", '[agi]\nsounds = "/etc"', "sounds must be", id="from the root"
        ),
        pytest.param(
            "[agi]", '[agi]\nuser = "x"', r"\[agi\] has an unknown key", id="no user"
        ),
    ],
)
def test_a_mistake_is_refused_with_file_key_and_remedy(
    path: Path, old: str, new: str, why: str
) -> None:
    path.write_text(SHORT.replace(old, new))

    with pytest.raises(AsteriskNotUsable, match=why) as refusal:
        read_asterisk(path)

    assert str(path) in str(refusal.value)


def test_a_file_that_is_not_there_is_said_so(path: Path) -> None:
    with pytest.raises(AsteriskNotUsable, match="there is no such file"):
        read_asterisk(path)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_secret_that_others_may_read_is_not_used(path: Path, mode: int) -> None:
    path.write_text(SHORT)
    path.with_name("manager.secret").chmod(mode)

    with pytest.raises(AsteriskNotUsable, match=r"chmod 600 .*manager\.secret"):
        read_asterisk(path)


@pytest.mark.parametrize(
    "secret",
    [
        pytest.param("", id="empty"),
        pytest.param("fifteen-signs-0", id="15 signs"),
        pytest.param("sixteen-signs-00\nand-another-line", id="two lines"),
        pytest.param("with,a,comma-000000", id="AGI would read two arguments"),
        pytest.param("with;a;semicolon-00", id="Asterisk would read a comment"),
        pytest.param("with-${VARIABLE}-00", id="Asterisk would fill it in"),
        pytest.param(" with blanks around ", id="Asterisk would cut them off"),
    ],
)
def test_a_secret_that_asterisk_would_read_otherwise_is_refused_unquoted(
    path: Path, secret: str
) -> None:
    path.write_text(SHORT)
    path.with_name("dialplan.secret").write_text(secret)

    with pytest.raises(AsteriskNotUsable, match="openssl rand -hex 24") as refusal:
        read_asterisk(path)

    assert not secret or secret not in str(refusal.value)
