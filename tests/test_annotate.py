"""Changed passages marked in the original PDFs: the words under a highlight are the words that changed."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption

from annotations import Shown, annotations, content_streams, highlights, letters_of, page_texts
from conftest import ROOT, Run
from paper import Paper
from policydiff.annotate import Annotated, NotAnnotated, Side, annotate
from policydiff.annotate.marks import COLOUR_NAMES
from policydiff.annotate.passages import Text, find_passage
from policydiff.annotate.places import Places
from policydiff.annotate.words import Words, words_of
from policydiff.changes import Action, Area, Change, Direction, Evidence, Verdict, Version, VersionDiff
from policydiff.history import Decision, DecisionStatus
from policydiff.versions import diff as diff_versions
from policyextract.document import Document, Line, Provenance
from policyextract.furniture import Furniture, take_off
from policyextract.pipeline import extract
from policyextract.readers import pdf as pdf_reader
from policyextract.readers.engine import DEFAULT, Engine
from policyextract.records import Payer, Source

REAL = Path(os.environ.get("POLICYDIFF_REAL", ROOT.parent / "shared")) / "corpus"
PAIRS = (
    ("cigna-0261__2021-07-15.pdf", "cigna-0261__2024-05-15.pdf"),
    ("cigna-0261__2021-07-15.pdf", "cigna-0261__2026-05-15.pdf"),
    ("cigna-0261__2024-05-15.pdf", "cigna-0261__2026-05-15.untagged.pdf"),
    ("molina-210__2025-02-12.pdf", "molina-210__2026-02-11.pdf"),
    ("molina-210__2025-02-12.pdf", "molina-210__2026-02-11.untagged.pdf"),
)
REAL_PAIRS = (
    ("bcbs_fep/FEP_5.21.054_Ibrance__2024-07-01.pdf", "bcbs_fep/FEP_5.21.054_Ibrance__2025-07-01.pdf"),
    ("bcbs_fep/FEP_5.21.169_Breyanzi__2024-04-01.pdf", "bcbs_fep/FEP_5.21.169_Breyanzi__2025-04-01.pdf"),
    (
        "unitedhealthcare/United_Healthcare_genetic-testing-hereditary-cancer__2025-04-01.pdf",
        "unitedhealthcare/genetic-testing-hereditary-cancer__2025-05-01.pdf",
    ),
    (
        "amerihealth_caritas/Ameriheath_Caritas_PA_ccp1282-genetic-testing-duchenne-muscular-dystrophy__2024-01-01.pdf",
        "amerihealth_caritas/Amerihealth_Caritas_NH_ccp1282-genetic-testing-duchenne-muscular-dystrophy__2024-01.pdf",
    ),
    ("bcbs_ne/BCBS_NE_V19__2024-08-07.pdf", "bcbs_ne/BCBS_NE_V35__2024-08-07.pdf"),
)
"""The last two are not versions of one policy: their diffs are long, which is what is wanted here."""


@cache
def compared(old: Path, new: Path, engine: Engine = DEFAULT) -> VersionDiff:
    return diff_versions(*(extract(file.read_bytes(), file.name, engine=engine).record for file in (old, new)))


@cache
def annotated(old: Path, new: Path, side: Side) -> Annotated:
    file = old if side is Side.OLD else new
    return annotate(file.read_bytes(), file.name, compared(old, new), side)


def corpus(pair: tuple[str, str]) -> tuple[Path, Path]:
    return ROOT / "corpus" / pair[0], ROOT / "corpus" / pair[1]


def of_change(shown: Sequence[Shown], number: int) -> list[Shown]:
    """The highlights of a change, by its number in the diff."""
    return [each for each in shown if f"Change {number} of" in each.note]


def stands_under(evidence: Evidence, shown: Sequence[Shown]) -> bool:
    """Whether the letters of a quote are those under its highlights. Joined quotes may stand in another order."""
    letters, quoted = "".join(each.letters for each in shown), letters_of(evidence.text)
    return sorted(letters) == sorted(quoted) if "; " in evidence.text else letters == quoted


def in_other_words(shown: Sequence[Shown]) -> bool:
    """Whether the note says that the passage is not the evidence word for word, such as a date in another form."""
    return any("Read here: " in each.note or "In part; " in each.note for each in shown)


both_sides = pytest.mark.parametrize("side", list(Side))
all_pairs = pytest.mark.parametrize("pair", PAIRS, ids="--".join)


@both_sides
@all_pairs
def test_the_words_under_a_highlight_are_the_words_that_changed(pair: tuple[str, str], side: Side) -> None:
    old, new = corpus(pair)
    made = annotated(old, new, side)
    shown = highlights(made.data)
    assert made.lost == ()
    quoted = 0
    for sought in made.marked:
        under = of_change(shown, sought.number)
        if in_other_words(under):
            assert any(each.letters for each in under), sought.change.rule
        else:
            quoted += 1
            assert stands_under(sought.evidence, under), sought.change.rule
    assert quoted


@both_sides
def test_what_the_reference_engine_read_is_marked_alike(side: Side) -> None:
    old, new = corpus(PAIRS[1])
    found = compared(old, new, "pdfplumber")
    file = new if side is Side.NEW else old
    made = annotate(file.read_bytes(), file.name, found, side, engine="pdfplumber")
    assert made.lost == ()
    usual = highlights(annotated(old, new, side).data)
    assert [(each.page, each.letters) for each in highlights(made.data)] == [(e.page, e.letters) for e in usual]


@both_sides
@all_pairs
def test_the_pages_stay_as_they_are(pair: tuple[str, str], side: Side) -> None:
    old, new = corpus(pair)
    before = (old if side is Side.OLD else new).read_bytes()
    after = annotated(old, new, side).data
    assert page_texts(after) == page_texts(before)
    assert content_streams(after) == content_streams(before)
    with pikepdf.open(BytesIO(before)) as was, pikepdf.open(BytesIO(after)) as now:
        assert [title_of(item) for item in outline(now)] == [title_of(item) for item in outline(was)]
        assert str(now.docinfo) == str(was.docinfo)
        for key in ("/StructTreeRoot", "/MarkInfo", "/Lang", "/Metadata", "/Outlines"):
            assert (key in now.Root) == (key in was.Root)
        for page, page_before in zip(now.pages, was.pages, strict=True):
            kept = len(page_before.obj.get("/Annots", []))
            assert [str(a.Subtype) for a in page.obj.get("/Annots", [])][:kept] == [
                str(a.Subtype) for a in page_before.obj.get("/Annots", [])
            ]


def outline(pdf: pikepdf.Pdf) -> list[pikepdf.OutlineItem]:
    with pdf.open_outline() as found:
        return list(found.root)


def title_of(item: pikepdf.OutlineItem) -> str:
    return str(item.title)


def test_the_same_input_gives_the_same_bytes() -> None:
    old, new = corpus(PAIRS[1])
    again = annotate(new.read_bytes(), new.name, compared(old, new), Side.NEW)
    assert again.data == annotated(old, new, Side.NEW).data


def test_annotations_have_no_date() -> None:
    data = annotated(*corpus(PAIRS[1]), Side.NEW).data
    kinds = ("/Highlight", "/FreeText", "/Text", "/Popup")
    found = [annotation for kind in kinds for _, annotation in annotations(data, kind)]
    assert {each["/Subtype"] for each in found} == set(kinds)
    assert not [each for each in found if "/M" in each or "/CreationDate" in each]


def test_the_note_says_rule_direction_reason_and_the_other_side() -> None:
    old, new = corpus(PAIRS[1])
    changes = enumerate(compared(old, new).changes, 1)
    ((number, change),) = [(n, c) for n, c in changes if c.rule.startswith("statement-investigational")]
    (shown,) = of_change(highlights(annotated(old, new, Side.NEW).data), number)
    assert change.old
    assert f"Change {number} of {len(compared(old, new).changes)}: lateral" in shown.note
    for part in (change.rule, change.why, change.service, change.old.text, "In the old version, p. 2, line 10"):
        assert part in shown.note


def test_changes_of_one_passage_share_a_highlight_in_the_colour_of_the_gravest() -> None:
    shown = highlights(annotated(*corpus(PAIRS[1]), Side.NEW).data)
    (both,) = [each for each in shown if each.note.count("Fingerprint: ") == 3]
    assert both.note.index(": restrictive") < both.note.index(": editorial")
    red, green, blue = both.colour
    assert red > green
    assert red > blue


def test_a_decision_stands_in_the_note() -> None:
    old, new = corpus(PAIRS[1])
    change = compared(old, new).changes[0]
    decision = Decision(
        fingerprint=change.fingerprint,
        status=DecisionStatus.ACCEPTED,
        owner="Ada",
        note="bulletin 12",
        decided_at="2026-06-01T10:00:00Z",
    )
    made = annotate(new.read_bytes(), new.name, compared(old, new), Side.NEW, decisions={change.fingerprint: decision})
    (shown,) = of_change(highlights(made.data), 1)
    assert "Decision: accepted by Ada, bulletin 12" in shown.note


@pytest.mark.parametrize("direction", list(Direction))
def test_every_direction_has_a_colour_of_its_own_with_a_name(direction: Direction) -> None:
    from policydiff.annotate.drawing import COLOURS

    assert len({COLOURS[each] for each in Direction}) == len(Direction)
    assert COLOUR_NAMES[direction]
    assert min(COLOURS[direction]) > 0.5, "black text must be readable on it"


def test_a_highlight_is_painted_where_the_words_are() -> None:
    data = annotated(*corpus(PAIRS[1]), Side.NEW).data
    shown = next(each for each in highlights(data) if "Change 2 of" in each.note)
    (x, y), scale = shown.quads[0][2], 4
    page = pypdfium2.PdfDocument(data)[shown.page - 1]
    plain, drawn = (
        page.render(scale=scale, may_draw_forms=False, draw_annots=drawn).to_numpy() for drawn in (False, True)
    )
    row, column = int((page.get_height() - y - 1.5) * scale), int((x + 0.4) * scale)
    assert tuple(plain[row, column]) == (255, 255, 255)
    assert tuple(drawn[row, column]) != (255, 255, 255)


@both_sides
@all_pairs
def test_the_annotated_file_is_sound(pair: tuple[str, str], side: Side) -> None:
    with pikepdf.open(BytesIO(annotated(*corpus(pair), side).data)) as pdf:
        assert pdf.check_pdf_syntax() == []


@both_sides
@all_pairs
def test_tags_stand_where_nothing_is_printed(pair: tuple[str, str], side: Side) -> None:
    data = annotated(*corpus(pair), side).data
    pages = pypdfium2.PdfDocument(data)
    tags = annotations(data, "/FreeText")
    assert tags
    for page, tag in tags:
        assert pages[page - 1].get_textpage().get_text_bounded(*tag["/Rect"]) == ""
        assert re.fullmatch(r"\d+(, \d+){0,2}( …)?( [a-z]+)?", tag["/Contents"])


@both_sides
def test_tags_add_nothing_to_the_text_of_a_page(tmp_path: Path, side: Side) -> None:
    """Some programs count what stands in annotations among a page's text."""
    if shutil.which("pdftotext") is None:
        pytest.skip("NOT CHECKED: no pdftotext")
    files = {"before.pdf": corpus(PAIRS[1])[side is Side.NEW].read_bytes()}
    files["after.pdf"] = annotated(*corpus(PAIRS[1]), side).data
    assert annotations(files["after.pdf"], "/FreeText")
    texts = set()
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        texts.add(subprocess.run(["pdftotext", tmp_path / name, "-"], check=True, capture_output=True).stdout)
    assert len(texts) == 1


# Made pages: columns, cells, page breaks, pages that are turned or cut


def version(name: str = "made.pdf", media_type: str = "application/pdf") -> Version:
    return Version(
        source=Source(name=name, sha256="0" * 64, media_type=media_type, pages=1),
        payer=Payer(id="made", name="Made Health"),
        policy_number="7",
        title="Lamp Therapy",
        effective_date=None,
        last_review_date=None,
        next_review_date=None,
    )


def change(text: str, place: Provenance | None, area: Area = Area.CRITERION, fingerprint: str = "a" * 12) -> Change:
    return Change(
        rule="criterion-added",
        area=area,
        action=Action.ADDED,
        direction=Direction.RESTRICTIVE,
        service="lamp therapy",
        old=None,
        new=Evidence(text=text, provenance=place),
        why="added under ALL of a medically-necessary statement",
        confidence=1.0,
        fingerprint=fingerprint,
    )


def diff_of(*changes: Change, media_type: str = "application/pdf") -> VersionDiff:
    return VersionDiff(
        old=version(), new=version(media_type=media_type), verdict=Verdict.RESTRICTIVE, changes=changes, revision_log=()
    )


def text_of(data: bytes) -> Text:
    return Text(take_off(pdf_reader.read(data, "made.pdf")))


def place_of(quote: str, text: Text) -> Provenance:
    """The place at which a quote begins; its span is the rest of its line, as a reader's first line is."""
    start = text.text.index(quote)
    piece, _ = next(text.pieces_in((start, start + 1)))
    return Provenance(piece.page, piece.number, (start, piece.start + len(piece.text)), piece.box)


def shown_for(data: bytes, quote: str, begins: str | None = None) -> list[Shown]:
    place = place_of(begins or quote, text_of(data))
    made = annotate(data, "made.pdf", diff_of(change(quote, place)), Side.NEW)
    assert made.lost == ()
    return highlights(made.data)


def two_columns() -> bytes:
    paper = Paper()
    left = ["The lamp is medically", "necessary when the patient", "cannot sleep and has", "tried a darker room for"]
    right = ["four weeks at least, and", "the room is quiet, and", "nobody snores in it, and", "the moon is not full."]
    for at, words in enumerate([*left, *(f"left filler {n} of the block" for n in range(4))]):
        paper.text(72, 100 + 14 * at, words)
    for at, words in enumerate([*right, *(f"right filler {n} of the block" for n in range(4))]):
        paper.text(330, 100 + 14 * at + 5, words)
    return paper.data()


def test_a_passage_may_run_over_columns() -> None:
    data = two_columns()
    text = text_of(data).text
    assert text.index("tried a darker") < text.index("four weeks"), "the columns are read one after the other"
    begins = "cannot sleep and has"
    quote = "cannot sleep and has tried a darker room for"
    (shown,) = shown_for(data, quote, begins)
    assert shown.letters == letters_of(quote)
    assert len(shown.quads) == 2


def test_a_passage_may_run_over_pages() -> None:
    paper = Paper()
    paper.lines(72, 100, "Lamp therapy is covered for patients who", "sleep less than four hours and who")
    paper.next_page()
    paper.lines(72, 100, "have tried a darker room before.", "The end of it.")
    quote = "sleep less than four hours and who have tried a darker room before"
    first, second = shown_for(paper.data(), quote, "sleep less")
    assert (first.page, second.page) == (1, 2)
    assert first.letters + second.letters == letters_of(quote)
    assert first.note == second.note


def test_a_passage_may_stand_in_a_cell_of_a_table() -> None:
    paper = Paper()
    paper.grid([72, 150, 400], [100, 120, 160, 180])
    for y, code, words in ((114, "Code", "Description"), (134, "12345", "Lamp, bright,"), (174, "23456", "Lamp, dim")):
        paper.text(76, y, code)
        paper.text(154, y, words)
    paper.text(154, 148, "for use at night")
    data = paper.data()
    (shown,) = shown_for(data, "12345 Lamp, bright, for use at night", "12345")
    assert shown.letters == "12345lampbrightforuseatnight"
    assert len(shown.quads) == 3


def test_of_several_codes_in_a_cell_the_one_that_changed_is_marked() -> None:
    paper = Paper()
    paper.lines(72, 100, "Codes: 12345, 23456, 34567 and a few others", "The lamp is bright.")
    data = paper.data()
    place = place_of("Codes: 12345", text_of(data))
    made = annotate(data, "made.pdf", diff_of(change("34567 Lamp", place, Area.CODE)), Side.NEW)
    assert [each.letters for each in highlights(made.data)] == ["34567"]


LINES = ("The lamp is medically necessary when", "the patient cannot sleep at night", "or has tried a darker room.")


def turned(**entries: object) -> bytes:
    paper = Paper()
    paper.lines(150, 200, *LINES)
    with pikepdf.open(BytesIO(paper.data())) as pdf:
        for key, value in entries.items():
            pdf.pages[0].obj[f"/{key}"] = value
        made = BytesIO()
        pdf.save(made)
        return made.getvalue()


@pytest.mark.parametrize(
    "entries",
    [
        {"Rotate": 90},
        {"Rotate": 270},
        {"CropBox": pikepdf.Array([100, 100, 500, 700])},
        {"MediaBox": pikepdf.Array([-50, -80, 612, 792]), "CropBox": pikepdf.Array([20, 30, 600, 780])},
        {"Rotate": 90, "CropBox": pikepdf.Array([100, 100, 500, 700])},
        {"UserUnit": 2},
    ],
    ids=str,
)
def test_pages_that_are_turned_cut_or_scaled(entries: dict[str, object]) -> None:
    data = turned(**entries)
    quote = "patient cannot sleep at night or has tried"
    (shown,) = shown_for(data, quote, "patient")
    assert shown.letters == letters_of(quote)
    with pikepdf.open(BytesIO(data)) as pdf:
        box = [float(side) for side in pdf.pages[0].obj.get("/CropBox", pdf.pages[0].mediabox)]
    for x, y in (point for quad in shown.quads for point in quad):
        assert box[0] <= x <= box[2]
        assert box[1] <= y <= box[3]


def test_text_that_is_set_sideways() -> None:
    paper = Paper()
    paper.canvas.rotate(90)
    for at, words in enumerate(LINES):
        paper.canvas.drawString(100, -200 - 14 * at, words)
    (shown,) = shown_for(paper.data(), "patient cannot sleep", "patient")
    upper_left, upper_right, lower_left, _ = shown.quads[0]
    assert shown.letters == "patientcannotsleep"
    assert upper_left[0] < lower_left[0], "upper is what is upper to the reader"
    assert upper_left[1] < upper_right[1]


def test_a_hyphen_at_the_end_of_a_line_parts_no_quote() -> None:
    paper = Paper()
    paper.lines(72, 100, "The lamp is covered where immuno-", "therapy has failed twice.")
    (shown,) = shown_for(paper.data(), "covered where immunotherapy has failed", "covered")
    assert shown.letters == "coveredwhereimmunotherapyhasfailed"


def test_markers_of_a_list_are_passed_over() -> None:
    paper = Paper()
    paper.lines(72, 100, "The lamp is covered when ALL of:", "a. the patient cannot sleep", "b. the room is dark")
    quote = "covered when ALL of: the patient cannot sleep; the room is dark"
    (shown,) = shown_for(paper.data(), quote, "covered")
    assert shown.letters == letters_of(quote)


# What cannot be marked is told


def test_a_quote_that_is_not_there_is_told_and_marked_nowhere() -> None:
    paper = Paper()
    paper.lines(72, 100, *LINES)
    astray = Provenance(3, 99, (5000, 5010))
    found = diff_of(
        change("the patient cannot sleep at night", place_of("the patient", text_of(paper.data()))),
        change("nothing of this kind is printed", astray, fingerprint="b" * 12),
        change("nor is this", None, fingerprint="c" * 12),
    )
    made = annotate(paper.bytes.getvalue(), "made.pdf", found, Side.NEW)
    assert [each.number for each in made.marked] == [1]
    assert [each.number for each in made.lost] == [2, 3]
    assert [each.letters for each in highlights(made.data)] == ["thepatientcannotsleepatnight"]
    ((page, entries),) = annotations(made.data, "/Text")
    note = entries["/Contents"]
    assert page == 1
    assert "change 2, criterion-added, p. 3, line 99: “nothing of this kind is printed”" in note
    assert "change 3, criterion-added: “nor is this”" in note


def test_a_place_of_another_reading_is_not_believed() -> None:
    paper = Paper()
    paper.lines(72, 100, *LINES)
    data = paper.data()
    wrong = Provenance(1, 1, (40, 60))  # of the second line
    text = text_of(data)
    passage = find_passage(Evidence(text="has tried a darker room", provenance=wrong), text)
    assert passage is not None
    assert text.text[slice(*passage.spans[0])] == "has tried a darker room"
    assert find_passage(Evidence(text="Effective date 2026-01-01", provenance=wrong), text) is None


def test_words_on_a_picture_are_marked_by_their_lines() -> None:
    paper = Paper()
    paper.canvas.rect(50, 50, 300, 300)
    data = paper.data()
    box = (72.0, 90.0, 300.0, 104.0)
    line = Line("The lamp is covered at night", 0, 1, 1, box=box)
    read = Document("scan.pdf", "0" * 64, "application/pdf", line.text + "\n", (line,))
    from policydiff.annotate.characters import PrintedPages

    with PrintedPages(data) as pages:
        (area,) = Places(Text(Furniture(read, ())), pages).areas([(4, 15)])
    assert (area.page, area.boxes, area.exact) == (1, (box,), False)


def protected(**permits: int) -> bytes:
    closed = {"canPrint": 1, "canModify": 0, "canCopy": 1, "canAnnotate": 0, "strength": 128}
    paper = Paper(StandardEncryption("", ownerPassword="owner", **{**closed, **permits}))
    paper.lines(72, 100, *LINES)
    return paper.data()


def one_change(data: bytes) -> VersionDiff:
    return diff_of(change("the patient cannot sleep", place_of("the patient", text_of(data))))


def test_a_file_whose_owner_permits_no_annotations_is_left_alone() -> None:
    data = protected()
    with pytest.raises(NotAnnotated, match="its owner permits no annotations"):
        annotate(data, "made.pdf", one_change(data), Side.NEW)


def test_a_protected_file_that_may_be_annotated_loses_its_protection_and_says_so() -> None:
    data = protected(canAnnotate=1)
    made = annotate(data, "made.pdf", one_change(data), Side.NEW)
    assert made.remarks == ("the original is protected against changes, the annotated copy is not",)
    assert [each.letters for each in highlights(made.data)] == ["thepatientcannotsleep"]


def test_signs_that_no_text_can_hold_are_shown_as_unknown() -> None:
    paper = Paper()
    paper.lines(72, 100, *LINES)
    data = paper.data()
    found = one_change(data)
    odd = found.changes[0].model_copy(update={"service": "half \ud800, none \x00, (paren\\", "why": "\u202eover"})
    (shown,) = highlights(annotate(data, "made.pdf", diff_of(odd), Side.NEW).data)
    assert "Service: half \ufffd, none \ufffd, (paren\\\n" in shown.note
    assert "Why restrictive: \ufffdover\n" in shown.note


def test_a_signature_that_no_longer_holds_is_told() -> None:
    paper = Paper()
    paper.lines(72, 100, *LINES)
    with pikepdf.open(BytesIO(paper.data())) as pdf:
        pdf.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=pikepdf.Array())
        signed = BytesIO()
        pdf.save(signed)
    made = annotate(signed.getvalue(), "made.pdf", one_change(signed.getvalue()), Side.NEW)
    assert made.remarks == ("the original is signed, and the signature does not hold for the annotated copy",)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(NotAnnotated, match=r"is no PDF \(text/plain\)"):
        annotate(b"Lamp", "made.txt", diff_of(media_type="text/plain"), Side.NEW)


def test_pages_that_share_a_list_of_annotations_get_their_own() -> None:
    paper = Paper()
    for _ in range(2):
        paper.lines(72, 100, *LINES)
        paper.next_page()
    with pikepdf.open(BytesIO(paper.data())) as pdf:
        link = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
        )
        shared = pdf.make_indirect(pikepdf.Array([link]))
        for page in pdf.pages:
            page.obj.Annots = shared
        made = BytesIO()
        pdf.save(made)
    data = annotate(made.getvalue(), "made.pdf", one_change(made.getvalue()), Side.NEW).data
    assert [page for page, _ in annotations(data, "/Highlight")] == [1]
    assert [page for page, _ in annotations(data, "/Link")] == [1, 2]


# Words


@given(st.lists(st.sampled_from("the lamp Room at night, 12.5 mg/kg (a) b) <é> über".split()), min_size=1), st.data())
def test_any_run_of_words_is_found_where_it_stands(printed: list[str], data: st.DataObject) -> None:
    text = " ".join(printed)
    words = Words(text)
    spelled = words_of(text)
    if not spelled:
        return
    first = data.draw(st.integers(0, len(spelled) - 1))
    last = data.draw(st.integers(first, len(spelled) - 1))
    runs = words.read_from(spelled[first : last + 1], first)
    assert runs is not None
    assert "".join(letters_of(text[slice(*span)]) for span in words.spans(runs)) == "".join(spelled[first : last + 1])


def test_titles_are_looked_for_on_lines_of_their_own() -> None:
    text = "Overview\nNobody knows how old the use of lamps is.\nUse of lamps\nIt is said to help."
    (run,) = Words(text).search(["use", "of", "lamps"], 1) or []
    assert Words(text).spans([run]) == ((text.index("Use of"), text.index("\nIt is")),)


# The command line


def test_annotate_writes_a_copy_of_each_file(run: Callable[..., Run], tmp_path: Path) -> None:
    old, new = corpus(PAIRS[1])
    done = run("diff", old, new, "--annotate", tmp_path / "marked", "--format", "json")
    assert done.code == 0
    assert json.loads(done.out)["verdict"] == "restrictive"
    assert {file.name: file.read_bytes() for file in (tmp_path / "marked").iterdir()} == {
        "cigna-0261__2021-07-15.annotated.pdf": annotated(old, new, Side.OLD).data,
        "cigna-0261__2026-05-15.annotated.pdf": annotated(old, new, Side.NEW).data,
    }
    assert "cigna-0261__2026-05-15.annotated.pdf: 15 of 15 changes marked" in done.err


def test_a_side_that_is_no_pdf_is_named_and_left_out(run: Callable[..., Run], tmp_path: Path) -> None:
    old, new = ROOT / "corpus" / "cigna-0261__2021-07-15.txt", corpus(PAIRS[1])[1]
    done = run("diff", old, new, "--annotate", tmp_path, "--fail-on", "restrictive")
    assert done.code == 1
    assert f"warning: {old}: is no PDF (text/plain), and only a PDF can be annotated" in done.err
    assert [file.name for file in tmp_path.iterdir()] == ["cigna-0261__2026-05-15.annotated.pdf"]


def test_two_files_that_are_no_pdfs_are_wrong_usage(run: Callable[..., Run], tmp_path: Path) -> None:
    texts = sorted((ROOT / "corpus").glob("cigna*.txt"))[:2]
    done = run("diff", *texts, "--annotate", tmp_path / "marked")
    assert (done.code, done.out) == (2, "")
    assert "neither OLD nor NEW is one" in done.err
    assert not (tmp_path / "marked").exists()


def test_files_of_one_name_are_told_apart(run: Callable[..., Run], tmp_path: Path) -> None:
    for folder, file in zip(("a", "b"), corpus(PAIRS[1]), strict=True):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "policy.pdf").write_bytes(file.read_bytes())
    done = run("diff", tmp_path / "a/policy.pdf", tmp_path / "b/policy.pdf", "--annotate", tmp_path / "c")
    assert done.code == 0
    assert sorted(file.name for file in (tmp_path / "c").iterdir()) == [
        "policy.new.annotated.pdf",
        "policy.old.annotated.pdf",
    ]


def test_a_folder_that_cannot_be_made_is_wrong_usage(run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("diff", *corpus(PAIRS[1]), "--annotate", tmp_path / "file")
    assert done.code == 2
    assert "cannot write to" in done.err


def test_what_was_not_found_is_said(run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import policydiff.annotate as whole

    def astray(*arguments: object, **named: object) -> Annotated:
        made = annotate(*arguments, **named)
        return replace(made, marked=made.marked[1:], lost=made.marked[:1])

    monkeypatch.setattr(whole, "annotate", astray)
    old, new = corpus(PAIRS[1])
    done = run("diff", old, new, "--annotate", tmp_path)
    assert done.code == 0
    assert f"warning: {new}: change 1 (statement-scope-widened) was not found on page 2" in done.err


# Real policies


def test_passages_of_real_changes_are_found() -> None:
    """Of the changes between real versions, at least 95 in 100 are marked, and their words stand under the marks."""
    if not REAL.exists():
        pytest.skip(f"NOT CHECKED: no real policies under {REAL} (set POLICYDIFF_REAL)")
    sought = marked = right = quoted = 0
    for old, new in REAL_PAIRS:
        for side in Side:
            made = annotated(REAL / old, REAL / new, side)
            shown = highlights(made.data)
            sought += len(made.marked) + len(made.lost)
            marked += len(made.marked)
            for each in made.marked:
                under = of_change(shown, each.number)
                assert under, each.change.rule
                assert not any("The marked lines hold" in one.note for one in under)
                if not in_other_words(under):
                    quoted += 1
                    right += stands_under(each.evidence, under)
    print(f"{marked} of {sought} changes marked; {right} of {quoted} quotes stand letter for letter under their marks")
    assert marked >= 0.95 * sought
    assert right >= 0.95 * quoted
