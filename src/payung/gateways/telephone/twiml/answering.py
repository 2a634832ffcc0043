"""Calls that come in: each webhook heard under the row's lock, told, and answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from payung.engines.dispatch import CallState
from payung.engines.sealed import RecordSecret
from payung.gateways.telephone.arrivals import sealed_arrival
from payung.gateways.telephone.reporting import Draft, news_id, news_of
from payung.gateways.telephone.speaking import (
    Application,
    News,
    NewsKind,
    SealTo,
    TelephoneGone,
    Voicemail,
)
from payung.gateways.vault import Vault

from .addresses import Booth, Urls
from .africas_talking import at_document
from .calls import begun, caller_gone, heard
from .documents import for_caller, for_phone, silence
from .providers import Dialect
from .recordings import fetch_recording
from .rest import Account, Rest
from .rows import CallRow, Recording, Rows, call_name, open_row, sealed_row
from .tickets import Purpose, Ticket
from .webhooks import Webhook


_PHONES = frozenset({Purpose.PHONE, Purpose.PRESS})
_RINGS = frozenset({CallState.CHOOSING, CallState.RINGING})
_REPORTS = frozenset({Purpose.STATUS, Purpose.PHONE_OVER, Purpose.RECORDING})


class NoSuchRow(LookupError):
    """A webhook of a call that nothing is known of: let the cloud fall back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cloud:
    """All that answering and ordering need of the world."""

    account: Account
    machine: RecordSecret
    application: Application
    urls: Urls
    rows: Rows
    vault: Vault
    rest: Rest

    def booth(self, line: str, name: str, at: datetime) -> Booth:
        """Return what writes addresses for one call or order."""
        return Booth.open(self.urls, self.machine, line=line, name=name, at=at)


class Calls:
    """What is done with the webhooks of calls."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    def arrive(self, ticket: Ticket, said: Webhook, at: datetime) -> bytes:
        """Answer a call that came in; the same one again gets the same answer."""
        cloud, name = self._cloud, call_name(said.sid)
        with cloud.rows.change(name) as slot:
            row = open_row(CallRow, slot.sealed, name, cloud.machine)
            if row is None:
                row = self._routed(ticket.line, said, at)
                slot.sealed = sealed_row(row, name, cloud.machine)
            elif said.is_over:
                row = self._heard(row, ticket, said, at)
                slot.sealed = sealed_row(row, name, cloud.machine)
        return self._document(row, said.sid, at)

    def hear(self, ticket: Ticket, said: Webhook, at: datetime) -> bytes:
        """Answer any later webhook of a call; raise NoSuchRow."""
        cloud = self._cloud
        sid = ticket.name or said.sid
        row = self._changed(sid, ticket, said, at)
        if row is None and ticket.purpose not in _REPORTS:
            raise NoSuchRow
        if row is None or ticket.purpose in _REPORTS:
            if ticket.purpose is Purpose.RECORDING:
                self.fetch(sid, at)
            return silence()
        if ticket.purpose in _PHONES:
            booth = cloud.booth(row.paper.line, sid, at)
            return for_phone(row, ticket.number, booth).written()
        return self._document(row, sid, at)

    def _document(self, row: CallRow, sid: str, at: datetime) -> bytes:
        provider = self._cloud.account.provider
        if provider.dialect is Dialect.AFRICAS_TALKING:
            return at_document(row)
        booth = self._cloud.booth(row.paper.line, sid, at)
        return for_caller(row, booth, provider).written()

    def gone(self, sid: str, at: datetime) -> None:
        """Take a call for ended."""
        self._end(sid, at, only=frozenset(CallState) - {CallState.ENDED})

    def call_off(self, sid: str, at: datetime) -> CallRow | None:
        """End a call that still rings; return its row, or None where it does not.

        It ends here first: a phone that answers all the same is hung up.
        """
        return self._end(sid, at, only=_RINGS)

    def _end(
        self, sid: str, at: datetime, *, only: frozenset[CallState]
    ) -> CallRow | None:
        cloud, name = self._cloud, call_name(sid)
        with cloud.rows.change(name) as slot:
            row = open_row(CallRow, slot.sealed, name, cloud.machine)
            if row is None or row.call.state not in only:
                return None
            after, drafts = caller_gone(row, provider=cloud.account.provider, at=at)
            after = self._told(after, drafts, at)
            slot.sealed = sealed_row(after, name, cloud.machine)
        return after

    def row(self, sid: str) -> CallRow | None:
        """Return a call as it stands."""
        name = call_name(sid)
        with self._cloud.rows.change(name) as slot:
            return open_row(CallRow, slot.sealed, name, self._cloud.machine)

    def fetch(self, sid: str, at: datetime) -> None:
        """Bring what was recorded into the vault, then delete it at the cloud.

        What cannot be fetched now stays noted, for `look_again`.
        """
        row = self.row(sid)
        for each in row.recordings if row else ():
            try:
                if each.kept is None:
                    self._bring(sid, each, row, at)  # type: ignore[arg-type]
                self._cloud.rest.delete_recording(each.ref)
            except TelephoneGone:
                continue
            self._forget(sid, each.ref)

    def _routed(self, line: str, said: Webhook, at: datetime) -> CallRow:
        cloud = self._cloud
        provider = cloud.account.provider
        number = "" if said.caller.lower() in provider.withheld else said.caller
        arrived = News(
            id=news_id(said.sid, 1, NewsKind.ARRIVED),
            line=line,
            call=said.sid,
            seq=1,
            kind=NewsKind.ARRIVED,
            at=at,
            arrived=sealed_arrival(
                number,
                record=uuid4(),
                seal_to=self._key_of(line),
                machine=cloud.machine,
            ),
        )
        paper = cloud.application.route(arrived)
        row, drafts = begun(said.sid, paper, provider=provider, at=at)
        return self._told(replace(row, seq=1), drafts, at)

    def _key_of(self, line: str) -> SealTo | None:
        paper = self._cloud.application.plans().get(line)
        return paper.seal_to if paper else None

    def _changed(
        self, sid: str, ticket: Ticket, said: Webhook, at: datetime
    ) -> CallRow | None:
        cloud, name = self._cloud, call_name(sid)
        with cloud.rows.change(name) as slot:
            row = open_row(CallRow, slot.sealed, name, cloud.machine)
            if row is None:
                return None
            after = self._heard(row, ticket, said, at)
            slot.sealed = sealed_row(after, name, cloud.machine)
        return after

    def _heard(
        self, row: CallRow, ticket: Ticket, said: Webhook, at: datetime
    ) -> CallRow:
        provider = self._cloud.account.provider
        after, drafts = heard(row, ticket, said, provider=provider, at=at)
        return self._told(after, drafts, at)

    def _told(self, row: CallRow, drafts: tuple[Draft, ...], at: datetime) -> CallRow:
        line, call = row.paper.line, row.call.id
        news = news_of(drafts, line=line, call=call, seq=row.seq, at=at)
        if news:
            self._cloud.application.tell(news)
        return replace(row, seq=row.seq + len(news))

    def _bring(self, sid: str, each: Recording, row: CallRow, at: datetime) -> None:
        seal_to = row.paper.seal_to
        if seal_to is None:
            return
        voicemail = fetch_recording(
            self._cloud.rest,
            each.ref,
            seconds=each.seconds,
            seal_to=seal_to,
            vault=self._cloud.vault,
            record=uuid4(),
            file=uuid4(),
        )
        if not self._kept(sid, each.ref, voicemail, at):
            # Another worker was quicker; two copies of a voice are one too many.
            self._cloud.vault.remove(voicemail.file)

    def _kept(self, sid: str, ref: str, voicemail: Voicemail, at: datetime) -> bool:
        cloud, name = self._cloud, call_name(sid)
        with cloud.rows.change(name) as slot:
            row = open_row(CallRow, slot.sealed, name, cloud.machine)
            open_now = [r for r in row.recordings if r.ref == ref] if row else []
            if row is None or not open_now or open_now[0].kept is not None:
                return False
            cloud.application.tell([_message(row, ref, voicemail, at)])
            others = tuple(r for r in row.recordings if r.ref != ref)
            kept = replace(open_now[0], kept=voicemail)
            after = replace(row, seq=row.seq + 1, recordings=(*others, kept))
            slot.sealed = sealed_row(after, name, cloud.machine)
        return True

    def _forget(self, sid: str, ref: str) -> None:
        cloud, name = self._cloud, call_name(sid)
        with cloud.rows.change(name) as slot:
            row = open_row(CallRow, slot.sealed, name, cloud.machine)
            if row is not None:
                left = tuple(r for r in row.recordings if r.ref != ref)
                after = replace(row, recordings=left)
                slot.sealed = sealed_row(after, name, cloud.machine)


def _message(row: CallRow, ref: str, voicemail: Voicemail, at: datetime) -> News:
    return News(
        # By the recording, not by the count: fetched twice it is the same news.
        id=news_id(row.call.id, 0, NewsKind.MESSAGE, ref),
        line=row.paper.line,
        call=row.call.id,
        seq=row.seq + 1,
        kind=NewsKind.MESSAGE,
        at=at,
        voicemail=voicemail,
    )
