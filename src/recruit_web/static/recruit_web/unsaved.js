// What somebody has chosen and not saved yet is not taken away by a refresh that nobody asked for: it waits until the
// form ([data-keeps]) is saved. A colleague's change is shown then, with what was saved.

const isChanged = (field) => {
  if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
  if (field.matches("select")) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.matches("input:not([type=hidden]), textarea") && field.value !== field.defaultValue;
};

const settle = (field) => {
  if (field.matches("[type=checkbox], [type=radio]")) field.defaultChecked = field.checked;
  else if (field.matches("select")) for (const option of field.options) option.defaultSelected = option.selected;
  else if ("defaultValue" in field) field.defaultValue = field.value;
};

const isUnsaved = ({ elt, requestConfig }) =>
  requestConfig?.triggeringEvent?.type.startsWith("live:")
  && [...elt.querySelectorAll("form[data-keeps]")].some((form) => [...form.elements].some(isChanged));

export function keepUnsaved() {
  document.addEventListener("htmx:beforeRequest", (event) => isUnsaved(event.detail) && event.preventDefault());
  // It may have been chosen while the answer was on its way.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (isUnsaved(detail)) detail.shouldSwap = false;
  });
  // Saved: what stands there is what is kept, so the refresh that follows may come.
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const form = detail.elt.closest?.("form[data-keeps]");
    if (form && detail.successful) for (const field of form.elements) settle(field);
  });
}
