"""A reader for decks: the decks, their cards one by one, their problems, and a game with some of the cards."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from dialogkort.core.cards import Card
from dialogkort.core.filtering import Filter
from dialogkort.core.text import clean_line
from dialogkort.decks.problems.problem import Severity
from dialogkort.decks.shelf.shelf import ShelvedDeck, content
from dialogkort.files import atomic
from dialogkort.language import N_, current, ngettext
from dialogkort.language import gettext as _
from dialogkort.language.words import kind_name
from dialogkort.sessions.beginning import Beginning
from dialogkort.tui.decks.problem_words import problem_face
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.host import Host
from dialogkort.tui.keymap import keyed
from dialogkort.tui.widgets.card_face import CardFace
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.tui.widgets.marked_first import MarkedFirst
from dialogkort.views.faces import Face, card_face
from dialogkort.views.plan import same_id_words

LAST = 1_000_000
"""The place of the last card of a deck."""
_STEPS = {"earlier": -1, "later": 1}
FAULTS_SHOWN = 12
FAULTS_BESIDE = 3
"""How many problems of a playable deck are shown beside its cards."""


class DecksScreen(DismissOnce[None]):
    """Lists the decks; the arrow keys leaf through the cards of the marked one."""

    app = getters.app(Host)

    BINDINGS: ClassVar[list[BindingType]] = keyed(
        "decks",
        [
            Binding("enter", "play", N_("play these cards")),
            Binding("right", "leaf(1)", N_("next card")),
            Binding("left", "leaf(-1)", N_("previous card"), show=False),
            Binding("c", "change", N_("change cards"), tooltip=N_("add a card, change this one, or remove it")),
            Binding("up", "choose(-1)", N_("previous deck"), show=False),
            Binding("p", "problems", N_("problems")),
            Binding("down", "choose(1)", N_("next deck")),
            Binding("s", "search", N_("search"), tooltip=N_("by theme, kind, level and text")),
            Binding("x", "all_cards", N_("all cards")),
            Binding("greater_than_sign", "move(1)", N_("move the card one place later"), show=False),
            Binding("less_than_sign", "move(-1)", N_("move the card one place earlier"), show=False),
            Binding("n", "new_deck", N_("new deck"), tooltip=N_("empty, or from a file")),
            Binding("e", "edit", N_("edit"), tooltip=N_("opens the file in your editor")),
            Binding("f", "follow_ups", N_("follow-up questions")),
            Binding("g", "advice", N_("advice")),
            Binding("pagedown", "scroll_card(1)", N_("scroll down"), show=False),
            Binding("pageup", "scroll_card(-1)", N_("scroll up"), show=False),
            Binding("question_mark", "app.help", N_("help")),
            Binding("escape,q", "leave", N_("back")),
        ],
    )

    def __init__(self) -> None:
        super().__init__()
        self._shelved: tuple[ShelvedDeck, ...] = ()
        self._filter = Filter()
        self._place = 0
        self._follow_ups = self._advice = False

    def compose(self) -> ComposeResult:
        yield Static(_("Decks"), markup=False, classes="heading")
        with Horizontal(classes="reader"):
            with Vertical(classes="index"):
                yield MarkedFirst()
                yield Static(id="about", markup=False)
                yield Static(id="faults", markup=False)
            yield CardFace(id="card")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self._list()
        self.query_one(OptionList).focus()

    def _list(self, marked: Path | None = None, place: int = 0) -> None:
        """List the decks that are on disk now, with a card of the one in the file `marked` in front."""
        self._shelved = self.app.library.decks(current())
        menu = self.query_one(OptionList)
        menu.clear_options()
        menu.add_options(
            Option(_listed(deck, len(self._found(deck)), filtered=bool(self._filter))) for deck in self._shelved
        )
        paths = [deck.path for deck in self._shelved]
        with self.prevent(OptionList.OptionHighlighted):  # which would start with the first card
            menu.highlighted = (paths.index(marked) if marked in paths else 0) if paths else None
        self._place = place
        self._draw()

    def on_option_list_option_highlighted(self) -> None:
        self._place = 0
        self._draw()

    def _marked(self) -> ShelvedDeck | None:
        place = self.query_one(OptionList).highlighted
        return self._shelved[place] if place is not None and place < len(self._shelved) else None

    def _found(self, shelved: ShelvedDeck | None) -> tuple[Card, ...]:
        """Return the cards of a deck that match the filter."""
        deck = shelved.reading.deck if shelved else None
        return self._filter.cards_of(deck) if deck else ()

    def _draw(self) -> None:
        shelved = self._marked()
        if shelved is None:
            return
        deck, cards = shelved.reading.deck, self._found(shelved)
        self._place = min(self._place, max(0, len(cards) - 1))
        card = self.query_one("#card", CardFace)
        about = [deck.description] if deck else []
        if cards:
            about.insert(0, _("Card {number} of {all}").format(number=self._place + 1, all=len(cards)))
            card.show(card_face(cards[self._place], follow_ups=self._follow_ups, advice=self._advice))
        elif deck:
            card.show(Face("", _("No cards in this deck match.")))
        else:
            faults = [problem for problem in shelved.reading.problems if problem.severity is Severity.ERROR]
            card.show(problem_face(_("This deck cannot be played yet"), faults[:FAULTS_SHOWN]))
        if self._filter:
            about.insert(1 if cards else 0, _words(self._filter))
        if words := same_id_words(shelved):
            about.append(f"! {words}")
        if shelved.copies:
            copies = clean_line(", ".join(shelved.copies), 200)
            about.append(
                "! "
                + _("there is a copy next to it, because two people saved at the same time: {names}").format(
                    names=copies
                )
            )
        self.query_one("#about", Static).update("\n".join(about))
        self.query_one("#faults", Static).update("\n".join(_faults(shelved, FAULTS_BESIDE)))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        shelved = self._marked() if self.is_mounted else None
        match action:
            case "play" | "leaf" | "follow_ups" | "advice":
                return bool(self._found(shelved))
            case "search":
                return bool(shelved and shelved.reading.deck)
            case "all_cards":
                return bool(self._filter)
            case "problems":
                return bool(shelved and shelved.reading.problems)
            case "edit":
                return shelved is not None
            case "change":
                return bool(shelved and shelved.reading.deck)
            case "move":
                return bool(shelved and shelved.reading.deck and len(shelved.reading.deck.cards) > 1)
            case _:
                return True

    # Cards

    def action_leaf(self, step: int) -> None:
        if cards := self._found(self._marked()):
            self._place = (self._place + step) % len(cards)
            self._draw()

    def action_choose(self, step: int) -> None:
        menu = self.query_one(OptionList)
        if step > 0:
            menu.action_cursor_down()
        else:
            menu.action_cursor_up()

    def on_option_list_option_selected(self) -> None:
        self.action_play()

    def action_play(self) -> None:
        """Set up a game with the cards that were found."""
        shelved = self._marked()
        cards = self._found(shelved)
        if shelved and cards and self.is_active:
            keys = tuple(card.key for card in cards) if self._filter else ()
            self.dismiss(None)
            # requested from the app: the answer of the set-up would not reach a screen that has been left
            self.app.call_later(self.app.set_up_game, Beginning(decks=(shelved.id,), cards=keys))

    def action_follow_ups(self) -> None:
        self._follow_ups = not self._follow_ups
        self._draw()

    def action_advice(self) -> None:
        self._advice = not self._advice
        self._draw()

    def action_scroll_card(self, pages: int) -> None:
        self.query_one("#card", CardFace).scroll_text(pages)

    # Finding cards

    def action_search(self) -> None:
        from dialogkort.tui.decks.filter import FilterScreen  # noqa: PLC0415

        shelved = self._marked()
        if shelved and shelved.reading.deck and self.is_active:
            self.app.push_screen(FilterScreen(shelved.reading.deck, self._filter), self._look_for)

    def _look_for(self, wanted: Filter | None) -> None:
        if wanted is not None:
            self._filter, self._place = wanted, 0
            marked = self._marked()
            self._list(marked.path if marked else None)

    def action_all_cards(self) -> None:
        self._look_for(Filter())

    # The file

    def action_problems(self) -> None:
        from dialogkort.tui.decks.problems import ProblemsScreen  # noqa: PLC0415

        if (shelved := self._marked()) and self.is_active:
            self.app.push_screen(ProblemsScreen(shelved))

    def action_edit(self) -> None:
        """Open the deck's file; a deck that came with the program is copied first, if the user agrees."""
        if (shelved := self._marked()) and self.is_active:
            self._with_own(shelved, self._edit)

    def action_new_deck(self) -> None:
        from dialogkort.tui.decks.writing import new_deck  # noqa: PLC0415

        if self.is_active:
            new_deck(self.app, self.app.surroundings.locations.own_decks, self._added)

    def action_change(self) -> None:
        """Ask what to do with the cards; a deck that came with the program is copied first."""
        from dialogkort.tui.dialogs.prompt import PickScreen  # noqa: PLC0415

        shelved = self._marked()
        cards = self._found(shelved)
        if shelved is None or shelved.reading.deck is None or not self.is_active:
            return
        card = cards[self._place] if cards else None
        choices = [("new", _("A new card"))]
        if card:
            choices[:0] = [("edit", _("Change this card"))]
            choices += self._moves(shelved)
            choices.append(("remove", _("Remove this card")))
        choices.append(("file", _("Open the file in your editor")))

        def chosen(word: str | None) -> None:
            if word == "file":
                self.action_edit()
            elif word in _STEPS:
                self.action_move(_STEPS[word])
            elif word:
                self._with_own(shelved, lambda path: self._change(word, path, shelved, card))

        self.app.push_screen(PickScreen(_("What do you want to change?"), choices), chosen)

    def _change(self, word: str, path: Path, shelved: ShelvedDeck, card: Card | None) -> None:
        from dialogkort.tui.decks import writing  # noqa: PLC0415

        deck = shelved.reading.deck
        if deck is None:
            return
        if word == "edit" and card:
            writing.edit_card(self.app, path, card, deck, self._changed)
        elif word == "remove" and card:
            writing.remove_card(self.app, path, card, self._changed)
        elif word == "new":
            writing.new_card(self.app, path, deck, self._added)

    def _moves(self, shelved: ShelvedDeck) -> list[tuple[str, str]]:
        """Return where the card in front can be moved, each with its words."""
        if self._filter or shelved.reading.deck is None:
            return []
        words = {"earlier": _("Move it one place earlier"), "later": _("Move it one place later")}
        last = len(shelved.reading.deck.cards) - 1
        return [(word, words[word]) for word, step in _STEPS.items() if 0 <= self._place + step <= last]

    def action_move(self, step: int) -> None:
        """Move the card in front one place later in its deck, or one earlier."""
        shelved = self._marked()
        cards = self._found(shelved)
        if shelved is None or not cards or not self.is_active:
            return
        if self._filter:
            self.app.refuse(_("Press x to show all cards first: only some are shown now."))
            return
        place = self._place + step
        if not 0 <= place < len(cards):
            self.app.tell(_("This is already the last card.") if step > 0 else _("This is already the first card."))
            return
        card = cards[self._place]
        self._with_own(shelved, lambda path: self._move(path, card, step, place))

    def _move(self, path: Path, card: Card, step: int, place: int) -> None:
        from dialogkort.tui.decks import writing  # noqa: PLC0415

        writing.move_card(self.app, path, card, step, lambda written: self._list(written, place))

    def _changed(self, path: Path) -> None:
        self._list(path, self._place)

    def _added(self, path: Path) -> None:
        """Show the card that was added last."""
        self._filter = Filter()
        self._list(path, LAST)

    def _with_own(self, shelved: ShelvedDeck, act: Callable[[Path], None]) -> None:
        """Do something with a deck's file; if it came with the program, with a copy of it, if the user agrees."""
        from dialogkort.tui.dialogs.prompt import PickScreen  # noqa: PLC0415

        if not shelved.bundled:
            act(shelved.path)
            return
        title = _("This deck came with the program, and a new version would overwrite your changes.")
        copy = [("copy", _("Make your own copy and open it"))]
        self.app.push_screen(PickScreen(title, copy), lambda chosen: self._copy(shelved, act) if chosen else None)

    def _copy(self, shelved: ShelvedDeck, act: Callable[[Path], None]) -> None:
        path = self.app.surroundings.locations.own_decks / shelved.path.name
        data = content(shelved.path)
        try:
            if isinstance(data, bytes):
                # the copy was created earlier and has been broken since: that is the file to fix
                with suppress(FileExistsError):
                    atomic.write(path, data, exclusive=True)
        except atomic.CannotSave as error:
            self.app.tell(str(error), warning=True)
            return
        act(path)

    def _edit(self, path: Path) -> None:
        self.app.edit(path)
        self._list(path)

    def action_leave(self) -> None:
        self.dismiss(None)


def _listed(shelved: ShelvedDeck, found: int, *, filtered: bool) -> Content:
    deck = shelved.reading.deck
    title = (deck.title or deck.id) if deck else clean_line(shelved.path.name, 60)
    words = ngettext("{number} card", "{number} cards", len(deck.cards) if deck else 0)
    if filtered:
        words = _("{number} of {cards}").format(number=found, cards=words)
    errors = shelved.reading.errors
    faults = " · ! " + ngettext("{number} error", "{number} errors", errors) if errors else ""
    return Content.assemble((title, "bold" if found else "$dim"), "\n", (words, "$dim"), (faults, "$now"))


def _words(wanted: Filter) -> str:
    """Return the search criteria, in words."""
    parts = [*wanted.themes, *map(kind_name, wanted.kinds)]
    parts += [_("level {number}").format(number=level) for level in wanted.levels]
    if wanted.text:
        parts.append(_("“{text}”").format(text=wanted.text))
    return "→ " + " · ".join(parts)


def _faults(shelved: ShelvedDeck, most: int) -> list[str]:
    """Return up to `most` problems, each with its position in the deck's file."""
    name = clean_line(shelved.path.name, 60)
    errors = [problem for problem in shelved.reading.problems if problem.severity is Severity.ERROR]
    return [f"{name}:{problem.line}:{problem.column}  {problem.message()}" for problem in errors[:most]]
