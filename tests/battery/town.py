"""A country on this machine alone: its pages, its worker, its telephone, its phones.

Everything is the real program, started as a person would start it. What it keeps lies
in `folder / "data"`; what it prints in `folder / "said"`.
"""

from __future__ import annotations

import socket
import sqlite3
import sys
import urllib.request
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack, closing
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.error import URLError

import psycopg

from tests.battery.founding_of import COUNTRY, Founded, asks, environment, founded
from tests.battery.programs import (
    HOST,
    ROOT,
    Program,
    answers_tcp,
    free_port,
    listens_udp,
    until,
)
from tests.battery.sipp_texts import answers_only, presses_one
from tests.battery.telephones import phone


ANSWERS_MOSTLY = presses_one(busy=0.06, rings=0.03, hangs_up=0.15)


class Town:
    """Start with `with`; ends and forgets everything at the end of it.

    `bela` is what the phone of the one who is on call does; `phone_says` are further
    words to the SIPp that plays her.
    """

    def __init__(
        self,
        folder: Path,
        *,
        database: str = "",
        bela: str = ANSWERS_MOSTLY,
        phone_says: Sequence[str] = (),
    ) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.database = database
        self.port = free_port()
        self._web = free_port(socket.SOCK_STREAM)
        self._orders = free_port(socket.SOCK_STREAM)
        self.env = environment(
            self.data, database=database, telephone=f"http://{HOST}:{self._orders}"
        )
        self._ends = ExitStack()
        (folder / "said").mkdir(parents=True)
        self._ports = {name: free_port() for name in ("bela", "alma", "far", "cora")}
        self.bela = self._phone("bela", bela, phone_says)
        self.alma = self._phone("alma", answers_only(busy=0.6))
        # Whom we call back, behind the trunk.
        self.far = self._phone("far", presses_one(busy=0.2, rings=0, hangs_up=1))
        self.pages = self._payung(
            "pages", "serve", "--at", f"{HOST}:{self._web}", is_up=self._shows_pages
        )
        self.worker = self._payung("worker", "worker", is_up=self._sweeps)
        self.telephone = self._payung(
            "telephone",
            *("hotline", "telephone", COUNTRY, "--port", str(self.port)),
            *("--orders-port", str(self._orders)),
            *("--app", f"http://{HOST}:{self._web}"),
            *("--trunk", str(self._trunk())),
            is_up=lambda: listens_udp(self.port) and answers_tcp(self._orders),
        )

    @property
    def programs(self) -> tuple[Program, ...]:
        """Return ours, without the phones."""
        return self.pages, self.worker, self.telephone

    @property
    def phones(self) -> tuple[Program, ...]:
        """Return the phones that can be rung; Cora's is dead and never began."""
        return self.bela, self.alma, self.far

    def __enter__(self) -> Self:
        with ExitStack() as ends:
            ends.enter_context(self._founded())
            for program in (*self.phones, *self.programs):
                ends.callback(program.stop)
                program.start()
            for program in (*self.phones, *self.programs):
                program.wait_up()
            kept = self.data / "telephone" / COUNTRY / "last_plans"
            until(kept.exists, "the telephone holds the plans of now")
            self._ends = ends.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ends.close()

    # ---- what is asked of it -------------------------------------------------------

    def asks(self, module: str, *given: str) -> Any:
        """Return what a module of the battery prints as JSON about this country."""
        return asks(self.env, module, *given)

    def journal(self, question: str, *given: str) -> list[tuple[Any, ...]]:
        """Return what the telephone's journal answers to a question in SQL."""
        file = self.data / "telephone" / COUNTRY / "journal.sqlite3"
        if not file.exists():
            return []
        connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=20)
        try:
            return connection.execute(question, given).fetchall()
        finally:
            connection.close()

    def calls_until_now(self) -> int:
        """Return how many calls the telephone has written down."""
        asked = "SELECT COUNT(*) FROM news WHERE kind = 'arrived'"
        return int((self.journal(asked) or [(0,)])[0][0])

    def is_silent(self) -> bool:
        """Return whether no call and no order goes on, by the journal."""
        asked = "SELECT call FROM news GROUP BY call HAVING SUM(kind = 'ended') = 0"
        return not self.journal(asked)

    # ---- how it is made ------------------------------------------------------------

    def _founded(self) -> AbstractContextManager[Founded]:
        ports = {name: self._ports[name] for name in ("bela", "alma", "cora")}
        phones = {name: [f"sip:{name}@{HOST}:{port}"] for name, port in ports.items()}
        return founded(
            self.folder,
            phones=phones,
            database=self.database,
            telephone=f"http://{HOST}:{self._orders}",
        )

    def _phone(self, name: str, does: str, more: Sequence[str] = ()) -> Program:
        port, place = self._ports[name], self.folder / "phones"
        return phone(name, does, folder=place, port=port, more=more)

    def _payung(self, name: str, *given: str, is_up: Any) -> Program:
        return Program(
            name=name,
            command=[str(Path(sys.executable).with_name("payung")), *given],
            env=self.env,
            out=self.folder / "said" / f"{name}.txt",
            folder=ROOT,
            is_up=is_up,
        )

    def _trunk(self) -> Path:
        place = self.folder / "trunk"
        place.mkdir()
        secret = place / "trunk.secret"
        secret.write_text("an invented secret\n")
        secret.chmod(0o600)
        file = place / "trunk.toml"
        port = self._ports["far"]
        file.write_text(
            f'[trunk]\nhost = "{HOST}"\nport = {port}\nuser = "hotline"\n'
            'secret_file = "trunk.secret"\nregister = false\n'
            f'networks = ["{HOST}/32"]\n'
        )
        return file

    def _shows_pages(self) -> bool:
        try:
            with urllib.request.urlopen(
                f"http://{HOST}:{self._web}/sign-in", timeout=5
            ) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def _sweeps(self) -> bool:
        """Return whether the worker has swept since it was last started."""
        began = self.worker.started_at
        return began is not None and (self._last_swept() or began) > began

    def _last_swept(self) -> datetime | None:
        asked = "SELECT last_at FROM hotline_watch WHERE name = 'sweeper'"
        if self.database:
            with psycopg.connect(self.database) as connection:
                row = connection.execute(asked).fetchone()
            return row[0] if row else None
        file = f"file:{self.data / 'payung.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(file, uri=True, timeout=20)) as connection:
            row = connection.execute(asked).fetchone()
        return datetime.fromisoformat(f"{row[0]}+00:00") if row else None
