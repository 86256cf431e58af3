// Slack's mrkdwn ("Formatting message text") as nodes. Entities are undone exactly once, at the very end.

import { el, link } from "./dom.js";
import { slackDate } from "./dates.js";
import { emoji, withEmoji } from "./emoji.js";
import { channel, nameOf, store } from "./store.js";

const ENTITIES = { amp: "&", lt: "<", gt: ">" };
export const unescape = (text) => text.replace(/&(amp|lt|gt);/g, (_, name) => ENTITIES[name]);

const FENCE = /```\n?([\s\S]+?)\n?```/g;
// Code, <control>, :emoji:, then *bold* _italic_ ~strike~ at the edges of words.
const INLINE =
  /`([^`\n]+)`|<([^<>\n]+)>|:([a-z0-9_+-]+(?:::skin-tone-\d)?):|(?<![\p{L}\p{N}\\])([*_~])(?=\S)((?:<[^<>\n]*>|`[^`\n]*`|(?!\4)[^\n])+?)(?<=\S)\4(?![\p{L}\p{N}])/gu;
const MARKS = { "*": "strong", _: "em", "~": "s" };

export function mrkdwn(text) {
  const parts = [];
  let position = 0;
  for (const match of text.matchAll(FENCE)) {
    parts.push(...lines(text.slice(position, match.index).replace(/\n$/, "")));
    parts.push(el("pre", { class: "code-block", dir: "auto" }, codeText(match[1])));
    position = match.index + match[0].length;
  }
  parts.push(...lines(text.slice(position).replace(position ? /^\n/ : /(?!)/, "")));
  return parts;
}

// A text object: mrkdwn, or plain text with emoji.
export function textObject(object) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text);
  return [unescape(object.emoji === false ? object.text : withEmoji(object.text))];
}

function lines(text) {
  const nodes = [];
  let quote = null;
  if (!text) return nodes;
  text.split("\n").forEach((line, index, all) => {
    const quoted = /^(?:&gt;|>)\s?(.*)$/s.exec(line);
    if (quoted) {
      if (quote) quote.append(el("br"));
      else nodes.push((quote = el("blockquote", { dir: "auto" })));
      quote.append(...inline(quoted[1]));
    } else {
      quote = null;
      nodes.push(...inline(line));
      if (index < all.length - 1) nodes.push(el("br"));
    }
  });
  return nodes;
}

export function inline(text) {
  const nodes = [];
  let position = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(unescape(text.slice(position, match.index)));
    nodes.push(token(match));
    position = match.index + match[0].length;
  }
  nodes.push(unescape(text.slice(position)));
  return nodes.filter((node) => node !== "");
}

function token([whole, code, control, emojiName, mark, marked]) {
  if (code !== undefined) return el("code", {}, codeText(code));
  if (control !== undefined) return controlNode(control);
  if (emojiName !== undefined) return emojiNode(emojiName, whole);
  return el(MARKS[mark], {}, ...inline(marked));
}

// Within code only links are still links; Slack writes them without their brackets.
const codeText = (text) => unescape(text.replace(/<([^<>|]+)(?:\|([^<>]+))?>/g, (_, target, label) => label ?? target));

export function emojiNode(name, fallback = `:${name}:`) {
  const character = emoji(name);
  return character ? el("span", { class: "emoji", role: "img", "aria-label": name }, character) : fallback;
}

function controlNode(control) {
  const bar = control.indexOf("|");
  const target = bar < 0 ? control : control.slice(0, bar);
  const label = bar < 0 ? "" : control.slice(bar + 1);
  if (target.startsWith("@")) return userNode(target.slice(1), label);
  if (target.startsWith("#")) return channelNode(target.slice(1), label);
  if (target.startsWith("!date^")) {
    const [, seconds, format, url] = target.split("^").map(unescape);
    return dateNode(Number(seconds || NaN), format, url, unescape(label));
  }
  if (target.startsWith("!subteam^")) return el("span", { class: "mention" }, unescape(label) || "@group");
  if (target.startsWith("!")) return el("span", { class: "mention mention-all" }, `@${target.slice(1)}`);
  const shown = label ? inline(label) : [unescape(target.replace(/^mailto:/, ""))];
  return link(unescape(target), ...shown);
}

export function userNode(id, label = "") {
  const mine = id === store.viewer ? " mention-me" : "";
  const name = nameOf(id) === id && label ? unescape(label) : nameOf(id);
  return el("span", { class: `mention${mine}`, dir: "auto" }, `@${name}`);
}

export function channelNode(id, label = "") {
  const name = channel(id)?.name ?? (label || id);
  return el("a", { class: "mention", href: `#/${store.viewer}/${id}` }, `#${name}`);
}

export function dateNode(seconds, format, url, fallback) {
  const node = el("time", { title: fallback }, slackDate(seconds, format) || fallback);
  return url ? link(url, node) : node;
}
