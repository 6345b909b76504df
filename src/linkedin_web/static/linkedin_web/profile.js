// What does the page do with LinkedIn's profile plugin? It tells Recruit whom somebody linked, and says why it stays empty.
// A plain script before LinkedIn's own: that one looks for the functions by their names.

const PATIENCE_MS = 8000;

const tell = (address, member) => {
  const place = document.getElementById("linkedin-plugin");
  if (place.dataset[address]) {
    window.htmx.ajax("POST", place.dataset[address], { source: place, swap: "none", values: { member } });
  }
};

window.recruitLinked = (member) => tell("linked", member);
window.recruitUnlinked = (member) => tell("unlinked", member);

document.addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("linkedin-plugin");
  if (window.location.origin !== place.dataset.origin) {
    document.getElementById("linkedin-plugin-elsewhere").hidden = false;
    return;
  }
  setTimeout(() => {
    document.getElementById("linkedin-plugin-missing").hidden = place.querySelector("iframe") !== null;
  }, PATIENCE_MS);
});
