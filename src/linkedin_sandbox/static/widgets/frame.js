/* Inside a widget's frame: listens to the page that holds it, tells it size and calls, and swaps what a form answers. */

(() => {
  "use strict";

  const page = document.documentElement.dataset.page;
  const channel = (() => {
    try {
      return JSON.parse(window.name).channel;
    } catch {
      return "";
    }
  })();
  let isGreeted = false;

  const tell = (message) => {
    if (isGreeted) window.parent.postMessage({ channel, ...message }, page);
  };

  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.origin !== page || !event.data) return;
    if (event.data.channel !== channel || event.data.what !== "hello" || isGreeted) return;
    isGreeted = true;
    tellSize();
    tellCalls();
    sendByItself();
  });

  const content = () => document.querySelector("main");

  /* What is small says how wide it would like to be; everything else takes the width that it is given. */
  const tellSize = () => {
    const bare = content().querySelector("[data-as-wide-as-this]");
    const width = bare ? bare.getBoundingClientRect().width : Number(content().dataset.width) || 480;
    tell({ what: "size", width, height: document.body.getBoundingClientRect().height });
  };

  const tellCalls = () => {
    const list = document.querySelector("#calls");
    if (!list || !isGreeted) return;
    list.remove();
    for (const call of JSON.parse(list.textContent)) tell({ what: "call", ...call });
  };

  const writeMoments = () => {
    for (const time of document.querySelectorAll("time[data-zoned]")) {
      time.textContent = new Date(time.dateTime).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    }
  };

  /* Forms are sent here, so that the page's Back button stays the page's. */

  const send = async (form, button, { keepsFocus = false } = {}) => {
    const fields = new URLSearchParams(new FormData(form, button));
    const address = new URL(location.href);
    const isQuestion = form.method === "get";
    if (isQuestion) fields.forEach((value, name) => address.searchParams.set(name, value));
    content().setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, isQuestion ? {} : { method: "POST", body: fields });
      swap(new DOMParser().parseFromString(await answer.text(), "text/html"), keepsFocus);
    } catch {
      document.querySelector("#trouble").hidden = false;
    } finally {
      content().removeAttribute("aria-busy");
      tellSize();
    }
  };

  const swap = (answer, keepsFocus) => {
    const fresh = answer.querySelector("main");
    if (!fresh) throw new Error("not a widget");
    content().replaceWith(document.adoptNode(fresh));
    document.title = answer.title;
    document.querySelector("#calls")?.remove();
    const calls = answer.querySelector("#calls");
    if (calls) document.body.append(document.adoptNode(calls));
    document.querySelector("#trouble").hidden = true;
    // The last one: an open form, below the heading that always takes the focus.
    if (!keepsFocus) {
      ([...content().querySelectorAll("[data-focus]")].at(-1) || content()).focus({ preventScroll: true });
    }
    writeMoments();
    tellCalls();
    sendByItself();
    lookAgain();
  };

  const sendByItself = () => {
    const form = content().querySelector("form[data-by-itself]");
    if (form) send(form, null);
  };

  /* What LinkedIn is still busy with is asked for again, unless somebody is writing or has gone elsewhere meanwhile. */
  const lookAgain = () => {
    const form = content().querySelector("form[data-again-after-seconds]");
    if (!form) return;
    setTimeout(() => {
      if (!form.isConnected) return;
      if (content().contains(document.activeElement) && document.activeElement.matches("input")) lookAgain();
      else send(form, null, { keepsFocus: true });
    }, Number(form.dataset.againAfterSeconds) * 1000);
  };

  document.addEventListener("submit", (event) => {
    event.preventDefault();
    send(event.target, event.submitter);
  });

  writeMoments();
  lookAgain();
  new ResizeObserver(tellSize).observe(document.body);
})();
