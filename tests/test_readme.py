"""The README's examples, run as they stand."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
COMMAND = re.compile(r"^    \$ (?P<command>.+)\n(?P<printed>(?:    [^$\n].*\n)*)", re.MULTILINE)


def test_the_python_examples_print_what_the_readme_says(root: Path) -> None:
    failed, tried = doctest.testfile(str(root / "README.md"), module_relative=False, optionflags=OPTIONS)
    assert (failed, tried > 5) == (0, True)


def test_the_commands_print_what_the_readme_says(root: Path, tmp_path: Path) -> None:
    """One after the other in an empty folder, as a user's project."""
    examples = [found.groupdict() for found in COMMAND.finditer((root / "README.md").read_text("utf-8"))]
    assert examples
    scripts = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for example in examples:
        arguments = example["command"].split()
        environment = {**os.environ, "PATH": scripts}
        result = subprocess.run(arguments, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr
        wanted = re.sub(r"^    ", "", example["printed"], flags=re.MULTILINE)
        assert doctest.OutputChecker().check_output(wanted, result.stdout, OPTIONS), (wanted, result.stdout)


def test_every_file_that_the_readme_links_to_is_there(root: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", (root / "README.md").read_text("utf-8"))
    assert links
    assert [link for link in links if not (root / link).exists()] == []
