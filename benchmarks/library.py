"""What the library costs as it grows: one document more, and each kind of question, at 1,000 and at 10,000 versions.

Usage: python benchmarks/library.py [--versions N ...] [--postgresql URL] [--keep FOLDER]

The library is filled with made policies through the program's own storing (five versions of each policy, 50 payers; a
version has 12 statements with 6 criteria each, 40 codes and 8 entries of a log), on SQLite in a temporary folder. An
empty database of PostgreSQL gets a copy of its rows, where one is given. Times are CPU seconds of the process that
asks, the median of several; the server's own are not in them, so the clock's are given too. "command" is the installed
program from start to end, with its imports. ``add`` is storing one more version of a policy that has five, without
reading the file; it is taken back, so that the next one finds the same library.
"""

import argparse
import hashlib
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from sqlalchemy import Integer, func, insert, select, text

from policydiff.inforce import asof
from policydiff.library.base import Base
from policydiff.library.changes_since import changes_since
from policydiff.library.finding_policies import find_policy
from policydiff.library.listed_codes import codes_listed
from policydiff.library.models import SourceRow, VersionRow
from policydiff.library.opening import Library, opened
from policydiff.library.searching import search
from policydiff.library.stored_lines import history_of, stored_line
from policydiff.library.storing import Document, store
from policyextract.document import Provenance
from policyextract.records import (
    Accounting,
    Claim,
    Code,
    CodeSystem,
    Criterion,
    Determination,
    Operator,
    Payer,
    PolicyRecord,
    Revision,
    Source,
    Statement,
)

PAYERS = 50
VERSIONS_EACH = 5
IN_ONE_TRANSACTION = 50
TIMES = 7

_WORDS = (
    "lamp candle mirror ladder winter summer morning evening north south river mountain bread butter kettle garden "
    "window carpet wagon bridge harbour island meadow orchard pepper walnut copper silver linen velvet anchor compass "
    "lantern feather pebble willow thunder blossom thimble saddle barrel cellar chimney gravel hammer kernel marble"
).split()


def policies(number: int) -> Iterator[list[PolicyRecord]]:
    """Made policies with all their versions."""
    for at in range(number):
        yield [version(at, year) for year in range(VERSIONS_EACH)]


def version(policy: int, year: int) -> PolicyRecord:
    """A version of a policy. From year to year one statement and two codes change."""
    payer, number = policy % PAYERS, policy // PAYERS
    chance = random.Random(policy)
    words = chance.sample(_WORDS, 6)
    title = f"{words[0]} {words[1]} therapy of the {words[2]} {number}".title()
    name = f"payer-{payer:02d}-{number:04d}-{2020 + year}.pdf"
    made = [statement(chance, at, changed=year if at == year else 0) for at in range(12)]
    return PolicyRecord(
        source=Source(name=name, sha256=sha256(name), media_type="application/pdf", pages=12),
        payer=Payer(id=f"payer-{payer:02d}", name=f"Payer {payer:02d} of the {words[3]}"),
        policy_number=f"MP.{number:04d}",
        title=title,
        lines_of_business=("commercial",),
        effective_date=f"{2020 + year}-03-01",
        last_review_date=f"{2020 + year}-02-10",
        next_review_date=f"{2021 + year}-02",
        other_dates=(),
        statements=tuple(made),
        codes=tuple(code(chance, at, policy, year) for at in range(40)),
        revisions=tuple(revision(at, 2020 + year) for at in range(8)),
        references=(),
        related_policies=(),
        sections=(),
        issues=(),
        accounting=Accounting(lines=300, parsed=290, ignored=8, unparsed=2),
    )


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def place(at: int) -> Provenance:
    return Provenance(page=1 + at // 40, line=1 + at % 40, span=(100 * at, 100 * at + 80))


def sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(_WORDS, k=length))


def statement(chance: random.Random, at: int, changed: int) -> Statement:
    service = f"{chance.choice(_WORDS)} {chance.choice(_WORDS)} treatment {at}"
    determination = Determination.INVESTIGATIONAL if at % 4 == 3 else Determination.MEDICALLY_NECESSARY
    wording = "is considered investigational" if at % 4 == 3 else "is considered medically necessary"
    items = tuple(
        Criterion(
            label=f"{item + 1}.", text=f"{sentence(chance, 12)} for {6 + changed} weeks", provenance=place(at + item)
        )
        for item in range(6)
    )
    return Statement(
        id=f"s{at + 1}",
        section="Policy",
        services=(service,),
        determination=determination,
        wording=wording,
        text=f"{service.capitalize()} {wording} for {sentence(chance, 10)} when ALL of the following are met:",
        residual=False,
        criteria=Criterion(operator=Operator.ALL, text="ALL of the following", items=items, provenance=place(at)),
        provenance=place(at * 10),
    )


def code(chance: random.Random, at: int, policy: int, year: int) -> Code:
    number = 10000 + (policy * 37 + at * 101 + (year if at < 2 else 0)) % 20000
    return Code(
        system=CodeSystem.CPT,
        code=str(number),
        description=sentence(chance, 8),
        determination=Determination.MEDICALLY_NECESSARY,
        group="Considered medically necessary when criteria are met",
        provenance=place(400 + at),
    )


def revision(at: int, year: int) -> Revision:
    return Revision(
        date=f"{year - at}-02-10",
        approval_date=None,
        kind="Annual review",
        summary=("Reviewed; criteria updated.", "References updated."),
        claims=(Claim.CRITERIA_CHANGED, Claim.REFERENCES_UPDATED),
        provenance=place(460 + at),
    )


def document(record: PolicyRecord) -> Document:
    return Document(record.source.name.encode(), record, "made", "pdfium", False)


def fill(library: Library, versions: int) -> None:
    """Bring a library to so many versions."""
    with library.reading() as session:
        there = session.scalars(select(func.count()).select_from(SourceRow)).one()
    waiting = [
        record
        for at, of_one in enumerate(policies(versions // VERSIONS_EACH))
        for record in of_one
        if at >= there // VERSIONS_EACH
    ]
    for start in range(0, len(waiting), IN_ONE_TRANSACTION):
        with library.writing() as session:
            for record in waiting[start : start + IN_ONE_TRANSACTION]:
                store(session, document(record))
        print(f"\r{start + there} versions", end="", file=sys.stderr)
    print(file=sys.stderr)


def copy(source: Library, target: Library) -> None:
    """Bring the rows that a library has more than another over to it."""
    for table in Base.metadata.sorted_tables:
        key = next(iter(table.primary_key.columns))
        if not isinstance(key.type, Integer):
            continue
        with source.reading() as read, target.writing() as write:
            last = write.execute(select(func.max(key))).scalar() or 0
            rows = read.execute(select(table).where(key > last).order_by(key).execution_options(yield_per=500))
            for part in rows.mappings().partitions():
                write.execute(insert(table), [dict(row) for row in part])
            if key.name == "id" and write.get_bind().dialect.name == "postgresql":
                write.execute(
                    text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}")
                )
    with target.writing() as write:
        if write.get_bind().dialect.name == "postgresql":
            write.execute(text("ANALYZE"))


class Taken(Exception):
    """Takes back what was stored, so that the next measurement finds the same library."""


_YEARS = count(VERSIONS_EACH)


def add(library: Library) -> None:
    """Store one version more, and take it back."""
    try:
        with library.writing() as session:
            store(session, document(version(57, next(_YEARS) % 20)))
            raise Taken
    except Taken:
        pass


def questions() -> dict[str, Callable[[Library], object]]:
    """What is asked in this process. The policy is one in the middle."""
    name = "payer-07/mp.0003"

    def asking(question: Callable[..., object]) -> Callable[[Library], object]:
        def ask(library: Library) -> object:
            with library.reading() as session:
                return question(session)

        return ask

    return {
        "add": add,
        "history": asking(lambda session: history_of(session, find_policy(session, name))),
        "asof": asking(lambda session: asof(stored_line(session, find_policy(session, name)), "2022-08-01")),
        "codes": asking(lambda session: codes_listed(session, "10101")),
        "search, rare": asking(lambda session: search(session, '"lamp candle mirror"', all_versions=False, limit=100)),
        "search, common": asking(
            lambda session: search(session, "considered treatment", all_versions=False, limit=100)
        ),
        "search, all versions": asking(lambda session: search(session, "walnut bridge", all_versions=True, limit=100)),
        "changes of one payer": asking(lambda session: changes_since(session, "2024", payers=["payer-07"])),
    }


COMMANDS = {
    "history": ["history", "payer-07/mp.0003"],
    "asof": ["asof", "payer-07/mp.0003", "2022-08-01"],
    "codes": ["codes", "10101"],
    "search, rare": ["search", '"lamp candle mirror"'],
    "search, common": ["search", "considered treatment"],
    "list": ["list"],
    "due": ["due", "--as-of", "2025-01-01"],
}


Times = dict[str, tuple[float, float]]
"""CPU and clock seconds, by what took them."""


def in_process(library: Library) -> Times:
    """CPU and clock seconds of each question."""
    return {name: measured(lambda ask=ask: ask(library)) for name, ask in questions().items()}


def measured(run: Callable[[], object]) -> tuple[float, float]:
    run()
    taken = []
    for _ in range(TIMES):
        cpu, clock = process_time(), perf_counter()
        run()
        taken.append((process_time() - cpu, perf_counter() - clock))
    return median(each[0] for each in taken), median(each[1] for each in taken)


def whole_commands(database: str) -> Times:
    return {name: measured_command([*command, "--library", database]) for name, command in COMMANDS.items()}


def measured_command(arguments: list[str]) -> tuple[float, float]:
    program = [sys.executable, "-c", "from policydiff.cli import main; main()", *arguments]
    taken = []
    for _ in range(3):
        before, clock = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
        subprocess.run(program, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        taken.append((cpu, perf_counter() - clock))
    return median(each[0] for each in taken), median(each[1] for each in taken)


def table(kind: str, of: str, found: dict[int, Times]) -> None:
    sizes = sorted(found)
    print(f"\n| {kind}, {of} | " + " | ".join(f"{size:,} versions: CPU ms | clock ms" for size in sizes) + " |")
    print("|---|" + "---:|---:|" * len(sizes))
    for name in found[sizes[0]]:
        cells = (f"{found[size][name][0] * 1000:.0f} | {found[size][name][1] * 1000:.0f}" for size in sizes)
        print(f"| {name} | " + " | ".join(cells) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--versions", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--postgresql", metavar="URL", help="an empty database")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="leave the SQLite library here, and take it up again"
    )
    chosen = parser.parse_args()
    with ExitStack() as stack:
        folder = chosen.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        databases = {"SQLite": str(folder / "library.db")}
        if chosen.postgresql:
            databases["PostgreSQL"] = chosen.postgresql
        print(f"load {os.getloadavg()[0]:.1f} at the start")
        asked: dict[str, dict[int, Times]] = {kind: {} for kind in databases}
        commands: dict[str, dict[int, Times]] = {kind: {} for kind in databases}
        for size in sorted(chosen.versions):
            for kind, database in databases.items():
                with opened(database, create=True) as library:
                    if kind == "SQLite":
                        fill(library, size)
                    else:
                        with opened(databases["SQLite"]) as filled:
                            copy(filled, library)
                    asked[kind][size] = in_process(library)
                    with library.reading() as session:
                        stored = session.scalars(select(func.count()).select_from(VersionRow)).one()
                commands[kind][size] = whole_commands(database)
                print(f"{kind}: {stored:,} versions stored", file=sys.stderr)
        for kind in databases:
            table(kind, "in process", asked[kind])
            table(kind, "whole command", commands[kind])
        print(f"\nSQLite file: {(folder / 'library.db').stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
