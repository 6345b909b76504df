// What does the page do with LinkedIn's configuration plugin? It takes its answer to Recruit, and says why it stays empty.
// A plain script before LinkedIn's own: that one looks for the function by its name.

const PATIENCE_MS = 8000;

window.recruitAuthorised = (told) => {
  const place = document.getElementById("linkedin-plugin");
  window.htmx.ajax("POST", place.dataset.told, {
    source: place,
    target: "#dialog-content",
    swap: "innerHTML",
    values: { told: JSON.stringify(told) },
  });
};

document.addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("linkedin-plugin");
  if (!place) return;
  if (window.location.origin !== place.dataset.origin) {
    document.getElementById("linkedin-plugin-elsewhere").hidden = false;
    return;
  }
  setTimeout(() => {
    const hasAppeared = place.querySelector("iframe") !== null;
    document.getElementById("linkedin-plugin-missing").hidden = hasAppeared;
    window.htmx.ajax("POST", place.dataset.seen, { source: place, swap: "none", values: { has_appeared: hasAppeared } });
  }, PATIENCE_MS);
});
