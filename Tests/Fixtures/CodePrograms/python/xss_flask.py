"""Pages that a Flask application puts together by hand."""
import html
import json
from urllib.parse import quote, quote_plus

import bleach
import markupsafe
from flask import Flask, Response, jsonify, make_response, render_template, request
from markupsafe import Markup, escape

app = Flask(__name__)


@app.route("/hello")
def hello():
    # ruleid: xss
    return "<h1>Hello " + request.args.get("name", "you") + "</h1>"


@app.route("/hello/escaped")
def hello_escaped():
    # ok: xss
    return "<h1>Hello " + html.escape(request.args.get("name", "you")) + "</h1>"


@app.route("/hello/plain")
def hello_plain():
    # ok: xss
    return Response("Hello " + request.args.get("name", "you"), mimetype="text/plain")


@app.route("/hello/response")
def hello_response():
    greeting = "<p>Hello %s</p>" % request.args.get("name")
    # ruleid: xss
    return Response(greeting, mimetype="text/html")


@app.route("/hello/template")
def hello_template():
    # ok: xss
    return render_template("hello.html", name=request.args.get("name"))


@app.route("/hello/markup")
def hello_markup():
    # ruleid: xss
    name = Markup("<b>" + request.args["name"] + "</b>")
    return render_template("hello.html", name=name)


@app.route("/hello/markup-format")
def hello_markup_format():
    # ok: xss
    name = Markup("<b>{}</b>").format(request.args["name"])
    return render_template("hello.html", name=name)


@app.route("/hello/made")
def hello_made():
    body = "<p>" + request.form["name"] + "</p>"
    # ruleid: xss
    response = make_response(body)
    response.headers["X-Frame-Options"] = "DENY"
    return response


@app.route("/hello/made-status")
def hello_made_status():
    body = f"<p>{markupsafe.escape(request.form['name'])}</p>"
    # ok: xss
    response = make_response(body, 201)
    return response


@app.route("/hello/json")
def hello_json():
    # ok: xss
    return jsonify(html="<p>" + request.args["name"] + "</p>")


@app.route("/hello/dict")
def hello_dictionary():
    # ok: xss
    return {"greeting": "<p>" + request.args["name"] + "</p>"}


@app.route("/hello/dumped")
def hello_dumped():
    # ok: xss
    return Response(json.dumps({"name": request.args["name"]}), content_type="application/json")


@app.route("/hello/dumped-html")
def hello_dumped_into_page():
    # ruleid: xss
    return "<script>let user = " + json.dumps(request.args["name"]) + "</script>"


@app.route("/error")
def error():
    message = request.args.get("message", "")
    page = ["<html>", "<body>", message, "</body>", "</html>"]
    # ruleid: xss
    return "".join(page)


@app.route("/error/length")
def error_length():
    message = request.args.get("message", "")
    # ok: xss
    return "<p>" + str(len(message)) + " characters</p>"


@app.route("/error/quoted")
def error_with_link():
    target = quote(request.args.get("next", ""))
    # ok: xss
    return '<a href="/go?to=' + target + '">back</a>'


@app.route("/error/plus")
def error_with_form_quoting():
    # ok: xss
    return f'<a href="/find?q={quote_plus(request.args.get("q", ""))}">again</a>'


@app.route("/error/replaced")
def error_with_brackets_removed():
    message = request.args.get("message", "").replace("<script>", "")
    # ruleid: xss
    return "<p>" + message + "</p>"


@app.route("/error/entities")
def error_with_own_entities():
    message = request.args.get("message", "")
    message = message.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # ok: xss
    return "<p>" + message + "</p>"


@app.route("/number")
def number():
    try:
        count = int(request.args["count"])
    except ValueError:
        return "<p>That is no number.</p>", 400
    # ok: xss
    return f"<p>{count} things</p>"


@app.route("/number/echoed")
def number_echoed():
    sent = request.args["count"]
    try:
        count = int(sent)
    except ValueError:
        # ruleid: xss
        return f"<p>{sent} is no number.</p>", 400
    return f"<p>{count} things</p>"


@app.route("/profile/<name>")
def profile(name):
    # ruleid: xss
    return "<title>{}</title>".format(name), 200


@app.route("/profile/escaped/<name>")
def profile_escaped(name):
    # ok: xss
    return "<title>{}</title>".format(escape(name)), 200


@app.route("/profile/unescaped/<name>")
def profile_unescaped(name):
    shown = html.unescape(html.escape(name))
    # ruleid: xss
    return "<title>" + shown + "</title>"


@app.route("/comment", methods=["POST"])
def comment():
    cleaned = bleach.clean(request.form["text"], tags=["b", "i"])
    # ok: xss
    return "<article>" + cleaned + "</article>"


@app.route("/comment/both", methods=["POST"])
def comment_with_author():
    text, author = html.escape(request.form["text"]), request.form["author"]
    # ruleid: xss
    return f"<article>{text}<footer>{author}</footer></article>"


def layout(body, title="Shop"):
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


@app.route("/layout/title")
def layout_with_title():
    # ruleid: xss
    return layout("<p>nothing</p>", title=request.args["title"])


@app.route("/layout/fixed")
def layout_with_fixed_title():
    title = "Empty" if not request.args.get("title") else "Full"
    # ok: xss
    return layout("<p>nothing</p>", title=title)


@app.route("/stream")
def stream():
    item = request.args["item"]

    def parts():
        yield "<ul>"
        yield "<li>" + item + "</li>"
        yield "</ul>"

    # ruleid: xss
    return Response(parts(), mimetype="text/html")
