"""Pages in a real browser: no script runs, no request is sent, and what is printed is complete."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.needed_programs import browser
from tests.views.hostile_pages import TEXTS
from tests.views.test_pages import TODAY, found, pages

from dialogkort import language
from dialogkort.core.text import clean
from dialogkort.decks.shelf.shelf import Shelf, bundled_folder
from dialogkort.views.pages.agreements import Paper, agreements_page, poster_page
from dialogkort.views.pages.sheets import sheets_page

pytestmark = pytest.mark.browser
ROOM = "[...document.querySelectorAll('.card')].filter(one => one.scrollHeight > one.clientHeight + 1).length"


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        yield opened
        opened.close()


def test_no_script_runs_and_no_request_leaves(chromium, tmp_path: Path) -> None:
    context = chromium.new_context()
    tab = context.new_page()
    asked: list[str] = []
    told: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    tab.on("popup", lambda _popup: told.append("popup"))
    path = tmp_path / "page.html"
    for html in pages(clean("\n\n".join(TEXTS))):
        path.write_text(html, "utf-8")
        tab.goto(path.as_uri())
        tab.wait_for_timeout(150)
        for link in tab.query_selector_all("a"):
            assert link.get_attribute("href").startswith(("http://", "https://", "mailto:"))
        assert tab.evaluate("window.ran") is None
        assert tab.evaluate("document.querySelectorAll('script, img, iframe, link, base, object, embed').length") == 0
    assert set(asked) == {path.as_uri()}
    assert told == []
    path.write_text(
        html.replace("</body>", "<script>window.ran = 1</script><img src=http://evil.example/></body>"),
        encoding="utf-8",
    )
    tab.goto(path.as_uri())
    assert tab.evaluate("window.ran") is None, "the policy would stop even a script that got in"
    context.close()


@pytest.mark.usefixtures("danish")
def test_printed_pages_are_complete(chromium, tmp_path: Path) -> None:
    words = "Åse Øvre spørger æbler"
    shown = found(f"{words}, når det haster")
    html = {
        "agreements": agreements_page("Team Ø", [shown] * 7, {}, TODAY),
        "a3": poster_page("Team Ø", [shown] * 12, TODAY, Paper.A3),
    }
    for name, text in html.items():
        path = tmp_path / f"{name}.html"
        path.write_text(text, "utf-8")
        tab = chromium.new_page()
        tab.goto(path.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        pdf = tmp_path / f"{name}.pdf"
        pdf.write_bytes(tab.pdf(prefer_css_page_size=True, print_background=True))
        tab.close()
        printed = " ".join(_run("pdftotext", "-layout", str(pdf), "-").split())
        assert printed.count("Åse Øvre spørger æbler") >= (7 if name == "agreements" else 12)
        assert "emb" in _run("pdffonts", str(pdf))
        size = _run("pdfinfo", str(pdf))
        assert ("A3" if name == "a3" else "A4") in size


@pytest.mark.parametrize("tongue", ["da", "en"])
def test_no_card_of_a_bundled_deck_is_cut_off_on_its_sheet(chromium, tongue: str, tmp_path: Path) -> None:
    tab = chromium.new_page()
    path = tmp_path / "sheets.html"
    with language.using(tongue):
        for shelved in Shelf((bundled_folder(),)).decks(tongue):
            deck = shelved.reading.deck
            if deck is None or deck.language != tongue:
                continue
            path.write_text(sheets_page(deck, "#2f6f45"), "utf-8")
            tab.goto(path.as_uri())
            assert tab.evaluate(ROOM) == 0, deck.id
    tab.close()


def _run(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        pytest.skip(f"needs {command[0]}")
