// How do files get onto a candidate? Dropped on the panel or in its dialog, or chosen there: one after the other, each with
// its progress and with the word about what became of it. Without this script the form sends them all at once.

import { say, sayNumber } from "./words.js";

const form = () => document.querySelector("form[data-uploads]");
const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
const zone = (target) => target.closest?.("[data-drop-zone], [data-drops]");

let waiting = []; // dropped on the panel: the dialog that takes them is on its way
let queue = Promise.resolve();

function row(list, name) {
  const item = document.createElement("li");
  const title = document.createElement("span");
  const told = document.createElement("span");
  const bar = document.createElement("progress");
  title.textContent = name;
  told.className = "upload-told";
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", name);
  item.append(title, bar, told);
  list.append(item);
  return {
    to: (part) => (bar.value = part),
    end: (sentence, isAdded) => {
      bar.remove();
      title.remove();
      told.textContent = sentence;
      item.className = isAdded ? "is-added" : "is-refused";
    },
  };
}

function sent(to, data, shown) {
  return new Promise((settle) => {
    const request = new XMLHttpRequest();
    request.open("POST", to);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => shown.to(loaded / total);
    request.onloadend = () => settle(request);
    request.send(data);
  });
}

const OTHERWISE = {
  0: "uploadUnreachable",
  403: "uploadForbidden",
  404: "uploadGone",
  413: "uploadTooLarge",
};

async function upload(into, file) {
  const shown = row(into.querySelector("[data-upload-list]"), file.name);
  const most = Number(into.dataset.mostBytes);
  if (file.size > most) {
    shown.end(`${file.name}: ${say("uploadLarger", { n: Math.floor(most / 1048576) })}`, false);
    return false;
  }
  const data = new FormData(into);
  data.set("files", file);
  const answer = await sent(into.action, data, shown);
  const isAdded = answer.status === 201;
  const otherwise = say(OTHERWISE[answer.status] ?? "uploadFailed");
  shown.end(answer.response?.sentence ?? `${file.name}: ${otherwise}`, isAdded);
  return isAdded;
}

function take(into, files) {
  const those = [...files];
  if (those.length === 0) return;
  queue = queue.then(async () => {
    let added = 0;
    for (const file of those) if (await upload(into, file)) added += 1;
    into.querySelector("[data-upload-told]").textContent = sayNumber("uploaded", those.length, { added });
  });
}

document.addEventListener("change", ({ target }) => {
  if (target.id !== "files-chosen" || !target.form.matches("[data-uploads]")) return;
  take(target.form, target.files);
  target.value = "";
});
document.addEventListener("submit", (event) => event.target.matches("form[data-uploads]") && event.preventDefault());
for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    const over = carriesFiles(event) && zone(event.target);
    for (const one of document.querySelectorAll(".takes-drop")) if (one !== over) one.classList.remove("takes-drop");
    if (!over) return;
    event.preventDefault();
    over.classList.add("takes-drop");
  });
}
document.addEventListener("dragleave", ({ target, relatedTarget }) => {
  const left = zone(target);
  if (left && !left.contains(relatedTarget)) left.classList.remove("takes-drop");
});
document.addEventListener("drop", (event) => {
  const over = carriesFiles(event) && zone(event.target);
  if (!over) return;
  event.preventDefault();
  over.classList.remove("takes-drop");
  if (form()?.contains(over)) return take(form(), event.dataTransfer.files);
  waiting = [...event.dataTransfer.files];
  document.querySelector(over.dataset.drops).click();
  return undefined;
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target?.id !== "dialog-content" || !form()) return;
  take(form(), waiting);
  waiting = [];
});
