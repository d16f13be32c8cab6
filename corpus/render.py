"""Render the facsimiles anew from their content, or check that the committed files are what the content gives.

``python corpus/render.py`` writes the PDFs, the texts and manifest.csv into corpus/, or into the folder of ``--out``.
With ``--check`` it writes nothing: it names the files there that differ, lack or are too many, and exits 1 if any do.
"""

import argparse
import csv
import io
import sys
from pathlib import Path

from facsimile import content, tagged, text, untagged
from facsimile.content import Facsimile

HERE = Path(__file__).resolve().parent
UNTAGGED = ("cigna-0261__2026-05-15", "molina-210__2026-02-11")
LICENCE = "CC0-1.0; payers' and code systems' names belong to their owners"
COLUMNS = ("file", "payer", "number", "version", "format", "facsimile_of", "licence", "note")


def render(facsimile: Facsimile) -> dict[str, bytes]:
    """The files of one facsimile, by name."""
    pdf = tagged.render(facsimile)
    files = {
        f"{facsimile.name}.pdf": pdf,
        f"{facsimile.name}.txt": text.render(facsimile, pdf, tagged.MARGINS[facsimile.layout]),
    }
    if facsimile.name in UNTAGGED:
        files[f"{facsimile.name}.untagged.pdf"] = untagged.render(facsimile)
    return files


def render_all() -> dict[str, bytes]:
    """All rendered files and the manifest, by name."""
    files: dict[str, bytes] = {}
    rows: list[dict[str, str]] = []
    for path in sorted((HERE / "content").glob("*.yaml")):
        facsimile = content.load(path)
        rendered = render(facsimile)
        files |= rendered
        rows += [_manifest_row(facsimile, name) for name in rendered]
    return files | {"manifest.csv": _csv(rows)}


def _manifest_row(facsimile: Facsimile, name: str) -> dict[str, str]:
    kinds = {".untagged.pdf": "untagged PDF", ".pdf": "tagged PDF", ".txt": "text"}
    return {"file": name, "format": kinds[name.removeprefix(facsimile.name)], "licence": LICENCE} | facsimile.facts


def _csv(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def differences(files: dict[str, bytes], folder: Path) -> list[str]:
    """What stands in the folder and is not what the content gives, one line each."""
    present = {path.name for path in folder.iterdir() if path.suffix in (".pdf", ".txt", ".csv")}
    lines = [f"{name}: not in {folder.name}/" for name in sorted(files.keys() - present)]
    lines += [f"{name}: no content gives it" for name in sorted(present - files.keys())]
    shared = sorted(files.keys() & present)
    return lines + [f"{name}: differs" for name in shared if (folder / name).read_bytes() != files[name]]


def main() -> int:
    parser = argparse.ArgumentParser(description="Render the facsimiles, or check the committed ones.")
    parser.add_argument("--out", type=Path, default=HERE, help="folder of the files (default: corpus/)")
    parser.add_argument("--check", action="store_true", help="compare with the files there, write nothing")
    options = parser.parse_args()
    files = render_all()
    if options.check:
        found = differences(files, options.out)
        print("\n".join(found) if found else f"{len(files)} files are as their content gives them", file=sys.stderr)
        return 1 if found else 0
    options.out.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (options.out / name).write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
