"""payung verify: on a machine with nothing of ours but the program itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from payung.engines import bundles, sealed
from payung.engines.bundles import Content, DigestList, Role, held_content
from payung.gateways.witness import Authority
from tests.engines.bundles.a_bundle import (
    PICTURE,
    SIGNER,
    STRANGER,
    a_bundle,
    bundle_of,
    contents,
    links,
)
from tests.gateways.witness.time_authority import Clock, make_clock, serving


WORDS = " ".join(sealed.signer_words(SIGNER.public.verify))
# Runs the command, then says which of these were read on the way.
RUN = """
import sys
from payung.web.cli import main
try:
    main(sys.argv[1:])
finally:
    read = {"django", "sqlite3", "psycopg"} & set(sys.modules)
    print("read:", sorted(read))
"""


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clock]:
    with serving(make_clock(tmp_path_factory.mktemp("clock"))) as made:
        yield made


def run(folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run the command in an empty home, with nothing of ours set."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    surroundings = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PAYUNG_", "DJANGO_"))
    }
    done = subprocess.run(
        [sys.executable, "-c", RUN, "verify", *map(str, words)],
        cwd=home,
        env=surroundings | {"HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert list(home.iterdir()) == []
    return done


def stamped(clock: Clock) -> list[Content]:
    """Return the files of the small bundle with a real time stamp in it."""
    files = contents()
    digest = files[0].listed.sha256
    chain = links(copy_digest=files[1].listed.sha256, file_digest=digest)
    text = bundles.digest_list(
        DigestList(request="0" * 32, file=digest, custody=chain[0].chain)
    )
    root = clock.root.read_bytes()
    token = Authority(name="ours", address=clock.address, vouchers=root).stamp(text)
    files[3:5] = [
        held_content("stamps/001-1.txt", Role.DIGEST_LIST, text, of=1),
        held_content("stamps/001-1.tsr", Role.TIME_STAMP, token.token, of=1),
        held_content("stamps/authorities.pem", Role.AUTHORITIES, root),
    ]
    files[-1] = held_content("SHA256SUMS", Role.SUMS, bundles.sums_of(files[:-1]))
    return files


def test_a_whole_bundle_is_said_to_be_unchanged_without_database_or_django(
    tmp_path: Path, clock: Clock
) -> None:
    file = tmp_path / "bundle.zip"
    file.write_bytes(bundle_of(stamped(clock)))

    done = run(tmp_path, file)

    assert done.returncode == 0, done.stdout
    assert "Unchanged: every byte is as it was signed." in done.stdout
    assert "Made by sunita at 2026-11-23T04:00:00Z" in done.stdout
    assert "stamps/001-1.tsr: stamped 20" in done.stdout
    assert WORDS in done.stdout
    assert "read: []" in done.stdout


def test_one_flipped_byte_ends_with_1_and_names_the_file(tmp_path: Path) -> None:
    bundle = bytearray(a_bundle())
    start = bundle.index(PICTURE)
    bundle[start + 3] ^= 1
    file = tmp_path / "bundle.zip"
    file.write_bytes(bundle)

    done = run(tmp_path, file)

    assert done.returncode == 1
    assert f"files/001.jpg: its content was changed, somewhere from byte {start}" in (
        done.stdout
    )
    assert "Unchanged" not in done.stdout


def test_the_words_of_another_key_end_with_1(tmp_path: Path) -> None:
    file = tmp_path / "bundle.zip"
    file.write_bytes(a_bundle())

    right = run(tmp_path, file, "--words", WORDS.upper())
    wrong = run(
        tmp_path,
        file,
        "--words",
        " ".join(sealed.signer_words(STRANGER.public.verify)),
    )

    assert (right.returncode, wrong.returncode) == (0, 1)
    assert "another than the one whose words you were told" in wrong.stdout


def test_a_stamp_is_checked_with_the_certificates_that_are_given(
    tmp_path: Path, clock: Clock
) -> None:
    file, other = tmp_path / "bundle.zip", make_clock(tmp_path / "other")
    file.write_bytes(bundle_of(stamped(clock)))

    known = run(tmp_path, file, "--authorities", clock.root)
    strange = run(tmp_path, file, "--authorities", other.root)

    assert "stamps/001-1.tsr: stamped" in known.stdout
    assert "with the certificates in the bundle" not in known.stdout
    assert "stamps/001-1.tsr: not checked" in strange.stdout


def test_a_stamp_for_another_text_does_not_hold(tmp_path: Path, clock: Clock) -> None:
    files = stamped(clock)
    root = clock.root.read_bytes()
    other = Authority(name="ours", address=clock.address, vouchers=root).stamp(b"other")
    files[4] = held_content("stamps/001-1.tsr", Role.TIME_STAMP, other.token, of=1)
    files[-1] = held_content("SHA256SUMS", Role.SUMS, bundles.sums_of(files[:-1]))
    file = tmp_path / "bundle.zip"
    file.write_bytes(bundle_of(files))

    done = run(tmp_path, file)

    assert done.returncode == 1
    assert "this time stamp does not hold (another text)" in done.stdout


def test_something_else_is_said_to_be_no_bundle(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("A letter")

    done = run(tmp_path, file)

    assert done.returncode == 1
    assert "This is no bundle" in done.stdout


def test_words_in_a_bundle_cannot_write_a_verdict_of_their_own(tmp_path: Path) -> None:
    files = contents()
    manifest = bundles.Manifest(
        case="NP\nUnchanged: every byte is as it was signed.",
        made_at="\x1b[2J",
        made_by="sunita",
        made_for="court",
        key=STRANGER.public.verify.hex(),
        files=tuple(one.listed for one in files),
    )
    statement = bundles.statement(manifest)
    signature = sealed.sign_statement(STRANGER, statement)
    file = tmp_path / "bundle.zip"
    file.write_bytes(
        b"".join(
            bundles.write(statement=statement, signature=signature, contents=files)
        )
    )

    done = run(tmp_path, file)

    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert "\nUnchanged" not in done.stdout
