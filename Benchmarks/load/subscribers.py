"""Event streams by the hundred on one server, measured from outside; see scripts/bench-sse.

    subscribers.py fanout PORT TARGET COUNT   spread of each event over COUNT subscribers of one scan of TARGET
    subscribers.py idle PORT SCAN COUNT       latency of other requests without and with COUNT silent subscribers of SCAN
"""
import json
import resource
import select
import socket
import sys
import time


def connect(port):
    connection = socket.create_connection(("127.0.0.1", port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def request(connection, method, path, body=None, expected=(b"2",)):
    """One request on a connection that stays open; the answer's body. Expected are beginnings of its status."""
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n"
    data = b"" if body is None else json.dumps(body).encode()
    if body is not None:
        head += f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n"
    connection.sendall(head.encode() + b"\r\n" + data)
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += receive(connection)
    head, _, rest = answer.partition(b"\r\n\r\n")
    if not head.startswith(tuple(b"HTTP/1.1 " + status for status in expected)):
        raise SystemExit(f"subscribers: {method} {path}: {answer[:500].decode()}")
    length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    while len(rest) < length:
        rest += receive(connection)
    return rest


def receive(connection):
    part = connection.recv(65536)
    if not part:
        raise SystemExit("subscribers: the server closed a connection")
    return part


def submit(port, target):
    with connect(port) as connection:
        return json.loads(request(connection, "POST", "/api/v1/scans", {"target_path": target}))["id"]


def subscribe(port, scan, count):
    """Streams whose answer has begun."""
    streams = []
    for _ in range(count):
        stream = connect(port)
        stream.sendall(f"GET /api/v1/scans/{scan}/events HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        streams.append(stream)
    for stream in streams:
        head = b""
        while b"\r\n\r\n" not in head:
            head += receive(stream)
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"subscribers: no event stream: {head[:300].decode()}")
    return streams


def collect(streams):
    """For each stream what came and when, until all have ended. Nothing is looked at while the clock runs."""
    poll = select.epoll()
    chunks = {}
    open_streams = {}
    for stream in streams:
        poll.register(stream.fileno(), select.EPOLLIN)
        open_streams[stream.fileno()] = stream
        chunks[stream.fileno()] = []
    while open_streams:
        for descriptor, _ in poll.poll(60):
            part = open_streams[descriptor].recv(65536)
            chunks[descriptor].append((time.monotonic(), part))
            if not part:
                poll.unregister(descriptor)
                open_streams.pop(descriptor).close()
    return chunks.values()


def arrivals(chunks):
    """Number of an event: when its frame's first line was there."""
    times, rest = {}, b""
    for moment, part in chunks:
        lines = (rest + part).split(b"\n")
        rest = lines.pop()
        for line in lines:
            if line.startswith(b"id: "):
                times[int(line[4:])] = moment
    return times


def quantile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(part * len(values)))]


def budget(name, value, unit, limit):
    """The line of scripts/lib/checks.sh, for a figure with an upper limit."""
    print(f"budget: {name:44} {value:.2f} {unit}, at most {limit:g} {unit}: {'met' if value <= limit else 'NOT met'}")


def fanout(port, target, count):
    # The server runs one scan at a time: the second one waits until all have subscribed to it.
    first = submit(port, target)
    scan = submit(port, target)
    streams = subscribe(port, scan, count)
    begin = time.monotonic()
    with connect(port) as connection:
        # 409: a short one is already over.
        request(connection, "POST", f"/api/v1/scans/{first}/cancel", {}, expected=(b"2", b"409"))
    seen = [arrivals(chunks) for chunks in collect(streams)]
    seconds = time.monotonic() - begin
    events = set.union(*(set(times) for times in seen))
    missed = sum(len(events) - len(times) for times in seen)
    delays, worst = [], []
    for event in events:
        moments = [times[event] for times in seen if event in times]
        delays += [1000 * (moment - min(moments)) for moment in moments]
        worst.append(1000 * (max(moments) - min(moments)))
    print(f"{count} subscribers of one scan of {seconds:.1f} s, {len(events)} events, {missed} deliveries dropped")
    print(
        f"behind the first subscriber:   p50 {quantile(delays, .5):6.1f} ms   p99 {quantile(delays, .99):6.1f} ms   "
        f"max {max(delays):6.1f} ms")
    print(f"until the last one has it:     p50 {quantile(worst, .5):6.1f} ms")
    budget("events, p99 behind the first subscriber", quantile(delays, .99), "ms", 100)


def latencies(port, path, rounds=3000):
    with connect(port) as connection:
        for _ in range(200):
            request(connection, "GET", path)
        times = []
        for _ in range(rounds):
            begin = time.perf_counter()
            request(connection, "GET", path)
            times.append(1000 * (time.perf_counter() - begin))
    return quantile(times, .5), quantile(times, .99)


def idle(port, scan, count):
    paths = ["/health", f"/api/v1/scans/{scan}"]
    results = {}
    for _ in range(3):
        for crowd in (0, count):
            streams = subscribe(port, scan, crowd)
            for path in paths:
                results.setdefault((path, crowd), []).append(latencies(port, path))
            for stream in streams:
                stream.close()
    slowest = 0
    for path, name in zip(paths, ("GET /health", "GET /scans/{id}")):
        alone = [quantile([run[i] for run in results[path, 0]], .5) for i in (0, 1)]
        crowded = [quantile([run[i] for run in results[path, count]], .5) for i in (0, 1)]
        print(
            f"{name:16} with {count} silent subscribers: p50 {crowded[0]:.3f} ms p99 {crowded[1]:.3f} ms, without: "
            f"p50 {alone[0]:.3f} ms p99 {alone[1]:.3f} ms, ratio p50 {crowded[0] / alone[0]:.2f} "
            f"p99 {crowded[1] / alone[1]:.2f} (flat is 1)")
        slowest = max(slowest, crowded[0] / alone[0])
    budget("p50 beside silent subscribers", slowest, "times", 1.5)


if __name__ == "__main__":
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    mode = {"fanout": fanout, "idle": idle}[sys.argv[1]]
    mode(int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
