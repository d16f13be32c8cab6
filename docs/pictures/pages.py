"""Takes diff.png, comparison.png and history.png for the README: pages made of the facsimiles, as Chromium shows them.

Run by hand from the top of a checkout, where policydiff and Chromium are installed: python docs/pictures/pages.py
"""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).resolve().parent
CORPUS = FOLDER.parents[1] / "corpus"
COLOURS = 256

CIGNA = tuple(CORPUS / f"cigna-0261__{date}.pdf" for date in ("2021-07-15", "2024-05-15", "2026-05-15"))
PAYERS = (
    *("cigna-0261__2026-05-15.pdf", "molina-210__2026-02-11.pdf", "centene-CP.MP.101__2026-02.pdf"),
    "bcbsma-338__2019-04.pdf",
)


def policydiff(*arguments: str | Path) -> None:
    program = "import sys; from policydiff.cli import main; main(sys.argv[1:])"
    subprocess.run([sys.executable, "-c", program, *map(str, arguments)], check=True, capture_output=True)


def take(browser: Browser, page: Path, name: str, height: int, at: str | None = None) -> None:
    """One picture of a page, from its top or from the element ``at``."""
    context = browser.new_context(viewport={"width": 1120, "height": height}, color_scheme="light")
    shown = context.new_page()
    shown.goto(page.as_uri())
    if at:
        shown.locator(at).evaluate("element => window.scrollTo(0, element.getBoundingClientRect().top - 16)")
    picture = Image.open(io.BytesIO(shown.screenshot())).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)
    context.close()


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        made = {name: Path(folder) / f"{name}.html" for name in ("diff", "comparison", "history")}
        library = Path(folder) / "library.sqlite"
        policydiff("diff", CIGNA[0], CIGNA[-1], "--format", "html", "-o", made["diff"])
        policydiff("compare", *(CORPUS / name for name in PAYERS), "--format", "html", "-o", made["comparison"])
        policydiff("add", *CIGNA, "--library", library)
        policydiff("history", "cigna/0261", "--library", library, "--format", "html", "-o", made["history"])
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        take(browser, made["diff"], "diff", 700)
        take(browser, made["comparison"], "comparison", 900, "#service-1")
        take(browser, made["history"], "history", 412, "#years-heading")
        browser.close()


if __name__ == "__main__":
    main()
