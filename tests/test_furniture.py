"""Running headers and footers are taken off the body and kept behind it; what only looks like them stays."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blocks import table
from policyextract.document import Block, Document, Line, Page, lay_out
from policyextract.furniture import Furniture, take_off
from snippets import document

HEIGHT = 800.0


def at(top: float, text: str, page: int = 1) -> Line:
    return Line(text, 0, page, 1, indent=72.0, box=(72.0, top, 300.0, top + 10))


def paged(*pages: Sequence[Block]) -> Furniture:
    """Take the furniture off a document of these pages."""
    numbered = [replace(block, page=number) for number, page in enumerate(pages, 1) for block in page]
    text, blocks = lay_out(numbered)
    sizes = tuple(Page(number, 600.0, HEIGHT) for number in range(1, len(pages) + 1))
    return take_off(Document("made.pdf", "0" * 64, "application/pdf", text, blocks, sizes))


def body(furniture: Furniture) -> list[str]:
    return [block.text if isinstance(block, Line) else "[table]" for block in furniture.document.blocks]


def running(furniture: Furniture) -> list[str]:
    return [line.text for line in furniture.lines]


def page_of(number: int, *edges: Block) -> list[Block]:
    return [*edges, at(400, f"Body of page {'one two three four five six'.split()[number - 1]}")]


BODY = ["Body of page one", "Body of page two", "Body of page three"]


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        (lambda n: at(20, "Lamp Therapy Policy"), ["Lamp Therapy Policy"] * 3),
        (lambda n: at(770, "Lamp Therapy Policy"), ["Lamp Therapy Policy"] * 3),
        (lambda n: at(770, f"Lamp Therapy Page {n} of 3"), [f"Lamp Therapy Page {n} of 3" for n in (1, 2, 3)]),
        (lambda n: at(20, f"Revised {n}/1/2026"), ["Revised 1/1/2026", "Revised 2/1/2026", "Revised 3/1/2026"]),
        (lambda n: at(770, str(n)), ["1", "2", "3"]),
        (lambda n: at(20, "LAMPS" if n == 2 else "Lamps"), ["Lamps", "LAMPS", "Lamps"]),
    ],
    ids=["header", "footer", "page count", "other digits", "page number", "other capitals"],
)
def test_what_recurs_at_the_edges_of_pages_is_furniture(printed: Callable[[int], Line], kept: list[str]) -> None:
    furniture = paged(*(page_of(number, printed(number)) for number in (1, 2, 3)))
    assert (body(furniture), running(furniture)) == (BODY, kept)


@pytest.mark.parametrize(
    "printed",
    [
        lambda n: at(400, "Lamps are covered."),
        lambda n: at(20, f"Lamp {'abc'[n - 1]}"),
        lambda n: at(250, "Lamp Therapy Policy"),
    ],
    ids=["in the midst of the page", "other words", "below the edge"],
)
def test_what_does_not_is_text(printed: Callable[[int], Line]) -> None:
    furniture = paged(*(page_of(number, printed(number)) for number in (1, 2, 3)))
    assert furniture.lines == ()


def test_left_and_right_pages_may_differ_but_a_line_must_recur_on_nearly_half_of_them() -> None:
    left, right, rare = at(20, "Lamp Therapy"), at(20, "Erewhon Health"), at(780, "Draft")
    pages = [page_of(n, left if n % 2 else right, *([rare] if n < 3 else [])) for n in range(1, 7)]
    furniture = paged(*pages)
    assert set(running(furniture)) == {"Lamp Therapy", "Erewhon Health"}
    assert body(furniture).count("Draft") == 2


def test_on_two_pages_it_must_stand_on_both() -> None:
    header = at(20, "Lamp Therapy")
    assert running(paged(page_of(1, header), page_of(2, header))) == ["Lamp Therapy"] * 2
    assert running(paged(page_of(1, header), page_of(2))) == []


def test_one_page_has_none_but_its_number() -> None:
    assert running(paged(page_of(1, at(20, "Lamp Therapy"), at(780, "Page 1 of 1")))) == ["Page 1 of 1"]


def test_the_first_page_may_lack_the_page_count() -> None:
    furniture = paged(
        page_of(1, at(20, "Lamp Therapy")),
        page_of(2, at(20, "Lamp Therapy | Page 2 of 3")),
        page_of(3, at(20, "Lamp Therapy | Page 3 of 3")),
    )
    assert body(furniture) == BODY


def test_a_table_that_recurs_is_taken_as_lines() -> None:
    header = replace(table("Lamp / Therapy | Policy 7"), box=(72.0, 10.0, 500.0, 30.0))
    furniture = paged(*(page_of(number, header) for number in (1, 2, 3)))
    assert (body(furniture), running(furniture)) == (BODY, ["Lamp Therapy Policy 7"] * 3)


@pytest.mark.parametrize("words", ["Back to Top", "RETURN TO TOP", "Go to top", "Top of page"])
def test_navigation_is_furniture_wherever_it_stands(words: str) -> None:
    assert running(paged(page_of(1, at(400, words)))) == [words]
    assert running(paged(page_of(1, at(400, f"{words} of the lamp")))) == []


def test_what_the_format_calls_running_is_furniture() -> None:
    assert running(paged(page_of(1, replace(at(400, "Lamp"), running=True)))) == ["Lamp"]


def text_furniture(snippet: str) -> Furniture:
    return take_off(document(snippet))


def test_in_a_text_a_block_that_recurs_between_two_halves_of_a_sentence_is_furniture() -> None:
    furniture = text_furniture(
        """
        Lamps shine on
        Erewhon Health
        Lamp Therapy
        Policy No. 7
        people of all ages, and in winter
        Erewhon Health
        Lamp Therapy
        Policy No. 7
        they shine longer.
        """
    )
    assert body(furniture) == ["Lamps shine on", "people of all ages, and in winter", "they shine longer."]
    assert running(furniture) == ["Erewhon Health", "Lamp Therapy", "Policy No. 7"] * 2


@pytest.mark.parametrize(
    ("snippet", "kept"),
    [
        ("Lamp Therapy\n\none,\nLamp Therapy\n\ntwo,\nLamp Therapy\n\nthree,", ["Lamp Therapy"] * 3),
        ("Lamp Therapy\n\none,\nLamp Therapy\n\ntwo,", []),
        ("Title.\n" + "word,\n" * 12 + "\n".join(f"Lamp\n{n}word," for n in "abc"), []),
        ("one,\nPage 1 of 3\ntwo,\n2\nthree,\n3/3", ["Page 1 of 3", "2", "3/3"]),
        ("12345 Repair\n12346 Repair\n12347 Repair\n12348 Repair", []),
        ("- Lamp\n- Lamp\n- Lamp\n", []),
        ("1. Lamp\none,\n1. Lamp\ntwo,\n1. Lamp\n", []),
        ("# Lamp\none,\n# Lamp\ntwo,\n# Lamp\n", []),
        ("Lamps are covered.\none,\nLamps are covered.\ntwo,\nLamps are covered.\n", []),
    ],
    ids=[
        "a title three times",
        "a title twice",
        "a line that no title holds",
        "page numbers",
        "rows that differ in digits",
        "bullets",
        "items",
        "headings",
        "sentences",
    ],
)
def test_what_recurs_in_a_text(snippet: str, kept: list[str]) -> None:
    assert running(text_furniture(snippet)) == kept


def test_what_recurs_in_a_format_that_marks_its_headers_is_text() -> None:
    made = document("one,\nPage 1\ntwo,\nPage 2\n")
    assert running(take_off(made)) == ["Page 1", "Page 2"]
    assert running(take_off(replace(made, media_type="text/html"))) == []


def test_spans_are_laid_out_anew_with_the_furniture_behind() -> None:
    furniture = paged(*(page_of(number, at(20, "Lamp Therapy")) for number in (1, 2, 3)))
    whole = [*furniture.document.lines(), *furniture.lines]
    text = furniture.document.text
    assert [text[line.start : line.end] for line in whole] == [line.text for line in whole]
    assert text == "\n".join([*BODY, *["Lamp Therapy"] * 3, ""])


CHOICES = st.sampled_from(["Lamp Therapy", "Page 3", "2", "Lamps shine.", "1. Age", "Erewhon", "goes on", "a|b"])


@given(st.lists(CHOICES, max_size=14), st.booleans())
@settings(deadline=None)
def test_nothing_is_lost(words: list[str], pages: bool) -> None:
    blocks: list[Block] = []
    for number, text in enumerate(words):
        page = number // 4 + 1 if pages else None
        box = (72.0, number % 4 * 250.0, 300.0, number % 4 * 250.0 + 10)
        made: Block = table(text, page=page) if "|" in text else Line(text, 0, page, number + 1, box=box)
        blocks.append(replace(made, box=box))
    text, laid = lay_out(blocks)
    sizes = tuple(Page(number, 600.0, HEIGHT) for number in range(1, len(words) // 4 + 2)) if pages else ()
    furniture = take_off(Document("made", "0" * 64, "text/plain", text, laid, sizes))
    parts = [*furniture.document.blocks, *furniture.lines]
    assert sorted(furniture.document.text.split()) == sorted(text.split())
    assert len(parts) == len(words)
