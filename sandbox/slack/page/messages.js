// The conversation in the middle.

import { avatar } from "./avatars.js";
import { renderBlocks } from "./blocks.js";
import { clockTime, dayName, dayOf, fullTime } from "./dates.js";
import { byId, el } from "./dom.js";
import { messageActions } from "./message_actions.js";
import { mrkdwn } from "./mrkdwn.js";
import { click } from "./requests.js";
import { post } from "./server.js";
import { nameOf, on, sees, store } from "./store.js";
import { toast } from "./toast.js";

const CLOSE_SECONDS = 300; // messages of one person within five minutes stand under one name
const pane = byId("messages");
const values = new Map(); // what was chosen in a message's inputs, by timestamp

export function showMessages() {
  pane.replaceChildren();
  if (store.place === "home") return;
  let previous = null;
  for (const message of visible()) {
    append(message, previous);
    previous = message;
  }
  pane.scrollTop = pane.scrollHeight;
}

const visible = () => store.messages.get(store.place).filter((each) => sees(each, store.viewer));

function append(message, previous) {
  const at = Number(message.ts);
  if (!previous || dayOf(Number(previous.ts)) !== dayOf(at))
    pane.append(el("div", { class: "day", role: "separator" }, el("span", {}, dayName(at))));
  pane.append(messageNode(message, previous));
}

function messageNode(message, previous) {
  const at = Number(message.ts);
  const follows = previous && previous.user === message.user && previous.ephemeral_to === message.ephemeral_to
    && previous.thread_ts === message.thread_ts && at - Number(previous.ts) < CLOSE_SECONDS;
  const time = el("time", { class: "time", title: fullTime(at) }, clockTime(at));
  const head = el("div", { class: "message-head" },
    el("span", { class: "author", dir: "auto" }, nameOf(message.user)),
    (message.is_bot || message.subtype) && el("span", { class: "app-badge", title: "This is an app" }, "APP"),
    time);
  const classes = ["message", follows && "follows", message.ephemeral_to && "ephemeral", message.thread_ts && "in-thread"];
  return el("article", {
    class: classes.filter(Boolean).join(" "),
    "aria-label": `${nameOf(message.user)}, ${clockTime(at)}`,
    data: { testid: "message", ts: message.ts, user: message.user, ephemeral: String(Boolean(message.ephemeral_to)) },
  },
    follows ? el("span", { class: "gutter", "aria-hidden": "true" }, clockTime(at).replace(/ [AP]M/, "")) : avatar(message.user),
    el("div", { class: "message-main" },
      message.ephemeral_to && el("p", { class: "only-you" }, eye(), "Only visible to you"),
      !follows && head,
      message.thread_ts && el("p", { class: "thread-note" }, "↳ replied in a thread"),
      body(message)),
    messageActions(message));
}

function eye() {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  const path = document.createElementNS(ns, "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M1 8s2.600-4.500 7-4.500S15 8 15 8s-2.600 4.500-7 4.500S1 8 1 8Zm7 2.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400Z");
  svg.append(path);
  return svg;
}

function body(message) {
  const edited = message.edited && el("span", { class: "edited" }, " (edited)");
  if (!message.blocks.length) return el("div", { class: "text", dir: "auto" }, mrkdwn(message.text), edited);
  return el("div", { class: "blocks" }, renderBlocks(message.blocks, contextOf(message)), edited);
}

function contextOf(message) {
  const kept = values.get(message.ts) ?? values.set(message.ts, {}).get(message.ts);
  const where = { user: store.viewer, channel: message.channel, ts: message.ts };
  return {
    values: kept,
    set: (block, element, value) => ((kept[block.block_id] ??= {})[element.action_id] = value),
    act: (block, element, value, node) =>
      click("/action", { ...where, values: kept, block_id: block.block_id, action_id: element.action_id, value }, node),
    async suggest(block, element, typed) {
      const ids = { block_id: block.block_id, action_id: element.action_id };
      return (await post("/options", { ...where, ...ids, typed }).catch(() => null))?.options;
    },
  };
}

on("message_posted", (message) => {
  if (message.channel !== store.place || !sees(message, store.viewer)) return;
  const down = pane.scrollHeight - pane.scrollTop - pane.clientHeight < 120 || message.user === store.viewer
    || message.ephemeral_to === store.viewer;
  const before = visible().filter((each) => Number(each.ts) < Number(message.ts)).at(-1);
  append(message, before);
  pane.lastElementChild.classList.add("arrived");
  if (down) pane.scrollTop = pane.scrollHeight;
});

on("message_changed", (message) => {
  const old = pane.querySelector(`[data-ts="${message.ts}"]`);
  if (!old || message.channel !== store.place) return;
  const list = visible();
  const node = messageNode(message, list[list.findIndex((each) => each.ts === message.ts) - 1]);
  node.classList.add("changed");
  old.replaceWith(node);
});

// Where a permalink leads.
export function revealMessage(ts) {
  const node = pane.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
  if (!node) return toast("That message is not here any more.");
  node.tabIndex = -1;
  node.focus({ preventScroll: true });
  node.scrollIntoView({ block: "center" });
  node.classList.add("linked");
}

// What was "tomorrow" may be "today" now.
on("clock_moved", () => {
  const top = pane.scrollTop;
  const down = pane.scrollHeight - top - pane.clientHeight < 120;
  showMessages();
  if (!down) pane.scrollTop = top;
});

on("message_deleted", ({ channel }) => {
  if (channel === store.place) showMessages();
});
