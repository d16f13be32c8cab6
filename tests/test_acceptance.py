"""What is no coverage policy is refused with the reason; what has enough of one is taken, with a warning in doubt."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from making import place, statement
from policyextract.acceptance import Opened, Signs, doubts, signs_of
from policyextract.document import Document, Line, Page
from policyextract.errors import ExtractError, NotAPolicy, UnreadableFile
from policyextract.header import Header, Value
from policyextract.lexicon.builds import BUILDS, Build
from policyextract.lexicon.doctypes import OTHER_TYPES
from policyextract.lexicon.labels import HeaderField
from policyextract.otherkinds import OtherKind, names_itself_policy, other_kinds
from policyextract.pipeline import extract
from policyextract.policypart import PolicyPart
from policyextract.records import PolicyRecord
from rendered import FORMATS
from snippets import document, sections

HERE = Path(__file__).parent
OTHERS = sorted((HERE / "other_documents").iterdir())
LIKELY = sorted((HERE / "likely_policies").iterdir())
DOUBTED = (
    "bare_policy_part",
    "drug_with_parts_of_a_label",
    "introduction_to_you",
    "web_page_with_menu",
    "your_plan_documents",
)
EXAMPLES = [(kind.name, example) for kind in OTHER_TYPES for example in kind.examples]
NO_PART = "holds no coverage statement and no section of a coverage policy"
NO_SIGNS = "has neither number, dates, codes nor revision log of a coverage policy"
PART = sections("# Coverage Policy\n\nLamps shine.\n")
NOTHING = dict.fromkeys(("stated", "headed", "named", "numbered", "dated", "authored", "coded", "logged"), False)
EVERYTHING = dict.fromkeys(NOTHING, True)


def other_kind(read: Document, running: tuple[Line, ...]) -> OtherKind | None:
    return next(other_kinds(read, running, 0), None)


def said(snippet: str, signs: Signs, *, quoting: bool = False) -> str | None:
    """The doubt or, behind "refused: ", the refusal of a document with such signs."""
    read = document(snippet)
    stated = (statement(text=read.text.splitlines()[0] if quoting else None),) if signs.stated else ()
    try:
        return doubts(Opened(read, (), None), PolicyPart((), stated, frozenset(), True), signs)
    except NotAPolicy as refused:
        return f"refused: {refused.reason}"


@pytest.mark.parametrize(("kind", "line"), EXAMPLES)
def test_other_documents_are_told_by_their_opening_lines(kind: str, line: str) -> None:
    snippet = f"Erewhon Health\n\nJanuary 2026\n\n{line}\n\nLamps shine.\n"
    usual = Signs(**(NOTHING | {"stated": True, "headed": True, "dated": True, "coded": True, "logged": True}))
    assert said(snippet, usual) == f"refused: is {kind}, not a coverage policy"
    doubt = said(snippet, Signs(**(EVERYTHING | {"logged": False})))
    assert doubt == f"the document has what is otherwise found in {kind}"


@pytest.mark.parametrize(("recognised", "told"), [(False, True), (True, False)])
def test_a_refusal_tells_of_pages_that_were_not_read(recognised: bool, told: bool) -> None:
    """A page that was recognised was read, if with less certainty."""
    pages = (Page(1, 612.0, 792.0, recognised),)
    read = replace(document("Lamps shine.\n"), pages=pages, problems=((1, "text may be drawn"), (None, "cut short")))
    opened = Opened(read, (), None)
    with pytest.raises(NotAPolicy) as refused:
        doubts(opened, PolicyPart((), (), frozenset(), True), Signs(**NOTHING))
    assert refused.value.reason == NO_PART + " in what could be read; page 1: text may be drawn" * told


@pytest.mark.parametrize(
    "snippet",
    [
        "Lamp Therapy\n\nThe provider manual says more.\n",
        "Lamp Therapy\n\nPlease see the provider manual for more on\nlamps.\n",
        "one\n\ntwo\n\nthree\n\nfour\n\nfive\n\nsix\n\n2025 Provider Manual\n",
        "Medical Policy Manual\n\nLamp Therapy\n",
    ],
    ids=["named in a sentence", "referred to", "behind the opening", "another manual"],
)
def test_policies_that_mention_them_are_taken(snippet: str) -> None:
    assert other_kind(document(snippet), ()) is None


def test_running_lines_tell_too() -> None:
    running = tuple(document("2025 Provider Manual\n").lines())
    assert getattr(other_kind(document("Lamp Therapy\n"), running), "name", "") == "a provider manual or handbook"


@pytest.mark.parametrize("build", BUILDS, ids=lambda build: build.name)
def test_builds_are_told_by_several_lines(build: Build) -> None:
    for sign, (_, example) in zip(build.compiled, build.signs, strict=True):
        assert sign.search(example), example
        assert not any(sign.search(other) for other in build.not_examples)
    lines = [example for _, example in build.signs]
    whole = document("Lamps\n\n" + "\n\n".join(lines))
    assert getattr(other_kind(whole, ()), "name", None) == build.name
    if build.reach:
        late = "\n\n".join(["Lamps shine."] * build.reach + lines)
        assert other_kind(document(late), ()) is None


def test_a_policy_with_all_of_its_own_may_be_built_like_another_document() -> None:
    letter = "Lamp Therapy\n\nDear Dr. Person:\n"
    assert said(letter, Signs(**EVERYTHING)) is None
    some = Signs(**(EVERYTHING | {"logged": False, "authored": False}))
    assert said(letter, some) == "the document has what is otherwise found in a letter"
    few = Signs(**(EVERYTHING | {"logged": False, "coded": False, "named": False}))
    head = Signs(**(NOTHING | dict.fromkeys(("stated", "headed", "named", "numbered", "dated"), True)))
    assert said(letter, head) == "the document has what is otherwise found in a letter"
    assert said(letter, few) == "refused: is a letter, not a coverage policy"


def test_a_short_policy_may_speak_of_policies_in_its_boilerplate() -> None:
    snippet = "Lamp Therapy\n\n" + "Medical policies and other policies apply. " * 5
    some = EVERYTHING | {"headed": False, "logged": False}
    assert said(snippet, Signs(**some)) is None
    few = Signs(**(some | {"coded": False, "dated": False}))
    assert said(snippet, few) == "refused: is a document about policies, not a coverage policy"


def test_statements_of_others_are_none_of_its_own() -> None:
    quoting = "“Lamps are considered medically necessary in winter,” it says."
    some = Signs(**(EVERYTHING | {"named": False, "coded": False, "logged": False}))
    assert said(quoting, some, quoting=True) == "refused: quotes coverage statements and makes none of its own"
    word = "Lamps are considered “investigational” in summer."
    assert said(word, some, quoting=True) is None


@pytest.mark.parametrize("held", list(product([False, True], repeat=8)))
def test_how_much_of_a_policy_is_enough(held: tuple[bool, ...]) -> None:
    signs = Signs(*held)
    answer = said("Lamps shine.\n", signs)
    marks = signs.numbered or signs.coded or signs.logged
    if not signs.stated and not signs.headed:
        assert answer == f"refused: {NO_PART}"
    elif signs.headed:
        assert (answer == f"refused: {NO_SIGNS}") == (not (signs.stated or marks or signs.dated))
    else:
        assert (answer == f"refused: {NO_SIGNS}") == (not (marks or (signs.dated and signs.named)))
    if answer and not answer.startswith("refused"):
        assert answer.startswith("the document has little of a coverage policy: ")
    taken = answer is None or not answer.startswith("refused")
    if taken:
        assert (answer is None) == (sum(held[1:]) >= 3)


@pytest.mark.parametrize("field", HeaderField)
def test_a_title_is_no_sign_of_a_policy_but_a_number_or_date_is(field: HeaderField) -> None:
    header = Header({field: Value("7", place())})
    opened = Opened(document("Lamps\n"), (), None)
    signs = signs_of(opened, header, PolicyPart(PART, (), frozenset(), True), (), ())
    assert (signs.numbered or signs.dated) is (field is not HeaderField.TITLE)


@pytest.mark.parametrize(
    ("snippet", "headed"),
    [
        ("# Coverage Policy\n\nLamps shine.\n", True),
        ("# Coverage Policy\n\n# References\n\n1. A\n", False),
        ("Lamps shine.\n", False),
        ("# Background\n\nLamps shine.\n", False),
    ],
    ids=["a part", "an empty part", "no heading", "another part"],
)
def test_what_is_a_part_of_a_policy(snippet: str, headed: bool) -> None:
    policy = PolicyPart(sections(snippet), (), frozenset(), True)
    assert signs_of(Opened(document(snippet), (), None), Header(), policy, (), ()).headed is headed


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Erewhon Medical Policy", True),
        ("Lab Management Guidelines", True),
        ("Lamps are bright", False),
        ("Provider Manual", False),
    ],
)
def test_a_document_may_say_that_it_is_a_policy(line: str, named: bool) -> None:
    assert names_itself_policy(document(f"{line}\n"), ()) is named
    assert names_itself_policy(document("Lamps\n"), tuple(document(f"{line}\n").lines())) is named


def record_of(path: Path, form: str) -> PolicyRecord:
    return extract(FORMATS[form](path.read_text()), f"{path.stem}.{form}").record


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_documents_that_talk_of_coverage_and_are_no_policies(path: Path, form: str) -> None:
    with pytest.raises(NotAPolicy) as refused:
        record_of(path, form)
    assert "\n" not in refused.value.reason


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("path", LIKELY, ids=lambda path: path.stem)
def test_policies_that_look_like_something_else_are_taken(path: Path, form: str) -> None:
    record = record_of(path, form)
    assert record.statements
    doubted = [issue.severity for issue in record.issues if issue.code == "doubtful-policy"]
    assert doubted == ["warning"] if path.stem in DOUBTED and form == "md" else path.stem in DOUBTED or not doubted


def test_errors_name_the_file_and_the_reason_in_one_line() -> None:
    for kind in (NotAPolicy, UnreadableFile):
        error: ExtractError = kind("lamp.txt", "is a lamp")
        assert (str(error), error.name, error.reason) == ("lamp.txt: is a lamp", "lamp.txt", "is a lamp")
