"""How the time and size of the site grow with the number of figures: generated claims, ten to an article.

python benchmarks/site.py
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from casualty_figures.page.site import site
from tests.extras.generated import catalogue_of, claims_of

SIZES = (250, 500, 1_000)


def main() -> None:
    """Print figures, files, megabytes, kilobytes of the start page, and seconds of processor time."""
    site(catalogue_of(claims_of(10)))
    print("figures   files   megabytes   start page in kB   seconds")
    for size in SIZES:
        catalogue = catalogue_of(claims_of(size))
        started = time.process_time()
        files = site(catalogue)
        seconds = time.process_time() - started
        weight = sum(map(len, files.values())) / 1e6
        print(f"{size:7,}   {len(files):5,}   {weight:9.1f}   {len(files['index.html']) / 1e3:16.0f}   {seconds:7.1f}")


if __name__ == "__main__":
    main()
