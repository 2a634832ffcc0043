"""What is wrong with a paper is told by file, place and remedy."""

from __future__ import annotations

from tests.engines.packs.conftest import Copy
from tests.engines.papers.word_files import word_file


LIST = "papers/papers.toml"


def put(xx: Copy, name: str, *lines: str) -> None:
    path = xx.folder / "papers" / name
    path.write_bytes(word_file("{{ draft_line }}", *lines))


def test_an_unknown_field_is_told_with_file_field_and_the_nearest_known(
    xx: Copy,
) -> None:
    put(xx, "bail.en.docx", "{{ attorny_name }}")

    mistake = xx.only_mistake()

    assert mistake.file == "papers/bail.en.docx"
    assert mistake.key == "attorny_name"
    assert mistake.remedy == "Did you mean 'attorney_name'?"


def test_a_word_file_that_is_not_there_is_missed(xx: Copy) -> None:
    (xx.folder / "papers" / "bail.id.docx").unlink()

    mistake = xx.only_mistake()

    assert (mistake.file, mistake.key) == (LIST, "papers[bail].code.id")
    assert "papers/bail.id.docx is missing" in mistake.sentence


def test_a_paper_for_a_purpose_that_is_not_known_is_told(xx: Copy) -> None:
    xx.change(LIST, 'purpose = "c_attorney"', 'purpose = "c_atorney"')

    mistake = xx.only_mistake()

    assert mistake.key == "papers[bail].purpose"
    assert mistake.remedy == "Did you mean 'c_attorney'?"


def test_a_paper_that_names_her_cannot_be_read_on_the_screen(xx: Copy) -> None:
    put(xx, "arrest_memo.en.docx", "{{ full_name }}")

    mistake = xx.only_mistake()

    assert (mistake.file, mistake.key) == ("papers/arrest_memo.en.docx", "full_name")


def test_a_word_file_that_is_something_else_is_told(xx: Copy) -> None:
    (xx.folder / "papers" / "bail.en.docx").write_bytes(b"%PDF-1.7")

    mistake = xx.only_mistake()

    assert mistake.file == "papers/bail.en.docx"
    assert mistake.remedy == "Save it in Word as a Word document (.docx)."


def test_two_papers_of_one_code_are_told(xx: Copy) -> None:
    xx.change(LIST, 'code = "habeas_corpus"', 'code = "bail"')

    mistake = xx.only_mistake()

    assert "stands 2 times" in mistake.sentence


def test_a_code_that_would_lead_out_of_the_folder_is_refused(xx: Copy) -> None:
    xx.change(LIST, 'code = "bail"', 'code = "../bail"')

    mistake = xx.only_mistake()

    assert mistake.remedy == "Use small letters and _ only."


def test_an_invented_paper_in_a_real_country_is_told(xx: Copy) -> None:
    from payung.engines.packs import check

    real = xx.folder.parent / "la"
    xx.folder.rename(real)
    pack = real / "pack.toml"
    pack.write_text(pack.read_text().replace('code = "xx"', 'code = "la"', 1))

    told = {m.key for m in check(real) if m.file == LIST}

    assert "papers[bail]" in told


def test_a_word_file_that_was_changed_after_the_lawyer_saw_it_is_told(xx: Copy) -> None:
    seen = 'verified_by = "Some office"\nverified_text = { en = "0000000000000000" }'
    xx.change(LIST, 'verified_by = ""', seen)

    mistake = xx.only_mistake()

    assert mistake.key == "papers[bail].verified_text.en"
    assert mistake.sentence == "bail.en.docx is not the file that was checked."

    told = mistake.remedy.split('"')[1]
    xx.change(LIST, "0000000000000000", told)

    assert xx.mistakes() == ()
