"""A cloud that carries calls in the place of a telephone of ours, inside the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import transaction

from payung.engines.sealed import Envelope
from payung.gateways.telephone import (
    ApplicationGone,
    News,
    PlanPaper,
    TelephoneGone,
)
from payung.gateways.telephone.twiml import (
    AFRICAS_TALKING,
    EXOTEL,
    TELNYX,
    TWILIO,
    Account,
    CloudVoice,
    Slot,
    Urls,
    signalwire,
)
from payung.gateways.vault import FolderVault
from payung.programme.alerts.machine import machine_secret
from payung.programme.hotline.duty import Duties
from payung.programme.hotline.lines import NoSuchLine, line_named
from payung.programme.hotline.models import CloudRow
from payung.programme.hotline.plans import paper_for, papers_of

from .arriving import take_call
from .channel_file import VOICE, BadChannelFile, Described, described_in
from .news import keep_news


Clock = Callable[[], datetime]
PROVIDERS = {each.name: each for each in (TWILIO, TELNYX, EXOTEL, AFRICAS_TALKING)}
KEYS = frozenset({"account", "token", "base", "prompts", "space", "fallback"})


class Inside:
    """The application as a telephone sees it, without a network between."""

    def __init__(self, country: str, clock: Clock) -> None:
        self.country = country
        self._clock = clock

    def route(self, arrived: News) -> PlanPaper:
        """Write the contact down and return the plan; raise ApplicationGone."""
        at = self._clock()
        duties = Duties(self.country, at)
        try:
            contact = take_call(
                country=self.country, news=arrived, at=at, duties=duties
            )
            line = line_named(self.country, contact.line)
        except NoSuchLine:
            raise ApplicationGone("The country has no line.") from None
        return paper_for(line, contact=contact, at=at, duties=duties)

    def tell(self, news: Sequence[News]) -> None:
        """Keep what the cloud reports."""
        keep_news(self.country, news, at=self._clock())

    def plans(self) -> Mapping[str, PlanPaper]:
        """Return the plan of every line as of now."""
        return papers_of(self.country, at=self._clock())


class DatabaseRows:
    """Where the cloud's sealed rows are kept, so that any worker can go on with a call."""

    def __init__(self, country: str) -> None:
        self.country = country

    @contextmanager
    def change(self, name: str) -> Iterator[Slot]:
        """Hold the slot of this name alone; keep what it holds in the end.

        Where something gives up inside, the row stays as it was; but a contact that was
        written down there stays written down.
        """
        gave_up: Exception | None = None
        with transaction.atomic():
            CloudRow.objects.get_or_create(country=self.country, name=name)
            rows = CloudRow.objects.select_for_update()
            row = rows.get(country=self.country, name=name)
            slot = Slot(sealed=row.row.data if row.row else None)
            try:
                yield slot
            except (ApplicationGone, TelephoneGone) as why:
                gave_up = why
            else:
                _keep(row, slot.sealed)
        if gave_up is not None:
            raise gave_up

    def names(self) -> Sequence[str]:
        """Return the names of all rows."""
        rows = CloudRow.objects.filter(country=self.country)
        return tuple(rows.order_by("pk").values_list("name", flat=True))


def cloud_of(country: str, *, clock: Clock) -> CloudVoice | None:
    """Return the country's cloud; None where it has none, or its machine sleeps.

    Raise BadChannelFile.
    """
    table = described_in(country).get(VOICE)
    machine = machine_secret(country)
    if table is None or machine is None:
        return None
    return CloudVoice(
        account=_account(table),
        machine=machine,
        application=Inside(country, clock),
        urls=Urls(base=_text(table, "base"), prompts=table.given.get("prompts", "")),
        rows=DatabaseRows(country),
        vault=FolderVault(settings.VAULT),
        now=clock,
    )


def _account(table: Described) -> Account:
    if unknown := sorted(set(table.given) - KEYS):
        raise BadChannelFile(f"[{table.country}.voice] has no use for {unknown[0]}.")
    if table.by == "signalwire":
        provider = signalwire(_text(table, "space"))
    elif table.by in PROVIDERS:
        provider = PROVIDERS[table.by]
    else:
        raise BadChannelFile(f"[{table.country}.voice] has a `by` that is no cloud.")
    return Account(
        provider=provider,
        name=_text(table, "account"),
        token=_text(table, "token"),
        fallback=bool(table.given.get("fallback", False)),
    )


def _text(table: Described, key: str) -> str:
    value = table.given.get(key)
    if not isinstance(value, str) or not value:
        raise BadChannelFile(f"[{table.country}.{table.name}] lacks {key}.")
    return value


def _keep(row: CloudRow, sealed: bytes | None) -> None:
    if sealed is None:
        row.delete()
        return
    row.row = Envelope(data=sealed)
    row.save(update_fields=["row"])
