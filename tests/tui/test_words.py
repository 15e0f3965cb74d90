"""The words of the interface: all of them in the catalogue, in Danish, with the same placeholders."""

import ast
import importlib.util
import re
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from textual.binding import Binding

from dialogkort.tui import app as app_module
from dialogkort.tui import home
from dialogkort.tui.agreements import board
from dialogkort.tui.agreements import form as review_form
from dialogkort.tui.agreements import screen as review
from dialogkort.tui.agreements import slip as review_slip
from dialogkort.tui.decks import screen as decks
from dialogkort.tui.dialogs import prompt, search
from dialogkort.tui.dialogs.help import HelpScreen
from dialogkort.tui.setup import screen as setup
from dialogkort.tui.table import draft, members, summary
from dialogkort.tui.table import screen as table
from dialogkort.tui.widgets import choice_row

SOURCE = Path(app_module.__file__).resolve().parents[1]
ROOT = Path(__file__).resolve().parents[2]
DANISH = SOURCE / "language" / "locale" / "da" / "LC_MESSAGES"
SAME = {"dialogkort", "team", "Team", "format", "Format", "pause", "agent", "dilemma", "felt", "DECK"}
PLACES = re.compile(r"\{[a-z_]*\}|%\([a-z_]+\)[sr]|%[sr]")


@cache
def catalogue() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "scripts" / "catalogue.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def danish() -> Catalog:
    with DANISH.joinpath("dialogkort.po").open("rb") as file:
        return read_po(file, locale="da")


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def ids(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def test_every_text_has_a_danish_translation() -> None:
    script = catalogue()
    assert script.missing(script.updated("da")) == []


def test_danish_is_quoted_with_the_same_signs_everywhere() -> None:
    explained = "“…” og »…«"
    assert [
        text for message in danish() for text in texts(message) if set("“”") & set(text.replace(explained, ""))
    ] == []


def test_no_translation_waits_for_review() -> None:
    assert [message.id for message in danish() if message.id and message.fuzzy] == []


def test_translations_fill_in_the_same_placeholders() -> None:
    """Those from argparse, with %, may leave one out."""
    wrong = []
    for message in danish():
        forms = ids(message)
        for form, text in enumerate(texts(message) if message.id else []):
            wanted = set(PLACES.findall(forms[min(form, len(forms) - 1)]))
            filled = set(PLACES.findall(text))
            if text and (filled - wanted or {place for place in wanted - filled if place.startswith("{")}):
                wrong.append((message.id, text))
    assert wrong == []


def test_the_compiled_catalogue_matches_the_one_that_people_edit() -> None:
    with DANISH.joinpath("dialogkort.mo").open("rb") as file:
        compiled = read_mo(file)
    written = {tuple(ids(phrase)): texts(phrase) for phrase in danish() if phrase.id and any(texts(phrase))}
    assert {tuple(ids(message)): texts(message) for message in compiled if message.id} == written


def test_the_catalogue_has_no_text_that_is_missing_from_the_source() -> None:
    wanted = {str(message.id) for message in catalogue().extracted() if message.id}
    assert {str(phrase.id) for phrase in danish() if phrase.id} - wanted == set()


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def test_no_text_is_looked_up_inside_an_f_string() -> None:
    """The extractor cannot see it there before Python 3.12, so it would never be translated."""
    found = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                found += [
                    f"{path.name}:{call.lineno}"
                    for call in ast.walk(node)
                    if isinstance(call, ast.Call)
                    and isinstance(call.func, ast.Name)
                    and call.func.id in {"_", "N_", "gettext", "ngettext"}
                    and any(isinstance(arg, ast.Constant) for arg in call.args)
                ]
        assert "{_(" not in path.read_text(encoding="utf-8"), path
    assert found == []


def test_no_text_is_looked_up_while_a_module_is_imported() -> None:
    """It would remain in the first language when people change it on the home screen."""
    found = []
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        outside = [node for node in tree.body if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
        for top in outside:
            stack: list[ast.AST] = [top]
            while stack:
                node = stack.pop()
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
                    continue
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}:
                    found.append(f"{path.name}:{node.lineno}")
                stack += ast.iter_child_nodes(node)
    assert found == []


SCREENS = [
    app_module.DialogkortApp, board.BoardScreen, review.ReviewScreen, review_form.ReviewFormScreen,
    review_slip.ReviewSlip, search.SearchScreen, decks.DecksScreen, draft.DraftScreen, HelpScreen,
    home.HomeScreen, members.MembersScreen, prompt.PromptScreen, prompt.PickScreen, setup.SetupScreen,
    setup.StartRow, setup.ProposalRow, summary.SummaryScreen, table.TableScreen, choice_row.ChoiceRow,
]  # fmt: skip


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_the_help_in_danish_explains_each_key(screen: type) -> None:
    known = {str(phrase.id): texts(phrase)[0] for phrase in danish() if phrase.id}
    for binding in Binding.make_bindings(screen.BINDINGS):
        group = binding.group.description if binding.group else ""
        for text in filter(None, (binding.description, binding.tooltip, group)):
            assert known.get(text), text


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_no_key_needs_altgr_or_is_used_by_terminals(screen: type) -> None:
    # ctrl+q and ctrl+s reach the program: the driver turns off the flow control that would take them
    for binding in Binding.make_bindings(screen.BINDINGS):
        assert not {"[", "]", "{", "}", "@", "\\", "|", "$", "left_square_bracket"} & set(binding.key.split("+"))
        assert not binding.key.startswith("ctrl+") or binding.key in {"ctrl+p", "ctrl+q", "ctrl+s", "ctrl+z"}
