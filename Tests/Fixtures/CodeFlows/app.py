import os, subprocess
from flask import Flask, request
app = Flask(__name__)

ALLOWED = {"a": 1, "b": 2}

@app.route("/a/<name>")
def a(name):
    os.system("ls " + name)  # BAD

@app.route("/b")
def b():
    x = request.args.get("x")
    y = "safe"
    values = []
    values.append("moresafe")
    values.append(x)
    values.append("safe2")
    values.pop(0)
    z = values[0]
    os.system(z)  # BAD
    w = values[1]
    os.system(w)  # OK
    num = 106
    bar = "const" if 7 * 18 + num > 200 else x
    os.system(bar)  # OK
    if x not in ALLOWED:
        return "bad"
    os.system(x)  # OK

def clean(v):
    return "x" + str(int(v))

def ident(v, k=1):
    t = v.strip()
    return t

class Helper:
    def __init__(self, v): self.v = v
    def get(self): return self.v
    def const(self): return "c"

def is_ok(s):
    return s.isalnum() and len(s) < 10

@app.route("/c")
def c():
    x = request.form["q"]
    os.system(clean(x))  # OK
    os.system("a%s" % ident(x))  # BAD
    h = Helper(x)
    subprocess.run(h.get(), shell=True)  # BAD
    os.system(h.const())  # OK
    if is_ok(x):
        os.system(x)  # OK
    else:
        os.system(x)  # BAD
    import configparser
    conf = configparser.ConfigParser()
    conf.add_section("s"); conf.set("s", "a", "aa"); conf.set("s", "b", x)
    os.system(conf.get("s", "a"))  # OK
    os.system(conf.get("s", "b"))  # BAD
    m = {"k": "v"}
    m["t"] = x
    os.system(m["k"])  # OK
    os.system(f"{m['t']}!")  # BAD
    match "ABC"[1]:
        case "A": q = x
        case "B": q = "bob"
        case _: q = x
    os.system(q)  # OK
    os.system(x)  # nosec B605
