"""Reads the tables of claims.sqlite with Python's own module and prints them as one JSON object, cells as in the CSV."""

import json
import sqlite3
import sys

database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)


def text(value, kind):
    if value is None:
        return ""
    if kind == "boolean":
        return "true" if value else "false"
    # 5.0 and 5 are one number; the CSV has the shorter form.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def kinds_of(name, sql):
    """Booleans are the integers that a CHECK holds to 0 and 1."""
    columns = [column[1] for column in database.execute(f"PRAGMA table_info({name})")]
    return columns, ["boolean" if f'CHECK ("{column}" IN (0, 1))' in sql else "" for column in columns]


tables = {}
listed = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
for name, sql in listed.fetchall():
    if name.startswith("claims_fts") or name == "dataset":
        continue
    header, kinds = kinds_of(name, sql)
    rows = database.execute(f"SELECT * FROM {name}")
    tables[name] = [header] + [[text(*cell) for cell in zip(row, kinds)] for row in rows]
sys.stdout.reconfigure(encoding="utf-8")
json.dump(tables, sys.stdout, ensure_ascii=True)
