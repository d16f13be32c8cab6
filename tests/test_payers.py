"""Several payers side by side: services paired, rows, cells and their basis, codes, and what may not change a cell."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import ALL, ANY, COVERED, INVESTIGATIONAL, NOT_NECESSARY, code, criterion, record, statement
from policydiff.comparison import Basis, CodeRow, ComparedService, Comparison, Fit, IndicationCell
from policydiff.limiting_notes import note_limits
from policydiff.payers import ANY_OTHER, compare
from policyextract.records import Code, CodeSystem, Determination, Payer, PolicyRecord, Statement

EXPLICIT, CONDITIONAL, RESIDUAL, SILENT = Basis


def payer(name: str, *statements: Statement, number: str | None = None, codes: Sequence[Code] = ()) -> PolicyRecord:
    made = record(*statements, policy_number=number, title=None, codes=codes)
    return made.model_copy(update={"payer": Payer(id=name, name=name)})


def rest(services: Sequence[str] = ("lamp therapy",), determination: Determination = NOT_NECESSARY) -> Statement:
    return statement("for any other indication.", determination, services=services, residual=True)


def said(cell: IndicationCell) -> tuple[Determination | None, Basis]:
    return cell.determination, cell.basis


def table(service: ComparedService) -> dict[str, dict[str, tuple[Determination | None, Basis]]]:
    return {row.indication: {key: said(cell) for key, cell in row.cells.items()} for row in service.rows}


def test_the_four_grounds_of_a_cell() -> None:
    result = compare(
        [
            payer("acme", statement("for relapsed or persistent gout."), rest()),
            payer("best", statement("for ANY of:", criteria=criterion(ANY, "Relapsed gout in the setting of fever"))),
            payer("core", statement("for relapsed gout."), statement("for persistent gout.", INVESTIGATIONAL)),
            payer("dual", statement("for lupus.", services=["lamp therapy"])),
        ]
    )
    (service,) = result.services
    found = table(service)
    assert found["relapsed gout"] == {
        "acme": (COVERED, EXPLICIT),
        "best": (COVERED, CONDITIONAL),
        "core": (COVERED, EXPLICIT),
        "dual": (None, SILENT),
    }
    assert found["persistent gout"] == {
        "acme": (COVERED, EXPLICIT),
        "best": (None, SILENT),
        "core": (INVESTIGATIONAL, EXPLICIT),
        "dual": (None, SILENT),
    }
    assert found["lupus"]["acme"] == (NOT_NECESSARY, RESIDUAL)
    assert found[ANY_OTHER] == {
        "acme": (NOT_NECESSARY, RESIDUAL),
        "best": (None, SILENT),
        "core": (None, SILENT),
        "dual": (None, SILENT),
    }


def test_a_cell_quotes_and_says_where() -> None:
    result = compare(
        [payer("acme", statement("for gout.", line=12), rest()), payer("best", statement("for lupus.", line=3))]
    )
    gout, lupus, _ = result.services[0].rows
    assert gout.cells["acme"].text == "Lamp therapy is considered medically necessary for gout."
    assert gout.cells["acme"].provenance is not None
    assert gout.cells["acme"].provenance.line == 12
    assert lupus.cells["acme"].text == "Lamp therapy is considered not medically necessary for any other indication."
    assert gout.cells["best"] == IndicationCell(
        determination=None, basis=SILENT, condition=None, text=None, provenance=None
    )


def test_a_conditional_cell_gives_its_condition() -> None:
    tree = criterion(ANY, "To improve sleep in the setting of confirmed gout")
    result = compare([payer("acme", statement("for ANY of the following:", criteria=tree))])
    (row,) = result.services[0].rows
    assert (row.indication, row.cells["acme"].condition) == ("improve sleep", "in the setting of confirmed gout")


def test_a_residual_statement_reaches_only_the_services_that_it_names() -> None:
    lamp, knee = statement("for gout."), statement("for falls.", services=["knee surgery"])
    result = compare(
        [
            payer("acme", lamp, knee, rest()),
            payer("best", statement("for lupus."), statement("for arthritis.", services=["knee surgery"])),
        ]
    )
    assert [service.service for service in result.services] == ["lamp therapy", "knee surgery"]
    assert table(result.services[0])["lupus"]["acme"] == (NOT_NECESSARY, RESIDUAL)
    assert table(result.services[1])["arthritis"]["acme"] == (None, SILENT)


def test_a_residual_statement_reaches_only_its_own_purpose() -> None:
    text = "Gene testing for gout is considered investigational for all other indications."
    result = compare(
        [
            payer(
                "acme", statement(text=text, determination=INVESTIGATIONAL, services=["gene testing"], residual=True)
            ),
            payer(
                "best",
                statement("for members with severe gout.", services=["gene testing"]),
                statement("for asthma.", services=["gene testing"]),
            ),
        ]
    )
    found = table(result.services[0])
    assert found["severe gout"]["acme"] == (INVESTIGATIONAL, RESIDUAL)
    assert found["asthma"]["acme"] == (None, SILENT)


def test_a_statement_on_all_uses_of_one_purpose_reaches_that_purpose_alone() -> None:
    """What is said of all lamp therapy for tanning says nothing of lamp therapy for gout."""
    of_one_purpose = "Lamp therapy for the purpose of indoor tanning is considered investigational for all indications."
    result = compare(
        [
            payer("acme", statement("for gout."), statement("for indoor tanning.")),
            payer("best", statement(text=of_one_purpose, determination=INVESTIGATIONAL, services=["lamp therapy"])),
        ]
    )
    found = {phrase: cells["best"] for phrase, cells in table(result.services[0]).items()}
    assert found["gout"] == (None, SILENT)
    assert found["indoor tanning"] == (INVESTIGATIONAL, EXPLICIT)


def test_a_residual_statement_does_not_answer_in_what_circumstances_a_purpose_is_denied() -> None:
    result = compare(
        [
            payer("acme", statement("for gout."), rest()),
            payer("best", statement("in the presence of fever.", INVESTIGATIONAL)),
        ]
    )
    assert table(result.services[0])["presence of fever"] == {
        "acme": (None, SILENT),
        "best": (INVESTIGATIONAL, EXPLICIT),
    }


@pytest.mark.parametrize(
    ("note", "limits"),
    [
        ("Lamps must not be used for the sole purpose of sleep.", [("sleep", True)]),
        ("Note: Lamps are not to be used solely for sleep.", [("sleep", True)]),
        ("Lamps should not be ordered for gout; call first.", [("gout", False)]),
        ("Note 2: To better sleep must not be the only purpose of lamps.", [("better sleep", True)]),
        ("Better sleep may not be the sole reason for a lamp.", [("Better sleep", True)]),
        ("Lamps may be used twice.", []),
    ],
)
def test_what_a_note_takes_out(note: str, limits: list[tuple[str, bool]]) -> None:
    assert [(limit.use, limit.alone) for limit in note_limits(note)] == limits


def test_what_a_note_takes_out_falls_to_the_rest() -> None:
    note = "Lamps must not be given for the sole purpose of better sleep without gout."
    asks = payer("acme", statement("for gout.", notes=[note]), rest(determination=INVESTIGATIONAL))
    result = compare(
        [
            asks,
            payer("best", statement("for better sleep.")),
            payer("core", statement("for ANY of:", criteria=criterion(ANY, "Better sleep in the setting of gout"))),
        ]
    )
    found = table(result.services[0])
    assert found["better sleep"] == {
        "acme": (COVERED, CONDITIONAL),
        "best": (COVERED, EXPLICIT),
        "core": (COVERED, CONDITIONAL),
    }
    assert found["sole purpose of better sleep without gout"] == {
        "acme": (INVESTIGATIONAL, RESIDUAL),
        "best": (COVERED, EXPLICIT),
        "core": (None, CONDITIONAL),
    }


def test_a_statement_on_the_service_as_a_whole_reaches_every_indication() -> None:
    result = compare([payer("acme", statement(".", INVESTIGATIONAL)), payer("best", statement("for gout."), rest())])
    assert table(result.services[0]) == {
        "any indication": {"acme": (INVESTIGATIONAL, EXPLICIT), "best": (NOT_NECESSARY, RESIDUAL)},
        "gout": {"acme": (INVESTIGATIONAL, RESIDUAL), "best": (COVERED, EXPLICIT)},
        ANY_OTHER: {"acme": (INVESTIGATIONAL, RESIDUAL), "best": (NOT_NECESSARY, RESIDUAL)},
    }


def test_what_is_said_of_a_special_kind_of_a_service_reaches_that_kind_alone() -> None:
    """A payer that denies bright lamps has not denied lamps."""
    result = compare(
        [
            payer("acme", statement("for bright gout."), statement("for lupus.")),
            payer("best", statement(".", INVESTIGATIONAL, services=["bright lamp therapy"])),
        ]
    )
    assert table(result.services[0]) == {
        "bright gout": {"acme": (COVERED, EXPLICIT), "best": (INVESTIGATIONAL, EXPLICIT)},
        "lupus": {"acme": (COVERED, EXPLICIT), "best": (None, SILENT)},
        "any indication (bright lamp therapy)": {"acme": (None, SILENT), "best": (INVESTIGATIONAL, EXPLICIT)},
    }


def test_one_payers_service_answers_to_another_payers_item() -> None:
    result = compare(
        [
            payer("acme", statement("for ANY of:", INVESTIGATIONAL, criteria=criterion(ANY, "sun hats", "gout"))),
            payer("best", statement(".", NOT_NECESSARY, services=["Sun hat"])),
        ]
    )
    lamps, hats = result.services
    both = {"acme": (INVESTIGATIONAL, EXPLICIT), "best": (NOT_NECESSARY, EXPLICIT)}
    assert table(lamps)["sun hats"] == table(hats)["any indication"] == both
    assert (lamps.also_under, hats.also_under) == (("Sun hat",), ("lamp therapy",))
    assert table(lamps)["gout"]["best"] == (None, SILENT)


def test_how_the_words_of_a_payer_lie_to_those_of_the_row() -> None:
    broad, narrow = payer("acme", statement("for knee pain.")), payer("best", statement("for nightly knee pain."))
    (row,) = compare([broad, narrow]).services[0].rows
    assert (row.indication, row.fits, row.cells["best"].named_as) == (
        "knee pain",
        {"best": Fit.NARROWER},
        "nightly knee pain",
    )
    (row,) = compare([narrow, broad]).services[0].rows
    assert (row.indication, row.fits) == ("nightly knee pain", {"acme": Fit.BROADER})


@pytest.mark.parametrize(
    ("sentence", "items", "asked", "basis"),
    [
        ("for warmth (LT-W) or light (LT-L) when ANY of:", ["The hall is cold"], "winter warmth (LT-W)", CONDITIONAL),
        ("for warmth when ANY of:", ["The hall is cold"], "winter darkness (LT-W)", RESIDUAL),
    ],
)
def test_a_use_that_a_payer_names_by_its_short_form_is_not_of_the_rest(
    sentence: str, items: list[str], asked: str, basis: Basis
) -> None:
    names = statement(sentence, criteria=criterion(ANY, *items))
    result = compare([payer("acme", statement(f"for {asked}.")), payer("best", names, rest())])
    row = next(row for row in result.services[0].rows if row.indication.startswith(asked))
    assert row.cells["best"].basis is basis
    assert row.cells["best"].determination is (COVERED if basis is CONDITIONAL else NOT_NECESSARY)


def test_a_use_that_a_payer_names_in_a_condition_is_not_of_the_rest() -> None:
    item = criterion(ALL, "a red or green or white lamp hangs over the stairs", text="The hall is dark and")
    names = statement("for ANY of:", criteria=criterion(ANY, item, "gout"))
    result = compare([payer("acme", statement("for a red lamp over the stairs.")), payer("best", names, rest())])
    row = next(row for row in result.services[0].rows if "stairs" in row.indication)
    assert said(row.cells["best"])[0] is COVERED


def test_analyses_of_one_gene_are_one_service_whatever_they_are_called() -> None:
    result = compare(
        [
            payer("acme", statement("for gout.", services=["LMP2D6 variant analysis"])),
            payer("best", statement("for gout.", services=["LMP2D6 polymorphisms of the cytochrome P450"])),
            payer("core", statement("for gout.", services=["LMP2D6 deletion analysis"])),
        ]
    )
    cells = result.services[0].rows[0].cells
    assert {key: said(cell)[0] for key, cell in cells.items()} == {"acme": COVERED, "best": COVERED, "core": None}


def test_general_conditions_stand_beside_the_rows() -> None:
    tree = criterion(
        ALL, "No fever", criterion(ANY, "gout", "lupus", text="Used for ONE of the following indications:")
    )
    result = compare(
        [
            payer("acme", statement("following surgery when ALL of the following are met:", criteria=tree)),
            payer("best", statement("for gout.")),
        ]
    )
    (service,) = result.services
    assert {key: [one.text for one in found] for key, found in service.general_conditions.items()} == {
        "acme": ["following surgery", "No fever"]
    }
    assert set(table(service)["gout"].values()) == {(COVERED, EXPLICIT)}


def test_services_pair_by_name_abbreviation_and_code_and_none_is_dropped() -> None:
    text = "Bright lamp boost (BLB) is considered medically necessary for gout."
    spelled = statement(text=text, services=["Bright lamp boost (BLB)"])
    boost = code("11111", description="Boost by a lamp")
    result = compare(
        [
            payer("acme", spelled, statement("for falls.", services=["knee surgery"]), codes=[boost]),
            payer("best", statement("for gout.", services=["strong lamp boost"]), codes=[boost]),
            payer("core", statement("for gout.", services=["strong lamp boosts"])),
            payer("dual", statement("for gout.", services=["sun hat"])),
        ]
    )
    assert [(service.service, service.names, service.codes) for service in result.services] == [
        ("Bright lamp boost", ("Bright lamp boost", "BLB", "strong lamp boost", "strong lamp boosts"), ("11111",)),
        ("knee surgery", ("knee surgery",), ()),
        ("sun hat", ("sun hat",), ()),
    ]


def test_how_sure_a_row_is() -> None:
    result = compare(
        [
            payer("acme", statement("for gout."), statement("for winter asthma.")),
            payer("best", statement("for gout."), statement("for asthma.")),
        ]
    )
    rows = {row.indication: row.confidence for row in result.services[0].rows}
    assert rows["gout"] == 1.0
    assert 0.35 <= rows["winter asthma"] < 1.0


@pytest.mark.parametrize(
    ("numbers", "dates", "keys"),
    [
        (("1", "2"), (None, None), ("acme-1", "acme-2")),
        (("1", "1"), ("2021-07-15", "2026"), ("acme-1-2021-07-15", "acme-1-2026")),
        (("1", "1"), (None, None), ("acme-1", "acme-1-2")),
        ((None, None), (None, "2026"), ("acme", "acme-2026")),
        (("1", "1"), ("2026", "2026"), ("acme-1", "acme-1-2")),
    ],
)
def test_keys(numbers: tuple[str | None, ...], dates: tuple[str | None, ...], keys: tuple[str, ...]) -> None:
    records = [
        payer("acme", statement(), number=number).model_copy(update={"effective_date": date})
        for number, date in zip(numbers, dates, strict=True)
    ]
    result = compare(records)
    assert tuple(document.key for document in result.documents) == keys
    assert all(tuple(row.cells) == keys for service in result.services for row in service.rows)


def test_policies_of_one_number_for_several_lines_of_business_have_columns_of_their_own() -> None:
    plain, medicare = payer("acme", statement(), number="1"), payer("acme", statement("for lupus."), number="1")
    result = compare([plain, medicare.model_copy(update={"lines_of_business": ("medicare",)})])
    assert [(one.key, one.lines_of_business) for one in result.documents] == [
        ("acme-1", ()),
        ("acme-1-medicare", ("medicare",)),
    ]
    assert table(result.services[0])["lupus"] == {"acme-1": (None, SILENT), "acme-1-medicare": (COVERED, EXPLICIT)}


def test_a_long_payer_leaves_the_number_whole() -> None:
    long = payer("the very long name of a mutual health insurance company", statement(), number="AB.12")
    (document,) = compare([long]).documents
    assert document.key == "the-very-long-name-of-a-mutual-hea-ab.12"


def test_codes_stand_in_one_row_each() -> None:
    result = compare(
        [
            payer(
                "acme",
                statement(),
                codes=[code("11111", description="Lamp therapy"), code("J0001", system=CodeSystem.HCPCS)],
            ),
            payer(
                "best",
                statement().model_copy(update={"codes": ("11111", "2222U")}),
                codes=[code("33333", COVERED), code("33333", INVESTIGATIONAL, group="Considered investigational")],
            ),
        ]
    )

    def cells(row: CodeRow) -> list[tuple[Determination, str | None] | None]:
        return [(cell.determination, cell.description) if cell else None for cell in row.cells.values()]

    assert [(row.system.value, row.code, cells(row)) for row in result.codes] == [
        ("CPT", "11111", [(COVERED, "Lamp therapy"), (COVERED, None)]),
        ("CPT", "2222U", [None, (COVERED, None)]),
        ("CPT", "33333", [None, (Determination.UNSPECIFIED, "a service")]),
        ("HCPCS", "J0001", [(COVERED, "a service"), None]),
    ]


def test_nothing_to_compare() -> None:
    assert compare([]) == Comparison(documents=(), services=(), codes=())
    (only,) = compare([payer("acme")]).documents
    assert only.key == "acme"


INDICATIONS = st.sampled_from(
    [
        "gout.",
        "seasonal or persistent gout.",
        "severe gout.",
        "adults with asthma.",
        "children with asthma.",
        "winter asthma.",
        "the prevention of gout in the setting of a high risk of gout.",
        "lupus in the setting of fever.",
    ]
)
SERVICES = st.sampled_from(
    ["lamp therapy", "bright lamp therapy", "knee surgery", "targeted or non-targeted lamp testing"]
)
DETERMINATIONS = st.sampled_from([COVERED, INVESTIGATIONAL, NOT_NECESSARY])
TREES = st.one_of(
    st.none(),
    st.builds(criterion, st.sampled_from([ALL, ANY]), INDICATIONS, st.sampled_from(["No fever", "Gout without fever"])),
)
NOTES = st.sampled_from([(), ("Lamps must not be given for the sole purpose of gout without fever.",)])


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    services, determination = [draw(SERVICES)], draw(DETERMINATIONS)
    if draw(st.booleans()):
        return rest(services, determination)
    tail = draw(st.sampled_from(["for ", "following surgery for ", "in the presence of "])) + draw(INDICATIONS)
    return statement(tail, determination, services, draw(TREES), notes=draw(NOTES))


@st.composite
def payers(draw: st.DrawFn, least: int = 1) -> list[PolicyRecord]:
    several = draw(st.lists(st.lists(statements(), max_size=4), min_size=least, max_size=3))
    return [payer(name, *of_one) for name, of_one in zip(("acme", "best", "core"), several, strict=False)]


def rows_of(result: Comparison, keys: Sequence[str]) -> set[tuple[str, ...]]:
    """The rows, whatever their order and words, as the cells of these documents; those in which one is not silent."""
    return {
        tuple(row.cells[key].model_dump_json() for key in keys)
        for service in result.services
        for row in service.rows
        if any(row.cells[key].basis is not SILENT for key in keys)
    }


@settings(max_examples=60, deadline=None)
@given(payers(least=2), st.randoms(use_true_random=False))
def test_the_order_of_payers_changes_no_cell(records: list[PolicyRecord], random: Random) -> None:
    keys = [one.payer.id or "" for one in records]
    shuffled = list(records)
    random.shuffle(shuffled)
    assert rows_of(compare(records), keys) == rows_of(compare(shuffled), keys)


@settings(max_examples=60, deadline=None)
@given(payers(least=2))
def test_a_payer_added_changes_no_cell_of_the_others(records: list[PolicyRecord]) -> None:
    keys = [one.payer.id or "" for one in records[:-1]]
    before = rows_of(compare(records[:-1]), keys)
    assert before <= rows_of(compare(records), keys)


def test_words_that_a_further_payer_makes_common_do_not_part_the_others() -> None:
    two = [
        payer("acme", statement("for seasonal nightly weekend knee pain.")),
        payer("best", statement("for knee pain.")),
    ]
    tails = [
        f"for {kind} knee pain." for kind in "dull sharp brief steady mild burning stabbing early late new".split()
    ]
    keys = ["acme", "best"]
    assert rows_of(compare(two), keys) <= rows_of(compare([*two, payer("core", *map(statement, tails))]), keys)


@settings(max_examples=60, deadline=None)
@given(st.lists(statements(), min_size=1, max_size=5))
def test_a_payer_agrees_with_itself_in_every_cell(made: list[Statement]) -> None:
    result = compare([payer("acme", *made), payer("acme", *made)])
    for service in result.services:
        for row in service.rows:
            assert row.cells["acme"] == row.cells["acme-2"]
            assert row.confidence == 1.0


@settings(max_examples=30, deadline=None)
@given(payers())
def test_a_silent_payer_has_not_said_no(records: list[PolicyRecord]) -> None:
    for service in compare(records).services:
        for row in service.rows:
            for cell in row.cells.values():
                assert (cell.basis is SILENT) is (cell.text is None)
                assert cell.basis is not SILENT or cell.determination is None
