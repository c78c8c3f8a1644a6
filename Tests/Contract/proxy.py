"""The server through nginx, from outside: event streams, time limits, long bodies, and who the client is.

Called by scripts/try-nginx with the ports of the server, of the proxy and of the hasty proxy that gives up after a
second of silence, an API key, the server's process, and the folder with its log, the certificate and room for a target.
Keep-alive comments come every 2 s; the proxy gives up after 6 s.
"""

import http.client
import json
import os
import signal
import ssl
import subprocess
import sys
import threading
import time
import uuid

server_port, proxy_port, hasty_port, key, server, folder = sys.argv[1:7]
tls = ssl.create_default_context(cafile=f"{folder}/cert.pem")
headers = {"X-API-Key": key, "Host": "scan.example.org"}


def check(condition: bool, what: str) -> None:
    if not condition:
        sys.exit(f"proxy: NOT: {what}")
    print(f"proxy: {what}")


class NamedConnection(http.client.HTTPSConnection):
    """Connects to this machine and expects the certificate of the name in the example."""

    def connect(self) -> None:
        http.client.HTTPConnection.connect(self)
        self.sock = tls.wrap_socket(self.sock, server_hostname="scan.example.org")


def connect(port: str, source: str = "127.0.0.1") -> http.client.HTTPConnection:
    kind = http.client.HTTPConnection if port == server_port else NamedConnection
    return kind("127.0.0.1", int(port), timeout=30, source_address=(source, 0))


def call(port: str, method: str, path: str, body=None, extra={}, source: str = "127.0.0.1"):
    connection = connect(port, source)
    data = None if body is None else json.dumps(body)
    connection.request(method, path, data, headers | {"Content-Type": "application/json"} | extra)
    answer = connection.getresponse()
    return answer, answer.read()


def call_json(port: str, method: str, path: str, body=None):
    answer, data = call(port, method, path, body)
    if answer.status not in (200, 201):
        sys.exit(f"proxy: {method} {path}: {answer.status} {data[:300]!r}")
    return json.loads(data)


class Stream(threading.Thread):
    """Reads an event stream and notes when each line came."""

    def __init__(self, port: str, scan: str):
        super().__init__(daemon=True)
        self.port, self.scan = port, scan
        self.events, self.comments, self.broken, self.ended = {}, [], None, None
        self.start()

    def run(self) -> None:
        try:
            connection = connect(self.port)
            connection.request("GET", f"/api/v1/scans/{self.scan}/events", headers=headers)
            answer = connection.getresponse()
            while line := answer.readline():
                if line.startswith(b":"):
                    self.comments.append(time.monotonic())
                elif line.startswith(b"id:"):
                    self.events[int(line[3:])] = time.monotonic()
        except (OSError, http.client.HTTPException) as error:
            self.broken = error
        self.ended = time.monotonic()


def children(process: str) -> list[int]:
    return [int(line) for line in subprocess.run(["pgrep", "-P", process], capture_output=True, text=True).stdout.split()]


def stopped_scan() -> tuple[str, list[int]]:
    """A scan that has begun and says nothing, because its processes are stopped; and these."""
    os.makedirs(f"{folder}/target/many")
    for number in range(20000):
        with open(f"{folder}/target/many/{number}.txt", "w") as file:
            file.write("".join(f"value_{number} = compute({i}, other_{number})\n" for i in range(40)))
    scan = call_json(proxy_port, "POST", "/api/v1/scans", {"target_path": f"{folder}/target"})["id"]
    begun = Stream(server_port, scan)
    while True:
        # Not before its first event: the runner starts one worker after the other, and then says that it begins.
        for runner in children(server) if 1 in begun.events else []:
            if workers := children(str(runner)):
                for process in [runner, *workers]:
                    os.kill(process, signal.SIGSTOP)
                return scan, [runner, *workers]
        if call_json(server_port, "GET", f"/api/v1/scans/{scan}")["status"] not in ("pending", "running"):
            sys.exit("proxy: the scan was over before it could be stopped")


def wait(condition, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


def event_streams() -> None:
    scan, processes = stopped_scan()
    try:
        direct, through, hasty = [Stream(port, scan) for port in (server_port, proxy_port, hasty_port)]
        check(wait(lambda: 1 in direct.events and 1 in through.events, 20), "the first frame passes while nothing follows it")
        check(wait(lambda: hasty.ended, 20) and not through.ended,
              "a proxy with a shorter time limit than the comments cuts a silent stream")
        check(wait(lambda: len(through.comments) > 4, 60) and not through.ended,
              "with the limit of the example it outlives 8 s of silence, kept by comments, where the limit is 6 s")
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)
    check(wait(lambda: direct.ended and through.ended, 60) and not through.broken, "the terminal event closes the stream")
    check(direct.events.keys() == through.events.keys(), f"all {len(through.events)} events pass")
    late = max(through.events[number] - moment for number, moment in direct.events.items())
    story = max(direct.events.values()) - min(direct.events.values())
    check(late < 2 and story > 8, f"none much later than without the proxy ({1000 * late:.0f} ms at most, in {story:.0f} s)")


def long_bodies() -> None:
    answer, data = call(proxy_port, "POST", "/api/v1/scans", {"target_path": "/" + "x" * 1_500_000})
    check(answer.status == 413 and "detail" in json.loads(data), "a body that is too long gets the server's 413, in JSON")


def logged_client(port: str, source: str, forged: str) -> str:
    """Whom the log calls the client of a request from there that claims to be for another."""
    name = str(uuid.uuid4())
    call(port, "GET", "/api/v1/scans?limit=1", extra={"X-Forwarded-For": forged, "X-Request-ID": name}, source=source)

    def line():
        with open(f"{folder}/server.log") as log:
            return next((json.loads(line) for line in log if name in line and line.endswith("\n")), None)

    wait(line, 5)
    return line()["client"]


def clients() -> None:
    check(logged_client(proxy_port, "127.0.0.2", "203.0.113.9") == "127.0.0.2",
          "the log has the proxy's client, not what that one forged")
    check(logged_client(server_port, "127.0.0.2", "203.0.113.9") == "127.0.0.2",
          "from an address that is no trusted proxy the header means nothing")
    check(logged_client(server_port, "127.0.0.1", "203.0.113.9") == "203.0.113.9",
          "from the trusted address it does")


long_bodies()
clients()
event_streams()
