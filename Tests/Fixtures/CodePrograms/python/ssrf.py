"""Requests that a server makes to addresses of its client's choice."""
import http.client
import socket
import urllib.parse
import urllib.request
from ipaddress import ip_address

import aiohttp
import httpx
import requests
from fastapi import FastAPI, HTTPException
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
api = FastAPI()
PARTNERS = frozenset(["feeds.example.org", "images.example.org"])
MIRRORS = ["https://eu.example.org", "https://us.example.org"]


@app.route("/fetch")
def fetch():
    address = request.args["url"]
    # ruleid: ssrf
    answer = requests.get(address, timeout=5)
    return jsonify(status=answer.status_code)


@app.route("/fetch/fixed")
def fetch_fixed():
    term = request.args["q"]
    # ok: ssrf
    answer = requests.get("https://search.example.org/find", params={"q": term}, timeout=5)
    return jsonify(status=answer.status_code)


@app.route("/fetch/host")
def fetch_from_host():
    # ruleid: ssrf
    answer = requests.get(f"https://{request.args['host']}/status", timeout=5)
    return jsonify(status=answer.status_code)


@app.route("/fetch/path")
def fetch_path():
    name = urllib.parse.quote(request.args["name"], safe="")
    # ok: ssrf
    answer = requests.get(f"https://assets.example.org/icons/{name}.png", timeout=5)
    return jsonify(status=answer.status_code)


@app.route("/fetch/subdomain")
def fetch_from_subdomain():
    # "evil.example.com/#" ends the host early.
    # ruleid: ssrf
    answer = requests.head("https://" + request.args["region"] + ".example.org/", timeout=5)
    return jsonify(status=answer.status_code)


@app.route("/fetch/partner")
def fetch_from_partner():
    address = request.args["url"]
    if urllib.parse.urlparse(address).hostname not in PARTNERS:
        abort(403)
    # ok: ssrf
    answer = requests.get(address, timeout=5, allow_redirects=False)
    return jsonify(status=answer.status_code)


@app.route("/fetch/prefix")
def fetch_by_prefix():
    address = request.args["url"]
    if not address.startswith("https://feeds.example.org/"):
        abort(403)
    # ok: ssrf
    answer = requests.get(address, timeout=5, allow_redirects=False)
    return jsonify(status=answer.status_code)


@app.route("/fetch/scheme")
def fetch_by_scheme():
    address = request.args["url"]
    if not address.startswith("https://"):
        abort(403)
    # ruleid: ssrf
    answer = requests.get(address, timeout=5)
    return jsonify(status=answer.status_code)


@app.route("/fetch/mirror")
def fetch_from_mirror():
    number = int(request.args["mirror"])
    # ok: ssrf
    answer = requests.get(MIRRORS[number % len(MIRRORS)], timeout=5)
    return jsonify(status=answer.status_code)


@app.route("/webhook", methods=["POST"])
def webhook():
    settings = request.get_json()
    session = requests.Session()
    # ruleid: ssrf
    session.post(settings["callback"], json={"event": "test"}, timeout=5)
    return "", 204


@app.route("/webhook/stored", methods=["POST"])
def webhook_with_body():
    session = requests.Session()
    # ok: ssrf
    session.post("https://events.example.org/in", json=request.get_json(), timeout=5)
    return "", 204


@app.route("/webhook/method", methods=["POST"])
def webhook_by_method():
    sent = request.form
    # ruleid: ssrf
    requests.request(sent["method"], url=sent["target"], timeout=5)
    return "", 204


@app.route("/preview")
def preview():
    wanted = urllib.request.Request(request.args["page"], headers={"User-Agent": "preview"})
    # ruleid: ssrf
    with urllib.request.urlopen(wanted, timeout=5) as page:
        return jsonify(status=page.status)


@app.route("/preview/constant")
def preview_constant():
    wanted = urllib.request.Request("https://www.example.org/", headers={"X-Asked": request.args["page"][:8]})
    # ok: ssrf
    with urllib.request.urlopen(wanted, timeout=5) as page:
        return jsonify(status=page.status)


@app.route("/preview/connection")
def preview_by_connection():
    connection = http.client.HTTPSConnection(request.args["server"], timeout=5)
    # ruleid: ssrf
    connection.request("GET", "/")
    return jsonify(status=connection.getresponse().status)


@app.route("/port")
def port():
    with socket.socket() as opened:
        # ruleid: ssrf
        opened.connect((request.args["server"], 443))
    return "", 204


@app.route("/port/local")
def local_port():
    chosen = {"web": 8080, "metrics": 9100}.get(request.args["service"], 8080)
    with socket.socket() as opened:
        # ok: ssrf
        opened.connect(("127.0.0.1", chosen))
    return "", 204


def public_address(text):
    address = ip_address(text)
    if not address.is_global:
        raise ValueError("not a public address")
    return "192.0.2.10"


@app.route("/probe")
def probe():
    # ok: ssrf
    answer = httpx.get("http://" + public_address(request.args["address"]) + "/", timeout=5)
    return jsonify(status=answer.status_code)


class Mirror:
    def __init__(self, root):
        self.root = root

    def index(self):
        return httpx.Client(timeout=5)

    def address(self, name):
        return self.root + "/" + name


@app.route("/mirror/root")
def mirror_root():
    mirror = Mirror(request.args["root"])
    # ruleid: ssrf
    answer = mirror.index().get(mirror.address("index.json"))
    return jsonify(status=answer.status_code)


@api.get("/proxy")
async def proxy(target: str):
    async with httpx.AsyncClient(timeout=5) as client:
        # ruleid: ssrf
        answer = await client.get(target)
    return {"status": answer.status_code}


@api.get("/proxy/{number}")
async def proxy_by_number(number: int):
    async with httpx.AsyncClient(timeout=5) as client:
        # ok: ssrf
        answer = await client.get(f"https://items.example.org/{number}")
    return {"status": answer.status_code}


@api.get("/crawl")
async def crawl(seed: str, depth: int = 1):
    if depth > 3:
        raise HTTPException(400)
    async with aiohttp.ClientSession() as session:
        # ruleid: ssrf
        async with session.get(seed) as answer:
            return {"status": answer.status}
