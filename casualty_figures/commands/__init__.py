"""The command line: `casualty-figures COMMAND ...`, one module of this folder per command."""

from __future__ import annotations

import argparse
import ast
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.resources import files

COMMANDS = ("read", "view", "fetch", "mark", "verify", "conform", "diff", "corpus", "query", "lock", "check", "accept")
"""The modules of this folder, in the order in which the help lists them. Each has a one-line docstring (its help),
`add_arguments(parser)` and `run(arguments) -> int`; only the one that is called is imported."""


class CommandError(Exception):
    """What a command cannot do, in one line for the person who called it; exit status 2."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status: 0 done, 1 done and not well, 2 could not be done.

    Raises SystemExit(2) where the command line itself is wrong, as argparse does.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    named = next((word for word in arguments if not word.startswith("-")), None)
    parser = _build_parser(named)
    options = parser.parse_args(arguments)
    try:
        status = import_module(f"{__name__}.{options.command}").run(options)
        if sys.stdout:  # a closed one is None
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); nothing more is to be said, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (CommandError, OSError) as error:
        print(f"casualty-figures {options.command}: {in_one_line(error)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return int(status)


def in_one_line(error: Exception) -> str:
    """What an error says, and of which file.

    >>> in_one_line(FileNotFoundError(2, "No such file or directory", "news.csv"))
    'news.csv: No such file or directory'
    """
    if isinstance(error, OSError) and error.filename is not None and error.strerror:
        return f"{error.filename}: {error.strerror}"
    return str(error)


def _build_parser(named: str | None) -> argparse.ArgumentParser:
    """Build the parser of one command, or of the list of them where none is named."""
    parser = argparse.ArgumentParser(
        prog="casualty-figures", description="Casualty figures, as reported: read, checked, cited with their receipts."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        help_line = _docstring(name)
        command = commands.add_parser(name, help=help_line, description=help_line)
        if name == named:
            import_module(f"{__name__}.{name}").add_arguments(command)
    return parser


def _docstring(name: str) -> str:
    """Read a command's help from its source, so that listing the commands imports none of them."""
    source = files(__name__).joinpath(f"{name}.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").splitlines()[0]
