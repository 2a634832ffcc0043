"""Forms that others wrote: read, kept as text, compiled; what fails says on which row."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from payung.engines.forms import (
    NotPublishable,
    parse_submission,
    publish,
    read_csv_export,
    read_text,
    read_xlsx,
    write_submission,
    write_text,
    write_xlsx,
)


NESTED = "onaio__onadata__onadata_libs_tests_utils_fixtures_nested_repeats_nested_repeats.xlsx"
BROKEN = {
    "medic__cht-core__config_default_forms_app_death_report.xlsx",
    "validmeasures__liberiaS3Mforms__round1_xlsform_liberiaCoverageVillageForm.xlsx",
}
# One expression of this form was cut off by its own writers: JavaRosa refuses it as well.
CUT_OFF = "bonaso_hiv_prevention.xlsx"


def convertible(shared: Path) -> list[Path]:
    found = sorted((shared / "data" / "xlsforms").glob("*.xls*"))
    return [path for path in found if path.name not in BROKEN]


def test_every_public_form_survives_text_and_spreadsheet(shared: Path) -> None:
    for path in sorted((shared / "data" / "xlsforms").glob("*.xls*")):
        source = read_xlsx(path)

        assert read_text(write_text(source)) == source, path.name
        assert read_xlsx(write_xlsx(source)) == source, path.name


def test_every_convertible_public_form_compiles_and_all_its_expressions_are_read(
    shared: Path,
) -> None:
    paths = convertible(shared)

    forms = {path.name: publish(read_xlsx(path), for_filling=False) for path in paths}

    unread = {
        name
        for name, form in forms.items()
        if any("The expression" in warning.sentence for warning in form.warnings)
    }
    assert unread <= {CUT_OFF}
    assert len(forms) >= 20
    assert sum(form.expressions for form in forms.values()) > 250


def test_the_text_of_a_form_publishes_to_the_same_xform(shared: Path) -> None:
    for path in convertible(shared):
        source = read_xlsx(path)

        again = publish(read_text(write_text(source)), for_filling=False)

        assert again.xform_xml == publish(source, for_filling=False).xform_xml, (
            path.name
        )


@pytest.mark.parametrize(
    ("name", "sheet", "row", "column"),
    [
        (
            "medic__cht-core__config_default_forms_app_death_report.xlsx",
            "survey",
            57,
            "name",
        ),
        (
            "validmeasures__liberiaS3Mforms__round1_xlsform_liberiaCoverageVillageForm.xlsx",
            "choices",
            35,
            "name",
        ),
    ],
)
def test_a_form_that_cannot_be_converted_names_sheet_row_and_column(
    shared: Path, name: str, sheet: str, row: int, column: str
) -> None:
    source = read_xlsx(shared / "data" / "xlsforms" / name)

    with pytest.raises(NotPublishable) as caught:
        publish(source, for_filling=False)

    first = caught.value.problems[0]
    assert (first.sheet, first.row, first.column) == (sheet, row, column)


def test_every_bind_and_control_of_the_xform_has_its_node(shared: Path) -> None:
    for path in convertible(shared):
        form = publish(read_xlsx(path), for_filling=False)
        document = etree.fromstring(form.xform_xml)
        nodes = {node["path"] for node in form.nodes()}

        binds = {
            str(found) for found in document.xpath("//*[local-name()='bind']/@nodeset")
        }
        controls = {
            str(found)
            for found in document.xpath("//*[local-name()='body']//*[@ref]/@ref")
            if not str(found).startswith("jr:itext") and str(found).startswith("/")
        }

        assert {bind for bind in binds if "/meta/" not in bind} <= nodes, path.name
        assert controls <= nodes, path.name


FAMILY = {
    "kids": {
        "has_kids": "1",
        "kids_details": [
            {
                "kids_name": "A",
                "kids_immunization": [
                    {"immunization_info": "x"},
                    {"immunization_info": "y"},
                ],
            },
            {"kids_name": "B"},
        ],
    }
}


def test_a_submission_with_repeats_in_repeats_comes_back(shared: Path) -> None:
    form = publish(read_xlsx(shared / "data" / "xlsforms" / NESTED), for_filling=False)

    written = write_submission(FAMILY, form, instance_id="uuid:1")

    assert parse_submission(written, form).answers == FAMILY


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(
            {
                "nested.csv": b"kids-has_kids,KEY\n1,uuid:1\n",
                "nested-kids_immunization.csv": b"immunization_info,PARENT_KEY,KEY\n"
                b"x,uuid:1/kids_details[1],uuid:1/kids_details[1]/kids_immunization[1]\n"
                b"y,uuid:1/kids_details[1],uuid:1/kids_details[1]/kids_immunization[2]\n",
                "nested-kids_details.csv": b"kids_name,PARENT_KEY,KEY\n"
                b"A,uuid:1,uuid:1/kids_details[1]\nB,uuid:1,uuid:1/kids_details[2]\n",
            },
            id="Central",
        ),
        pytest.param(
            {
                "nested.csv": b"kids/has_kids,_index\n1,1\n",
                "kids_details.csv": b"kids/kids_details/kids_name,_index,_parent_index\n"
                b"A,1,1\nB,2,1\n",
                "kids_immunization.csv": b"kids/kids_details/kids_immunization/immunization_info,"
                b"_index,_parent_index\nx,1,1\ny,2,1\n",
            },
            id="Kobo",
        ),
    ],
)
def test_an_export_with_repeats_in_repeats_is_put_together(
    shared: Path, files: dict[str, bytes]
) -> None:
    form = publish(read_xlsx(shared / "data" / "xlsforms" / NESTED), for_filling=False)

    export = read_csv_export(files, form)

    assert export.problems == ()
    assert [row.answers for row in export.rows] == [FAMILY]
