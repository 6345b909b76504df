/* Single keys: "/" to the search field, j and k along the list. They can be switched off, for who speaks to the machine. */
"use strict";

(() => {
  const KEEP = "sandbox-keys";
  const remembered = () => {
    try {
      return localStorage.getItem(KEEP) !== "off";
    } catch {
      return true; // No storage: they work, as on the first visit.
    }
  };
  const remember = (on) => {
    try {
      localStorage.setItem(KEEP, on ? "on" : "off");
    } catch {
      // Then it holds for this page.
    }
  };

  let work = remembered();
  const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")];
  const isTyping = (place) => place.closest("input, select, textarea, [contenteditable], dialog, [role=menu]") !== null;

  const step = (by) => {
    const all = rows();
    const here = all.findIndex((row) => row === document.activeElement || row.closest("li, tr")?.contains(document.activeElement));
    const there = here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1);
    all[there]?.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const place = event.target;
    const inSearch = place.matches?.('input[type="search"]');
    const onRow = place.matches?.("[data-row]");
    if (event.key === "ArrowDown" && (inSearch || onRow) && rows().length) {
      event.preventDefault();
      step(1);
    } else if (event.key === "ArrowUp" && onRow) {
      event.preventDefault();
      step(-1);
    } else if (!work || isTyping(place)) {
      return;
    } else if (event.key === "/") {
      const search = document.querySelector('main input[type="search"]');
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "j" || event.key === "k") {
      step(event.key === "j" ? 1 : -1);
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    const place = document.querySelector("[data-keys]");
    if (!place || !document.querySelector('main input[type="search"], [data-rows]')) return;
    place.hidden = false;
    const box = place.querySelector("[data-keys-switch]");
    box.checked = work;
    box.addEventListener("change", () => {
      work = box.checked;
      remember(work);
    });
  });
})();
