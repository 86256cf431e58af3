// Permalinks: /archives/C0GENERAL/p1234567890123456 leads to a message.

import { go } from "./sidebar.js";
import { channel, store } from "./store.js";
import { toast } from "./toast.js";

function target(path) {
  const [, place, digits] = /^\/archives\/(\w+)\/p(\d{7,})$/.exec(path) ?? [];
  return place && channel(place) ? { place, ts: `${digits.slice(0, -6)}.${digits.slice(-6)}` } : null;
}

// The page was opened by one: as the person who can read it, else as whoever was here last.
export function enterByPermalink() {
  const found = target(location.pathname);
  if (!found) return;
  const reader = channel(found.place).person_id ?? localStorage.getItem("viewer") ?? store.workspace.people[0].slack_user_id;
  history.replaceState(null, "", `/#/${reader}/${found.place}/${found.ts}`);
}

// One in a message leads there at once, without another tab.
export function followPermalinks() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const url = new URL(link.href);
    const found = url.origin === location.origin && target(url.pathname);
    if (!found) return;
    event.preventDefault();
    go(store.viewer, found.place, found.ts);
  });
}

export async function copyPermalink({ channel: place, ts, thread_ts: thread }) {
  const query = thread && thread !== ts ? `?thread_ts=${thread}&cid=${place}` : "";
  const url = `${location.origin}/archives/${place}/p${ts.replace(".", "")}${query}`;
  try {
    await navigator.clipboard.writeText(url);
    toast("Link copied", "done");
  } catch {
    toast(url, "done"); // the browser did not allow it: at least it can be read
  }
}
