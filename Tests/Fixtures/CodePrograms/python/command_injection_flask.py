"""Programs that a web application starts with what its clients send."""
import asyncio
import os
import re
import shlex
import shutil
import subprocess
from subprocess import PIPE, Popen, check_output

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
TOOLS = {"ping": ["ping", "-c", "1"], "trace": ["traceroute", "-m", "5"]}


@app.route("/ping")
def ping():
    host = request.args.get("host", "localhost")
    # ruleid: command-injection
    os.system("ping -c 1 " + host)
    return jsonify(done=True)


@app.route("/ping/list")
def ping_by_list():
    host = request.args.get("host", "localhost")
    # ok: command-injection
    subprocess.run(["ping", "-c", "1", "--", host], check=False)
    return jsonify(done=True)


@app.route("/ping/shell")
def ping_by_shell():
    host = request.args.get("host", "localhost")
    # ruleid: command-injection
    subprocess.run(f"ping -c 1 {host}", shell=True, check=False)
    return jsonify(done=True)


@app.route("/ping/quoted")
def ping_by_quoting():
    host = shlex.quote(request.args.get("host", "localhost"))
    # ok: command-injection
    subprocess.run(f"ping -c 1 {host}", shell=True, check=False)
    return jsonify(done=True)


@app.route("/ping/half-quoted")
def ping_by_half_quoting():
    host, count = shlex.quote(request.args["host"]), request.args["count"]
    # ruleid: command-injection
    subprocess.call("ping -c %s %s" % (count, host), shell=True)
    return jsonify(done=True)


@app.route("/lookup")
def lookup():
    name = request.args["name"]
    # ruleid: command-injection
    output = check_output("nslookup " + name, shell=True)
    return jsonify(lines=output.count(b"\n"))


@app.route("/lookup/argument")
def lookup_by_argument():
    name = request.args["name"]
    # ok: command-injection
    output = check_output(["nslookup", name], shell=False)
    return jsonify(lines=output.count(b"\n"))


@app.route("/lookup/split")
def lookup_by_split():
    name = request.args["name"]
    # The program itself is chosen by the client, no shell is needed for that.
    # ruleid: command-injection
    process = Popen(shlex.split(name), stdout=PIPE)
    return jsonify(status=process.wait())


@app.route("/lookup/sh")
def lookup_by_explicit_shell():
    name = request.args["name"]
    # ruleid: command-injection
    process = Popen(["/bin/sh", "-c", "nslookup " + name], stdout=PIPE)
    return jsonify(status=process.wait())


@app.route("/lookup/sh-argument")
def lookup_by_positional_parameter():
    name = request.args["name"]
    # ok: command-injection
    process = Popen(["/bin/sh", "-c", 'nslookup "$1"', "sh", name], stdout=PIPE)
    return jsonify(status=process.wait())


@app.route("/tools/run", methods=["POST"])
def run_tool():
    tool = request.form["tool"]
    # ruleid: command-injection
    subprocess.check_call([tool, "--version"])
    return jsonify(done=True)


@app.route("/tools/known", methods=["POST"])
def run_known_tool():
    tool = TOOLS.get(request.form["tool"])
    if tool is None:
        abort(404)
    # ok: command-injection
    subprocess.check_call(tool + ["localhost"])
    return jsonify(done=True)


@app.route("/tools/version", methods=["POST"])
def tool_version():
    tool = request.form["tool"]
    if tool in ("git", "make", "tar"):
        # ok: command-injection
        os.system(tool + " --version")
    return jsonify(done=True)


@app.route("/tools/popen", methods=["POST"])
def tool_by_popen():
    options = " ".join(request.form.getlist("option"))
    # ruleid: command-injection
    lines = os.popen("ls " + options).readlines()
    return jsonify(lines=len(lines))


@app.route("/convert", methods=["POST"])
def convert():
    size = request.form["size"]
    if not re.match(r"^\d{1,4}x\d{1,4}\Z", size):
        abort(400)
    # ok: command-injection
    os.system("convert in.png -resize " + size + " out.png")
    return jsonify(done=True)


@app.route("/convert/width", methods=["POST"])
def convert_to_width():
    width = request.form.get("width", type=int)
    # ok: command-injection
    os.system("convert in.png -resize %sx out.png" % width)
    return jsonify(done=True)


@app.route("/convert/name", methods=["POST"])
def convert_upload():
    name = request.files["picture"].filename
    # ruleid: command-injection
    os.system("convert uploads/" + name + " out.png")
    return jsonify(done=True)


@app.route("/backup", methods=["POST"])
def backup():
    parts = ["tar", "czf", "backup.tgz"]
    parts.append(request.form["folder"])
    command = " ".join(parts)
    # ruleid: command-injection
    subprocess.getoutput(command)
    return jsonify(done=True)


@app.route("/backup/parts", methods=["POST"])
def backup_by_parts():
    parts = ["tar", "czf", "backup.tgz", "--"]
    parts.append(request.form["folder"])
    # ok: command-injection
    subprocess.Popen(parts).wait()
    return jsonify(done=True)


@app.route("/backup/quoted-parts", methods=["POST"])
def backup_by_quoted_parts():
    parts = ["tar", "czf", "backup.tgz", "--"] + request.form.getlist("folder")
    # ok: command-injection
    subprocess.run(shlex.join(parts), shell=True, check=True)
    return jsonify(done=True)


@app.route("/backup/copied", methods=["POST"])
def backup_by_library():
    folder = request.form["folder"]
    # ok: command-injection
    archive = shutil.make_archive("backup", "gztar", root_dir="data", base_dir=os.path.basename(folder))
    return jsonify(length=len(archive))


@app.route("/environment", methods=["POST"])
def with_environment():
    # ok: command-injection
    subprocess.run("make report", shell=True, check=True, input=request.get_data())
    return jsonify(done=True)


@app.route("/exec/<program>")
def replace_process(program):
    # ruleid: command-injection
    os.execlp(program, program)


@app.route("/spawn")
def spawn():
    arguments = ["echo", request.args["text"]]
    # ok: command-injection
    os.spawnvp(os.P_WAIT, "echo", arguments)
    return jsonify(done=True)


@app.route("/async/shell")
async def async_shell():
    # ruleid: command-injection
    process = await asyncio.create_subprocess_shell("whois " + request.args["domain"])
    return jsonify(status=await process.wait())


@app.route("/async/exec")
async def async_exec():
    # ok: command-injection
    process = await asyncio.create_subprocess_exec("whois", "--", request.args["domain"])
    return jsonify(status=await process.wait())


def run_in(folder, command, shell=False):
    # ok: command-injection
    return subprocess.run(command, cwd=folder, shell=shell, check=False).returncode


@app.route("/helper/list")
def helper_with_list():
    return jsonify(status=run_in("data", ["wc", "-l", request.args["file"]]))


def run_with_shell(command, shell=True):
    # ruleid: command-injection
    return subprocess.run(command, shell=shell, check=False).returncode


@app.route("/helper/shell")
def helper_with_shell():
    return jsonify(status=run_with_shell("wc -l " + request.args["file"]))


@app.route("/helper/options")
def helper_with_options():
    options = {"shell": True, "check": False}
    # ruleid: command-injection
    subprocess.run("wc -w " + request.args["file"], **options)
    return jsonify(done=True)
