"""Personal screens in a real browser: three pages and a terminal, from the scan to the rating of the meeting."""

import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.terminal.places import Places
from tests.terminal.terminal import Terminal

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

DECK = """\
format: 1
id: maal
title: Mål
language: da
cards:
  - {id: k1, kind: scale, theme: Tillid, question: Hvor meget stoler vi på hinanden?, low: slet ikke, high: helt}
"""


@contextmanager
def table(tmp_path: Path, *more: str, members: str = "Anna, Bo, Ida, Ole") -> Iterator[tuple[Terminal, str]]:
    """The program in a terminal, with personal screens on; yields it and the link."""
    places = Places(tmp_path)
    deck = tmp_path / "maal.yaml"
    deck.write_text(DECK, encoding="utf-8")
    people = ["--team", "Prøve", "--members", members, "--minutes", "45"]
    seats = ["--lang", "da", "--seats", "--listen", "127.0.0.1", *more]
    command = [sys.executable, "-m", "dialogkort", "play", str(deck), *people, *seats]
    with Terminal(command, places.environment()) as terminal:
        terminal.wait_for("Kode:")
        terminal.press("esc")
        terminal.wait_for(f"0 af {members.count(',') + 1} er med")
        found = re.search(r"(http://[\d.:]+) · (\w{4}) (\w{4})", terminal.text)
        assert found
        yield terminal, f"{found[1]}/{found[2]}{found[3]}"


@pytest.fixture(scope="module")
def browser():
    if BROWSER is None:
        pytest.skip("Chromium is not there")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield running
        running.close()


def page_of(browser, link: str, name: str = "", **context: object):
    """A page for one person: as soon as it has a name, it has a seat."""
    page = browser.new_context(viewport={"width": 360, "height": 780}, locale="da-DK", **context).new_page()
    page.goto(link)
    page.wait_for_selector(".door button")
    if name:
        page.click(f".door button:has-text('{name}')")
        page.wait_for_selector(".part-heading h1")
    return page


def propose(terminal: Terminal, page, rule: str) -> None:
    """Write an agreement at the table, and wait until the page asks for a thumb."""
    terminal.press("a")
    terminal.wait_for("Ny aftale")
    terminal.type(rule)
    terminal.press("f2")
    heading(page, "Kan du leve med det her?")


def give_thumb(page, thumb: str, words: str = "") -> None:
    page.check(f"input[value='{thumb}']")
    if words:
        page.fill("#words", words)
    page.click("text=Giv min tommelfinger")
    page.wait_for_selector(".note:has-text('er inde')")


def let_the_rest_say_yes(terminal: Terminal) -> None:
    terminal.press("space")
    terminal.wait_for("Alle tommelfingre er inde")


def enter(terminal: Terminal, *texts: str) -> None:
    """Press Enter for each of these, and wait until the table shows it."""
    for text in texts:
        terminal.press("enter")
        terminal.wait_for(text)


def answer(page, value: str) -> None:
    page.check(f"input[value='{value}']")
    page.click("text=Giv mit svar")
    page.wait_for_selector(".note:has-text('Dit svar er inde')")


def to_the_rating(terminal: Terminal) -> None:
    """Begin the closing, and skip its go-round."""
    terminal.press("l")
    terminal.wait_for("Hvad tager du med")
    terminal.press("s")


def rate(page, value: str) -> None:
    """Give the meeting a number, and confirm it."""
    heading(page, "Et tal for mødet")
    page.check(f"input[value='{value}']")
    page.click("button.main")
    page.click("button.main")
    page.wait_for_selector("text=Dit tal er inde")


def heading(page, text: str) -> None:
    page.wait_for_selector(f".part-heading h1:has-text('{text}')", timeout=10_000)


def on(terminal: Terminal, page, *headings: str) -> None:
    """Press Enter for each of these headings, and wait until the page has it."""
    for text in headings:
        terminal.press("enter")
        heading(page, text)


def test_three_pages_and_a_terminal_play_a_round_and_rate_the_meeting(tmp_path, browser):
    with table(tmp_path) as (terminal, link):
        pages = [page_of(browser, link, name) for name in ("Bo", "Ida", "Ole")]
        assert [page.url.rpartition("/")[2] for page in pages] == ["", "", ""], "the code is removed from the address"
        terminal.wait_for("3 af 4 er med")
        on(terminal, pages[0], "trækker et kort", "Anna læser højt", "Tænk selv")
        pages[0].fill("#pad", "Mine egne ord")
        pages[0].click("button:has-text('Jeg er klar')")
        terminal.wait_for("1 af 3 er klar")
        terminal.press("enter")
        for page, value in zip(pages, ("1", "5", "5"), strict=True):
            heading(page, "Svar, skjult")
            answer(page, value)
        terminal.press("4")
        terminal.wait_for("Alle har svaret")
        assert pages[0].query_selector(".bars") is None
        terminal.press("enter")
        for page in pages:
            page.wait_for_selector(".bars .bar")
        assert pages[0].text_content(".bar.mine .words span") == "1 slet ikke ▲"
        terminal.wait_for("I er spredt")  # after the same three beats
        terminal.press("enter")
        heading(pages[0], "Du har ordet")
        pages[0].click("text=Jeg har talt")
        pages[0].wait_for_selector(".places:has-text('✓ Bo')")
        assert "Mine egne ord" not in terminal.text
        terminal.press("s")
        terminal.wait_for("Ordet er frit")
        on(terminal, pages[0], "Hvad aftaler vi?")
        to_the_rating(terminal)
        for page, value in zip(pages, ("3", "4", "5"), strict=True):
            rate(page, value)
        terminal.press("4")
        terminal.wait_for("Gennemsnittet er 4,0.")


def test_an_objection_with_words_is_hidden_until_the_table_reveals_it(tmp_path, browser):
    with table(tmp_path) as (terminal, link):
        bo = page_of(browser, link, "Bo")
        terminal.wait_for("1 af 4 er med")
        propose(terminal, bo, "Vi ringer altid.")
        give_thumb(bo, "objection", "Hvad med ferien?")
        terminal.wait_for("skjult")
        assert "ferien" not in terminal.text
        let_the_rest_say_yes(terminal)
        terminal.press("enter")
        terminal.wait_for("Der er en indvending")
        bo.wait_for_selector("#polite:has-text('Der er en indvending')", state="attached")


def test_eight_people_can_join_in_twenty_seconds(tmp_path, browser):
    names = ("Anna", "Bo", "Ida", "Ole", "Eva", "Per", "Siv", "Tue")
    with table(tmp_path, members=", ".join(names)) as (terminal, link):
        pages = [page_of(browser, link) for _name in names]  # each of them has a phone at hand
        began = time.monotonic()
        for page, name in zip(pages, names, strict=True):
            page.get_by_role("button", name=name, exact=True).click()
        for page in pages:
            page.wait_for_selector(".part-heading h1")
        terminal.wait_for("8 af 8 er med")
        assert time.monotonic() - began < 20


def test_a_suspended_page_is_up_to_date_within_a_second_of_waking(tmp_path, browser):
    with table(tmp_path) as (terminal, link):
        bo = page_of(browser, link, "Bo")
        on(terminal, bo, "trækker et kort")
        system = bo.context.new_cdp_session(bo)
        system.send("Page.setWebLifecycleState", {"state": "frozen"})
        bo.wait_for_timeout(300)
        terminal.press("enter")
        terminal.wait_for("Anna læser højt")
        bo.wait_for_timeout(300)
        terminal.press("enter")
        terminal.wait_for("Tænk selv")
        system.send("Page.setWebLifecycleState", {"state": "active"})
        bo.wait_for_selector(".part-heading h1:has-text('Tænk selv')", timeout=1_000)
        terminal.wait_for("1 af 4 er med")


def test_two_people_share_a_device_and_neither_sees_what_the_other_answered(tmp_path, browser):
    with table(tmp_path) as (terminal, link):
        page = page_of(browser, link, "Bo")
        page.click("text=Én til ved den her skærm")
        page.wait_for_selector(".door button")
        page.click(".door button:has-text('Ida')")
        page.wait_for_selector(".here:has-text('Bo')")
        assert page.text_content(".here").endswith("Bo, ■ Ida")
        terminal.wait_for("2 af 4 er med")
        on(terminal, page, "trækker et kort", "Anna læser højt", "Tænk selv")
        terminal.press("enter")
        for name, value in (("Bo", "2"), ("Ida", "5")):
            page.wait_for_selector(f".cover h1:has-text('Giv den videre til {name}')")
            assert page.query_selector("input") is None
            page.click("text=Jeg er ")
            page.wait_for_selector(f"#top .me:has-text('{name}')")
            assert page.query_selector("input:checked") is None
            page.check(f"input[value='{value}']")
            page.click("text=Giv mit svar")
        page.wait_for_selector(".cover h1:has-text('Alle her har svaret')")
        assert page.query_selector("input") is None
        page.click("text=Bo: ret dit svar")
        page.wait_for_selector("input[value='2']:checked")
        page.check("input[value='1']")
        page.click("text=Giv mit svar")
        page.wait_for_selector(".cover h1:has-text('Alle her har svaret')")
        terminal.press("3", "3")
        terminal.wait_for("Alle har svaret")
        terminal.press("enter")
        page.wait_for_selector(".bars .bar")
        numbers = [label.text_content() for label in page.query_selector_all(".bar .number")]
        assert numbers == ["1", "0", "2", "0", "1"]
        assert page.query_selector(".bar.mine") is None
        page.reload()
        page.wait_for_selector(".here:has-text('Ida')")
        terminal.wait_for("2 af 4 er med")


def test_the_last_page_keeps_its_calendar_file_and_its_text_when_the_table_is_gone(tmp_path, browser):
    with table(tmp_path) as (terminal, link):
        bo = page_of(browser, link, "Bo")
        terminal.wait_for("1 af 4 er med")
        propose(terminal, bo, "Vi ringer altid.")
        give_thumb(bo, "consent")
        let_the_rest_say_yes(terminal)
        enter(terminal, "Ingen har indvendinger", "Velkommen til bords")
        to_the_rating(terminal)
        rate(bo, "5")
        terminal.press("s")
        terminal.wait_for("Med færre end tre")
        terminal.press("enter")
        heading(bo, "Tak for samtalen")
        terminal.wait_for("Gemt:")
        bo.wait_for_timeout(400)
        terminal.press("enter")
        for _look in range(50):
            if bo.evaluate("Object.keys(localStorage)") == []:
                break
            bo.wait_for_timeout(100)
        assert bo.evaluate("Object.keys(localStorage)") == [], "the page stores nothing"
        terminal.press("q")
        assert "Vi ringer altid" in bo.text_content(".card")
        with bo.expect_download() as download:
            bo.click("text=Gennemgangene til din kalender")
        assert download.value.suggested_filename == "gennemgange.ics"
        file = Path(download.value.path()).read_bytes()
        assert file.startswith(b"BEGIN:VCALENDAR\r\n")
        assert b"Vi ringer altid" in file
        bo.evaluate(  # as over http, which the browser does not consider secure
            """() => {
                navigator.clipboard.writeText = () => Promise.reject();
                document.addEventListener('copy', () => { window.took = document.activeElement.value; });
            }"""
        )
        bo.click("text=Kopiér teksten")
        bo.wait_for_selector("#down:has-text('Kopieret')")
        assert "Vi ringer altid" in bo.evaluate("window.took")


def test_fifty_updates_do_not_change_what_is_being_written(tmp_path, browser):
    with table(tmp_path) as (terminal, link):
        bo, others = page_of(browser, link, "Bo"), page_of(browser, link, "Ida")
        on(terminal, bo, "trækker et kort", "Anna læser højt", "Tænk selv")
        heading(others, "Tænk selv")
        bo.focus("#pad")
        bo.keyboard.type("Begyndelsen ")
        bo.evaluate("document.getElementById('pad').setSelectionRange(0, 0)")
        for number in range(50):
            others.click(".acts button")
            bo.keyboard.type("abcdefghij"[number % 10])
            others.wait_for_timeout(110)
        typed = "".join("abcdefghij"[number % 10] for number in range(50))
        assert bo.input_value("#pad") == f"{typed}Begyndelsen "
        assert bo.evaluate("document.activeElement.id") == "pad"


def test_what_is_said_to_a_page_is_seen_from_wherever_one_is_on_it(tmp_path, browser):
    with table(tmp_path) as (terminal, link):
        bo = page_of(browser, link, "Bo")
        on(terminal, bo, "trækker et kort", "Anna læser højt", "Tænk selv", "Svar, skjult")
        answer(bo, "2")
        terminal.press("3", "4", "5")
        heading(bo, "Alle har svaret")
        enter(terminal, "I er spredt")
        terminal.press("enter")
        heading(bo, "har ordet")
        terminal.press("s")
        bo.wait_for_selector("#suggestion")
        bo.set_viewport_size({"width": 360, "height": 400})
        bo.fill("#suggestion", "Vagtplanen")
        bo.click("text=Send til bordet")
        bo.evaluate("scrollTo(0, document.body.scrollHeight)")
        told = bo.wait_for_selector("#down:has-text('Sendt til bordet')").bounding_box()
        assert bo.evaluate("scrollY") > 100
        assert 0 <= told["y"] <= 400 - told["height"]


def test_whoever_chooses_for_a_colleague_says_for_whom(tmp_path, browser):
    team = Places(tmp_path).folder / "proeve"
    team.mkdir(parents=True)
    team.joinpath("team.yaml").write_text("name: Prøve\ndealing: colleague\n", encoding="utf-8")
    with table(tmp_path) as (terminal, link):
        pages = [page_of(browser, link, name) for name in ("Bo", "Ida", "Ole", "Anna")]
        terminal.wait_for("4 af 4 er med")
        terminal.press("enter")
        for page in pages:
            heading(page, "vælger et kort")
        chooser = next(page for page in pages if page.query_selector("#receiver"))
        assert "på bordets skærm" in next(page for page in pages if page is not chooser).text_content(".card")
        assert chooser.input_value("#receiver") == "", "nobody is chosen by accident"
        chooser.check("input[type=radio]")
        assert chooser.is_disabled(".part-ask button.main")
        name = chooser.eval_on_selector("#receiver option:last-child", "option => option.textContent")
        chooser.select_option("#receiver", label=name)
        chooser.click(".part-ask button.main")
        chooser.click(".part-ask button.main")
        for page in pages:
            heading(page, "læser højt")
        terminal.wait_for(f"{name} læser højt")


def test_the_language_is_chosen_before_the_code(tmp_path, browser):
    with table(tmp_path) as (_terminal, link):
        page = browser.new_context(locale="da-DK").new_page()
        page.goto(link.rpartition("/")[0])
        page.fill("#code", link.rpartition("/")[2][:4])
        page.click("text=English")
        page.wait_for_selector("label:has-text('The code on the table')")
        page.locator("#code").press_sequentially(link.rpartition("/")[2][4:])
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:has-text('Who are you?')")


def test_a_page_that_cannot_connect_says_so_instead_of_staying_empty(tmp_path, browser):
    blocked = """window.Right = WebSocket; window.WebSocket = class extends EventTarget {
        constructor() { super(); setTimeout(() => this.dispatchEvent(new Event('close')), 50); }
        close() {}
    }"""
    with table(tmp_path) as (_terminal, link):
        page = browser.new_context(locale="da-DK").new_page()
        page.add_init_script(blocked)
        page.goto(link)
        told = page.wait_for_selector("#unreached:visible").inner_text()
        assert "kan ikke få forbindelse til bordet" in told
        assert "cannot connect to the table" in told
        page.evaluate("() => { window.WebSocket = window.Right; }")
        page.wait_for_selector(".door button", timeout=10_000)
        assert not page.is_visible("#unreached")


def test_a_page_reconnects_by_itself_after_a_lost_connection_and_after_the_host_was_killed(tmp_path, browser):
    with table(tmp_path, "--port", "7399") as (terminal, link):
        bo = page_of(browser, link, "Bo")
        new = page_of(browser, link)
        terminal.press("enter")
        heading(bo, "trækker et kort")
        bo.context.set_offline(True)
        terminal.press("enter")
        bo.context.set_offline(False)
        heading(bo, "Anna læser højt")
        terminal.kill()
    bo.wait_for_selector("#down")
    new.wait_for_selector("#down")
    places = Places(tmp_path)
    command = [sys.executable, "-m", "dialogkort", "resume", "--lang", "da", "--listen", "127.0.0.1", "--port", "7399"]
    with Terminal(command, places.environment()) as again:
        again.wait_for("Velkommen tilbage")
        again.wait_for("1 af 4 er med")
        bo.wait_for_selector("#down", state="detached", timeout=15_000)
        new.wait_for_selector("#down", state="detached", timeout=15_000)
        new.wait_for_selector(".door button:has-text('Ida')")
        again.press("enter")
        again.wait_gone("Velkommen tilbage")
        on(again, bo, "Tænk selv")


def test_a_latecomer_waits_for_one_key_and_a_taken_name_is_moved_with_one(tmp_path, browser):
    with table(tmp_path) as (terminal, link):
        bo = page_of(browser, link, "Bo")
        sen = page_of(browser, link)
        sen.fill("#newname", "Sen")
        sen.click(".acts button")
        terminal.wait_for("1 vil være med")
        terminal.press("z")
        terminal.wait_for("Sen (ny) vil gerne være med")
        terminal.press("enter")
        heading(sen, "Velkommen til bords")
        again = page_of(browser, link)
        again.click(".door button:has-text('Bo')")
        terminal.wait_for("Skal Bo flytte til en anden enhed?")
        terminal.press("enter")
        heading(again, "Velkommen til bords")
        bo.wait_for_selector("text=Pladsen er åben på en anden skærm nu.")
