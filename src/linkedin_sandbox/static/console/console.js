/* What the browser must do itself: menus, windows, the type-ahead, and times in the reader's own zone. */
"use strict";

(() => {
  document.documentElement.classList.add("js");

  const zoned = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  const zonedToTheSecond = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

  const showTimesInZone = (root) => {
    for (const place of root.querySelectorAll("time[data-zoned]")) {
      const moment = new Date(place.dateTime);
      if (Number.isNaN(moment.valueOf())) continue;
      place.textContent = (place.dataset.zoned === "second" ? zonedToTheSecond : zoned).format(moment);
      place.title = zonedToTheSecond.format(moment);
      place.removeAttribute("data-zoned");
    }
  };

  /* The menu button of the ARIA Authoring Practices. */

  const menuOf = (button) => document.getElementById(button.getAttribute("aria-controls"));
  const itemsOf = (menu) => [...menu.querySelectorAll('[role="menuitem"]')];

  const closeMenu = (button, { focus = false } = {}) => {
    menuOf(button).hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (focus) button.focus();
  };
  const closeMenus = (but) => {
    for (const button of document.querySelectorAll('[data-menu][aria-expanded="true"]')) {
      if (button !== but) closeMenu(button);
    }
  };
  const openMenu = (button, place = 0) => {
    closeMenus(button);
    const menu = menuOf(button);
    menu.hidden = false;
    button.setAttribute("aria-expanded", "true");
    itemsOf(menu).at(place).focus();
  };

  const moveInMenu = (event, menu) => {
    const items = itemsOf(menu);
    const here = items.indexOf(document.activeElement);
    const there = {
      ArrowDown: (here + 1) % items.length,
      ArrowUp: (here - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    }[event.key];
    if (there !== undefined) return items[there];
    if (event.key.length !== 1 || !/\S/.test(event.key)) return undefined;
    const after = [...items.slice(here + 1), ...items.slice(0, here + 1)];
    return after.find((item) => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()));
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-menu]");
    if (!button) {
      const item = event.target.closest('[role="menuitem"]');
      if (item) closeMenu(buttonOf(item.closest('[role="menu"]')), { focus: true });
      else closeMenus();
      return;
    }
    if (button.getAttribute("aria-expanded") === "true") closeMenu(button);
    else openMenu(button);
  });
  const buttonOf = (menu) => document.querySelector(`[data-menu][aria-controls="${menu.id}"]`);

  document.addEventListener("keydown", (event) => {
    const button = event.target.closest("[data-menu]");
    if (button && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      openMenu(button, event.key === "ArrowUp" ? -1 : 0);
      return;
    }
    const menu = event.target.closest('[role="menu"]');
    if (!menu) return;
    if (event.key === "Escape") {
      event.preventDefault();
      closeMenu(buttonOf(menu), { focus: true });
    } else if (event.key === "Tab") {
      closeMenu(buttonOf(menu), { focus: true });
    } else {
      const item = moveInMenu(event, menu);
      if (!item) return;
      event.preventDefault();
      item.focus();
    }
  });

  /* Windows: what htmx puts into the page as [data-window] opens at once and vanishes when it closes. */

  const openWindow = (dialog) => {
    const opener = document.activeElement;
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (opener && opener.isConnected) opener.focus();
    });
    dialog.showModal();
  };
  document.addEventListener("click", (event) => {
    if (event.target.matches("dialog.drawer")) event.target.close();
    const closing = event.target.closest("[data-close]");
    if (!closing) return;
    closing.closest("dialog")?.close();
    closing.closest(".toast")?.remove();
  });
  document.addEventListener("exported", () => {
    document.querySelector("dialog[data-window]")?.close();
  });

  /* The type-ahead: the combobox pattern with a list that the server fills. */

  const startCombo = (combo) => {
    const input = combo.querySelector('[role="combobox"]');
    const list = combo.querySelector('[role="listbox"]');
    const place = combo.querySelector("[data-place]");
    const empty = combo.querySelector("[data-empty]");
    const says = combo.querySelector("[data-says]");
    const chosen = combo.querySelector("[data-chosen]");
    const form = input.form;
    const warning = form.querySelector("[data-warning]");
    let active = -1;
    let asked = 0;
    let timer;

    const options = () => [...list.querySelectorAll('[role="option"]')];
    const show = (open) => {
      place.hidden = !open;
      input.setAttribute("aria-expanded", String(open && options().length > 0));
      if (!open) activate(-1);
    };
    const activate = (index) => {
      active = index;
      options().forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
      const option = options()[index];
      if (!option) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", option.id);
      return option.scrollIntoView({ block: "nearest" });
    };
    const warn = (text) => {
      warning.textContent = text;
      warning.hidden = !text;
    };
    const choose = (option) => {
      chosen.value = option.dataset.job;
      input.value = option.dataset.title;
      input.removeAttribute("aria-invalid");
      warn(option.dataset.warning ?? "");
      show(false);
    };
    const ask = async () => {
      const turn = ++asked;
      const wanted = new URLSearchParams({ q: input.value, ats: form.ats.value, workplace: form.workplace.value });
      const lines = await fetch(`${combo.dataset.url}?${wanted}`, { headers: { "HX-Request": "true" } })
        .then((answer) => (answer.ok ? answer.text() : null))
        .catch(() => null); // The page was left, or the sandbox stopped: the next letter asks again.
      if (lines === null || turn !== asked) return;
      const filled = document.createElement("template");
      filled.innerHTML = lines;
      list.replaceChildren(...filled.content.querySelectorAll('[role="option"]'));
      empty.replaceChildren(...filled.content.querySelectorAll("[data-none]"));
      const count = options().length;
      list.hidden = count === 0;
      says.textContent = count ? `${count} ${count === 1 ? "position" : "positions"}` : empty.textContent.trim();
      activate(-1);
      if (document.activeElement === input) show(true);
    };
    const askSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 120);
    };
    const forget = () => {
      chosen.value = "";
      warn("");
    };

    input.addEventListener("input", () => {
      forget();
      if (input.value.trim()) return askSoon();
      clearTimeout(timer);
      asked += 1;
      return show(false);
    });
    input.addEventListener("keydown", (event) => {
      const count = options().length;
      const open = !place.hidden && count > 0;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!open) return void ask();
        const step = event.key === "ArrowDown" ? 1 : -1;
        activate(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
      } else if (event.key === "Enter" && open && active >= 0) {
        event.preventDefault();
        choose(options()[active]);
      } else if (event.key === "Escape" && !place.hidden) {
        event.preventDefault();
        event.stopPropagation();
        show(false);
      } else if (event.key === "Home" || event.key === "End") {
        activate(-1);
      }
      return undefined;
    });
    input.addEventListener("blur", () => show(false));
    place.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest('[role="option"]');
      if (option) choose(option);
    });
    for (const field of form.querySelectorAll("[data-narrows]")) {
      field.addEventListener("change", () => {
        forget();
        input.value = "";
        list.replaceChildren();
      });
    }
    const email = form.email;
    const emailError = form.querySelector("[data-email-error]");
    const checkEmail = () => {
      const right = email.value.trim() === "" || /^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/.test(email.value.trim());
      emailError.textContent = right ? "" : `“${email.value.trim()}” is not an e-mail address.`;
      emailError.hidden = right;
      email.toggleAttribute("aria-invalid", !right);
      if (!right) email.setAttribute("aria-invalid", "true");
      return right;
    };
    email.addEventListener("change", checkEmail);
    form.addEventListener("htmx:confirm", (event) => {
      if (chosen.value && !checkEmail()) {
        event.preventDefault();
        email.focus();
        return;
      }
      if (chosen.value) return;
      event.preventDefault();
      input.setAttribute("aria-invalid", "true");
      warn("Choose a position from the list first.");
      input.focus();
    });
  };

  document.addEventListener("htmx:load", (event) => {
    const root = event.target;
    showTimesInZone(root);
    const all = (selector) => [...(root.matches(selector) ? [root] : []), ...root.querySelectorAll(selector)];
    all("dialog[data-window]:not([open])").forEach(openWindow);
    all("[data-combo]").forEach(startCombo);
  });

  /* A page that nobody looks at does not ask. */
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && event.target.closest("[data-polls]")) event.preventDefault();
  });

  /* What the press before has done is there when the page opens: put in anew, so that it is also read out. */
  const readOut = () => {
    const said = document.querySelector("#toasts [data-said]");
    if (!said) return;
    const place = said.parentNode;
    said.remove();
    setTimeout(() => place.append(said), 150);
  };

  /* On a narrow window further filters are folded until one of them is used. */
  const narrow = matchMedia("(max-width: 52rem)");
  const fold = () => {
    for (const place of document.querySelectorAll("[data-fold]:not([data-keep])")) place.open = !narrow.matches;
  };

  document.addEventListener("DOMContentLoaded", () => {
    showTimesInZone(document);
    readOut();
    fold();
    narrow.addEventListener("change", fold);
  });
})();
