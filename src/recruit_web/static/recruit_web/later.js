// What comes by itself right after the page: what if it does not come, and what of an address that names a place in it?
// A part that is on its way says so (aria-busy); the element that asks for it asks once more when it hears "again".

// --- Once more -----------------------------------------------------------------------------------------------------

const buttonsOf = (asker) => document.querySelectorAll(`[data-again="#${CSS.escape(asker.id)}"]`);

function tell(asker, hasFailed) {
  for (const button of buttonsOf(asker)) {
    const told = button.parentElement;
    told.hidden = !hasFailed;
    told.previousElementSibling.hidden = hasFailed;
    button.closest("[aria-busy]").setAttribute("aria-busy", String(!hasFailed));
  }
}

function askAgain(button) {
  const asker = document.querySelector(button.dataset.again);
  tell(asker, false);
  window.htmx.trigger(asker, "again");
}

// --- An address that ends in #a-place ------------------------------------------------------------------------------

const isComing = () => document.querySelector('[aria-busy="true"]') !== null;
let isSought = window.location.hash.length > 1 && isComing();

// Each part that comes may bring the place or move it. To go there anew scrolls, and marks it, as at the beginning.
function seek() {
  if (!isSought) return;
  isSought = isComing();
  const { hash } = window.location;
  if (document.getElementById(hash.slice(1))) window.location.replace(hash);
}

// A live refresh that came first has brought the parts already, and newer.
const isFilled = (asker) => asker.matches("[data-fills]") && buttonsOf(asker).length === 0;

export function startLater() {
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.xhr.status < 400 && isFilled(detail.elt)) detail.shouldSwap = false;
  });
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, ({ detail }) => tell(detail.elt, true));
  }
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-again]");
    if (button) askAgain(button);
  });
  document.addEventListener("htmx:oobAfterSwap", seek);
  document.addEventListener("htmx:afterSwap", seek);
  // Whoever has begun to read elsewhere is left there.
  for (const gesture of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    document.addEventListener(gesture, () => (isSought = false), { once: true, passive: true });
  }
}
