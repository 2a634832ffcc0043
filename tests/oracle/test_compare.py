"""The same answers in give the same answers out, in three engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.oracle.compare import (
    HERE,
    SHARED,
    Walked,
    bundle,
    page_in,
    published,
    violation_form,
    walk_form,
)


pytestmark = [pytest.mark.oracle, pytest.mark.browser, pytest.mark.slow]

# Which of the others can be followed through a form; docs/reference/forms_compared.md says why the rest cannot.
FORMS = {
    "ConservationMetrics__gc-docs__static_xlsform-templates_biocultural_monitoring.xlsx": {
        "enketo",
        "engine",
    },
    "CorrelAid__xlsform2lstsv__docker_tests_fixtures_all_types_survey.xlsx": {
        "enketo",
        "engine",
    },
    "bonaso_hiv_prevention.xlsx": {"enketo"},
    "getodk__pyodk__docs_examples_notebooks_simple_repeat.xlsx": {"enketo", "engine"},
    "kobotoolbox__openrosa-server-tests__amwV6jGLBYNfcbJYpdx8Gb.xls": {
        "enketo",
        "engine",
    },
    "onaio__onadata__onadata_apps_main_tests_fixtures_external_choice_form_v3.xlsx": {
        "enketo",
        "engine",
    },
    "princeton-ddss__safely-report__tests_data_stats4sd_example_xlsform_adapted.xlsx": {
        "enketo",
        "engine",
    },
    "unhcr__koboloadeR__docs_reference_code_XLSform_template.xlsx": {
        "enketo",
        "engine",
    },
    "whistle_everyday_racism.xlsx": {"enketo", "engine"},
    "whistle_hfrn.xlsx": {"enketo", "engine"},
}


@pytest.fixture(scope="module")
def page(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    if not (HERE / "node_modules" / "enketo-core").exists():
        pytest.fail(
            f"The other engines are missing. Run: npm ci --ignore-scripts --prefix {HERE}"
        )
    opened = page_in(chromium, bundle(tmp_path_factory.mktemp("oracle") / "page.js"))
    yield opened
    opened.context.close()


def differing(walked: Walked) -> dict[str, object]:
    return {name: found[0] for name, found in walked.differences.items() if found}


def test_our_own_form_sends_what_two_other_engines_send(page: Page) -> None:
    form = violation_form()

    walked = walk_form(page, form, name="violation", seeds=range(1, 9), steps=60)

    assert walked.failures == {}
    assert differing(walked) == {}


@pytest.mark.parametrize("name", FORMS)
def test_a_real_form_sends_what_the_other_engines_send(page: Page, name: str) -> None:
    path: Path = SHARED / "data" / "xlsforms" / name
    if not path.exists():
        pytest.skip("the real forms are not part of this repository")
    form = published(path)

    walked = walk_form(page, form, name=name, seeds=range(1, 4), steps=40)

    assert {"enketo", "engine"} - set(walked.failures) == FORMS[name]
    assert differing(walked) == {}


def test_a_difference_is_seen(page: Page) -> None:
    form = violation_form()
    for node in form.compiled["nodes"]:
        if node["name"] == "form_version":
            node["calculate"] = ["str", "another"]

    walked = walk_form(page, form, name="changed", seeds=range(1, 2), steps=1)

    assert walked.differences["engine"][0]["differ"][0]["ours"] == "another"
