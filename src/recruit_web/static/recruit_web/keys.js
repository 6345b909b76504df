// What can be done without a mouse? Everything; these keys only make it quick. The page "Shortcuts" lists them.

const ROWS = "[data-row]";
let waitsForGo = false;

const isTyping = (target) => target.matches("input, textarea, select, [contenteditable]");
const visible = (element) => element.offsetParent !== null;

function focusRow(row) {
  const link = row?.matches("a, button") ? row : row?.querySelector("a, button");
  link?.focus();
  row?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function step(by) {
  const rows = [...document.querySelectorAll(ROWS)].filter(visible);
  const here = document.activeElement?.closest(ROWS);
  const at = rows.indexOf(here);
  focusRow(rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))]);
}

function stepColumn(by) {
  const columns = [...document.querySelectorAll("[data-column]")].filter((column) => column.querySelector(ROWS));
  const at = columns.indexOf(document.activeElement?.closest("[data-column]"));
  focusRow(columns[at === -1 ? 0 : Math.min(columns.length - 1, Math.max(0, at + by))]?.querySelector(ROWS));
}

function stepResult(event) {
  const results = [...document.querySelectorAll("#quick-search, #quick-results a")];
  const at = results.indexOf(document.activeElement);
  if (at === -1) return false;
  results[(at + (event.key === "ArrowDown" ? 1 : results.length - 1)) % results.length].focus();
  return true;
}

function escape() {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.getElementById("quick-results")?.replaceChildren();
  if (document.activeElement?.id === "quick-search") document.activeElement.blur();
}

const MOVES = {
  j: () => step(1),
  k: () => step(-1),
  ArrowRight: () => stepColumn(1),
  ArrowLeft: () => stepColumn(-1),
};

// Outside of rows the newest counts (the latest message's Undo); a page with one row only is that row.
function onPage(selector) {
  const rows = document.querySelectorAll(ROWS);
  const outside = [...document.querySelectorAll(selector)].findLast((element) => !element.closest(ROWS));
  return outside ?? (rows.length === 1 ? rows[0].querySelector(selector) : null);
}

// A letter first means the row that has the focus, then the page.
function hotkey(key) {
  const selector = `[data-hotkey="${CSS.escape(key)}"]`;
  const row = document.activeElement?.closest(ROWS);
  const found = row?.querySelector(selector) ?? onPage(selector);
  if (!found) return false;
  if (found.matches("input:not([type=checkbox]), textarea, select")) found.focus();
  else found.click();
  return true;
}

function pressed(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === "Escape") return void escape();
  if ((key === "ArrowDown" || key === "ArrowUp") && target.closest("[data-quick]")) {
    if (stepResult(event)) event.preventDefault();
    return;
  }
  if (isTyping(target) || document.getElementById("dialog")?.open) return;
  if (waitsForGo) {
    waitsForGo = false;
    document.querySelector(`[data-go="${CSS.escape(key)}"]`)?.click();
    return;
  }
  if (key === "g") {
    waitsForGo = true;
    setTimeout(() => (waitsForGo = false), 1500);
    return;
  }
  if (key === "?") return void document.querySelector("[data-shortcuts]")?.click();
  if (MOVES[key] && document.querySelector(ROWS)) {
    if (key.startsWith("Arrow") && !document.querySelector("[data-column]")) return;
    MOVES[key]();
    event.preventDefault();
    return;
  }
  if (key.length === 1 && hotkey(key)) event.preventDefault();
}

export const startKeys = () => document.addEventListener("keydown", pressed);
