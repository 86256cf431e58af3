// The right pane: the Backpack account as its server has it, asked for again every 700 ms.

import { sections } from "./backpack_sections.js";
import { byId, el } from "./dom.js";
import { get } from "./server.js";
import { on, store, tell } from "./store.js";

const PAUSE_MS = 700;
const pane = byId("pane");
const note = byId("pane-note");
const opened = new Map(); // section or page -> whether it is unfolded
let state = null;
let known = new Map(); // key of a thing -> what it looked like

export function startPane() {
  on("place_changed", draw);
  on("clock_moved", draw);
  window.addEventListener("hashchange", draw);
  poll();
}

async function poll() {
  if (!document.hidden) {
    try {
      const fresh = await get(`/backpack/state${state ? `?since=${encodeURIComponent(state.version)}` : ""}`);
      if (fresh) {
        state = fresh;
        draw();
      }
      note.textContent = `${state.account.name}, live`;
      note.classList.remove("away");
    } catch {
      note.textContent = state ? "not reachable, showing what it last said" : "not reachable";
      note.classList.add("away");
      if (!state) pane.replaceChildren(el("p", { class: "pane-empty" }, "The local Backpack server does not answer yet."));
    }
  }
  setTimeout(poll, PAUSE_MS);
}

function draw() {
  if (!state) return;
  const seen = new Map();
  const fresh = [];
  // Tells whether a thing is new or looks different from last time.
  const mark = (key, thing, node) => {
    const looks = JSON.stringify(thing);
    seen.set(key, looks);
    if (known.size && known.get(key) !== looks) {
      node.classList.add("flash");
      fresh.push(node);
    }
    return node;
  };
  const fold = (key, byDefault, node) => {
    node.open = opened.get(key) ?? byDefault;
    node.addEventListener("toggle", () => opened.set(key, node.open));
    return node;
  };
  const top = pane.scrollTop;
  const focused = document.activeElement?.closest?.("[data-key]")?.dataset.key;
  pane.replaceChildren(...sections(state, { mark, fold, viewer: store.viewer }));
  pane.scrollTop = top;
  if (focused) pane.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  known = seen;
  reveal(fresh);
  tell("backpack_drawn", state);
}

// What changed is brought into view, unless someone is reading the pane at this moment.
function reveal(nodes) {
  if (!nodes.length) return;
  for (const node of nodes)
    for (let fold = node.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (!pane.matches(":hover, :focus-within")) nodes[0].scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}
