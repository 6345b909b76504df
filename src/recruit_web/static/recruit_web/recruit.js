// What does the page do by itself? Moments in the reader's zone, live refresh, the dialog, messages, menus, keys.
// Everything is bound once to the document and finds its elements by data attributes: swapped fragments need nothing.

import { keepAnswers } from "./attic.js";
import { startBoard } from "./board.js";
import { startCopying } from "./copying.js";
import { startKeys } from "./keys.js";
import { startLater } from "./later.js";
import { startLive } from "./live.js";
import { keepMenusOpen } from "./menus.js";
import { startOnce } from "./once.js";
import { startTicks } from "./ticks.js";
import { startPalette } from "./palette.js";
import { startStepRows } from "./step_rows.js";
import { startResets } from "./resets.js";
import { keepUnsaved } from "./unsaved.js";
import { language, say } from "./words.js";

document.documentElement.classList.add("has-script");

const all = (selector, root = document) => root.querySelectorAll(selector);

// --- Moments -------------------------------------------------------------------------------------------------------

const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const absolute = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
const day = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
const UNITS = [["minute", 60], ["hour", 3600], ["day", 86400], ["week", 604800]];

function inWords(moment) {
  const seconds = (moment - Date.now()) / 1000;
  const distance = Math.abs(seconds);
  if (distance < 45) return say("justNow");
  if (distance > 4 * 604800) return day.format(moment);
  const [unit, length] = UNITS.findLast(([, size]) => distance >= size) ?? UNITS[0];
  return relative.format(Math.round(seconds / length), unit);
}

function tellMoments(root = document) {
  for (const element of all("time[data-moment]", root)) {
    const moment = new Date(element.dateTime);
    element.textContent = inWords(moment);
    element.title = absolute.format(moment);
  }
}

// --- Messages ------------------------------------------------------------------------------------------------------

function tellProblem(sentence) {
  // Several parts of a page may fail together: one message says it.
  if ([...all(".notice-danger .notice-text")].some((told) => told.textContent === sentence)) return;
  const notice = document.getElementById("toast-template").content.cloneNode(true);
  notice.querySelector(".notice-text").textContent = sentence;
  document.getElementById("toasts").append(notice);
  watchNotices();
}

// A message goes by itself after its seconds, but never while somebody reads it or has the focus in it.
function watchNotices() {
  for (const notice of all("[data-notice]:not([data-watched])")) {
    notice.dataset.watched = "";
    let left = Number(notice.dataset.notice);
    const timer = setInterval(() => {
      if (!notice.isConnected) return clearInterval(timer);
      if (notice.matches(":hover, :focus-within") || document.hidden) return undefined;
      left -= 1;
      if (left <= 0) notice.remove();
      return undefined;
    }, 1000);
  }
}

// --- The dialog ----------------------------------------------------------------------------------------------------

const dialog = document.getElementById("dialog");
let openedBy = null;

function openDialog() {
  if (dialog.open) return;
  const asked = document.activeElement;
  openedBy = asked?.closest("details.menu")?.querySelector("summary") ?? asked;
  dialog.showModal();
  // Everything outside of an open dialog lies behind it and cannot be reached: messages must come along.
  dialog.append(document.getElementById("toasts"));
  dialog.querySelector("[autofocus], select, textarea, input:not([type=hidden])")?.focus();
}

dialog?.addEventListener("close", () => {
  document.body.append(document.getElementById("toasts"));
  document.getElementById("dialog-content").replaceChildren();
  // What opened it may have been swapped for its like meanwhile.
  const back = openedBy?.isConnected ? openedBy : document.getElementById(openedBy?.id);
  back?.focus();
});

// --- htmx ----------------------------------------------------------------------------------------------------------

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  // A refusal says itself what it wants of the page; a form with errors is swapped in; other failures are not content.
  const { xhr } = detail;
  if (xhr.status < 400) return;
  detail.shouldSwap = xhr.status === 422 || xhr.getResponseHeader("HX-Reswap") !== null;
  detail.isError = !detail.shouldSwap;
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  // An answer that wants no swap (HX-Reswap: none) is a message, not content.
  if (detail.target?.id === "dialog-content" && detail.xhr.getResponseHeader("HX-Reswap") === null) openDialog();
});
document.addEventListener("htmx:afterSettle", () => {
  tellMoments();
  watchNotices();
});
document.addEventListener("htmx:oobAfterSwap", watchNotices);
document.addEventListener("htmx:responseError", ({ detail }) => {
  tellProblem(say({ 403: "outdated", 404: "gone" }[detail.xhr.status] ?? "failed"));
});
// What nobody asked for need not be told to have failed: the note of the cut line is there then.
const isByItself = ({ requestConfig }) => requestConfig?.triggeringEvent?.type.startsWith("live:") ?? false;
document.addEventListener("htmx:sendError", ({ detail }) => {
  if (!isByItself(detail)) tellProblem(say("unreachable"));
});
document.addEventListener("htmx:timeout", ({ detail }) => {
  if (!isByItself(detail)) tellProblem(say("late"));
});
document.addEventListener("recruit:done", () => {
  if (dialog?.open) dialog.close();
});

// --- The reader's zone in forms --------------------------------------------------------------------------------------

// A moment in a form is the reader's: the form is told how far off UTC they are, and what it shows is theirs.
function fitZone(root) {
  for (const field of root.querySelectorAll("input[data-offset]:not([data-fitted])")) {
    field.dataset.fitted = "";
    const { day: date, time } = field.form.elements;
    const shown = date.value && time.value && !field.value ? new Date(`${date.value}T${time.value}Z`) : null;
    if (shown && !Number.isNaN(shown.valueOf())) {
      const local = new Date(shown - shown.getTimezoneOffset() * 60000).toISOString();
      date.value = local.slice(0, 10);
      time.value = local.slice(11, 16);
    }
    const settle = () => (field.value = new Date(`${date.value || "2000-01-01"}T${time.value || "00:00"}`).getTimezoneOffset());
    field.form.addEventListener("change", settle);
    settle();
    const told = field.form.querySelector("[data-zone-told]");
    if (told) told.textContent = say("inYourZone", { zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  }
}
document.addEventListener("htmx:afterSwap", ({ target }) => fitZone(target));
fitZone(document);

// --- Clicks --------------------------------------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const { target } = event;
  for (const menu of all("details.menu[open]")) {
    if (!menu.contains(target) || target.closest(".dropdown-item")) menu.open = false;
  }
  if (target.closest("[data-close-notice]")) target.closest("[data-notice]").remove();
  // Hidden, not removed: htmx finds the place of the answer from the element that asked.
  if (target.closest("[data-undo]")) target.closest("[data-notice]").hidden = true;
  if (target.closest("[data-close-dialog]") || target === dialog) dialog.close();
  const toggler = target.closest("[data-toggles]");
  if (toggler) {
    const shown = document.querySelector(toggler.dataset.toggles).classList.toggle("show");
    toggler.setAttribute("aria-expanded", String(shown));
  }
  const quick = document.getElementById("quick-results");
  if (quick && !target.closest("[data-quick]")) quick.replaceChildren();
});
// What is left empty says nothing in an address.
document.addEventListener("formdata", ({ target, formData }) => {
  if (!target.matches("[data-tidy]")) return;
  for (const [name, value] of [...formData]) if (value === "" || name === "position_query") formData.delete(name);
});
document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-submits]")) target.form.requestSubmit();
});

tellMoments();
watchNotices();
setInterval(tellMoments, 30000);
keepAnswers();
keepMenusOpen();
keepUnsaved();
startOnce();
startTicks();
startResets();
startCopying();
startKeys();
startLater();
startPalette();
startLive();
startBoard();
startStepRows();
