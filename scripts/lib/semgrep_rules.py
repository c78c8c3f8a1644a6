"""The code plugin's rules as semgrep takes them, for a comparison with the same rules: what only our engine knows is
left out, and shared lists of sources, sinks and sanitizers are written out.

    semgrep_rules.py OUTPUT CATALOGUE-FILE...

Needs ruamel.yaml, which semgrep brings along.
"""
import json
import re
import sys

from ruamel.yaml import YAML

KEPT = {
    "id", "message", "severity", "languages", "mode", "paths", "fix", "pattern", "patterns", "pattern-either",
    "pattern-regex", "pattern-sources", "pattern-sinks", "pattern-sanitizers", "pattern-propagators",
}
SEVERITY = {"CRITICAL": "ERROR", "HIGH": "ERROR", "MEDIUM": "WARNING", "LOW": "INFO"}
OURS = {"object", "handle", "shell"}
TYPED = re.compile(r"\(\$[A-Z_0-9]+: ([^)]*)")


def items(entries, libraries):
    for entry in entries:
        if "use" in entry:
            yield from items(libraries[entry["use"]], libraries)
        else:
            yield {key: value for key, value in entry.items() if key not in OURS}


def is_refused(entry, languages):
    """Semgrep reads no typed metavariables in Python, and elsewhere no types with a hyphen (those of packages)."""
    typed = TYPED.search(str(entry.get("pattern", ""))) if isinstance(entry, dict) else None
    return typed is not None and ("python" in languages or "-" in typed[1])


def readable(value, languages):
    if isinstance(value, list):
        return [readable(entry, languages) for entry in value if not is_refused(entry, languages)]
    if isinstance(value, dict):
        return {key: readable(entry, languages) for key, entry in value.items()}
    return value


def converted(rule, libraries):
    kept = {key: value for key, value in rule.items() if key in KEPT}
    kept["severity"] = SEVERITY.get(rule["severity"].upper(), rule["severity"])
    kept["id"] = rule["id"].replace("_", "-")
    for key in ("pattern-sources", "pattern-sinks", "pattern-sanitizers", "pattern-propagators"):
        if key in kept:
            kept[key] = list(items(kept[key], libraries))
    return readable(kept, kept["languages"])


def main(output, *files):
    documents = [YAML(typ="safe").load(open(file, encoding="utf-8")) for file in files]
    libraries = {name: entries for document in documents for name, entries in (document.get("libraries") or {}).items()}
    rules = [converted(rule, libraries) for document in documents for rule in document.get("rules") or []]
    with open(output, "w", encoding="utf-8") as out:
        json.dump({"rules": rules}, out)
    print(len(rules))


main(*sys.argv[1:])
