"""From statements to indications, conditions and what is said of the rest."""

import pytest

from making import ALL, ANY, COVERED, INVESTIGATIONAL, UNCLEAR, criterion, record, statement
from policydiff.positions import Position, read_positions
from policydiff.uses import UseKind
from policyextract.records import Criterion, Determination, Operator, PolicyRecord, Statement


def position(*statements: Statement, title: str | None = "Lamp Therapy") -> Position:
    """What a policy says of its first service."""
    return read_positions(record(*statements, title=title)).positions[0]


def phrases(of: Position) -> list[str]:
    return [one.phrase for one in of.indications]


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("for gout.", ["gout"]),
        (
            "for the treatment of seasonal, persistent or severe gout.",
            ["seasonal gout", "persistent gout", "severe gout"],
        ),
        ("for gout or when there is high risk of falling.", ["gout", "high risk of falling"]),
        ("following surgery for the management of gout.", ["gout"]),
        (
            "for gout that has returned, to prevent pain, or to improve sleep.",
            ["gout that has returned", "prevent pain", "improve sleep"],
        ),
        ("in adults with gout.", ["adults with gout"]),
        ("in members with gout.", ["gout"]),
        ("for individuals with a history of gout at age 50 or younger.", ["history of gout at age 50 or younger"]),
        ("to treat gout that is seasonal, persistent or severe.", ["seasonal gout", "persistent gout", "severe gout"]),
        ("after surgery, when it is given for gout.", ["gout"]),
        ("for prevention of gout.", ["prevention of gout"]),
        ("for gout⁴ (see Policy Guidelines).", ["gout"]),
        ("for obesity of 40 kg/m² or more.", ["obesity of 40 kg/m² or more"]),
        (".", ["any indication"]),
    ],
)
def test_indications_of_a_sentence(tail: str, expected: list[str]) -> None:
    assert phrases(position(statement(tail))) == expected


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        (criterion(ANY, "Gout, or", "Severe or seasonal asthma"), ["Gout", "Severe asthma", "seasonal asthma"]),
        (criterion(ANY, "To improve sleep", "Any other indication"), ["improve sleep"]),
        (
            criterion(ANY, criterion(ANY, "gout", "lupus", text="Personal history of ONE of the following:")),
            ["Personal history of gout", "Personal history of lupus"],
        ),
        (criterion(ANY, criterion(ALL, "fever", "pain", text="Gout with ALL of the following:")), ["Gout"]),
        (
            criterion(
                ALL,
                "A lamp is at hand",
                criterion(ANY, "Gout", "Lupus", text="Used for ONE of the following indications:"),
            ),
            ["Gout", "Lupus"],
        ),
        (criterion(ALL, "Age 18 years or older", "Diagnosis of gout"), ["gout"]),
        (
            criterion(
                ALL,
                criterion(ANY, "surgery", "a cast", text="Therapy follows ONE of the following treatments:"),
                "No fever",
            ),
            ["any indication"],
        ),
        (
            criterion(ALL, "No fever", criterion(ANY, "gout", "lupus", text="One of the following is present:")),
            ["gout", "lupus"],
        ),
        (criterion(UNCLEAR, "Age 18 years or older", "Diagnosis of gout", text="when:"), ["gout"]),
    ],
)
def test_indications_of_a_list(criteria: Criterion, expected: list[str]) -> None:
    assert phrases(position(statement("when the following criteria are met:", criteria=criteria))) == expected


def test_what_every_use_must_meet_is_kept_apart() -> None:
    uses = criterion(ANY, "Gout", "Lupus", text="Intended for ONE of the following indications:")
    found = position(
        statement(
            "following surgery when ALL of the following are met:", criteria=criterion(ALL, "No fever; and", uses)
        )
    )
    assert phrases(found) == ["Gout", "Lupus"]
    assert [one.condition for one in found.indications] == [None, None]
    assert [one.text for one in found.conditions] == ["following surgery", "No fever"]


def test_the_one_choice_among_conditions_stands_beside_the_purpose_of_the_subject() -> None:
    choice = criterion(
        ANY, "both parents carry it", "one parent has it", text="The risk is high due to one of the following:"
    )
    tree = criterion(
        ALL, criterion(ALL, choice, "Gout is severe", text="The child is at risk with both of the following:")
    )
    text = "Lamp therapy for gout is considered medically necessary when:"
    found = position(statement(text=text, criteria=tree))
    assert phrases(found) == ["gout", "both parents carry it", "one parent has it"]
    assert len(found.conditions) == 1


def test_under_all_the_sentence_says_what_for_and_every_item_is_a_condition() -> None:
    found = position(
        statement("for gout when ALL of the following are met:", criteria=criterion(ALL, "No fever", "No rash"))
    )
    assert phrases(found) == ["gout"]
    assert [one.text for one in found.conditions] == ["No fever", "No rash"]


@pytest.mark.parametrize(
    ("item", "phrase", "condition"),
    [
        ("To improve sleep in the setting of confirmed gout", "improve sleep", "in the setting of confirmed gout"),
        ("Gout only if severe", "Gout", "only if severe"),
        ("Gout, where fever is confirmed", "Gout", "where fever is confirmed"),
        ("Gout without fever", "Gout", "without fever"),
        ("Gout with or without fever", "Gout with or without fever", None),
        (
            "To prevent gout in the setting of a high risk of gout",
            "prevent gout in the setting of a high risk of gout",
            None,
        ),
        ("Control of gout when studies show <100% recovery", "Control of gout when studies show <100% recovery", None),
    ],
)
def test_a_narrowing_clause_makes_an_indication_conditional(item: str, phrase: str, condition: str | None) -> None:
    found = position(statement("for ANY of the following:", criteria=criterion(ANY, item)))
    assert [(one.phrase, one.condition) for one in found.indications] == [(phrase, condition)]


def test_a_note_makes_one_indication_conditional_and_takes_one_out() -> None:
    note = "Note: Lamps must not be given for the sole purpose of improving sleep without a diagnosis of gout."
    found = position(statement("for gout.", notes=[note]))
    assert [(one.phrase, one.kind, one.condition) for one in found.indications] == [
        ("gout", UseKind.PURPOSE, None),
        ("improving sleep", UseKind.PURPOSE, note.removeprefix("Note: ")),
        ("sole purpose of improving sleep without a diagnosis of gout", UseKind.EXCEPTION, None),
    ]


def test_a_residual_statement_names_nothing_but_its_examples() -> None:
    found = position(
        statement(
            "for any other indication, including but not limited to the following:",
            INVESTIGATIONAL,
            criteria=criterion(ANY, "Gout", "In the presence of fever"),
            residual=True,
        )
    )
    assert [(one.phrase, one.kind) for one in found.indications] == [
        ("Gout", UseKind.PURPOSE),
        ("presence of fever", UseKind.CIRCUMSTANCE),
    ]
    assert [(one.determination, one.residual, one.scope) for one in found.remainders] == [(INVESTIGATIONAL, True, "")]


def test_a_residual_statement_keeps_the_purpose_of_its_service() -> None:
    text = "Lamp therapy for children with gout is considered investigational for all other indications."
    found = position(statement(text=text, determination=INVESTIGATIONAL, residual=True))
    assert phrases(found) == []
    assert [one.scope for one in found.remainders] == ["children with gout"]


@pytest.mark.parametrize(
    "tail",
    [
        "for any other indication.",
        "for all other indications because of a lack of evidence.",
        "in all other situations.",
        "for conditions not specifically listed above.",
        "when the criteria above are not met.",
        "in patients who do not meet the criteria above.",
    ],
)
def test_ways_to_say_the_rest(tail: str) -> None:
    found = position(statement("for gout."), statement(tail, INVESTIGATIONAL, residual=True))
    assert phrases(found) == ["gout"]
    assert [(one.residual, one.scope) for one in found.remainders] == [(True, "")]


def test_a_denial_that_opens_with_a_circumstance_is_about_it() -> None:
    found = position(statement("following surgery that was not needed for gout.", INVESTIGATIONAL))
    assert [(one.phrase, one.kind) for one in found.indications] == [
        ("following surgery that was not needed for gout", UseKind.CIRCUMSTANCE)
    ]
    assert found.conditions == ()


def test_all_indications_are_the_service_as_a_whole() -> None:
    text = "Lamp therapy for gout is considered investigational for all indications."
    found = position(statement(text=text, determination=INVESTIGATIONAL))
    assert phrases(found) == ["gout"]
    assert [one.residual for one in found.remainders] == [False]


def test_what_the_subject_follows_is_a_condition() -> None:
    found = position(statement(text="Lamp therapy that follows surgery is considered medically necessary for gout."))
    assert (phrases(found), [one.text for one in found.conditions]) == (["gout"], ["that follows surgery"])


def test_a_sentence_may_name_its_services_behind_the_rest() -> None:
    made = record(
        statement(
            text="A bright lamp (BL) boost is considered medically necessary for gout.",
            services=["bright lamp (BL) boost"],
        ),
        statement(text="Sun hat (SH) is considered medically necessary for lupus.", services=["Sun hat (SH)"]),
        statement(
            text="For any other indication, BL boost and SH are considered investigational.",
            determination=INVESTIGATIONAL,
            services=["For any other indication"],
            residual=True,
        ),
    )
    positions = read_positions(made).positions
    assert [(one.service.name, len(one.remainders)) for one in positions] == [("bright lamp boost", 1), ("Sun hat", 1)]


def test_no_statement_is_lost_for_want_of_a_service() -> None:
    lamp, hat = statement(services=["lamp therapy"]), statement(services=["sun hat"])
    nameless = statement(
        text="Techniques are considered investigational for gout.",
        services=["Techniques"],
        determination=INVESTIGATIONAL,
    )
    titled = read_positions(record(lamp, hat, nameless, title="Light Care")).positions
    untitled = read_positions(record(lamp, hat, nameless, title=None)).positions
    assert [(one.service.name, phrases(one)) for one in (titled[2], untitled[2])] == [
        ("Light Care", ["gout"]),
        ("service not named", ["gout"]),
    ]


def two_services(*items: str, section: str | None = "Policy") -> PolicyRecord:
    denied = statement(
        text="The following are considered investigational:",
        determination=INVESTIGATIONAL,
        services=[],
        criteria=criterion(ANY, *items),
        section=section,
    )
    return record(
        statement("for gout.", services=["skin graft repair"]),
        statement("for lupus.", services=["lamp therapy"]),
        denied,
    )


@pytest.mark.parametrize(
    ("item", "section", "service", "phrase"),
    [
        ("Lamp therapy as a treatment for asthma following surgery", None, "lamp therapy", "asthma"),
        ("SGR for asthma", None, "skin graft repair", "asthma"),
        ("Chemical modification of skin grafts", None, "skin graft repair", "Chemical modification"),
        ("Asthma", "Policy > Lamp Therapy > Limits", "lamp therapy", "Asthma"),
        ("Lamp therapy", None, "lamp therapy", "any indication"),
    ],
)
def test_items_that_say_themselves_what_they_are_about(
    item: str, section: str | None, service: str, phrase: str
) -> None:
    positions = read_positions(two_services(item, section=section)).positions
    denied = [
        (position.service.name, one.phrase)
        for position in positions
        for one in position.indications
        if one.determination is INVESTIGATIONAL
    ]
    assert denied == [(service, phrase)]


def test_items_that_belong_to_no_service_are_services() -> None:
    denied = statement(
        text="The following are considered investigational:",
        determination=INVESTIGATIONAL,
        services=[],
        criteria=criterion(ANY, "Sun hats", "Moon baths for gout"),
    )
    positions = read_positions(
        record(denied, statement(services=["lamp therapy"]), statement(services=["knee surgery"]), title=None)
    )
    said = [(one.service.name, [use.phrase for use in one.indications]) for one in positions.positions]
    assert said[2:] == [("Sun hats", ["any indication"]), ("Moon baths", ["gout"])]


def test_a_statement_that_announces_others_says_nothing() -> None:
    made = statement(
        text="The specific lamps noted below are considered medically necessary.",
        services=["specific lamps noted below"],
    )
    assert read_positions(record(made)).positions == ()


@pytest.mark.parametrize(
    "tail", ["once per lifetime.", "only once in a lifetime.", "no more than 2 times per year.", "once every 3 years."]
)
def test_how_often_a_service_is_covered_is_asked_of_every_use_and_covers_none(tail: str) -> None:
    found = position(statement("for gout."), statement(tail))
    assert phrases(found) == ["gout"]
    assert found.remainders == ()
    assert [condition.text for condition in found.conditions] == [statement(tail).text]


def test_an_item_that_is_all_the_rest_names_no_indication() -> None:
    rest = "All lamp therapy not meeting the above criteria"
    denied = statement(
        text="Exclusions", services=(), criteria=criterion(ANY, rest, "dancing"), determination=INVESTIGATIONAL
    )
    found = position(statement("for gout."), denied)
    assert [(one.determination, one.residual, one.text) for one in found.remainders] == [(INVESTIGATIONAL, True, rest)]
    assert "any indication" not in phrases(found)


def test_a_service_is_named_in_the_sentence_before_it_is_pointed_at() -> None:
    text = "The value of lamp therapy for gout has been established. It is considered medically necessary"
    assert phrases(position(statement(text=text, services=("lamp therapy",)))) == ["gout"]


def test_an_action_on_a_service_is_a_use_of_it() -> None:
    made = record(
        statement("for gout.", services=["skin graft repair"]),
        statement(".", INVESTIGATIONAL, services=["Chemical modification or freezing of skin grafts"]),
    )
    (found,) = read_positions(made).positions
    assert [(one.phrase, one.determination) for one in found.indications] == [
        ("gout", COVERED),
        ("Chemical modification", INVESTIGATIONAL),
        ("freezing", INVESTIGATIONAL),
    ]


@pytest.mark.parametrize("determination", list(Determination)[:6])
def test_the_determination_is_the_statement_s(determination: Determination) -> None:
    assert [one.determination for one in position(statement("for gout.", determination)).indications] == [determination]


def test_at_least_one_is_a_choice_and_at_least_two_are_conditions() -> None:
    def of(minimum: int) -> Position:
        tree = criterion(Operator.AT_LEAST, "gout", "lupus", minimum=minimum)
        return position(statement("when the following are met:", criteria=tree))

    assert phrases(of(1)) == ["gout", "lupus"]
    assert phrases(of(2)) == ["any indication"]
    assert [one.text for one in of(2).conditions] == ["gout", "lupus"]
