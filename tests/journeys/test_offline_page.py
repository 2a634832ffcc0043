"""The page inside a bundle, opened from the disk in a real browser without a network."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from payung.engines import bundles, sealed
from payung.engines.bundles import Content, Role, held_content
from payung.programme.evidence.offline_page import offline_page
from tests.engines.bundles.a_bundle import PICTURE, SIGNER, bundle_of, contents


pytestmark = pytest.mark.browser
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
LANGUAGES = ("en", "ne", "my")
Check = Callable[[bytes], str]


def files() -> list[Content]:
    """Return the files of the small bundle, with the page in it."""
    page = held_content("verify.html", Role.PAGE, offline_page(LANGUAGES))
    listed = [*contents()[:-1], page]
    return [*listed, held_content("SHA256SUMS", Role.SUMS, bundles.sums_of(listed))]


@pytest.fixture(scope="module")
def bundle() -> bytes:
    return bundle_of(files())


@pytest.fixture
def page(phone: BrowserContext, bundle: bytes, tmp_path: Path) -> Page:
    """Open the page as a lawyer does: unpacked from the bundle, from the disk."""
    phone.set_offline(True)
    (tmp_path / "bundle.zip").write_bytes(bundle)
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        archive.extract("verify.html", tmp_path)
    page = phone.new_page()
    page.on("pageerror", lambda problem: pytest.fail(str(problem)))
    page.on("console", lambda said: said.type != "error" or pytest.fail(said.text))
    page.on(
        "request",
        lambda asked: asked.url.startswith("file:") or pytest.fail(asked.url),
    )
    page.goto((tmp_path / "verify.html").as_uri())
    return page


@pytest.fixture
def said(page: Page, tmp_path: Path) -> Check:
    """Return what gives a bundle to the page and waits for its answer."""

    numbers = count()

    def check(bundle: bytes) -> str:
        # Each under a name of its own: the same again would be no change.
        file = tmp_path / f"given-{next(numbers)}.zip"
        file.write_bytes(bundle)
        page.evaluate("document.getElementById('answer').textContent = ''")
        page.set_input_files("#bundle", file)
        expect(page.locator("#answer .verdict")).to_be_visible()
        return page.locator("#answer").inner_text()

    return check


def test_a_whole_bundle_is_unchanged_and_says_what_it_could_not_check(
    page: Page, said: Check, bundle: bytes
) -> None:
    text = said(bundle)

    assert "Unchanged. Everything that could be checked here is right." in text
    assert "Made by sunita on 2026-11-23 04:00:00 (UTC), reference NP-2026-0001." in (
        text
    )
    assert " ".join(sealed.signer_words(SIGNER.public.verify)) in text
    assert "Not checked here" in text
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / "verify-good.png", full_page=True)


def places(bundle: bytes) -> list[tuple[int, str]]:
    """Return bytes to flip and what the page has to name for each."""
    picture = bundle.index(PICTURE)
    header = picture - 30 - len("files/001.jpg")
    directory = bundle.rindex(b"files/001.jpg")
    return [
        (picture + 5, "files/001.jpg: the content was changed"),
        (header + 10, "The container was changed beside files/001.jpg"),
        (directory + 2, "The container was changed beside files/001.jpg"),
        (bundle.index(b"NP-2026") + 3, "manifest.json: the content was changed"),
        (
            bundle.index(b"signature.bin", 200) + 20,
            "signature.bin: the content was changed",
        ),
        (len(bundle) - 3, "The container was changed beside zip"),
        (bundle.index(b'"kind":"received"') + 9, "custody/001.json: the content"),
        (21, "The container was changed beside manifest.json"),
    ]


def test_a_flipped_byte_is_named_wherever_it_is(
    page: Page, said: Check, bundle: bytes
) -> None:
    for place, named in places(bundle):
        changed = bytearray(bundle)
        changed[place] ^= 2

        text = said(bytes(changed))

        assert "Something was changed." in text, place
        assert named in text, place
        assert "Unchanged" not in text
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / "verify-bad.png", full_page=True)


def test_every_part_of_the_container_is_compared(said: Check, bundle: bytes) -> None:
    starts = [at for at in range(len(bundle)) if bundle[at : at + 2] == b"PK"]
    unfound = []
    for start in starts:
        changed = bytearray(bundle)
        changed[start + 5] ^= 1
        if "Unchanged" in said(bytes(changed)):
            unfound.append(start)

    assert len(starts) >= 21
    assert unfound == []


def test_a_forged_list_is_found_by_the_signature(said: Check, bundle: bytes) -> None:
    forged = bundles.statement  # the list of other files under the old signature
    other = [*contents(picture=PICTURE[::-1])[:-1]]
    signature = bundle[bundle.index(b"signature.bin", 200) + 13 :][:64]
    listed = [*other, held_content("SHA256SUMS", Role.SUMS, bundles.sums_of(other))]
    manifest = bundles.Manifest(
        case="NP-2026-0001",
        made_at="2026-11-23T04:00:00Z",
        made_by="sunita",
        made_for="court",
        key=SIGNER.public.verify.hex(),
        files=tuple(one.listed for one in listed),
    )
    pieces = bundles.write(
        statement=forged(manifest), signature=signature, contents=listed
    )

    text = said(b"".join(pieces))

    assert "manifest.json is not what the owner of the key signed." in text


def test_what_is_cut_off_or_put_behind_is_named(said: Check, bundle: bytes) -> None:
    assert "missing or cut off" in said(bundle[:-30])
    assert f"Something was put behind the end (from byte {len(bundle)})" in (
        said(bundle + b"more")
    )
    assert "This is no bundle" in said(b"something else")


def test_the_unpacked_folder_is_checked_and_the_container_is_said_to_be_not(
    page: Page, bundle: bytes, tmp_path: Path
) -> None:
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        archive.extractall(folder)

    page.set_input_files("#folder", folder)

    answer = page.locator("#answer")
    expect(answer.locator(".verdict")).to_contain_text("Unchanged")
    expect(answer).to_contain_text("choose the bundle itself")
    folder = folder.rename(tmp_path / "changed")
    (folder / "files/001.jpg").write_bytes(PICTURE[::-1])
    page.set_input_files("#folder", folder)
    expect(answer.locator(".verdict")).to_contain_text("Something was changed")
    expect(answer).to_contain_text("files/001.jpg: the content was changed")


def test_the_page_is_usable_at_360_pixels_in_each_language(
    page: Page, said: Check, bundle: bytes
) -> None:
    said(bundle)

    for language in LANGUAGES:
        page.click(f"#languages [data-code={language}]")

        assert page.evaluate("document.documentElement.lang") == language
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        problems = Axe().run(page).response["violations"]
        assert [one["id"] for one in problems] == []
        if SHOTS:
            path = Path(SHOTS) / f"verify-{language}.png"
            page.screenshot(path=path, full_page=True)


@pytest.mark.parametrize(
    ("missing", "said_instead"),
    [
        pytest.param(
            "crypto.subtle.importKey = () => Promise.reject(new Error('unknown'))",
            "The signature: this browser cannot check it.",
            id="a browser that does not know the signature",
        ),
        pytest.param(
            "Object.defineProperty(crypto, 'subtle', { value: undefined })",
            "Nothing: this browser cannot calculate digests here.",
            id="a browser without any digests",
        ),
    ],
)
def test_what_a_browser_cannot_do_is_said_plainly(
    phone: BrowserContext,
    bundle: bytes,
    tmp_path: Path,
    missing: str,
    said_instead: str,
) -> None:
    phone.add_init_script(missing)
    (tmp_path / "bundle.zip").write_bytes(bundle)
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        archive.extract("verify.html", tmp_path)
    page = phone.new_page()
    page.goto((tmp_path / "verify.html").as_uri())

    page.set_input_files("#bundle", tmp_path / "bundle.zip")

    expect(page.locator("#answer")).to_contain_text(said_instead)


def test_a_list_that_makes_no_sense_is_answered_and_not_waited_for_for_ever(
    said: Check,
) -> None:
    statement = b'{"about":"payung/1/statement/bundle","files":[1],"key":"00"}'
    odd = b"".join(bundles.write(statement=statement, signature=bytes(64), contents=[]))

    assert "This is no bundle, or its beginning was changed." in said(odd)
