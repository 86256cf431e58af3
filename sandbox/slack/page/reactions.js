// Reactions: what stands below a message, and the few emoji there are to choose from.

import { el } from "./dom.js";
import { emojiNode } from "./mrkdwn.js";
import { showMenu } from "./menu.js";
import { click } from "./requests.js";
import { nameOf, store } from "./store.js";

const CHOICE = ["backpack", "white_check_mark", "eyes", "+1", "tada", "heart", "alarm_clock", "pray"];

export function reactionRow(message) {
  if (!message.reactions.length) return null;
  return el("div", { class: "reactions", role: "group", "aria-label": "Reactions" }, message.reactions.map((each) => pill(message, each)));
}

export function pickReaction(button, message) {
  const mine = new Set(message.reactions.filter((each) => each.users.includes(store.viewer)).map((each) => each.name));
  showMenu(button, "Add a reaction", CHOICE.map((name) => ({
    label: emojiNode(name), name, testid: `react-${name}`, act: () => send(message, name, mine.has(name), button),
  })), "emoji-grid");
}

function pill(message, { name, users, count }) {
  const mine = users.includes(store.viewer);
  const who = users.map(nameOf).join(", ");
  const button = el("button", { type: "button", class: "reaction", title: `${who} reacted with :${name}:`, "aria-pressed": String(mine),
    "aria-label": `${name}, ${count}: ${who}`, data: { testid: `reaction-${name}` },
    onclick: () => send(message, name, mine, button) }, emojiNode(name), el("span", {}, String(count)));
  return button;
}

function send({ channel, ts }, name, remove, node) {
  return click("/reaction", { user: store.viewer, channel, ts, name, remove }, node);
}
