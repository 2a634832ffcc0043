"""Whoever starts the process beside an Asterisk is told at once what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pytest_django.fixtures import Settings

from payung.gateways.telephone.agi import AgiSettings
from payung.programme.alerts.machine import bearer, machine_secret
from payung.web.commands.hotline import command
from payung.web.telephone_settings import beside_asterisk
from tests.programme.standby.conftest import make_office


@pytest.fixture
def file(tmp_path: Path) -> Path:
    for name in ("dialplan", "manager"):
        secret = tmp_path / f"{name}.secret"
        secret.write_text(f"of-the-{name}-0000000")
        secret.chmod(0o600)
    path = tmp_path / "asterisk.toml"
    path.write_text(
        '[agi]\nsecret_file = "dialplan.secret"\n'
        '[manager]\nsecret_file = "manager.secret"\n'
    )
    return path


def said(country: str, file: Path) -> list[str]:
    arguments = ["asterisk", country, "--file", str(file)]
    result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert result.exit_code == 1
    return result.output.splitlines()


def test_a_country_without_a_folder_is_refused_instead_of_waited_for(
    file: Path,
) -> None:
    assert said("zz", file) == [
        "Error: There is no folder of zz. Known: bd, id, mm, np, xx."
    ]


def test_a_mistake_in_the_file_is_said_before_any_key_is_waited_for(
    file: Path,
) -> None:
    file.write_text(file.read_text().replace("[agi]", "[agi]\nport = 0"))

    assert said("np", file) == [
        f"Error: {file}: [agi] port must be a whole number from 1 to 65535."
    ]


def test_it_asks_its_country_and_is_ordered_with_its_countrys_password(
    db: None, settings: Settings, tmp_path: Path
) -> None:
    settings.MACHINE_MEMORY = tmp_path / "memory"
    settings.DATA = tmp_path / "data"
    make_office()
    secret = machine_secret("np")
    assert secret is not None
    given = {"app": "http://127.0.0.1:8000/", "orders_port": 5082}

    told = beside_asterisk("np", secret, AgiSettings(secret="of the dialplan"), given)

    assert told.application == "http://127.0.0.1:8000/line/np"
    assert (told.country, told.control_port) == ("np", 5082)
    assert told.application_token == told.control_token == bearer("np")
    assert told.run == tmp_path / "data" / "telephone" / "np-asterisk"
    assert secret.key.hex() not in repr(told)
    assert bearer("np") not in repr(told)
