"""A template that could not be filled safely is refused with what to do about it."""

from __future__ import annotations

import pytest

from payung.engines.papers import (
    BrokenTag,
    CarriesMore,
    LacksDraftLine,
    NoFontForScript,
    NotADocument,
    SaysMoreThanFields,
    Template,
    UnfitTemplate,
    UnknownField,
    fields_of,
    refuse_unfit,
    refuse_unknown,
)
from tests.engines.papers.word_files import (
    parts_of,
    template_of,
    with_part,
    word_file,
)


RELS = "word/_rels/document.xml.rels"
OUTSIDE = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/hyperlink" Target="https://example.org/x" '
    'TargetMode="External"/></Relationships>'
)


def made_of(content: bytes, language: str = "en") -> Template:
    return Template(
        file=f"papers/a.{language}.docx", code="a", language=language, content=content
    )


def document_with(xml: str) -> bytes:
    """Return a Word file with more XML before the end of its body."""
    content = word_file("{{ draft_line }}")
    body = parts_of(content)["word/document.xml"].decode()
    return with_part(
        content,
        "word/document.xml",
        body.replace("<w:sectPr", f"{xml}<w:sectPr", 1).encode(),
    )


def test_the_fields_are_named_once_and_in_order() -> None:
    template = template_of(
        "{{ court }}{% if steps %}{{ full_name }}{% endif %}",
        "{% for one in steps %}{{ one.when }}{% endfor %}{{ court }}",
    )

    assert fields_of(template) == ("court", "steps", "full_name", "steps.when")


def test_a_tag_that_word_has_cut_into_pieces_is_still_one_field() -> None:
    content = document_with(
        "<w:p><w:r><w:t>{{ full</w:t></w:r><w:r><w:t>_name }}</w:t></w:r></w:p>"
    )

    assert fields_of(made_of(content)) == ("draft_line", "full_name")


@pytest.mark.parametrize(
    ("line", "place", "remedy"),
    [
        pytest.param("{{ ful_name }}", "ful_name", "full_name", id="a slip"),
        pytest.param(
            "{% for one in clocks %}{{ one.dew }}{% endfor %}",
            "clocks.dew",
            "due",
            id="a slip in a column",
        ),
        pytest.param("{% if statment %}x{% endif %}", "statment", "statement", id="if"),
        pytest.param("{% for one in step %}{% endfor %}", "step", "steps", id="a list"),
    ],
)
def test_an_unknown_field_is_named_with_its_file_and_the_nearest_known(
    line: str, place: str, remedy: str
) -> None:
    template = template_of(line, code="bail", language="ne")

    with pytest.raises(UnknownField) as refused:
        refuse_unknown(template)

    assert refused.value.file == "papers/bail.ne.docx"
    assert refused.value.place == place
    assert refused.value.remedy == f"Did you mean '{remedy}'?"


def test_where_nothing_is_near_all_fields_are_named() -> None:
    with pytest.raises(UnknownField) as refused:
        refuse_unknown(template_of("{{ zzzz }}"))

    assert "full_name" in refused.value.remedy
    assert "what_happened" in refused.value.remedy


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{{ full_name|upper }}", id="a filter"),
        pytest.param("{{ full_name.__class__.x }}", id="a way into Python"),
        pytest.param("{{ ''.join(full_name) }}", id="a call"),
        pytest.param("{{ 7 * 7 }}", id="arithmetic"),
        pytest.param("{{ 'text' }}", id="a text of its own"),
        pytest.param("{% set x = full_name %}", id="an assignment"),
        pytest.param("{% include 'etc' %}", id="another file"),
        pytest.param("{% import 'os' as os %}", id="an import"),
        pytest.param("{% macro x() %}{% endmacro %}", id="a macro"),
        pytest.param("{% if full_name == 'x' %}{% endif %}", id="a comparison"),
        pytest.param("{% for x in [1] %}{% endfor %}", id="a list of its own"),
        pytest.param("{% for one in steps %}{{ one }}{% endfor %}", id="a whole row"),
        pytest.param("{% for x in full_name %}{% endfor %}", id="letters of a text"),
        pytest.param("{{ steps }}", id="a list as a text"),
        pytest.param("{{r full_name }}", id="a value outside the text"),
    ],
)
def test_a_tag_may_only_put_fields_into_the_text(line: str) -> None:
    with pytest.raises(SaysMoreThanFields):
        refuse_unknown(template_of(line))


@pytest.mark.parametrize(
    "line", ["{{ full_name", "{% if full_name %}", "{{ full name }}", "{% endfor %}"]
)
def test_a_broken_tag_is_shown(line: str) -> None:
    with pytest.raises((BrokenTag, SaysMoreThanFields)) as refused:
        refuse_unknown(template_of(f"Before. {line}"))

    assert refused.value.remedy


@pytest.mark.parametrize(
    "link",
    [
        pytest.param(OUTSIDE, id="as Word writes it"),
        pytest.param(OUTSIDE.replace("Mode=", "Mode = "), id="with room around"),
        pytest.param(OUTSIDE.replace('"External"', "'Extern&#97;l'"), id="in disguise"),
        pytest.param(OUTSIDE.replace('TargetMode="External"', ""), id="undeclared"),
    ],
)
def test_a_link_outside_is_refused_with_where_it_leads(link: str) -> None:
    content = word_file("{{ draft_line }}")
    rels = parts_of(content)[RELS].decode().replace("</Relationships>", link)

    with pytest.raises(CarriesMore) as refused:
        refuse_unfit(made_of(with_part(content, RELS, rels.encode())))

    assert "https://example.org/x" in refused.value.sentence


@pytest.mark.parametrize(
    "part",
    [
        "word/vbaProject.bin",
        "word/embeddings/oleObject1.bin",
        "word/activeX/activeX1.xml",
        "word/comments.xml",
        "word/media/image1.png",
        "word/afchunk.mht",
        "word/glossary/document.xml",
    ],
)
def test_a_file_that_carries_more_than_words_is_refused(part: str) -> None:
    content = with_part(word_file("{{ draft_line }}"), part, b"x")

    with pytest.raises(CarriesMore) as refused:
        refuse_unfit(made_of(content))

    assert refused.value.place == part


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(
            "<w:p><w:r><w:instrText>INCLUDEPICTURE x</w:instrText></w:r></w:p>",
            id="fetches a picture",
        ),
        pytest.param(
            '<w:p><w:fldSimple w:instr="DDEAUTO c:\\x"><w:r/></w:fldSimple></w:p>',
            id="runs a program",
        ),
        pytest.param(
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DD'
            "</w:instrText></w:r><w:r><w:instrText>EAUTO x</w:instrText></w:r></w:p>",
            id="runs a program, cut into pieces",
        ),
        pytest.param(
            '<w:p><w:ins w:id="1" w:author="Somebody"><w:r><w:t>x</w:t></w:r></w:ins>'
            "</w:p>",
            id="says who changed it",
        ),
        pytest.param(
            '<w:p><w:pPr><w:pPrChange w:id="1" w:author="Somebody"><w:pPr/>'
            "</w:pPrChange></w:pPr></w:p>",
            id="says who changed a paragraph's look",
        ),
        pytest.param(
            '<x:p xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
            "><x:r><x:instrText>DDEAUTO x</x:instrText></x:r></x:p>",
            id="runs a program, spelled another way",
        ),
        pytest.param("<w:p><w:r><w:object/></w:r></w:p>", id="an object"),
        pytest.param('<w:altChunk r:id="rId1"/>', id="another document"),
    ],
)
def test_what_could_fetch_run_or_name_is_refused(xml: str) -> None:
    with pytest.raises(CarriesMore):
        refuse_unfit(made_of(document_with(xml)))


def test_the_number_of_the_page_may_stay() -> None:
    content = document_with("<w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>")

    refuse_unfit(made_of(content))


def test_a_file_with_programs_in_its_kind_is_refused() -> None:
    content = word_file("{{ draft_line }}")
    types = parts_of(content)["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        b"vnd.ms-word.document.macroEnabled.main",
    )

    with pytest.raises(CarriesMore):
        refuse_unfit(made_of(with_part(content, "[Content_Types].xml", types)))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"%PDF-1.7 words", id="a PDF"),
        pytest.param(b"PK\x05\x06" + b"\0" * 18, id="an empty package"),
        pytest.param(b"x" * 300_001, id="too large"),
    ],
)
def test_what_is_not_a_word_document_is_refused(content: bytes) -> None:
    with pytest.raises(NotADocument):
        refuse_unfit(made_of(content))


def test_a_package_that_swells_when_it_is_opened_is_refused() -> None:
    import io
    import zipfile

    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"\0" * 9_000_000)

    with pytest.raises(NotADocument):
        refuse_unfit(made_of(kept.getvalue()))


def test_a_part_that_swells_by_its_own_words_is_refused() -> None:
    bomb = (
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        b'<w:footnotes xmlns:w="urn:x">&b;</w:footnotes>'
    )
    content = with_part(word_file("{{ draft_line }}"), "word/footnotes.xml", bomb)

    with pytest.raises(NotADocument):
        refuse_unfit(made_of(content))


def test_a_template_without_the_line_about_the_lawyer_is_refused() -> None:
    with pytest.raises(LacksDraftLine):
        refuse_unfit(template_of("{{ full_name }}"))


def test_a_template_in_burmese_without_a_typeface_for_it_is_refused() -> None:
    bare = made_of(word_file("{{ draft_line }}"), "my")
    named = made_of(word_file("{{ draft_line }}", face="Noto Sans Myanmar"), "my")

    with pytest.raises(NoFontForScript) as refused:
        refuse_unfit(bare)
    refuse_unfit(named)

    assert "Noto Sans Myanmar" in refused.value.remedy


def test_a_refusal_says_file_place_sentence_and_remedy() -> None:
    with pytest.raises(UnfitTemplate) as refused:
        refuse_unknown(template_of("{{ ful_name }}"))

    assert str(refused.value) == (
        "papers/test.en.docx: ful_name: 'ful_name' is not a field of papers. "
        "Did you mean 'full_name'?"
    )
