"""The DOCX reader, on small documents that are written here: part by part, and by another library."""

import io
import re
import zipfile
from collections.abc import Mapping
from contextlib import suppress

import docx
import pytest
from docx.document import Document as WrittenDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from policyextract.document import Document, Line
from policyextract.errors import UnreadableFile
from policyextract.pipeline import extract
from policyextract.readers import read

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Our heading"/><w:basedOn w:val="H1"/>
  <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/>
  <w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Subitem"><w:name w:val="Subitem"/><w:basedOn w:val="Item"/></w:style>
<w:style w:type="numbering" w:styleId="Outline"><w:name w:val="Outline"/>
  <w:pPr><w:numPr><w:numId w:val="6"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="Round"/></w:style>
"""


def level(at: int, form: str, text: str, more: str = "", left: int | None = None) -> str:
    edge = "" if left is None else f'<w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr>'
    inner = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>{edge}'
    return f'<w:lvl w:ilvl="{at}">{inner}</w:lvl>'


NUMBERING = f"""
<w:abstractNum w:abstractNumId="10">
  {level(0, "decimal", "%1.", left=720)}{level(1, "lowerLetter", "%2)", left=1440)}
  {level(2, "lowerRoman", "(%3)", left=2160)}</w:abstractNum>
<w:abstractNum w:abstractNumId="11">
  {level(0, "bullet", "&#xF0B7;", left=720)}{level(1, "bullet", "o", left=1440)}</w:abstractNum>
<w:abstractNum w:abstractNumId="12">
  {level(0, "upperRoman", "%1.")}{level(1, "upperLetter", "%1.%2.")}{level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")}
  {level(3, "decimal", "%4.", '<w:lvlRestart w:val="0"/>')}{level(4, "ordinal", "%5")}</w:abstractNum>
<w:abstractNum w:abstractNumId="13">
  {level(0, "decimal", "%1.", '<w:pStyle w:val="Item"/>')}
  {level(1, "lowerLetter", "%2.", '<w:pStyle w:val="Subitem"/>')}</w:abstractNum>
<w:abstractNum w:abstractNumId="14"><w:numStyleLink w:val="Outline"/></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="10"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="11"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="10"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="10"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="13"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="12"/></w:num>
<w:num w:numId="7"><w:abstractNumId w:val="14"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="10"/>
  <w:lvlOverride w:ilvl="0">{level(0, "decimalZero", "No. %1")}</w:lvlOverride></w:num>
"""


def file(body: str, parts: Mapping[str, str] | None = None, name: str = "word/document.xml") -> bytes:
    """A DOCX: ``body`` is the inner XML of its body, ``parts`` the inner XML of others by name ("header1")."""
    inner = {"styles": STYLES, "numbering": NUMBERING, **(parts or {})}
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
    kinds = {part: roots.get(part, part.rstrip("0123456789")) for part in inner}
    elements = {"header": "hdr", "footer": "ftr"}
    links = "".join(
        f'<Relationship Id="{part}" Type="{RELATION}/{kinds[part]}" Target="{part}.xml"/>' for part in inner
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'<Relationships><Relationship Id="a" Type="{RELATION}/officeDocument" Target="{name}"/></Relationships>',
        )
        folder, _, last = name.rpartition("/")
        archive.writestr(name, f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        archive.writestr(f"{folder}/_rels/{last}.rels", f"<Relationships>{links}</Relationships>")
        for part, xml in inner.items():
            root = elements.get(kinds[part], kinds[part])
            archive.writestr(f"{folder}/{part}.xml", f"<w:{root} {NAMESPACES}>{xml}</w:{root}>")
    return written.getvalue()


def read_body(body: str, parts: Mapping[str, str] | None = None) -> Document:
    return read(file(body, parts), "policy.docx")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(content: str = "", properties: str = "") -> str:
    """A paragraph; plain words are made a run."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def field_char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def item(text: str, number: int, at: int = 0, more: str = "") -> str:
    return para(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>{more}')


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<w:p>") else para(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines()]


def rows(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables()]


# Text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("One ") + run("two") + run(" three"), "One two three"),
        (run("lamp") + "<w:r><w:tab/><w:t>light</w:t></w:r>", "lamp light"),
        ("<w:r><w:t>light</w:t><w:noBreakHyphen/><w:t>bulb</w:t><w:softHyphen/><w:t>s</w:t></w:r>", "light-bulbs"),
        (run("lux") + run("1,2", '<w:vertAlign w:val="superscript"/>'), "lux¹,²"),
        (run("H") + run("2", '<w:vertAlign w:val="subscript"/>') + run("O"), "H2O"),
        (run("age \uf0b3 18", '<w:rFonts w:ascii="Symbol"/>'), "age ≥ 18"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + run(" done"), "✓ done"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run(" 18"), "≥ 18"),
        ('<w:r><w:sym w:font="Symbol" w:char="D800"/></w:r>' + run(" half"), "� half"),
        ('<w:r><w:sym w:font="Symbol" w:char="FFFFFFFFFFFF"/></w:r>' + run(" none"), "� none"),
        (f'<w:hyperlink r:id="x">{run("the policy")}</w:hyperlink>', "the policy"),
        (f"<w:smartTag>{run('Ohio')}</w:smartTag>", "Ohio"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('chosen')}</w:sdtContent></w:sdt>", "chosen"),
        (f'<w:fldSimple w:instr="TITLE">{run("Lamps")}</w:fldSimple>', "Lamps"),
        (
            field_char("begin") + "<w:r><w:instrText> DATE </w:instrText></w:r>" + field_char("separate") + run("May")
            + field_char("end") + run(" 2025"),
            "May 2025",
        ),
        ("<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>", "x=2"),
        (
            f"<mc:AlternateContent><mc:Choice>{run('new')}</mc:Choice><mc:Fallback>{run('old')}</mc:Fallback>"
            "</mc:AlternateContent>",
            "new",
        ),
    ],
)  # fmt: skip
def test_text(content: str, expected: str) -> None:
    assert texts(read_body(para(content))) == [expected]


def test_line_breaks_end_lines() -> None:
    document = read_body(para("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>") + para("three"))
    assert [(line.text, line.gap, line.number) for line in document.lines()] == [
        ("one", True, 1),
        ("two", False, 1),
        ("three", True, 2),
    ]


@pytest.mark.parametrize(
    ("properties", "heading"),
    [
        ('<w:pStyle w:val="H1"/>', 1),
        ('<w:pStyle w:val="H2"/>', 2),
        ('<w:pStyle w:val="Own"/>', 3),
        ('<w:pStyle w:val="Title"/>', 1),
        ('<w:outlineLvl w:val="1"/>', 2),
        ('<w:pStyle w:val="H1"/><w:outlineLvl w:val="9"/>', None),
        ('<w:pStyle w:val="Round"/>', None),
        ('<w:pStyle w:val="NoSuchStyle"/>', None),
        ("", None),
    ],
)
def test_headings_by_outline_level_and_name(properties: str, heading: int | None) -> None:
    (line,) = read_body(para("Lamps", properties)).lines()
    assert line.heading == heading


def test_a_heading_style_is_known_by_its_name_where_it_has_no_outline_level() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="X"><w:name w:val="heading 4"/></w:style>'
    (line,) = read_body(para("Lamps", '<w:pStyle w:val="X"/>'), {"styles": styles}).lines()
    assert line.heading == 4


@pytest.mark.parametrize(
    ("content", "bold_until"),
    [
        (run("Lamp:", "<w:b/>") + run(" a light"), 5),
        (run("Lamp", '<w:rStyle w:val="Strong"/>') + run(" light"), 4),
        (run("Lamp ", "<w:b/>") + run("light", '<w:b w:val="0"/>'), 4),
        (run("a ") + run("lamp", "<w:b/>"), 0),
    ],
)
def test_how_far_a_line_is_bold(content: str, bold_until: int) -> None:
    (line,) = read_body(para(content)).lines()
    assert line.bold_until == bold_until


def test_bold_of_a_style_can_be_switched_off() -> None:
    content = run("Lamp") + run(" light", '<w:b w:val="false"/>')
    (line,) = read_body(para(content, '<w:pStyle w:val="H1"/>')).lines()
    assert line.bold_until == 4


def test_entries_of_a_table_of_contents_are_left_out() -> None:
    assert texts(read_body(para("Policy 2", '<w:pStyle w:val="TOC1"/>') + para("Text"))) == ["Text"]


def test_text_boxes_follow_the_paragraph_they_are_anchored_in() -> None:
    box = f"<w:txbxContent>{para('In the box')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape>{box}</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:shape>{box}</v:shape></w:pict></w:r>"
    assert texts(read_body(para(run("One") + both) + para(run("two") + old))) == [
        "One",
        "In the box",
        "two",
        "In the box",
    ]


# Lists


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([(1, 0), (1, 0), (1, 0)], ["1.", "2.", "3."]),
        ([(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)], ["1.", "a)", "b)", "(i)", "2.", "a)"]),
        ([(1, 0), (4, 0)], ["1.", "2."]),
        ([(1, 0), (1, 0), (3, 0), (3, 0), (1, 0)], ["1.", "2.", "7.", "8.", "9."]),
        ([(6, 0), (6, 1), (6, 2), (6, 2), (6, 0), (6, 1)], ["I.", "I.A.", "1.1.1", "1.1.2", "II.", "II.A."]),
        ([(6, 0), (6, 3), (6, 0), (6, 3)], ["I.", "1.", "II.", "2."]),
        ([(6, 1)], ["I.A."]),
        ([(7, 0), (7, 1)], ["I.", "I.A."]),
        ([(8, 0), (8, 1)], ["No. 01", "a)"]),
    ],
    ids=[
        "decimal",
        "levels",
        "same list",
        "starts anew",
        "legal",
        "never anew",
        "begins deeper",
        "by style",
        "overridden",
    ],
)
def test_list_numbers(items: list[tuple[int, int]], expected: list[str]) -> None:
    body = "".join(item("x", number, at) for number, at in items)
    assert texts(read_body(body)) == [f"{marker} x" for marker in expected]


def test_bullets_are_marked_and_not_printed() -> None:
    document = read_body(item("x", 2) + item("y", 2, 1) + item("z", 1))
    assert [(line.text, line.bullet, line.indent) for line in document.lines()] == [
        ("x", True, 3),
        ("y", True, 9),
        ("1. z", False, 3),
    ]


def test_items_are_set_in_as_the_page_shows_them() -> None:
    body = (
        item("a", 1)
        + para("on", '<w:ind w:left="720"/>')
        + item("b", 1, more='<w:ind w:left="1440"/>')
        + item("c", 6, 1)
        + para("d", '<w:ind w:left="1440" w:firstLine="-480"/>')
        + para("e", '<w:ind w:left="-100"/>')
    )
    assert [(line.text, line.indent) for line in read_body(body).lines()] == [
        ("1. a", 3),
        ("on", 6),
        ("2. b", 9),
        ("I.A. c", 4),
        ("d", 8),
        ("e", 0),
    ]


def test_a_style_can_make_items() -> None:
    body = para("x", '<w:pStyle w:val="Item"/>') + para("y", '<w:pStyle w:val="Subitem"/>')
    assert texts(read_body(body)) == ["1. x", "a. y"]


def test_a_paragraph_can_leave_the_list_of_its_style() -> None:
    body = para("x", '<w:pStyle w:val="Item"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(read_body(body)) == ["x"]


def test_a_number_that_does_not_look_like_a_marker_is_told_as_an_item() -> None:
    (line,) = read_body(item("x", 6, 4)).lines()
    assert (line.text, line.bullet) == ("1 x", True)


def test_a_numbered_heading_is_a_heading() -> None:
    (line,) = read_body(item("Lamps", 1, more='<w:outlineLvl w:val="0"/>')).lines()
    assert (line.text, line.heading, line.bullet) == ("1. Lamps", 1, False)


def test_a_letter_beyond_those_that_word_prints_is_a_figure() -> None:
    numbering = NUMBERING.replace('<w:startOverride w:val="7"/>', f'<w:startOverride w:val="{10**12}"/>')
    numbering = numbering.replace('w:numFmt w:val="decimal"', 'w:numFmt w:val="lowerLetter"')
    assert texts(read_body(item("x", 3), {"numbering": numbering})) == ["1000000000000. x"]


# Tables


def test_a_table_of_data() -> None:
    document = read_body(
        para("Codes") + table(row(cell(para("Code")), cell("Means"),
                                  properties="<w:tblHeader/>"), row(cell("E0203"), cell("lamp")))
    )  # fmt: skip
    (made,) = document.tables()
    assert rows(document) == [[["Code", "Means"], ["E0203", "lamp"]]]
    assert [each.bold for each in made.cells()] == [True, True, False, False]
    assert [each.number for each in made.cells()] == [2, 3, 4, 5]


def test_merged_cells_leave_empty_ones() -> None:
    document = read_body(
        table(
            row(cell("Covered", '<w:gridSpan w:val="3"/>')),
            row(cell("E0203", '<w:vMerge w:val="restart"/>'), cell("a"), cell("b")),
            row(cell("", "<w:vMerge/>"), cell("c"), cell("d")),
            row(cell("x"), cell("y"), properties='<w:gridBefore w:val="1"/>'),
        )
    )
    assert rows(document) == [[["Covered", "", ""], ["E0203", "a", "b"], ["", "c", "d"], ["", "x", "y"]]]


def test_what_stands_in_a_cell_stands_on_lines_of_its_own() -> None:
    document = read_body(
        table(
            row(cell("Date"), cell("Change")), row(cell("May"), cell(para("New:") + item("age", 2) + item("dose", 1)))
        )
    )
    assert rows(document) == [[["Date", "Change"], ["May", "New:\n• age\n1. dose"]]]


def test_a_frame_around_text_is_no_table() -> None:
    document = read_body(table(row(cell(para("Policy", '<w:outlineLvl w:val="0"/>') + para("Text")))))
    assert texts(document) == ["Policy", "Text"]
    assert rows(document) == []


def test_content_controls_around_everything() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    document = read_body(
        control(para("One")) + table(control(row(control(cell("a")), cell("b"))), row(cell("c"), cell("d")))
    )
    assert texts(document) == ["One"]
    assert rows(document) == [[["a", "b"], ["c", "d"]]]


# Changes, hidden text, and what is not read


def test_tracked_changes_are_read_as_accepted() -> None:
    deleted = "<w:del><w:r><w:delText>ten old</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('away')}</w:moveFrom><w:moveTo>{run(' here')}</w:moveTo>"
    document = read_body(para(run("Age ") + deleted + f"<w:ins>{run('18 years')}</w:ins>" + moved))
    assert texts(document) == ["Age 18 years here"]
    assert document.problems == ((None, "tracked changes are read as accepted: words deleted 3, words inserted 3"),)


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = item("One ", 1, more=gone) + item("two", 1) + item("three", 1)
    assert texts(read_body(body)) == ["1. One two", "2. three"]


def test_a_deleted_paragraph_counts_for_nothing() -> None:
    gone = para("<w:del><w:r><w:delText>old</w:delText></w:r></w:del>",
                '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>')  # fmt: skip
    assert texts(read_body(item("one", 1) + gone + item("two", 1))) == ["1. one", "2. two"]


def test_former_properties_of_a_changed_paragraph_are_not_its_own() -> None:
    former = (
        '<w:pPrChange><w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    )
    (line,) = read_body(para("Lamps", former)).lines()
    assert (line.text, line.heading) == ("Lamps", None)


def test_deleted_rows_are_left_out() -> None:
    document = read_body(
        table(row(cell("a"), cell("b")), row(cell("c"), cell("d e"), properties="<w:del/>"), row(cell("f"), cell("g")))
    )
    assert rows(document) == [[["a", "b"], ["f", "g"]]]
    assert document.problems == ((None, "tracked changes are read as accepted: words deleted 3, words inserted 0"),)


@pytest.mark.parametrize(
    ("properties", "problem"),
    [
        ("<w:strike/>", "words that are struck out are left out (2)"),
        ("<w:dstrike/>", "words that are struck out are left out (2)"),
        ("<w:vanish/>", "hidden words are left out (2)"),
    ],
)
def test_what_is_not_shown_as_valid_is_left_out_and_said(properties: str, problem: str) -> None:
    document = read_body(para(run("Now ") + run("no longer", properties) + run("lamp")))
    assert texts(document) == ["Now lamp"]
    assert document.problems == ((None, problem),)


def test_an_embedded_document_is_said() -> None:
    document = read_body(para("Text") + '<w:altChunk r:id="x"/>')
    assert document.problems == ((None, "parts embedded from other documents are not read (1)"),)


def test_notes_stand_behind_the_text_with_their_numbers() -> None:
    body = para(run("Lamp") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + para(
        run("light") + '<w:r><w:endnoteReference w:id="2"/></w:r>'
    )
    parts = {
        "footnotes": f'<w:footnote w:type="separator" w:id="0">{para("---")}</w:footnote>'
        f'<w:footnote w:id="2">{para("A foot")}{para("and more")}</w:footnote>',
        "endnotes": f'<w:endnote w:id="2">{para("An end")}</w:endnote>',
    }
    assert texts(read_body(body, parts)) == ["Lamp¹", "light²", "¹ A foot", "and more", "² An end"]


def test_headers_and_footers_stand_behind_the_text_without_page_numbers() -> None:
    page_field = '<w:fldSimple w:instr=" PAGE ">' + run("1") + "</w:fldSimple>"
    pages_field = (
        f"{field_char('begin')}<w:r><w:instrText>NUMPAGES</w:instrText></w:r>{field_char('separate')}{run('9')}"
        f"{field_char('end')}"
    )
    sections = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:headerReference w:type="first" r:id="none"/>'
        '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    )
    parts = {
        "header1": table(row(cell("Number"), cell("0417"))),
        "footer1": para(run("Lamps | Page ") + page_field + run(" of ") + pages_field) + para(page_field),
    }
    document = read_body(para("", sections) + para("Text") + sections, parts)
    assert [(line.text, line.running) for line in document.lines()] == [
        ("Text", False),
        ("Number 0417", True),
        ("Lamps", True),
    ]


# Files


def test_the_text_may_have_another_name_and_the_strict_namespace() -> None:
    usual = file(para("Lamps", '<w:outlineLvl w:val="0"/>'), name="word/document2.xml")
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(usual)) as before, zipfile.ZipFile(strict, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            data = data.replace(
                b"schemas.openxmlformats.org/wordprocessingml/2006/", b"purl.oclc.org/ooxml/wordprocessingml/"
            )
            after.writestr(
                name, data.replace(RELATION.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            )
    for data in (usual, strict.getvalue()):
        document = read(data, "policy.pdf")
        assert [(line.text, line.heading) for line in document.lines()] == [("Lamps", 1)]
        assert document.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def archive(**parts: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return written.getvalue()


def old_office(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 64


SOUND = file(para("Lamps"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (archive(note=b"lamps"), "is a ZIP archive, not a PDF, DOCX or text"),
        (archive(xl__workbook_xml=b"<x/>"), "is a ZIP archive, not a PDF, DOCX or text"),
        (SOUND[: len(SOUND) // 2], "is a damaged ZIP archive or DOCX: its list of parts cannot be read"),
        (archive(word__document_xml=b"<x/>"), "is a damaged DOCX: it has no text part"),
        (SOUND.replace(b"<w:body>", b"<w:bodx>"), "is a damaged DOCX: Bad CRC-32"),
        (file("<w:p>"), "is a damaged DOCX: Opening and ending tag mismatch"),
        (file(para("")), "is a DOCX without text; pictures in it are not read"),
        (old_office("EncryptedPackage"), "is an encrypted Office document that needs a password"),
        (old_office("WordDocument"), "is a document of Word 97-2003 (.doc); save it as DOCX or PDF"),
        (old_office("Workbook"), "is an Office document of an old format, not a PDF, DOCX, HTML or text"),
        (rb"{\rtf1 Lamps}", "is a rich text file (RTF), not a PDF, DOCX, HTML or text"),
    ],
)
def test_files_that_are_no_readable_docx(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(data, "policy.docx")
    assert caught.value.reason.startswith(reason)
    assert "\n" not in caught.value.reason


def test_a_part_made_to_fill_the_memory_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOUND)) as before, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, before.read(name) + (b" " * 2**25 if name == "word/document.xml" else b""))
    with pytest.raises(UnreadableFile, match="too large for a coverage policy: "):
        read(bomb.getvalue(), "policy.docx")


def test_entities_are_not_followed() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOUND)) as before, zipfile.ZipFile(written, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "word/document.xml":
                data = b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + data.replace(
                    b"Lamps", b"Lamps &e;"
                )
            after.writestr(name, data)
    assert texts(read(written.getvalue(), "policy.docx")) == ["Lamps"]


# Properties

WORDS = st.text(st.sampled_from("abcXYZ 019.,;:()-é\u00a0"), max_size=20)
PARAGRAPHS = st.builds(
    lambda words, number, at: item(words, number, at) if number else para(run(words)),
    WORDS,
    st.integers(0, 8),
    st.integers(0, 3),
)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(PARAGRAPHS.map(cell), min_size=width, max_size=width), min_size=1, max_size=3)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PARAGRAPHS, TABLES.map(lambda made: table(*(row(*cells) for cells in made)))), max_size=8))
def test_every_line_and_cell_is_where_it_says(parts: list[str]) -> None:
    document = read_body(para("start") + "".join(parts))
    for block in document.blocks:
        if isinstance(block, Line):
            assert document.text[block.start : block.end] == block.text
            assert block.text == " ".join(block.text.split())
            assert 0 <= block.bold_until <= len(block.text)
            continue
        assert len({len(cells) for cells in block.rows}) == 1
        for each in block.cells():
            assert document.text[each.start : each.end] == each.text


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_files_are_read_or_refused(data: st.DataObject) -> None:
    damaged = bytearray(SOUND)
    for at in data.draw(st.lists(st.integers(0, len(SOUND) - 1), min_size=1, max_size=6)):
        damaged[at] = data.draw(st.integers(0, 255))
    with suppress(UnreadableFile):  # and nothing else
        read(bytes(damaged), "policy.docx")


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_senseless_values_are_read_as_none(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["styles", "numbering"]))
    source = {"styles": STYLES, "numbering": NUMBERING}[name]
    start, end = data.draw(st.sampled_from([found.span(1) for found in re.finditer('="([^"]*)"', source)]))
    value = data.draw(st.sampled_from(["", "-1", "9" * 20, "x", "0", "9", "1.5"]))
    document = read_body(item("lamp", 1) + item("light", 7, 1), {name: source[:start] + value + source[end:]})
    assert [text.split()[-1] for text in texts(document)] == ["lamp", "light"]


# The whole way, on a document that another library wrote


def policy() -> WrittenDocument:
    written = docx.Document()
    written.sections[0].header.paragraphs[0].text = "Policy Number: 0417"
    written.add_heading("Lamp Therapy", 0)
    written.add_paragraph("Effective Date: 03/01/2025")
    written.add_heading("Policy", 1)
    lead = written.add_paragraph("Lamp therapy is considered ")
    lead.add_run("medically necessary").bold = True
    lead.add_run(" for low mood in winter when ALL of the following criteria are met:")
    written.add_paragraph("The member is 18 years of age or older; and", style="List Number")
    written.add_paragraph("One of the following:", style="List Number")
    written.add_paragraph("Walks for at least 6 weeks have not helped; or", style="List Bullet 2")
    written.add_paragraph("Walks are contraindicated.", style="List Bullet 2")
    written.add_paragraph("Lamp therapy for all other indications is considered not medically necessary.")
    written.add_heading("Background", 1)
    written.add_paragraph("Lamps have been in use for a long time. Small trials set bright lamps against dim ones.")
    written.add_heading("Coding", 1)
    fill(
        written,
        [("Code", "Description"), ("HCPCS codes covered if selection criteria are met:", None), ("E0203", "A lamp")],
    )
    written.add_heading("Revision History", 1)
    fill(
        written,
        [("Date", "Summary of changes"), ("02/11/2025", "Age lowered to 18 years."), ("02/13/2024", "New policy.")],
    )
    return written


def fill(written: WrittenDocument, wanted: list[tuple[str, str | None]]) -> None:
    made = written.add_table(rows=len(wanted), cols=2)
    for at, (left, right) in enumerate(wanted):
        made.cell(at, 0).text = left
        if right is None:
            made.cell(at, 0).merge(made.cell(at, 1))
        else:
            made.cell(at, 1).text = right


def test_a_policy_in_a_word_document_becomes_a_record() -> None:
    written = io.BytesIO()
    policy().save(written)
    extraction = extract(written.getvalue(), "policy.docx")
    record = extraction.record
    assert (record.title, record.policy_number, record.effective_date) == ("Lamp Therapy", "0417", "2025-03-01")
    first, second = record.statements
    assert (first.determination, second.determination, second.residual) == (
        "medically_necessary",
        "not_medically_necessary",
        True,
    )
    assert first.criteria is not None
    assert first.criteria.operator == "all"
    assert [each.label for each in first.criteria.items] == ["1.", "2."]
    assert first.criteria.items[1].operator == "any"
    assert [each.text for each in first.criteria.items[1].items] == [
        "Walks for at least 6 weeks have not helped; or",
        "Walks are contraindicated.",
    ]
    assert [(each.code, each.determination) for each in record.codes] == [("E0203", "medically_necessary")]
    assert [(each.date, each.summary) for each in record.revisions] == [
        ("2025-02-11", ("Age lowered to 18 years.",)),
        ("2024-02-13", ("New policy.",)),
    ]
    start, end = second.provenance.span
    assert extraction.document.text[start:end] == second.text
    assert second.provenance.line == 9
    assert record.accounting.unparsed == 0
