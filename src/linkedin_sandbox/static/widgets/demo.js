/* The functions of the demonstration page that its widgets call: each writes down what it was given. */

(() => {
  "use strict";

  const write = (name) => (...values) => {
    const line = document.createElement("li");
    const said = document.createElement("pre");
    said.className = "exchange";
    said.tabIndex = 0;
    said.textContent = `${name}(${values.map((value) => JSON.stringify(value, null, 2)).join(", ")})`;
    line.append(said);
    document.querySelector("#called").prepend(line);
  };
  for (const name of ["onIntegrate", "onLink", "onUnlink", "onProfile"]) window[name] = write(name);
})();
