"""Make a bundle: check every file anew, write it down, sign it, send it on its way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import bundles, sealed
from payung.engines.bundles import Content, Manifest
from payung.gateways.vault import NoSuchFile, Vault
from payung.programme.cases import custody
from payung.programme.cases.models import Case, Custody, Happened
from payung.programme.cases.recipients import Recipient
from payung.programme.cases.timeline import add_line
from payung.programme.consents.permits import NotAPermit, Permit
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe
from payung.programme.places.packs import pack_of

from . import kinds
from .bundle_contents import Plan, contents_of, moment
from .choosing import Chosen, purposes_for
from .copying import refuse_changed_copy
from .models import BundleFile, BundleMade
from .reading import digest_now, reads


class FileChanged(CannotBe):
    """A file is no longer what was received; no bundle is made with it."""


class TooLarge(CannotBe):
    """More than one bundle can hold."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A bundle to be made: which files, for whom, with their own names or without."""

    chosen: Sequence[Chosen]
    made_for: Recipient
    with_names: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A bundle that was made: what is remembered of it, and its bytes, read once."""

    row: BundleMade
    pieces: Iterator[bytes]


def make_bundle(
    *,
    actor: Actor,
    case: Case,
    permits: Iterable[Permit],
    wanted: Wanted,
    vault: Vault,
    at: datetime,
) -> Made:
    """Return a signed bundle of files of a case; it is never written to a disk.

    `permits` are those that `purposes_for` names. Raise FileChanged, TooLarge.
    """
    _check_permits(case, permits, wanted)
    for one in wanted.chosen:
        _check_whole(actor, one, vault, at)
    signer = actor.unlocked.user
    plan = Plan(
        actor=actor,
        vault=vault,
        chosen=wanted.chosen,
        with_names=wanted.with_names,
        languages=pack_of(case.country).languages,
        signer=signer.public.verify,
    )
    try:
        return _make(plan, signer, case, wanted, at)
    except (sealed.Refused, NoSuchFile, bundles.ContentChanged):
        raise FileChanged(_changed()) from None
    except bundles.TooMuch:
        raise TooLarge(
            _("This is too much for one bundle. Choose fewer files, and make two.")
        ) from None


def _check_permits(case: Case, permits: Iterable[Permit], wanted: Wanted) -> None:
    given = {permit.purpose: permit for permit in permits}
    for purpose in purposes_for(wanted.made_for, with_names=wanted.with_names):
        if purpose not in given:
            raise NotAPermit("A Permit for one of the purposes is missing")
        given[purpose].check(case=case, purpose=purpose)


def _check_whole(actor: Actor, one: Chosen, vault: Vault, at: datetime) -> None:
    try:
        custody.check_whole(actor=actor, evidence=one.evidence, vault=vault, at=at)
    except custody.Changed:
        raise FileChanged(_changed()) from None
    if one.copy is not None:
        secret = actor.unlocked.secret(one.evidence.record)
        refuse_changed_copy(one.copy, digest_now(reads(secret, one.copy.file, vault)))


def _changed() -> str:
    return _(
        "No bundle was made: one of these files is not what was received, or it is "
        "gone. Check each of them on its page, and tell the coordinator today."
    )


@transaction.atomic
def _make(
    plan: Plan, signer: sealed.UserKeys, case: Case, wanted: Wanted, at: datetime
) -> Made:
    _write_down(plan, Custody.BUNDLED, wanted.made_for, at)
    contents = contents_of(plan)
    statement = _statement(plan, case, wanted, contents, at)
    signature = sealed.sign_statement(signer, statement)

    def written() -> Iterator[bytes]:
        return bundles.write(
            statement=statement, signature=signature, contents=contents
        )

    row = _row(plan, case, wanted, written(), at)
    _remember(plan, row, at)
    return Made(row=row, pieces=written())


def _write_down(plan: Plan, use: Custody, made_for: Recipient, at: datetime) -> None:
    for one in plan.chosen:
        custody.write_down(
            actor=plan.actor,
            evidence=one.evidence,
            use=use,
            at=at,
            about=made_for.value,
        )


def _statement(
    plan: Plan, case: Case, wanted: Wanted, contents: list[Content], at: datetime
) -> bytes:
    return bundles.statement(
        Manifest(
            case=case.reference,
            made_at=moment(at),
            made_by=plan.actor.handle,
            made_for=wanted.made_for.value,
            key=plan.signer.hex(),
            files=tuple(one.listed for one in contents),
        )
    )


def _row(
    plan: Plan, case: Case, wanted: Wanted, written: Iterator[bytes], at: datetime
) -> BundleMade:
    digest, size = hashlib.sha256(), 0
    for piece in written:
        digest.update(piece)
        size += len(piece)
    return BundleMade(
        case=case,
        digest=digest.hexdigest(),
        size=size,
        made_for=wanted.made_for,
        with_names=wanted.with_names,
        signer=plan.signer.hex(),
        at=at,
        by=plan.actor.handle,
    )


def _remember(plan: Plan, row: BundleMade, at: datetime) -> None:
    row.save(force_insert=True)
    BundleFile.objects.bulk_create(
        BundleFile(
            bundle=row,
            evidence=one.evidence,
            original=one.original,
            copy=one.copy is not None,
        )
        for one in plan.chosen
    )
    whom = str(row.made_for)
    kind = Happened.BUNDLE
    add_line(actor=plan.actor, case=row.case, kind=kind, about=whom, at=at)
    subject = row.case.reference
    record(kinds.BUNDLED, actor=plan.actor, subject=subject, at=at, whom=whom)
