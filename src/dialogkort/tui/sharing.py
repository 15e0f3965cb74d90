"""What is shown to others, from the screens where people look at it: a page to print, or a calendar file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dialogkort import language
from dialogkort.core.text import clean
from dialogkort.files import atomic, links, named_files
from dialogkort.language import gettext as _
from dialogkort.language.names import slug
from dialogkort.sessions.overviews import overview_of
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements.calendar import Reviewable, calendar
from dialogkort.storage.agreements.reading import Found, load_all, read
from dialogkort.storage.games.reading import meeting_of
from dialogkort.tui.dialogs.prompt import PickScreen, PromptScreen
from dialogkort.tui.host import Host
from dialogkort.views.overview import pictures
from dialogkort.views.pages.agreements import Paper, agreements_page, board_page, poster_page
from dialogkort.views.pages.minutes import minutes_page
from dialogkort.views.pages.overview import overview_page


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be written: what it is, the name of its file, and the function that creates it."""

    id: str
    words: str
    file: str
    make: Callable[[], bytes]


class Sharing:
    """Asks what to share and where to put it, and writes it. `folder` is the team's folder."""

    def __init__(self, app: Host, folder: Path, team: str) -> None:
        self._app, self._folder, self._team = app, folder, team
        self._today = app.surroundings.today

    def of_agreements(self, marked: Path | None = None) -> None:
        """Offer what can be made from the team's agreements, and from the one in the file `marked`."""
        pages = self._pages()
        if marked is not None:
            offer = Offer("one", _("this agreement"), f"{slug(marked.stem)}.html", lambda: self._one(marked))
            pages.insert(0, offer)
        self._offer(pages)

    def of_game(self, minutes: Path) -> None:
        """Offer what can be made from a game whose minutes are in the file `minutes`."""
        words = _("the minutes")
        self._offer([Offer("minutes", words, f"{minutes.stem}.html", lambda: _minutes(minutes)), *self._pages()])

    def of_overview(self) -> None:
        """Ask where to put the page of the overview."""

        def make() -> bytes:
            seen = overview_of(self._folder, self._today)
            return overview_page(self._team, pictures(seen), self._today).encode()

        offer = Offer("overview", _("the overview"), "overview.html", make)
        self._ask_where(offer, str(self._folder / offer.file))

    def _pages(self) -> list[Offer]:
        today, team = self._today, self._team
        return [
            Offer("all", _("all agreements in force"), "agreements.html", self._all),
            *(
                Offer(
                    paper.value,
                    _("the poster, {size}").format(size=paper.value.upper()),
                    f"poster-{paper.value}.html",
                    lambda paper=paper: poster_page(team, self._found(), today, paper).encode(),  # type: ignore[misc]
                )
                for paper in Paper
            ),
            Offer(
                "board",
                _("the board: who decides what"),
                "board.html",
                lambda: board_page(team, [file.agreement for file in self._found()], today).encode(),
            ),
            Offer("calendar", _("the review dates, for your calendar"), "reviews.ics", self._calendar),
        ]

    def _found(self) -> tuple[Found, ...]:
        return load_all(self._folder)[0]

    def _all(self) -> bytes:
        found = self._found()
        titles = {file.agreement.id: file.agreement.title for file in found}
        in_force = sorted((file for file in found if file.agreement.in_force), key=lambda file: file.agreement.review)
        return agreements_page(self._team, in_force, titles, self._today).encode()

    def _one(self, path: Path) -> bytes:
        titles = {file.agreement.id: file.agreement.title for file in self._found()}
        return agreements_page(self._team, [read(path)], titles, self._today).encode()

    def _calendar(self) -> bytes:
        known = (Reviewable(file.agreement, self._team, self._folder.name) for file in self._found())
        return calendar(known, self._app.surroundings.wall().astimezone())

    def _offer(self, offers: list[Offer]) -> None:
        def chosen(name: str | None) -> None:
            for offer in offers:
                if offer.id == name:
                    self._ask_where(offer, str(self._folder / offer.file))

        choices = [(offer.id, offer.words) for offer in offers]
        title, question = _("Print and share"), _("A single, self-contained file. What should it contain?")
        self._app.push_screen(PickScreen(title, choices, question), chosen)

    def _ask_where(self, offer: Offer, path: str, known: str = "") -> None:
        """Ask where to put it; `known` is a file that already exists and may be overwritten."""
        question = _("Where should the file go? Open it in a browser to print it.")
        if known:
            question = _("That file already exists. Overwrite it, or choose another name.")

        def chosen(text: str | None) -> None:
            if text:
                self._write(offer, text, force=text == known)

        self._app.push_screen(PromptScreen(offer.words, question, path), chosen)

    def _write(self, offer: Offer, text: str, *, force: bool) -> None:
        path = links.expanded(text)
        links.name_file(path)
        try:
            with language.using(team_files.load(self._folder).language or language.current()):
                data = offer.make()
            atomic.write(path, data, exclusive=not force)
        except FileExistsError:
            self._ask_where(offer, text, known=text)
        except (atomic.CannotSave, atomic.CannotRead, ValueError) as error:
            self._app.tell(str(error), warning=True)
        else:
            self._app.tell(_("Saved: {title}").format(title=clean(str(path))))


def _minutes(path: Path) -> bytes:
    page = named_files.read(path)
    meeting = meeting_of(page, path)
    if meeting is None:
        raise ValueError(str(path))
    return minutes_page(page.body, meeting.day).encode()
