// Text from the address, from messages and from storage that a page writes into itself.
import DOMPurify from "dompurify";
import $ from "jquery";

const parameters = new URLSearchParams(window.location.search);

export function greet() {
  // ruleid: xss
  document.getElementById("greeting").innerHTML = "Hello " + parameters.get("name");
}

export function greetAsText() {
  // ok: xss
  document.getElementById("greeting").textContent = "Hello " + parameters.get("name");
}

export function greetPurified() {
  const clean = DOMPurify.sanitize(parameters.get("name"));
  // ok: xss
  document.getElementById("greeting").innerHTML = "<b>" + clean + "</b>";
}

export function showHash() {
  const section = decodeURIComponent(location.hash.slice(1));
  // ruleid: xss
  document.write("<h2>" + section + "</h2>");
}

export function showHashAsNode() {
  const section = decodeURIComponent(location.hash.slice(1));
  // ok: xss
  document.querySelector("h2").append(document.createTextNode(section));
}

export function showSearch() {
  const element = document.querySelector("#search");
  // ruleid: xss
  element.outerHTML = `<p>You looked for ${window.location.search}</p>`;
}

export function showCount() {
  const element = document.querySelector("#count");
  const count = Number(parameters.get("count"));
  // ok: xss
  element.innerHTML = `<b>${count}</b> things`;
}

export function insertReferrer() {
  // ruleid: xss
  document.body.insertAdjacentHTML("beforeend", "<p>You come from " + document.referrer + "</p>");
}

export function insertReferrerAsText() {
  // ok: xss
  document.body.insertAdjacentText("beforeend", "You come from " + document.referrer);
}

export function jqueryHtml() {
  // ruleid: xss
  $("#greeting").html("<b>" + parameters.get("name") + "</b>");
}

export function jqueryText() {
  // ok: xss
  $("#greeting").text("Hello " + parameters.get("name"));
}

export function jqueryAppend() {
  const hash = window.location.hash.substring(1);
  // ruleid: xss
  $("#list").append("<li>" + hash + "</li>");
}

export function jqueryValue() {
  // ok: xss
  $("#list").val(window.location.hash.substring(1)).attr("title", "from the address");
}

export function encoded() {
  const name = parameters.get("name").replace(/[<>&"']/g, (found) => `&#${found.charCodeAt(0)};`);
  // ok: xss
  document.getElementById("greeting").innerHTML = "Hello " + name;
}

export function chosen() {
  const names = { a: "<b>Ann</b>", b: "<i>Ben</i>" };
  const name = names[parameters.get("who")] ?? names.a;
  // ok: xss
  document.getElementById("greeting").innerHTML = name;
}

window.addEventListener("message", (event) => {
  // ruleid: xss
  document.getElementById("status").innerHTML = event.data;
});

window.addEventListener("message", (event) => {
  if (event.origin !== "https://widgets.example.org") {
    return;
  }
  // ok: xss
  document.getElementById("status").innerText = event.data.text;
});

export function constant() {
  const element = document.createElement("p");
  // ok: xss
  element.innerHTML = "<b>" + "nothing".toUpperCase() + "</b>";
  element.title = parameters.get("title");
  return element;
}

export function leave() {
  const target = parameters.get("next");
  // ruleid: open-redirect
  window.location.href = target;
}

export function leaveBelow() {
  const page = encodeURIComponent(parameters.get("page"));
  // ok: open-redirect
  window.location.assign("/pages/" + page);
}

export function leaveReplaced() {
  // ruleid: open-redirect
  location.replace(new URL(location.href).searchParams.get("to"));
}
