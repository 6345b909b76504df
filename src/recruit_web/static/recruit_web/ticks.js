// Which rows are ticked? Counted beside the actions, ticked all at once, and kept when the list refreshes itself.

import { say } from "./words.js";

const boxes = (name) => [...document.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`)];
let kept = new Set();

function tell() {
  for (const place of document.querySelectorAll("[data-ticked]")) {
    const all = boxes(place.dataset.ticked);
    const ticked = all.filter((box) => box.checked).length;
    place.textContent = ticked ? say("chosen", { n: ticked }) : "";
    place.closest(".bulk").classList.toggle("has-ticks", ticked > 0);
    const whole = place.closest(".bulk").querySelector("[data-ticks-all]");
    whole.checked = ticked > 0 && ticked === all.length;
    whole.indeterminate = ticked > 0 && ticked < all.length;
  }
}

function ticked({ target }) {
  if (target.matches("[data-ticks-all]")) {
    for (const box of boxes(target.dataset.ticksAll)) box.checked = target.checked;
  }
  tell();
}

function keep({ detail }) {
  const list = detail.target.closest?.("[data-keeps-ticks]");
  if (list) kept = new Set([...list.querySelectorAll("[data-row] input:checked")].map((box) => box.value));
}

function restore() {
  for (const box of document.querySelectorAll("[data-keeps-ticks] [data-row] input[type=checkbox]")) {
    if (kept.has(box.value)) box.checked = true;
  }
  kept = new Set();
  tell();
}

export function startTicks() {
  document.addEventListener("change", ticked);
  document.addEventListener("htmx:beforeSwap", keep);
  document.addEventListener("htmx:afterSettle", restore);
  tell();
}
