"""A part of a comparison: payers, services, codes and indications; what is left stands as it was."""

import pytest

from making import ALL, COVERED, INVESTIGATIONAL, code, criterion, record, statement
from policydiff.comparison import Agreement, Basis, Comparison
from policydiff.narrowing import NothingFoundError, Wanted, narrow
from policydiff.payers import compare
from policyextract.records import Code, CodeSystem, Payer, PolicyRecord, Statement


def payer(name: str, *statements: Statement, codes: tuple[Code, ...] = ()) -> PolicyRecord:
    made = record(*statements, policy_number=None, title=None, codes=codes)
    return made.model_copy(update={"payer": Payer(id=name.split()[0].lower(), name=name)})


LAMP, KNEE = code("11111", description="lamp therapy"), code("22222", description="knee surgery")
RANGE = code("L20-L20.9", system=CodeSystem.ICD_10_CM, description="rash")
WHOLE = compare(
    [
        payer(
            "Acme Health",
            statement("for gout.", criteria=criterion(ALL, "no fever for at least 6 weeks")),
            statement("for falls.", services=["knee surgery"]),
            codes=(LAMP, KNEE, RANGE),
        ),
        payer(
            "Best Plans",
            statement("for gout.", INVESTIGATIONAL),
            statement("for severe asthma."),
            codes=(LAMP,),
        ),
        payer("Core Plans", statement("for gout.", criteria=criterion(ALL, "no fever for at least 12 weeks"))),
    ]
)

LAMPS, KNEES = {"lamp therapy": ["gout", "severe asthma"]}, {"knee surgery": ["falls"]}
ALL_CODES = ["11111", "22222", "L20-L20.9"]


def shown(comparison: Comparison) -> dict[str, list[str]]:
    return {service.service: [row.indication for row in service.rows] for service in comparison.services}


def codes(comparison: Comparison) -> list[str]:
    return [row.code for row in comparison.codes]


@pytest.mark.parametrize(
    ("wanted", "services", "listed"),
    [
        (Wanted(), {**LAMPS, **KNEES}, ALL_CODES),
        (Wanted(services=("lamps",)), LAMPS, ["11111"]),
        (Wanted(services=("surgery", "lamp")), {**LAMPS, **KNEES}, ["11111", "22222"]),
        (Wanted(codes=("22222",)), KNEES, ["22222"]),
        (Wanted(codes=("l20.5",)), {}, ["L20-L20.9"]),
        (Wanted(indications=("asthma",)), {"lamp therapy": ["severe asthma"]}, ["11111"]),
        (Wanted(indications=("asthma", "falling")), {"lamp therapy": ["severe asthma"], **KNEES}, ["11111", "22222"]),
        (Wanted(services=("lamp",), indications=("gout",)), {"lamp therapy": ["gout"]}, ["11111"]),
        (Wanted(payers=("acme",)), {"lamp therapy": ["gout"], **KNEES}, ALL_CODES),
        (Wanted(payers=("plans",)), LAMPS, ["11111"]),
    ],
)
def test_what_is_left(wanted: Wanted, services: dict[str, list[str]], listed: list[str]) -> None:
    found = narrow(WHOLE, wanted)
    assert (shown(found), codes(found)) == (services, listed)


def test_what_is_left_of_a_row_is_as_it_was_and_its_aids_are_about_who_is_left() -> None:
    before = WHOLE.services[0].rows[0]
    after = narrow(WHOLE, Wanted(payers=("acme", "core"))).services[0].rows[0]
    assert (before.agreement, before.alone) == (Agreement.DIFFERENT, "best")
    assert (after.agreement, after.alone) == (Agreement.SAME, None)
    assert after.cells == {key: before.cells[key] for key in ("acme", "core")}
    assert [document.key for document in narrow(WHOLE, Wanted(payers=("CORE",))).documents] == ["core"]


def test_the_ends_are_of_the_whole_service_and_the_payers_left() -> None:
    of_rows = narrow(WHOLE, Wanted(indications=("asthma",))).services[0]
    assert (of_rows.strictest, of_rows.most_permissive) == (
        WHOLE.services[0].strictest,
        WHOLE.services[0].most_permissive,
    )
    of_payers = narrow(WHOLE, Wanted(payers=("acme", "best"))).services[0]
    assert of_payers.strictest
    assert (of_payers.strictest.keys, of_payers.strictest.why) == (
        ("best",),
        "best: rows wider/narrower 0/1 against acme",
    )


def test_conditions_of_who_is_left() -> None:
    (row,) = narrow(WHOLE, Wanted(payers=("core", "best"))).services[0].conditions
    assert (row.condition, row.alone, row.thresholds_differ) == ("no fever for at least 12 weeks", "core", False)
    assert row.cells["best"] is None
    (row,) = narrow(WHOLE, Wanted(payers=("core", "acme"))).services[0].conditions
    assert (row.alone, row.thresholds_differ) == (None, True)


def test_a_single_payer_is_paired_with_nobody() -> None:
    doubtful = compare(
        [payer("Acme", statement("for winter or seasonal knee pain.")), payer("Best", statement("for knee pain."))]
    )
    assert any(row.review for row in doubtful.services[0].rows)
    alone = narrow(doubtful, Wanted(payers=("acme",)))
    rows = alone.services[0].rows
    assert rows
    assert {(row.confidence, row.review) for row in rows} == {(1.0, False)}


def test_rows_on_which_those_left_are_silent_go() -> None:
    assert {cell.basis for cell in WHOLE.services[1].rows[0].cells.values()} == {Basis.EXPLICIT, Basis.SILENT}
    assert "knee surgery" not in shown(narrow(WHOLE, Wanted(payers=("best",))))
    assert WHOLE.services[1].rows[0].cells["acme"].determination is COVERED


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Wanted(payers=("nobody",)), "no payer is called “nobody”; there are: Acme Health; Best Plans; Core Plans"),
        (Wanted(services=("hat", "cap")), "no service is called “hat” or “cap”; there are: lamp therapy; knee surgery"),
        (Wanted(codes=("99999",)), "no policy lists “99999”"),
        (Wanted(services=("knee",), indications=("gout",)), "no indication is called “gout”; there are: falls"),
    ],
)
def test_what_is_not_there_is_said(wanted: Wanted, message: str) -> None:
    with pytest.raises(NothingFoundError) as raised:
        narrow(WHOLE, wanted)
    assert str(raised.value) == message
