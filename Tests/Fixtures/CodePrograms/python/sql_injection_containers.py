"""Lists, dictionaries and settings objects that hold a client's text beside harmless neighbours."""
import configparser
from collections import OrderedDict, defaultdict, deque

import psycopg2
from flask import Flask, jsonify, request

app = Flask(__name__)


def cursor():
    return psycopg2.connect("dbname=library").cursor()


@app.get("/books/dict-clean")
def books_from_clean_key():
    filters = {}
    filters["author"] = request.args["author"]
    filters["shelf"] = "history"
    # ok: sql-injection
    cursor().execute("SELECT * FROM books WHERE shelf = '" + filters["shelf"] + "'")
    return "", 204


@app.get("/books/dict-tainted")
def books_from_tainted_key():
    filters = {"shelf": "history", "author": request.args["author"]}
    # ruleid: sql-injection
    cursor().execute("SELECT * FROM books WHERE author = '" + filters["author"] + "'")
    return "", 204


@app.get("/books/dict-replaced")
def books_from_replaced_key():
    filters = {"author": request.args["author"]}
    filters["author"] = "anonymous"
    # ok: sql-injection
    cursor().execute("SELECT * FROM books WHERE author = '%s'" % filters["author"])
    return "", 204


@app.get("/books/dict-updated")
def books_from_updated_key():
    filters = {"author": "anonymous"}
    filters.update(author=request.args["author"])
    # ruleid: sql-injection
    cursor().execute("SELECT * FROM books WHERE author = '%s'" % filters["author"])
    return "", 204


@app.get("/books/pop")
def books_after_pop():
    words = ["fiction", request.args["word"], "poetry"]
    words.pop(0)
    # ruleid: sql-injection
    cursor().execute("SELECT * FROM books WHERE subject = '" + words[0] + "'")
    return "", 204


@app.get("/books/pop-further")
def books_after_two_pops():
    words = ["fiction", request.args["word"], "poetry"]
    words.pop(0)
    words.pop(0)
    # ok: sql-injection
    cursor().execute("SELECT * FROM books WHERE subject = '" + words[0] + "'")
    return "", 204


@app.get("/books/append")
def books_after_append():
    words = []
    words.append("fiction")
    words.append(request.args["word"])
    words.append("poetry")
    # ok: sql-injection
    cursor().execute("SELECT * FROM books WHERE subject = '" + words[2] + "'")
    return "", 204


@app.get("/books/insert")
def books_after_insert():
    words = [request.args["word"], "poetry"]
    words.insert(0, "fiction")
    # ruleid: sql-injection
    cursor().execute("SELECT * FROM books WHERE subject = '" + words[1] + "'")
    return "", 204


@app.get("/books/negative")
def books_from_the_end():
    words = ["fiction", "poetry", request.args["word"]]
    # ruleid: sql-injection
    cursor().execute("SELECT * FROM books WHERE subject = '" + words[-1] + "'")
    return "", 204


@app.get("/books/negative-two")
def books_from_near_the_end():
    words = ["fiction", "poetry", request.args["word"]]
    # ok: sql-injection
    cursor().execute("SELECT * FROM books WHERE subject = '" + words[-2] + "'")
    return "", 204


@app.get("/books/slice")
def books_from_slice():
    words = ["fiction", "poetry", request.args["word"]]
    first_two = words[:2]
    # ok: sql-injection
    cursor().execute("SELECT * FROM books WHERE subject IN ('" + "','".join(first_two) + "')")
    return "", 204


@app.get("/books/joined")
def books_from_joined_list():
    words = ["fiction", "poetry"]
    words += request.args.getlist("word")
    # ruleid: sql-injection
    cursor().execute("SELECT * FROM books WHERE subject IN ('" + "','".join(words) + "')")
    return "", 204


@app.get("/books/clear")
def books_after_clear():
    words = [request.args["word"]]
    words.clear()
    words.append("poetry")
    # ok: sql-injection
    cursor().execute("SELECT * FROM books WHERE subject = '" + words[0] + "'")
    return "", 204


@app.get("/books/alias")
def books_through_alias():
    words = ["poetry"]
    same = words
    same[0] = request.args["word"]
    # ruleid: sql-injection
    cursor().execute("SELECT * FROM books WHERE subject = '" + words[0] + "'")
    return "", 204


@app.get("/books/copy")
def books_beside_copy():
    words = ["poetry"]
    other = words.copy()
    other[0] = request.args["word"]
    # ok: sql-injection
    cursor().execute("SELECT * FROM books WHERE subject = '" + words[0] + "'")
    return jsonify(length=len(other[0]))


@app.get("/books/nested")
def books_from_nested_mapping():
    criteria = {"where": {"subject": request.args["word"]}, "order": {"by": "title"}}
    # ruleid: sql-injection
    cursor().execute("SELECT * FROM books WHERE subject = '" + criteria["where"]["subject"] + "'")
    return "", 204


@app.get("/books/nested-order")
def books_from_nested_order():
    criteria = {"where": {"subject": request.args["word"]}, "order": {"by": "title"}}
    # ok: sql-injection
    cursor().execute("SELECT * FROM books ORDER BY " + criteria["order"]["by"])
    return "", 204


@app.get("/books/lookup")
def books_by_lookup():
    columns = {"t": "title", "y": "year", "a": "author"}
    column = columns.get(request.args.get("by"), "title")
    # ok: sql-injection
    cursor().execute("SELECT * FROM books ORDER BY " + column)
    return "", 204


@app.get("/books/lookup-default")
def books_by_leaking_lookup():
    columns = {"t": "title", "y": "year", "a": "author"}
    wanted = request.args.get("by", "t")
    column = columns.get(wanted, wanted)
    # ruleid: sql-injection
    cursor().execute("SELECT * FROM books ORDER BY " + column)
    return "", 204


@app.get("/loans/config")
def loans_from_settings():
    settings = configparser.ConfigParser()
    settings.add_section("loans")
    settings.set("loans", "branch", "central")
    settings.set("loans", "reader", request.args["reader"])
    # ok: sql-injection
    cursor().execute("SELECT * FROM loans WHERE branch = '" + settings.get("loans", "branch") + "'")
    return "", 204


@app.get("/loans/config-tainted")
def loans_from_tainted_settings():
    settings = configparser.ConfigParser()
    settings.add_section("loans")
    settings.set("loans", "branch", "central")
    settings.set("loans", "reader", request.args["reader"])
    # ruleid: sql-injection
    cursor().execute("SELECT * FROM loans WHERE reader = '" + settings.get("loans", "reader") + "'")
    return "", 204


@app.get("/loans/queue")
def loans_from_queue():
    pending = deque(["Miller", request.args["reader"]])
    pending.popleft()
    # ruleid: sql-injection
    cursor().execute("SELECT * FROM loans WHERE reader = '%s'" % pending.popleft())
    return "", 204


@app.get("/loans/tuple")
def loans_from_tuple():
    pair = (request.args["reader"], "central")
    _, branch = pair
    # ok: sql-injection
    cursor().execute("SELECT * FROM loans WHERE branch = '" + branch + "'")
    return "", 204


@app.get("/loans/comprehension")
def loans_by_comprehension():
    conditions = [f"{name} = '{value}'" for name, value in request.args.items()]
    # ruleid: sql-injection
    cursor().execute("SELECT * FROM loans WHERE " + " AND ".join(conditions))
    return "", 204


@app.get("/loans/filtered-comprehension")
def loans_by_filtered_comprehension():
    known = {"branch", "due", "reader"}
    conditions = [f"{name} = %s" for name in request.args if name in known]
    values = [request.args[name] for name in request.args if name in known]
    # ok: sql-injection
    cursor().execute("SELECT * FROM loans WHERE " + " AND ".join(conditions), values)
    return "", 204


@app.get("/loans/grouped")
def loans_grouped():
    groups = defaultdict(list)
    groups["reader"].append(request.args["reader"])
    for reader in groups["reader"]:
        # ruleid: sql-injection
        cursor().execute("SELECT * FROM loans WHERE reader = '" + reader + "'")
    return "", 204


@app.get("/loans/ordered")
def loans_ordered():
    parts = OrderedDict()
    parts["table"] = "loans"
    parts["filter"] = request.args["filter"]
    del parts["filter"]
    # ok: sql-injection
    cursor().execute("SELECT * FROM " + " ".join(parts.values()))
    return "", 204


@app.get("/loans/constants")
def loans_from_constant_list():
    for branch in ("central", "harbour", "airport"):
        # ok: sql-injection
        cursor().execute("SELECT * FROM loans WHERE branch = '" + branch + "'")
    return jsonify(reader=len(request.args["reader"]))
