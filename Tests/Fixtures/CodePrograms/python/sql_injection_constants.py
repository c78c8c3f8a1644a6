"""Queries behind branches that constants decide, and variables that are overwritten on the way."""
import sqlite3

from flask import Flask, jsonify, request

app = Flask(__name__)
READ_ONLY = True


def warehouse():
    return sqlite3.connect("warehouse.sqlite")


@app.route("/stock/a")
def stock_never_filtered():
    threshold = 7 * 18
    bay = request.args["bay"]
    if threshold + 4 > 100:
        place = "loading dock"
    else:
        place = bay
    # ok: sql-injection
    warehouse().execute("SELECT * FROM stock WHERE bay = '" + place + "'")
    return "", 204


@app.route("/stock/b")
def stock_always_filtered():
    threshold = 86
    bay = request.args["bay"]
    place = "loading dock"
    if threshold // 2 < 50:
        place = bay
    # ruleid: sql-injection
    warehouse().execute("SELECT * FROM stock WHERE bay = '" + place + "'")
    return "", 204


@app.route("/stock/c")
def stock_by_conditional_expression():
    shelf = request.form.get("shelf")
    chosen = "A1" if 500 / 42 > 9 else shelf
    # ok: sql-injection
    warehouse().execute(f"SELECT * FROM stock WHERE shelf = '{chosen}'")
    return "", 204


@app.route("/stock/d")
def stock_by_other_conditional_expression():
    shelf = request.form.get("shelf")
    chosen = "A1" if len("shelf") > 9 else shelf
    # ruleid: sql-injection
    warehouse().execute(f"SELECT * FROM stock WHERE shelf = '{chosen}'")
    return "", 204


@app.route("/crates/mode")
def crates_by_letter():
    modes = "ABC"
    owner = request.args.get("owner", "")
    match modes[1]:
        case "A":
            wanted = owner
        case "B":
            wanted = "nobody"
        case _:
            wanted = owner
    # ok: sql-injection
    warehouse().execute("SELECT * FROM crates WHERE owner = '" + wanted + "'")
    return "", 204


@app.route("/crates/kind")
def crates_by_other_letter():
    modes = "ABC"
    owner = request.args.get("owner", "")
    match modes[2]:
        case "A":
            wanted = "somebody"
        case "B":
            wanted = "nobody"
        case "C" | "D":
            wanted = owner
        case _:
            wanted = "everybody"
    # ruleid: sql-injection
    warehouse().execute("SELECT * FROM crates WHERE owner = '" + wanted + "'")
    return "", 204


@app.route("/pallets/overwritten")
def pallets_of_nobody():
    label = request.args["label"]
    label = "P-0000"
    # ok: sql-injection
    warehouse().execute("SELECT * FROM pallets WHERE label = '" + label + "'")
    return "", 204


@app.route("/pallets/restored")
def pallets_after_restoring():
    label = request.args["label"]
    kept = label
    label = "P-0000"
    label = kept
    # ruleid: sql-injection
    warehouse().execute("SELECT * FROM pallets WHERE label = '" + label + "'")
    return "", 204


@app.route("/pallets/deleted")
def pallets_before_assignment():
    label = "P-0001"
    # ok: sql-injection
    warehouse().execute("SELECT * FROM pallets WHERE label = '" + label + "'")
    label = request.args["label"]
    return jsonify(asked_for=len(label))


@app.route("/lorries/swap")
def lorries_swapped():
    plate, colour = request.args["plate"], "red"
    plate, colour = colour, plate
    # ok: sql-injection
    warehouse().execute("SELECT * FROM lorries WHERE plate = '" + plate + "'")
    return jsonify(length=len(colour))


@app.route("/lorries/rotate")
def lorries_rotated():
    first, second, third = "white", request.args["plate"], "red"
    first, second, third = second, third, first
    # ruleid: sql-injection
    warehouse().execute("SELECT * FROM lorries WHERE plate = '" + first + "'")
    return jsonify(length=len(second) + len(third))


@app.route("/lorries/starred")
def lorries_starred():
    head, *rest = [request.args["plate"], "blue", "green"]
    # ok: sql-injection
    warehouse().execute("SELECT * FROM lorries WHERE colour = '" + rest[0] + "'")
    return jsonify(length=len(head))


@app.route("/lorries/middle")
def lorries_middle():
    *start, last = ["blue", "green", request.args["plate"]]
    # ruleid: sql-injection
    warehouse().execute("SELECT * FROM lorries WHERE plate = '" + last + "'")
    return jsonify(length=len(start))


@app.route("/drivers/flag")
def drivers_in_dead_code():
    name = request.args["name"]
    if not READ_ONLY and name:
        # ok: sql-injection
        warehouse().execute("DELETE FROM drivers WHERE name = '" + name + "'")
    return "", 204


@app.route("/drivers/return")
def drivers_after_return():
    name = request.args["name"]
    if name:
        return jsonify(length=len(name))
    else:
        return jsonify(length=0)
    # ok: sql-injection
    warehouse().execute("DELETE FROM drivers WHERE name = '" + name + "'")


@app.route("/drivers/loop")
def drivers_in_loop():
    condition = "1 = 1"
    for name in request.args.getlist("name"):
        condition = condition + " OR name = '" + name + "'"
    # ruleid: sql-injection
    warehouse().execute("SELECT * FROM drivers WHERE " + condition)
    return "", 204


@app.route("/drivers/counting")
def drivers_counted_in_loop():
    condition = "1 = 1"
    for _ in request.args.getlist("name"):
        condition = condition + " OR vacant = 1"
    # ok: sql-injection
    warehouse().execute("SELECT * FROM drivers WHERE " + condition)
    return "", 204


@app.route("/drivers/late")
def drivers_carried_around():
    previous = "none"
    current = "none"
    for name in request.args.getlist("name"):
        # ruleid: sql-injection
        warehouse().execute("SELECT * FROM drivers WHERE name = '" + previous + "'")
        previous = current
        current = name
    return "", 204


@app.route("/ramps/try")
def ramps_with_fallback():
    wanted = request.args["ramp"]
    try:
        number = int(wanted)
    except ValueError:
        number = 1
    # ok: sql-injection
    warehouse().execute("SELECT * FROM ramps WHERE number = " + str(number))
    return "", 204


@app.route("/ramps/except")
def ramps_with_leaking_fallback():
    wanted = request.args["ramp"]
    try:
        number = int(wanted)
    except ValueError:
        number = wanted
    # ruleid: sql-injection
    warehouse().execute("SELECT * FROM ramps WHERE number = " + str(number))
    return "", 204


@app.route("/ramps/finally")
def ramps_finally():
    wanted = request.args["ramp"]
    try:
        wanted = wanted.strip()
    finally:
        wanted = "7"
    # ok: sql-injection
    warehouse().execute("SELECT * FROM ramps WHERE number = " + wanted)
    return "", 204


@app.route("/ramps/walrus")
def ramps_by_walrus():
    if (wanted := request.args.get("ramp")) is not None:
        # ruleid: sql-injection
        warehouse().execute("SELECT * FROM ramps WHERE number = " + wanted)
    return "", 204


@app.route("/ramps/equality")
def ramps_by_equality():
    wanted = request.args.get("ramp", "")
    if wanted == "north" or wanted == "south":
        # ok: sql-injection
        warehouse().execute("SELECT * FROM ramps WHERE name = '" + wanted + "'")
    return "", 204


@app.route("/ramps/inequality")
def ramps_by_inequality():
    wanted = request.args.get("ramp", "")
    if wanted != "north" and wanted != "south":
        # ruleid: sql-injection
        warehouse().execute("SELECT * FROM ramps WHERE name = '" + wanted + "'")
    return "", 204
