// Block Kit ("Blocks"): one function per block. `context` says what a click does and where values are kept:
// { act(block, element, value, node), values, suggest(block, element, typed), errors }.

import { el } from "./dom.js";
import { button, image, interactive } from "./elements.js";
import { mrkdwn, textObject } from "./mrkdwn.js";
import { richText } from "./rich_text.js";

export function renderBlocks(blocks, context) {
  return blocks.map((block) => {
    const node = made(block, context);
    node.dataset.blockId = block.block_id;
    return node;
  });
}

// One odd block must not take the rest of the page with it.
function made(block, context) {
  try {
    return BLOCKS[block.type](block, context);
  } catch (error) {
    console.warn("Cannot show this block:", block, error);
    return el("p", { class: "unknown" }, `(${block.type} block)`);
  }
}

const text = (object, props = {}) => el("div", { class: "text", dir: "auto", ...props }, textObject(object));

const BLOCKS = {
  section(block, context) {
    const body = el("div", { class: "section-body" });
    if (block.text) body.append(text(block.text));
    if (block.fields) body.append(el("div", { class: "fields" }, block.fields.map((field) => text(field))));
    const accessory = block.accessory && element(block, block.accessory, context);
    return el("div", { class: "block section" }, body, accessory && el("div", { class: "accessory" }, accessory));
  },
  header: (block) => el("h3", { class: "block header", dir: "auto" }, textObject(block.text)),
  divider: () => el("hr", { class: "block divider" }),
  context: (block) =>
    el("div", { class: "block context" },
      block.elements.map((each) => (each.type === "image" ? image(each) : el("span", { dir: "auto" }, textObject(each))))),
  actions: (block, context) =>
    el("div", { class: "block actions" }, block.elements.map((each) => element(block, each, context))),
  image: (block) =>
    el("figure", { class: "block picture" }, block.title && el("figcaption", {}, textObject(block.title)), image(block)),
  markdown: (block) => el("div", { class: "block text", dir: "auto" }, mrkdwn(block.text.replace(/\*\*/g, "*"))),
  rich_text: (block) => {
    const node = richText(block);
    node.classList.add("block");
    return node;
  },
  input(block, context) {
    const id = `field-${block.block_id}`;
    const error = context.errors?.[block.block_id];
    const group = ["checkboxes", "radio_buttons"].includes(block.element.type);
    const field = interactive(block, block.element, context, { id, describedby: `${id}-hint`, invalid: Boolean(error) });
    const label = [textObject(block.label), block.optional && el("span", { class: "optional" }, " (optional)")];
    return el(group ? "fieldset" : "div", { class: `block field${error ? " has-error" : ""}`, data: { testid: id } },
      el(group ? "legend" : "label", group ? {} : { htmlFor: id }, label),
      field,
      el("p", { class: "hint", id: `${id}-hint` },
        error && el("span", { class: "error", role: "alert", data: { testid: "field-error" } }, error),
        block.hint && el("span", {}, textObject(block.hint))));
  },
};

function element(block, each, context) {
  if (each.type === "button") return button(block, each, context);
  if (each.type === "image") return image(each);
  return interactive(block, each, context, { label: each.placeholder?.text ?? each.action_id });
}
