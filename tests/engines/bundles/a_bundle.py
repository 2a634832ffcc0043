"""A small bundle of invented files, and what others call its signer."""

from __future__ import annotations

import hashlib
import io

from payung.engines import bundles, sealed
from payung.engines.bundles import (
    Content,
    Custody,
    CustodyLink,
    DigestList,
    Manifest,
    Role,
    held_content,
)


EVIDENCE = "5f1c0e9e-2a51-4a39-8f5c-3a7a52f2b1aa"
PICTURE = b"\xff\xd8\xff\xe0 an invented picture \x00\x01\x02" + bytes(range(256))
COPY = b"\x89PNG an invented working copy"
SIGNER = sealed.user_keys(sealed.UserSeed.from_bytes(bytes(range(64))))
STRANGER = sealed.user_keys(sealed.UserSeed.from_bytes(bytes(range(1, 65))))


def signed(key: bytes, signature: bytes, statement: bytes) -> bool:
    """Return whether the owner of a key signed a statement."""
    try:
        sealed.check_statement(key, signature, statement)
    except sealed.Refused:
        return False
    return True


def links(*, copy_digest: str, file_digest: str) -> tuple[CustodyLink, ...]:
    """Return three events of the picture, chained."""
    told = (("received", ""), ("working_copy", copy_digest), ("bundled", "court"))
    previous, chained = bundles.FIRST, []
    for number, (kind, about) in enumerate(told, start=1):
        link = CustodyLink(
            number=number,
            at=f"2026-11-23T0{number}:00:00Z",
            kind=kind,
            by="sunita",
            sha256=file_digest,
            about=about,
        )
        previous = bundles.chain_digest(EVIDENCE, link, previous=previous)
        chained.append(
            CustodyLink(
                number=number,
                at=link.at,
                kind=kind,
                by=link.by,
                sha256=link.sha256,
                about=about,
                chain=previous,
            )
        )
    return tuple(chained)


def contents(*, picture: bytes = PICTURE) -> list[Content]:
    """Return the files of the bundle: a picture, its copy, custody, a digest list."""
    original = held_content("files/001.jpg", Role.ORIGINAL, picture, of=1)
    copy = held_content("files/001-copy.png", Role.WORKING_COPY, COPY, of=1)
    digest = original.listed.sha256
    chain = links(copy_digest=copy.listed.sha256, file_digest=digest)
    custody = Custody(evidence=EVIDENCE, sha256=digest, links=chain)
    listed = bundles.digest_list(
        DigestList(request="0" * 32, file=digest, custody=chain[0].chain)
    )
    token = b"an invented token for " + hashlib.sha256(listed).digest()
    files = [
        original,
        copy,
        held_content(
            "custody/001.json",
            Role.CUSTODY,
            bundles.canonical(bundles.custody_text(custody, {"file": "files/001.jpg"})),
            of=1,
        ),
        held_content("stamps/001-1.txt", Role.DIGEST_LIST, listed, of=1),
        held_content("stamps/001-1.tsr", Role.TIME_STAMP, token, of=1),
        held_content("README.en.txt", Role.README, "Read me first…\n".encode()),
        held_content("key.pem", Role.KEY, bundles.pem_of_key(SIGNER.public.verify)),
    ]
    sums = bundles.sums_of(files)
    return [*files, held_content("SHA256SUMS", Role.SUMS, sums)]


def statement_of(files: list[Content], *, by: sealed.UserKeys = SIGNER) -> bytes:
    """Return the list of these files as it is signed."""
    manifest = Manifest(
        case="NP-2026-0001",
        made_at="2026-11-23T04:00:00Z",
        made_by="sunita",
        made_for="court",
        key=by.public.verify.hex(),
        files=tuple(one.listed for one in files),
    )
    return bundles.statement(manifest)


def bundle_of(files: list[Content], *, by: sealed.UserKeys = SIGNER) -> bytes:
    """Return a signed bundle of these files."""
    statement = statement_of(files, by=by)
    signature = sealed.sign_statement(by, statement)
    return b"".join(
        bundles.write(statement=statement, signature=signature, contents=files)
    )


def a_bundle() -> bytes:
    """Return the small bundle."""
    return bundle_of(contents())


def checked(bundle: bytes) -> bundles.Report:
    """Return what a check without time stamps finds."""
    return bundles.verify(io.BytesIO(bundle), signed=signed, check_stamp=None)
