// The app's Home tab: what it published for this person, or a friendly word.

import { renderBlocks } from "./blocks.js";
import { byId, el } from "./dom.js";
import { focusAgain, focusIn } from "./focus.js";
import { homeContext } from "./modal.js";
import { on, store } from "./store.js";

const pane = byId("home");
let shown = ""; // whose it is

export function showHome() {
  pane.hidden = store.place !== "home";
  if (pane.hidden) return;
  const view = store.homes.get(store.viewer);
  const focus = shown === store.viewer ? focusIn(pane) : null;
  if (shown !== store.viewer) pane.scrollTop = 0;
  shown = store.viewer;
  pane.replaceChildren(view ? el("div", { class: "blocks" }, renderBlocks(view.blocks, homeContext(view))) : empty());
  focusAgain(pane, focus);
}

const empty = () =>
  el("div", { class: "empty" },
    el("img", { src: "/page/backpack.svg", alt: "", width: 56, height: 56 }),
    el("h2", {}, "Nothing here yet"),
    el("p", {}, "Backpack has not published a Home for you. Type /backpack help in a channel."));

on("home_published", (user) => {
  if (user === store.viewer) showHome();
});
