"""Trees, advisories and measurements for scripts/bench-dependency.

tree FOLDER FILES PACKAGES      FILES times requirements.txt with PACKAGES packages each
lockfiles FOLDER COUNT          lockfiles of six formats with edges, all different
advisories FOLDER COUNT         archives as OSV publishes them
cost COMMAND...                 prints CPU seconds and the peak memory in megabytes of all processes of the command
"""
import json
import os
import subprocess
import sys
import threading
import zipfile


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def tree(folder, files, packages):
    for number in range(int(files)):
        lines = [f"package-{number * int(packages) + index}==1.{index % 30}.0\n" for index in range(int(packages))]
        write(f"{folder}/{number}/requirements.txt", "".join(lines))


def npm(number):
    names = [f"package-{(number * 37 + index) % 4000}" for index in range(120)]
    entries = {"": {"dependencies": {name: "*" for name in names[:20]}}}
    for index, name in enumerate(names):
        entries[f"node_modules/{name}"] = {
            "version": f"1.{index % 30}.{number % 7}", "resolved": f"https://registry.npmjs.org/{name}.tgz",
            "integrity": "sha512-" + "A" * 86 + "==", "license": "MIT", "dev": index % 5 == 0,
            "dependencies": {other: "*" for other in names[index + 1:index + 4]},
        }
    return "package-lock.json", json.dumps({"name": "x", "lockfileVersion": 3, "packages": entries}, indent=2)


def blocks(name, text):
    def make(number):
        return name, "".join(
            text.format(n=f"package-{(number * 37 + index) % 4000}", v=f"1.{index % 30}.{number % 7}",
                        o=f"package-{(number * 37 + index + 1) % 4000}", h="ab" * 32) for index in range(120))
    return make


def yarn(number):
    name, text = blocks("yarn.lock", '"{n}@^1":\n  version "{v}"\n  resolved "https://r.example/{n}.tgz#abc"\n'
                        '  dependencies:\n    {o} "^1"\n\n')(number)
    return name, "# yarn lockfile v1\n\n" + text


cargo = blocks("Cargo.lock", '[[package]]\nname = "{n}"\nversion = "{v}"\n'
               'source = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "{h}"\n'
               'dependencies = [\n "{o}",\n]\n\n')
poetry = blocks("poetry.lock", '[[package]]\nname = "{n}"\nversion = "{v}"\noptional = false\npython-versions = "*"\n'
                'files = [\n    {{file = "{n}.whl", hash = "sha256:{h}"}},\n]\n\n[package.dependencies]\n{o} = "*"\n\n')
pinned = blocks("requirements.txt", "{n}=={v} --hash=sha256:{h}\n")


def go(number):
    name, text = blocks("go.mod", "\texample.org/{n} v{v}\n")(number)
    return name, f"module example.org/x{number}\n\ngo 1.22\n\nrequire (\n{text})\n"


def lockfiles(folder, count):
    makers = [npm, yarn, cargo, poetry, pinned, go]
    for number in range(int(count)):
        name, text = makers[number % len(makers)](number)
        write(f"{folder}/{number}/{name}", text)


def advisories(folder, count):
    # One in ten is about a package that the trees name.
    for ecosystem in ["PyPI", "npm", "crates.io", "Go"]:
        os.makedirs(f"{folder}/{ecosystem}")
        with zipfile.ZipFile(f"{folder}/{ecosystem}/all.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for number in range(int(count) // 4):
                name = f"package-{number * 10}" if number % 10 == 0 else f"other-{number}"
                name = "example.org/" + name if ecosystem == "Go" else name
                archive.writestr(f"X-{ecosystem}-{number}.json", json.dumps({
                    "id": f"X-{ecosystem}-{number}", "modified": "2024-01-01T00:00:00Z", "summary": "Something is wrong",
                    "details": "It is described at length. " * 20,
                    "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}],
                    "affected": [{"package": {"ecosystem": ecosystem, "name": name}, "ranges": [{
                        "type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.15.0"}]}]}]}))


def processes(root):
    found, queue = [], [root]
    while queue:
        process = queue.pop()
        found.append(process)
        try:
            for task in os.listdir(f"/proc/{process}/task"):
                with open(f"/proc/{process}/task/{task}/children") as file:
                    queue += [int(child) for child in file.read().split()]
        except OSError:
            pass
    return found


def watch(root, peaks, done):
    while not done.wait(0.01):
        for process in processes(root):
            try:
                with open(f"/proc/{process}/status") as file:
                    line = next((line for line in file if line.startswith("VmHWM")), None)
            except OSError:
                continue
            if line:
                peaks[process] = max(peaks.get(process, 0), int(line.split()[1]))


def cost(*command):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peaks, done = {}, threading.Event()
    watcher = threading.Thread(target=watch, args=(process.pid, peaks, done))
    watcher.start()
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    done.set()
    watcher.join()
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)}: {errors.decode(errors='replace')[-2000:]}")
    # Every process at its peak at once, or the largest where one was too short to be seen.
    memory = max(sum(peaks.values()), usage.ru_maxrss)
    print(f"{usage.ru_utime + usage.ru_stime:.3f} {memory // 1024}")


if __name__ == "__main__":
    {"tree": tree, "lockfiles": lockfiles, "advisories": advisories, "cost": cost}[sys.argv[1]](*sys.argv[2:])
