// A part of the page that refreshes itself must not shut the menu that somebody has just opened in it.
// A menu is known by its summary's id.

const open = () => [...document.querySelectorAll("details.menu[open] > summary[id]")];
let kept = [];

function keep() {
  kept = open().map(({ id, parentElement }) => {
    const items = [...parentElement.querySelectorAll(".dropdown-item")];
    return { id, item: items.indexOf(document.activeElement) };
  });
}

function restore() {
  for (const { id, item } of kept) {
    const menu = document.getElementById(id)?.parentElement;
    if (!menu || menu.open) continue;
    menu.open = true;
    if (item !== -1) (menu.querySelectorAll(".dropdown-item")[item] ?? menu.querySelector("summary")).focus();
  }
  kept = [];
}

export function keepMenusOpen() {
  document.addEventListener("htmx:beforeSwap", keep);
  document.addEventListener("htmx:afterSettle", restore);
}
