// A thread: the replies below their message, and a place to write one more.

import { byId, el } from "./dom.js";
import { messageNode } from "./message_node.js";
import { post } from "./server.js";
import { on, sees, store } from "./store.js";
import { toast } from "./toast.js";

const pane = byId("messages");
const drafts = new Map(); // `viewer ts` -> what was begun; there is a key while its composer is open

const draftKey = (ts) => `${store.viewer} ${ts}`;
const repliesTo = (ts) => store.messages.get(store.place)
  .filter((each) => each.thread_ts === ts && each.ts !== ts && sees(each, store.viewer));

export const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

// What stands below a message: nothing to see where there are no replies and nobody writes one.
export function threadNode(ts) {
  const thread = el("div", { class: "thread", role: "group", "aria-label": "Thread", data: { testid: "thread", thread: ts } },
    el("div", { class: "replies" }), el("div", { class: "reply" }));
  fill(thread);
  return thread;
}

export const threadOf = (ts) => pane.querySelector(`.thread[data-thread="${CSS.escape(ts)}"]`);

export function fill(thread) {
  const { thread: ts } = thread.dataset;
  const replies = repliesTo(ts);
  thread.querySelector(".replies").replaceChildren(...replies.map((each, index) => messageNode(each, replies[index - 1] ?? null)));
  const writes = drafts.has(draftKey(ts));
  thread.hidden = !writes && replies.length === 0;
  const place = thread.querySelector(".reply");
  if (writes && !place.querySelector("form")) place.replaceChildren(composer(ts));
  else if (!writes)
    place.replaceChildren(el("button", { type: "button", class: "reply-button", data: { testid: "reply" }, onclick: () => startReply(ts) }, "Reply…"));
}

export function startReply(ts) {
  const thread = threadOf(ts);
  if (!thread) return;
  if (!drafts.has(draftKey(ts))) drafts.set(draftKey(ts), "");
  fill(thread);
  thread.scrollIntoView({ block: "nearest" });
  thread.querySelector("textarea").focus();
}

function composer(ts) {
  const key = draftKey(ts);
  const text = el("textarea", { rows: 1, dir: "auto", placeholder: "Reply…", "aria-label": "Reply in the thread", value: drafts.get(key),
    data: { testid: "reply-composer" },
    oninput: () => {
      drafts.set(key, text.value);
      text.style.height = "auto";
      text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
    },
    onkeydown: (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape") stop();
      else if (event.key === "Enter" && !event.shiftKey) send();
      else return;
      event.preventDefault();
    } });
  const stop = () => {
    drafts.delete(key);
    const thread = threadOf(ts);
    if (thread) fill(thread);
    byId("composer-text").focus();
  };
  const send = async () => {
    const typed = text.value.trim();
    if (!typed) return;
    const where = { user: store.viewer, channel: store.place, thread_ts: ts };
    text.value = "";
    drafts.set(key, "");
    try {
      const command = /^(\/\S+)\s*([\s\S]*)$/.exec(typed);
      // Slack delivers no command in a thread, and Slackbot says so there.
      if (command) await post("/command", { ...where, command: command[1], text: command[2] });
      else await post("/message", { ...where, text: typed });
    } catch (error) {
      text.value ||= typed;
      toast(error.message);
    }
  };
  return el("form", { class: "composer-box", autocomplete: "off", onsubmit: (event) => {
    event.preventDefault();
    send();
  } }, text, el("button", { type: "submit", class: "button plain", data: { testid: "reply-send" } }, "Reply"));
}

on("start_reply", startReply);
