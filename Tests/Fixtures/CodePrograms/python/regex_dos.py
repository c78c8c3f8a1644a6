"""Expressions that take exponential time, and expressions that a client writes."""
import re
from re import compile as pattern

from django.http import JsonResponse
from fastapi import FastAPI, HTTPException
from flask import Flask, jsonify, request

app = Flask(__name__)
api = FastAPI()
WORDS = re.compile(r"^(\w+\s?)*$")
NAME = re.compile(r"^\w+( \w+)*$")
KNOWN = {"mail": r"[^@\s]+@[^@\s]+", "phone": r"\+?\d{6,15}"}


@app.route("/grep")
def grep():
    # ruleid: regex-dos
    return jsonify(found=re.search(request.args["pattern"], "a text of the server") is not None)


@app.route("/grep/escaped")
def grep_escaped():
    # ok: regex-dos
    return jsonify(found=re.search(re.escape(request.args["pattern"]), "a text of the server") is not None)


@app.route("/grep/compiled")
def grep_compiled():
    wanted = "^" + request.args["prefix"] + ".*$"
    # ruleid: regex-dos
    compiled = pattern(wanted, re.IGNORECASE)
    return jsonify(found=compiled.match("a text of the server") is not None)


@app.route("/grep/known")
def grep_known():
    # ok: regex-dos
    compiled = pattern(KNOWN[request.args["kind"]])
    return jsonify(found=compiled.match("a text of the server") is not None)


@app.route("/grep/contained")
def grep_contained():
    # ok: regex-dos
    return jsonify(found=request.args["pattern"] in "a text of the server")


@app.route("/grep/split", methods=["POST"])
def grep_split():
    # ruleid: regex-dos
    return jsonify(re.split(request.form["separator"], "a text of the server"))


@app.route("/grep/replace", methods=["POST"])
def grep_replace():
    # ok: regex-dos
    return jsonify(re.sub(r"server", lambda found: request.form["replacement"], "a text of the server"))


@app.route("/check/words")
def check_words():
    # ruleid: regex-dos
    return jsonify(fits=WORDS.match(request.args["text"]) is not None)


@app.route("/check/name")
def check_name():
    # ok: regex-dos
    return jsonify(fits=NAME.match(request.args["text"]) is not None)


@app.route("/check/nested")
def check_nested():
    text = request.args["text"]
    # ruleid: regex-dos
    return jsonify(fits=bool(re.fullmatch(r"(a+)+b", text)))


@app.route("/check/own")
def check_own_text():
    text = "aaaa"
    # ok: regex-dos
    return jsonify(fits=bool(re.fullmatch(r"(a+)+b", text)), asked=len(request.args["text"]))


@app.route("/check/short")
def check_short_text():
    text = request.args["text"][:12]
    # ok: regex-dos
    return jsonify(fits=bool(re.fullmatch(r"(a|b)*c", text)))


def django_alternatives(request):
    # ruleid: regex-dos
    return JsonResponse({"fits": bool(re.match(r"^(a|aa)+$", request.POST["text"]))})


def django_bounded(request):
    # ok: regex-dos
    return JsonResponse({"fits": bool(re.match(r"^[a-z]{1,20}(-[a-z]{1,20}){0,3}$", request.POST["text"]))})


@api.get("/rows")
def rows(column: str, expression: str = ".*"):
    if column not in KNOWN:
        raise HTTPException(400)
    # ruleid: regex-dos
    return {"rows": [row for row in ("one", "two") if re.search(expression, row)]}
