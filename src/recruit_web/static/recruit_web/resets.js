// A form that is emptied once its answer is there ([data-resets]), but never of what was written meanwhile.

const sent = new WeakMap();

/** What a form holds, as text. */
export const held = (form) => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")).toString();

const texts = (form) => form.querySelectorAll("textarea, input[type=text]");

export function startResets() {
  document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
    if (elt.matches("form[data-resets]")) {
      sent.set(elt, { all: held(elt), texts: [...texts(elt)].map((field) => field.value) });
    }
  });
  document.addEventListener("recruit:done", ({ target }) => {
    const before = target.matches?.("form[data-resets]") && sent.get(target);
    if (!before) return;
    if (held(target) === before.all) return target.reset();
    // Who has already chosen for the next one keeps the choice; who has already written keeps everything.
    if ([...texts(target)].every((field, place) => field.value === before.texts[place])) {
      for (const field of texts(target)) field.value = field.defaultValue;
    }
    return undefined;
  });
}
