"""The real process of our telephone, with settings from a file: for the harness."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from uuid import UUID

from payung.engines.sealed import RecordSecret
from payung.gateways.telephone.door.digest import Account
from payung.gateways.telephone.door.flood import Rate
from payung.gateways.telephone.door.trunk import Trunk
from payung.gateways.telephone.sip.process import main
from payung.gateways.telephone.sip.settings import Rates, TelephoneSettings


_KEY = UUID("5f0c2a52-0000-4000-8000-00000000000a")
_PATHS = ("run", "memory", "vault", "ready")


def read(path: Path) -> TelephoneSettings:
    """Return the settings in a file that `line.Line` has written."""
    said: dict[str, Any] = json.loads(path.read_text())
    trunk = said.pop("trunk")
    rates = said.pop("rates", None)
    phones = said.pop("phones", {})
    ports = said.pop("audio_ports", None)
    paths = {name: Path(said.pop(name)) for name in _PATHS}
    return TelephoneSettings(
        **said,
        **paths,
        audio_ports=(ports[0], ports[1]) if ports else None,
        plans_key=RecordSecret(record="telephone", key=bytes(range(32))),
        machine=RecordSecret(record=_KEY, key=bytes(range(32))),
        trunk=_trunk(trunk) if trunk else None,
        phones={user: Account(**kept) for user, kept in phones.items()},
        rates=_rates(rates) if rates else None,
    )


def _trunk(said: dict[str, Any]) -> Trunk:
    networks = tuple(ip_network(each) for each in said.pop("networks"))
    return Trunk(**said, networks=networks)


def _rates(said: dict[str, tuple[float, float]]) -> Rates:
    found = {
        name: Rate(per_second=rate[0], burst=rate[1]) for name, rate in said.items()
    }
    return Rates(**found)


if __name__ == "__main__":
    main(read(Path(sys.argv[1])), now=lambda: datetime.now(UTC))
