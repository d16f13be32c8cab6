"""policydiff add: what becomes of files, what is told of them, and with which exit code it ends."""

import json
import os
import shlex
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from conftest import ROOT, Run
from libraries import damages_of, state_of
from policydiff.cli import adding
from policydiff.reports.schema import json_schema

RunCommand = Callable[..., Run]

CORPUS = ROOT / "corpus"
CIGNA = [CORPUS / f"cigna-0261__{day}.txt" for day in ("2021-07-15", "2024-05-15", "2026-05-15")]
MOLINA = [CORPUS / f"molina-210__{day}.txt" for day in ("2025-02-12", "2026-02-11")]
LETTER = b"Dear neighbour,\n\nthe lamp in the hall is broken.\n"


def added(run: RunCommand, library: str, *arguments: str | Path, code: int = 0) -> dict:
    """The JSON of a run of add."""
    done = run("add", *arguments, "--library", library, "--format", "json")
    assert done.code == code, done.err
    return json.loads(done.out)


def places(additions: list[dict]) -> list[tuple[str, str, int]]:
    """File, policy and place of each."""
    return [
        (Path(each["file"]).name, each["placement"]["policy"]["name"], each["placement"]["place"]) for each in additions
    ]


def lamp_policy(
    path: Path, *, number: str = "7", title: str = "Lamp Therapy", day: str = "01/01/2025", says: str = ""
) -> Path:
    """A small made policy."""
    coverage = says or "Lamp therapy is considered medically necessary for winter depression."
    path.write_text(
        f"# {title}\n\n© 2025 Made Health Plan. All rights reserved.\n\nPolicy Number: {number}\n\n"
        f"Effective Date: {day}\n\n## Policy\n\n{coverage}\n"
    )
    return path


def test_versions_are_put_in_their_place_and_compared(run: RunCommand, database: str) -> None:
    found = added(run, database, *CIGNA)
    assert places(found["added"]) == [(file.name, "cigna/0261", place) for place, file in enumerate(CIGNA, start=1)]
    first, second, third = (each["placement"] for each in found["added"])
    assert [each["version"]["effective_date"] for each in (first, second, third)] == [
        "2021-07-15",
        "2024-05-15",
        "2026-05-15",
    ]
    assert (first["in_force_from"], first["in_force_until"]) == ("2021-07-15", "2024-05-15")
    assert first["predecessor"] is None
    assert first["successor"]["verdict"] == second["predecessor"]["verdict"] == "restrictive"
    assert second["predecessor"]["changes"]["restrictive"] == 1
    assert third["successor"] is None
    assert damages_of(database) == []


def test_the_result_is_as_its_schema_says(run: RunCommand, database: str, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes(LETTER)
    found = added(run, database, CIGNA[0], CIGNA[0].with_suffix(".pdf"), tmp_path / "letter.txt", code=3)
    assert [len(found[part]) for part in ("added", "renderings", "known", "refused")] == [1, 1, 0, 1]
    jsonschema.validate(found, json_schema("additions"))
    jsonschema.validate(found, json_schema())


def test_what_is_stored_is_not_read_again(
    run: RunCommand, database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    added(run, database, *CIGNA[:2])
    before = state_of(database)

    def unwanted(*arguments: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("policydiff.cli.reading.read_content", unwanted)
    copy = tmp_path / "another name.txt"
    copy.write_bytes(CIGNA[0].read_bytes())
    found = added(run, database, *CIGNA[:2], copy)
    assert places(found["known"]) == [
        (CIGNA[0].name, "cigna/0261", 1),
        (CIGNA[1].name, "cigna/0261", 2),
        ("another name.txt", "cigna/0261", 1),
    ]
    assert found["added"] == []
    assert state_of(database) == before


def test_a_content_that_comes_twice_is_added_once(run: RunCommand, database: str, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(CIGNA[0].read_bytes())
    found = added(run, database, tmp_path, tmp_path / "a.txt")
    assert places(found["added"]) == [("a.txt", "cigna/0261", 1)]
    assert places(found["known"]) == [("b.txt", "cigna/0261", 1), ("a.txt", "cigna/0261", 1)]


def test_the_same_version_in_another_file_is_recognised(run: RunCommand, database: str) -> None:
    added(run, database, *CIGNA[:2])
    pdf = CIGNA[1].with_suffix(".pdf")
    found = added(run, database, pdf, "--fail-on", "restrictive")
    assert found["added"] == []
    assert places(found["renderings"]) == [(pdf.name, "cigna/0261", 2)]
    text = added(run, database, CIGNA[1])["known"][0]["placement"]
    assert (text["rendering_of"], text["place"], text["versions"]) == (pdf.name, 2, 2)
    (diff,) = state_of(database)["diffs"]
    assert json.loads(str(diff[3]))["new"]["source"]["name"] == pdf.name


def test_an_older_version_that_comes_late_is_compared_with_both_neighbours(run: RunCommand, database: str) -> None:
    added(run, database, CIGNA[0], CIGNA[2])
    (between,) = state_of(database)["diffs"]
    found = added(run, database, CIGNA[1])["added"][0]["placement"]
    assert (found["place"], found["versions"]) == (2, 3)
    assert found["predecessor"]["version"]["source"]["name"] == CIGNA[0].name
    assert found["successor"]["version"]["source"]["name"] == CIGNA[2].name
    assert (found["predecessor"]["verdict"], found["successor"]["verdict"]) == ("restrictive", "editorial")
    diffs = state_of(database)["diffs"]
    assert len(diffs) == 2
    assert between not in diffs
    assert damages_of(database) == []


def test_a_change_that_fail_on_names_is_exit_1(run: RunCommand, database: str) -> None:
    assert run("add", CIGNA[0], "--library", database, "--fail-on", "restrictive").code == 0
    assert run("add", CIGNA[1], "--library", database, "--fail-on", "restrictive").code == 1
    assert run("add", CIGNA[1], "--library", database, "--fail-on", "restrictive").code == 0
    assert run("add", CIGNA[2], "--library", database, "--fail-on", "restrictive").code == 0


def test_a_file_that_cannot_be_added_outranks_a_change_that_was_found(
    run: RunCommand, database: str, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_bytes(LETTER)
    done = run("add", *CIGNA[:2], tmp_path / "letter.txt", "--library", database, "--fail-on", "restrictive")
    assert done.code == 3
    assert done.err.splitlines()[-1] == "policydiff: 3 files: 2 added, 1 not added"


def test_a_file_below_the_trust_floor_is_stored_and_told(run: RunCommand, database: str, tmp_path: Path) -> None:
    poor = lamp_policy(
        tmp_path / "poor.txt",
        says="Lamp therapy is considered medically necessary.\n\n"
        + "".join(f"{number}. Lamps of kind {number} shall be dimmed.\n" for number in range(1, 4)),
    )
    done = run("add", poor, "--library", database, "--trust-floor", "1")
    assert done.code == 4
    assert "below the trust floor" in done.err
    assert len(state_of(database)["sources"]) == 1
    assert run("add", poor, "--library", database, "--trust-floor", "1").code == 0


# What cannot be read.


def test_a_bad_file_is_set_aside_with_its_reason_and_not_read_again(
    run: RunCommand, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "letter.txt").write_bytes(LETTER)
    first = run("add", tmp_path / "letter.txt", "--library", database, "--format", "json")
    ((sha256, kind, reason),) = state_of(database)["quarantine"]
    (refused,) = json.loads(first.out)["refused"]
    assert refused == {
        "file": str(tmp_path / "letter.txt"),
        "sha256": sha256,
        "kind": kind,
        "reason": reason,
        "quarantined": True,
    }
    monkeypatch.setattr("policydiff.cli.reading._extract", lambda *arguments: pytest.fail("read again"))
    again = run("add", tmp_path / "letter.txt", "--library", database, "--format", "json")
    assert (first.code, again) == (3, first)
    assert first.err == f"policydiff: error: {tmp_path / 'letter.txt'}: {reason}\n"
    listed = json.loads(run("quarantine", "--library", database, "--format", "json").out)
    jsonschema.validate(listed, json_schema("quarantine"))
    assert [(each["name"], each["sha256"], each["reason"]) for each in listed] == [("letter.txt", sha256, reason)]
    assert reason in " ".join(run("quarantine", "--library", database).out.split())


@pytest.mark.parametrize("how", ["another program", "asked for"])
def test_a_file_that_can_be_read_later_leaves_the_quarantine(
    run: RunCommand, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    from policyextract import pipeline
    from policyextract.errors import UnreadableFile

    def refusing(data: bytes, name: str, **options: object) -> None:
        raise UnreadableFile(name, "is written in invisible ink")

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "extract", refusing)
        added(run, database, CIGNA[0], code=3)
    assert [row[2] for row in state_of(database)["quarantine"]] == ["is written in invisible ink"]
    assert added(run, database, CIGNA[0], code=3)["refused"][0]["reason"] == "is written in invisible ink"
    if how == "asked for":
        found = added(run, database, CIGNA[0], "--retry")
    else:
        monkeypatch.setattr(adding, "read_with", lambda options: "policydiff 99, pdfium")
        found = added(run, database, CIGNA[0])
    assert len(found["added"]) == 1
    assert state_of(database)["quarantine"] == []


def test_a_bug_in_reading_is_exit_70_and_is_not_set_aside(
    run: RunCommand, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from policyextract import pipeline

    def stumbling(data: bytes, name: str, **options: object) -> None:
        raise ZeroDivisionError("a bug")

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "extract", stumbling)
        found = added(run, database, CIGNA[0], code=70)
    assert [(each["reason"], each["quarantined"]) for each in found["refused"]] == [("ZeroDivisionError: a bug", False)]
    assert state_of(database)["quarantine"] == []
    assert len(added(run, database, CIGNA[0])["added"]) == 1


def test_a_bug_in_storing_takes_that_document_back_and_no_other(
    run: RunCommand, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from policydiff.library import storing

    place = storing.place

    def stumbling(session: object, buckets: set[str]) -> None:
        place(session, buckets)
        if "molina/210" in buckets:
            raise ZeroDivisionError("a bug")

    monkeypatch.setattr(storing, "place", stumbling)
    found = added(run, database, CIGNA[0], MOLINA[0], CIGNA[1], code=70)
    assert [name for name, *_ in places(found["added"])] == [CIGNA[0].name, CIGNA[1].name]
    assert damages_of(database) == []
    assert {row[0] for row in state_of(database)["versions"]} == {"cigna/0261"}


def test_a_missing_file_is_exit_3_and_nothing_is_set_aside(run: RunCommand, database: str, tmp_path: Path) -> None:
    found = added(run, database, tmp_path / "missing.pdf", code=3)
    assert [(each["sha256"], each["quarantined"]) for each in found["refused"]] == [(None, False)]
    assert state_of(database)["quarantine"] == []


def test_a_file_that_goes_away_before_it_is_read_is_not_set_aside(
    run: RunCommand, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = lamp_policy(tmp_path / "lamp.txt")
    monkeypatch.setattr(adding, "content_hashes", lambda sources: {file: "0" * 64})
    file.unlink()
    found = added(run, database, file, code=3)
    assert [each["quarantined"] for each in found["refused"]] == [False]
    assert state_of(database)["quarantine"] == []


def test_a_file_that_changes_while_it_is_read_is_not_added(
    run: RunCommand, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from policydiff.cli import reading

    extract = reading._extract
    file = lamp_policy(tmp_path / "lamp.txt")

    def slow(*arguments: object) -> object:
        result = extract(*arguments)
        file.write_text("something else by now")
        return result

    monkeypatch.setattr(reading, "_extract", slow)
    found = added(run, database, file, code=3)
    (refused,) = found["refused"]
    assert (refused["reason"], refused["quarantined"]) == ("it changed while it was being read", False)
    assert state_of(database)["quarantine"] == []
    assert state_of(database)["sources"] == []


def test_a_name_that_is_no_text_is_added_all_the_same(run: RunCommand, database: str, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/odd \xff name.txt"
    Path(os.fsdecode(name)).write_bytes(CIGNA[0].read_bytes())
    (found,) = added(run, database, tmp_path / os.fsdecode(b"odd \xff name.txt"))["added"]
    assert found["placement"]["version"]["source"]["name"] == "odd ? name.txt"
    assert damages_of(database) == []


# Policies that go on under another number or title.


def test_a_likely_predecessor_is_told_with_the_command_that_links_it(
    run: RunCommand, database: str, tmp_path: Path
) -> None:
    old = lamp_policy(tmp_path / "old.txt")
    new = lamp_policy(tmp_path / "new file.txt", number="99", day="01/01/2026")
    added(run, database, old)
    (told,) = added(run, database, new)["added"]
    (suggestion,) = told["suggestions"]
    assert (told["placement"]["policy"]["name"], suggestion["policy"]) == ("made-health-plan/99", "made-health-plan/7")
    words = shlex.split(suggestion["command"])
    assert words == ["policydiff", "add", str(new), "--link", "made-health-plan/7", "--library", database]

    linked = json.loads(run(*words[1:], "--format", "json").out)["known"][0]["placement"]
    assert (linked["policy"]["name"], linked["place"], linked["versions"]) == ("made-health-plan/99", 2, 2)
    assert linked["predecessor"]["version"]["policy_number"] == "7"
    assert linked["predecessor"]["verdict"] is not None
    assert damages_of(database) == []


def test_one_number_with_another_title_is_asked_about(run: RunCommand, database: str, tmp_path: Path) -> None:
    added(run, database, lamp_policy(tmp_path / "lamp.txt"))
    other = "Dipping of candles in beeswax is considered investigational in adults with toothache."
    candles = lamp_policy(tmp_path / "candles.txt", title="Candle Dipping", day="01/01/2026", says=other)
    (told,) = added(run, database, candles)["added"]
    assert told["placement"]["policy"]["name"] != told["suggestions"][0]["policy"]
    assert told["placement"]["versions"] == 1
    assert told["suggestions"][0]["why"] == "the number is the same, title and content are not"


def test_a_new_file_is_stored_and_linked_at_once(run: RunCommand, database: str, tmp_path: Path) -> None:
    added(run, database, lamp_policy(tmp_path / "old.txt"))
    new = lamp_policy(tmp_path / "new.txt", number="99", day="01/01/2026")
    (linked,) = added(run, database, new, "--link", "made-health-plan/7")["added"]
    assert (linked["placement"]["place"], linked["placement"]["versions"], linked["suggestions"]) == (2, 2, [])


def test_a_link_outlasts_what_comes_later(run: RunCommand, database: str, tmp_path: Path) -> None:
    added(run, database, lamp_policy(tmp_path / "old.txt"))
    new = lamp_policy(tmp_path / "new.txt", number="99", day="01/01/2026")
    added(run, database, new, "--link", "made-health-plan/7")
    for name, number, day, place in (("older", "7", "01/01/2024", 1), ("newer", "99", "01/01/2027", 4)):
        file = lamp_policy(tmp_path / f"{name}.txt", number=number, day=day)
        assert places(added(run, database, file)["added"]) == [(file.name, "made-health-plan/99", place)]
    assert damages_of(database) == []


def test_policies_are_linked_and_parted_again(run: RunCommand, database: str, tmp_path: Path) -> None:
    added(run, database, lamp_policy(tmp_path / "old.txt"))
    added(run, database, lamp_policy(tmp_path / "new.txt", number="99", day="01/01/2026"))
    apart = state_of(database)
    done = run("link", "made-health-plan/99", "made-health-plan/7", "--library", database)
    assert (done.code, done.err) == (0, "policydiff: made-health-plan/99 has 2 versions now\n")
    assert damages_of(database) == []
    assert [row[:2] for row in state_of(database)["versions"]] == [
        ("made-health-plan/99", 1),
        ("made-health-plan/99", 2),
    ]
    done = run("unlink", "made-health-plan/99", "--library", database)
    assert (done.code, done.err) == (0, "policydiff: 1 link taken back\n")
    assert state_of(database) == apart
    assert damages_of(database) == []


def test_a_link_to_a_policy_that_there_is_not_is_told_before_anything_is_read(run: RunCommand, database: str) -> None:
    done = run("add", CIGNA[0], "--library", database, "--link", "nobody/1")
    assert (done.code, done.out) == (2, "")
    assert "nobody/1" in done.err
    assert state_of(database)["sources"] == []


def test_one_file_at_a_time_is_linked(run: RunCommand, database: str) -> None:
    done = run("add", *CIGNA[:2], "--library", database, "--link", "cigna/0261")
    assert (done.code, done.out) == (2, "")


# Where the library is.


def test_the_library_is_named_by_the_environment_too(
    run: RunCommand, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYDIFF_LIBRARY", database)
    assert run("add", CIGNA[0]).code == 0
    assert len(state_of(database)["sources"]) == 1


def test_a_library_that_cannot_be_opened_is_exit_5(run: RunCommand, tmp_path: Path) -> None:
    done = run("add", CIGNA[0], "--library", tmp_path)
    assert (done.code, done.out) == (5, "")
    assert done.err == f"policydiff: error: the library {tmp_path} is a folder\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_table_says_which_version_of_what_each_file_is(run: RunCommand, database: str, jobs: str) -> None:
    done = run("add", *MOLINA, "--library", database, "--jobs", jobs)
    assert done.code == 0
    assert "molina/210 · version 1 of 2, in force from 2025-02-12" in done.out
    assert "molina/210 · version 2 of 2, in force from 2026-02-11" in done.out
    assert f"{MOLINA[0].name}: mixed: some changes restrict, others permit" in " ".join(done.out.split())
