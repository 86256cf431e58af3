// The conversation in the middle.

import { dayName, dayOf } from "./dates.js";
import { byId, el } from "./dom.js";
import { messageNode } from "./message_node.js";
import { on, sees, store } from "./store.js";
import { fill, isReply, threadNode, threadOf } from "./threads.js";
import { toast } from "./toast.js";

const NEAR_PX = 120; // so near the end, a person wants to see what comes next
const pane = byId("messages");

export function showMessages() {
  pane.replaceChildren();
  if (store.place === "home") return;
  let previous = null;
  for (const message of roots()) {
    append(message, previous);
    previous = message;
  }
  pane.scrollTop = pane.scrollHeight;
}

const isDown = () => pane.scrollHeight - pane.scrollTop - pane.clientHeight < NEAR_PX;

// The messages of the channel itself, and a stone for each whose replies have outlived it.
function roots() {
  const seen = store.messages.get(store.place).filter((each) => sees(each, store.viewer));
  const known = new Set(seen.map((each) => each.ts));
  const list = [];
  for (const message of seen) {
    if (!isReply(message)) list.push(message);
    else if (!known.has(message.thread_ts)) list.push({ ts: message.thread_ts, is_gone: true });
    known.add(message.thread_ts);
  }
  return list;
}

function append(message, previous) {
  const at = Number(message.ts);
  if (!previous || dayOf(Number(previous.ts)) !== dayOf(at))
    pane.append(el("div", { class: "day", role: "separator" }, el("span", {}, dayName(at))));
  const node = messageNode(message, lastWithoutThread(previous));
  pane.append(node, threadNode(message.ts));
  return node;
}

// After a thread, the next message of the channel has its name again.
const lastWithoutThread = (previous) => (previous && threadOf(previous.ts)?.hidden !== false ? previous : null);

// The same again, where the reader was.
function redraw() {
  const { scrollTop } = pane;
  const down = isDown();
  const writing = document.activeElement?.closest?.(".thread")?.dataset.thread;
  showMessages();
  if (!down) pane.scrollTop = scrollTop;
  if (writing) threadOf(writing)?.querySelector("textarea")?.focus({ preventScroll: true });
}

on("message_posted", (message) => {
  if (message.channel !== store.place || !sees(message, store.viewer)) return;
  const mine = message.user === store.viewer || message.ephemeral_to === store.viewer;
  const follow = isDown() || mine;
  if (isReply(message)) return showReply(message, follow);
  append(message, roots().at(-2) ?? null).classList.add("arrived");
  if (follow) pane.scrollTop = pane.scrollHeight;
});

function showReply(message, follow) {
  const thread = threadOf(message.thread_ts);
  if (!thread) return redraw(); // nobody knows its parent: a stone comes first
  fill(thread);
  const node = thread.querySelector(".replies").lastElementChild;
  node.classList.add("arrived");
  if (follow) thread.scrollIntoView({ block: "nearest" });
}

on("message_changed", (message) => renew(message)?.classList.add("changed"));
on("reactions_changed", renew);

// Shows a message as it is now, and returns it where it is shown at all.
function renew(message) {
  const find = () => pane.querySelector(`[data-ts="${CSS.escape(message.ts)}"]`);
  const old = find();
  if (!old || message.channel !== store.place) return null;
  const list = isReply(message) ? null : roots();
  if (list) old.replaceWith(messageNode(message, lastWithoutThread(list[list.findIndex((each) => each.ts === message.ts) - 1] ?? null)));
  else fill(threadOf(message.thread_ts));
  return find();
}

on("message_deleted", ({ channel }) => {
  if (channel === store.place) redraw();
});

on("clock_moved", redraw); // what was "tomorrow" may be "today" now

// A picture that arrives after its message must not push the end out of sight.
pane.addEventListener("load", ({ target }) => {
  if (pane.scrollHeight - pane.scrollTop - pane.clientHeight < NEAR_PX + target.offsetHeight) pane.scrollTop = pane.scrollHeight;
}, true);

// Where a permalink leads.
export function revealMessage(ts) {
  const node = pane.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
  if (!node) return toast("That message is not here any more.");
  node.tabIndex = -1;
  node.focus({ preventScroll: true });
  node.scrollIntoView({ block: "center" });
  node.classList.add("linked");
}
