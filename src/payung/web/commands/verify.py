"""payung verify: is this bundle as it was signed? Needs no database and no settings."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click


if TYPE_CHECKING:
    from payung.engines.bundles import Finding, Report


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SENTENCES = {
    "no_bundle": "This is no bundle, or its beginning was changed.",
    "before": "Bytes {start} to {stop} were put before the bundle.",
    "content": "{name}: its content was changed, somewhere from byte {start} to {stop}.",
    "header": "{name}: what stands before it was changed, byte {start} to {stop}.",
    "directory": "{name}: its line in the directory was changed, byte {start} to {stop}.",
    "end": "The end of the file was changed, byte {start} to {stop}.",
    "missing": "{name}: missing or cut off, byte {start} to {stop}.",
    "behind": "Bytes {start} to {stop} were put behind the bundle.",
    "signature": "{name} is not what the owner of the key signed.",
    "key": "{name} is another key than the one that signed.",
    "sums": "{name} does not list the files as they are.",
    "custody": "{name}: {why}.",
    "stamp": "{name}: this time stamp does not hold ({why}).",
}


@click.command(name="verify")
@click.argument("bundle", type=FILE)
@click.option(
    "--words",
    default="",
    help="The six words of the key, as they were read to you by telephone.",
)
@click.option(
    "--authorities",
    type=FILE,
    help="Certificates (PEM) that the time-stamping authority itself has published.",
)
def command(bundle: Path, words: str, authorities: Path | None) -> None:
    """Check BUNDLE: every byte, its signature, who had each file, its time stamps.

    Needs no network, no database and nobody's keys. Ends with 0 where nothing was
    changed, with 1 where something was; each change is named.
    """
    trusted = authorities.read_bytes() if authorities else None
    report = _checked(bundle, trusted)
    for finding in report.findings:
        click.echo(_sentence(finding))
    if report.manifest is not None:
        _say_who(report)
        _say_stamps(report, by_their_own=trusted is not None)
    else:
        click.echo(
            "Nothing else could be compared, because the list itself is damaged."
        )
    same = _say_words(report, words)
    if report.findings:
        click.echo("This bundle was changed: what is named above is not as it was.")
    if not same:
        click.echo("The key is another than the one whose words you were told.")
    if report.findings or not same:
        raise SystemExit(1)
    click.echo("Unchanged: every byte is as it was signed.")


def _checked(bundle: Path, trusted: bytes | None) -> Report:
    from payung.engines import bundles

    def stamped(token: bytes, listed: bytes, inside: bytes) -> datetime:
        return _stamped(token, listed, inside if trusted is None else trusted)

    with bundle.open("rb") as reader:
        return bundles.verify(reader, signed=_signed, check_stamp=stamped)


def _signed(key: bytes, signature: bytes, statement: bytes) -> bool:
    from payung.engines import sealed

    try:
        sealed.check_statement(key, signature, statement)
    except sealed.Refused:
        return False
    return True


def _stamped(token: bytes, listed: bytes, vouchers: bytes) -> datetime:
    from payung.engines import bundles, sealed
    from payung.gateways import witness

    try:
        roots = sealed.certificates_in(vouchers)
        return witness.stamped_at(token, listed, roots=roots)
    except witness.NoStamp as why:
        raise bundles.NotStamped(str(why)) from None
    except (witness.UnknownAuthority, sealed.Refused):
        raise bundles.NotTrusted from None


def _sentence(finding: Finding) -> str:
    why = finding.why or "?"
    if finding.trouble == "custody":
        events = f"event {why} does not follow from the one before"
        why = events if why.isdigit() else f"it does not fit the other files ({why})"
    return SENTENCES[finding.trouble].format(
        name=finding.name, start=finding.start, stop=finding.stop, why=why
    )


def _say_who(report: Report) -> None:
    manifest = report.manifest
    assert manifest is not None  # noqa: S101 (for mypy)
    who, when, whom, case = map(
        _plain,
        (manifest.made_by, manifest.made_at, manifest.made_for, manifest.case),
    )
    click.echo(
        f"Made by {who} at {when} (UTC), for: {whom}, reference {case}, "
        f"{len(manifest.files)} files."
    )


def _plain(told: str) -> str:
    """Return a word of the bundle on one short line.

    A forger could otherwise write a verdict of his own onto the screen.
    """
    return "".join(sign if sign.isprintable() else "?" for sign in told[:60])


def _say_stamps(report: Report, *, by_their_own: bool) -> None:
    for stamp in report.stamps:
        click.echo(f"{stamp.name}: stamped {stamp.at:%Y-%m-%d %H:%M:%S} (UTC).")
    for name in report.unchecked:
        click.echo(f"{name}: not checked; nobody known vouches for who signed it.")
    if report.stamps and not by_their_own:
        click.echo(
            "The time stamps were checked with the certificates in the bundle. Give "
            "--authorities to check them with those that the authority published."
        )


def _say_words(report: Report, told: str) -> bool:
    """Say the words of the key; return whether they are those that were told, if any."""
    from payung.engines import sealed

    if report.manifest is None:
        return True
    words = sealed.signer_words(bytes.fromhex(report.manifest.key))
    click.echo(f"The key, in six words to compare by telephone: {' '.join(words)}")
    return not told or tuple(told.lower().split()) == words
