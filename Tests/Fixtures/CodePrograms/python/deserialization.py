"""Objects rebuilt from what a client sent."""
import base64
import hashlib
import hmac
import io
import json
import marshal
import os
import pickle
import shelve

import jsonpickle
import yaml
from django.http import JsonResponse
from fastapi import FastAPI, Request
from flask import Flask, abort, jsonify, request
from yaml import CSafeLoader, SafeLoader

app = Flask(__name__)
api = FastAPI()


@app.route("/cart", methods=["POST"])
def cart():
    # ruleid: deserialization
    items = pickle.loads(request.get_data())
    return jsonify(len(items))


@app.route("/cart/json", methods=["POST"])
def cart_from_json():
    # ok: deserialization
    items = json.loads(request.get_data())
    return jsonify(len(items))


@app.route("/cart/cookie")
def cart_from_cookie():
    decoded = base64.b64decode(request.cookies.get("cart", ""))
    # ruleid: deserialization
    items = pickle.load(io.BytesIO(decoded))
    return jsonify(len(items))


@app.route("/cart/copied")
def cart_copied():
    items = {"size": 3, "colour": "red"}
    # ok: deserialization
    copied = pickle.loads(pickle.dumps(items))
    return jsonify(len(copied) + len(request.args))


@app.route("/cart/signed", methods=["POST"])
def cart_signed():
    key = os.environ["CART_KEY"].encode()
    body = request.get_data()
    expected = hmac.new(key, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers["X-Signature"]):
        abort(403)
    # ok: deserialization
    items = pickle.loads(body)
    return jsonify(len(items))


class NumbersOnly(pickle.Unpickler):
    def find_class(self, module, name):
        raise pickle.UnpicklingError(module + "." + name)


@app.route("/cart/restricted", methods=["POST"])
def cart_restricted():
    # ok: deserialization
    items = NumbersOnly(io.BytesIO(request.get_data())).load()
    return jsonify(len(items))


@app.route("/cart/unpickler", methods=["POST"])
def cart_by_unpickler():
    # ruleid: deserialization
    items = pickle.Unpickler(request.stream).load()
    return jsonify(len(items))


@app.route("/settings", methods=["PUT"])
def settings():
    # ruleid: deserialization
    loaded = yaml.load(request.get_data(), Loader=yaml.Loader)
    return jsonify(len(loaded))


@app.route("/settings/safe", methods=["PUT"])
def settings_by_safe_load():
    # ok: deserialization
    loaded = yaml.safe_load(request.get_data())
    return jsonify(len(loaded))


@app.route("/settings/loader", methods=["PUT"])
def settings_by_safe_loader():
    # ok: deserialization
    loaded = yaml.load(request.get_data(), Loader=SafeLoader)
    return jsonify(len(loaded))


@app.route("/settings/fast", methods=["PUT"])
def settings_by_fast_loader():
    # ok: deserialization
    loaded = yaml.load(request.get_data(), CSafeLoader)
    return jsonify(len(loaded))


@app.route("/settings/unsafe", methods=["PUT"])
def settings_by_unsafe_load():
    text = request.form["settings"]
    # ruleid: deserialization
    loaded = yaml.unsafe_load(text)
    return jsonify(len(loaded))


@app.route("/settings/documents", methods=["PUT"])
def settings_by_documents():
    text = request.files["settings"].read()
    # ruleid: deserialization
    loaded = list(yaml.load_all(text, Loader=yaml.UnsafeLoader))
    return jsonify(len(loaded))


@app.route("/settings/dumped", methods=["PUT"])
def settings_dumped():
    # ok: deserialization
    return jsonify(yaml.dump({"name": request.form["name"]}))


@app.route("/program", methods=["POST"])
def program():
    # ruleid: deserialization
    loaded = marshal.loads(request.get_data())
    return jsonify(str(type(loaded)))


@app.route("/state", methods=["POST"])
def state():
    # ruleid: deserialization
    loaded = jsonpickle.decode(request.form["state"])
    return jsonify(str(type(loaded)))


@app.route("/state/encoded", methods=["POST"])
def state_encoded():
    # ok: deserialization
    return jsonify(jsonpickle.encode({"state": request.form["state"]}))


@app.route("/shelf/<name>")
def shelf(name):
    with shelve.open("visits") as visits:
        # ok: deserialization
        return jsonify(visits.get(name, 0))


class Restorer:
    def __init__(self, data):
        self.data = data

    def restore(self):
        # ruleid: deserialization
        return pickle.loads(self.data)


def django_restore(request):
    restored = Restorer(request.body).restore()
    return JsonResponse({"length": len(restored)})


def django_session(request):
    text = request.POST.get("session", "{}")
    loader = yaml.SafeLoader
    # ok: deserialization
    return JsonResponse(yaml.load(text, Loader=loader))


def django_full(request):
    text = request.POST.get("session", "{}")
    loader = yaml.SafeLoader
    if request.GET.get("full"):
        loader = yaml.UnsafeLoader
    # ruleid: deserialization
    return JsonResponse(yaml.load(text, Loader=loader))


@api.post("/models")
async def model(request: Request):
    body = await request.body()
    # ruleid: deserialization
    return {"type": str(type(pickle.loads(body)))}


@api.post("/models/size")
async def model_size(request: Request):
    body = await request.body()
    default = pickle.dumps([])
    # ok: deserialization
    return {"size": len(body), "default": pickle.loads(default)}
