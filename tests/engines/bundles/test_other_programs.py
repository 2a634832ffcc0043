"""Programs that others wrote read a bundle and agree with what it says."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from payung.engines import bundles, sealed
from payung.engines.bundles import Role, held_content
from tests.engines.bundles.a_bundle import (
    COPY,
    PICTURE,
    SIGNER,
    a_bundle,
    contents,
    statement_of,
)


def run(*words: object, inside: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [str(word) for word in words], cwd=inside, capture_output=True, check=False
    )


@pytest.fixture
def opened(tmp_path: Path) -> Path:
    (tmp_path / "bundle.zip").write_bytes(a_bundle())
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        archive.extractall(tmp_path)
    return tmp_path


def test_python_reads_the_container_and_every_file_in_it() -> None:
    with zipfile.ZipFile(io.BytesIO(a_bundle())) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[:2] == ["manifest.json", "signature.bin"]
        assert archive.read("files/001.jpg") == PICTURE
        assert archive.read("files/001-copy.png") == COPY


def test_unzip_finds_no_error(opened: Path) -> None:
    tested = run("unzip", "-t", "bundle.zip", inside=opened)

    assert tested.returncode == 0
    assert b"No errors detected" in tested.stdout


def test_sha256sum_agrees_with_every_sum(opened: Path) -> None:
    checked = run("sha256sum", "--strict", "-c", "SHA256SUMS", inside=opened)

    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.count(b": OK") == 7


def test_openssl_accepts_the_signature_and_no_other_text(opened: Path) -> None:
    verify = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "key.pem"]
    files = ["-sigfile", "signature.bin", "-in", "manifest.json"]

    good = run(*verify, *files, inside=opened)
    text = (opened / "manifest.json").read_bytes()
    (opened / "manifest.json").write_bytes(text.replace(b"sunita", b"sunitb"))
    bad = run(*verify, *files, inside=opened)

    assert good.returncode == 0, good.stdout + good.stderr
    assert bad.returncode != 0


def test_the_same_files_always_make_the_same_bytes() -> None:
    assert a_bundle() == a_bundle()


def test_a_file_that_changes_while_it_is_written_stops_the_bundle() -> None:
    answers = iter((b"as it was", b"as it is!"))
    moving = bundles.measured("a.bin", Role.README, lambda: (next(answers),))
    statement = statement_of([moving])
    signature = sealed.sign_statement(SIGNER, statement)

    pieces = bundles.write(statement=statement, signature=signature, contents=[moving])

    with pytest.raises(bundles.ContentChanged):
        list(pieces)


@pytest.mark.parametrize(
    "name",
    ["../up.txt", "/etc/passwd", "a//b", ".hidden", "a/b/c", "manifest.json", ""],
)
def test_a_name_that_leads_elsewhere_is_not_written(name: str) -> None:
    odd = held_content(name, Role.README, b"")

    with pytest.raises(bundles.NotNamedSo):
        bundles.write(statement=b"", signature=b"", contents=[odd])


def test_two_files_of_one_name_are_not_written() -> None:
    same = held_content("a.txt", Role.README, b"")

    with pytest.raises(bundles.NotNamedSo):
        bundles.write(statement=b"", signature=b"", contents=[same, same])


def test_more_than_the_container_can_count_is_refused_before_the_first_byte() -> None:
    many = [held_content(f"{n}.txt", Role.README, b"") for n in range(5000)]

    with pytest.raises(bundles.TooMuch):
        bundles.write(statement=b"", signature=b"", contents=many)


def test_a_text_that_does_not_say_what_it_is_about_is_not_signed() -> None:
    with pytest.raises(sealed.Refused):
        sealed.sign_statement(SIGNER, b"a grant, or anything else")


def test_a_key_in_other_words_is_not_taken_for_the_key() -> None:
    text = bundles.pem_of_key(SIGNER.public.verify)

    assert bundles.key_of_pem(text) == SIGNER.public.verify
    for other in (text + b"\n", text.replace(b"MCow", b"MCox"), b"", b"\xff\xfe"):
        with pytest.raises(bundles.NotAKey):
            bundles.key_of_pem(other)


def test_no_bundle_of_ours_needs_more_than_the_plain_container() -> None:
    with zipfile.ZipFile(io.BytesIO(a_bundle())) as archive:
        kinds = {
            (one.compress_type, one.flag_bits, one.extra, one.comment)
            for one in archive.infolist()
        }

    assert kinds == {(zipfile.ZIP_STORED, 0, b"", b"")}
    assert len(contents()) == 8
