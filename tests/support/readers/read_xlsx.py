"""Reads a workbook with openpyxl and prints its rows as JSON, sheet by sheet, with days as ISO texts, and what is wrong with its text cells."""

import datetime
import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])


def value_of(cell):
    return cell.date().isoformat() if isinstance(cell, datetime.datetime) else cell


sheets = {}
odd = []
for sheet in book:
    sheets[sheet.title] = [[value_of(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and (cell.data_type != "s" or cell.number_format != "@"):
                odd.append(f"{sheet.title}!{cell.coordinate}: {cell.data_type} {cell.number_format}")
layout = {
    sheet.title: {"frozen": sheet.freeze_panes, "filter": sheet.auto_filter.ref, "size": sheet.dimensions}
    for sheet in book
}
json.dump({"sheets": sheets, "odd": odd, "layout": layout}, sys.stdout, ensure_ascii=True)
