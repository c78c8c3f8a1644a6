// Digests, ciphers and random numbers, chosen directly, by name and by settings.
const crypto = require("crypto");
const { createCipheriv, createHash, pbkdf2Sync, randomBytes } = require("node:crypto");
const bcrypt = require("bcrypt");
const CryptoJS = require("crypto-js");
const md5 = require("md5");
const { nanoid } = require("nanoid");
const { v4: uuid } = require("uuid");

const settings = { digest: "md5", checked: "sha512" };

exports.passwordDigest = (password) => {
  // ruleid: weak-hash
  return crypto.createHash("md5").update(password).digest("hex");
};

exports.stretchedPassword = (password, salt) => {
  // ok: weak-hash
  return pbkdf2Sync(password, salt, 600000, 64, "sha512").toString("hex");
};

exports.bcryptPassword = (password) => {
  // ok: weak-hash
  return bcrypt.hashSync(password, 12);
};

exports.signature = (document) => {
  const algorithm = "SHA1";
  // ruleid: weak-hash
  return createHash(algorithm).update(document).digest("base64");
};

exports.strongSignature = (document) => {
  let algorithm = "sha1";
  algorithm = "sha384";
  // ok: weak-hash
  return createHash(algorithm).update(document).digest("base64");
};

exports.bySettings = (document) => {
  // ruleid: weak-hash
  return createHash(settings.digest).update(document).digest("hex");
};

exports.byOtherSettings = (document) => {
  // ok: weak-hash
  return createHash(settings.checked).update(document).digest("hex");
};

exports.byDefault = (document, algorithm = "sha3-256") => {
  // ok: weak-hash
  return createHash(algorithm).update(document).digest("hex");
};

exports.byPackage = (document) => {
  // ruleid: weak-hash
  return md5(document);
};

exports.byLibrary = (document) => {
  // ruleid: weak-hash
  return CryptoJS.SHA1(document).toString();
};

exports.byStrongLibrary = (document) => {
  // ok: weak-hash
  return CryptoJS.SHA256(document).toString();
};

class Registry {
  createHash(name) {
    return { name };
  }
}

exports.lookalike = () => {
  // ok: weak-hash
  return new Registry().createHash("md5");
};

exports.sealed = (key, text) => {
  // ruleid: weak-cipher
  const cipher = crypto.createCipheriv("des-ede3-cbc", key, randomBytes(8));
  return Buffer.concat([cipher.update(text), cipher.final()]);
};

exports.sealedStrongly = (key, text) => {
  // ok: weak-cipher
  const cipher = createCipheriv("aes-256-gcm", key, randomBytes(12));
  return Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
};

exports.sealedByBlocks = (key, text) => {
  const bits = 128;
  // ruleid: weak-cipher
  const cipher = createCipheriv(`aes-${bits}-ecb`, key, null);
  return Buffer.concat([cipher.update(text), cipher.final()]);
};

exports.sealedByChosenMode = (key, text) => {
  const mode = 3 * 5 === 15 ? "ctr" : "ecb";
  // ok: weak-cipher
  const cipher = createCipheriv("aes-256-" + mode, key, randomBytes(16));
  return Buffer.concat([cipher.update(text), cipher.final()]);
};

exports.sealedByStream = (key, text) => {
  // ruleid: weak-cipher
  return createCipheriv("rc4", key, null).update(text);
};

exports.sealedByModernStream = (key, text) => {
  // ok: weak-cipher
  return createCipheriv("chacha20-poly1305", key, randomBytes(12), { authTagLength: 16 }).update(text);
};

exports.sealedByLibrary = (key, text) => {
  // ruleid: weak-cipher
  return CryptoJS.TripleDES.encrypt(text, key).toString();
};

exports.sealedByLibraryBlocks = (key, text) => {
  // ruleid: weak-cipher
  return CryptoJS.AES.encrypt(text, key, { mode: CryptoJS.mode.ECB }).toString();
};

exports.sealedByLibraryChain = (key, text) => {
  const iv = CryptoJS.lib.WordArray.random(16);
  // ok: weak-cipher
  return CryptoJS.AES.encrypt(text, key, { iv, mode: CryptoJS.mode.CTR }).toString();
};

exports.resetToken = () => {
  // ruleid: weak-random
  const token = Math.random().toString(36).slice(2);
  return { token };
};

exports.strongResetToken = () => {
  // ok: weak-random
  const token = crypto.randomBytes(24).toString("base64url");
  return { token };
};

exports.password = (length) => {
  const letters = "abcdefghijkmnopqrstuvwxyz23456789";
  let password = "";
  for (let index = 0; index < length; index++) {
    // ruleid: weak-random
    password += letters[Math.floor(Math.random() * letters.length)];
  }
  return password;
};

exports.strongPassword = (length) => {
  const letters = "abcdefghijkmnopqrstuvwxyz23456789";
  // ok: weak-random
  return Array.from({ length }, () => letters[crypto.randomInt(letters.length)]).join("");
};

exports.sessionKey = () => {
  // ruleid: weak-random
  const sessionId = "s" + Date.now() + Math.random();
  return sessionId;
};

exports.strongSessionKey = () => {
  // ok: weak-random
  const sessionId = uuid();
  return sessionId;
};

exports.invitation = () => {
  // ok: weak-random
  return { invitation: nanoid(24) };
};

exports.backoff = (attempt) => {
  // ok: weak-random
  const delay = 100 * 2 ** attempt + Math.random() * 50;
  return new Promise((resolve) => setTimeout(resolve, delay));
};

exports.confetti = (canvas) => {
  // ok: weak-random
  const x = Math.random() * canvas.width;
  canvas.getContext("2d").fillRect(x, 0, 4, 4);
};

exports.webCrypto = () => {
  const numbers = new Uint32Array(4);
  // ok: weak-random
  const secret = globalThis.crypto.getRandomValues(numbers).join("-");
  return secret;
};
