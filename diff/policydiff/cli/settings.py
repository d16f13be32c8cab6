"""What a team has agreed on, in a file: which changes fail a run, which do not count and until when, the trust floor.

The file is the one named by ``--config``, else ``policydiff.toml``, else the table ``[tool.policydiff]`` of
``pyproject.toml``, both in the working directory. An option of the command line outranks it::

    fail_on = ["restrictive", "indeterminate"]
    trust_floor = 0.9
    code_sets = { CPT = "cpt-2026.csv", ICD-10-CM = "icd-10-cm-2026.txt" }

    [[ignore]]
    rule = "code-added"
    reason = "the billing team watches codes"
    expires = 2027-01-31

Anything wrong in the file is wrong usage, and so is an entry that has expired: what nobody has looked at again since
must not go on hiding changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

import click

FAIL_ON = ("restrictive", "permissive", "lateral", "indeterminate")
"""The substantive directions, spelled out: importing them would load pydantic before --help."""

OWN_FILE = "policydiff.toml"
PROJECT_FILE = "pyproject.toml"

_META = "policydiff.settings"

Value: TypeAlias = "str | int | float | bool | date | list[Value] | dict[str, Value]"
Table: TypeAlias = dict[str, Value]


@dataclass(frozen=True)
class Ignored:
    """A rule whose changes do not count until a day, the day included."""

    rule: str
    reason: str
    expires: date


@dataclass(frozen=True)
class Settings:
    """What the file says. ``source`` is its name for messages, empty where there is none."""

    source: str = ""
    fail_on: tuple[str, ...] = ()
    trust_floor: float | None = None
    code_sets: tuple[str, ...] = ()
    """As ``--code-set`` takes them, SYSTEM=FILE, the files as seen from the folder of the settings file."""
    ignore: tuple[Ignored, ...] = ()


def current_settings() -> Settings:
    """The settings of the command that runs."""
    found = click.get_current_context().meta.get(_META)
    return found if isinstance(found, Settings) else Settings()


def use_settings(context: click.Context, parameter: click.Parameter, path: Path | None) -> None:
    """Read the settings file, and make what it says the defaults of the command's other options."""
    settings = load_settings(path, Path.cwd(), date.today())
    defaults: dict[str, float | tuple[str, ...]] = {"fail_on": settings.fail_on, "code_sets": settings.code_sets}
    if settings.trust_floor is not None:
        defaults["trust_floor"] = settings.trust_floor
    context.default_map = defaults
    context.meta[_META] = settings


def load_settings(path: Path | None, folder: Path, today: date) -> Settings:
    """The settings of the file at ``path``, else of those in a folder; empty where there is none.

    Raises click.UsageError where the file cannot be read, says what it must not, or has expired entries.
    """
    if path is None:
        path = next((file for name in (OWN_FILE, PROJECT_FILE) if (file := folder / name).is_file()), None)
    if path is None:
        return Settings()
    table = _read(path)
    if path.name == PROJECT_FILE:
        table = _tool_table(table)
    return _settings(table, path, today)


def _read(path: Path) -> Table:
    import tomllib

    try:
        found: Table = tomllib.loads(path.read_text(encoding="utf-8"))
        return found
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise click.UsageError(f"{click.format_filename(path)}: {reason}") from error


def _tool_table(project: Table) -> Table:
    tools = project.get("tool")
    table = tools.get("policydiff") if isinstance(tools, dict) else None
    return table if isinstance(table, dict) else {}


def _settings(table: Table, path: Path, today: date) -> Settings:
    source = path.name
    _known(table, ("fail_on", "trust_floor", "code_sets", "ignore"), source)
    entries = table.get("ignore", [])
    if not isinstance(entries, list):
        raise click.UsageError(f"{source}: ignore must be a list of tables")
    ignored = tuple(_ignored(entry, source) for entry in entries)
    _refuse_expired(ignored, source, today)
    return Settings(source, _fail_on(table, source), _trust_floor(table, source), _code_sets(table, path), ignored)


def _known(table: Table, keys: Sequence[str], source: str) -> None:
    unknown = sorted(table.keys() - set(keys))
    if unknown:
        raise click.UsageError(f"{source}: unknown {', '.join(unknown)}; known are {', '.join(keys)}")


def _fail_on(table: Table, source: str) -> tuple[str, ...]:
    named = table.get("fail_on", [])
    if not isinstance(named, list) or not all(direction in FAIL_ON for direction in named):
        raise click.UsageError(f"{source}: fail_on must be a list of {', '.join(FAIL_ON)}")
    return tuple(str(direction) for direction in named)


def _trust_floor(table: Table, source: str) -> float | None:
    floor = table.get("trust_floor")
    if floor is None:
        return None
    if isinstance(floor, bool) or not isinstance(floor, int | float) or not 0 <= floor <= 1:
        raise click.UsageError(f"{source}: trust_floor must be a number from 0 to 1")
    return float(floor)


def _code_sets(table: Table, path: Path) -> tuple[str, ...]:
    named = table.get("code_sets", {})
    if not isinstance(named, dict) or not all(isinstance(file, str) for file in named.values()):
        raise click.UsageError(f"{path.name}: code_sets must be a table of code systems and the files of their sets")
    return tuple(f"{system}={path.parent / str(file)}" for system, file in named.items())


def _ignored(entry: Value, source: str) -> Ignored:
    if not isinstance(entry, dict):
        raise click.UsageError(f"{source}: ignore must be a list of tables")
    _known(entry, ("rule", "reason", "expires"), source)
    rule, reason, expires = entry.get("rule"), entry.get("reason"), entry.get("expires")
    if not isinstance(rule, str) or not isinstance(reason, str) or not reason.strip() or type(expires) is not date:
        raise click.UsageError(
            f"{source}: each ignore needs rule, reason and expires, which is a date such as 2027-01-31"
        )
    return Ignored(rule, reason, expires)


def _refuse_expired(ignored: Sequence[Ignored], source: str, today: date) -> None:
    expired = [f"{entry.rule} ({entry.expires}: {entry.reason})" for entry in ignored if entry.expires < today]
    if expired:
        raise click.UsageError(f"{source}: expired, decide on them anew: {'; '.join(expired)}")


def refuse_unknown_rules(settings: Settings, rules: Sequence[str]) -> None:
    """Raise click.UsageError where a rule to be ignored does not exist: it would hide nothing, unnoticed."""
    unknown = sorted({entry.rule for entry in settings.ignore} - set(rules))
    if unknown:
        raise click.UsageError(f"{settings.source}: no such rule: {', '.join(unknown)}")
