"""How the program starts and what it says to browsers: nothing that shows somebody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.core.management import call_command
from django.test import Client, RequestFactory, override_settings

from payung.web.checks import hosts
from payung.web.hardening import UnsafeStart, keep_files_in, refuse_unsafe_start
from payung.web.views import went_wrong


ASK = """
import ctypes, resource
from payung.web import wsgi
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def run(code: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    named = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PAYUNG_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**named, "PAYUNG_DATA": str(folder), **more},
        capture_output=True,
        text=True,
        check=False,
    )


def serve(folder: Path, *options: str, **more: str) -> str:
    code = f"from payung.web.cli import main; main({['serve', *options]!r})"
    done = run(code, folder, **more)
    assert done.returncode != 0
    return done.stderr


def ids(**changed: object) -> list[str]:
    with override_settings(**changed):
        return [str(found.id) for found in hosts()]


def test_a_worker_leaves_no_core_file_and_cannot_be_read_by_others(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"

    said = run(ASK, folder)

    assert said.stdout == "(0, 0) 0\n", said.stderr
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "signing.key").stat().st_mode & 0o777 == 0o600


def test_a_worker_does_not_start_with_plain_http_on_a_public_name(
    tmp_path: Path,
) -> None:
    said = run(
        "from payung.web import wsgi",
        tmp_path / "data",
        PAYUNG_PLAIN_HTTP="1",
        PAYUNG_HOSTS="notes.example",
    )

    assert said.returncode != 0
    assert "PAYUNG_PLAIN_HTTP=1 together with the names notes.example" in said.stderr


def test_serve_says_what_to_change_where_plain_http_meets_a_public_name(
    tmp_path: Path,
) -> None:
    said = serve(tmp_path / "data", PAYUNG_PLAIN_HTTP="1", PAYUNG_HOSTS="notes.example")

    assert "Take PAYUNG_PLAIN_HTTP out" in said
    assert "Traceback" not in said


def test_serve_listens_to_others_only_behind_tls(tmp_path: Path) -> None:
    said = serve(tmp_path / "data", "--at", "0.0.0.0:8000", PAYUNG_PLAIN_HTTP="1")

    assert "is for this machine only" in said


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        pytest.param({"PLAIN_HTTP": True}, "payung.E001", id="plain HTTP"),
        pytest.param(
            {"PLAIN_HTTP": False, "DEBUG": True}, "payung.E002", id="debugging"
        ),
    ],
)
def test_what_is_for_this_machine_is_refused_on_a_public_name(
    changed: dict[str, object], found: str
) -> None:
    assert ids(**changed, ALLOWED_HOSTS=["localhost", "notes.example"]) == [found]
    assert ids(**changed, ALLOWED_HOSTS=["localhost", "127.0.0.1"]) == []


@pytest.mark.parametrize("host", ["*", ".example"])
def test_no_name_stands_for_many(host: str) -> None:
    assert ids(PLAIN_HTTP=False, ALLOWED_HOSTS=[host]) == ["payung.E003"]


def test_a_folder_that_others_can_look_into_stops_the_start(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    with override_settings(DATA=tmp_path), pytest.raises(UnsafeStart) as stopped:
        refuse_unsafe_start()

    assert f"chmod 700 {tmp_path}" in str(stopped.value)


def test_serve_closes_folders_and_files_to_others_by_itself(tmp_path: Path) -> None:
    before = os.umask(0o022)
    data, vault = tmp_path / "data", tmp_path / "data/vault"
    data.mkdir(mode=0o755)

    keep_files_in([data, vault])
    (data / "payung.sqlite3").touch()
    os.umask(before)

    assert [path.stat().st_mode & 0o077 for path in (data, vault)] == [0, 0]
    assert (data / "payung.sqlite3").stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_static_files_stay_in_the_cache_for_long_and_pages_never(
    tmp_path: Path,
) -> None:
    source, root = tmp_path / "source", tmp_path / "root"
    source.mkdir()
    (source / "a.css").write_text("p{margin:0}")
    storage = {"BACKEND": "payung.web.storage.HashedStatic"}
    with override_settings(
        STATICFILES_DIRS=[source],
        STATIC_ROOT=root,
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
        STORAGES={"staticfiles": storage},
        WHITENOISE_AUTOREFRESH=False,
        WHITENOISE_USE_FINDERS=False,
    ):
        call_command("collectstatic", verbosity=0, interactive=False)
        [hashed] = [path.name for path in root.glob("a.*.css")]

        answer = Client().get(f"/static/{hashed}")

    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert "no-store" not in answer.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer.headers
    answer.close()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/sign-in", "/", "/nowhere", "/app.webmanifest"])
def test_no_page_can_be_asked_whether_it_changed(address: str) -> None:
    answer = Client().get(address)

    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    assert "Last-Modified" not in answer.headers


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/accounts/login/"])
def test_there_is_no_back_office(address: str) -> None:
    assert Client().get(address).status_code == 404


@pytest.mark.django_db
def test_without_a_proxy_nobody_can_claim_to_have_come_by_tls() -> None:
    answer = Client().get("/sign-in", headers={"x-forwarded-proto": "https"})

    assert not answer.wsgi_request.is_secure()


@pytest.mark.django_db
def test_what_was_asked_for_in_vain_is_not_written_to_the_log(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Client().get("/notes/a-name-somebody-typed")
    Client(enforce_csrf_checks=True).post("/sign-in", {"handle": "a-name"})

    said = capfd.readouterr()
    assert "a-name" not in said.out + said.err
    assert "/sign-in" not in said.out + said.err


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["head", "options", "put", "patch", "delete"])
def test_other_ways_of_asking_show_no_more_than_a_door(method: str) -> None:
    answer = getattr(Client(), method)("/people/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in")


def test_the_page_for_our_own_faults_asks_nothing_of_the_database() -> None:
    request = RequestFactory().get("/notes/")
    request.actor = SimpleNamespace(  # type: ignore[attr-defined]
        country="np", keys=True, teams=[UUID(int=1)], has=lambda *_roles: True
    )

    answer = went_wrong(request)

    assert answer.status_code == 500
    assert "It is not your doing." in answer.text


def test_two_processes_that_start_at_once_sign_with_the_same_key(
    tmp_path: Path,
) -> None:
    ask = "from payung.web.settings import SECRET_KEY; print(SECRET_KEY)"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", ask],
            env={
                **os.environ,
                "PAYUNG_DATA": str(tmp_path / "data"),
                "PAYUNG_SECRET": "",
            },
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]

    keys = [process.communicate()[0] for process in running]

    assert len(set(keys)) == 1
    assert len(keys[0].strip()) == 64
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["signing.key"]
