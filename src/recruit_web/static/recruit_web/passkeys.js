// How does the browser make a passkey, and sign in with one? A form says where to ask and where to answer.
//
// <form data-passkey="make | use" data-options="…" action="…"> with the token of Django's forms in it.

import { say } from "./words.js";

async function post(address, form, values) {
  const body = new FormData(form);
  for (const [name, value] of Object.entries(values)) body.set(name, value);
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
  const type = answer.headers.get("Content-Type") || "";
  return type.includes("json") ? answer.json() : { sentence: say("noAnswer") };
}

async function credential(kind, options) {
  if (kind === "make") {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

async function begin(form) {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) return say("browserTooOld");
  const options = await post(form.dataset.options, form, {});
  if (options.onward) return location.assign(options.onward);
  if (options.sentence) return options.sentence;
  const made = await credential(form.dataset.passkey, options);
  const told = await post(form.action, form, { answer: JSON.stringify(made) });
  return told.onward ? location.assign(told.onward) : told.sentence;
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-passkey]");
  if (!form) return;
  event.preventDefault();
  const button = form.querySelector("button[type=submit]");
  const said = form.querySelector("[role=alert]");
  button.disabled = true;
  said.textContent = "";
  try {
    said.textContent = (await begin(form)) || "";
  } catch (reason) {
    // The person closed the browser's own dialog, waited too long, or has no passkey for this place.
    said.textContent = say(reason.name === "InvalidStateError" ? "passkeyThere" : "nothingChosen");
  } finally {
    button.disabled = false;
  }
});
