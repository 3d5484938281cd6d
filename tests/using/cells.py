"""A table with a column of each type, and cells that are read wrongly with ease."""

from __future__ import annotations

import datetime as dt
from typing import Any

SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "code", "type": "string"},
        {"name": "count", "type": "integer"},
        {"name": "share", "type": "number"},
        {"name": "known", "type": "boolean"},
        {"name": "day", "type": "date"},
    ]
}
LARGE = 2**53 + 1
"""No float holds it."""
CSV = f"""code,count,share,known,day
NA,{LARGE},0.5,false,2016-10-25
,,,,
null,1,2,true,1970-01-01
"a ""quoted"", word
on two lines",0,0,false,0999-12-31
""".encode()
ROWS = [
    {"code": "NA", "count": LARGE, "share": 0.5, "known": False, "day": dt.date(2016, 10, 25)},
    {"code": None, "count": None, "share": None, "known": None, "day": None},
    {"code": "null", "count": 1, "share": 2.0, "known": True, "day": dt.date(1970, 1, 1)},
    {"code": 'a "quoted", word\non two lines', "count": 0, "share": 0.0, "known": False, "day": dt.date(999, 12, 31)},
]
