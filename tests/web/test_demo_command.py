"""A demonstration of some countries only: which they are is asked before it begins."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from payung.web.commands.demo import command


def test_a_country_that_is_not_there_is_refused_and_the_last_one_kept(
    tmp_path: Path,
) -> None:
    (tmp_path / "kept").write_text("the last demonstration")
    given = ["--data", str(tmp_path), "--again", "--country", "zz"]

    done = CliRunner().invoke(command, given)

    assert done.exit_code == 2
    assert "Choose from np, bd, id, mm, xx." in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
