"""What can be given on the command line, in the language of the one who asks."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from dialogkort import __version__, language
from dialogkort.cli import home, play, resume, review, where
from dialogkort.core.game.phases import Format
from dialogkort.core.text import clean
from dialogkort.language import gettext as _


def parse(arguments: Sequence[str], environ: Mapping[str, str]) -> argparse.Namespace:
    """Return what was given; `run` is the function of the command. Exits with 2 for a wrong call."""
    language.use(_language(arguments, environ))
    with language.spoken_by_argparse():
        return _parser(arguments).parse_args(arguments)


def _language(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """Return the language: as given, else as in the settings, else as the locale has it."""
    for place, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=")
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        elif value == argument:
            continue
        if value in language.TONGUES:
            return value
    from dialogkort.storage import locations, settings  # noqa: PLC0415

    kept, _problems = settings.load(locations.locations(environ).config)
    return kept.language or language.preferred(environ)


class _Parser(argparse.ArgumentParser):
    """Repeats a wrong word safely."""

    def error(self, message: str) -> NoReturn:
        super().error(clean(message))


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    common = _Parser(add_help=False)
    common.add_argument(
        "--lang",
        choices=sorted(language.TONGUES),
        default=argparse.SUPPRESS,
        help=_("the language: {codes}").format(codes=", ".join(language.TONGUES)),
    )
    common.add_argument(
        "--folder",
        type=Path,
        metavar=_("FOLDER"),
        default=argparse.SUPPRESS,
        help=_("where the teams' files lie, instead of the usual folder"),
    )
    parser = _Parser(
        prog="dialogkort",
        description=_("A dialogue-card game for a team in a meeting: a card, a talk, an agreement."),
        epilog=_("Without a command the home screen opens. In the program, ? shows what the keys do."),
        parents=[common],
    )
    about_version = _("show program's version number and exit")
    parser.add_argument("--version", action="version", version=f"dialogkort {__version__}", help=about_version)
    parser.set_defaults(run=home.run, lang=None, folder=None)
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))

    playing = commands.add_parser("play", parents=[common], help=_("begin a game"), description=play.about())
    playing.add_argument("decks", nargs="*", metavar=_("DECK"), help=_("the id of a deck, or a deck's file"))
    playing.add_argument("--team", default="", metavar=_("NAME"), help=_("the team; one that has played is known"))
    playing.add_argument(
        "--members", default="", metavar=_("NAMES"), help=_("names with commas between, or how many you are")
    )
    playing.add_argument(
        "--minutes", type=_minutes, default=0, metavar=_("MINUTES"), help=_("how long the meeting has")
    )
    playing.add_argument("--format", choices=_formats(), help=_("about 15, 45 or 60 minutes (default: what fits best)"))
    playing.add_argument(
        "--reviews",
        type=_reviews,
        metavar=_("NUMBER"),
        help=_("how many agreements that are due are looked at first (default: 3)"),
    )
    playing.add_argument("--seed", type=int, metavar=_("NUMBER"), help=_("the same number deals the same cards"))
    playing.set_defaults(run=play.run)

    going_on = commands.add_parser(
        "resume", parents=[common], help=_("go on with the unfinished game"), description=resume.about()
    )
    going_on.set_defaults(run=resume.run)
    reviewing = commands.add_parser(
        "review", parents=[common], help=_("look at the agreements again"), description=review.about()
    )
    reviewing.add_argument("--team", metavar=_("NAME"), help=_("only this team (default: all in the folder)"))
    reviewing.set_defaults(run=review.run)
    decks = commands.add_parser("decks", parents=[common], help=_("write, check and collect decks"))
    if "decks" in arguments:
        from dialogkort.cli.decks.arguments import add_commands  # noqa: PLC0415 - a game needs none of them

        add_commands(decks, common)
    agreements = commands.add_parser("agreements", parents=[common], help=_("list, show, review and check agreements"))
    if "agreements" in arguments:
        from dialogkort.cli.agreements import arguments as of_agreements  # noqa: PLC0415

        of_agreements.add_commands(agreements, common, arguments)
    asking = commands.add_parser(
        "where", parents=[common], help=_("the folders and the settings in force"), description=where.about()
    )
    asking.set_defaults(run=where.run)
    return parser


def _minutes(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 600:
        return int(text)
    raise argparse.ArgumentTypeError(_("write the minutes as a number from 1 to 600"))


def _reviews(text: str) -> int:
    if text.isdecimal() and int(text) <= 1_000:
        return int(text)
    raise argparse.ArgumentTypeError(_("write how many as a number, 0 for none"))


def form_of(given: argparse.Namespace) -> Format | None:
    """Return the format that was given, in whichever language."""
    return _formats()[given.format] if given.format else None


def _formats() -> dict[str, Format]:
    """Return each format by its name in each language."""
    from dialogkort.language.words import format_name  # noqa: PLC0415

    formats = {}
    for form in Format:
        for spoken in language.TONGUES:
            with language.using(spoken):
                formats[format_name(form)] = form
    return formats
