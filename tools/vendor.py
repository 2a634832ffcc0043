"""Fetch the few foreign files a browser needs, and keep them exactly as checked.

    python tools/vendor.py            fetch, build and compare with VENDOR.toml
    python tools/vendor.py --accept   the same, then write the new hashes down
    python tools/vendor.py --check    no network: hash what lies there

VENDOR.toml names every package, its version, licence and sha512. A new version is an
edit there, a run with --accept, and a reading of the difference.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any


ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src/payung/web/static/vendor"
MANIFEST = VENDOR / "VENDOR.toml"

# The packages ask for Node's own crypto where a browser has none. We never run them
# without WebCrypto, and collecting static files would look for a file of that name.
NO_NODE_CRYPTO = "export const webcrypto = undefined;\n"


class NotAsWritten(Exception):
    """What came or what lies there is not what VENDOR.toml says."""


def sha256(data: bytes) -> str:
    """Return the hash as VENDOR.toml writes it."""
    return hashlib.sha256(data).hexdigest()


def problems(folder: Path) -> list[str]:
    """Return one sentence for each vendored file that is missing, changed or extra."""
    manifest = tomllib.loads((folder / "VENDOR.toml").read_text())
    listed = {file["path"]: file["sha256"] for file in manifest["file"]}
    present = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.name != "VENDOR.toml"
    }
    missing = [f"{name} is missing." for name in sorted(listed.keys() - present.keys())]
    extra = [
        f"{name} is not named in VENDOR.toml."
        for name in sorted(present.keys() - listed.keys())
    ]
    changed = [
        f"{name} is not the file that was checked."
        for name in sorted(listed.keys() & present.keys())
        if sha256(present[name].read_bytes()) != listed[name]
    ]
    return missing + extra + changed


def fetch(package: dict[str, Any], into: Path) -> Path:
    """Return the unpacked package after its sha512 was found right."""
    name, version = package["name"], package["version"]
    downloads = Path(tempfile.mkdtemp(dir=into))
    subprocess.run(
        ["npm", "pack", f"{name}@{version}", "--silent"],
        cwd=downloads,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    archive = next(downloads.glob("*.tgz"))
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != package["integrity"]:
        raise NotAsWritten(f"{name} {version} is not the package that was checked.")
    home: Path = into / "node_modules" / name
    with tarfile.open(archive) as packed:
        packed.extractall(downloads, filter="data")
    shutil.move(downloads / "package", home)
    return home


def bundle(manifest: dict[str, Any], work: Path) -> bytes:
    """Return one minified ES module of the cryptography packages."""
    (work / "entry.js").write_text(manifest["bundle"]["entry"])
    (work / "no_node_crypto.js").write_text(NO_NODE_CRYPTO)
    subprocess.run(
        [
            str(work / "node_modules" / manifest["bundle"]["tool"] / "bin/esbuild"),
            "entry.js",
            "--bundle",
            "--minify",
            "--format=esm",
            f"--target={manifest['bundle']['target']}",
            "--legal-comments=none",
            "--log-level=error",
            f"--alias:crypto={work / 'no_node_crypto.js'}",
            "--outfile=bundle.js",
        ],
        cwd=work,
        check=True,
    )
    return (work / "bundle.js").read_bytes()


def licences(packages: list[dict[str, Any]], work: Path) -> bytes:
    """Return the licence texts of what went into the bundle, one after another."""
    texts = [
        f"{package['name']} {package['version']}\n\n"
        + package.get("notice", "")
        + (work / "node_modules" / package["name"] / "LICENSE").read_text()
        for package in packages
    ]
    return "\n\n----\n\n".join(texts).encode()


def made(manifest: dict[str, Any], work: Path) -> dict[str, bytes]:
    """Return every vendored file by its path."""
    packages = manifest["package"]
    for package in packages:
        fetch(package, work)
    bundled = [package for package in packages if package["use"] == "bundle"]
    files = {
        manifest["bundle"]["path"]: bundle(manifest, work),
        manifest["bundle"]["licences"]: licences(bundled, work),
    }
    for file in manifest["file"]:
        if "taken" in file:
            files[file["path"]] = (work / "node_modules" / file["taken"]).read_bytes()
    return files


def accept(files: dict[str, bytes]) -> None:
    """Write the hashes of new files into VENDOR.toml, leaving the rest as it is."""
    text = MANIFEST.read_text()
    for path, data in files.items():
        pattern = rf'(path = "{re.escape(path)}"\nsha256 = ")[0-9a-f]*(")'
        text = re.sub(pattern, rf"\g<1>{sha256(data)}\g<2>", text)
    MANIFEST.write_text(text)


def vendor(*, accepting: bool) -> None:
    """Fetch and build everything; write it only if it is what was checked before."""
    manifest = tomllib.loads(MANIFEST.read_text())
    with tempfile.TemporaryDirectory() as folder:
        files = made(manifest, Path(folder))
    if accepting:
        accept(files)
    listed = {
        file["path"]: file["sha256"]
        for file in tomllib.loads(MANIFEST.read_text())["file"]
    }
    different = [path for path, data in files.items() if listed[path] != sha256(data)]
    if different:
        raise NotAsWritten(
            f"Not the file that was checked: {', '.join(different)}. "
            "If you meant to take a new version, run again with --accept."
        )
    for path, data in files.items():
        (VENDOR / path).parent.mkdir(parents=True, exist_ok=True)
        (VENDOR / path).write_bytes(data)


def main() -> int:
    """Run what was asked and say what is wrong, if anything."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--check", action="store_true", help="hash what lies there")
    asked.add_argument("--accept", action="store_true", help="write new hashes down")
    options = asked.parse_args()
    try:
        if not options.check:
            vendor(accepting=options.accept)
        found = problems(VENDOR)
    except NotAsWritten as difference:
        found = [str(difference)]
    print("\n".join(found) or "Every vendored file is the one that was checked.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
