"""Pages from Django and FastAPI that go around the template's escaping."""
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.template.defaultfilters import striptags
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, PlainTextResponse
from starlette.requests import Request

app = FastAPI()


def greeting(request):
    # ruleid: xss
    return HttpResponse("<p>Welcome, %s</p>" % request.GET.get("name"))


def greeting_escaped(request):
    # ok: xss
    return HttpResponse("<p>Welcome, %s</p>" % escape(request.GET.get("name")))


def greeting_as_text(request):
    # ok: xss
    return HttpResponse("Welcome, %s" % request.GET.get("name"), content_type="text/plain")


def greeting_rendered(request):
    # ok: xss
    return render(request, "greeting.html", {"name": request.GET.get("name")})


def greeting_marked(request):
    # ruleid: xss
    name = mark_safe("<b>" + request.GET["name"] + "</b>")
    return render(request, "greeting.html", {"name": name})


def greeting_marked_escaped(request):
    # ok: xss
    name = mark_safe("<b>" + conditional_escape(request.GET["name"]) + "</b>")
    return render(request, "greeting.html", {"name": name})


def greeting_formatted(request):
    # ok: xss
    name = format_html("<b class='{}'>{}</b>", "name", request.GET["name"])
    return render(request, "greeting.html", {"name": name})


def greeting_formatted_twice(request):
    # The text is inside before the escaping looks for placeholders.
    # ruleid: xss
    name = format_html("<b>" + request.GET["name"] + "</b>")
    return render(request, "greeting.html", {"name": name})


def tags(request):
    items = format_html_join("\n", "<li>{}</li>", ((tag,) for tag in request.GET.getlist("tag")))
    # ok: xss
    return HttpResponse("<ul>" + items + "</ul>")


def tags_by_hand(request):
    items = "".join("<li>" + tag + "</li>" for tag in request.GET.getlist("tag"))
    # ruleid: xss
    return HttpResponse("<ul>" + items + "</ul>")


def failure(request):
    reason = request.COOKIES.get("reason", "unknown")
    # ruleid: xss
    return HttpResponseBadRequest("<em>" + reason + "</em>")


def failure_chosen(request):
    reasons = {"1": "expired", "2": "revoked"}
    reason = reasons.get(request.COOKIES.get("reason"), "unknown")
    # ok: xss
    return HttpResponseBadRequest("<em>" + reason + "</em>")


def answer(request):
    # ok: xss
    return JsonResponse({"html": "<p>" + request.POST["text"] + "</p>"})


def written(request):
    response = HttpResponse()
    response.write("<p>You wrote:</p>")
    # ruleid: xss
    response.write(request.POST["text"])
    return response


def written_stripped(request):
    response = HttpResponse()
    # ok: xss
    response.write("<p>" + escape(striptags(request.POST["text"])) + "</p>")
    return response


def safe_string(request):
    user = request.headers.get("X-Display-Name")
    # ruleid: xss
    return render(request, "greeting.html", {"name": SafeString(user)})


class Badge:
    def __init__(self, caption):
        self.caption = caption

    def markup(self):
        return "<span>" + self.caption + "</span>"

    def escaped_markup(self):
        return "<span>" + escape(self.caption) + "</span>"


def badge(request):
    # ruleid: xss
    return HttpResponse(Badge(request.GET["caption"]).markup())


def badge_escaped(request):
    # ok: xss
    return HttpResponse(Badge(request.GET["caption"]).escaped_markup())


@app.get("/page", response_class=HTMLResponse)
def page(title: str):
    # ruleid: xss
    return f"<title>{title}</title>"


@app.get("/page/json")
def page_as_json(title: str):
    # ok: xss
    return f"<title>{title}</title>"


@app.get("/page/content")
def page_content(request: Request):
    content = "<p>" + request.query_params["q"] + "</p>"
    # ruleid: xss
    return HTMLResponse(content=content, status_code=200)


@app.get("/page/text")
def page_text(q: str):
    # ok: xss
    return PlainTextResponse("<p>" + q + "</p>")


@app.get("/page/number")
def page_number(q: float):
    # ok: xss
    return HTMLResponse(f"<p>{q}</p>")
