// The parts of the Backpack pane. `tools` are {mark, fold, viewer} of backpack_pane.js.

import { ago, clockTime, dayName } from "./dates.js";
import { el } from "./dom.js";
import { now, person } from "./store.js";
import { toast } from "./toast.js";

export function sections(state, tools) {
  return [me, pages, statuses, journal, reminders].map((section) => section(state, tools));
}

const seconds = (iso) => Date.parse(iso) / 1000;

function part(name, testid, tools, ...content) {
  return tools.fold(testid, true, el("details", { class: "part", data: { testid } },
    el("summary", { data: { key: testid } }, el("h3", {}, name)), content));
}

function me(state, tools) {
  const user = state.users.find((each) => each.name === person(tools.viewer).name);
  if (!user) return el("section", { class: "me" }, el("p", {}, "You have no user in this account."));
  const token = el("code", { class: "token", data: { testid: "my-token" } }, user.token);
  const copy = el("button", { type: "button", class: "button plain copy", data: { testid: "copy-token", key: "copy" },
    "aria-label": "Copy my API token", onclick: () => copyText(user.token, copy) }, "Copy");
  return el("section", { class: "me", "aria-label": "My info", data: { testid: "my-info" } },
    el("p", { class: "me-name" }, el("span", {}, "You are "), el("strong", { dir: "auto", data: { testid: "my-name" } }, user.name)),
    el("p", { class: "me-zone" }, `account ${state.account.name} · ${user.time_zone}`),
    el("div", { class: "me-token" }, el("span", { class: "me-label" }, "API token"), token, copy));
}

async function copyText(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  } catch {
    const range = document.createRange();
    range.selectNodeContents(button.previousElementSibling);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    toast("The browser did not allow copying: the token is selected, press Ctrl+C.");
  }
}

function pages(state, tools) {
  return part("Pages", "bp-pages", tools, state.pages.map((page) => pageNode(page, state, tools)));
}

function pageNode(page, state, tools) {
  const open = page.lists.reduce((sum, list) => sum + list.items.filter((item) => !item.completed).length, 0);
  const owner = state.users.find((user) => user.id === page.user_id)?.name.split(" ")[0];
  const node = el("details", { class: "page", data: { testid: "bp-page", pageId: page.id } },
    el("summary", { data: { key: `page-${page.id}` } },
      tools.mark(`page-${page.id}`, page.title, el("span", { class: "page-title", dir: "auto" }, page.title)),
      el("span", { class: "page-note" }, `${owner ? `${owner} · ` : ""}${open} open`)),
    page.lists.map((list) => listNode(list, tools)),
    page.notes.map((note) => noteNode(note, tools)));
  return tools.fold(`page-${page.id}`, state.pages.indexOf(page) < 2, node);
}

function listNode(list, tools) {
  return el("section", { class: "bp-list", "aria-label": list.name || "Items", data: { testid: "bp-list", listId: list.id, name: list.name } },
    tools.mark(`list-${list.id}`, list.name, el("h4", { dir: "auto" }, list.name || "Items")),
    list.items.length === 0 && el("p", { class: "none" }, "No items"),
    el("ul", {}, list.items.map((item) =>
      tools.mark(`item-${item.id}`, [item.content, item.completed],
        el("li", { class: item.completed ? "item done" : "item", data: { testid: "bp-item", itemId: item.id, completed: String(item.completed) } },
          el("span", { class: "box", role: "img", "aria-label": item.completed ? "done" : "open" }, item.completed ? "✓" : ""),
          el("span", { class: "item-text", dir: "auto" }, item.content))))));
}

function noteNode(note, tools) {
  return tools.mark(`note-${note.id}`, [note.title, note.body],
    el("section", { class: "bp-note", data: { testid: "bp-note", noteId: note.id } },
      note.title && el("h4", { dir: "auto" }, note.title),
      el("p", { dir: "auto" }, note.body)));
}

function statuses(state, tools) {
  const rows = state.users.map((user) => {
    const status = state.statuses.find((each) => each.user_id === user.id);
    return tools.mark(`status-${user.id}`, status?.message ?? "",
      el("li", { class: "status", data: { testid: "bp-status", user: user.name } },
        el("strong", { dir: "auto" }, user.name.split(" ")[0]),
        el("span", { class: status?.message ? "" : "none", dir: "auto" }, status?.message || "no status"),
        status?.message && el("time", {}, ago(seconds(status.updated_at)))));
  });
  return part("Status board", "bp-statuses", tools, el("ul", { class: "board" }, rows));
}

function journal(state, tools) {
  const entries = state.journal.slice(0, 30).map((entry) => {
    const at = seconds(entry.created_at);
    return tools.mark(`journal-${entry.id}`, entry.body,
      el("li", { class: "entry-row", data: { testid: "bp-journal-entry" } },
        el("p", { dir: "auto" }, entry.body),
        el("p", { class: "by" }, `${entry.user_name.split(" ")[0]} · ${dayName(at)}, ${clockTime(at)}`)));
  });
  return part("Journal", "bp-journal", tools,
    entries.length ? el("ul", { class: "rows" }, entries) : el("p", { class: "none" }, "No entries yet"));
}

function reminders(state, tools) {
  const name = (id) => state.users.find((user) => user.id === id)?.name.split(" ")[0] ?? "someone";
  const rows = state.reminders.map((reminder) => {
    const at = seconds(reminder.remind_at);
    const past = reminder.sent || at <= now(); // or it was, before somebody put the clock back
    return tools.mark(`reminder-${reminder.id}`, [reminder.content, reminder.remind_at, reminder.remindee_ids, past],
      el("li", { class: `entry-row${past ? " is-past" : ""}`, data: { testid: "bp-reminder", past: String(past) } },
        el("p", { dir: "auto" }, reminder.content),
        el("p", { class: "by" }, `${dayName(at)}, ${clockTime(at)}${past ? " · past" : ""} · for ${reminder.remindee_ids.map(name).join(", ")}`)));
  });
  return part("Reminders", "bp-reminders", tools,
    rows.length ? el("ul", { class: "rows" }, rows) : el("p", { class: "none" }, "Nothing coming up"));
}
