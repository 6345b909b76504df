// How does one mention a colleague in a note? By an @ and the first letters of a name: a list opens below the text. The focus
// stays in the text while the arrow keys choose; Enter or Tab takes the chosen one, Escape closes the list.

import { say, sayNumber } from "./words.js";

const ASKED = /(?:^|[^\p{L}\p{N}_])@([\p{L}\p{N}'’. -]{0,40})$/u;
const QUIET_MS = 150;

let timer = null;
let asking = null;
let dismissed = null; // where the list was closed for this @

const place = (field) => field.closest("[data-mentions]");
const list = (field) => place(field).querySelector("[role=listbox]");
const options = (field) => [...(list(field)?.querySelectorAll("[role=option]") ?? [])];
const chosen = (field) => options(field).find((option) => option.getAttribute("aria-selected") === "true");

function prepare(field) {
  if (list(field)) return;
  const options_ = document.createElement("ul");
  options_.id = `${field.id}-mentions`;
  options_.className = "mention-list";
  options_.setAttribute("role", "listbox");
  options_.setAttribute("aria-label", say("colleagues"));
  options_.hidden = true;
  const told = document.createElement("p");
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  field.after(options_, told);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", options_.id);
}

function choose(field, option) {
  for (const one of options(field)) one.setAttribute("aria-selected", String(one === option));
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}

function close(field) {
  clearTimeout(timer);
  asking?.abort();
  if (!list(field)) return;
  list(field).hidden = true;
  list(field).replaceChildren();
  list(field).nextElementSibling.textContent = "";
  field.removeAttribute("aria-activedescendant");
}

const asked = (field) => ASKED.exec(field.value.slice(0, field.selectionEnd))?.[1];
const start = (field) => field.selectionEnd - asked(field).length - 1;

async function open(field) {
  asking?.abort();
  asking = new AbortController();
  const about = field.form.elements.about?.value ?? "";
  const address = `${place(field).dataset.mentions}?${new URLSearchParams({ q: asked(field), about })}`;
  try {
    const answer = await fetch(address, { signal: asking.signal });
    if (!answer.ok || asked(field) === undefined) return close(field);
    list(field).innerHTML = await answer.text();
  } catch {
    return undefined; // another letter came meanwhile, or nobody can be reached: the text is the writer's all the same
  }
  const number = options(field).length;
  list(field).hidden = number === 0;
  list(field).nextElementSibling.textContent = number
    ? sayNumber("mentions", number)
    : "";
  choose(field, options(field)[0]);
  return undefined;
}

function take(field, option) {
  const from = start(field);
  const rest = field.value.slice(field.selectionEnd);
  field.setRangeText(`@${option.dataset.name}${/^\s/.test(rest) ? "" : " "}`, from, field.selectionEnd, "end");
  const hidden = document.createElement("input");
  Object.assign(hidden, { type: "hidden", name: "mention", value: option.dataset.mention });
  place(field).append(hidden);
  close(field);
  dismissed = from;
  field.focus();
}

function typed({ target }) {
  if (!target.matches?.("[data-mentions] textarea")) return;
  prepare(target);
  clearTimeout(timer);
  if (asked(target) === undefined || start(target) === dismissed) {
    if (asked(target) === undefined) dismissed = null;
    return close(target);
  }
  timer = setTimeout(() => open(target), QUIET_MS);
  return undefined;
}

function pressed(event) {
  const field = event.target;
  if (!field.matches?.("[data-mentions] textarea") || !list(field) || list(field).hidden || event.isComposing) return;
  const those = options(field);
  const at = those.indexOf(chosen(field));
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  if (moves[event.key]) choose(field, those[(at + moves[event.key] + those.length) % those.length]);
  else if (["Enter", "Tab"].includes(event.key) && chosen(field)) take(field, chosen(field));
  else if (event.key === "Escape") {
    dismissed = start(field);
    close(field);
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

document.addEventListener("input", typed);
document.addEventListener("keydown", pressed, true);
document.addEventListener("focusout", ({ target }) => target.matches?.("[data-mentions] textarea") && close(target));
// Before the text loses the focus.
document.addEventListener("pointerdown", (event) => {
  const option = event.target.closest?.("[data-mention]");
  if (!option) return;
  event.preventDefault();
  take(option.closest("[data-mentions]").querySelector("textarea"), option);
});
