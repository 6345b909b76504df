// How does the page hear of changes? One stream of words; each word makes the fragments that listen fetch themselves.
// Own actions (recruit:done) and colleagues' changes take the same way and are merged when they come together.

const QUIET_MS = 50; // an own action and its echo from the stream arrive within this time: one fetch
const PACE_MS = 800; // a busy colleague or an import does not make a page fetch more often than this
const POLL_MS = 15000;

const due = new Map(); // topic -> timer
const announced = new Map(); // topic -> when it was announced last
const asked = new WeakMap(); // request of a fragment -> its topic, and when that had been announced
let source = null;
let poll = null;
let failures = 0;
let hasOpened = false;

const topicsOnPage = () => {
  const found = new Set();
  for (const element of document.querySelectorAll("[data-live]")) {
    for (const topic of element.dataset.live.split(/\s+/)) if (topic) found.add(topic);
  }
  return [...found].sort();
};

function announce(topic, atOnce = false) {
  if (due.has(topic) && !atOnce) return;
  clearTimeout(due.get(topic));
  const pace = atOnce ? 0 : PACE_MS - (Date.now() - (announced.get(topic) ?? 0));
  due.set(topic, setTimeout(() => {
    due.delete(topic);
    announced.set(topic, Date.now());
    window.htmx.trigger(document.body, `live:${topic}`);
  }, Math.max(QUIET_MS, pace)));
}

// A fragment that replaces itself takes with it what it was told while its request was under way.
function noteRequest({ detail: { xhr, requestConfig } }) {
  const heard = requestConfig.triggeringEvent?.type ?? "";
  if (!heard.startsWith("live:")) return;
  const topic = heard.slice("live:".length);
  asked.set(xhr, { topic, at: announced.get(topic) });
}

function tellAgain({ detail: { xhr } }) {
  const request = asked.get(xhr);
  if (request && announced.get(request.topic) !== request.at) announce(request.topic);
}

const announceAll = () => topicsOnPage().forEach((topic) => announce(topic));

function tellCutOff(isCutOff) {
  document.getElementById("cut-off").hidden = !isCutOff;
}

function pollInstead() {
  poll ??= setInterval(() => document.hidden || announceAll(), POLL_MS);
}

function open() {
  const topics = topicsOnPage();
  const { liveUrl, renderedAt } = document.body.dataset;
  if (!liveUrl || topics.length === 0) return;
  source = new EventSource(`${liveUrl}?${new URLSearchParams({ topics: topics.join(","), since: renderedAt })}`);
  source.onopen = () => {
    failures = 0;
    // A browser that went offline may still open a stream once, on a connection that it had kept.
    tellCutOff(!navigator.onLine);
    clearInterval(poll);
    poll = null;
    // While the stream was away, anything may have happened.
    if (hasOpened) announceAll();
    hasOpened = true;
  };
  source.onmessage = ({ data }) => (data === "refresh" ? announceAll() : announce(data));
  source.onerror = () => {
    failures += 1;
    // One failure is how a stream ends and begins anew; a second one in a row is a line that is cut.
    if (failures > 1) {
      // A stream that was answered with a no is closed; one that nobody answered goes on connecting.
      tellCutOff(source.readyState === EventSource.CONNECTING);
      pollInstead();
    }
    if (source.readyState === EventSource.CLOSED) setTimeout(open, Math.min(30000, 1000 * 2 ** failures));
  };
}

export function startLive() {
  document.addEventListener("recruit:done", ({ detail }) => {
    for (const topic of detail.topics ?? []) announce(topic, true);
  });
  document.addEventListener("htmx:beforeRequest", noteRequest);
  document.addEventListener("htmx:afterRequest", tellAgain);
  window.addEventListener("offline", () => tellCutOff(true));
  // The stream itself may have survived a short cut without noticing it.
  window.addEventListener("online", () => source?.readyState === EventSource.OPEN && (tellCutOff(false), announceAll()));
  window.addEventListener("pagehide", () => source?.close());
  window.addEventListener("pageshow", ({ persisted }) => persisted && (announceAll(), open()));
  open();
}
