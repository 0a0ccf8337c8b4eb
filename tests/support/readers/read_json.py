"""Reads every JSON file of a folder with Python's own json module and writes what it read into another, in ASCII."""

import json
import pathlib
import sys

source, target = map(pathlib.Path, sys.argv[1:])
target.mkdir(parents=True)


def dumped(value):
    return json.dumps(value, ensure_ascii=True)


for path in sorted(source.iterdir()):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        lines = [dumped(json.loads(line)) for line in text.split("\n")[:-1]]
        result = "".join(f"{line}\n" for line in lines)
    else:
        result = dumped(json.loads(text))
    (target / path.name).write_text(result, encoding="ascii")
