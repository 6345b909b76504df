// How is a card moved by hand? It is dragged to a column; the column says what that means. The same is in the card's
// menu ("Move…", or "m" on the card), for the keyboard and for fingers.

let dragged = null;

const targetOf = (event) => event.target.closest?.("[data-moves-to]");

function mark(column) {
  for (const one of document.querySelectorAll("[data-moves-to].is-target")) one.classList.toggle("is-target", one === column);
  column?.classList.add("is-target");
}

function drop(column) {
  const { movesTo, asksBy } = column.dataset;
  const card = dragged;
  if (card.closest("[data-column]") === column) return;
  if (asksBy) {
    // A rejection, a withdrawal and a hire ask for more than a gesture says.
    const address = card.dataset[asksBy];
    if (address) window.htmx.ajax("GET", address, { source: card, target: "#dialog-content" });
    return;
  }
  window.htmx.ajax("POST", card.dataset.move, { source: card, swap: "none", values: { to: movesTo } });
}

export function startBoard() {
  document.addEventListener("dragstart", (event) => {
    const card = event.target.closest?.("[data-card]");
    if (!card) return;
    dragged = card;
    card.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.querySelector("a")?.textContent ?? "");
  });
  document.addEventListener("dragover", (event) => {
    const column = targetOf(event);
    if (!dragged || !column) return;
    event.preventDefault();
    mark(column);
  });
  document.addEventListener("drop", (event) => {
    const column = targetOf(event);
    if (!dragged || !column) return;
    event.preventDefault();
    drop(column);
  });
  document.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    mark(null);
    dragged = null;
  });
}
