"""What the files of a bundle say of one another: keys, sums, custody, time stamps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from ._container import Place
from ._custody_chain import CustodyLink, broken_links
from ._digest_lists import NoDigestList, read_digest_list
from ._findings import Finding, StampSeen, Trouble
from ._key_in_pem import NotAKey, key_of_pem
from ._manifest import Listed, Manifest, Role, names_of
from ._source import Source


CUSTODY = "payung/1/custody"
_LONGEST = 16 * 1024 * 1024


class NotStamped(ValueError):
    """A time stamp that does not hold, or is for something else."""


class NotTrusted(ValueError):
    """A time stamp of an authority that none of the given certificates vouches for."""


# Takes a token, what it should be for, and certificates (PEM); returns the moment (UTC).
# Raises NotStamped or NotTrusted.
CheckStamp = Callable[[bytes, bytes, bytes], datetime]


@dataclass(frozen=True, kw_only=True, slots=True)
class Custody:
    """What was done with one file, as the bundle tells it."""

    evidence: str
    sha256: str
    links: tuple[CustodyLink, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Inside:
    """The files of a bundle that are as they were signed, to be read one by one."""

    source: Source
    manifest: Manifest
    whole: dict[str, Place]

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes; None where it was changed, or is not listed."""
        place = self.whole.get(name)
        if place is None or place.size > _LONGEST:
            return None
        return self.source.at(place.content, place.size)

    def finding(self, trouble: Trouble, name: str, why: str = "") -> Finding:
        """Return what is wrong with the whole content of a file."""
        place = self.whole[name]
        return Finding(
            trouble=trouble, name=name, start=place.content, stop=place.stop, why=why
        )


def custody_text(custody: Custody, told: Mapping[str, object]) -> dict[str, object]:
    """Return what a custody file holds; `told` is what else it says of its file."""
    links = [
        {
            "about": link.about,
            "at": link.at,
            "by": link.by,
            "chain": link.chain,
            "kind": link.kind,
            "number": link.number,
            "sha256": link.sha256,
        }
        for link in custody.links
    ]
    return {
        **told,
        "about": CUSTODY,
        "evidence": custody.evidence,
        "events": links,
        "sha256": custody.sha256,
    }


def check_meaning(
    inside: Inside, check_stamp: CheckStamp | None
) -> tuple[list[Finding], list[StampSeen], list[str]]:
    """Return what does not fit together, the stamps that hold, and what is unchecked."""
    findings = [*_key(inside), *_sums(inside)]
    known: dict[int, Custody] = {}
    for listed in names_of(inside.manifest.files, Role.CUSTODY):
        findings += _custody(inside, listed, known)
    findings += _copies(inside, known)
    stamps: list[StampSeen] = []
    unchecked: list[str] = []
    for listed in names_of(inside.manifest.files, Role.TIME_STAMP):
        try:
            stamps.append(_stamp(inside, listed, known, check_stamp))
        except NotStamped as why:
            findings.append(inside.finding(Trouble.STAMP, listed.name, str(why)))
        except (NotTrusted, LookupError):
            unchecked.append(listed.name)
    return findings, stamps, unchecked


def _key(inside: Inside) -> Iterator[Finding]:
    for listed in names_of(inside.manifest.files, Role.KEY):
        text = inside.read(listed.name)
        try:
            same = text is None or key_of_pem(text).hex() == inside.manifest.key
        except NotAKey:
            same = False
        if not same:
            yield inside.finding(Trouble.KEY, listed.name)


def _sums(inside: Inside) -> Iterator[Finding]:
    others = (one for one in inside.manifest.files if one.role is not Role.SUMS)
    expected = "".join(f"{one.sha256}  {one.name}\n" for one in others).encode()
    for listed in names_of(inside.manifest.files, Role.SUMS):
        if inside.read(listed.name) not in {None, expected}:
            yield inside.finding(Trouble.SUMS, listed.name)


def _custody(
    inside: Inside, listed: Listed, known: dict[int, Custody]
) -> Iterator[Finding]:
    text = inside.read(listed.name)
    if text is None:
        return
    try:
        custody = read_custody(text)
        broken = broken_links(custody.evidence, custody.links)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        yield inside.finding(Trouble.CUSTODY, listed.name, "unreadable")
        return
    known[listed.of] = custody
    for number in broken:
        yield inside.finding(Trouble.CUSTODY, listed.name, str(number))
    for original in names_of(inside.manifest.files, Role.ORIGINAL):
        if original.of == listed.of and original.sha256 != custody.sha256:
            yield inside.finding(Trouble.CUSTODY, listed.name, "another file")


def read_custody(text: bytes) -> Custody:
    """Return what a custody file says; raise ValueError, KeyError or TypeError."""
    facts = json.loads(text)
    if facts["about"] != CUSTODY:
        raise ValueError
    links = tuple(
        CustodyLink(**{name: event[name] for name in CustodyLink.__slots__})
        for event in facts["events"]
    )
    texts = [facts["evidence"], facts["sha256"]]
    texts += [
        getattr(link, name)
        for link in links
        for name in CustodyLink.__slots__
        if name != "number"
    ]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError
    if not all(type(link.number) is int for link in links):
        raise TypeError
    return Custody(evidence=facts["evidence"], sha256=facts["sha256"], links=links)


def _copies(inside: Inside, known: dict[int, Custody]) -> Iterator[Finding]:
    """Yield working copies that no event of their original tells of."""
    for listed in names_of(inside.manifest.files, Role.WORKING_COPY):
        custody = known.get(listed.of)
        told = {link.about for link in custody.links} if custody else {listed.sha256}
        if listed.sha256 not in told and listed.name in inside.whole:
            yield inside.finding(Trouble.CUSTODY, listed.name, "another file")


def _stamp(
    inside: Inside,
    listed: Listed,
    known: dict[int, Custody],
    check_stamp: CheckStamp | None,
) -> StampSeen:
    token = inside.read(listed.name)
    text = inside.read(listed.name.removesuffix(".tsr") + ".txt")
    custody = known.get(listed.of)
    if token is None or text is None or custody is None or check_stamp is None:
        raise LookupError
    try:
        about = read_digest_list(text)
    except NoDigestList:
        raise NotStamped("unreadable") from None
    chain = {link.chain for link in custody.links}
    if about.file != custody.sha256 or about.custody not in chain:
        raise NotStamped("another file")
    moment = check_stamp(token, text, _authorities(inside))
    return StampSeen(name=listed.name, of=listed.of, at=moment)


def _authorities(inside: Inside) -> bytes:
    files = names_of(inside.manifest.files, Role.AUTHORITIES)
    return b"".join(inside.read(one.name) or b"" for one in files)
