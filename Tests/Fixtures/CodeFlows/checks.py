"""Checks, wrappers and lists of arguments; lines with BAD are to be reported, lines with OK are not."""
import os
import subprocess
import xml.dom.minidom
import xml.sax
from pathlib import Path

import lxml.etree
import tools.text
import yaml
from flask import Blueprint, redirect, request

bp = Blueprint("checks", __name__)
UPLOADS = Path("/srv/uploads")


@bp.get("/page")
def page():
    return "<p>" + request.args["text"] + "</p>"  # BAD


@bp.get("/dotted")
def dotted():
    os.system("ls " + tools.text.first("-l", request.args["x"]))  # OK
    os.system("ls " + tools.text.first(request.args["x"], "-l"))  # BAD
    wrapped = tools.text.Wrapper(request)
    os.system("ls " + wrapped.value("x"))  # BAD
    os.system("ls " + wrapped.fixed("x"))  # OK
    return ""


@bp.get("/shell")
def shell():
    arguments = ["sh", "-c"]
    arguments.append("echo " + request.args["x"])
    subprocess.run(arguments)  # BAD
    subprocess.run(["sh", "-c", 'echo "$1"', "sh", request.args["x"]])  # OK
    subprocess.run(["echo", "-c", request.args["x"]])  # OK
    return ""


@bp.get("/joined")
def joined():
    name = request.args["name"]
    found = UPLOADS / name
    found.read_text()  # BAD
    resolved = (UPLOADS / name).resolve()
    if not str(resolved).startswith(str(UPLOADS)):
        return ""
    resolved.read_text()  # OK
    return ""


@bp.get("/quotes")
def quotes():
    name = request.args["name"]
    tree = lxml.etree.parse("users.xml")
    tree.xpath("//user[name='" + name + "']")  # BAD
    if "'" in name:
        return ""
    tree.xpath("//user[name='" + name + "']")  # OK
    text = request.args["text"]
    if not text.startswith("'") or not text.endswith("'") or "'" in text[1:-1]:
        return ""
    eval(text)  # OK
    eval(name)  # BAD
    return ""


@bp.get("/local")
def local():
    target = request.args["next"]
    if not target.startswith("/") or target.startswith("//"):
        target = "/"
    return redirect(target)  # OK


@bp.get("/not-local")
def not_local():
    target = request.args["next"]
    if target.startswith("//"):
        target = "/"
    return redirect(target)  # BAD


@bp.get("/each")
def each():
    name = request.args["name"]
    if any(part in name for part in ("..", "~")):
        return ""
    open("/srv/" + name)  # OK
    command = request.args["command"]
    if all(sign in "abc;" for sign in command):
        os.system(command)  # BAD
    if all(sign in "abcdef" for sign in command):
        os.system(command)  # OK
    return ""


@bp.post("/features")
def features():
    closed = xml.sax.make_parser()
    xml.dom.minidom.parseString(request.data, closed)  # OK
    parser = xml.sax.make_parser()
    parser.setFeature(xml.sax.handler.feature_external_ges, True)
    xml.dom.minidom.parseString(request.data, parser)  # BAD
    return ""


def closed_loader():
    loader = yaml.SafeLoader
    return yaml.load(request.data, Loader=loader)  # OK


def open_loader():
    loader = yaml.SafeLoader
    if request.args.get("all"):
        loader = yaml.UnsafeLoader
    return yaml.load(request.data, Loader=loader)  # BAD


class Listing:
    def show(self, request):
        def same(value):
            return value

        os.system("ls " + same(request.args["x"]))  # BAD


def counted(cursor):
    # The number is harmless, what is counted is not.
    return len(cursor.execute("SELECT " + request.args["x"]))  # BAD


@bp.get("/handed-on")
def handed_on():
    # The request is read elsewhere, and only there.
    wrapped = tools.text.Wrapper(request)
    os.system("ls " + wrapped.value("x"))  # BAD
    os.system("ls " + wrapped.fixed("x"))  # OK
    return ""
