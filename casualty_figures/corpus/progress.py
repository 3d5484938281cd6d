"""What a person at a terminal sees of a run, and nobody else."""

from __future__ import annotations

import sys
import time

from tqdm import tqdm

BAR = "{percentage:3.0f}%|{bar}| {desc} [{elapsed}, {remaining} left]"


class Progress:
    """A bar on standard error: documents, figures, rate and time left. Silent where that is no terminal."""

    def __init__(self, total_bytes: int) -> None:
        self._bar = tqdm(total=total_bytes, bar_format=BAR, dynamic_ncols=True, disable=not sys.stderr.isatty())
        self._started = time.monotonic()
        self._documents = self._kept = self._figures = 0

    def close(self) -> None:
        """Leave the bar as it stands."""
        self._bar.close()

    def add(self, size: int, documents: int, figures: int, *, kept: bool = False) -> None:
        """Count a batch; one kept from an earlier run counts for the total and not for the rate."""
        if self._bar.disable:
            return
        self._documents += documents
        self._kept += documents * kept
        self._figures += figures
        if kept:
            self._bar.initial += size
        rate = (self._documents - self._kept) / max(time.monotonic() - self._started, 1e-9)
        words = f"{self._documents:,} documents, {self._figures:,} figures, {rate:,.0f} documents/s"
        self._bar.set_description_str(words, refresh=False)
        self._bar.update(size)
