"""`read_frame` in Spark, where PySpark is installed: it asks for Java, and for an older pandas than ours.

pip install pyspark && python -m pytest tests/extras/corpus/test_spark.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec

import pandas as pd
import pytest
from corpora import TEXTS


@pytest.mark.skipif(not find_spec("pyspark"), reason="PySpark is not installed: pip install pyspark")
@pytest.mark.filterwarnings("default")
def test_spark_maps_the_same_function_over_its_partitions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    from casualty_figures.corpus import read_frame, spark_schema, split_frame

    def mapped(frames: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        return map(read_frame, frames)

    with SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate() as spark:
        texts = spark.createDataFrame([tuple(text.values()) for text in TEXTS], list(TEXTS[0])).repartition(2)
        rows = texts.mapInPandas(mapped, schema=spark_schema()).toPandas()
    found, expected = split_frame(rows), split_frame(read_frame(pd.DataFrame(TEXTS)))
    for dataset in ("figures", "evidence", "tallies"):
        key = list(expected[dataset].columns[:2])
        in_order = found[dataset].sort_values(key, ignore_index=True)
        pd.testing.assert_frame_equal(in_order, expected[dataset].sort_values(key, ignore_index=True))
