"""The settings file: where it is looked for, what it may say, and what it does to a diff."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import pytest

from conftest import Run
from policydiff.cli.settings import Ignored, Settings, load_settings, refuse_unknown_rules

RunCommand = Callable[..., Run]
TODAY = date(2026, 5, 1)

IGNORE = """
[[ignore]]
rule = "criterion-added"
reason = "known to the committee"
expires = 2026-05-01
"""

POLICY = """# Lamp Therapy

Policy Number: 7

## Policy

Lamp therapy is considered medically necessary when ALL of the following are met:

1. The hall is dark.
2. A candle has failed.
"""

UNREAD = """
Members should refer to their benefit booklet.

a. Lamps with a shade of blue must be dimmed.
"""


def written(folder: Path, text: str, name: str = "policydiff.toml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_everything_that_it_may_say(tmp_path: Path) -> None:
    sets = 'code_sets = { CPT = "cpt.csv" }\n'
    written(tmp_path, 'fail_on = ["restrictive", "lateral"]\ntrust_floor = 0.5\n' + sets + IGNORE)
    assert load_settings(None, tmp_path, TODAY) == Settings(
        source="policydiff.toml",
        fail_on=("restrictive", "lateral"),
        trust_floor=0.5,
        code_sets=(f"CPT={tmp_path / 'cpt.csv'}",),
        ignore=(Ignored("criterion-added", "known to the committee", date(2026, 5, 1)),),
    )


def test_where_it_is_looked_for(tmp_path: Path) -> None:
    assert load_settings(None, tmp_path, TODAY) == Settings()
    written(tmp_path, "[tool.other]\nfail_on = 1\n", "pyproject.toml")
    assert load_settings(None, tmp_path, TODAY).fail_on == ()
    project = written(tmp_path, '[tool.policydiff]\nfail_on = ["lateral"]\n', "pyproject.toml")
    assert load_settings(None, tmp_path, TODAY).fail_on == ("lateral",)
    written(tmp_path, 'fail_on = ["permissive"]\n')
    assert load_settings(None, tmp_path, TODAY).fail_on == ("permissive",)
    named = written(tmp_path, 'fail_on = ["indeterminate"]\n', "team.toml")
    assert load_settings(named, tmp_path, TODAY).fail_on == ("indeterminate",)
    assert load_settings(project, tmp_path, TODAY).fail_on == ("lateral",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fail_on = [", "policydiff.toml: "),
        ('fail_on = "lateral"', "fail_on must be a list of restrictive, permissive, lateral, indeterminate"),
        ('fail_on = ["editorial"]', "fail_on must be a list of"),
        ("trust_floor = 2", "trust_floor must be a number from 0 to 1"),
        ("trust_floor = true", "trust_floor must be a number from 0 to 1"),
        ("failon = []", "unknown failon; known are fail_on, trust_floor, code_sets, ignore"),
        ("code_sets = 3", "code_sets must be a table of code systems and the files of their sets"),
        ("code_sets = { CPT = 3 }", "code_sets must be a table of code systems and the files of their sets"),
        ("ignore = 3", "ignore must be a list of tables"),
        ("ignore = [3]", "ignore must be a list of tables"),
        (IGNORE + "until = 3", "unknown until; known are rule, reason, expires"),
        ('[[ignore]]\nrule = "criterion-added"\nexpires = 2027-01-01', "each ignore needs rule, reason and expires"),
        (IGNORE.replace("known to the committee", " "), "each ignore needs rule, reason and expires"),
        (IGNORE.replace("2026-05-01", '"2026-05-01"'), "each ignore needs rule, reason and expires"),
        (IGNORE.replace("2026-05-01", "2026-05-01T00:00:00"), "each ignore needs rule, reason and expires"),
        (
            IGNORE.replace("2026-05-01", "2026-04-30") + IGNORE.replace("2026-05-01", "2025-01-01"),
            "expired, decide on them anew: criterion-added (2026-04-30: known to the committee); "
            "criterion-added (2025-01-01: known to the committee)",
        ),
    ],
)
def test_what_it_may_not_say(tmp_path: Path, text: str, message: str) -> None:
    written(tmp_path, text)
    with pytest.raises(click.UsageError) as raised:
        load_settings(None, tmp_path, TODAY)
    assert message in raised.value.message
    assert "policydiff.toml" in raised.value.message


def test_a_rule_that_does_not_exist() -> None:
    settings = Settings("team.toml", ignore=(Ignored("criterion-aded", "a slip", TODAY),))
    with pytest.raises(click.UsageError, match=r"team\.toml: no such rule: criterion-aded"):
        refuse_unknown_rules(settings, ["criterion-added"])
    refuse_unknown_rules(settings, ["criterion-aded"])


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Two versions, in the working directory; the new one asks for more."""
    monkeypatch.chdir(tmp_path)
    return written(tmp_path, POLICY, "old.md"), written(tmp_path, POLICY + "3. The lamp is small.\n", "new.md")


def test_the_file_decides_what_fails_and_an_option_outranks_it(
    run: RunCommand, versions: tuple[Path, Path], tmp_path: Path
) -> None:
    assert run("diff", *versions).code == 0
    written(tmp_path, 'fail_on = ["restrictive"]')
    assert run("diff", *versions).code == 1
    assert run("diff", *versions, "--fail-on", "lateral").code == 0
    assert run("diff", *versions, "--config", written(tmp_path, "", "none.toml")).code == 0


def test_an_ignored_rule_is_shown_and_does_not_count(
    run: RunCommand, versions: tuple[Path, Path], tmp_path: Path
) -> None:
    written(tmp_path, 'fail_on = ["restrictive"]\n' + IGNORE.replace("2026-05-01", "9999-12-31"))
    done = run("diff", *versions)
    assert done.code == 0
    assert "criterion-added" in done.out
    assert (
        "policydiff: policydiff.toml: 1 of criterion-added not counted until 9999-12-31: known to the committee"
        in done.err.splitlines()
    )


def test_an_expired_entry_is_wrong_usage(run: RunCommand, versions: tuple[Path, Path], tmp_path: Path) -> None:
    written(tmp_path, IGNORE.replace("2026-05-01", "2020-01-01"))
    done = run("diff", *versions)
    assert (done.code, done.out) == (2, "")
    assert "criterion-added (2020-01-01: known to the committee)" in done.err


def test_an_unknown_rule_is_wrong_usage(run: RunCommand, versions: tuple[Path, Path], tmp_path: Path) -> None:
    written(tmp_path, IGNORE.replace("criterion-added", "criterion-aded").replace("2026-05-01", "9999-12-31"))
    done = run("diff", *versions)
    assert (done.code, done.out) == (2, "")
    assert "no such rule: criterion-aded" in done.err


def test_the_trust_floor_holds_for_every_command_that_reads(
    run: RunCommand, versions: tuple[Path, Path], tmp_path: Path
) -> None:
    unread = written(tmp_path, POLICY + UNREAD, "u.md")
    written(tmp_path, "trust_floor = 1.0")
    assert run("extract", unread).code == 4
    assert run("extract", unread, "--trust-floor", "0.1").code == 0
    assert run("diff", versions[0], unread).code == 4


def test_help_does_not_need_it(run: RunCommand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "fail_on = [")
    assert run("diff", "--help").code == 0
    assert run("rules").code == 0
    assert run("diff", "old.md", "new.md").code == 2
