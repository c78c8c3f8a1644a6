"""Line ends that get into the header of an answer or into a log."""
import json
import logging
import re
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, quote, urlparse

from django.http import HttpResponse
from flask import Flask, current_app, jsonify, make_response, request

app = Flask(__name__)
log = logging.getLogger(__name__)


class Downloads(BaseHTTPRequestHandler):
    def query(self, name):
        return parse_qs(urlparse(self.path).query).get(name, [""])[0]

    def do_GET(self):
        self.send_response(200)
        # ruleid: header-injection
        self.send_header("X-Campaign", self.query("campaign"))
        self.end_headers()

    def do_HEAD(self):
        self.send_response(200)
        campaign = self.query("campaign").replace("\r", "").replace("\n", "")
        # ok: header-injection
        self.send_header("X-Campaign", campaign)
        self.end_headers()

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        self.send_response(200)
        # ok: header-injection
        self.send_header("X-Length", str(length))
        self.end_headers()

    def do_PUT(self):
        name = quote(self.query("name"))
        self.send_response(201)
        # ok: header-injection
        self.send_header("Content-Disposition", 'attachment; filename="' + name + '"')
        self.end_headers()

    def do_DELETE(self):
        fields = {"Cache-Control": "no-store", "X-Reason": self.query("reason").strip(" ")}
        self.send_response(204)
        for field, value in fields.items():
            # ruleid: header-injection
            self.send_header(field, value)
        self.end_headers()


@app.route("/entrance")
def entrance():
    user = request.args["user"]
    # ruleid: log-injection
    logging.info("login of " + user)
    return jsonify(done=True)


@app.route("/entrance/clean")
def entrance_clean():
    user = request.args["user"].replace("\n", " ").replace("\r", " ")
    # ok: log-injection
    logging.info("login of " + user)
    return jsonify(done=True)


@app.route("/entrance/fixed")
def entrance_fixed():
    known = request.args["user"] in ("ann", "ben")
    # ok: log-injection
    logging.info("login of a known user: %s", known)
    return jsonify(done=True)


@app.route("/entrance/formatted")
def entrance_formatted():
    # ruleid: log-injection
    log.warning("failed login of %s from %s", request.form["user"], request.remote_addr)
    return jsonify(done=False)


@app.route("/entrance/represented")
def entrance_represented():
    # ok: log-injection
    log.warning("failed login of %r", request.form["user"])
    return jsonify(done=False)


@app.route("/entrance/dumped")
def entrance_dumped():
    # ok: log-injection
    log.warning("failed login: %s", json.dumps(request.form["user"]))
    return jsonify(done=False)


@app.route("/entrance/agent")
def entrance_agent():
    agent = request.args.get("agent", "")
    # ruleid: log-injection
    current_app.logger.error(f"unknown agent {agent}")
    return jsonify(done=False)


@app.route("/entrance/number")
def entrance_number():
    attempt = request.args.get("attempt", 1, type=int)
    # ok: log-injection
    app.logger.error(f"attempt {attempt}")
    return jsonify(done=False)


@app.route("/entrance/substituted")
def entrance_substituted():
    agent = re.sub(r"[^\w .-]", "", request.args.get("agent", ""), flags=re.ASCII)
    # ok: log-injection
    app.logger.error("unknown agent " + agent)
    return jsonify(done=False)


@app.route("/entrance/spaces")
def entrance_without_spaces():
    agent = re.sub(r" +", "_", request.args.get("agent", ""))
    # ruleid: log-injection
    app.logger.error("unknown agent " + agent)
    return jsonify(done=False)


@app.route("/entrance/guarded")
def entrance_guarded():
    agent = request.args.get("agent", "")
    if "\n" in agent or "\r" in agent:
        return jsonify(done=False), 400
    # ok: log-injection
    log.info("agent " + agent)
    return jsonify(done=True)


@app.route("/entrance/joined")
def entrance_split_and_joined():
    words = request.args.get("agent", "").splitlines()
    # ok: log-injection
    log.info("agent " + " / ".join(words))
    return jsonify(done=True)


@app.route("/header")
def header():
    response = make_response("ok")
    # ok: header-injection
    response.headers["X-Mode"] = "dark" if request.args.get("mode") == "dark" else "light"
    return response


def django_view(request):
    response = HttpResponse("ok", content_type="text/plain")
    day = request.GET.get("day", "")
    if re.fullmatch(r"[a-z]{3}", day):
        # ok: header-injection
        response["X-Day"] = day
    return response


def django_logged(request):
    # ruleid: log-injection
    log.debug("body: {}".format(request.body.decode()))
    return HttpResponse("ok")


class Journal:
    def __init__(self, logger):
        self.logger = logger

    def note(self, event):
        # ruleid: log-injection
        self.logger.info("event " + event)


def django_event(request):
    Journal(log).note(request.POST["event"])
    return HttpResponse("ok")
