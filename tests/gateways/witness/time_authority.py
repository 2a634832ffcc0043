"""A time-stamping authority of openssl behind a web server on this machine."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


SETTINGS = """
[tsa]
default_tsa = one
[one]
serial = ./serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""
OF_A_CLOCK = "keyUsage=digitalSignature\nextendedKeyUsage=critical,timeStamping\n"


@dataclass(kw_only=True)
class Clock:
    """What openssl answers with; `asked` keeps the requests, `spoil` changes answers."""

    folder: Path
    address: str = ""
    asked: list[bytes] = field(default_factory=list)
    status: int = 200
    spoil: Any = None

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    def answer(self, request: bytes) -> bytes:
        """Return openssl's answer to a request."""
        (self.folder / "request.tsq").write_bytes(request)
        openssl(
            "ts -reply -config tsa.cnf -queryfile request.tsq -signer clock.pem "
            "-inkey clock.key -out answer.tsr",
            self.folder,
        )
        return (self.folder / "answer.tsr").read_bytes()


def openssl(words: str, folder: Path) -> str:
    """Run openssl in a folder; fail where it fails."""
    done = subprocess.run(
        ["openssl", *words.split()], cwd=folder, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def make_clock(folder: Path) -> Clock:
    """Make a root, a clock that it vouches for, and what openssl needs beside them."""
    folder.mkdir(exist_ok=True)
    (folder / "tsa.cnf").write_text(SETTINGS)
    (folder / "ext.cnf").write_text(OF_A_CLOCK)
    (folder / "serial").write_text("01\n")
    new = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    openssl(
        f"req -x509 {new} -keyout root.key -out root.pem -days 30 "
        "-subj /CN=Invented-root -addext basicConstraints=critical,CA:TRUE",
        folder,
    )
    openssl(f"req {new} -keyout clock.key -out clock.csr -subj /CN=Clock", folder)
    openssl(
        "x509 -req -in clock.csr -CA root.pem -CAkey root.key -CAcreateserial "
        "-days 30 -extfile ext.cnf -out clock.pem",
        folder,
    )
    return Clock(folder=folder)


@contextmanager
def serving(clock: Clock) -> Iterator[Clock]:
    """Answer for this clock on a port nobody else has."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers["Content-Length"]))
            clock.asked.append(request)
            said = clock.answer(request) if clock.status == 200 else b"later"
            said = clock.spoil(said) if clock.spoil else said
            self.send_response(clock.status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(said)))
            if clock.status == 302:
                self.send_header("Location", clock.address)
            self.end_headers()
            self.wfile.write(said)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    clock.address = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield clock
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
