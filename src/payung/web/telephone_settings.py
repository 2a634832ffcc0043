"""What the process of a country's telephone is told: from settings, pack and options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from payung.engines.sealed import RecordSecret
    from payung.gateways.telephone.agi import AgiSettings
    from payung.gateways.telephone.agi.process import ProcessSettings
    from payung.gateways.telephone.sip.settings import TelephoneSettings


def own_telephone(
    country: str, secret: RecordSecret, given: dict[str, Any]
) -> TelephoneSettings:
    """Return what our own telephone is told; `given` are the command's options."""
    from django.conf import settings

    from payung.gateways.telephone.door.accounts import read_accounts
    from payung.gateways.telephone.door.trunk import read_trunk
    from payung.gateways.telephone.sip.settings import TelephoneSettings
    from payung.programme.alerts import memory
    from payung.programme.alerts.machine import bearer
    from payung.programme.places.packs import pack_of

    pack = pack_of(country)
    accounts = read_accounts(given["phones"]) if given["phones"] else None
    return TelephoneSettings(
        host=given["host"],
        port=given["port"],
        run=settings.DATA / "telephone" / country,
        memory=memory.folder() / f"{country}.calls",
        vault=settings.VAULT,
        recordings=pack.folder / "prompts",
        spoken=settings.DATA / "telephone" / "prompts",
        texts=_by_language(pack.hotline.prompts),
        application=_application(country, given),
        application_token=bearer(country),
        control_port=given["orders_port"],
        control_token=bearer(country),
        plans_key=secret,
        machine=secret,
        trunk=read_trunk(given["trunk"]) if given["trunk"] else None,
        realm=accounts.realm if accounts else "payung",
        phones=accounts.phones if accounts else {},
        country_code=given["country_code"],
        answers_early=given["answers_early"],
    )


def beside_asterisk(
    country: str, secret: RecordSecret, asterisk: AgiSettings, given: dict[str, Any]
) -> ProcessSettings:
    """Return what the process beside an Asterisk is told."""
    from django.conf import settings

    from payung.gateways.telephone.agi.process import ProcessSettings
    from payung.programme.alerts.machine import bearer

    return ProcessSettings(
        asterisk=asterisk,
        country=country,
        # Not our own telephone's folder: each would end the other's calls at its start.
        run=settings.DATA / "telephone" / f"{country}-asterisk",
        application=_application(country, given),
        application_token=bearer(country),
        control_port=given["orders_port"],
        control_token=bearer(country),
        plans_key=secret,
        machine=secret,
    )


def _application(country: str, given: dict[str, Any]) -> str:
    return f"{given['app'].rstrip('/')}/line/{country}"


def _by_language(prompts: Any) -> dict[str, dict[str, str]]:
    """Return the pack's prompts the other way round: by language, then prompt."""
    found: dict[str, dict[str, str]] = {}
    for prompt, label in prompts.items():
        for language, words in label.items():
            found.setdefault(language, {})[prompt] = words
    return found
