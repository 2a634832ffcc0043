"""Begin the folder of a new country from the invented one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType


class NotACountryCode(ValueError):
    """The code of a country is two small letters."""


README = """# {code}

This folder was copied from the invented country. Until every "Invented" source is
replaced, `payung pack check {code}` names what still stands as an example.

| part | who wrote it | who verified it | when |
|---|---|---|---|
| all of it | copied from the invented country | nobody | - |

## What is not known

Everything.
"""


def new_pack(template: Path, *, code: str) -> Mapping[str, bytes]:
    """Return the files of a new pack by their path, copied from the template folder.

    Nothing is written; raises NotACountryCode.
    """
    if not (len(code) == 2 and code.isascii() and code.isalpha() and code.islower()):
        raise NotACountryCode(
            f"'{code}' is not a country code. Use the two small letters of ISO 3166, "
            "such as 'la'."
        )
    files = {
        path.relative_to(template).as_posix(): path.read_bytes()
        for path in sorted(template.rglob("*"))
        if path.is_file()
    }
    pack = files["pack.toml"].decode()
    old = f'code = "{template.name}"'
    files["pack.toml"] = pack.replace(old, f'code = "{code}"', 1).encode()
    files["README.md"] = README.format(code=code).encode()
    return MappingProxyType(files)
