"""Filters for directories and document databases."""
import json
import re

import ldap
import ldap.filter
from bson import ObjectId
from flask import Flask, abort, jsonify, request
from ldap.dn import escape_dn_chars
from ldap3 import ALL_ATTRIBUTES, Connection, Server
from ldap3.utils.conv import escape_filter_chars
from pymongo import MongoClient

app = Flask(__name__)
BASE = "ou=people,dc=example,dc=org"
people = MongoClient().company.people


def directory():
    return ldap.initialize("ldaps://ldap.example.org")


def connection():
    return Connection(Server("ldap.example.org"), auto_bind=True)


@app.route("/people")
def find_person():
    name = request.args["name"]
    # ruleid: ldap-injection
    found = directory().search_s(BASE, ldap.SCOPE_SUBTREE, "(uid=" + name + ")")
    return jsonify(len(found))


@app.route("/people/escaped")
def find_person_escaped():
    name = ldap.filter.escape_filter_chars(request.args["name"])
    # ok: ldap-injection
    found = directory().search_s(BASE, ldap.SCOPE_SUBTREE, "(uid=" + name + ")")
    return jsonify(len(found))


@app.route("/people/formatted")
def find_person_formatted():
    wanted = ldap.filter.filter_format("(&(uid=%s)(mail=%s))", [request.args["name"], request.args["mail"]])
    # ok: ldap-injection
    found = directory().search_s(BASE, ldap.SCOPE_SUBTREE, wanted)
    return jsonify(len(found))


@app.route("/people/base")
def find_in_branch():
    branch = "ou=%s,dc=example,dc=org" % request.args["branch"]
    # ruleid: ldap-injection
    found = directory().search_s(branch, ldap.SCOPE_ONELEVEL, "(objectClass=person)")
    return jsonify(len(found))


@app.route("/people/base-escaped")
def find_in_escaped_branch():
    branch = "ou=%s,dc=example,dc=org" % escape_dn_chars(request.args["branch"])
    # ok: ldap-injection
    found = directory().search_s(branch, ldap.SCOPE_ONELEVEL, "(objectClass=person)")
    return jsonify(len(found))


@app.route("/staff")
def find_staff():
    wanted = f"(&(objectClass=person)(cn={request.args['cn']}*))"
    # ruleid: ldap-injection
    connection().search(BASE, wanted, attributes=ALL_ATTRIBUTES)
    return "", 204


@app.route("/staff/escaped")
def find_staff_escaped():
    wanted = f"(&(objectClass=person)(cn={escape_filter_chars(request.args['cn'])}*))"
    # ok: ldap-injection
    connection().search(BASE, wanted, attributes=ALL_ATTRIBUTES)
    return "", 204


@app.route("/staff/keyword")
def find_staff_by_keyword():
    opened = connection()
    clause = "(employeeNumber={0})".format(request.headers["X-Employee"])
    # ruleid: ldap-injection
    opened.search(search_base=BASE, search_filter=clause)
    return jsonify(len(opened.entries))


@app.route("/staff/number")
def find_staff_by_number():
    opened = connection()
    clause = "(employeeNumber={0})".format(int(request.headers["X-Employee"]))
    # ok: ldap-injection
    opened.search(search_base=BASE, search_filter=clause)
    return jsonify(len(opened.entries))


@app.route("/staff/attributes")
def find_staff_attributes():
    wanted = [name for name in request.args.getlist("show") if name in ("cn", "mail")]
    opened = connection()
    # ok: ldap-injection
    opened.search(BASE, "(objectClass=person)", attributes=wanted)
    return jsonify(len(opened.entries))


@app.route("/mongo/login", methods=["POST"])
def mongo_login():
    sent = request.get_json()
    # The client may send {"$ne": ""} where a text is expected.
    # ruleid: nosql-injection
    found = people.find_one({"name": sent["name"], "digest": sent["digest"]})
    return jsonify(found is not None)


@app.route("/mongo/login/text", methods=["POST"])
def mongo_login_as_text():
    sent = request.get_json()
    # ok: nosql-injection
    found = people.find_one({"name": str(sent["name"]), "digest": str(sent["digest"])})
    return jsonify(found is not None)


@app.route("/mongo/login/equal", methods=["POST"])
def mongo_login_by_equality():
    sent = request.get_json()
    if not isinstance(sent["name"], str):
        abort(400)
    # ok: nosql-injection
    found = people.find_one({"name": sent["name"]})
    return jsonify(found is not None)


@app.route("/mongo/where")
def mongo_where():
    # ruleid: nosql-injection
    found = people.find({"$where": "this.name == '" + request.args["name"] + "'"})
    return jsonify(len(list(found)))


@app.route("/mongo/arguments")
def mongo_by_arguments():
    # What comes from the address is a text, never an operator.
    # ok: nosql-injection
    found = people.find({"name": request.args["name"]})
    return jsonify(len(list(found)))


@app.route("/mongo/query")
def mongo_query():
    wanted = json.loads(request.args["query"])
    # ruleid: nosql-injection
    return jsonify(people.count_documents(wanted))


@app.route("/mongo/identifier")
def mongo_by_identifier():
    # ok: nosql-injection
    found = people.find_one({"_id": ObjectId(request.args["id"])})
    return jsonify(found is not None)


@app.route("/mongo/remove", methods=["POST"])
def mongo_remove():
    # ruleid: nosql-injection
    people.delete_many(request.json)
    return "", 204


@app.route("/mongo/remove/one", methods=["POST"])
def mongo_remove_one():
    number = int(request.json["number"])
    # ok: nosql-injection
    people.delete_one({"number": number})
    return "", 204


@app.route("/mongo/prefix")
def mongo_prefix():
    prefix = re.escape(request.args["prefix"])
    # ok: nosql-injection
    found = people.find({"name": {"$regex": "^" + prefix}})
    return jsonify(len(list(found)))
