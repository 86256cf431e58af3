// On a narrow screen: the sidebar and the Backpack pane, each behind a button.

import { byId } from "./dom.js";
import { on } from "./store.js";

const drawers = [["show-side", "sidebar"], ["show-pane", "backpack-pane"]].map(([button, drawer]) => [byId(button), byId(drawer)]);

export function startDrawers() {
  for (const [button, drawer] of drawers) button.addEventListener("click", () => open(drawer.classList.contains("is-open") ? null : drawer));
  document.addEventListener("pointerdown", ({ target }) => {
    if (!drawers.some(([button, drawer]) => button.contains(target) || drawer.contains(target))) open(null);
  });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && open(null));
  on("place_changed", () => open(null)); // they have chosen where to go
}

function open(wanted) {
  for (const [button, drawer] of drawers) {
    drawer.classList.toggle("is-open", drawer === wanted);
    button.setAttribute("aria-expanded", String(drawer === wanted));
  }
}
