// The sandbox's clock, over the Backpack pane: what time it is, and ways to let it pass.

import { dayAndTime, tomorrowAt } from "./dates.js";
import { byId, el } from "./dom.js";
import { click } from "./requests.js";
import { remove } from "./server.js";
import { now, on, store } from "./store.js";
import { toast } from "./toast.js";

const TICK_MS = 1000;
const face = byId("clock-now");
const reset = byId("clock-reset");
const MOVES = [
  ["15m", "+15 min", "15 minutes later", () => ({ advance_seconds: 15 * 60 })],
  ["1h", "+1 h", "An hour later", () => ({ advance_seconds: 3600 })],
  ["1d", "+1 day", "A day later", () => ({ advance_seconds: 86400 })],
  ["tomorrow", "→ 9:00", "Tomorrow at 9:00", () => ({ now: new Date(tomorrowAt(9) * 1000).toISOString() })],
];

export function startClock() {
  byId("clock").hidden = !store.workspace.clock.movable;
  byId("clock-moves").replaceChildren(...MOVES.map(([name, label, about, body]) => {
    const button = el("button", { type: "button", class: "clock-move", title: about, data: { testid: `clock-${name}` },
      onclick: () => click("/clock", body(), button) }, label);
    return button;
  }));
  reset.addEventListener("click", () => remove("/clock").catch((error) => toast(error.message)));
  on("clock_moved", show);
  on("place_changed", show); // another person may live in another zone
  setInterval(show, TICK_MS);
  show();
}

function show() {
  const moved = store.workspace.clock.ahead_seconds !== 0;
  const text = dayAndTime(now());
  if (face.textContent !== text) face.textContent = text;
  byId("clock").classList.toggle("is-moved", moved);
  reset.disabled = !moved;
}
