"""Reads the reports of a scan with parsers of others, as whoever takes them does; exits with 1 at the first that is wrong.

SARIF is held against the official schema where SECURESCAN_SCHEMAS names a folder that has it.
"""

import csv
import json
import os
import sys
from xml.etree import ElementTree


def sarif(text):
    document = json.loads(text)
    run = document["runs"][0]
    for result in run["results"]:
        reference = result["rule"]
        rule = run["tool"]["extensions"][reference["toolComponent"]["index"]]["rules"][reference["index"]]
        assert rule["id"] == result["ruleId"], result["ruleId"]
    schema = os.path.join(os.environ.get("SECURESCAN_SCHEMAS", ""), "sarif/sarif-schema-2.1.0.json")
    if os.path.exists(schema):
        import jsonschema

        with open(schema) as file:
            jsonschema.validate(document, json.load(file))
    else:
        print("contract: SARIF is not held against its schema, SECURESCAN_SCHEMAS does not name it")
    return len(run["results"])


def table(text):
    rows = list(csv.reader(text.lstrip("\ufeff").splitlines()))
    assert len({len(row) for row in rows}) == 1, "rows of one length"
    return len(rows) - 1


def junit(text):
    suites = ElementTree.fromstring(text)
    assert int(suites.get("tests")) == len(list(suites.iter("testcase")))
    assert int(suites.get("failures")) == len(list(suites.iter("failure")))
    return int(suites.get("failures"))


READERS = {
    "sarif": sarif,
    "json": lambda text: len(json.loads(text)["findings"]),
    "jsonl": lambda text: sum("finding" in json.loads(line) for line in text.splitlines()),
    "csv": table,
    "junit": junit,
    "gitlab-sast": lambda text: len(json.loads(text)["vulnerabilities"]),
    "gitlab-secret-detection": lambda text: len(json.loads(text)["vulnerabilities"]),
    "gitlab-dependency-scanning": lambda text: len(json.loads(text)["vulnerabilities"]),
}

for name in sys.argv[1:]:
    with open(name, encoding="utf-8", newline="") as file:
        text = file.read()
    reader = READERS.get(name.split("-", 1)[1])
    assert text, name
    if reader:
        assert reader(text) > 0, f"{name} has no finding"
print(f"contract: {len(sys.argv) - 1} reports can be read")
