"""What a client generated from /openapi.json does with a live server: scan, wait, read findings, decide, compare.

Called by scripts/contract with the server's URL, a target that holds findings, and an API key that may do everything.
"""

import importlib
import sys
import time

url, target, key = sys.argv[1:4]
package = "secure_scan_api_client"


def operation(group: str, name: str):
    return importlib.import_module(f"{package}.api.{group}.{name}")


def model(name: str):
    return getattr(importlib.import_module(f"{package}.models"), name)


client_module = importlib.import_module(f"{package}.client")
client = client_module.AuthenticatedClient(base_url=url, token=key, raise_on_unexpected_status=True)


def check(condition: bool, what: str) -> None:
    if not condition:
        sys.exit(f"client: {what}")
    print(f"client: {what}")


def scan():
    body = model("PostScansBody")(target_path=target)
    started = operation("scans", "post_scans").sync(client=client, body=body)
    check(started.status == "pending", "a scan is accepted as pending")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        current = operation("scans", "get_scans_by_id").sync(started.id, client=client)
        if current.status not in ("pending", "running"):
            check(current.status == "completed", "the scan completes")
            return current
        time.sleep(0.1)
    sys.exit("client: the scan did not end within 60 s")


first = scan()
findings = operation("findings", "get_scans_by_id_findings").sync(first.id, client=client)
check(len(findings) > 0 and len(findings) == first.findings_count, f"{len(findings)} findings are read")

body = model("PatchFindingsByFpStateBody")(status=model("PatchFindingsByFpStateBodyStatus").FALSE_POSITIVE, note="planted")
state = operation("triage", "patch_findings_by_fp_state").sync(findings[0].fingerprint, client=client, body=body)
check(state.status == "false_positive" and state.note == "planted", "a decision is stored")
again = operation("findings", "get_scans_by_id_findings").sync(
    first.id, client=client, status=model("GetScansByIdFindingsStatus").FALSE_POSITIVE)
check([finding.fingerprint for finding in again] == [findings[0].fingerprint], "the listing can be filtered by it")

second = scan()
comparison = operation("scans", "get_scans_compare").sync(client=client, scan_a=first.id, scan_b=second.id)
check(comparison.summary.unchanged_count == len(findings), "a second scan finds the same")
