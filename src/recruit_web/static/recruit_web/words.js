// What do scripts say? The page brings their words in its own language: data attributes of <template id="words">.

// What the reader's browser calls the page's language: "en-GB" has other dates than "en-US".
const page = document.documentElement.lang || "en";
export const language = navigator.languages?.find((each) => each.split("-")[0] === page) ?? page;

// "{n} files" with { n: 3 } is "3 files".
export function say(name, values = {}) {
  return document.getElementById("words").dataset[name].replace(/\{(\w+)\}/g, (hole, of) => values[of] ?? hole);
}

// Of two forms, data-…-one and data-…-other, the one that fits the number.
export function sayNumber(name, number, values = {}) {
  return say(`${name}${number === 1 ? "One" : "Other"}`, { n: number, ...values });
}
