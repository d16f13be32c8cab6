"""--explain: what became of each line of the policy part, beside the record and not in it."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from conftest import Run

RunCommand = Callable[..., Run]

POLICY = """\
# Lamp Therapy

Policy Number: 7

## Policy

Lamp therapy is considered medically necessary when ALL of the following are met:

1. The hall is dark.
2. A candle has failed.

Members should refer to their benefit booklet.

a. Lamps with a shade of blue must be dimmed.

## References

1. A. Author. On lamps. 2020.
"""


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "lamps.txt"
    path.write_text(POLICY)
    return path


def test_every_line_of_the_policy_part_is_there_once(run: RunCommand, policy: Path) -> None:
    printed = json.loads(run("extract", policy, "--explain", "--format", "json").out)
    lines = [(line["provenance"]["line"], line["fate"], line["reason"], line["text"]) for line in printed["accounting"]]
    assert lines == [
        (5, "parsed", None, "Policy"),
        (7, "parsed", None, "Lamp therapy is considered medically necessary when ALL of the following are met:"),
        (9, "parsed", None, "1. The hall is dark."),
        (10, "parsed", None, "2. A candle has failed."),
        (12, "ignored", "referral or scope", "Members should refer to their benefit booklet."),
        (14, "unparsed", None, "a. Lamps with a shade of blue must be dimmed."),
    ]


def test_the_lines_are_those_that_the_record_counts(run: RunCommand, policy: Path) -> None:
    printed = json.loads(run("extract", policy, "--explain", "--format", "json").out)
    fates = Counter(line["fate"] for line in printed["accounting"])
    assert printed["record"]["accounting"] == {"lines": sum(fates.values()), **fates}


def test_the_record_is_the_one_without_the_account(run: RunCommand, policy: Path) -> None:
    explained = run("extract", policy, "--explain", "--format", "json")
    plain = run("extract", policy, "--format", "json")
    assert json.loads(explained.out)["record"] == json.loads(plain.out)
    assert (explained.code, explained.err) == (plain.code, plain.err)


def test_json_lines_carry_the_account_too(run: RunCommand, policy: Path) -> None:
    (line,) = run("extract", policy, "--explain", "--format", "jsonl").out.splitlines()
    assert json.loads(line) == json.loads(run("extract", policy, "--explain", "--format", "json").out)


def test_the_table_ends_with_the_account(run: RunCommand, policy: Path) -> None:
    plain = run("extract", policy).out
    explained = run("extract", policy, "--explain").out
    assert explained.startswith(plain)
    account = [line.split() for line in explained.removeprefix(plain).splitlines() if line]
    assert account[0] == "LINES OF THE POLICY PART (6)".split()
    assert account[2] == ["page", "line", "became", "reason", "text"]
    assert account[4][:3] == ["5", "parsed", "Policy"]
    assert account[-1][:3] == ["14", "unparsed", "a."]


@pytest.mark.parametrize("contract", [["explained"], []])
@pytest.mark.parametrize("files", [1, 2])
def test_the_schema_describes_what_is_printed(run: RunCommand, policy: Path, contract: list[str], files: int) -> None:
    schema = json.loads(run("schema", *contract).out)
    printed = json.loads(run("extract", *[policy] * files, "--explain", "--format", "json").out)
    validator = jsonschema.Draft202012Validator(schema)
    for value in printed if isinstance(printed, list) and contract else [printed]:
        validator.validate(value)
    broken = json.loads(run("extract", policy, "--explain", "--format", "json").out)
    broken["accounting"][0]["fate"] = "lost"
    assert not validator.is_valid(broken)


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        ([], "profile-generic", "no payer profile fits; read by the general mechanism"),
        (["--generic"], "profile-generic", "profiles were switched off"),
    ],
)
def test_the_choice_of_profile_is_an_issue(
    run: RunCommand, policy: Path, options: list[str], code: str, message: str
) -> None:
    issues = json.loads(run("extract", policy, "--format", "json", *options).out)["issues"]
    assert [issue["message"] for issue in issues if issue["code"] == code] == [message]


def test_the_profile_that_was_chosen_is_named(run: RunCommand, policy: Path) -> None:
    policy.write_text(POLICY + "\nMolina Healthcare, Inc. ©2026 – This Molina Clinical Policy (MCP) is a guide.\n")
    issues = json.loads(run("extract", policy, "--format", "json").out)["issues"]
    messages = [issue["message"] for issue in issues if issue["code"].startswith("profile")]
    assert messages == ["read with the profile of Molina Healthcare"]
