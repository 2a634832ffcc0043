"""The files of a bundle, in their order: evidence, custody, stamps, how to check it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from payung.engines import bundles
from payung.engines.bundles import Content, Role, held_content, measured
from payung.gateways.vault import Vault
from payung.programme.cases.custody import words_of
from payung.programme.cases.custody_events import links_of
from payung.programme.cases.file_kinds import kind_called
from payung.programme.people.actors import Actor

from .bundle_words import readme
from .choosing import Chosen
from .models import StampRequest
from .offline_page import offline_page
from .reading import reads


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What a bundle is made of: whose keys open it, in which languages it speaks."""

    actor: Actor
    vault: Vault
    chosen: Sequence[Chosen]
    with_names: bool
    languages: Sequence[str]
    signer: bytes


def contents_of(plan: Plan) -> list[Content]:
    """Return every file of a bundle but its list and signature, measured.

    Raise Refused or NoSuchFile where a file does not open.
    """
    contents = [part for one in plan.chosen for part in _files(plan, one)]
    contents += [_custody(plan, one) for one in plan.chosen]
    contents += _stamps(plan.chosen)
    contents += [
        held_content(f"README.{language}.txt", Role.README, readme(language))
        for language in plan.languages
    ]
    page = offline_page(plan.languages)
    contents.append(held_content("verify.html", Role.PAGE, page))
    key = bundles.pem_of_key(plan.signer)
    contents.append(held_content("key.pem", Role.KEY, key))
    sums = bundles.sums_of(contents)
    return [*contents, held_content("SHA256SUMS", Role.SUMS, sums)]


def moment(at: datetime) -> str:
    """Return a moment as bundles write it: UTC, to the second."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _files(plan: Plan, one: Chosen) -> Iterator[Content]:
    secret = plan.actor.unlocked.secret(one.evidence.record)
    if one.original:
        read = reads(secret, one.evidence.file, plan.vault)
        yield measured(_name(one, copy=False), Role.ORIGINAL, read, of=one.number)
    if one.copy is not None:
        read = reads(secret, one.copy.file, plan.vault)
        name = _name(one, copy=True)
        yield measured(name, Role.WORKING_COPY, read, of=one.number)


def _name(one: Chosen, *, copy: bool) -> str:
    """Return what a file is called: a number, for its own name may name somebody."""
    media = one.copy.kind if copy and one.copy else one.evidence.kind
    kind = kind_called(media)
    ending = kind.ending if kind else "bin"
    return f"files/{one.number:03}{'-copy' if copy else ''}.{ending}"


def _custody(plan: Plan, one: Chosen) -> Content:
    evidence = one.evidence
    custody = bundles.Custody(
        evidence=str(evidence.pk), sha256=evidence.digest, links=links_of(evidence)
    )
    told: dict[str, object] = {
        "before_upload": evidence.before_upload,
        "file": _name(one, copy=False) if one.original else "",
        "form": evidence.form,
        "media": evidence.kind,
        "received_at": moment(evidence.added_at),
        "received_by": evidence.added_by,
        "size": evidence.size,
    }
    if plan.with_names:
        words = words_of(plan.actor, evidence)
        told |= {"name": words.name, "shows": words.shows}
    text = bundles.canonical(bundles.custody_text(custody, told))
    name = f"custody/{one.number:03}.json"
    return held_content(name, Role.CUSTODY, text, of=one.number)


def _stamps(chosen: Sequence[Chosen]) -> Iterator[Content]:
    vouchers: list[bytes] = []
    for one in chosen:
        stamped = one.evidence.stamps.filter(token__isnull=False)
        for count, stamp in enumerate(stamped.order_by("stamped_at", "pk"), start=1):
            yield from _stamp(f"stamps/{one.number:03}-{count}", one.number, stamp)
            pem = bytes(stamp.vouchers or b"")
            vouchers += [pem] if pem and pem not in vouchers else []
    if vouchers:
        joined = b"".join(vouchers)
        yield held_content("stamps/authorities.pem", Role.AUTHORITIES, joined)


def _stamp(stem: str, of: int, stamp: StampRequest) -> Iterator[Content]:
    listed, token = bytes(stamp.listed), bytes(stamp.token or b"")
    yield held_content(f"{stem}.txt", Role.DIGEST_LIST, listed, of=of)
    yield held_content(f"{stem}.tsr", Role.TIME_STAMP, token, of=of)
