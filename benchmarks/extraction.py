"""How fast extraction is, and where its time goes, beside pdfplumber and beside pdfium alone on the same files.

Usage: python benchmarks/extraction.py [--corpus FOLDER] [--limit N] [--command-line]

Three ways through every file, one after the other, so that a busy machine slows all three alike: whole extraction
(bytes to record), pdfplumber's words and tables (what reading with that library takes at the least), and pdfium's bare
text pass (what nothing that uses pdfium can go below). Times are CPU seconds of this process, on one core; tesseract,
which recognises pages without text, runs in a process of its own and is left out. Peak memory is that of a process that
takes one of the ways through all files. ``--command-line`` measures the installed program too.
"""

import argparse
import os
import resource
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from unittest.mock import patch

import pdfplumber
import pypdfium2

from policyextract import codes, pipeline, revisions
from policyextract.errors import ExtractError
from policyextract.readers.pdf import reading

TEN_PAGES = range(9, 12)
REAL = Path(os.environ.get("POLICYDIFF_REAL", Path(__file__).resolve().parents[2] / "shared")) / "corpus"


def whole_extraction(data: bytes, name: str) -> None:
    try:
        pipeline.extract(data, name)
    except ExtractError:
        return  # a document that is refused has been read all the same


def words_and_tables(data: bytes, name: str) -> None:
    with pdfplumber.open(BytesIO(data)) as opened:
        for page in opened.pages:
            page.extract_words()
            page.extract_tables()
            page.close()


def bare_text(data: bytes, name: str) -> None:
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        page.get_textpage().get_text_range()
        page.close()
    document.close()


WAYS: dict[str, Callable[[bytes, str], None]] = {
    "whole extraction": whole_extraction,
    "pdfplumber words + tables": words_and_tables,
    "pdfium bare text": bare_text,
}

STAGES: dict[str, tuple[tuple[object, str], ...]] = {
    "pages: characters, rules, pictures": ((reading, "_open_pages"),),
    "lines, columns and tables": ((reading, "lay_out_page"), (reading, "make_blocks")),
    "payer, furniture, paragraphs, outline": ((pipeline, "identify"), (pipeline, "take_off"), (pipeline, "outline")),
    "author, header, lines of business": (
        (pipeline, "author_of"),
        (pipeline, "find_header"),
        (pipeline, "lines_of_business"),
    ),
    "statements and criteria": ((pipeline, "find_policy"),),
    "codes": ((codes, "find_codes"),),
    "revisions": ((revisions, "find_revisions"),),
}
"""The functions that are timed inside whole extraction. None of them calls another."""


def main() -> None:
    arguments = parsed_arguments()
    files = sorted(arguments.corpus.rglob("*.pdf"))[: arguments.limit]
    if arguments.way:
        for path in files:
            WAYS[arguments.way](path.read_bytes(), path.name)
        print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
        return
    pages = sum(len(pypdfium2.PdfDocument(path)) for path in files)
    print(f"{len(files)} PDFs, {pages} pages. Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores at the start.")
    print(
        "Python", sys.version.split()[0], *(f"{name} {version(name)}" for name in ("pypdfium2", "pdfplumber", "spacy"))
    )
    print_ways(files, pages, arguments)
    print_stages(files, pages)
    if arguments.command_line:
        print_command_line(arguments.corpus, files)


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Times extraction beside pdfplumber and pdfium.")
    parser.add_argument("--corpus", type=Path, default=REAL, help="folder with PDFs (default: the real ones)")
    parser.add_argument("--limit", type=int, help="take so many files only")
    parser.add_argument("--command-line", action="store_true", help="measure the installed program too")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    return parser.parse_args()


def print_ways(files: list[Path], pages: int, arguments: argparse.Namespace) -> None:
    spent: defaultdict[str, float] = defaultdict(float)
    for take in WAYS.values():
        take(files[0].read_bytes(), files[0].name)  # what is loaded and made once is not the cost of a page
    for path in files:
        data = path.read_bytes()
        for way, take in WAYS.items():
            start = process_time()
            take(data, path.name)
            spent[way] += process_time() - start
    reference = spent["pdfplumber words + tables"]
    print("\n| way | ms a page | pages a second | times pdfplumber | peak memory, MB |\n|---|---:|---:|---:|---:|")
    for way, seconds in spent.items():
        speed = f"{1000 * seconds / pages:.2f} | {pages / seconds:.0f} | {reference / seconds:.2f}"
        print(f"| {way} | {speed} | {peak_memory(way, arguments)} |")


def peak_memory(way: str, arguments: argparse.Namespace) -> int:
    """Megabytes that a process of its own holds at most on its way through all files."""
    limit = ("--limit", str(arguments.limit)) if arguments.limit else ()
    command = [sys.executable, __file__, "--way", way, "--corpus", str(arguments.corpus), *limit]
    kilobytes = int(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1])
    return round(kilobytes / 1024)


def print_stages(files: list[Path], pages: int) -> None:
    spent: defaultdict[str, float] = defaultdict(float)
    start = process_time()
    with ExitStack() as stack:
        for stage, functions in STAGES.items():
            for owner, name in functions:
                stack.enter_context(timed(owner, name, stage, spent))
        for path in files:
            whole_extraction(path.read_bytes(), path.name)
    whole = process_time() - start
    spent["the rest: references, aliases, checks, the record"] = whole - sum(spent.values())
    print("\n| stage of whole extraction | ms a page | share |\n|---|---:|---:|")
    for stage, seconds in spent.items():
        print(f"| {stage} | {1000 * seconds / pages:.2f} | {seconds / whole:.0%} |")


@contextmanager
def timed(owner: object, name: str, stage: str, spent: dict[str, float]) -> Iterator[None]:
    """Adds up the time that a function takes; of one that gives its results one by one, the time to each."""
    plain = getattr(owner, name)

    def clocked(*arguments: object, **options: object) -> object:
        start = process_time()
        try:
            result = plain(*arguments, **options)
        finally:
            spent[stage] += process_time() - start
        return one_by_one(result) if isinstance(result, Iterator) else result

    def one_by_one(results: Iterator[object]) -> Iterator[object]:
        while True:
            start = process_time()
            try:
                result = next(results)
            except StopIteration:
                return
            finally:
                spent[stage] += process_time() - start
            yield result

    with patch.object(owner, name, clocked):
        yield


def print_command_line(corpus: Path, files: list[Path]) -> None:
    tens = [path for path in files if len(pypdfium2.PdfDocument(path)) in TEN_PAGES]
    if tens:
        spent = median(cpu_of(path) for path in tens)
        print(f"\nOne file of 9 to 11 pages: {spent:.2f} s of CPU, imports included (median of {len(tens)} files).")
    one, two = (clock_of(corpus, jobs) for jobs in (1, 2))
    print(
        f"The folder by the clock: {one:.1f} s with --jobs 1, {two:.1f} s with --jobs 2, {one / two:.2f} times as fast."
    )


def cpu_of(path: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run_program(path)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def clock_of(folder: Path, jobs: int) -> float:
    start = perf_counter()
    run_program(folder, "--jobs", str(jobs))
    return perf_counter() - start


def run_program(path: Path, *options: str) -> None:
    """Run ``policydiff extract``. A folder with documents that are refused ends with another code than 0."""
    command = ["policydiff", "extract", str(path), "--format", "jsonl", *options]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, 3, 4):
        sys.exit(done.stderr)


if __name__ == "__main__":
    main()
