"""Holds documents against the official schemas with validators of others.

Usage: sbom.py [--schemas FOLDER] FILE...

Files are told apart by what they hold: CycloneDX JSON or XML, SPDX JSON. FOLDER has the schemas as the projects publish
them, flat or in folders `cyclonedx` and `spdx`; without it CycloneDX's come from the package cyclonedx-python-lib. The
packages, each of which has its part only where it is installed: jsonschema[format] (CycloneDX and SPDX as JSON), lxml
(CycloneDX as XML), spdx-tools (SPDX, its semantics too).

Ends with 0 when all files are valid, 1 when one is not, 2 for a wrong call, and 3 when a file could not be checked
since neither schema nor package is there.
"""

import argparse
import collections
import importlib.util
import json
import pathlib
import sys


class Missing(Exception):
    """What is not there and would be needed."""


def folders(given):
    if given:
        return [given, given / "cyclonedx", given / "spdx"]
    found = importlib.util.find_spec("cyclonedx.schema") if importlib.util.find_spec("cyclonedx") else None
    if found is None or found.origin is None:
        return []
    return [pathlib.Path(found.origin).parent / "_res"]


def schema_file(given, *names):
    for folder in folders(given):
        for name in names:
            if (folder / name).is_file():
                return folder / name
    raise Missing(f"no {names[0]} (pass --schemas, or install cyclonedx-python-lib)")


def json_validator(path):
    """The schema's own `$ref`s are relative names of the files beside it, or their published addresses."""
    if not importlib.util.find_spec("jsonschema"):
        raise Missing("no package jsonschema")
    import jsonschema
    import referencing
    import referencing.exceptions

    def beside(uri):
        name = uri.rsplit("/", 1)[-1]
        for candidate in (name, name.replace(".schema.json", ".SNAPSHOT.schema.json")):
            if (path.parent / candidate).is_file():
                contents = json.loads((path.parent / candidate).read_text("utf-8"))
                contents.setdefault("$schema", "http://json-schema.org/draft-07/schema#")
                return referencing.Resource.from_contents(contents)
        raise referencing.exceptions.NoSuchResource(uri)

    schema = json.loads(path.read_text("utf-8"))
    return jsonschema.Draft7Validator(
        schema, registry=referencing.Registry(retrieve=beside), format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    )


validators = {}


def against_schema(document, path):
    if path not in validators:
        validators[path] = json_validator(path)
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}" for e in validators[path].iter_errors(document)]


def references(document):
    """What the schema cannot say: every reference leads somewhere, and no two are the same."""
    target = document.get("metadata", {}).get("component", {}).get("bom-ref")
    known = [target] + [c["bom-ref"] for c in document.get("components", [])]
    nodes = document.get("dependencies", [])
    used = [n["ref"] for n in nodes] + [r for n in nodes for r in n.get("dependsOn", [])]
    used += [a["ref"] for v in document.get("vulnerabilities", []) for a in v.get("affects", [])]
    problems = [f"bom-ref used {n} times: {r!r}" for r, n in collections.Counter(known).items() if n > 1]
    problems += [f"leads nowhere: {r!r}" for r in set(used) - set(known)]
    return problems + [f"no node for {r!r}" for r in set(known) - {n["ref"] for n in nodes}]


def check_cyclonedx_json(document, given):
    version = document["specVersion"]
    path = schema_file(given, f"bom-{version}.schema.json", f"bom-{version}.SNAPSHOT.schema.json")
    return against_schema(document, path) + references(document)


def check_cyclonedx_xml(path, given):
    if not importlib.util.find_spec("lxml"):
        raise Missing("no package lxml")
    from lxml import etree

    document = etree.parse(str(path), etree.XMLParser(no_network=True, resolve_entities=False))
    version = etree.QName(document.getroot()).namespace.rsplit("/", 1)[-1]
    if version not in validators:
        schema = schema_file(given, f"bom-{version}.xsd", f"bom-{version}.SNAPSHOT.xsd")
        tree = etree.parse(str(schema), etree.XMLParser(no_network=True))
        for element in tree.iter("{http://www.w3.org/2001/XMLSchema}import"):
            element.set("schemaLocation", str(schema_file(given, "spdx.xsd", "spdx.SNAPSHOT.xsd")))
        validators[version] = etree.XMLSchema(tree)
    validators[version].validate(document)
    return [f"line {e.line}: {e.message[:300]}" for e in validators[version].error_log]


def check_spdx(path, document, given):
    problems, checked = [], False
    try:
        problems += against_schema(document, schema_file(given, "spdx-2.3.schema.json", "spdx-schema.json"))
        checked = True
    except Missing:
        pass
    if importlib.util.find_spec("spdx_tools"):
        from spdx_tools.spdx.parser.error import SPDXParsingError
        from spdx_tools.spdx.parser.json import json_parser
        from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

        checked = True
        try:
            parsed = json_parser.parse_from_file(str(path))
            problems += [m.validation_message for m in validate_full_spdx_document(parsed)]
        except SPDXParsingError as error:
            problems += error.get_messages()
    if not checked:
        raise Missing("no spdx-2.3.schema.json in --schemas, and no package spdx-tools")
    return problems


def check(path, given):
    text = path.read_bytes()
    if text.lstrip().startswith(b"<"):
        return check_cyclonedx_xml(path, given)
    document = json.loads(text)
    if document.get("bomFormat") == "CycloneDX":
        return check_cyclonedx_json(document, given)
    if str(document.get("spdxVersion", "")).startswith("SPDX-"):
        return check_spdx(path, document, given)
    return ["neither CycloneDX nor SPDX"]


def main():
    arguments = argparse.ArgumentParser(description="Validates CycloneDX and SPDX documents.")
    arguments.add_argument("--schemas", type=pathlib.Path)
    arguments.add_argument("files", type=pathlib.Path, nargs="+")
    options = arguments.parse_args()
    invalid, unchecked = 0, 0
    for path in options.files:
        try:
            problems = check(path, options.schemas)
        except Missing as missing:
            unchecked += 1
            print(f"sbom: {path.name} not checked: {missing}")
            continue
        except Exception as error:
            problems = [f"{type(error).__name__}: {error}"]
        invalid += bool(problems)
        for problem in problems[:10]:
            print(f"sbom: {path.name}: {problem}")
    print(f"sbom: {len(options.files) - invalid - unchecked} of {len(options.files)} documents valid")
    return 1 if invalid else 3 if unchecked else 0


if __name__ == "__main__":
    sys.exit(main())
