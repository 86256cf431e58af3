// The app's Home tab: what it published for this person, or a friendly word.

import { renderBlocks } from "./blocks.js";
import { byId, el } from "./dom.js";
import { homeContext } from "./modal.js";
import { on, store } from "./store.js";

const pane = byId("home");

export function showHome() {
  pane.hidden = store.place !== "home";
  if (pane.hidden) return;
  const view = store.homes.get(store.viewer);
  if (view) pane.replaceChildren(el("div", { class: "blocks" }, renderBlocks(view.blocks, homeContext(view))));
  else
    pane.replaceChildren(el("div", { class: "empty" },
      el("img", { src: "/page/backpack.svg", alt: "", width: 56, height: 56 }),
      el("h2", {}, "Nothing here yet"),
      el("p", {}, "Backpack has not published a Home for you. Type /backpack help in a channel.")));
}

on("home_published", (user) => {
  if (user === store.viewer) showHome();
});
