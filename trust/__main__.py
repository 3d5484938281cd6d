"""`python -m trust [PROOF ...]`: run the proofs, print what each has measured, and fail where one does not hold."""

from __future__ import annotations

import argparse
import sys
import tempfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

PROOFS = {
    "tables": "every change to a committed table is caught",
    "curated": "changes to marks and codings are caught",
    "same_bytes": "the same bytes everywhere",
    "killing": "killed anywhere, old or new afterwards",
    "corpus": "a corpus killed anywhere",
    "distributions": "wheel, sdist, licences",
    "mutants": "the tests fail where the code is changed",
}
"""Modules of this folder with `run(root, scratch, seed) -> Outcome`."""
ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the proofs that the command line names, or all."""
    parser = argparse.ArgumentParser(prog="python -m trust", description=__doc__)
    parser.add_argument("proofs", nargs="*", metavar="PROOF", help=f"some of {', '.join(PROOFS)} (default: all)")
    parser.add_argument("--seed", type=int, default=1, help="what is drawn at random follows from it (default: 1)")
    arguments = parser.parse_args()
    if unknown := sorted(set(arguments.proofs) - set(PROOFS)):
        parser.error(f"no proof {', '.join(unknown)}; there are {', '.join(PROOFS)}")
    proofs = arguments.proofs or [name for name in PROOFS if name != "corpus" or find_spec("duckdb")]
    if not arguments.proofs and "corpus" not in proofs:
        print("corpus: not here, its extra is not installed; `make trust` runs it in .venv-extras")
    summaries, wrong = [], []
    for name in proofs:
        print(f"\n{name}: {PROOFS[name]}", flush=True)
        began = monotonic()
        with tempfile.TemporaryDirectory() as scratch:
            outcome = import_module(f"trust.{name}").run(ROOT, Path(scratch), arguments.seed)
        verdict = "does not hold" if outcome.wrong else "holds"
        summaries.append(f"{name} {verdict} ({monotonic() - began:.0f} s): {outcome.summary}")
        wrong += [f"{name}: {one}" for one in outcome.wrong]
    print("", *wrong, *summaries, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
