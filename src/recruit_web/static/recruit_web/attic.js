// What becomes of an answer whose button is gone? A live refresh may take away what somebody has just pressed while the
// server still works at it. htmx looks for the place of an answer, and tells of it, from the element that asked: outside
// of the page both would be lost, and the person would not learn what became of the press. So the element waits for its
// answer in a hidden corner of the page.

const waiting = new Map(); // request -> the event's details, which htmx goes on reading

const attic = document.createElement("div");
attic.hidden = true;
attic.inert = true;

function keep() {
  for (const detail of waiting.values()) {
    const { asked } = detail;
    if (asked.isConnected) continue;
    // Its like may be on the page again, and an id belongs to one.
    for (const one of [asked, ...asked.querySelectorAll("[id]")]) one.removeAttribute("id");
    attic.append(asked);
    if (!detail.target.isConnected) detail.target = asked;
  }
}

export function keepAnswers() {
  const watch = new MutationObserver(keep);
  document.body.append(attic);
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.requestConfig.verb === "get") return; // what only reads is read again
    detail.asked = detail.elt; // htmx writes into ``elt`` whom it tells
    waiting.set(detail.xhr, detail);
    watch.observe(document.body, { childList: true, subtree: true });
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const { asked } = detail;
    if (!waiting.delete(detail.xhr)) return;
    if (waiting.size === 0) watch.disconnect();
    // A failure is told a moment after the end.
    setTimeout(() => asked.parentElement === attic && asked.remove());
  });
}
