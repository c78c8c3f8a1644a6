"""Fields, sessions and formats that a client fills in although it should not."""
from django.contrib.auth.models import User
from django.http import HttpResponse, HttpResponseForbidden, JsonResponse
from flask import Flask, jsonify, request, session
from flask_sqlalchemy import SQLAlchemy

from .forms import ProfileForm
from .models import Profile

app = Flask(__name__)
db = SQLAlchemy(app)
EDITABLE = ("nickname", "city")


class Member(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    nickname = db.Column(db.String(40))
    city = db.Column(db.String(40))
    is_staff = db.Column(db.Boolean)


class Greeting:
    def __init__(self, name):
        self.name = name


@app.route("/members", methods=["POST"])
def create_member():
    # ruleid: mass-assignment
    member = Member(**request.get_json())
    db.session.add(member)
    return jsonify(id=member.id)


@app.route("/members/named", methods=["POST"])
def create_member_by_names():
    sent = request.get_json()
    # ok: mass-assignment
    member = Member(nickname=sent["nickname"], city=sent.get("city"))
    db.session.add(member)
    return jsonify(id=member.id)


@app.route("/members/picked", methods=["POST"])
def create_member_from_picked_fields():
    sent = request.get_json()
    # ok: mass-assignment
    member = Member(**{name: sent[name] for name in EDITABLE if name in sent})
    db.session.add(member)
    return jsonify(id=member.id)


@app.route("/members/<int:number>", methods=["PATCH"])
def change_member(number):
    member = db.session.get(Member, number)
    for name, value in request.get_json().items():
        # ruleid: mass-assignment
        setattr(member, name, value)
    db.session.commit()
    return "", 204


@app.route("/members/<int:number>/listed", methods=["PATCH"])
def change_member_by_list(number):
    member = db.session.get(Member, number)
    for name, value in request.get_json().items():
        if name in EDITABLE:
            # ok: mass-assignment
            setattr(member, name, value)
    db.session.commit()
    return "", 204


@app.route("/members/<int:number>/skipped", methods=["PATCH"])
def change_member_with_skips(number):
    member = db.session.get(Member, number)
    sent = request.get_json()
    for name in sent:
        if name not in EDITABLE:
            continue
        # ok: mass-assignment
        setattr(member, name, sent[name])
    db.session.commit()
    return "", 204


@app.route("/members/<int:number>/dictionary", methods=["PUT"])
def replace_member(number):
    member = db.session.get(Member, number)
    # ruleid: mass-assignment
    member.__dict__.update(request.get_json())
    db.session.commit()
    return "", 204


def create_profile(request):
    # ruleid: mass-assignment
    profile = Profile.objects.create(**request.POST.dict())
    return JsonResponse({"id": profile.pk})


def create_profile_by_form(request):
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return HttpResponseForbidden()
    # ok: mass-assignment
    profile = Profile.objects.create(city=form.cleaned_data["city"], user=request.user)
    return JsonResponse({"id": profile.pk})


def update_user(request):
    # ruleid: mass-assignment
    User.objects.filter(pk=request.user.pk).update(**request.POST.dict())
    return HttpResponse("ok")


def update_user_by_field(request):
    # ok: mass-assignment
    User.objects.filter(pk=request.user.pk).update(first_name=request.POST["first_name"])
    return HttpResponse("ok")


@app.route("/session/role", methods=["POST"])
def choose_role():
    # ruleid: trust-boundary
    session["role"] = request.form["role"]
    return "", 204


@app.route("/session/language", methods=["POST"])
def choose_language():
    wanted = request.form["language"]
    # ok: trust-boundary
    session["language"] = wanted if wanted in ("de", "en", "fr") else "en"
    return "", 204


@app.route("/session/key", methods=["POST"])
def choose_key():
    # ruleid: trust-boundary
    session[request.form["key"]] = "1"
    return "", 204


@app.route("/session/started", methods=["POST"])
def started():
    if request.form.get("accept") == "yes":
        # ok: trust-boundary
        session["accepted"] = True
    return "", 204


def django_tenant(request):
    tenant = request.GET.get("tenant", "").upper()
    # ruleid: trust-boundary
    request.session["tenant"] = tenant
    return HttpResponse("ok")


def django_counter(request):
    visits = int(request.session.get("visits", 0))
    # ok: trust-boundary
    request.session["visits"] = visits + 1
    return HttpResponse("ok")


@app.route("/greet")
def greet():
    pattern = request.args["pattern"]
    # ruleid: format-string
    return jsonify(text=pattern.format(greeting=Greeting("you")))


@app.route("/greet/value")
def greet_by_value():
    # ok: format-string
    return jsonify(text="Hello {name}".format(name=request.args["name"]))


@app.route("/greet/mapped")
def greet_by_mapping():
    pattern = "<< " + request.args.get("pattern", "{name}") + " >>"
    # ruleid: format-string
    return jsonify(text=pattern.format_map(vars(Greeting("you"))))


@app.route("/greet/chosen")
def greet_by_choice():
    patterns = {"de": "Hallo {0.name}", "en": "Hello {0.name}"}
    pattern = patterns.get(request.args.get("language"), patterns["en"])
    # ok: format-string
    return jsonify(text=pattern.format(Greeting("you")))


@app.route("/greet/partly")
def greet_partly():
    width = int(request.args.get("width", "10"))
    pattern = "{:>" + str(width) + "}"
    # ok: format-string
    return jsonify(text=pattern.format("hello"))


def django_format(request):
    # ruleid: format-string
    text = str.format(request.POST["pattern"], user=request.user)
    return JsonResponse({"text": text})


def django_format_braces(request):
    pattern = request.POST["pattern"].replace("{", "{{").replace("}", "}}") + " {name}"
    # ok: format-string
    return JsonResponse({"text": pattern.format(name="you")})
