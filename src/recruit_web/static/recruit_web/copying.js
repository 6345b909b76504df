// How does an address get from the page to the clipboard? By a button beside it; where a browser does not let a script
// write there, the address is selected, so that the usual keys copy it.

import { say } from "./words.js";

export function startCopying() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copies]");
    if (!button) return;
    const place = document.getElementById(button.dataset.copies);
    try {
      await navigator.clipboard.writeText(place.textContent);
      button.querySelector("[data-copy-word]").textContent = say("copied");
    } catch {
      getSelection().selectAllChildren(place);
      button.querySelector("[data-copy-word]").textContent = say("selected");
    }
  });
}
