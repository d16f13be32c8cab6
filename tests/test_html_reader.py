"""The HTML reader, on small pages that are written here."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyextract.document import Document, Line, Table
from policyextract.errors import UnreadableFile
from policyextract.pipeline import extract
from policyextract.readers import html, read
from policyextract.readers.ordinals import counted_letters, repeated_letters, roman
from policyextract.records import Criterion


def page(body: str) -> Document:
    return html.read(f"<!DOCTYPE html>\n<html><body>{body}</body></html>".encode(), "policy.html")


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines()]


def rows(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables()]


# Text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One  two\n three</p>", ["One two three"]),
        ("<p>One<p>two", ["One", "two"]),
        ("One<div>two</div>three", ["One", "two", "three"]),
        ("<p>One <b>two</b>, <i>th</i>ree</p>", ["One two, three"]),
        ("<p>See <a href='x'>the <em>other</em> policy</a>.</p>", ["See the other policy."]),
        ("<p>Age &ge; 18&nbsp;years &amp; well; p < 0.05</p>", ["Age ≥ 18 years & well; p < 0.05"]),
        ("<p>One<br>two<br/>three</p>", ["One", "two", "three"]),
        ("<p>A lamp<sup>1,2</sup> of 10<sup>4</sup> lux<sup><a href='#3'>3</a></sup></p>", ["A lamp¹,² of 10⁴ lux³"]),
        ("<p>The 2<sup>nd</sup> Bright<sup>TM</sup> lamp H<sub>2</sub>O</p>", ["The 2nd Bright™ lamp H2O"]),
        ("<p>light\u00adbulb, zero\u200bwidth</p>", ["lightbulb, zerowidth"]),
        ("<pre>one\n  two</pre>", ["one", "two"]),
        ("<p>One <!-- a note\n on two lines --> two</p>", ["One two"]),
        ("<p><![if !supportLists]>\u00b7<![endif]> one</p>", ["· one"]),
        ("<span style='display:block'>One</span><span>two</span>", ["One", "two"]),
        ("<dl><dt>Lamp</dt><dd>A light</dd></dl>", ["Lamp", "A light"]),
        ("<details><summary>Codes</summary>E0203</details>", ["Codes", "E0203"]),
        ("<p>at least \uf0b3 two</p>", ["at least ≥ two"]),
    ],
)
def test_text(body: str, expected: list[str]) -> None:
    assert texts(page(body)) == expected


@pytest.mark.parametrize(
    "left_out",
    [
        "<script>lamp()</script>",
        "<style>lamp { }</style>",
        "<noscript>Lamp</noscript>",
        "<template><p>Lamp</p></template>",
        "<nav><ul><li>Lamp</li></ul></nav>",
        "<header><h1>Lamp</h1></header>",
        "<footer>Lamp</footer>",
        "<div role='navigation'>Lamp</div>",
        "<div role='contentinfo'>Lamp</div>",
        "<div role='dialog'>Lamp</div>",
        "<button>Lamp</button>",
        "<select><option>Lamp</option></select>",
        "<textarea>Lamp</textarea>",
    ],
)
def test_what_is_the_sites_and_not_the_documents_is_left_out(left_out: str) -> None:
    document = page(f"<p>Before</p>{left_out}after")
    assert texts(document) == ["Before", "after"]
    assert document.problems == ()


def test_the_header_of_an_article_and_the_button_of_a_heading_are_the_documents() -> None:
    document = page(
        "<article><header><h1>Lamps</h1></header><h2><button>Policy</button></h2><footer>May 2025</footer></article>"
    )
    assert texts(document) == ["Lamps", "Policy", "May 2025"]


@pytest.mark.parametrize(
    "how", ["hidden", "aria-hidden='true'", "style='display:none'", "style='Visibility: HIDDEN; color: red'"]
)
def test_what_is_hidden_is_left_out_and_said(how: str) -> None:
    document = page(f"<p>Shown</p><div {how}><p>Not shown here</p></div>")
    assert texts(document) == ["Shown"]
    assert document.problems == ((None, "words in hidden parts of the page are left out (3)"),)


@pytest.mark.parametrize(
    "page_of",
    [
        "<body style='display:none'><p>Lamps</p></body>",
        "<div hidden><main><p>Lamps</p></main></div>",
        "<header>Site<main><p>Lamps</p></main>",
        "<nav>Site<div role='main'><p>Lamps</p></div>",
    ],
)
def test_the_main_part_is_read_whatever_it_stands_in(page_of: str) -> None:
    assert texts(html.read(f"<html>{page_of}".encode(), "policy.html"))[-1] == "Lamps"


def test_what_is_shown_on_demand_is_read() -> None:
    assert texts(page("<div hidden='until-found'>Codes</div>")) == ["Codes"]


@pytest.mark.parametrize(
    "struck", ["<del>old</del>", "<s>old</s>", "<span style='text-decoration: line-through'>old</span>"]
)
def test_what_is_struck_out_is_left_out_and_said(struck: str) -> None:
    document = page(f"<p>The {struck} <ins>new</ins> lamp</p>")
    assert texts(document) == ["The new lamp"]
    assert document.problems == ((None, "words that are struck out are left out (1)"),)


# Marks of lines


def test_headings_have_their_level() -> None:
    document = page("<h1>Lamps</h1><h2>Policy<br>of <i>light</i></h2><p>Text</p><h6>Note</h6>")
    assert [(line.text, line.heading, line.bold) for line in document.lines()] == [
        ("Lamps", 1, True),
        ("Policy of light", 2, True),
        ("Text", None, False),
        ("Note", 6, True),
    ]


@pytest.mark.parametrize(
    ("body", "bold_until"),
    [
        ("<b>Lamp:</b> a light", 5),
        ("<strong>Lamp</strong> and <b>light</b>", 4),
        ("A <b>lamp</b>", 0),
        ("<b>A <i>lamp</i></b>", 6),
        ("<span style='font-weight: 700'>Lamp</span> light", 4),
        ("<b style='font-weight: normal'>Lamp</b> light", 0),
        ("(<b>Lamp</b>) light", 5),
    ],
)
def test_how_far_a_line_is_bold(body: str, bold_until: int) -> None:
    (line,) = page(f"<p>{body}</p>").lines()
    assert line.bold_until == bold_until


def test_a_paragraph_is_set_off_and_a_line_in_it_is_not() -> None:
    document = page("<p>one<br>two<br><br>three</p><div>four</div>")
    assert [(line.text, line.gap) for line in document.lines()] == [
        ("one", True),
        ("two", False),
        ("three", True),
        ("four", True),
    ]


def test_margins_set_in() -> None:
    document = page(
        "<p>a</p><p style='margin-left: 40px'>b</p><blockquote>c</blockquote><p style='margin-left:.5in'>d</p>"
    )
    assert [(line.text, line.indent) for line in document.lines()] == [("a", 0), ("b", 5), ("c", 2), ("d", 6)]


# Lists


@pytest.mark.parametrize(
    ("opening", "markers"),
    [
        ("<ol>", ["1.", "2.", "3."]),
        ("<ol type='a'>", ["a.", "b.", "c."]),
        ("<ol type='A' start='3'>", ["C.", "D.", "E."]),
        ("<ol type='i'>", ["i.", "ii.", "iii."]),
        ("<ol style='list-style-type: upper-roman'>", ["I.", "II.", "III."]),
        ("<ol style='list-style: lower-latin inside'>", ["a.", "b.", "c."]),
        ("<ol reversed>", ["3.", "2.", "1."]),
        ("<ol start='nonsense'>", ["1.", "2.", "3."]),
        ("<ul style='list-style-type: decimal'>", ["1.", "2.", "3."]),
    ],
)
def test_ordered_lists_print_their_markers(opening: str, markers: list[str]) -> None:
    document = page(f"{opening}<li>x<li>y</li><li>z</ol>")
    assert texts(document) == [f"{marker} {text}" for marker, text in zip(markers, "xyz", strict=True)]
    assert not any(line.bullet for line in document.lines())


def test_an_item_can_have_a_number_and_a_form_of_its_own() -> None:
    document = page("<ol><li value='5'>x</li><li>y</li><li type='a' value='2'>z</li></ol>")
    assert texts(document) == ["5. x", "6. y", "b. z"]


def test_bullets_are_marked_and_not_printed() -> None:
    document = page("<ul><li>x</li></ul><ol style='list-style-type:none'><li>y</li></ol>")
    assert [(line.text, line.bullet) for line in document.lines()] == [("x", True), ("y", True)]


def test_lists_nest_by_indent() -> None:
    document = page(
        "<ol><li>One of:<ul><li>walks<p>daily</p></li><li>naps</li></ul><p>within a year</p></li><li>two</li></ol>end"
    )
    assert [(line.text, line.indent, line.bullet) for line in document.lines()] == [
        ("1. One of:", 0, False),
        ("walks", 2, True),
        ("daily", 4, False),
        ("naps", 2, True),
        ("within a year", 2, False),
        ("2. two", 0, False),
        ("end", 0, False),
    ]


def test_a_list_without_text_of_its_own_leaves_no_marker_behind() -> None:
    document = page("<ol><li><ul><li>x</li></ul></li><li></li><li>y</li></ol><p>z</p>")
    assert [(line.text, line.bullet) for line in document.lines()] == [("x", True), ("3. y", False), ("z", False)]


def test_further_lines_of_an_item_hang_under_its_text() -> None:
    document = page("<ul><li>x<br>y</li></ul>")
    assert [(line.text, line.indent, line.bullet) for line in document.lines()] == [("x", 0, True), ("y", 2, False)]


def test_a_number_that_does_not_look_like_a_marker_is_told_as_an_item() -> None:
    document = page("<ol start='99'><li>x</li><li>y</li></ol>")
    assert [(line.text, line.bullet) for line in document.lines()] == [("99. x", False), ("100. y", True)]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (roman, ["0", "i", "iv", "ix", "xxvi", "xxvii", "lii", "dcciii"]),
        (counted_letters, ["0", "a", "d", "i", "z", "aa", "az", "aaa"]),
        (repeated_letters, ["0", "a", "d", "i", "z", "aa", "zz", "a" * 28]),
    ],
)
def test_ordinals(form: object, expected: list[str]) -> None:
    assert callable(form)
    assert [form(ordinal) for ordinal in (0, 1, 4, 9, 26, 27, 52, 703)] == expected


# Tables


def test_a_table_of_data() -> None:
    document = page(
        "<table><caption>Codes</caption><thead><tr><th>Code</th><th>Means</th></tr></thead>"
        "<tr><td>E0203</td><td>a <b>lamp</b></td></tr></table>"
    )
    (table,) = document.tables()
    assert rows(document) == [[["Code", "Means"], ["E0203", "a lamp"]]]
    assert [cell.bold for cell in table.cells()] == [True, True, False, False]
    assert texts(document) == ["Codes"]


def test_merged_cells_leave_empty_ones() -> None:
    document = page(
        "<table><tr><th colspan='3'>Covered</th></tr>"
        "<tr><td rowspan='2'>E0203</td><td>a</td><td>b</td></tr>"
        "<tr><td>c</td><td rowspan='0'>d</td></tr><tr><td>E0204</td><td>e</td></tr></table>"
    )
    assert rows(document) == [[["Covered", "", ""], ["E0203", "a", "b"], ["", "c", "d"], ["E0204", "e", ""]]]


def test_rows_may_be_short_and_spacers_are_dropped() -> None:
    document = page("<table><tr><td>a</td><td>&nbsp;</td><td>b</td></tr><tr><td> </td></tr><tr><td>c</td></tr></table>")
    assert rows(document) == [[["a", "b"], ["c", ""]]]


def test_what_stands_in_a_cell_stands_on_lines_of_its_own() -> None:
    document = page(
        "<table><tr><td>May</td><td><p>New:</p><ul><li>age</li><li>dose</li></ul><ol><li>x</li></ol></td></tr>"
        "<tr><td>June</td><td>one<br>two</td></tr></table>"
    )
    assert rows(document) == [[["May", "New:\n• age\n• dose\n1. x"], ["June", "one\ntwo"]]]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td><p>Left</p><p>below</p></td><td>Right</td></tr></table>",
        "<table role='presentation'><tr><td>Left</td></tr><tr><td>below</td></tr><tr><td>Right</td></tr></table>",
        "<table><tr><td>Left</td></tr><tr><td><table><tr><td>below</td></tr></table></td></tr><tr><td>Right</td></tr></table>",
    ],
)
def test_a_table_that_only_lays_out_the_page_is_text(table: str) -> None:
    document = page(table)
    assert texts(document) == ["Left", "below", "Right"]
    assert rows(document) == []


def test_tables_of_data_inside_one_that_lays_out_the_page() -> None:
    document = page(
        "<table><tr><td>Number:</td><td>7</td></tr><tr><td>Date:</td><td>May</td></tr>"
        "<tr><td colspan='2'><h2>Codes</h2><table><tr><th>Code</th><th>Means</th></tr>"
        "<tr><td>E0203</td><td>lamp</td></tr></table></td></tr></table>"
    )
    assert rows(document) == [[["Number:", "7"], ["Date:", "May"]], [["Code", "Means"], ["E0203", "lamp"]]]
    assert texts(document) == ["Codes"]


def test_a_table_inside_a_cell_of_data_is_read_across() -> None:
    inner = "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    document = page(f"<table><tr><th>Code</th><th>Means</th></tr><tr><td>E0203</td><td>{inner}</td></tr></table>")
    assert rows(document) == [[["Code", "Means"], ["E0203", "a | b\nc | d"]]]


@pytest.mark.parametrize(
    "panel",
    [
        "<h2><button aria-controls='p1'>Policy</button></h2><div id='p1' hidden>Lamps</div>",
        "<h2><a data-toggle='collapse' href='#p1'>Policy</a></h2><div id='p1' style='display:none'>Lamps</div>",
        "<h2>Policy</h2><div role='tabpanel' aria-hidden='true'>Lamps</div>",
    ],
)
def test_what_is_folded_away_is_read(panel: str) -> None:
    document = page(panel)
    assert texts(document) == ["Policy", "Lamps"]
    assert document.problems == ()


def test_the_menu_of_the_site_stays_hidden() -> None:
    menu = "<header><button aria-controls='menu'>Menu</button></header><div id='menu' hidden>Home</div><p>Lamps</p>"
    assert texts(page(menu)) == ["Lamps"]


@pytest.mark.parametrize("control", ["data-toggle='modal'", "data-bs-toggle='modal'", "aria-haspopup='dialog'"])
def test_what_pops_up_stays_hidden(control: str) -> None:
    opens = f"<a {control} aria-controls='terms' href='#terms'>Terms</a>"
    assert texts(page(f"{opens}<div id='terms' hidden>Fans</div><p>Lamps</p>")) == ["Terms", "Lamps"]


def test_hidden_rows_are_left_out() -> None:
    document = page("<table><tr><td>a</td><td>b</td></tr><tr hidden><td>c</td><td>d</td></tr></table>")
    assert rows(document) == [[["a", "b"]]]


# Lines of the source


def test_lines_are_those_of_the_source() -> None:
    source = (
        b"<html>\r\n<body>\r\n<h1>Lamps</h1>\r\n<p>\r\none<br>\r\ntwo\r\nand more</p>tail\r\n"
        b"<!-- a\r\nnote --><table>\r\n<tr><td>a</td>\r\n<td>b</td></tr></table></body></html>"
    )
    document = html.read(source, "policy.html")
    assert [(line.text, line.number) for line in document.lines()] == [
        ("Lamps", 3),
        ("one", 5),
        ("two and more", 6),
        ("tail", 7),
    ]
    assert [(cell.text, cell.number) for table in document.tables() for cell in table.cells()] == [("a", 10), ("b", 11)]


def test_lines_are_counted_beyond_those_the_parser_can_tell() -> None:
    document = page("\n" * 70_000 + "<p>late</p>\n<p>later</p>")
    assert [line.number for line in document.lines()] == [70_002, 70_003]


# Bytes


@pytest.mark.parametrize(
    "data",
    [
        "<html><p>Müller ≥ 1</p>".encode(),
        codecs.BOM_UTF8 + "<html><p>Müller ≥ 1</p>".encode(),
        codecs.BOM_UTF16_LE + "<html><p>Müller ≥ 1</p>".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "<html><p>Müller ≥ 1</p>".encode("utf-16-be"),
        b"<html><meta charset='windows-1252'><p>M\xfcller &ge; 1</p>",
        b"<html><meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'><p>M\xfcller &#8805; 1</p>",
        b"<?xml version='1.0' encoding='ISO-8859-15'?><html><p>M\xfcller &#x2265; 1</p></html>",
        b"<html><p>M\xfcller &ge; 1</p>",
        b"<html><meta charset='no-such-thing'><p>M\xfcller &ge; 1</p>",
        "<html><meta charset='utf-16'><p>Müller ≥ 1</p>".encode(),
    ],
)
def test_encodings(data: bytes) -> None:
    document = read(data, "x")
    assert (document.media_type, document.text) == ("text/html", "Müller ≥ 1\n")


def test_latin_1_is_read_as_browsers_do() -> None:
    assert texts(read(b"<html><meta charset='latin1'><p>\x93lamp\x94", "x")) == ["“lamp”"]


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"\n <!-- saved --> <!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><p>x", "text/html"),
        (b"<HTML><BODY>x", "text/html"),
        (b"<div class='policy'><p>Lamps</p><p>Codes</p></div>", "text/html"),
        (b"Lamps are covered<br>\nwhen it is dark, and whenever the room has no window.", "text/plain"),
        (
            b"# Lamps\n\n| <ul><li>one</li></ul> | and a long enough description of what is meant by it here |",
            "text/plain",
        ),
    ],
)
def test_a_page_is_told_from_a_text_by_its_tags(data: bytes, media_type: str) -> None:
    assert read(data, "policy.pdf.txt").media_type == media_type


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body><script>render()</script></body></html>", "is a web page without text"),
        (b"<!DOCTYPE html><!-- nothing -->", "is a web page without text"),
        (b"<html><p>x</p>" + b"<div>" * 3000 + b"lost", "is a web page whose elements are nested too deep"),
    ],
)
def test_pages_that_cannot_be_read(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(data, "policy.html")
    assert caught.value.reason.startswith(reason)


def test_deep_pages_are_read_to_the_end() -> None:
    deep = "<div>" * 1900 + "deep" + "</div>" * 1900 + "<p>end</p>"
    assert texts(page(deep)) == ["deep", "end"]
    tables = "<table><tr><td>" * 300 + "deep" + "</td></tr></table>" * 300
    assert "deep" in page(tables).text


# Properties

FRAGMENTS = st.recursive(
    st.sampled_from(["word", "two  words", "x<sup>2</sup>", "<b>heavy</b>", "<br>", "&nbsp;", "é", ""]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["p", "div", "li", "ul", "ol", "b", "h2", "table", "tr", "td", "th", "span", "blockquote"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(FRAGMENTS)
def test_every_line_and_cell_is_where_it_says(body: str) -> None:
    document = page(f"<p>start</p>{body}")
    for block in document.blocks:
        if isinstance(block, Line):
            assert document.text[block.start : block.end] == block.text
            assert block.text == " ".join(block.text.split())
            assert 0 <= block.bold_until <= len(block.text)
        if isinstance(block, Table):
            assert len({len(row) for row in block.rows}) == 1
            for cell in block.cells():
                assert document.text[cell.start : cell.end] == cell.text


@settings(max_examples=100, deadline=None)
@given(FRAGMENTS)
def test_no_word_is_lost_or_doubled(body: str) -> None:
    document = page(f"start {body}")
    for word in ("start", "word", "two", "heavy"):
        assert document.text.count(word) == f"start {body}".count(word)


# The whole way

POLICY = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Lamp Therapy</title></head>
<body>
<header>Example Health Plan</header>
<main>
<h1>Lamp Therapy</h1>
<p><strong>Policy Number:</strong> 0417<br><strong>Effective Date:</strong> 03/01/2025</p>
<h2>Policy</h2>
<p>Example Health Plan considers lamp therapy <b>medically necessary</b> for low mood in winter when <em>all</em> of the
following criteria are met:</p>
<ol>
<li>The member is 18 years of age or older; and</li>
<li>One of the following:
<ol type="a"><li>Walks for at least 6 weeks have not helped; or</li><li>Walks are contraindicated.</li></ol></li>
</ol>
<p>Lamp therapy is considered <b>experimental and investigational</b> for any of the following:</p>
<ul><li>Jet lag</li><li>Weight gain in winter</li></ul>
<p>Lamp therapy for all other indications is considered not medically necessary.</p>
<h2>Background</h2>
<p>Lamps have been in use for a long time. Several small trials set bright lamps against dim ones.</p>
<h2>Coding</h2>
<table><thead><tr><th>Code</th><th>Description</th></tr></thead><tbody>
<tr><td colspan="2"><b>HCPCS codes covered if selection criteria are met:</b></td></tr>
<tr><td>E0203</td><td>A lamp on a table</td></tr>
<tr><td colspan="2"><b>ICD-10 codes not covered for indications listed in the policy:</b></td></tr>
<tr><td>G47.25</td><td>Tired after a flight</td></tr>
</tbody></table>
<h2>Policy History</h2>
<table><tr><th>Date</th><th>Summary of changes</th></tr>
<tr><td>02/11/2025</td><td><ul><li>Age lowered to 18 years.</li><li>References updated.</li></ul></td></tr>
<tr><td>02/13/2024</td><td>New policy.</td></tr></table>
</main><footer>Copyright</footer></body></html>
"""


def outline_of(criteria: Criterion | None) -> object:
    """A criteria tree as nested tuples: operator and items, or the text."""
    assert criteria is not None
    if not criteria.items:
        return f"{criteria.label} {criteria.text}"
    return (criteria.operator, *(outline_of(item) for item in criteria.items))


def test_a_policy_on_a_web_page_becomes_a_record() -> None:
    extraction = extract(POLICY.encode(), "policy.html")
    record = extraction.record
    assert (record.title, record.policy_number, record.effective_date) == ("Lamp Therapy", "0417", "2025-03-01")
    assert (record.source.media_type, record.source.pages) == ("text/html", None)
    assert [(each.determination, each.residual) for each in record.statements] == [
        ("medically_necessary", False),
        ("investigational", False),
        ("not_medically_necessary", True),
    ]
    assert outline_of(record.statements[0].criteria) == (
        "all",
        "1. The member is 18 years of age or older; and",
        ("any", "a. Walks for at least 6 weeks have not helped; or", "b. Walks are contraindicated."),
    )
    assert outline_of(record.statements[1].criteria) == ("any", "• Jet lag", "• Weight gain in winter")
    assert [(each.system, each.code, each.determination) for each in record.codes] == [
        ("HCPCS", "E0203", "medically_necessary"),
        ("ICD-10-CM", "G47.25", "not_covered"),
    ]
    assert [(each.date, each.summary) for each in record.revisions] == [
        ("2025-02-11", ("Age lowered to 18 years.", "References updated.")),
        ("2024-02-13", ("New policy.",)),
    ]
    assert record.accounting.unparsed == 0


def test_what_a_record_quotes_stands_in_the_page() -> None:
    extraction = extract(POLICY.encode(), "policy.html")
    start, end = extraction.record.statements[2].provenance.span
    assert extraction.document.text[start:end] == extraction.record.statements[2].text
    assert extraction.record.statements[2].provenance.line == 18
