"""What several tests share: running the command line, and the golden files."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest

from databases import KINDS, fresh_postgresql
from policydiff.cli import main

ROOT = Path(__file__).resolve().parent.parent

# The same cases in every run of the CI, so that a change is judged by itself. At the desk each run tries others.
hypothesis.settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")


@dataclass(frozen=True)
class Run:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Run]:
    """Run a command line in this process, as the installed program would."""

    def run_command(*arguments: str | Path) -> Run:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        assert isinstance(left.value.code, int)
        return Run(left.value.code, out.decode(), err.decode())

    return run_command


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files, and delete unused ones")
    parser.addoption("--kills", type=int, help="how often processes that add to the library are killed")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a library may be made, on each kind of database: a path or a URL as --library takes it."""
    if request.param == "sqlite":
        yield str(tmp_path / "library.db")
        return
    with fresh_postgresql() as url:
        yield url
