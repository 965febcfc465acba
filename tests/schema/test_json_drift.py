"""The published JSON Schemas are those of the records."""

from eventx.resources import data_folder
from eventx.schema.export import SCHEMAS, json_schema, stale_schemas


def test_the_published_schemas_are_up_to_date() -> None:
    assert stale_schemas(data_folder("schemas", "json")) == [], "run: eventx schema export schemas/json"


def test_every_published_field_is_described_or_named_by_its_type() -> None:
    for name in SCHEMAS:
        schema = json_schema(name)
        assert schema["additionalProperties"] is False
        assert schema["$id"].endswith(f":{name}:1")
