"""Text from outside that the interpreter would run."""
import ast
import builtins
import importlib
import json
import operator

from django.http import HttpResponseBadRequest, JsonResponse
from flask import Flask, jsonify, request

app = Flask(__name__)
OPERATIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul}
EXPORTERS = {"csv": "exporters.csv", "xlsx": "exporters.xlsx"}


@app.route("/calculate")
def calculate():
    formula = request.args["formula"]
    # ruleid: code-injection
    return jsonify(result=eval(formula))


@app.route("/calculate/literal")
def calculate_literal():
    formula = request.args["formula"]
    # ok: code-injection
    return jsonify(result=ast.literal_eval(formula))


@app.route("/calculate/table")
def calculate_by_table():
    operation = OPERATIONS[request.args["operator"]]
    # ok: code-injection
    return jsonify(result=operation(float(request.args["left"]), float(request.args["right"])))


@app.route("/calculate/bare")
def calculate_without_builtins():
    # Empty builtins do not confine an expression.
    # ruleid: code-injection
    return jsonify(result=eval(request.args["formula"], {"__builtins__": {}}, {}))


@app.route("/calculate/number")
def calculate_from_number():
    factor = float(request.args["factor"])
    # ok: code-injection
    return jsonify(result=eval("2 * %r" % factor))


@app.route("/script", methods=["POST"])
def script():
    source = request.get_data(as_text=True)
    program = compile(source, "<upload>", "exec")
    # ruleid: code-injection
    exec(program, {})
    return jsonify(done=True)


@app.route("/script/named", methods=["POST"])
def named_script():
    name = request.form["name"]
    scripts = {"hello": "greeting = 'hello'", "bye": "greeting = 'bye'"}
    scope = {}
    # ok: code-injection
    exec(scripts.get(name, "greeting = ''"), scope)
    return jsonify(scope["greeting"])


@app.route("/script/variable", methods=["POST"])
def script_with_variable():
    scope = {"name": request.form["name"]}
    # ok: code-injection
    exec("greeting = 'hello ' + name", scope)
    return jsonify(scope["greeting"])


@app.route("/script/assigned", methods=["POST"])
def script_with_assignment():
    name = request.form["name"]
    scope = {}
    # ruleid: code-injection
    exec("greeting = 'hello " + name + "'", scope)
    return jsonify(scope["greeting"])


@app.route("/script/quoted", methods=["POST"])
def script_with_quotes_removed():
    name = request.form["name"]
    if "'" in name or "\\" in name or "\n" in name:
        return jsonify(error="no quotes, please"), 400
    scope = {}
    # ok: code-injection
    exec("greeting = 'hello " + name + "'", scope)
    return jsonify(scope["greeting"])


@app.route("/export")
def export():
    # ruleid: code-injection
    exporter = importlib.import_module("exporters." + request.args["format"])
    return jsonify(exporter.export())


@app.route("/export/known")
def export_known():
    wanted = request.args["format"]
    if wanted not in EXPORTERS:
        return jsonify(error="unknown format"), 400
    # ok: code-injection
    exporter = importlib.import_module(EXPORTERS[wanted])
    return jsonify(exporter.export())


@app.route("/export/dunder")
def export_by_dunder():
    wanted = request.args["module"]
    # ruleid: code-injection
    exporter = __import__(wanted)
    return jsonify(exporter.export())


def django_rule(request):
    condition = json.loads(request.body)["condition"]
    matches = [row for row in range(10)]
    # ruleid: code-injection
    return JsonResponse({"rows": list(filter(eval("lambda row: " + condition), matches))})


def django_rule_checked(request):
    condition = request.POST.get("condition", "")
    if not condition.isidentifier():
        return HttpResponseBadRequest()
    # ok: code-injection
    return JsonResponse({"value": eval(condition, {}, {"price": 3, "amount": 4})})


def django_constant(request):
    condition = "price > 3"
    count = len(request.GET.get("condition", ""))
    # ok: code-injection
    return JsonResponse({"value": eval(condition, {}, {"price": count})})


class Sandbox:
    def eval(self, text):
        return {"text": text, "length": len(text)}


@app.route("/sandbox")
def sandbox():
    # ok: code-injection
    return jsonify(Sandbox().eval(request.args["text"]))


@app.route("/builtins")
def through_builtins():
    run = builtins.eval
    # ruleid: code-injection
    return jsonify(run(request.args["text"]))
