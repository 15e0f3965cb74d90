"""The parser of the command line and of each of its commands. A command is a module with `describe` and `run`."""

import argparse
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from dialogkort.cli.printing import say, write
from dialogkort.language import TONGUES
from dialogkort.language import gettext as _


class Parser(argparse.ArgumentParser):
    """A parser that prints safely, and has the options that are common to all commands.

    `module` describes it, and is loaded only once its command has been named.
    """

    def __init__(self, *arguments: Any, module: str = "", **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._module = module
        # none has a default of its own: that would override what was given before the command
        self.add_argument(
            "--lang",
            choices=sorted(TONGUES),
            default=argparse.SUPPRESS,
            help=_("the language: {codes}").format(codes=", ".join(TONGUES)),
        )
        self.add_argument(
            "--folder",
            type=Path,
            metavar=_("FOLDER"),
            default=argparse.SUPPRESS,
            help=_("the folder with the teams' files, instead of the usual one"),
        )
        self.add_argument(
            "--plain",
            action="store_true",
            default=argparse.SUPPRESS,
            help=_("use plain text instead of screens: for screen readers, scripts and plain terminals"),
        )

    def add_commands(self, package: str, commands: Iterable[tuple[str, str, str]], *, required: bool = False) -> None:
        """Add commands: the name of each, its module in `package`, and what it is for."""
        choices = self.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=required)
        for name, module, told in commands:
            choices.add_parser(name, help=told, module=f"{package}.{module}")

    def parse_known_args(self, args: Iterable[str] | None = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Have the module describe the command, then parse the arguments."""
        module, self._module = self._module, ""
        if module:
            import_module(module).describe(self)
        return super().parse_known_args(None if args is None else list(args), namespace)

    def _print_message(self, message: str, file: object = None) -> None:
        """Print help, version and errors through the gate like everything else."""
        (say if file is sys.stderr else write)(message)
