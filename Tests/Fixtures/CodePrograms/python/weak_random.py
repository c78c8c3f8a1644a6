"""Numbers that nobody should be able to guess."""
import os
import random
import secrets
import string
import uuid
from random import SystemRandom, choice, randint

from flask import Flask, jsonify, session

app = Flask(__name__)
LETTERS = string.ascii_letters + string.digits
_system = random.SystemRandom()


def reset_token():
    # ruleid: weak-random
    return "%032x" % random.getrandbits(128)


def strong_reset_token():
    # ok: weak-random
    return secrets.token_urlsafe(32)


def password(length=12):
    # ruleid: weak-random
    return "".join(choice(LETTERS) for _ in range(length))


def strong_password(length=12):
    # ok: weak-random
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def system_password(length=12):
    # ok: weak-random
    return "".join(_system.choice(LETTERS) for _ in range(length))


def one_time_code():
    # ruleid: weak-random
    return f"{randint(0, 999_999):06d}"


def strong_one_time_code():
    generator = SystemRandom()
    # ok: weak-random
    return f"{generator.randint(0, 999_999):06d}"


def key():
    # ok: weak-random
    return os.urandom(32)


def key_of_bytes():
    # ruleid: weak-random
    return bytes(random.randrange(256) for _ in range(32))


def identifier():
    # ok: weak-random
    return str(uuid.uuid4())


@app.route("/session")
def start_session():
    # ruleid: weak-random
    session["token"] = str(random.random())[2:]
    return jsonify(started=True)


@app.route("/session/strong")
def start_strong_session():
    # ok: weak-random
    session["token"] = secrets.token_hex(16)
    return jsonify(started=True)


class Dice:
    def __init__(self, values):
        self.values = values

    def randint(self, low, high):
        return self.values.pop() % (high - low + 1) + low


def loaded_dice():
    dice = Dice([3, 6, 1])
    # ok: weak-random
    return dice.randint(1, 6)


def token_by_alias():
    source = random.choices
    # ruleid: weak-random
    return "".join(source(LETTERS, k=24))


def salt(random=_system):
    # ok: weak-random
    return "".join(random.choices(LETTERS, k=16))
