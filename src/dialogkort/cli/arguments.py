"""The arguments of the command line, in the language of the user."""

import argparse
from collections.abc import Mapping, Sequence

from dialogkort import __version__, language
from dialogkort.cli.parser import Parser
from dialogkort.cli.terminal import open_app
from dialogkort.language import gettext as _
from dialogkort.storage import locations, settings


def parse(arguments: Sequence[str], environ: Mapping[str, str]) -> argparse.Namespace:
    """Return the parsed arguments; `run` is the function of the command. Exits with 2 for a usage error."""
    language.use(_language(arguments, environ))
    with language.spoken_by_argparse():
        usual = argparse.Namespace(run=open_app, lang=None, folder=None, plain=False)
        return _parser().parse_args(arguments, usual)


def _language(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """Return the language: the one given, or else the one in the settings, or else that of the locale."""
    for place, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=")
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        elif value == argument:
            continue
        if value in language.TONGUES:
            return value
    kept, _problems = settings.load(locations.locations(environ).config)
    return kept.language or language.preferred(environ)


def _parser() -> Parser:
    parser = Parser(
        prog="dialogkort",
        description=_("A dialogue-card game for a team in a meeting: a card, a conversation, an agreement."),
        epilog=_("Without a command, the home screen opens. There, press ? to see what the keys do."),
    )
    about_version = _("show program's version number and exit")
    parser.add_argument("--version", action="version", version=f"dialogkort {__version__}", help=about_version)
    commands = (
        ("play", "play", _("start a game")),
        ("resume", "resume", _("resume the unfinished game")),
        ("review", "review", _("review your agreements")),
        ("decks", "decks.arguments", _("write, check and manage decks")),
        ("agreements", "agreements.arguments", _("list, show, review, export and check agreements")),
        ("overview", "overview", _("see how the team is doing with its agreements and meetings")),
        ("games", "games.arguments", _("read and share the minutes of your games")),
        ("where", "where", _("show the folders and settings in use")),
    )
    parser.add_commands("dialogkort.cli", commands)
    return parser
