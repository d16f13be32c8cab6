"""The sets of codes that the user supplies with ``--code-set``, read once for a command."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from policyextract.codesets import CodeSet

SYSTEMS = ("CPT", "HCPCS", "ICD-10-CM", "ICD-10-PCS", "REV", "NDC", "DRG")
"""As policyextract.records has them: importing that would load pydantic before --help."""

_META = "policydiff.codesets"


def current_code_sets() -> "tuple[CodeSet, ...]":
    """The sets of the command that runs."""
    found: tuple[CodeSet, ...] = click.get_current_context().meta.get(_META, ())
    return found


def use_code_sets(context: click.Context, parameter: click.Parameter, named: Sequence[str]) -> None:
    """Read the sets that SYSTEM=FILE name. Raises click.UsageError where one cannot be read or is none."""
    context.meta[_META] = tuple(_read(*_split(one)) for one in named)


def _split(named: str) -> tuple[str, Path]:
    system, sign, file = named.partition("=")
    if not sign or not file or system.strip().upper() not in SYSTEMS:
        raise click.UsageError(f"a code set is SYSTEM=FILE, with a system of {', '.join(SYSTEMS)}: {named}")
    return system.strip().upper(), Path(file)


def _read(system: str, file: Path) -> "CodeSet":
    from policyextract.codesets import CodeSetError, read_code_set
    from policyextract.records import CodeSystem

    try:
        return read_code_set(CodeSystem(system), file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        reason = "is no text in UTF-8"
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
    except CodeSetError as error:
        reason = str(error)
    raise click.UsageError(f"the code set {click.format_filename(file)}: {reason}")
