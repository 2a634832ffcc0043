"""What a bundle says to whoever opens it, in the languages of the country."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override


_SUMS = "sha256sum -c SHA256SUMS"
_SIGNED = (
    "openssl pkeyutl -verify -rawin -pubin -inkey key.pem "
    "-sigfile signature.bin -in manifest.json"
)
_STAMPED = (
    "openssl ts -verify -in stamps/001-1.tsr -data stamps/001-1.txt "
    "-CAfile stamps/authorities.pem"
)


def readme(language: str) -> bytes:
    """Return the first thing to read, in UTF-8."""
    with override(language):
        return ("\n\n".join(_parts()) + "\n").encode()


def _parts() -> Iterator[str]:
    yield _("READ THIS FIRST")
    yield _(
        "This file holds other files as they were received, and everything by which "
        "anybody can check, without us and without a network, that nothing in them "
        "was changed."
    )
    yield _(
        "1. In a browser: open verify.html, and choose the bundle as you were given it."
    )
    yield _("2. With our program, on any computer that has it:") + (
        "\n   payung verify bundle.zip"
    )
    yield _("3. With programs of others, in the folder where you unpacked it:") + (
        f"\n   {_SUMS}\n   {_SIGNED}\n   {_STAMPED}"
    )
    yield _(
        "Whoever forges a bundle can forge verify.html and the key in it too. So have "
        "the six words of the key read to you by telephone, by a number that you had "
        "before. If they are the same, the bundle is from us."
    )
    yield _(
        "The certificates of those who gave the time stamps are in this bundle as well. "
        "Before you rely on a time stamp, compare them with those that the authority "
        "itself has published."
    )
    yield _("What is in it:")
    yield "\n".join(_what_is_in_it())


def _what_is_in_it() -> Iterator[str]:
    yield f"manifest.json: {_('the list of all files, with their digests; it is signed')}"
    yield f"signature.bin: {_('the signature of that list')}"
    yield f"key.pem: {_('the public key of whoever signed')}"
    yield f"files/: {_('the files; those with “copy” are without what the camera added')}"
    yield f"custody/: {_('who did what with each file, and when (UTC)')}"
    yield f"stamps/: {_('time stamps by others (RFC 3161), and what they are for')}"
    yield f"SHA256SUMS: {_('the digests of the files, for other programs')}"


def page_words(language: str) -> dict[str, str]:
    """Return every sentence of the page inside a bundle; gaps are written {so}."""
    with override(language):
        return {
            "title": _("Is this bundle unchanged?"),
            "choose": _("Choose the bundle"),
            "folder": _("Or the folder where you unpacked it"),
            "offline": _("This page sends nothing anywhere and needs no network."),
            "working": _("Checking…"),
            "whole": _("Unchanged. Everything that could be checked here is right."),
            "broken": _("Something was changed. It is named below."),
            "made": _("Made by {who} on {when} (UTC), reference {case}."),
            "words": _("Have these six words read to you by telephone: {words}"),
            "unchecked": _("Not checked here"),
            "content": _("{name}: the content was changed (bytes {start} to {stop})."),
            "header": _(
                "The container was changed beside {name} (bytes {start} to {stop})."
            ),
            "missing": _("{name} is missing or cut off (from byte {start})."),
            "behind": _("Something was put behind the end (from byte {start})."),
            "no_bundle": _("This is no bundle, or its beginning was changed."),
            "signature": _("{name} is not what the owner of the key signed."),
            "custody": _("{name}: event {why} does not follow from the one before."),
            "other": _("{name} does not fit the other files."),
            "no_ed25519": _(
                "The signature: this browser cannot check it. Use a newer one, or "
                "openssl as the README says."
            ),
            "no_digest": _(
                "Nothing: this browser cannot calculate digests here. Use a newer one, "
                "or sha256sum as the README says."
            ),
            "stamp": _(
                "{name}: it names the right digest; whether the authority signed it, "
                "this page cannot check. Use payung verify or openssl."
            ),
            "container": _(
                "The container: choose the bundle itself, not the unpacked folder, to "
                "have every byte checked."
            ),
            "extra": _("Not listed, so nothing is said about it: {name}."),
            "files": _("Files that are as they were signed: {count}"),
        }
