// What is pressed twice is done once. The second click of a double click would otherwise fall on whatever has moved
// below the pointer meanwhile, and a second press would wait for the first and then go on from there. A form that holds
// something else by then is another one: it waits for the first and is sent.

import { held } from "./resets.js";

const GRACE_MS = 800; // until the page has caught up with what was done
const sending = new WeakMap();

const changes = ({ verb, elt }) => verb !== "get" && elt.matches("button, form");
const said = (elt) => (elt.matches("form") ? held(elt) : "");

export function startOnce() {
  document.addEventListener("click", (event) => {
    if (event.detail > 1 && event.target.closest("button")?.closest("[hx-post]")) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
  document.addEventListener("htmx:confirm", (event) => {
    const { elt } = event.detail;
    if (changes(event.detail) && sending.get(elt) === said(elt)) event.preventDefault();
  });
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (changes(detail.requestConfig)) sending.set(detail.elt, said(detail.elt));
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const { elt, xhr } = detail;
    const what = sending.get(elt);
    const forget = () => sending.get(elt) === what && sending.delete(elt);
    setTimeout(forget, xhr.status >= 200 && xhr.status < 400 ? GRACE_MS : 0);
  });
}
