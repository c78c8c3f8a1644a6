"use strict";
// Shows the findings that fit what was chosen. Nothing of a finding is ever read as mark-up: texts are only compared.
const form = document.getElementById("filters");
const count = document.getElementById("count");
const files = Array.from(document.querySelectorAll(".file"), (element) => ({
  element,
  path: element.dataset.path.toLowerCase(),
  findings: Array.from(element.querySelectorAll("article"), (article) => ({
    article, text: article.textContent.toLowerCase(), ...article.dataset,
    controls: new Set((article.dataset.controls || "").split(" ")),
  })),
}));
const total = files.reduce((sum, file) => sum + file.findings.length, 0);

function apply() {
  const chosen = new FormData(form);
  const severities = new Set(chosen.getAll("severity"));
  const words = String(chosen.get("text")).toLowerCase().split(/\s+/).filter(Boolean);
  const scanner = chosen.get("scanner"), state = chosen.get("state"), control = chosen.get("control");
  let shown = 0;
  for (const file of files) {
    let inFile = 0;
    for (const finding of file.findings) {
      const fits = severities.has(finding.severity) && (!scanner || finding.scanner === scanner)
        && (!state || finding.state === state) && (!control || finding.controls.has(control))
        && words.every((word) => finding.text.includes(word) || file.path.includes(word));
      finding.article.hidden = !fits;
      if (fits) inFile += 1;
    }
    file.element.hidden = inFile === 0;
    shown += inFile;
  }
  count.value = shown === total ? `All ${total} findings are shown.` : `${shown} of ${total} findings are shown.`;
}

// There is no form where nothing was found.
if (form !== null) {
  let timer;
  form.hidden = false;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(apply, 120); });
  form.addEventListener("reset", () => { clearTimeout(timer); timer = setTimeout(apply, 0); });
  for (const button of document.querySelectorAll("button.show")) {
    button.addEventListener("click", () => {
      form.reset();
      form.elements.control.value = button.dataset.control;
      clearTimeout(timer);
      apply();
      form.scrollIntoView();
      form.elements.control.focus({ preventScroll: true });
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}
