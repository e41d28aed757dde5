// Leaving quickly: blank the page, forget what this tab holds, open another site in its place.
const NEUTRAL = /* CONFIG */ null || "about:blank";
const WITHIN = 2000; // milliseconds for three presses of Escape

export function leave() {
  // The attribute hides everything at once; the rest may take a moment.
  document.documentElement.hidden = true;
  document.title = "";
  try {
    sessionStorage.clear();
  } catch {
    // Storage can be switched off; then nothing was kept.
  }
  document.body.replaceChildren();
  try {
    window.top.location.replace(NEUTRAL);
  } catch {
    window.location.replace(NEUTRAL);
  }
}

if (!window.safeguardingLeave) {
  window.safeguardingLeave = true;
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      presses = [];
      return;
    }
    const now = Date.now();
    presses = [...presses.filter((then) => now - then < WITHIN), now];
    if (presses.length >= 3) leave();
  });
  document.addEventListener("click", (event) => {
    const link = event.composedPath().find((node) => node instanceof Element && node.hasAttribute("data-leave"));
    if (!link) return;
    event.preventDefault();
    leave();
  });
}
