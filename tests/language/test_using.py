"""The language in use: one for the process, and another for a piece of work, even while many run at once."""

import asyncio
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from tests.core.table import RULE, TODAY, Table, agreement

from dialogkort import language
from dialogkort.core.game import commands as c
from dialogkort.language import current, using
from dialogkort.language import gettext as _
from dialogkort.language.words import outcome_words
from dialogkort.storage.agreements import board, poster
from dialogkort.storage.agreements.text import render
from dialogkort.storage.games import minutes
from dialogkort.views.table import Opened, view_of

TONGUES = ("da", "en")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = current()
    language.use("en")
    yield
    language.use(before)


def test_a_piece_of_work_has_its_own_language_and_only_for_as_long_as_it_lasts() -> None:
    with using("da"):
        assert (current(), _("Agreements")) == ("da", "Aftaler")
        with using("en"):
            assert _("Agreements") == "Agreements"
        assert _("Agreements") == "Aftaler"
    assert (current(), _("Agreements")) == ("en", "Agreements")


def test_the_language_is_restored_when_the_work_fails() -> None:
    with pytest.raises(ZeroDivisionError), using("da"):
        assert 1 / 0
    assert current() == "en"


@pytest.mark.parametrize("tongue", ["", "xx", "da-DK"])
def test_an_unknown_language_changes_nothing(tongue: str) -> None:
    with using("da"), using(tongue):
        assert current() == "da"


async def test_a_switch_reaches_tasks_and_threads_that_are_already_running() -> None:
    """Each task has a copy of the context in which it was created, and each thread has its own."""
    switched, said = threading.Event(), asyncio.Event()

    async def task() -> str:
        await said.wait()
        return _("Agreements")

    def work() -> str:
        assert switched.wait(10)
        return _("Agreements")

    running = [asyncio.create_task(task()), asyncio.create_task(asyncio.to_thread(work))]
    await asyncio.sleep(0)
    language.use("da")
    switched.set()
    said.set()
    assert await asyncio.gather(*running) == ["Aftaler", "Aftaler"]


async def test_a_switch_does_not_affect_work_in_another_language() -> None:
    async def reader() -> str:
        with using("en"):
            await asyncio.sleep(0.01)
            return _("Agreements")

    reading = asyncio.create_task(reader())
    await asyncio.sleep(0)
    language.use("da")
    assert await reading == "Agreements"
    assert _("Agreements") == "Aftaler"


def test_argparse_uses_it_and_the_environment_is_not_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is started from here, such as an editor, has its own language."""
    import gettext

    for before in (None, "de"):
        if before:
            monkeypatch.setenv("LANGUAGE", before)
        else:
            monkeypatch.delenv("LANGUAGE", raising=False)
        with using("da"), language.spoken_by_argparse():
            assert gettext.gettext("usage: ") == "brug: "
        assert os.environ.get("LANGUAGE") == before


# All at once: the screen of the table, pages of the team, and two readers


def the_table() -> str:
    table = Table(3).on().on().on()
    return repr(view_of(table.game, table.now, datetime(2026, 11, 22, 10, 0), Opened()))  # noqa: DTZ001 - it is local


def the_pages() -> str:
    due = agreement(decision="Ferie", level=3, level_before=2, levelled=TODAY)
    return poster.render("Nord", [due], TODAY) + board.render("Nord", [due], TODAY) + render(due)


def the_minutes() -> str:
    table = Table(3).do(c.WriteDraft(RULE), c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
    return minutes.render(table.game, TODAY)


def a_reader() -> str:
    from dialogkort.core.agreements.reviews import keep

    return outcome_words(keep(agreement(), TODAY))


WORKS: tuple[Callable[[], str], ...] = (the_table, the_pages, the_minutes, a_reader, a_reader)


@pytest.fixture(scope="module")
def alone() -> dict[tuple[str, Callable[[], str]], str]:
    """What each piece of work gives in each language while nothing else is running."""
    done = {}
    for tongue in TONGUES:
        with using(tongue):
            done |= {(tongue, work): work() for work in WORKS}
    for work in WORKS:
        assert done["da", work] != done["en", work]
    return done


async def test_tasks_that_take_turns_keep_their_own_languages(alone: dict[tuple[str, Callable[[], str]], str]) -> None:
    async def render_often(tongue: str, work: Callable[[], str]) -> None:
        with using(tongue):
            for _n in range(3):
                await asyncio.sleep(0)
                assert work() == alone[tongue, work]
                assert (await asyncio.to_thread(work)) == alone[tongue, work]

    await asyncio.gather(*(render_often(tongue, work) for tongue in TONGUES for work in WORKS))


def test_threads_keep_their_own_languages_while_the_process_switches(
    alone: dict[tuple[str, Callable[[], str]], str],
) -> None:
    jobs = [(tongue, work) for tongue in TONGUES for work in WORKS]
    together = threading.Barrier(len(jobs) + 1)

    def render_often(job: tuple[str, Callable[[], str]]) -> bool:
        together.wait(30)
        with using(job[0]):
            return all(job[1]() == alone[job] for _n in range(3))

    with ThreadPoolExecutor(len(jobs)) as threads:
        done = [threads.submit(render_often, job) for job in jobs]
        together.wait(30)
        while not all(result.done() for result in done):
            for tongue in TONGUES:
                language.use(tongue)
                time.sleep(0.001)
        assert all(result.result() for result in done)


@pytest.mark.parametrize("first", TONGUES)
def test_work_that_stops_half_way_does_not_leave_its_language_behind(first: str) -> None:
    """Two readers whose answers are produced one piece at a time, in turns, each in its own context."""
    from contextvars import copy_context

    second = "en" if first == "da" else "da"
    mine, theirs = copy_context(), copy_context()
    words = {"da": "Aftaler", "en": "Agreements"}
    blocks = {tongue: using(tongue) for tongue in TONGUES}
    mine.run(blocks[first].__enter__)
    theirs.run(blocks[second].__enter__)
    for _n in range(2):
        assert (mine.run(_, "Agreements"), theirs.run(_, "Agreements")) == (words[first], words[second])
    mine.run(blocks[first].__exit__, None, None, None)
    assert (mine.run(_, "Agreements"), theirs.run(_, "Agreements")) == ("Agreements", words[second])
    theirs.run(blocks[second].__exit__, None, None, None)
