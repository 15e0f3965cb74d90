"""The page for everyone: axe-core finds nothing in any state, dark and light, narrow and wide; large text fits."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from tests.seats.test_browser import (  # noqa: F401 - the browser is a fixture
    answer,
    browser,
    enter,
    give_thumb,
    heading,
    let_the_rest_say_yes,
    on,
    page_of,
    propose,
    rate,
    table,
)

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

SIZES = ((320, 780), (1280, 800))
SMALL = """() => [...document.querySelectorAll('button, .button, .option, textarea, input[type=text], select, summary')]
    .filter((control) => control.offsetParent && control.getBoundingClientRect().height < 48)
    .map((control) => `${control.textContent} ${control.getBoundingClientRect().height}`)"""
REGIONS = "() => document.querySelectorAll('[aria-live=polite], [aria-live=assertive]').length"


def is_for_everyone(page, state: str) -> None:
    """Check the page in its current state, in each size and in both colour schemes."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            where = f"{state}, {width} px, {scheme}"
            found = Axe("0" if page.evaluate("'axe' in window") else AXE_SCRIPT).run(page)
            assert len(found.response["passes"]) > 5, "it has checked something"
            assert [
                (violation["id"], [node["html"] for node in violation["nodes"]])
                for violation in found.response["violations"]
            ] == [], where
            assert page.evaluate("document.documentElement.scrollWidth") <= width, where
        assert page.evaluate(SMALL) == [], state
    assert page.evaluate(REGIONS) == 2, state
    page.set_viewport_size({"width": 360, "height": 780})


def test_axe_finds_nothing_in_any_state_of_a_game(tmp_path, browser) -> None:  # noqa: F811
    with table(tmp_path) as (terminal, link):
        door = browser.new_context(locale="da-DK", reduced_motion="reduce").new_page()
        door.goto(link.rpartition("/")[0])
        door.wait_for_selector("#code")
        is_for_everyone(door, "the code")
        door.fill("#code", "0000 0000")
        door.keyboard.press("Enter")
        door.wait_for_selector("[role=alert]")
        is_for_everyone(door, "a wrong code")
        door.goto(link)
        door.wait_for_selector(".door button")
        is_for_everyone(door, "the names")
        bo = page_of(browser, link, "Bo", reduced_motion="reduce")
        terminal.wait_for("1 af 4 er med")
        is_for_everyone(bo, "the opening")
        on(terminal, bo, "trækker et kort")
        is_for_everyone(bo, "the deal")
        on(terminal, bo, "Anna læser højt")
        is_for_everyone(bo, "read")
        on(terminal, bo, "Tænk selv")
        is_for_everyone(bo, "think")
        on(terminal, bo, "Svar, skjult")
        is_for_everyone(bo, "answer")
        answer(bo, "2")
        is_for_everyone(bo, "answered")
        terminal.press("3", "4", "5")
        heading(bo, "Alle har svaret")
        terminal.press("enter")
        bo.wait_for_selector(".bars .bar")
        is_for_everyone(bo, "the spread")
        terminal.wait_for("I er spredt")  # after the beats
        terminal.press("enter")
        heading(bo, "Du har ordet")
        is_for_everyone(bo, "the floor")
        terminal.press("s")
        terminal.wait_for("Ordet er frit")
        bo.wait_for_selector("#suggestion")
        is_for_everyone(bo, "the open talk")
        on(terminal, bo, "Hvad aftaler vi?")
        is_for_everyone(bo, "agree")
        propose(terminal, bo, "Vi ringer altid.")
        bo.check("input[value='concern']")
        bo.wait_for_selector("#words")
        is_for_everyone(bo, "consent")
        give_thumb(bo, "concern", "Hvad med ferien?")
        let_the_rest_say_yes(terminal)
        enter(terminal, "Ingen har indvendinger", "Aftalt: Vi ringer altid")
        terminal.press("l")
        terminal.wait_for("Hvad tager du med")
        is_for_everyone(bo, "the closing")
        terminal.press("s")
        heading(bo, "Et tal for mødet")
        is_for_everyone(bo, "one number")
        rate(bo, "5")
        is_for_everyone(bo, "rated")
        terminal.press("s")
        terminal.wait_for("Med færre end tre")
        terminal.press("enter")
        heading(bo, "Tak for samtalen")
        is_for_everyone(bo, "the end")


def test_axe_finds_nothing_when_two_share_a_device_or_a_name_is_taken(tmp_path, browser) -> None:  # noqa: F811
    with table(tmp_path) as (terminal, link):
        page = page_of(browser, link, "Bo")
        page.click("text=Én til ved den her skærm")
        page.wait_for_selector(".door button")
        is_for_everyone(page, "one more")
        page.click(".door button:has-text('Ida')")
        page.wait_for_selector(".here:has-text('Bo')")
        on(terminal, page, "trækker et kort", "Anna læser højt", "Tænk selv")
        terminal.press("enter")
        page.wait_for_selector(".cover h1")
        is_for_everyone(page, "the cover")
        other = page_of(browser, link)
        other.click(".door button:has-text('Bo')")
        other.wait_for_selector("h1:has-text('Bo: ')")
        is_for_everyone(other, "waiting for the table")


def test_everything_can_be_done_with_the_keyboard_alone(tmp_path, browser) -> None:  # noqa: F811
    with table(tmp_path) as (terminal, link):
        bo = page_of(browser, link)
        for _name in ("Anna", "Bo"):
            bo.keyboard.press("Tab")
        bo.keyboard.press("Enter")
        bo.wait_for_selector("#top .me:has-text('Bo')")
        on(terminal, bo, "trækker et kort", "Anna læser højt", "Tænk selv")
        bo.keyboard.press("Tab")
        bo.keyboard.press("Space")
        terminal.wait_for("1 af 1 er klar")
        on(terminal, bo, "Svar, skjult")
        assert bo.evaluate("document.activeElement.tagName") == "H1", "in a new phase, reading continues at its heading"
        bo.keyboard.press("Tab")
        for _choice in range(2):
            bo.keyboard.press("ArrowRight")
        assert bo.query_selector("input:checked").get_attribute("value") == "3"
        outline = "getComputedStyle(document.activeElement.closest('.option')).outlineStyle"
        assert bo.evaluate(outline) == "solid", "the focus is visible"
        bo.keyboard.press("Tab")
        bo.keyboard.press("Enter")
        bo.wait_for_selector(".note:has-text('er inde')")
        assert re.search("mangler", bo.text_content(".part-hint"))


@pytest.mark.parametrize("width", [360, 1280])
def test_text_at_200_percent_is_neither_cut_off_nor_wider_than_the_page(tmp_path, browser, width) -> None:  # noqa: F811
    with table(tmp_path) as (terminal, link):
        bo = page_of(browser, link, "Bo", bypass_csp=True)
        bo.set_viewport_size({"width": width, "height": 780})
        bo.add_style_tag(content=":root { font-size: 36px !important; }")
        for text in ("trækker et kort", "Anna læser højt", "Tænk selv", "Svar, skjult", "Kan du leve med det her?"):
            if text.startswith("Kan"):
                propose(terminal, bo, "Vi ringer altid, når det haster.")
            else:
                on(terminal, bo, text)
            bo.wait_for_timeout(100)
            assert bo.evaluate("document.documentElement.scrollWidth") <= width, text
            cut = bo.evaluate(
                """() => [...document.querySelectorAll('h1, p, button, .option, label, legend')]
                   .filter((place) => !place.closest('.unseen') && place.clientWidth)
                   .filter((place) => place.scrollWidth > place.clientWidth + 1)
                   .map((place) => place.textContent)"""
            )
            assert cut == [], text
