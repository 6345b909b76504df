// What is pressed twice is done once. The second click of a double click would otherwise fall on whatever has moved
// below the pointer meanwhile, and a second press would wait for the first and then go on from there.

const GRACE_MS = 800; // until the page has caught up with what was done
const sending = new WeakSet();

const changes = ({ verb, elt }) => verb !== "get" && elt.matches("button, form");

export function startOnce() {
  document.addEventListener("click", (event) => {
    if (event.detail > 1 && event.target.closest("button")?.closest("[hx-post]")) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
  document.addEventListener("htmx:confirm", (event) => {
    if (changes(event.detail) && sending.has(event.detail.elt)) event.preventDefault();
  });
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (changes(detail.requestConfig)) sending.add(detail.elt);
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    setTimeout(() => sending.delete(detail.elt), detail.xhr.status >= 200 && detail.xhr.status < 400 ? GRACE_MS : 0);
  });
}
