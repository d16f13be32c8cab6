"""Draws annotated.png for the README: a page of the facsimile of Cigna 0261 with its changes marked.

Run by hand from the top of a checkout, where policydiff is installed: python docs/pictures/annotated_page.py
"""

import io
from pathlib import Path

import pypdfium2

from policydiff.annotate import Side, annotate
from policydiff.versions import diff
from policyextract.pipeline import extract

FOLDER = Path(__file__).resolve().parent
OLD, NEW = (FOLDER.parents[1] / "corpus" / f"cigna-0261__{day}.pdf" for day in ("2021-07-15", "2026-05-15"))
PAGE, SHOWN = 2, (0.0, 0.03, 1.0, 0.46)
"""Which page, and which part of it: left, top, right and bottom as shares of its width and height."""
SCALE = 1.7
COLOURS = 64


def main() -> None:
    found = diff(*(extract(file.read_bytes(), file.name).record for file in (OLD, NEW)))
    marked = annotate(NEW.read_bytes(), NEW.name, found, Side.NEW).data
    page = pypdfium2.PdfDocument(io.BytesIO(marked))[PAGE - 1].render(scale=SCALE).to_pil()
    sides = (share * side for share, side in zip(SHOWN, page.size * 2, strict=True))
    part = page.crop(tuple(round(side) for side in sides)).quantize(COLOURS)
    part.save(FOLDER / "annotated.png", optimize=True)


if __name__ == "__main__":
    main()
