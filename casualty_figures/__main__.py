"""`python -m casualty_figures` is the command `casualty-figures`."""

import sys

from casualty_figures.commands import main

if __name__ == "__main__":
    sys.exit(main())
