"""Descriptions of a deposit for machines: a Frictionless Data Package and Croissant."""

import json
from pathlib import Path
from typing import Any

from eventx.deposit.prose import description, title
from eventx.deposit.tables import Deposited, File, Table
from eventx.variables import Variable

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_FRICTIONLESS = {"text": "string"}
_CROISSANT = {
    "text": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean", "date": "sc:Date",
}  # fmt: skip
_MEDIA = {".csv": "text/csv", ".parquet": "application/x-parquet"}
_CONTEXT = Path(__file__).parent / "templates" / "croissant_context.json"


def datapackage(deposited: Deposited) -> str:
    """Return the Frictionless Data Package: the CSV files with their table schemas.

    Parquet is left out: the usual readers of data packages need an extra for it and fail without.
    """
    package = {
        "$schema": _PROFILE, "name": "eventx-deposit", "title": title(deposited),
        "description": description(deposited), "resources": [_resource(table) for table in deposited.tables],
    }  # fmt: skip
    return _json(package)


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name, "type": "table", "title": table.title, "path": table.csv.path, "format": "csv",
        "mediatype": _MEDIA[".csv"], "encoding": "utf-8", "bytes": table.csv.size, "hash": f"sha256:{table.csv.sha256}",
        "dialect": {"delimiter": ","}, "schema": _schema(table),
    }  # fmt: skip


def _schema(table: Table) -> dict[str, Any]:
    keys = [
        {"fields": [column], "reference": {"resource": other, "fields": [column]}}
        for column, other in table.links.items()
    ]
    schema: dict[str, Any] = {"fields": [_field(variable) for variable in table.variables], "missingValues": [""]}
    return schema | ({"primaryKey": [table.key]} if table.key else {}) | ({"foreignKeys": keys} if keys else {})


def _field(variable: Variable) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if variable.required else {}
    if variable.values:
        convert = int if variable.type == "integer" else str
        constraints["enum"] = [convert(value) for value, _ in variable.values]
    kind = _FRICTIONLESS.get(variable.type, variable.type)
    field: dict[str, Any] = {"name": variable.name, "type": kind, "title": variable.label}
    field |= {"description": told} if (told := _told(variable)) else {}
    return field | ({"constraints": constraints} if constraints else {})


def croissant(deposited: Deposited) -> str:
    """Return the Croissant description: every data file, and a record set for each table as Parquet.

    CSV is no source here: readers guess its types, and codes lose their leading zeros.
    """
    dataset = {
        "@context": json.loads(_CONTEXT.read_text(encoding="utf-8")),
        "@type": "sc:Dataset", "conformsTo": "http://mlcommons.org/croissant/1.0", "name": title(deposited),
        "description": description(deposited), "version": "1.0.0",
        "distribution": [_file_object(file) for table in deposited.tables for file in (table.csv, table.parquet)],
        "recordSet": [_record_set(table) for table in deposited.tables if table.rows],
    }  # fmt: skip
    return _json(dataset)


def _file_object(file: File) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject", "@id": file.path, "name": file.path, "contentUrl": file.path,
        "contentSize": f"{file.size} B", "encodingFormat": _MEDIA[Path(file.path).suffix], "sha256": file.sha256,
    }  # fmt: skip


def _record_set(table: Table) -> dict[str, Any]:
    key = {"key": {"@id": f"{table.name}/{table.key}"}} if table.key else {}
    fields = [_croissant_field(table, variable) for variable in table.variables]
    return {
        "@type": "cr:RecordSet", "@id": table.name, "name": table.name, "description": table.title, **key,
        "field": fields,
    }  # fmt: skip


def _croissant_field(table: Table, variable: Variable) -> dict[str, Any]:
    return {
        "@type": "cr:Field", "@id": f"{table.name}/{variable.name}", "name": variable.name,
        "description": " ".join(filter(None, (f"{variable.label}.", _told(variable)))),
        "dataType": _CROISSANT[variable.type],
        "source": {"fileObject": {"@id": table.parquet.path}, "extract": {"column": variable.name}},
    }  # fmt: skip


def _told(variable: Variable) -> str:
    values = "; ".join(f"{value} = {meaning}" for value, meaning in variable.values if meaning)
    missing = "" if variable.required or not variable.missing else f"Empty: {variable.missing}."
    return " ".join(filter(None, (variable.note, f"Values: {values}." if values else "", missing)))


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
