/* The loader: reads its own text, asks whether this page may show widgets, and puts frames where placeholders stand.

   <script src="…/xdoor/scripts/in.js">
     api_key: <client id>
     extensions: HcmWidget@https://platform.linkedin.com/rsc/extensions/profile-widget
   </script>
   <script type="IN/HcmWidget" data-ats-candidate-id="…"></script>

   It runs under a content policy of script-src and frame-src with the sandbox alone: nothing is evaluated, and no style
   is written. A page that loads it again (a swapped piece of a page may) has its new text read as well. */

(() => {
  "use strict";

  const WIDGETS = {
    ATSIntegrationWidget: {
      title: "LinkedIn sandbox: integrations of this ATS",
      paths: ["/rsc/extensions/onboarding-widget", "/recruiter/widget/ATSIntegration"],
      callbacks: ["onintegrate"],
    },
    HcmWidget: {
      title: "LinkedIn sandbox: profile of this candidate",
      paths: ["/rsc/extensions/profile-widget", "/recruiter/widget/hcm"],
      callbacks: ["onlink", "onunlink"],
    },
    AwliWidget: {
      title: "LinkedIn sandbox: apply with LinkedIn",
      paths: ["/talentwidgets/extensions/apply-with-linkedin-widget-v3"],
      callbacks: ["callback-method"],
      isSmall: true,
    },
    ApplicantHighlights: {
      title: "LinkedIn sandbox: highlights of this applicant",
      paths: ["/talentwidgets/extensions/applicant-highlights-widget"],
      callbacks: [],
    },
    FullProfile: {
      title: "LinkedIn sandbox: profile of this applicant",
      paths: ["/talentwidgets/extensions/full-profile-widget"],
      callbacks: [],
    },
  };
  const LINKEDIN = /^https:\/\/(www|platform)\.linkedin(-ei)?\.com$/;
  const PLACEHOLDER = 'script[type^="IN/"]';

  const complain = (sentence) => console.error(`LinkedIn sandbox: ${sentence}`);

  if (window.IN && window.IN.load) {
    window.IN.load(document.currentScript);
    return;
  }

  const home = new URL(document.currentScript.src).origin;
  const loaders = [];   // {apiKey, extensions: {name: path}, state: "asked", "open" or "refused"}
  const shown = [];     // {placeholder, span, frame, kind, channel, wanted, content, available}
  let latestChannel = 0;

  /* The loader's text: "name: value" on each line. */

  const settingsIn = (text) => {
    const found = {};
    for (const line of text.split("\n")) {
      const cut = line.indexOf(":");
      if (cut > 0) found[line.slice(0, cut).trim()] = line.slice(cut + 1).trim();
    }
    return found;
  };

  const extensionsIn = (text) => {
    const found = {};
    for (const part of (text || "").split(",").map((each) => each.trim()).filter(Boolean)) {
      const [name, address] = part.split("@", 2).map((each) => each.trim());
      const path = pathOf(name, address || "");
      if (path) found[name] = path;
    }
    return found;
  };

  const pathOf = (name, text) => {
    if (!WIDGETS[name]) {
      complain(`there is no extension “${name}”.`);
      return null;
    }
    const address = URL.canParse(text) ? new URL(text) : { origin: "", pathname: "" };
    const isOurs = LINKEDIN.test(address.origin) || address.origin === home;
    if (isOurs && WIDGETS[name].paths.includes(address.pathname)) return address.pathname;
    complain(`“${text}” is not the address of ${name}; that is https://platform.linkedin.com${WIDGETS[name].paths[0]}.`);
    return null;
  };

  const load = (script) => {
    const settings = settingsIn(script.textContent);
    const apiKey = settings.api_key || "";
    const extensions = extensionsIn(settings.extensions);
    const known = loaders.find((one) => one.apiKey === apiKey);
    if (known) {
      Object.assign(known.extensions, extensions);
      parse(document);
      return;
    }
    loaders.push({ apiKey, extensions, state: "asked" });
    const question = document.createElement("script");
    question.crossOrigin = "anonymous";
    question.src = `${home}/xdoor/scripts/key.js?api_key=${encodeURIComponent(apiKey)}`;
    question.addEventListener("error", () => complain("the sandbox did not answer; no widget is shown."));
    document.head.append(question);
  };

  /* The answer of the server, which knows the page from a header that no page can forge. */

  const answered = ({ apiKey, origin, refusal }) => {
    const loader = loaders.find((one) => one.apiKey === apiKey && one.state === "asked");
    if (!loader) return;
    const isAboutThisPage = origin === location.origin;
    const problem = refusal || (isAboutThisPage ? "" : `the answer is for “${origin}”, this is “${location.origin}”.`);
    loader.state = problem ? "refused" : "open";
    if (problem) complain(`no widget is shown: ${problem}`);
    else parse(document);
  };

  /* Placeholders, now and whenever the page gets another piece. */

  const parse = (root) => {
    if (root.matches && root.matches(PLACEHOLDER)) show(root);
    for (const placeholder of root.querySelectorAll(PLACEHOLDER)) show(placeholder);
  };

  const show = (placeholder) => {
    const name = placeholder.type.slice(3);
    const loader = loaders.findLast((one) => one.extensions[name]);
    if (loader) {
      if (loader.state === "open" && placeholder.isConnected) put(placeholder, name, loader);
    } else if (!WIDGETS[name]) {
      complainOnce(placeholder, `there is no widget “${placeholder.type}”.`);
    } else if (loaders.every((one) => one.state === "open")) {
      complainOnce(placeholder, `${placeholder.type} is on the page, but no “extensions:” line names ${name}.`);
    }
  };

  const complained = new WeakSet();
  const complainOnce = (placeholder, sentence) => {
    if (!complained.has(placeholder)) complain(sentence);
    complained.add(placeholder);
  };

  const addressOf = (placeholder, loader, name) => {
    const address = new URL(loader.extensions[name], home);
    for (const { name: attribute, value } of placeholder.attributes) {
      if (attribute.startsWith("data-")) address.searchParams.set(attribute.slice(5), value);
    }
    address.searchParams.set("api_key", loader.apiKey);
    address.searchParams.set("origin", location.origin);
    return address.href;
  };

  const put = (placeholder, name, loader) => {
    const kind = WIDGETS[name];
    latestChannel += 1;
    const channel = `in-${latestChannel}-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
    const span = document.createElement("span");
    const frame = document.createElement("iframe");
    const widget = { placeholder, span, frame, kind, channel, wanted: wishOf(placeholder) };
    span.className = "IN-widget";
    frame.title = kind.title;
    frame.name = JSON.stringify({ origin: location.origin, channel });
    frame.setAttribute("frameborder", "0");
    // The page's own policy may be to say nothing to others; the sandbox must see who asks.
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.width = kind.isSmall ? "1" : widget.wanted.width || "100%";
    frame.height = widget.wanted.height || (kind.isSmall ? "1" : "120");
    frame.addEventListener("load", () => greet(widget));
    frame.src = addressOf(placeholder, loader, name);
    shown.push(widget);
    span.append(frame);
    placeholder.replaceWith(span);
    rooms.observe(span.parentElement);
  };

  const wishOf = (placeholder) => ({
    width: pixels(placeholder.getAttribute("data-width")),
    height: pixels(placeholder.getAttribute("data-height")),
  });
  const pixels = (text) => (/^\d{1,4}(px)?$/.test(text || "") ? parseInt(text, 10) : 0);

  /* A frame is as high as its content, and never wider than its place. */

  const rooms = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      for (const widget of shown) {
        if (widget.span.parentElement !== target) continue;
        widget.available = contentRect.width;
        fit(widget);
      }
    }
  });

  const fit = ({ frame, kind, wanted, content, available }) => {
    const width = kind.isSmall ? content && content.width : wanted.width;
    if (width) frame.width = Math.max(1, Math.min(width, Math.floor(available || width)));
    if (content) frame.height = Math.max(content.height, wanted.height, 1);
  };

  /* Window messages: only from a frame of ours, only of the sandbox's origin, only on the frame's own channel. */

  const greet = ({ frame, channel }) => {
    if (frame.contentWindow) frame.contentWindow.postMessage({ channel, what: "hello" }, home);
  };

  window.addEventListener("message", (event) => {
    if (event.origin !== home || !event.data) return;
    const widget = shown.find((one) => one.frame.contentWindow === event.source);
    if (!widget || widget.channel !== event.data.channel) return;
    if (event.data.what === "size") {
      widget.content = { width: Math.ceil(event.data.width), height: Math.ceil(event.data.height) };
      fit(widget);
    } else if (event.data.what === "call") {
      call(widget, event.data.attribute, event.data.arguments);
    }
  });

  const call = ({ placeholder, kind }, attribute, values) => {
    const name = kind.callbacks.includes(attribute) && placeholder.getAttribute(`data-${attribute}`);
    if (!name) return;
    const found = name.split(".").reduce((object, part) => (object ? object[part] : undefined), window);
    if (typeof found === "function") found(...values);
    else complain(`data-${attribute} names “${name}”, which is no function of this page.`);
  };

  const forgetGone = () => {
    for (let place = shown.length - 1; place >= 0; place -= 1) {
      if (!shown[place].span.isConnected) shown.splice(place, 1);
    }
  };

  new MutationObserver((changes) => {
    forgetGone();
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node.nodeType === Node.ELEMENT_NODE && node.isConnected) parse(node);
      }
    }
  }).observe(document, { childList: true, subtree: true });

  window.IN = Object.assign(window.IN || {}, { load, answered, parse: (root) => parse(root || document) });
  load(document.currentScript);
})();
