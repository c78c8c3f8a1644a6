"""Digests, ciphers and modes, chosen directly, by name and by settings."""
import hashlib
import hmac
import os
import zlib
from hashlib import md5 as checksum

from Crypto.Cipher import AES, ARC4, ChaCha20_Poly1305, DES
from Crypto.Hash import MD4, SHA256
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

DEFAULT_DIGEST = "sha256"


def digest_of_password(password):
    # ruleid: weak-hash
    return hashlib.md5(password.encode()).hexdigest()


def stretched_password(password, salt):
    # ok: weak-hash
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000)


def stretched_by_memory(password, salt):
    # ok: weak-hash
    return hashlib.scrypt(password.encode(), salt=salt, n=2**15, r=8, p=1)


def signature(document):
    # ruleid: weak-hash
    return hashlib.new("sha1", document).digest()


def strong_signature(document):
    # ok: weak-hash
    return hashlib.new("sha3_256", document).digest()


def default_signature(document, algorithm=DEFAULT_DIGEST):
    # ok: weak-hash
    return hashlib.new(algorithm, document).digest()


def etag(content):
    # ok: weak-hash
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def fingerprint(content):
    # ruleid: weak-hash
    return checksum(content).hexdigest()


def archive_sum(content):
    # ok: weak-hash
    return zlib.crc32(content)


def incremental(parts):
    # ruleid: weak-hash
    running = hashlib.sha1()
    for part in parts:
        running.update(part)
    return running.hexdigest()


def incremental_strong(parts):
    # ok: weak-hash
    running = hashlib.blake2b(digest_size=32)
    for part in parts:
        running.update(part)
    return running.hexdigest()


def by_settings(content):
    settings = {"digest": "md5", "checked": "sha512"}
    # ok: weak-hash
    return hashlib.new(settings["checked"], content).hexdigest()


def by_weak_settings(content):
    settings = {"digest": "md5", "checked": "sha512"}
    # ruleid: weak-hash
    return hashlib.new(settings["digest"], content).hexdigest()


def by_legacy_library(content):
    # ruleid: weak-hash
    return MD4.new(data=content).hexdigest()


def by_library(content):
    # ok: weak-hash
    return SHA256.new(data=content).hexdigest()


def by_hazmat(content):
    # ruleid: weak-hash
    digest = hashes.Hash(hashes.MD5())
    digest.update(content)
    return digest.finalize()


def by_strong_hazmat(content):
    # ok: weak-hash
    digest = hashes.Hash(hashes.SHA384())
    digest.update(content)
    return digest.finalize()


def authenticated(key, message):
    # ok: weak-hash
    return hmac.new(key, message, hashlib.sha512).digest()


def derived(password, salt):
    # ok: weak-hash
    return Scrypt(salt=salt, length=32, n=2**14, r=8, p=1).derive(password)


class Registry:
    def md5(self, name):
        return "file of " + name


def not_a_digest(registry: Registry, name):
    # ok: weak-hash
    return Registry().md5(name)


def sealed(key, text):
    # ruleid: weak-cipher
    cipher = DES.new(key, DES.MODE_CBC, os.urandom(8))
    return cipher.encrypt(text)


def sealed_strongly(key, text):
    # ok: weak-cipher
    cipher = AES.new(key, AES.MODE_GCM)
    return cipher.nonce, cipher.encrypt_and_digest(text)


def sealed_by_blocks(key, text):
    # ruleid: weak-cipher
    cipher = AES.new(key, AES.MODE_ECB)
    return cipher.encrypt(text)


def sealed_by_chosen_mode(key, text):
    mode = AES.MODE_ECB
    if 3 * 5 == 15:
        mode = AES.MODE_EAX
    # ok: weak-cipher
    cipher = AES.new(key, mode)
    return cipher.encrypt(text)


def sealed_by_stream(key, text):
    # ruleid: weak-cipher
    return ARC4.new(key).encrypt(text)


def sealed_by_modern_stream(key, text):
    # ok: weak-cipher
    return ChaCha20_Poly1305.new(key=key).encrypt(text)


def sealed_by_hazmat(key, text):
    # ruleid: weak-cipher
    encryptor = Cipher(algorithms.Blowfish(key), modes.CBC(os.urandom(8))).encryptor()
    return encryptor.update(text) + encryptor.finalize()


def sealed_by_strong_hazmat(key, text):
    # ok: weak-cipher
    encryptor = Cipher(algorithms.AES(key), modes.CTR(os.urandom(16))).encryptor()
    return encryptor.update(text) + encryptor.finalize()


def sealed_by_hazmat_blocks(key, text):
    # ruleid: weak-cipher
    chosen = modes.ECB()
    encryptor = Cipher(algorithms.AES(key), chosen).encryptor()
    return encryptor.update(text) + encryptor.finalize()


def sealed_by_recipe(text):
    # ok: weak-cipher
    return Fernet(Fernet.generate_key()).encrypt(text)


def sealed_and_bound(key, text, context):
    nonce = os.urandom(12)
    # ok: weak-cipher
    return nonce + AESGCM(key).encrypt(nonce, text, context)


def short_key():
    # ruleid: weak-cipher
    return rsa.generate_private_key(public_exponent=65537, key_size=1024)


def long_key():
    # ok: weak-cipher
    return rsa.generate_private_key(public_exponent=65537, key_size=3072)
