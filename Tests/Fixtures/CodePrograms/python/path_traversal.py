"""Names of files that come from outside."""
import os
import pathlib
import re
import shutil
import tarfile
import uuid
import zipfile
from pathlib import Path

from django.http import FileResponse, Http404
from fastapi import APIRouter, HTTPException, UploadFile
from flask import Flask, abort, jsonify, request, send_file, send_from_directory
from werkzeug.utils import safe_join, secure_filename

app = Flask(__name__)
router = APIRouter()
UPLOADS = Path("/srv/uploads")
PAGES = {"about": "about.txt", "terms": "terms.txt"}


@app.route("/notes")
def note():
    name = request.args["name"]
    # ruleid: path-traversal
    with open("notes/" + name) as handle:
        return jsonify(lines=len(handle.readlines()))


@app.route("/notes/base")
def note_by_base_name():
    name = os.path.basename(request.args["name"])
    # ok: path-traversal
    with open("notes/" + name) as handle:
        return jsonify(lines=len(handle.readlines()))


@app.route("/notes/secure", methods=["POST"])
def store_note():
    sent = request.files["note"]
    target = os.path.join("notes", secure_filename(sent.filename))
    # ok: path-traversal
    sent.save(target)
    return "", 204


@app.route("/notes/insecure", methods=["POST"])
def store_note_by_its_name():
    sent = request.files["note"]
    target = os.path.join("notes", sent.filename)
    # ruleid: path-traversal
    sent.save(target)
    return "", 204


@app.route("/notes/generated", methods=["POST"])
def store_note_by_new_name():
    sent = request.files["note"]
    target = os.path.join("notes", uuid.uuid4().hex + ".txt")
    # ok: path-traversal
    sent.save(target)
    return jsonify(original=len(sent.filename))


@app.route("/pages/<page>")
def page(page):
    if page not in PAGES:
        abort(404)
    # ok: path-traversal
    return send_file(os.path.join("pages", PAGES[page]))


@app.route("/downloads/<path:name>")
def download(name):
    # ruleid: path-traversal
    return send_file(os.path.join("/srv/downloads", name))


@app.route("/downloads/directory/<path:name>")
def download_from_directory(name):
    # ok: path-traversal
    return send_from_directory("/srv/downloads", name)


@app.route("/downloads/joined/<path:name>")
def download_joined(name):
    joined = safe_join("/srv/downloads", name)
    if joined is None:
        abort(404)
    # ok: path-traversal
    return send_file(joined)


@app.route("/downloads/base", methods=["POST"])
def download_from_chosen_directory():
    # ruleid: path-traversal
    return send_from_directory(request.form["folder"], "index.txt")


@app.route("/logs")
def logs():
    wanted = os.path.realpath(os.path.join("/var/log/app", request.args["file"]))
    if not wanted.startswith("/var/log/app/"):
        abort(403)
    # ok: path-traversal
    with open(wanted) as handle:
        return jsonify(lines=sum(1 for _ in handle))


@app.route("/logs/unresolved")
def logs_unresolved():
    wanted = os.path.join("/var/log/app", request.args["file"])
    if not wanted.startswith("/var/log/app/"):
        abort(403)
    # A prefix says nothing while the dots are still in the name.
    # ruleid: path-traversal
    with open(wanted) as handle:
        return jsonify(lines=sum(1 for _ in handle))


@app.route("/logs/common")
def logs_by_common_path():
    base = os.path.abspath("/var/log/app")
    wanted = os.path.abspath(os.path.join(base, request.args["file"]))
    if os.path.commonpath([base, wanted]) != base:
        raise PermissionError(wanted)
    # ok: path-traversal
    os.remove(wanted)
    return "", 204


@app.route("/logs/dots")
def logs_without_dots():
    name = request.args["file"].replace("../", "")
    # What is removed once can come together again: "....//".
    # ruleid: path-traversal
    os.remove("/var/log/app/" + name)
    return "", 204


@app.route("/logs/day")
def log_of_day():
    day = request.args["day"]
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) is None:
        abort(400)
    # ok: path-traversal
    with open(f"/var/log/app/{day}.log") as handle:
        return jsonify(lines=sum(1 for _ in handle))


@app.route("/avatars/<int:user>")
def avatar(user):
    # ok: path-traversal
    return send_file("avatars/%d.png" % user)


@app.route("/avatars/exists")
def avatar_exists():
    # ruleid: path-traversal
    size = Path("avatars", request.args["user"]).read_bytes()
    return jsonify(size=len(size))


@app.route("/avatars/relative")
def avatar_relative():
    wanted = (UPLOADS / request.args["file"]).resolve()
    try:
        wanted.relative_to(UPLOADS)
    except ValueError:
        abort(404)
    # ok: path-traversal
    return jsonify(size=len(wanted.read_bytes()))


@app.route("/avatars/is-relative")
def avatar_is_relative():
    wanted = (UPLOADS / request.args["file"]).resolve()
    if not wanted.is_relative_to(UPLOADS):
        abort(404)
    # ok: path-traversal
    return jsonify(size=len(wanted.read_bytes()))


@app.route("/avatars/resolved")
def avatar_resolved_only():
    wanted = (UPLOADS / request.args["file"]).resolve()
    # ruleid: path-traversal
    wanted.unlink()
    return "", 204


@app.route("/avatars/suffix")
def avatar_by_suffix():
    name = request.args["file"]
    if not name.endswith(".png"):
        abort(400)
    # ruleid: path-traversal
    return send_file("avatars/" + name)


@app.route("/avatars/stem")
def avatar_by_name_part():
    chosen = pathlib.PurePath(request.args["file"]).name
    # ok: path-traversal
    (UPLOADS / chosen).write_text("seen")
    return "", 204


@app.route("/trash", methods=["POST"])
def trash():
    folder = request.json["folder"]
    # ruleid: path-traversal
    shutil.rmtree("/srv/data/" + folder)
    return "", 204


@app.route("/trash/alnum", methods=["POST"])
def trash_plain_names():
    folder = request.json["folder"]
    if not folder.isalnum():
        abort(400)
    # ok: path-traversal
    shutil.rmtree("/srv/data/" + folder)
    return "", 204


@app.route("/unpack", methods=["POST"])
def unpack():
    archive = tarfile.open(fileobj=request.files["archive"].stream)
    # ruleid: path-traversal
    archive.extractall("/srv/unpacked")
    return "", 204


@app.route("/unpack/data", methods=["POST"])
def unpack_data():
    archive = tarfile.open(fileobj=request.files["archive"].stream)
    # ok: path-traversal
    archive.extractall("/srv/unpacked", filter="data")
    return "", 204


@app.route("/unpack/entries", methods=["POST"])
def unpack_entries():
    with zipfile.ZipFile(request.files["archive"].stream) as archive:
        for entry in archive.namelist():
            # ruleid: path-traversal
            with open("/srv/unpacked/" + entry, "wb") as target:
                target.write(archive.read(entry))
    return "", 204


@app.route("/contents", methods=["POST"])
def write_contents():
    # ok: path-traversal
    with open("/srv/inbox/latest.txt", "w") as target:
        target.write(request.form["text"])
    return "", 204


def report_view(request):
    name = request.GET.get("report")
    # ruleid: path-traversal
    return FileResponse(open("reports/%s.pdf" % name, "rb"))


def report_view_checked(request):
    name = request.GET.get("report", "")
    if "/" in name or ".." in name:
        raise Http404("no such report")
    # ok: path-traversal
    return FileResponse(open("reports/%s.pdf" % name, "rb"))


@router.get("/manuals/{product}")
async def manual(product: str, language: str = "en"):
    path = os.path.join("manuals", "all", language + ".md")
    # ruleid: path-traversal
    return {"length": os.stat(path).st_size and len(open(path).read()), "product": len(product)}


@router.get("/manuals/numbered/{product}")
async def numbered_manual(product: int):
    path = UPLOADS / "manuals" / f"{product}.md"
    if not path.exists():
        raise HTTPException(404)
    # ok: path-traversal
    return {"length": len(path.read_text())}


@router.post("/manuals")
async def add_manual(sent: UploadFile):
    # ruleid: path-traversal
    with open(UPLOADS / sent.filename, "wb") as target:
        target.write(await sent.read())
    return {"stored": True}
