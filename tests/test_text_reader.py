"""Text files: what is markup, what is a table, and what a line keeps of its place and type."""

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyextract.document import Cell, Document, Line, Table
from policyextract.errors import UnreadableFile
from policyextract.pipeline import extract
from policyextract.readers import text


def read(content: str) -> Document:
    return text.read(dedent(content).encode(), "made.txt")


def only_line(content: str) -> Line:
    (block,) = read(content).blocks
    assert isinstance(block, Line)
    return block


def rows(content: str) -> list[list[str]]:
    (block,) = read(content).blocks
    assert isinstance(block, Table)
    return [[cell.text for cell in row] for row in block.rows]


INLINE = {
    "bold": ("Lamps are **bright** today", "Lamps are bright today"),
    "italic": ("Lamps are *bright* today", "Lamps are bright today"),
    "bold italic": ("Lamps are ***bright*** today", "Lamps are bright today"),
    "bold with underscores": ("__Lamps__ are bright", "Lamps are bright"),
    "underscores inside a word": ("file__name__here", "file__name__here"),
    "link": ("See [lamp therapy](https://example.org/lamps) there", "See lamp therapy there"),
    "image": ("![A lamp](lamp.png)", "A lamp"),
    "footnote": ("*Lamps are bright", "*Lamps are bright"),
    "mark of a footnote": ("Lamps* are **bright**", "Lamps* are bright"),
    "escaped stars": (r"Lamps \*\* and 5 \* 3", "Lamps ** and 5 * 3"),
    "escaped number": (r"1\. Age", "1. Age"),
    "tag": ("A <u>bright</u> lamp", "A bright lamp"),
    "entity": ("Heat &amp; light &ge; 5 &lt; 9", "Heat & light ≥ 5 < 9"),
    "less than is no tag": ("when BMI < 35 and age > 12", "when BMI < 35 and age > 12"),
    "formula": ("at $ 35 $ degrees", "at 35 degrees"),
    "formula with signs": (r"age $\geq$ 18, $\alpha = 5\%$", "age ≥ 18, α = 5%"),
    "formula with another name": (r"at $\ell 5$", "at ell 5"),
    "prices are no formula": ("a copay of $40 or $50 a visit", "a copay of $40 or $50 a visit"),
    "blanks": ("Lamps   are \u00a0 bright  ", "Lamps are bright"),
    "soft hyphen": ("ther\u00adapy", "therapy"),
    "bullets of symbol fonts": ("\uf0b7 Lamps \uf0a7 \uf0d8", "• Lamps ▪ ➢"),
    "signs of symbol fonts": ("age \uf0b3 18, Lampex\uf8e8", "age ≥ 18, Lampex®"),
    "composed letters": ("cafe\u0301", "café"),
}


@pytest.mark.parametrize("name", INLINE)
def test_inline_markup(name: str) -> None:
    content, clean = INLINE[name]
    assert only_line(content).text == clean


@pytest.mark.parametrize(
    "spelling", ["^{1,2}", "<sup>1,2</sup>", "<SUP>1,2</SUP>", "^1,2^", "¹,²", "^{1}^{,}^{2}"], ids=repr
)
def test_superscripts_in_every_spelling_become_the_same_characters(spelling: str) -> None:
    assert only_line(f"Lamps are proven{spelling} to shine.").text == "Lamps are proven¹,² to shine."


@pytest.mark.parametrize("spelling", ["10^{9}", "10<sup>9</sup>", "10^9^", "10⁹"])
def test_a_power_is_a_superscript_too(spelling: str) -> None:
    assert only_line(f"below {spelling} cells").text == "below 10⁹ cells"


@pytest.mark.parametrize(
    ("content", "level", "title"),
    [
        ("# Policy", 1, "Policy"),
        ("### Policy ###", 3, "Policy"),
        ("###### **Policy**", 6, "Policy"),
        ("#Policy", None, "#Policy"),
        ("####### Policy", None, "####### Policy"),
        ("Policy", None, "Policy"),
    ],
)
def test_headings(content: str, level: int | None, title: str) -> None:
    line = only_line(content)
    assert (line.heading, line.text) == (level, title)


@pytest.mark.parametrize(
    ("content", "bold_until", "bold"),
    [
        ("**Lamp therapy**", 12, True),
        ("**Lamp therapy:**", 13, True),
        ("**Lamp therapy**:", 12, True),
        ("**Lamp** **therapy**", 12, True),
        ("**Note:** lamps are bright", 5, False),
        ("Lamps are **bright**", 0, False),
        ("Lamps are bright", 0, False),
    ],
)
def test_bold_counts_from_the_beginning_of_the_line(content: str, bold_until: int, bold: bool) -> None:
    line = only_line(content)
    assert (line.bold_until, line.bold) == (bold_until, bold)


@pytest.mark.parametrize(
    ("content", "words", "bullet", "indent"),
    [
        ("- Age", "Age", True, 0),
        ("* Age", "Age", True, 0),
        ("+ Age", "Age", True, 0),
        ("  - Age", "Age", True, 2),
        (" - a. Age", "a. Age", True, 1),
        ("• Age", "• Age", False, 0),
        ("1. Age", "1. Age", False, 0),
        ("-Age", "-Age", False, 0),
        ("*Age* matters", "Age matters", False, 0),
    ],
)
def test_list_items_of_markdown_are_marked_and_lose_their_dash(
    content: str, words: str, bullet: bool, indent: float
) -> None:
    (line,) = (block for block in text.read(content.encode(), "made.txt").blocks if isinstance(block, Line))
    assert (line.text, line.bullet, line.indent) == (words, bullet, indent)


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        ("\t\t1. Age\n\tPain", [("1. Age", 8), ("Pain", 4)]),
        ("1.\tAge\n2.\tPain", [("1. Age", 0), ("2. Pain", 0)]),
        ("\t•\tAge\n\t\ta)\tPain", [("• Age", 4), ("a) Pain", 8)]),
        ("Lamps are bright\t\n", [("Lamps are bright", 0)]),
    ],
    ids=["before a line", "behind a marker", "both", "behind a line"],
)
def test_tabs_that_only_set_a_line_in_make_no_table(content: str, printed: list[tuple[str, float]]) -> None:
    lines = text.read(content.encode(), "made.txt").blocks
    assert [(line.text, line.indent) for line in lines if isinstance(line, Line)] == printed


def test_lines_know_their_number_in_the_file_and_the_gap_above() -> None:
    document = read("Lamps\nare\n\nbright\n---\ntoday\n")
    assert [(line.text, line.number, line.gap) for line in document.lines()] == [
        ("Lamps", 1, True),
        ("are", 2, False),
        ("bright", 4, True),
        ("today", 6, True),
    ]


@pytest.mark.parametrize("ruler", ["---", "*****", "______", "====", "|---|:-:|", "   "])
def test_rulers_are_white_space(ruler: str) -> None:
    assert [(line.text, line.gap) for line in read(f"Above\n{ruler}\nBelow").lines()] == [
        ("Above", True),
        ("Below", True),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
def test_line_ends_of_every_system_count_alike(end: str) -> None:
    document = text.read(f"One{end}{end}Three".encode(), "made.txt")
    assert [(line.text, line.number) for line in document.lines()] == [("One", 1), ("Three", 3)]


@pytest.mark.parametrize("sign", ["\x0c", "\u2028", "\u0085", "\x0b"], ids=repr)
def test_other_separators_end_no_line(sign: str) -> None:
    document = text.read(f"One{sign}\nTwo".encode(), "made.txt")
    assert [(line.text, line.number) for line in document.lines()] == [("One", 1), ("Two", 2)]


def printed(*pages: str) -> str:
    """Pages as a printer parts them, with a running header and footer each."""
    return "\x0c".join(
        f"Lamps of the County\n\n{page}\n\n  Lamp policy    page {at} of 9\n" for at, page in enumerate(pages)
    )


def lines(page: str, count: int) -> str:
    return "".join(f"Page {page} tells of lamps {'and torches ' * at}\n" for at in range(count))


def test_what_recurs_beside_form_feeds_runs_from_page_to_page() -> None:
    document = text.read(printed("One", "Two", "Three").encode(), "made.txt")
    running = [line.text for line in document.lines() if line.running]
    assert running == ["Lamps of the County", "Lamp policy page 0 of 9"] + [
        part for at in (1, 2) for part in ("Lamps of the County", f"Lamp policy page {at} of 9")
    ]


@pytest.mark.parametrize(
    "content",
    {
        "on two pages": printed("One", "Two"),
        "without form feeds": printed("One", "Two", "Three").replace("\x0c", "\n"),
        "in the midst of pages": "\x0c".join(f"{lines(page, 4)}Lamps\n{lines(page, 8)}" for page in "xyz"),
        "in lists of codes": "\x0c".join(f"{at}2345\nJ{at}234\nG47.{at}1\n" for at in range(1, 6)),
        "of one page behind another line": "A\nLamps\n\x0cB\nLamps\n\x0cC\nLamps, and more",
    }.values(),
    ids=repr,
)
def test_what_does_not_recur_there_is_text(content: str) -> None:
    assert not [line.text for line in text.read(content.encode(), "made.txt").lines() if line.running]


def test_a_sentence_goes_on_over_a_form_feed() -> None:
    pages = printed("Lamps are medically necessary when it is", "dark. Torches are not.", "The end.")
    record = extract(f"Lamp policy\n\nPOLICY STATEMENT\n\n{pages}".encode(), "made.txt").record
    assert record.statements[0].text == "Lamps are medically necessary when it is dark."


TABLES = {
    "tabs": ("Code\tText\n12345\tRepair\n", [["Code", "Text"], ["12345", "Repair"]]),
    "pipes": ("| Code | Text |\n|------|:----:|\n| 12345 | Repair |\n", [["Code", "Text"], ["12345", "Repair"]]),
    "short rows are filled up": ("A\tB\tC\n1\t\n2\t3\n", [["A", "B", "C"], ["1", "", ""], ["2", "3", ""]]),
    "a head over the second column": ("\tNeeded\nLamp\tNo\n", [["", "Needed"], ["Lamp", "No"]]),
    "a row that begins with an empty cell": ("A\tB\n\tmore\n", [["A", "B"], ["", "more"]]),
    "breaks": ("A\tone<br>two<br/>three\n", [["A", "one\ntwo\nthree"]]),
    "list in a cell": (
        "May 2024\t<ul><li>Codes added</li><li>• References updated</li></ul>\n",
        [["May 2024", "• Codes added\n• References updated"]],
    ),
    "paragraphs in a cell": ("A\t<p>one</p><p>two</p>\n", [["A", "one\ntwo"]]),
    "markup in a cell": ("**A**\tone *two* [three](#)\n", [["A", "one two three"]]),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_tables(name: str) -> None:
    content, cells = TABLES[name]
    assert rows(content) == cells


def test_rows_know_their_line_and_cells_their_type() -> None:
    (table,) = read("| **Code** | Text |\n|---|---|\n| 12345 | **Re**pair |").tables()
    assert table.number == 1
    assert [(cell.text, cell.number, cell.bold) for cell in table.cells()] == [
        ("Code", 1, True),
        ("Text", 1, False),
        ("12345", 3, False),
        ("Repair", 3, False),
    ]


def test_a_blank_line_parts_two_tables_and_a_table_sets_off_the_line_behind_it() -> None:
    document = read("1\tA\n\n2\tB\nLamps\n")
    assert [type(block).__name__ for block in document.blocks] == ["Table", "Table", "Line"]
    assert [line.gap for line in document.lines()] == [True]


def test_a_contents_list_is_no_table() -> None:
    document = text.read(b"Overview ........\t2\nPolicy ..........\t3\n", "made.txt")
    assert [line.text for line in document.lines()] == ["Overview ........ 2", "Policy .......... 3"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("Größe ≥ 5".encode(), "Größe ≥ 5"),
        (b"\xef\xbb\xbf" + "Größe".encode(), "Größe"),
        ("Größe ≥ 5".encode("utf-16"), "Größe ≥ 5"),
        (b"\xfe\xff" + "Größe".encode("utf-16-be"), "Größe"),
        ("“Größe” – 5 €".encode("cp1252"), "“Größe” – 5 €"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big end first", "windows-1252"],
)
def test_encodings(data: bytes, words: str) -> None:
    assert [line.text for line in text.read(data, "made.txt").lines()] == [words]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes(range(256)) * 4, "is neither a PDF nor a text"),
        (b"   \n\n \n", "the file holds no text"),
        (b"---\n\n---\n", "the file holds no text"),
    ],
    ids=["binary", "blank", "rulers"],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        text.read(data, "made.txt")
    assert (refused.value.name, refused.value.reason) == ("made.txt", reason)


def test_a_stray_control_character_does_not_make_a_text_binary() -> None:
    assert [line.text for line in text.read(b"Lamps\x01" + b" are bright" * 20, "made.txt").lines()] != []


def test_the_document_says_what_it_is() -> None:
    document = text.read(b"Lamps", "folder/made.txt")
    assert (document.name, document.media_type, document.pages) == ("folder/made.txt", "text/plain", ())
    assert document.sha256 == "4960826c03905b8dabcde7291f4f6aa30183b7cada8be98a48ea8bd3f36dbe65"


LINES = st.text(st.sampled_from("ab1.*#-_|\t <>/$^{}[]()\\&;•¹\n"), max_size=80)


@given(LINES)
@settings(deadline=None)
def test_the_text_holds_every_line_and_cell_where_they_say(content: str) -> None:
    try:
        document = text.read(content.encode(), "made.txt")
    except UnreadableFile:
        return
    units: list[Line | Cell] = []
    for block in document.blocks:
        units.extend([block] if isinstance(block, Line) else block.cells())
    assert [document.text[unit.start : unit.end] for unit in units] == [unit.text for unit in units]
    numbers = [unit.number for unit in units]
    assert numbers == sorted(numbers)
    assert all(1 <= number <= content.count("\n") + 1 for number in numbers)


@given(LINES)
@settings(deadline=None)
def test_lines_have_single_blanks_and_bold_within_them(content: str) -> None:
    try:
        document = text.read(content.encode(), "made.txt")
    except UnreadableFile:
        return
    for line in document.lines():
        assert line.text == " ".join(line.text.split())
        assert 0 <= line.bold_until <= len(line.text)
