// One message, be it in the channel or in a thread.

import { avatar } from "./avatars.js";
import { renderBlocks } from "./blocks.js";
import { clockTime, fullTime } from "./dates.js";
import { el } from "./dom.js";
import { fileList } from "./files.js";
import { icon } from "./icons.js";
import { messageActions } from "./message_actions.js";
import { mrkdwn } from "./mrkdwn.js";
import { reactionRow } from "./reactions.js";
import { click, suggest } from "./requests.js";
import { nameOf, store } from "./store.js";

const CLOSE_SECONDS = 300; // messages of one person within five minutes stand under one name
const values = new Map(); // what was chosen in a message's inputs, by timestamp

// `previous` is the one above it, or null where a name is wanted in any case.
export function messageNode(message, previous) {
  if (message.is_gone) return tombstone(message);
  const at = Number(message.ts);
  const follows = previous && previous.user === message.user && previous.ephemeral_to === message.ephemeral_to
    && at - Number(previous.ts) < CLOSE_SECONDS;
  const time = el("time", { class: "time", title: fullTime(at) }, clockTime(at));
  const head = el("div", { class: "message-head" },
    el("span", { class: "author", dir: "auto" }, nameOf(message.user)),
    (message.is_bot || message.subtype) && el("span", { class: "app-badge", title: "This is an app" }, "APP"),
    time);
  const classes = ["message", follows && "follows", message.ephemeral_to && "ephemeral"];
  return el("article", {
    class: classes.filter(Boolean).join(" "),
    "aria-label": `${nameOf(message.user)}, ${clockTime(at)}`,
    data: { testid: "message", ts: message.ts, user: message.user, ephemeral: String(Boolean(message.ephemeral_to)) },
  },
    follows ? el("span", { class: "gutter", "aria-hidden": "true" }, clockTime(at).replace(/ [AP]M/, "")) : avatar(message.user),
    el("div", { class: "message-main" },
      message.ephemeral_to && el("p", { class: "only-you" }, icon("eye"), "Only visible to you"),
      !follows && head,
      body(message),
      unfurls(message),
      fileList(message),
      reactionRow(message)),
    messageActions(message));
}

// What is left of a deleted message whose replies are still there.
function tombstone(message) {
  return el("article", { class: "message gone", data: { testid: "message-gone", ts: message.ts } },
    el("span", { class: "avatar", "aria-hidden": "true" }), el("p", {}, "This message was deleted."));
}

function body(message) {
  const edited = message.edited && el("span", { class: "edited" }, " (edited)");
  if (!message.blocks.length) return el("div", { class: "text", dir: "auto" }, mrkdwn(message.text), edited);
  return el("div", { class: "blocks" }, renderBlocks(message.blocks, contextOf(message)), edited);
}

// What the app shows for addresses in the message.
function unfurls(message) {
  return message.unfurls.map(({ url, blocks }) =>
    el("div", { class: "unfurl", data: { testid: "unfurl", url } }, renderBlocks(blocks, contextOf(message))));
}

function contextOf(message) {
  const kept = values.get(message.ts) ?? values.set(message.ts, {}).get(message.ts);
  const where = { user: store.viewer, channel: message.channel, ts: message.ts };
  return {
    values: kept,
    set: (block, element, value) => ((kept[block.block_id] ??= {})[element.action_id] = value),
    act: (block, element, value, node) =>
      click("/action", { ...where, values: kept, block_id: block.block_id, action_id: element.action_id, value }, node),
    suggest: (block, element, typed) => suggest(where, block, element, typed),
  };
}
