"""The sign of life for somebody outside: it stops when the line does.

After a reboot nobody inside can page anybody: the key is out of memory, and with a dead
worker or no power there is nobody to notice. Silence is the only message that always
gets through, so nothing but silence is the alarm.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings

from payung.gateways.monitor import Heartbeat, Monitor, NotHeard
from payung.gateways.telephone import Telephone

from .faults import ear_of, stopping
from .watching import beat, monitor_part


log = logging.getLogger(__name__)


def monitors() -> Mapping[str, Monitor]:
    """Return the monitor of each country that has one, as the settings name them.

    One address is one monitor, whatever the number of countries behind it.
    """
    made: dict[str, Monitor] = {}
    for address in settings.MONITORS.values():
        made.setdefault(address, Heartbeat(address=address))
    return {country: made[address] for country, address in settings.MONITORS.items()}


def tell_outside(
    *,
    monitors: Mapping[str, Monitor],
    telephones: Mapping[str, Telephone],
    at: datetime,
) -> tuple[str, ...]:
    """Say "alive" for each country whose line works; return for which it was heard.

    Countries with the same monitor are alive together: the sign of one must not hide
    the silence of another. One that could not be reached is asked again in the next
    round, and its page says so: this round itself went well.
    """
    well = {country: _is_well(country, telephones, at) for country in monitors}
    heard: list[str] = []
    for monitor in {id(one): one for one in monitors.values()}.values():
        behind = [country for country, one in monitors.items() if one is monitor]
        if not all(well[country] for country in behind):
            continue
        try:
            monitor.say_alive()
        except NotHeard as problem:
            log.warning("The monitor outside did not hear us: %s.", problem.why)
            continue
        heard += behind
        for country in behind:
            beat(monitor_part(country), at=at)
    return tuple(heard)


def _is_well(country: str, telephones: Mapping[str, Telephone], at: datetime) -> bool:
    return not stopping(country, ear_of(country, telephones), at)
