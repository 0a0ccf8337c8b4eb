"""Reads every CSV file of a folder with Python's own csv module and prints them as one JSON object, table by table."""

import csv
import json
import pathlib
import sys


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


tables = {path.stem: rows_of(path) for path in sorted(pathlib.Path(sys.argv[1]).glob("*.csv"))}
sys.stdout.reconfigure(encoding="utf-8")
json.dump(tables, sys.stdout, ensure_ascii=True)
