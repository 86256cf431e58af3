// Where a person writes: messages and slash commands.

import * as completion from "./completion.js";
import { byId } from "./dom.js";
import { post } from "./server.js";
import { channel, store } from "./store.js";

const form = byId("composer");
const text = byId("composer-text");
const problem = byId("composer-error");
const drafts = new Map(); // `user channel` -> text, so that a look elsewhere loses nothing
let shown = "";

export function showComposer() {
  form.hidden = store.place === "home";
  if (form.hidden) return;
  drafts.set(shown, text.value);
  shown = `${store.viewer} ${store.place}`;
  text.value = drafts.get(shown) ?? "";
  const { is_im: direct, name } = channel(store.place);
  text.placeholder = direct ? "Message Backpack" : `Message #${name}`;
  text.setAttribute("aria-label", text.placeholder);
  problem.textContent = "";
  completion.close();
  fit();
}

function fit() {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 220)}px`;
  form.querySelector(".send").disabled = text.value.trim() === "";
}

async function send() {
  const typed = text.value.trim();
  if (!typed) return;
  const where = { user: store.viewer, channel: store.place };
  text.value = "";
  problem.textContent = "";
  completion.close();
  fit();
  try {
    if (typed.startsWith("/")) await sendCommand(where, typed);
    else await post("/message", { ...where, text: typed });
  } catch (error) {
    text.value ||= typed; // nothing a person wrote is lost
    problem.textContent = error.message;
    fit();
  }
}

async function sendCommand(where, typed) {
  const [, command, rest] = /^(\S+)\s*([\s\S]*)$/.exec(typed);
  form.classList.add("busy");
  try {
    // What goes wrong with the app is told in the channel, by Slackbot, as in Slack.
    await post("/command", { ...where, command, text: rest });
  } finally {
    form.classList.remove("busy");
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});

text.addEventListener("input", () => {
  fit();
  completion.refresh();
});

text.addEventListener("blur", () => completion.close());

text.addEventListener("keydown", (event) => {
  if (event.isComposing) return; // an input method is still at it
  const open = completion.isOpen();
  if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) completion.move(event.key === "ArrowDown" ? 1 : -1);
  else if (open && event.key === "Tab" && !event.shiftKey) completion.take();
  else if (open && event.key === "Escape") completion.close();
  else if (event.key === "Enter" && !event.shiftKey) {
    if (completion.wantsEnter()) completion.take();
    else send();
  } else return;
  event.preventDefault();
});
