"""XML from outside: entities, and expressions that select from documents."""
import xml.dom.minidom
import xml.sax
from io import BytesIO, StringIO
from xml.sax.handler import feature_external_ges, feature_external_pes

import defusedxml.ElementTree
import defusedxml.minidom
import lxml.etree
from django.http import JsonResponse
from elementpath import select
from flask import Flask, abort, jsonify, request
from lxml import etree

app = Flask(__name__)
USERS = etree.parse("users.xml")


@app.route("/feed", methods=["POST"])
def feed():
    parser = etree.XMLParser(resolve_entities=True, no_network=False)
    # ruleid: xxe
    root = etree.fromstring(request.data, parser)
    return jsonify(root.tag)


@app.route("/feed/closed", methods=["POST"])
def feed_without_entities():
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    # ok: xxe
    root = etree.fromstring(request.data, parser)
    return jsonify(root.tag)


@app.route("/feed/loaded", methods=["POST"])
def feed_with_document_types():
    parser = lxml.etree.XMLParser(load_dtd=True, resolve_entities=True, no_network=False)
    # ruleid: xxe
    tree = lxml.etree.parse(BytesIO(request.get_data()), parser=parser)
    return jsonify(tree.getroot().tag)


@app.route("/feed/defused", methods=["POST"])
def feed_defused():
    # ok: xxe
    root = defusedxml.ElementTree.fromstring(request.data)
    return jsonify(root.tag)


@app.route("/feed/own", methods=["POST"])
def own_feed():
    parser = etree.XMLParser(resolve_entities=True, no_network=False)
    # ok: xxe
    root = etree.fromstring("<feed><item/></feed>", parser)
    return jsonify(root.tag, len(request.data))


@app.route("/orders", methods=["POST"])
def orders():
    reader = xml.sax.make_parser()
    reader.setFeature(feature_external_ges, True)
    # ruleid: xxe
    reader.parse(StringIO(request.form["orders"]))
    return "", 204


@app.route("/orders/closed", methods=["POST"])
def orders_without_entities():
    reader = xml.sax.make_parser()
    reader.setFeature(feature_external_ges, False)
    reader.setFeature(feature_external_pes, False)
    # ok: xxe
    reader.parse(StringIO(request.form["orders"]))
    return "", 204


@app.route("/orders/dom", methods=["POST"])
def orders_as_dom():
    # ok: xxe
    document = defusedxml.minidom.parseString(request.form["orders"])
    return jsonify(document.documentElement.tagName)


@app.route("/orders/reopened", methods=["POST"])
def orders_reopened():
    reader = xml.sax.make_parser()
    reader.setFeature(feature_external_ges, False)
    reader.setFeature(feature_external_ges, True)
    # ruleid: xxe
    document = xml.dom.minidom.parseString(request.form["orders"], reader)
    return jsonify(document.documentElement.tagName)


@app.route("/users")
def users():
    name = request.args["name"]
    # ruleid: xpath-injection
    found = USERS.xpath("//user[name='" + name + "']/mail")
    return jsonify(len(found))


@app.route("/users/variable")
def users_by_variable():
    name = request.args["name"]
    # ok: xpath-injection
    found = USERS.xpath("//user[name=$name]/mail", name=name)
    return jsonify(len(found))


@app.route("/users/compiled")
def users_by_compiled_expression():
    expression = f"//user[@group='{request.args['group']}']"
    # ruleid: xpath-injection
    find = etree.XPath(expression)
    return jsonify(len(find(USERS)))


@app.route("/users/compiled-once")
def users_by_constant_expression():
    find = etree.XPath("//user[@group=$group]")
    # ok: xpath-injection
    return jsonify(len(find(USERS, group=request.args["group"])))


@app.route("/users/number")
def users_by_number():
    position = int(request.args["position"])
    # ok: xpath-injection
    found = USERS.xpath("//user[%d]" % position)
    return jsonify(len(found))


@app.route("/users/plain")
def users_by_plain_name():
    name = request.args["name"]
    if "'" in name:
        abort(400)
    # ok: xpath-injection
    found = USERS.xpath("//user[name='" + name + "']")
    return jsonify(len(found))


@app.route("/users/doubled")
def users_by_doubled_quotes():
    # XPath 1.0 knows no doubled quotes.
    name = request.args["name"].replace("'", "''")
    # ruleid: xpath-injection
    found = USERS.getroot().xpath(".//user[name='" + name + "']")
    return jsonify(len(found))


@app.route("/users/selected")
def users_selected():
    field = request.args["field"]
    # ruleid: xpath-injection
    found = select(USERS.getroot(), "//user/" + field)
    return jsonify(len(found))


@app.route("/users/field")
def users_by_field():
    fields = {"mail": "mail/text()", "phone": "phone/text()"}
    field = fields.get(request.args["field"], "mail/text()")
    # ok: xpath-injection
    found = select(USERS.getroot(), "//user/" + field)
    return jsonify(len(found))


def django_users(request):
    digest = request.POST.get("digest", "")
    query = "//user[digest='%s']" % digest.lower()
    # ruleid: xpath-injection
    node = USERS.getroot().find("." + query)
    return JsonResponse({"found": node is not None})


def django_users_escaped(request):
    digest = request.POST.get("digest", "")
    if not all(character in "0123456789abcdef" for character in digest):
        return JsonResponse({"found": False})
    # ok: xpath-injection
    node = USERS.getroot().find(".//user[digest='%s']" % digest)
    return JsonResponse({"found": node is not None})
