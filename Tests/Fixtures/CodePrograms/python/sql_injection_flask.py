"""Queries that are built from what a client of a Flask application sends."""
import re
import sqlite3

from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
SORTABLE = {"title", "price", "added_on"}


def connection():
    if "db" not in g:
        g.db = sqlite3.connect("shop.sqlite")
    return g.db


@app.route("/products/search")
def search_products():
    term = request.args.get("q", "")
    # ruleid: sql-injection
    rows = connection().execute("SELECT id, title FROM products WHERE title LIKE '%" + term + "%'")
    return jsonify(count=len(rows.fetchall()))


@app.route("/products/find")
def find_products():
    term = request.args.get("q", "")
    # ok: sql-injection
    rows = connection().execute("SELECT id, title FROM products WHERE title LIKE ?", ("%" + term + "%",))
    return jsonify(count=len(rows.fetchall()))


@app.route("/login", methods=["POST"])
def login():
    user, password = request.form["user"], request.form["password"]
    cursor = connection().cursor()
    # ruleid: sql-injection
    cursor.execute(f"SELECT id FROM accounts WHERE name = '{user}' AND digest = hex('{password}')")
    if cursor.fetchone() is None:
        abort(401)
    return jsonify(ok=True)


@app.route("/login/safe", methods=["POST"])
def login_with_parameters():
    credentials = {"name": request.form["user"], "digest": request.form["password"]}
    cursor = connection().cursor()
    # ok: sql-injection
    cursor.execute("SELECT id FROM accounts WHERE name = :name AND digest = :digest", credentials)
    return jsonify(ok=cursor.fetchone() is not None)


@app.route("/orders/<order_id>")
def order(order_id):
    query = "SELECT total FROM orders WHERE id = %s" % order_id
    # ruleid: sql-injection
    row = connection().execute(query).fetchone()
    return jsonify(total=row[0])


@app.route("/invoices/<int:number>")
def invoice(number):
    query = "SELECT total FROM invoices WHERE number = %d" % number
    # ok: sql-injection
    row = connection().execute(query).fetchone()
    return jsonify(total=row[0])


@app.route("/reviews")
def reviews():
    stars = request.args.get("stars")
    query = "SELECT body FROM reviews WHERE stars >= {}".format(stars)
    # ruleid: sql-injection
    return jsonify([row[0] for row in connection().execute(query)])


@app.route("/reviews/minimum")
def reviews_above():
    stars = int(request.args.get("stars", 3))
    query = "SELECT body FROM reviews WHERE stars >= {}".format(stars)
    # ok: sql-injection
    return jsonify([row[0] for row in connection().execute(query)])


@app.route("/catalogue")
def catalogue():
    order_by = request.args.get("sort", "title")
    # ruleid: sql-injection
    rows = connection().execute("SELECT title FROM products ORDER BY " + order_by)
    return jsonify([row[0] for row in rows])


@app.route("/catalogue/sorted")
def sorted_catalogue():
    order_by = request.args.get("sort", "title")
    if order_by not in SORTABLE:
        abort(400)
    # ok: sql-injection
    rows = connection().execute("SELECT title FROM products ORDER BY " + order_by)
    return jsonify([row[0] for row in rows])


@app.route("/catalogue/direction")
def directed_catalogue():
    direction = "DESC" if request.args.get("dir") == "desc" else "ASC"
    # ok: sql-injection
    rows = connection().execute("SELECT title FROM products ORDER BY price " + direction)
    return jsonify([row[0] for row in rows])


@app.route("/catalogue/fallback")
def catalogue_with_fallback():
    direction = request.args.get("dir") or "ASC"
    # ruleid: sql-injection
    rows = connection().execute("SELECT title FROM products ORDER BY price " + direction)
    return jsonify([row[0] for row in rows])


@app.route("/parcels/track")
def track_parcel():
    code = request.args["code"]
    if not re.fullmatch(r"[A-Z]{2}\d{9}", code):
        return jsonify(error="no such parcel"), 404
    # ok: sql-injection
    row = connection().execute("SELECT state FROM parcels WHERE code = '" + code + "'").fetchone()
    return jsonify(state=row and row[0])


@app.route("/parcels/logged")
def track_parcel_and_complain():
    code = request.args["code"]
    if not re.fullmatch(r"[A-Z]{2}\d{9}", code):
        app.logger.warning("an odd parcel code was asked for")
    # ruleid: sql-injection
    row = connection().execute("SELECT state FROM parcels WHERE code = '" + code + "'").fetchone()
    return jsonify(state=row and row[0])


@app.route("/parcels/prefix")
def track_parcel_loosely():
    code = request.args["code"]
    if not re.match(r"[A-Z]{2}", code):
        return jsonify(error="no such parcel"), 404
    # ruleid: sql-injection
    row = connection().execute("SELECT state FROM parcels WHERE code = '" + code + "'").fetchone()
    return jsonify(state=row and row[0])


@app.route("/tickets/close", methods=["POST"])
def close_ticket():
    body = request.get_json()
    statement = " ".join(["UPDATE tickets SET open = 0", "WHERE id =", body["ticket"]])
    # ruleid: sql-injection
    connection().execute(statement)
    return jsonify(closed=True)


@app.route("/tickets/archive", methods=["POST"])
def archive_tickets():
    numbers = [int(number) for number in request.get_json()["tickets"]]
    listed = ",".join(str(number) for number in numbers)
    # ok: sql-injection
    connection().execute("UPDATE tickets SET archived = 1 WHERE id IN (" + listed + ")")
    return jsonify(archived=len(numbers))


@app.route("/tickets/merge", methods=["POST"])
def merge_tickets():
    numbers = request.get_json()["tickets"]
    marks = ",".join("?" for _ in numbers)
    # ok: sql-injection
    connection().execute(f"UPDATE tickets SET merged = 1 WHERE id IN ({marks})", numbers)
    return jsonify(merged=len(numbers))


@app.route("/tickets/split", methods=["POST"])
def split_tickets():
    numbers = request.get_json()["tickets"]
    listed = ",".join(f"'{number}'" for number in numbers)
    # ruleid: sql-injection
    connection().execute(f"UPDATE tickets SET merged = 0 WHERE id IN ({listed})")
    return jsonify(split=len(numbers))


@app.route("/import", methods=["POST"])
def import_schema():
    script = request.get_data(as_text=True)
    # ruleid: sql-injection
    connection().executescript(script)
    return "", 204


@app.route("/bulk", methods=["POST"])
def bulk_insert():
    lines = request.get_data(as_text=True).splitlines()
    # ok: sql-injection
    connection().executemany("INSERT INTO words (word) VALUES (?)", [(line,) for line in lines])
    return "", 204


@app.route("/bulk/<table>", methods=["POST"])
def bulk_insert_into(table):
    lines = request.get_data(as_text=True).splitlines()
    # ruleid: sql-injection
    connection().executemany("INSERT INTO " + table + " (word) VALUES (?)", [(line,) for line in lines])
    return "", 204


@app.route("/preferences")
def preferences():
    theme = request.cookies.get("theme")
    # ruleid: sql-injection
    row = connection().execute("SELECT css FROM themes WHERE name = '%s'" % (theme,)).fetchone()
    return jsonify(css=row[0])


@app.route("/visits")
def visits():
    agent = request.headers.get("User-Agent", "unknown")
    sql = "INSERT INTO visits (agent) VALUES ('"
    sql += agent
    sql += "')"
    # ruleid: sql-injection
    connection().execute(sql)
    return "", 204


@app.route("/visits/quoted")
def visits_by_driver_quoting():
    agent = request.headers.get("User-Agent", "unknown")
    sql = "INSERT INTO visits (agent) VALUES ("
    sql += "?"
    sql += ")"
    # ok: sql-injection
    connection().execute(sql, [agent])
    return "", 204
