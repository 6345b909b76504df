/* The journal's new rows: put on top as they come, without moving what the reader looks at. */
"use strict";

(() => {
  const EVERY = 2000;
  const SAID_EVERY = 5000;
  const MOST_ROWS = 400;

  const start = (list) => {
    const rows = list.querySelector("[data-rows]");
    const state = document.querySelector("[data-live-state]");
    const says = document.querySelector("[data-live-says]");
    const above = document.querySelector("[data-live-above]");
    const pause = document.querySelector("[data-live-pause]");
    let after = Number(list.dataset.liveAfter);
    let paused = false;
    let unseen = 0;
    let unsaid = 0;
    let saidAt = 0;
    let timer;

    const show = (is, words) => {
      state.dataset.is = is;
      state.textContent = words;
    };
    const counted = (count) => `${count} new ${count === 1 ? "exchange" : "exchanges"}`;

    /* Said at most every few seconds, and together: a busy journal must not drown what a person listens to. */
    const tell = () => {
      if (!unsaid || Date.now() - saidAt < SAID_EVERY) return;
      says.textContent = `${counted(unsaid)}, the latest ${rows.rows[0].querySelector("a").textContent.trim()}`;
      saidAt = Date.now();
      unsaid = 0;
    };

    const isAtTop = () => list.getBoundingClientRect().top >= 0 && !rows.contains(document.activeElement);
    const put = (fresh) => {
      const place = isAtTop() ? null : [...rows.rows].find((row) => row.getBoundingClientRect().bottom > 0);
      const was = place?.getBoundingClientRect().top;
      rows.prepend(...fresh);
      for (const row of fresh) {
        row.classList.add("is-new");
        htmx.trigger(row, "htmx:load");
      }
      if (place) {
        scrollBy({ top: place.getBoundingClientRect().top - was, behavior: "instant" });
        unseen += fresh.length;
        above.textContent = `${counted(unseen)} above`;
        above.hidden = false;
      }
      unsaid += fresh.length;
      shorten();
    };

    /* An open page does not grow without end: what is cut off at its foot is where "Older" goes on. */
    const shorten = () => {
      const last = rows.rows[rows.rows.length - 1];
      if (rows.rows.length <= MOST_ROWS || last.getBoundingClientRect().top < innerHeight * 2) return;
      while (rows.rows.length > MOST_ROWS / 2) rows.rows[rows.rows.length - 1].remove();
      const older = document.querySelector('.pager [rel="next"]');
      if (!older) return;
      const address = new URL(older.href);
      address.searchParams.set("before", rows.rows[rows.rows.length - 1].dataset.entry);
      older.href = address.href;
    };

    const take = async (answer) => {
      if (answer.status === 205) {
        show("lost", "The journal has gone on too far for this page to follow. ");
        const link = document.createElement("a");
        link.href = location.href;
        link.textContent = "Show the newest";
        state.append(link);
        return false;
      }
      if (!answer.ok) throw new Error(answer.statusText);
      after = Number(answer.headers.get("Journal-Latest"));
      if (answer.status === 200) {
        const filled = document.createElement("template");
        filled.innerHTML = await answer.text();
        const fresh = [...filled.content.querySelectorAll("tr")].filter(
          (row) => !rows.querySelector(`[data-entry="${row.dataset.entry}"]`),
        );
        document.querySelector("[data-live-empty]")?.remove();
        list.hidden = false;
        put(fresh);
      }
      show("live", "What is new appears here by itself.");
      return true;
    };

    const look = async () => {
      clearTimeout(timer);
      let goesOn = true;
      if (!paused && !document.hidden) {
        try {
          const address = list.dataset.live.replace(/[?&]$/, "");
          const answer = await fetch(`${address}${address.includes("?") ? "&" : "?"}after=${after}`);
          if (!paused) goesOn = await take(answer);
        } catch {
          show("lost", "The sandbox does not answer; it is asked again.");
        }
        tell();
      }
      clearTimeout(timer);
      if (goesOn) timer = setTimeout(look, EVERY);
    };

    pause.addEventListener("click", () => {
      paused = !paused;
      pause.textContent = paused ? "Go on" : "Pause";
      if (paused) return show("paused", "Paused: nothing new appears until you go on.");
      show("live", "What is new appears here by itself.");
      return void look();
    });
    above.addEventListener("click", () => {
      unseen = 0;
      above.hidden = true;
    });
    addEventListener("scroll", () => {
      if (above.hidden || list.getBoundingClientRect().top < 0) return;
      unseen = 0;
      above.hidden = true;
    });
    timer = setTimeout(look, EVERY);
  };

  document.addEventListener("DOMContentLoaded", () => {
    const list = document.querySelector("[data-live]");
    if (list) start(list);
  });
})();
