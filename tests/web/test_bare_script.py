"""What is taken out of our scripts before a phone pays for them, and what is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from payung.web.bare_script import bare
from payung.web.storage import HashedStatic


SCRIPTS = Path(__file__).parents[2] / "src/payung/web/static"
OURS = sorted(SCRIPTS.glob("js/**/*.js"))
IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")


def test_lines_that_are_wholly_comment_go_and_all_others_stay() -> None:
    script = (
        "// @ts-check\n/** What\n * it does */\nconst a = 1; // why\n\nconst b = 2;\n"
    )

    assert bare(script) == "const a = 1; // why\nconst b = 2;\n"


def test_code_behind_a_comment_on_its_line_stays() -> None:
    script = "/** @type {HTMLElement} */ (group).hidden = true;\n"

    assert bare(script) == script


def test_a_text_over_several_lines_keeps_lines_that_look_like_comment() -> None:
    script = (
        "const a = `\n// said\n/* said */\n\n`;\n// gone\nconst b = '`';\n// gone\n"
    )

    assert bare(script) == ("const a = `\n// said\n/* said */\n\n`;\nconst b = '`';\n")


def test_a_licence_stays() -> None:
    assert bare("/*! MIT */\nx();\n") == "/*! MIT */\nx();\n"


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_of_our_scripts_only_comments_and_empty_lines_go(path: Path) -> None:
    lines = iter(path.read_text().splitlines())

    for kept in bare(path.read_text()).splitlines():
        gone = []
        while (line := next(lines)) != kept:
            gone.append(line.strip())
        assert all(not one or one.startswith(("//", "/*", "*")) for one in gone), gone


def test_every_module_is_laid_out_and_names_what_it_imports_by_hash(
    tmp_path: Path,
) -> None:
    storage = HashedStatic(location=str(tmp_path), base_url="/static/")
    source = FileSystemStorage(location=str(SCRIPTS))
    names = [
        str(path.relative_to(SCRIPTS))
        for path in SCRIPTS.glob("**/*")
        if path.is_file()
    ]
    for name in names:
        with source.open(name) as file:
            storage.save(name, file)

    done = list(storage.post_process({name: (source, name) for name in names}))

    assert not [fault for _name, _new, fault in done if isinstance(fault, Exception)]
    modules = [
        tmp_path / storage.stored_name(str(p.relative_to(SCRIPTS))) for p in OURS
    ]
    for module in modules:
        for name in IMPORTED.findall(module.read_text()):
            assert re.search(r"\.[0-9a-f]{12}\.js$", name), (module.name, name)
            assert (module.parent / name).exists()
