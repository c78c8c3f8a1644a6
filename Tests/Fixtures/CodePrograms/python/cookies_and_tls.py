"""Flags of cookies, and connections that believe anybody."""
import socket
import ssl
import urllib.request

import aiohttp
import httpx
import requests
from django.http import HttpResponse, JsonResponse
from fastapi import FastAPI, Response
from flask import Flask, jsonify, make_response, request

app = Flask(__name__)
api = FastAPI()
VERIFY = True
OPTIONS = {"secure": True, "httponly": True, "samesite": "Lax"}


@app.route("/cookie")
def cookie():
    response = make_response(jsonify(ok=True))
    # ruleid: insecure-cookie
    response.set_cookie("session", "3f786850e387550f", secure=False, httponly=True)
    return response


@app.route("/cookie/secure")
def secure_cookie():
    response = make_response(jsonify(ok=True))
    # ok: insecure-cookie
    response.set_cookie("session", "3f786850e387550f", secure=True, httponly=True, samesite="Strict")
    return response


@app.route("/cookie/default")
def default_cookie():
    response = make_response(jsonify(ok=True))
    # ruleid: insecure-cookie
    response.set_cookie("session", "89e6c98d92887913")
    return response


@app.route("/cookie/options")
def cookie_with_options():
    response = make_response(jsonify(ok=True))
    # ok: insecure-cookie
    response.set_cookie("session", "89e6c98d92887913", **OPTIONS)
    return response


def remember(response, name, value, secure=True, httponly=True):
    # ok: insecure-cookie
    response.set_cookie(name, value, secure=secure, httponly=httponly, samesite="Lax")


@app.route("/cookie/helper")
def cookie_by_helper():
    response = make_response(jsonify(ok=True))
    remember(response, "visits", str(int(request.cookies.get("visits", 0)) + 1))
    return response


@app.route("/cookie/deleted")
def delete_cookie():
    response = make_response(jsonify(ok=True))
    # ok: insecure-cookie
    response.delete_cookie("session")
    return response


def django_cookie(request):
    response = HttpResponse("ok")
    # ruleid: insecure-cookie
    response.set_cookie("basket", "12", secure=True, httponly=False)
    return response


def django_secure_cookie(request):
    response = JsonResponse({"ok": True})
    flag = True
    # ok: insecure-cookie
    response.set_cookie("basket", "12", max_age=3600, secure=flag, httponly=flag, samesite="Lax")
    return response


def django_insecure_flag(request):
    response = JsonResponse({"ok": True})
    flag = False
    # ruleid: insecure-cookie
    response.set_cookie("basket", "13", max_age=3600, secure=flag, httponly=True)
    return response


@api.post("/sign-in")
def sign_in(response: Response):
    # ruleid: insecure-cookie
    response.set_cookie(key="session", value="signed-in", httponly=True)
    return {"ok": True}


@api.post("/sign-in/secure")
def sign_in_securely(response: Response):
    # ok: insecure-cookie
    response.set_cookie(key="session", value="signed-in", httponly=True, secure=True, samesite="lax")
    return {"ok": True}


def price(article):
    # ruleid: tls-verification
    return requests.get(f"https://prices.example.org/{int(article)}", verify=False, timeout=5).json()


def price_verified(article):
    # ok: tls-verification
    return requests.get(f"https://prices.example.org/{int(article)}", verify=VERIFY, timeout=5).json()


def price_with_bundle(article):
    # ok: tls-verification
    return requests.get(f"https://prices.example.org/{int(article)}", verify="ca.pem", timeout=5).json()


def price_by_session():
    session = requests.Session()
    # ruleid: tls-verification
    session.verify = False
    return session.get("https://prices.example.org/all", timeout=5).json()


def price_by_client():
    # ruleid: tls-verification
    with httpx.Client(verify=False) as client:
        return client.get("https://prices.example.org/all").json()


def price_by_verifying_client():
    # ok: tls-verification
    with httpx.Client(verify=ssl.create_default_context(), timeout=5) as client:
        return client.get("https://prices.example.org/all").json()


def page():
    # ruleid: tls-verification
    context = ssl._create_unverified_context()
    return urllib.request.urlopen("https://www.example.org/", context=context).read()


def page_verified():
    # ok: tls-verification
    context = ssl.create_default_context(cafile="ca.pem")
    return urllib.request.urlopen("https://www.example.org/", context=context).read()


def opened():
    context = ssl.create_default_context()
    # ruleid: tls-verification
    context.check_hostname = False
    # ruleid: tls-verification
    context.verify_mode = ssl.CERT_NONE
    return context.wrap_socket(socket.create_connection(("www.example.org", 443)))


def opened_verified():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations("ca.pem")
    # ok: tls-verification
    context.verify_mode = ssl.CERT_REQUIRED
    return context.wrap_socket(socket.create_connection(("www.example.org", 443)), server_hostname="www.example.org")


async def crawled():
    async with aiohttp.ClientSession() as session:
        # ruleid: tls-verification
        async with session.get("https://www.example.org/", ssl=False) as answer:
            return answer.status


async def crawled_verified():
    async with aiohttp.ClientSession() as session:
        # ok: tls-verification
        async with session.get("https://www.example.org/", ssl=True) as answer:
            return answer.status
