"""Templates whose source a client may write, and values that are only filled in."""
import string

import jinja2
from django.http import HttpResponse, JsonResponse
from django.template import Context, Engine, Template
from flask import Flask, abort, jsonify, render_template, render_template_string, request
from jinja2 import Environment, FileSystemLoader, select_autoescape
from jinja2.sandbox import SandboxedEnvironment
from mako.template import Template as MakoTemplate

app = Flask(__name__)
environment = Environment(loader=FileSystemLoader("templates"), autoescape=select_autoescape())


@app.route("/card")
def card():
    # ruleid: template-injection
    return render_template_string("<p>Dear " + request.args["name"] + ",</p>")


@app.route("/card/value")
def card_with_value():
    # ok: template-injection
    return render_template_string("<p>Dear {{ name }},</p>", name=request.args["name"])


@app.route("/card/replaced")
def card_with_replacement():
    source = "<p>Dear NAME,</p>".replace("NAME", request.args["name"])
    # ruleid: template-injection
    return render_template_string(source)


@app.route("/card/file")
def card_from_file():
    # ok: template-injection
    return render_template("card.html", **request.args.to_dict())


@app.route("/letter", methods=["POST"])
def letter():
    body = request.form["body"]
    # ruleid: template-injection
    return jsonify(text=jinja2.Template(body).render(sender="Shop"))


@app.route("/letter/value", methods=["POST"])
def letter_with_value():
    body = request.form["body"]
    # ok: template-injection
    return jsonify(text=jinja2.Template("{{ body|e }}").render(body=body))


@app.route("/letter/environment", methods=["POST"])
def letter_by_environment():
    layout = environment.from_string("{% block a %}{% endblock %}")
    # ruleid: template-injection
    template = environment.from_string(request.form["body"])
    return jsonify(text=template.render(layout=layout))


@app.route("/letter/sandbox", methods=["POST"])
def letter_in_sandbox():
    sandbox = SandboxedEnvironment(autoescape=True)
    # ok: template-injection
    template = sandbox.from_string(request.form["body"])
    return jsonify(text=template.render(sender="Shop"))


@app.route("/letter/named", methods=["POST"])
def letter_by_name():
    name = request.form["kind"]
    if name not in ("welcome", "goodbye"):
        abort(404)
    # ok: template-injection
    template = environment.get_template(name + ".html")
    return jsonify(text=template.render(name=request.form["name"]))


@app.route("/letter/chosen", methods=["POST"])
def letter_by_choice():
    sources = {"short": "Hi {{ name }}", "long": "Good day, {{ name }}"}
    # ok: template-injection
    template = jinja2.Template(sources[request.form["length"]], autoescape=True)
    return jsonify(text=template.render(name=request.form["name"]))


@app.route("/mako")
def mako():
    # ruleid: template-injection
    return jsonify(text=MakoTemplate("Hello " + request.args["name"]).render())


@app.route("/mako/value")
def mako_value():
    # ok: template-injection
    return jsonify(text=MakoTemplate("Hello ${name | h}").render(name=request.args["name"]))


@app.route("/dollars")
def dollars():
    # Only names are substituted here, nothing is evaluated.
    # ok: template-injection
    return jsonify(text=string.Template(request.args["pattern"]).safe_substitute(shop="Shop"))


def signature(text):
    return "{{ sender }}<br>" + text


@app.route("/signed", methods=["POST"])
def signed():
    # ruleid: template-injection
    return render_template_string(signature(request.form["text"]), sender="Shop")


@app.route("/unsigned", methods=["POST"])
def unsigned():
    text = request.form["text"]
    # ok: template-injection
    return render_template_string(signature("{{ text }}"), sender="Shop", text=text)


def newsletter(request):
    # ruleid: template-injection
    template = Template("{% load humanize %}" + request.POST["text"])
    return JsonResponse({"text": template.render(Context({"count": 3}))})


def newsletter_value(request):
    template = Template("{{ text }}")
    # ok: template-injection
    return HttpResponse(template.render(Context({"text": request.POST["text"]})))


def newsletter_engine(request):
    text = request.GET.get("text") or "nothing"
    # ruleid: template-injection
    template = Engine.get_default().from_string(text)
    return JsonResponse({"text": template.render(Context())})
