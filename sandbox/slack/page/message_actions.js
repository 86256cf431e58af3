// What can be done with a message: the row of buttons that a look at it shows.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { showMenu } from "./menu.js";
import { copyPermalink } from "./permalinks.js";
import { pickReaction } from "./reactions.js";
import { click } from "./requests.js";
import { store, tell } from "./store.js";

export function messageActions(message) {
  if (message.ephemeral_to) return null; // as in Slack: nobody else could see what comes of it
  return el("div", { class: "message-actions", role: "group", "aria-label": "Message actions" },
    menuTool("smile", "Add a reaction", "add-reaction", (button) => pickReaction(button, message)),
    tool("reply", "Reply in thread", "reply-in-thread", () => tell("start_reply", message.thread_ts ?? message.ts)),
    menuTool("more", "More actions", "more-actions", (button) => showMenu(button, "More actions", more(message, button))));
}

function tool(name, label, testid, act) {
  const button = el("button", { type: "button", class: "tool", title: label, "aria-label": label, data: { testid },
    onclick: () => act(button) }, icon(name));
  return button;
}

function menuTool(...description) {
  const button = tool(...description);
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  return button;
}

function more(message, button) {
  const where = { user: store.viewer, channel: message.channel, ts: message.ts };
  const app = store.workspace.app.name;
  const shortcuts = store.workspace.shortcuts.filter((each) => each.type === "message").map((shortcut) => ({
    label: shortcut.name,
    note: `${app} · ${shortcut.description}`,
    testid: `shortcut-${shortcut.callback_id}`,
    act: () => click("/shortcut", { ...where, callback_id: shortcut.callback_id }, button),
  }));
  return [{ label: "Copy link", testid: "copy-link", act: () => copyPermalink(message) }, ...(shortcuts.length ? ["-"] : []), ...shortcuts];
}
