"""Reading on a cluster: a scheduler and two workers of dask, started here as processes of their own."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import click
import pytest

from conftest import ROOT, Run
from policydiff.cli import workers

pytest.importorskip("distributed", reason="dask is not installed: pip install 'policydiff[dask]'")

DOCUMENTS = [*sorted((ROOT / "corpus").glob("*.pdf")), *sorted((ROOT / "corpus").glob("*.txt"))]
PROGRAM = "import sys; from policydiff.cli import main; main(sys.argv[1:])"
PATIENCE = 60
"""Seconds until something that should happen is given up."""


@dataclass(frozen=True)
class Cluster:
    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


def start(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", *arguments]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for(condition: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, f"{what} within {PATIENCE} seconds"
        time.sleep(0.1)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """The address of a scheduler without workers."""
    file = tmp_path / "scheduler.json"
    process = start(
        "distributed.cli.dask_scheduler", *("--host", "127.0.0.1", "--port", "0"), "--no-dashboard",
        *("--scheduler-file", str(file)),
    )  # fmt: skip
    try:
        wait_for(lambda: file.exists() and file.read_text().strip().endswith("}"), "no scheduler came up")
        yield json.loads(file.read_text())["address"]
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def cluster(scheduler: str) -> Iterator[Cluster]:
    from distributed import Client

    options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1")
    processes = tuple(start("distributed.cli.dask_worker", scheduler, *options) for _ in range(2))
    try:
        with Client(scheduler, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=PATIENCE)
        yield Cluster(scheduler, processes)
    finally:
        for process in processes:
            process.kill()
            process.wait()


def test_a_cluster_writes_what_one_process_does(run: Callable[..., Run], cluster: Cluster) -> None:
    alone = run("extract", *DOCUMENTS, "--format", "jsonl")
    assert len(alone.out.splitlines()) == len(DOCUMENTS)
    assert run("extract", *DOCUMENTS, "--format", "jsonl", "--jobs", "2") == alone
    assert run("extract", *DOCUMENTS, "--format", "jsonl", "--scheduler", cluster.address) == alone


def test_a_worker_that_is_killed_midway_loses_nothing(run: Callable[..., Run], cluster: Cluster) -> None:
    many = DOCUMENTS * 4
    arguments = ["extract", *map(str, many), "--format", "jsonl", "--scheduler", cluster.address]
    # Without a buffer, for what is in one when communicate() takes over would be lost.
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    )
    assert process.stdout
    first = process.stdout.readline()
    cluster.workers[0].kill()
    rest, errors = process.communicate(timeout=PATIENCE)
    alone = run("extract", *DOCUMENTS, "--format", "jsonl")
    assert process.returncode == alone.code, errors.decode()
    assert (first + rest).decode() == alone.out * 4


def test_a_cluster_without_workers_is_wrong_usage(run: Callable[..., Run], scheduler: str) -> None:
    done = run("extract", DOCUMENTS[0], "--scheduler", scheduler)
    assert (done.code, done.out) == (2, "")
    assert f"the scheduler at {scheduler} has no workers" in done.err


@pytest.mark.parametrize("found", ["0.0.1", ModuleNotFoundError("No package metadata was found for policydiff")])
def test_a_worker_of_another_version_is_wrong_usage(found: str | Exception) -> None:
    workers._check_workers("tcp://a:1", 1, {"tcp://b:2": version("policydiff")})
    with pytest.raises(click.UsageError, match=f"the worker tcp://b:2 lacks policydiff .*: {found}"):
        workers._check_workers("tcp://a:1", 1, {"tcp://b:2": found})


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "no address", "udp://127.0.0.1:1"])
def test_a_scheduler_that_cannot_be_reached_is_wrong_usage(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(workers, "_CONNECT_SECONDS", 1)
    done = run("extract", DOCUMENTS[0], "--scheduler", address)
    assert (done.code, done.out) == (2, "")
    assert f"no scheduler can be reached at {address}" in done.err
    assert "Traceback" not in done.err
