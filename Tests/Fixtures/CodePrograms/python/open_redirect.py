"""Redirects whose target a client may name."""
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponseRedirect
from django.shortcuts import redirect as django_redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from flask import Flask, abort, make_response, redirect, request, session, url_for

app = Flask(__name__)
api = FastAPI()
KNOWN_HOSTS = {"www.example.org", "shop.example.org"}


@app.route("/go")
def go():
    # ruleid: open-redirect
    return redirect(request.args["next"])


@app.route("/go/named")
def go_named():
    # ok: open-redirect
    return redirect(url_for("profile", name=request.args["name"]))


@app.route("/go/relative")
def go_relative():
    target = request.args.get("next", "/")
    if not target.startswith("/") or target.startswith(("//", "/\\")):
        target = "/"
    # ok: open-redirect
    return redirect(target)


@app.route("/go/known")
def go_to_known_host():
    target = request.args.get("next", "/")
    if urlsplit(target).netloc not in KNOWN_HOSTS:
        abort(400)
    # ok: open-redirect
    return redirect(target, code=303)


@app.route("/go/contains")
def go_if_contained():
    target = request.args.get("next", "/")
    if "example.org" not in target:
        abort(400)
    # ruleid: open-redirect
    return redirect(target, code=303)


@app.route("/go/joined")
def go_joined():
    # An absolute second part replaces the first.
    # ruleid: open-redirect
    return redirect(urljoin("https://www.example.org/", request.args["next"]))


@app.route("/go/below")
def go_below():
    # ok: open-redirect
    return redirect("https://www.example.org/articles/" + request.args["slug"])


@app.route("/go/beside")
def go_beside():
    # Without a slash the host goes on: "https://www.example.org.evil.example".
    # ruleid: open-redirect
    return redirect("https://www.example.org" + request.args["path"])


@app.route("/go/query")
def go_with_query():
    # ok: open-redirect
    return redirect("/search?q=" + request.args["q"])


@app.route("/go/header")
def go_by_header():
    response = make_response("", 302)
    # ruleid: open-redirect
    response.headers["Location"] = request.form["target"]
    return response


@app.route("/go/referrer")
def go_back():
    # ok: open-redirect
    return redirect("/" if request.referrer is None else "/overview")


@app.route("/go/remembered")
def go_remembered():
    session.pop("wizard", None)
    step = request.args.get("step", "1")
    pages = ["/wizard/first", "/wizard/second", "/wizard/last"]
    # ok: open-redirect
    return redirect(pages[min(int(step), 2)])


@app.route("/go/values")
def go_by_any_value():
    target = request.values.get("continue")
    if not target:
        target = url_for("go")
    # ruleid: open-redirect
    return redirect(target)


def django_go(request):
    # ruleid: open-redirect
    return HttpResponseRedirect(request.GET["next"])


def django_go_checked(request):
    target = request.GET["next"]
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = reverse("home")
    # ok: open-redirect
    return HttpResponseRedirect(target)


def django_go_short(request):
    target = request.POST.get("next", "home")
    # ruleid: open-redirect
    return django_redirect(target)


def django_go_reversed(request):
    # ok: open-redirect
    return django_redirect(reverse("article", kwargs={"slug": request.POST["slug"]}))


@api.get("/leave")
def leave(to: str):
    # ruleid: open-redirect
    return RedirectResponse(to, status_code=307)


@api.get("/leave/{page}")
def leave_to_page(page: int):
    # ok: open-redirect
    return RedirectResponse(url=f"/pages/{page}")


@api.get("/switch/{place}")
def switch(place: str):
    match place:
        case "docs":
            target = "https://docs.example.org/"
        case "blog":
            target = "https://blog.example.org/"
        case _:
            target = "/"
    # ok: open-redirect
    return RedirectResponse(target)
