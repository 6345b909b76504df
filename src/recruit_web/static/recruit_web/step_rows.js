// How are the steps of a workflow put in order? By dragging a row at its grip, or by its buttons; the numbers follow.
// Without scripts the numbers themselves are written.

import { say } from "./words.js";

const ROW = "[data-step-row]";
let dragged = null;

const rowsOf = (list) => [...list.querySelectorAll(`:scope > ${ROW}`)];
const nameOf = (row) => row.querySelector("[data-step-name]").value || say("newStep");

function settle(list) {
  rowsOf(list).forEach((row, index) => {
    row.querySelector("[data-place]").value = index + 1;
    row.classList.toggle("is-beside", index > 0 && row.querySelector("[data-beside]").checked);
  });
}

function tell(list, sentence) {
  const told = list.parentElement.querySelector("[data-rows-told]");
  if (told) told.textContent = sentence;
}

function move(row, by) {
  const list = row.closest("[data-rows]");
  const rows = rowsOf(list);
  const to = rows.indexOf(row) + by;
  if (to < 0 || to >= rows.length) return;
  list.insertBefore(row, by < 0 ? rows[to] : rows[to].nextSibling);
  settle(list);
  tell(list, say("stepMoved", { step: nameOf(row), place: to + 1, all: rows.length }));
  row.querySelector(`[data-shift="${by}"]`).focus();
}

function remove(row) {
  const list = row.closest("[data-rows]");
  const rows = rowsOf(list);
  const next = rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1];
  tell(list, say("stepRemoved", { step: nameOf(row) }));
  row.remove();
  settle(list);
  (next?.querySelector("[data-step-name]") ?? document.getElementById("add-step"))?.focus();
}

function over(event) {
  const list = event.target.closest?.("[data-rows]");
  if (!dragged || !list?.contains(dragged)) return;
  event.preventDefault();
  const row = event.target.closest(ROW);
  if (!row || row === dragged) return;
  const { top, height } = row.getBoundingClientRect();
  list.insertBefore(dragged, event.clientY < top + height / 2 ? row : row.nextSibling);
}

export function startStepRows() {
  document.addEventListener("click", ({ target }) => {
    const mover = target.closest("[data-shift]");
    if (mover) move(mover.closest(ROW), Number(mover.dataset.shift));
    const remover = target.closest("[data-remove-row]");
    if (remover) remove(remover.closest(ROW));
  });
  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-beside]")) settle(target.closest("[data-rows]"));
    if (target.matches("[data-place]")) {
      const list = target.closest("[data-rows]");
      const row = target.closest(ROW);
      const at = rowsOf(list).indexOf(row);
      const wanted = Math.min(rowsOf(list).length, Math.max(1, Number(target.value) || 1)) - 1;
      for (let step = at; step !== wanted; step += Math.sign(wanted - at)) move(row, Math.sign(wanted - at));
      target.focus();
    }
  });
  document.addEventListener("dragstart", (event) => {
    if (!event.target.closest?.("[data-grip]")) return;
    dragged = event.target.closest(ROW);
    dragged.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setDragImage(dragged, 12, 12);
  });
  document.addEventListener("dragover", over);
  document.addEventListener("dragend", () => {
    if (!dragged) return;
    const list = dragged.closest("[data-rows]");
    dragged.classList.remove("is-dragged");
    settle(list);
    const rows = rowsOf(list);
    tell(list, say("stepMoved", { step: nameOf(dragged), place: rows.indexOf(dragged) + 1, all: rows.length }));
    dragged = null;
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (!detail.target?.matches?.("[data-rows]")) return;
    settle(detail.target);
    rowsOf(detail.target).at(-1)?.querySelector("[data-step-name]").focus();
  });
}
