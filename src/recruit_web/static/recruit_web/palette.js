// How does one go anywhere by the keyboard alone? Ctrl-K (or Cmd-K) opens a box over the page. The focus stays in it while
// the arrow keys choose among the options below; Enter follows the chosen one, or the first. Candidates and positions are
// asked for; pages and actions are there already and narrowed down here.

import { sayNumber } from "./words.js";

const palette = () => document.querySelector("[data-palette]");
const all = () => [...document.querySelectorAll("#palette-options [role=option]")];
const options = () => all().filter((option) => !option.hidden);
const chosen = () => options().find((option) => option.getAttribute("aria-selected") === "true");

function choose(option) {
  for (const one of all()) one.setAttribute("aria-selected", String(one === option));
  const box = document.getElementById("palette-query");
  if (option) box.setAttribute("aria-activedescendant", option.id);
  else box.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const those = options();
  const at = those.indexOf(chosen());
  choose(those[at === -1 ? (by > 0 ? 0 : those.length - 1) : (at + by + those.length) % those.length]);
}

function narrow(words) {
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
  for (const group of document.querySelectorAll("[data-palette-places] [role=group]")) {
    const those = [...group.querySelectorAll("[role=option]")];
    for (const option of those) option.hidden = !asked.every((word) => option.textContent.toLowerCase().includes(word));
    group.hidden = those.every((option) => option.hidden);
  }
}

function settle() {
  if (!palette()) return;
  narrow(document.getElementById("palette-query").value);
  choose(null);
  const number = options().length;
  document.querySelector("[data-palette-told]").textContent = sayNumber("places", number);
}

const MOVES = { ArrowDown: () => step(1), ArrowUp: () => step(-1) };

function pressed(event) {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
    const opener = document.querySelector("[data-opens-palette]");
    if (!opener) return;
    event.preventDefault();
    if (palette()) document.getElementById("dialog").close();
    else if (!document.getElementById("dialog").open) opener.click();
    return;
  }
  if (event.target.id !== "palette-query" || event.isComposing) return;
  if (MOVES[event.key]) {
    event.preventDefault();
    MOVES[event.key]();
  } else if (event.key === "Enter") {
    event.preventDefault();
    (chosen() ?? options()[0])?.click();
  }
}

// Whoever types at once has typed before the box was listened to.
function catchUp({ detail }) {
  const box = document.getElementById("palette-query");
  if (detail.target?.id === "dialog-content" && box?.value) window.htmx.trigger(box, "typed-before");
}

export function startPalette() {
  document.addEventListener("keydown", pressed);
  document.addEventListener("input", ({ target }) => target.id === "palette-query" && settle());
  document.addEventListener("htmx:afterSettle", catchUp);
  document.addEventListener("htmx:afterSwap", ({ detail }) => ["palette-found", "dialog-content"].includes(detail.target?.id) && settle());
}
