"""Certificates that nobody but a test trusts."""

from __future__ import annotations

import subprocess
from pathlib import Path


COMMAND = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
COMMAND += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]


def self_signed(folder: Path) -> Path:
    """Make files ending .key and .crt for 127.0.0.1; return their name without that."""
    name = folder / "self-signed"
    files = ["-keyout", f"{name}.key", "-out", f"{name}.crt"]
    subprocess.run([*COMMAND, *files], check=True, capture_output=True)
    return name
