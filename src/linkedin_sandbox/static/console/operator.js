/* On the pages of the persona Sandbox: copying, folding JSON, and moments typed in the reader's zone. */
"use strict";

(() => {
  const heard = document.createElement("p");
  heard.className = "visually-hidden";
  heard.setAttribute("role", "status");

  const say = (button, words) => {
    const before = button.dataset.before ?? button.innerHTML;
    button.dataset.before = before;
    button.textContent = words;
    heard.textContent = words;
    setTimeout(() => {
      button.innerHTML = before;
    }, 2000);
  };

  const select = (place) => {
    const range = document.createRange();
    range.selectNodeContents(place);
    const chosen = getSelection();
    chosen.removeAllRanges();
    chosen.addRange(range);
  };

  const copy = async (button) => {
    const place = document.querySelector(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(place.textContent);
      say(button, "Copied");
    } catch {
      // Beyond this machine the page is not served in a way that lets a script write to the clipboard.
      place.closest("details")?.setAttribute("open", "");
      select(place);
      say(button, "Selected: press Ctrl and C");
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy], [data-fold-all], [data-unfold-all]");
    if (!button) return;
    if (button.dataset.copy) return void copy(button);
    const root = document.querySelector(button.dataset.foldAll ?? button.dataset.unfoldAll);
    for (const part of root.querySelectorAll("details.json details.json, details.json")) {
      part.open = "unfoldAll" in button.dataset || part.parentElement.classList.contains("json-body");
    }
  });

  /* A field for date and time holds UTC in the address and the reader's zone on the screen. */

  const two = (number) => String(number).padStart(2, "0");
  const local = (moment) =>
    `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}` +
    `T${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;
  const utc = (moment) => moment.toISOString().slice(0, 19) + "Z";

  const startZoned = (field) => {
    const sent = document.createElement("input");
    sent.type = "hidden";
    sent.name = field.name;
    sent.value = field.getAttribute("value");
    field.removeAttribute("name");
    field.after(sent);
    const given = new Date(/Z$|^$/.test(sent.value) ? sent.value : `${sent.value}Z`);
    field.value = Number.isNaN(given.valueOf()) ? "" : local(given);
    const zone = document.querySelector(`label[for="${field.id}"] [data-zone]`);
    if (zone) zone.textContent = "";
    field.addEventListener("change", () => {
      const typed = new Date(field.value);
      sent.value = Number.isNaN(typed.valueOf()) ? "" : utc(typed);
    });
  };

  /* Fields that the chosen kind of fault does not look at are not there, and not sent. */
  const startPicking = (picker) => {
    const form = picker.form;
    const pick = () => {
      for (const place of form.querySelectorAll("[data-for]")) {
        const fits = place.dataset.for.split(" ").includes(picker.value);
        place.hidden = !fits;
        if (place.matches("option")) {
          place.disabled = !fits;
          if (!fits) place.selected = false;
        }
        for (const field of place.querySelectorAll("input, select")) field.disabled = !fits;
      }
    };
    picker.addEventListener("change", pick);
    pick();
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-picks]").forEach(startPicking);
    document.querySelector("main").append(heard);
    document.querySelectorAll("input[data-utc]").forEach(startZoned);
    /* What is empty does not make the address longer. */
    for (const form of document.querySelectorAll('form[method="get"]')) {
      form.addEventListener("formdata", (event) => {
        for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
      });
    }
  });
})();
