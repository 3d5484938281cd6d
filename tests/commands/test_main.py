"""The list of commands and the modules behind them."""

import ast
from pathlib import Path

import pytest

import casualty_figures.commands as package
from casualty_figures.commands import COMMANDS, main

MODULES = {path.stem: path for path in Path(package.__file__).parent.glob("*.py") if path.stem != "__init__"}


def test_every_module_of_the_folder_is_a_command_and_the_other_way_round() -> None:
    assert set(COMMANDS) == set(MODULES)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_what_it_does_in_one_line(name: str) -> None:
    help_line = ast.get_docstring(ast.parse(MODULES[name].read_text(encoding="utf-8")))
    assert help_line
    assert help_line.count("\n") == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([name, "--help"])
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: casualty-figures {name}")
