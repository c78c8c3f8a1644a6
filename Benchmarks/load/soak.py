"""Mixed traffic on one server for a while, and what that does to its memory; see scripts/bench-soak.

    soak.py PORT PROCESS TARGET SECONDS GROWTH   PROCESS is the server's, TARGET a folder to scan over and over, GROWTH
                                                 the percentage that its memory may grow after a fifth of the time
"""
import http.client
import json
import os
import random
import sys
import threading
import time

from subscribers import budget, quantile

PORT, PROCESS, TARGET, SECONDS, GROWTH = int(sys.argv[1]), sys.argv[2], sys.argv[3], float(sys.argv[4]), float(sys.argv[5])
stop = threading.Event()
latencies, failures = [], []
scans, lock = [], threading.Lock()


class Client:
    def __init__(self):
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)

    def call(self, method, path, body=None, expected=(200, 201, 204, 404, 409)):
        headers = {} if body is None else {"Content-Type": "application/json"}
        begin = time.perf_counter()
        self.connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = self.connection.getresponse()
        data = answer.read()
        with lock:
            latencies.append(1000 * (time.perf_counter() - begin))
            if answer.status not in expected:
                failures.append(f"{method} {path}: {answer.status} {data[:200]!r}")
        return json.loads(data) if data and answer.getheader("Content-Type", "").startswith("application/json") else None


def guarded(work):
    def run():
        client = Client()
        while not stop.is_set():
            try:
                work(client)
            except Exception as error:  # what breaks a connection is a failure of the server too
                if not stop.is_set():
                    with lock:
                        failures.append(f"{work.__name__}: {error!r}")
                    client = Client()
    return run


def some_scan():
    with lock:
        return random.choice(scans) if scans else None


def reader(client):
    scan = some_scan()
    paths = ["/health", "/ready", "/api/v1/scans?limit=20", "/api/v1/dashboard/stats", "/api/v1/dashboard/trends?days=7",
             "/api/v1/plugins", "/api/v1/notifications", "/api/v1/nothing"]
    if scan:
        paths += [f"/api/v1/scans/{scan}", f"/api/v1/scans/{scan}/findings?limit=50", f"/api/v1/scans/{scan}/summary",
                  f"/api/v1/scans/{scan}/findings", f"/api/v1/scans/compare?scan_a={scan}&scan_b={some_scan()}"]
    client.call("GET", random.choice(paths))
    time.sleep(0.002)


def decider(client):
    scan = some_scan()
    findings = client.call("GET", f"/api/v1/scans/{scan}/findings?limit=20") if scan else None
    for finding in findings if isinstance(findings, list) else []:
        fingerprint = finding["fingerprint"]
        client.call("PATCH", f"/api/v1/findings/{fingerprint}/state", {"status": random.choice(["triaged", "fixed", "new"])})
        comment = client.call("POST", f"/api/v1/findings/{fingerprint}/comments", {"text": "seen"})
        client.call("DELETE", f"/api/v1/findings/{fingerprint}/comments/{comment['id']}")
    client.call("POST", "/api/v1/scans", {"target_path": 7}, expected=(422,))
    time.sleep(0.05)


def scanner(client):
    scan = client.call("POST", "/api/v1/scans", {"target_path": TARGET})["id"]
    client.call("GET", f"/api/v1/scans/{scan}/events")
    with lock:
        scans.append(scan)
        # Old ones go, so that the database does not grow and memory has no reason to.
        old = scans.pop(0) if len(scans) > 20 else None
    if old:
        client.call("DELETE", f"/api/v1/scans/{old}")
    time.sleep(0.1)


def resident():
    with open(f"/proc/{PROCESS}/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))


def descriptors():
    return len(os.listdir(f"/proc/{PROCESS}/fd"))


workers = [threading.Thread(target=guarded(work), daemon=True) for work in (reader, reader, reader, decider, scanner)]
before = resident()
print(f"  before: {before:6.1f} MB resident, {descriptors()} descriptors", flush=True)
begin = time.monotonic()
for worker in workers:
    worker.start()
marks = []
for part in range(1, 11):
    stop.wait(max(0, begin + SECONDS * part / 10 - time.monotonic()))
    marks.append(resident())
    print(f"  {SECONDS * part / 10:5.0f} s: {marks[-1]:6.1f} MB resident, {descriptors()} descriptors, {len(latencies)} requests", flush=True)
stop.set()
for worker in workers:
    worker.join(10)
start, end = marks[1], marks[-1]
growth = 100 * (end / start - 1)
print(
    f"soak of {SECONDS:.0f} s: {len(latencies)} requests, p50 {quantile(latencies, .5):.1f} ms, p99 {quantile(latencies, .99):.1f} ms; "
    f"resident: {before:.1f} MB before, {start:.1f} MB after a fifth, {end:.1f} MB at the end")
budget("soak, growth after a fifth of it", growth, "%", GROWTH)
if failures:
    print(f"soak: {len(failures)} failures, the first: {failures[0]}", file=sys.stderr)
    sys.exit(1)
if growth > GROWTH:
    print(f"soak: memory grew by {growth:.0f} % after a fifth of the time; {GROWTH:.0f} % are allowed", file=sys.stderr)
    sys.exit(1)
