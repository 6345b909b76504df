/* The application form: a question that depends on an answer shows only while that answer is given. */

(() => {
  "use strict";

  const form = document.querySelector("form[enctype]");

  const answered = (name) =>
    [...form.elements].filter((one) => one.name === name && (!["radio", "checkbox"].includes(one.type) || one.checked)).map((one) => one.value);

  const showWhatIsAsked = () => {
    for (const field of form.querySelectorAll("[data-shown-if]")) {
      const wanted = field.dataset.shownFor.split("\n");
      field.hidden = !answered(field.dataset.shownIf).some((value) => wanted.includes(value));
    }
  };

  form.addEventListener("change", showWhatIsAsked);
  showWhatIsAsked();
})();
