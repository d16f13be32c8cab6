"""HTML as a browser shows it: Chromium opens the files as somebody would who got them by mail.

Skipped where no Chromium is installed; .ci/run installs it where that is allowed.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from hostile import HOSTILE
from test_html import PAGES, page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --disable-quic"
).split()

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed: pages are not tried in a browser")

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each page as a file."""
    folder = tmp_path_factory.mktemp("pages")
    paths = {name: folder / f"{name.replace(' ', '-')}.html" for name in PAGES}
    for name, path in paths.items():
        path.write_text(page(name))
    return paths


@dataclass
class Seen:
    """What a page did that it should not do."""

    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


Opening = Callable[..., "contextmanager[Page]"]


@pytest.fixture
def opened(browser: Browser, written: dict[str, Path]) -> Opening:
    """Opens a page by its name; options are those of a browser context. Whatever it complains of fails the test."""

    @contextmanager
    def open_page(name: str, **options: object) -> Iterator[Page]:
        context = browser.new_context(**{"viewport": DESK, **options})  # type: ignore[arg-type]
        shown, seen = context.new_page(), Seen()
        shown.on("console", lambda message: seen.messages.append(message.text))
        shown.on("pageerror", lambda error: seen.messages.append(str(error)))
        shown.on("request", lambda request: seen.requests.append(request.url))
        shown.on("dialog", lambda dialog: (seen.dialogs.append(dialog.message), dialog.dismiss()))
        shown.goto(written[name].as_uri())
        yield shown
        context.close()
        assert seen == Seen(requests=[written[name].as_uri()])

    return open_page


def visible(shown: Page, selector: str) -> int:
    return shown.locator(selector).filter(visible=True).count()


def press(shown: Page, label: str) -> None:
    shown.get_by_role("button", name=label).click()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_complaints_or_requests(opened: Opening, name: str) -> None:
    with opened(name) as shown:
        shown.keyboard.press("End")
        expect(shown.get_by_role("heading", level=1)).to_be_visible()
        assert shown.locator("script").count() == 1


LIGHT_AND_DARK = [(name, "light") for name in PAGES] + [
    (name, "dark") for name in ("cigna", "payers", "history", "record")
]


@pytest.mark.parametrize(("name", "scheme"), LIGHT_AND_DARK)
def test_a_page_is_accessible(opened: Opening, name: str, scheme: str) -> None:
    axe = (files("axe_playwright_python") / "axe.min.js").read_text()
    with opened(name, color_scheme=scheme) as shown:
        shown.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        shown.evaluate(axe)
        found = shown.evaluate(
            "axe.run({resultTypes: ['violations']}).then(result => JSON.stringify(result.violations))"
        )
        told = [(each["id"], each["impact"], each["nodes"][0]["html"][:150]) for each in json.loads(found)]
        assert [one for one in told if one[1] in ("serious", "critical", "moderate")] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out_of_a_phone(opened: Opening, name: str) -> None:
    with opened(name, viewport=PHONE) as shown:
        shown.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        assert shown.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize(
    ("name", "size", "told"),
    [
        ("cigna", DESK, ["newly named in a denial", "Yes, stricter", "2026-05-15", "Cannot be told", "2 changes"]),
        ("cigna", PHONE, ["newly named in a denial", "Yes, stricter", "2026-05-15"]),
        ("many", DESK, ["Partly stricter", "2026"]),
        ("payers", DESK, ["4 indications", "5 of 16 indications", "It depends on the service"]),
        ("history", DESK, ["Donor lymphocyte infusion (DLI): medically necessary", "1 time", "Cannot be told"]),
    ],
)
def test_the_first_screen_answers(opened: Opening, name: str, size: dict[str, int], told: list[str]) -> None:
    with opened(name, viewport=size) as shown:
        for text in told:
            box = shown.get_by_text(text).filter(visible=True).first.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= size["height"], text


def test_changes_are_filtered_by_direction_area_and_text(opened: Opening) -> None:
    with opened("many") as shown:
        status = shown.get_by_role("status")
        expect(status).to_have_text("All 200 changes are shown.")
        press(shown, "restrictive")
        assert visible(shown, "[data-item]") == visible(shown, "[data-direction=restrictive]") > 0
        expect(shown.locator("#permissive")).to_be_hidden()
        press(shown, "coverage statement")
        both = "[data-direction=restrictive][data-area=statement]"
        assert visible(shown, "[data-item]") == visible(shown, both) == shown.locator(both).count() > 0
        press(shown, "permissive")
        assert visible(shown, "[data-item]") > visible(shown, both)
        press(shown, "Show all")
        expect(status).to_have_text("All 200 changes are shown.")
        shown.get_by_role("searchbox").fill("THERAPY 17")
        assert all("17" in text for text in shown.locator("[data-item]:visible").all_inner_texts())
        assert 0 < visible(shown, "[data-item]") < 40
        shown.get_by_role("searchbox").fill("no such word")
        expect(status).to_have_text("0 of 200 changes are shown.")
        assert visible(shown, ".group") == 0


def test_the_matrix_is_filtered_by_agreement_mark_payer_and_text(opened: Opening) -> None:
    with opened("payers") as shown:
        everything = visible(shown, "[data-item]")
        press(shown, "payers differ")
        assert visible(shown, "[data-item]") == shown.locator("[data-agreement=different]").count() == 4
        press(shown, "for review")
        assert visible(shown, "[data-item]") == 2
        press(shown, "Show all")
        press(shown, "Cigna")
        assert visible(shown, "th[data-column]") == visible(shown, "th[data-column^=cigna]") > 0
        assert visible(shown, "td[data-column]") == visible(shown, "td[data-column^=cigna]") > 0
        press(shown, "Show all")
        shown.get_by_role("searchbox").fill("cytopenias")
        assert visible(shown, "[data-item]") == 1
        shown.get_by_role("searchbox").fill("")
        assert visible(shown, "[data-item]") == everything


def test_the_quote_behind_a_cell_opens_by_keyboard(opened: Opening) -> None:
    with opened("payers") as shown:
        cell = shown.locator("td.cell-covered").first
        expect(cell.locator("blockquote")).to_be_hidden()
        cell.locator("summary").focus()
        shown.keyboard.press("Enter")
        expect(cell.locator("blockquote")).to_be_visible()
        expect(cell.locator(".place")).to_contain_text("line")


def test_changes_of_all_versions_of_a_history_are_filtered(opened: Opening) -> None:
    with opened("history") as shown:
        press(shown, "lateral")
        assert visible(shown, "[data-item]") == 1
        assert visible(shown, "[data-item][id^=version-2-]") == 1
        expect(shown.get_by_role("heading", name="2026-05-15")).to_be_hidden()
        expect(shown.get_by_role("heading", name="2024-05-15")).to_be_visible()


def test_the_keyboard_is_enough(opened: Opening) -> None:
    with opened("many") as shown:
        shown.keyboard.press("Tab")
        expect(shown.get_by_text("Skip to the changes")).to_be_focused()
        shown.keyboard.press("Enter")
        expect(shown.locator("main")).to_be_focused()
        stops = shown.locator("[data-stop]")
        for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1), ("k", 0), ("k", 0)):
            shown.keyboard.press(key)
            expect(stops.nth(at)).to_be_focused()
        outline = stops.nth(0).evaluate("element => getComputedStyle(element).outlineStyle")
        assert outline != "none"
        shown.keyboard.press("/")
        find = shown.get_by_role("searchbox")
        expect(find).to_be_focused()
        shown.keyboard.type("jk/therapy")
        expect(find).to_have_value("jk/therapy")
        shown.keyboard.press("Escape")
        expect(find).to_have_value("")
        expect(find).not_to_be_focused()
        shown.get_by_label("Keys:").uncheck()
        shown.locator("h1").click()
        shown.keyboard.press("/")
        expect(find).not_to_be_focused()


def test_next_and_previous_pass_over_what_is_filtered_out(opened: Opening) -> None:
    with opened("many") as shown:
        press(shown, "lateral")
        shown.locator("h1").click()
        shown.keyboard.press("j")
        assert shown.evaluate("document.activeElement.dataset.direction") == "lateral"


@pytest.mark.parametrize("name", ["cigna", "many", "payers", "history", "hostile", "explained"])
def test_paper_shows_everything_and_no_filters(opened: Opening, name: str) -> None:
    with opened(name) as shown:
        shown.get_by_role("searchbox").fill("no such word")
        assert visible(shown, "[data-item]") == 0
        shown.emulate_media(media="print")
        assert visible(shown, "[data-item]") == shown.locator("[data-item]").count() > 0
        assert visible(shown, "blockquote") == shown.locator("blockquote").count()
        assert visible(shown, "[data-column]") == shown.locator("[data-column]").count()
        expect(shown.locator("[data-filters]")).to_be_hidden()
        assert shown.pdf(format="Letter").startswith(b"%PDF")


@pytest.mark.parametrize("name", ["cigna", "payers", "history"])
def test_without_scripts_everything_is_shown(opened: Opening, name: str) -> None:
    with opened(name, java_script_enabled=False) as shown:
        expect(shown.locator("[data-filters]")).to_be_hidden()
        assert shown.locator("[data-item]:visible").count() == shown.locator("[data-item]").count()
        shown.locator("details > summary").first.click()
        expect(shown.locator("details[open]")).to_have_count(1)


@pytest.mark.parametrize("name", ["hostile", "hostile payers", "hostile history", "hostile record"])
def test_a_hostile_document_is_shown_and_does_nothing(opened: Opening, name: str) -> None:
    with opened(name) as shown:
        title = shown.title()
        shown.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        for key in ("Tab", "j", "j", "End"):
            shown.keyboard.press(key)
        shown.mouse.move(300, 300)
        shown.wait_for_timeout(200)
        assert shown.title() == title
        assert visible(shown, "body") == 1
        assert shown.get_by_text(HOSTILE[0]).count() > 0
        assert shown.locator("img, iframe, object, embed, base, a[href^='javascript']").count() == 0
        assert shown.locator("script").count() == 1


def test_right_to_left_text_keeps_to_itself(opened: Opening) -> None:
    with opened("hostile") as shown:
        quote = shown.locator("blockquote", has_text="مصباح").first
        assert quote.evaluate("element => getComputedStyle(element).direction") == "rtl"
        assert shown.locator("h1").evaluate("element => getComputedStyle(element).direction") == "ltr"
        assert shown.evaluate("document.documentElement.dir") == ""
