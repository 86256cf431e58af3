// The rich_text block ("Rich text block"): sections, lists, quotes, preformatted text.

import { el, link } from "./dom.js";
import { channelNode, dateNode, emojiNode, userNode } from "./mrkdwn.js";

const MARKS = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

export function richText(block) {
  const node = el("div", { class: "rich-text" });
  let previous = null; // an indented list belongs into the last item of the list before it
  for (const element of block.elements) {
    const made = PARTS[element.type]?.(element) ?? el("p", { class: "unknown" }, `(${element.type})`);
    node.append(made);
    if (element.type === "rich_text_list" && previous?.type === "rich_text_list") made.classList.add("continued");
    previous = element;
  }
  return node;
}

const PARTS = {
  rich_text_section: (part) => el("p", { dir: "auto" }, part.elements.map(leaf)),
  rich_text_quote: (part) => el("blockquote", { dir: "auto" }, part.elements.map(leaf)),
  rich_text_preformatted: (part) => el("pre", { class: "code-block", dir: "auto" }, part.elements.map(leaf)),
  rich_text_list(part) {
    const ordered = part.style === "ordered";
    const items = part.elements.map((item) => el("li", { dir: "auto" }, item.elements.map(leaf)));
    const list = el(ordered ? "ol" : "ul", { class: `indent-${Math.min(part.indent ?? 0, 8)}` }, items);
    if (ordered && part.offset) list.start = part.offset + 1;
    return list;
  },
};

const LEAVES = {
  text: (leaf) => leaf.text,
  link: (leaf) => link(leaf.url, leaf.text || leaf.url),
  user: (leaf) => userNode(leaf.user_id),
  channel: (leaf) => channelNode(leaf.channel_id),
  emoji: (leaf) => emojiNode(leaf.name),
  broadcast: (leaf) => el("span", { class: "mention mention-all" }, `@${leaf.range}`),
  usergroup: () => el("span", { class: "mention" }, "@group"),
  date: (leaf) => dateNode(leaf.timestamp, leaf.format, leaf.url, leaf.fallback ?? ""),
  color: (leaf) => leaf.value,
};

function leaf(element) {
  let node = LEAVES[element.type]?.(element) ?? `(${element.type})`;
  for (const [name, tag] of Object.entries(MARKS)) if (element.style?.[name]) node = el(tag, {}, node);
  return node;
}
