"""What a page tells the browser to load at once."""

from __future__ import annotations

import pytest

from payung.web.modules import NoSuchModule, modules_of


def test_the_form_names_its_engine_once_and_each_module_of_it() -> None:
    found = modules_of("js/notes/write.js")

    assert found[0] == "js/notes/write.js"
    assert {"js/form/start.js", "js/form/evaluate.js", "js/sealed/box.js"} <= set(found)
    assert len(found) == len(set(found))


def test_sealing_waits_until_the_first_question_stands() -> None:
    assert "vendor/hpke.js" not in modules_of("js/notes/write.js")
    assert "vendor/hpke.js" in modules_of("js/notes/finishing.js")


def test_a_module_that_lies_nowhere_is_named() -> None:
    with pytest.raises(NoSuchModule, match=r"js/notes/nowhere\.js"):
        modules_of("js/notes/nowhere.js")
