"""The telephones of this machine: one process per country, as the settings name them."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from payung.gateways.telephone import Telephone
from payung.gateways.telephone.desk.process_telephone import ProcessTelephone
from payung.gateways.telephone.sip.caps import CAPS

from .machine import MachineAsleep, bearer


def telephones() -> Mapping[str, Telephone]:
    """Return the telephone of each country whose key is in memory.

    Without the key nobody could prove to a telephone who asks.
    """
    found: dict[str, Telephone] = {}
    for country, base in settings.TELEPHONES.items():
        try:
            found[country] = ProcessTelephone(base, bearer(country), caps=CAPS)
        except MachineAsleep:
            continue
    return found
