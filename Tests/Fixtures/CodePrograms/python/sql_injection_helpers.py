"""Text that passes functions, methods, closures and objects before it becomes part of a query."""
import contextlib
import functools
import sqlite3
from dataclasses import dataclass

from flask import Flask, jsonify, request

app = Flask(__name__)
database = sqlite3.connect("clinic.sqlite", check_same_thread=False)


def trimmed(text):
    return text.strip().lower()


@app.route("/patients/trimmed")
def patients_trimmed():
    name = trimmed(request.args["name"])
    # ruleid: sql-injection
    database.execute("SELECT * FROM patients WHERE name = '" + name + "'")
    return "", 204


def department_of(_name):
    return "surgery"


@app.route("/patients/department")
def patients_by_department():
    department = department_of(request.args["name"])
    # ok: sql-injection
    database.execute("SELECT * FROM patients WHERE department = '" + department + "'")
    return "", 204


def only_digits(text):
    return "".join(character for character in text if character.isdigit())


@app.route("/patients/digits")
def patients_by_digits():
    number = only_digits(request.args["number"])
    # ok: sql-injection
    database.execute("SELECT * FROM patients WHERE number = " + number)
    return "", 204


def as_number(text, default=0):
    if not text.isdigit():
        return default
    return int(text)


@app.route("/patients/number")
def patients_by_number():
    number = as_number(request.args["number"])
    # ok: sql-injection
    database.execute("SELECT * FROM patients WHERE number = %s" % number)
    return "", 204


def number_or_text(text):
    if text.isdigit():
        return text
    return text.upper()


@app.route("/patients/either")
def patients_by_number_or_text():
    number = number_or_text(request.args["number"])
    # ruleid: sql-injection
    database.execute("SELECT * FROM patients WHERE number = %s" % number)
    return "", 204


def fetch_ward(ward):
    # ruleid: sql-injection
    return database.execute("SELECT * FROM wards WHERE name = '" + ward + "'").fetchall()


@app.route("/wards")
def wards():
    return jsonify(len(fetch_ward(request.args["ward"])))


def fetch_floor(floor):
    # ok: sql-injection
    return database.execute("SELECT * FROM floors WHERE name = '" + floor + "'").fetchall()


@app.route("/floors")
def floors():
    chosen = "ground" if request.args.get("low") else "first"
    return jsonify(len(fetch_floor(chosen)))


def condition(column, value="''", *extra):
    return column + " = " + value + " " + " ".join(extra)


@app.route("/beds/default")
def beds_by_default():
    # ok: sql-injection
    database.execute("SELECT * FROM beds WHERE " + condition("nurse"))
    return jsonify(length=len(request.args["nurse"]))


@app.route("/beds/extra")
def beds_by_extra():
    # ruleid: sql-injection
    database.execute("SELECT * FROM beds WHERE " + condition("nurse", "'Kim'", request.args["more"]))
    return "", 204


def labelled(**fields):
    return fields["code"]


@app.route("/beds/keyword")
def beds_by_keyword():
    # ruleid: sql-injection
    database.execute("SELECT * FROM beds WHERE code = '" + labelled(code=request.args["code"], ward="x") + "'")
    return "", 204


@app.route("/beds/other-keyword")
def beds_by_other_keyword():
    # ok: sql-injection
    database.execute("SELECT * FROM beds WHERE code = '" + labelled(code="B7", ward=request.args["ward"]) + "'")
    return "", 204


@dataclass
class Appointment:
    doctor: str
    room: str


@app.route("/appointments/doctor")
def appointments_of_doctor():
    appointment = Appointment(request.args["doctor"], "2.14")
    # ruleid: sql-injection
    database.execute("SELECT * FROM appointments WHERE doctor = '" + appointment.doctor + "'")
    return "", 204


@app.route("/appointments/room")
def appointments_in_room():
    appointment = Appointment(doctor=request.args["doctor"], room="2.14")
    # ok: sql-injection
    database.execute("SELECT * FROM appointments WHERE room = '" + appointment.room + "'")
    return "", 204


class Prescription:
    def __init__(self):
        self._drug = "aspirin"
        self._dose = "none"

    def set_drug(self, drug):
        self._drug = drug

    def set_dose(self, dose):
        self._dose = dose

    def drug(self):
        return self._drug

    @property
    def dose(self):
        return self._dose


@app.route("/prescriptions/drug")
def prescriptions_of_drug():
    prescription = Prescription()
    prescription.set_drug(request.args["drug"])
    # ruleid: sql-injection
    database.execute("SELECT * FROM prescriptions WHERE drug = '" + prescription.drug() + "'")
    return "", 204


@app.route("/prescriptions/other")
def prescriptions_of_aspirin():
    prescription = Prescription()
    prescription.set_dose(request.args["dose"])
    # ok: sql-injection
    database.execute("SELECT * FROM prescriptions WHERE drug = '" + prescription.drug() + "'")
    return "", 204


@app.route("/prescriptions/dose")
def prescriptions_of_dose():
    prescription = Prescription()
    prescription.set_dose(request.args["dose"])
    # ruleid: sql-injection
    database.execute("SELECT * FROM prescriptions WHERE dose = '" + prescription.dose + "'")
    return "", 204


@app.route("/prescriptions/two")
def prescriptions_of_second_object():
    asked, prepared = Prescription(), Prescription()
    asked.set_drug(request.args["drug"])
    # ok: sql-injection
    database.execute("SELECT * FROM prescriptions WHERE drug = '" + prepared.drug() + "'")
    return jsonify(length=len(asked.drug()))


class Query:
    def __init__(self, table):
        self.text = "SELECT * FROM " + table

    def where(self, clause):
        self.text += " WHERE " + clause
        return self

    def limit(self, count):
        self.text += " LIMIT " + str(int(count))
        return self


@app.route("/visits/chain")
def visits_by_chain():
    query = Query("visits").where("reason = '" + request.args["reason"] + "'").limit(10)
    # ruleid: sql-injection
    database.execute(query.text)
    return "", 204


@app.route("/visits/limit")
def visits_by_limit():
    query = Query("visits").where("open = 1").limit(request.args["count"])
    # ok: sql-injection
    database.execute(query.text)
    return "", 204


@app.route("/nurses/closure")
def nurses_by_closure():
    name = request.args["name"]

    def statement():
        return "SELECT * FROM nurses WHERE name = '" + name + "'"

    # ruleid: sql-injection
    database.execute(statement())
    return "", 204


@app.route("/nurses/lambda")
def nurses_by_lambda():
    quoted = lambda text: "'" + text + "'"  # noqa: E731
    # ruleid: sql-injection
    database.execute("SELECT * FROM nurses WHERE name = " + quoted(request.args["name"]))
    return "", 204


@app.route("/nurses/map")
def nurses_by_map():
    numbers = map(int, request.args.getlist("number"))
    # ok: sql-injection
    database.execute("SELECT * FROM nurses WHERE number IN (" + ", ".join(map(str, numbers)) + ")")
    return "", 204


@app.route("/nurses/partial")
def nurses_by_partial():
    select = functools.partial("SELECT * FROM nurses WHERE {} = '{}'".format, "name")
    # ruleid: sql-injection
    database.execute(select(request.args["name"]))
    return "", 204


def candidate_rooms(wanted):
    yield "1.01"
    yield wanted


@app.route("/rooms/generator")
def rooms_by_generator():
    for room in candidate_rooms(request.args["room"]):
        # ruleid: sql-injection
        database.execute("SELECT * FROM rooms WHERE name = '" + room + "'")
    return "", 204


@contextlib.contextmanager
def chosen_table(_asked):
    yield "rooms_archive"


@app.route("/rooms/context")
def rooms_by_context():
    with chosen_table(request.args["table"]) as table:
        # ok: sql-injection
        database.execute("SELECT * FROM " + table)
    return "", 204
