// Who you are, and where you can go.

import { avatar } from "./avatars.js";
import { byId, el } from "./dom.js";
import { dmOf, on, store, tell } from "./store.js";

// At once rather than by `hashchange`, which comes later: the next key belongs to the new place already.
export function go(user, place, ts) {
  history.pushState(null, "", ["/#", user, place, ts].filter(Boolean).join("/"));
  tell("place_changed");
}

export function showSidebar() {
  byId("people").replaceChildren(...store.workspace.people.map(personButton));
  byId("channels").replaceChildren(...store.workspace.channels.map((each) =>
    entry(each.id, el("span", { class: "sign" }, "#"), each.name, `channel-${each.name}`)));
  const dm = dmOf(store.viewer);
  byId("dms").replaceChildren(entry(dm.id, avatar(store.workspace.app.bot_user_id, "tiny"), store.workspace.app.name, "dm-backpack", true));
  byId("apps-title").hidden = byId("apps").hidden = !store.workspace.app.home_tab;
  byId("apps").replaceChildren(entry("home", el("span", { class: "sign" }, "⌂"), "Backpack Home", "app-home"));
}

// Who has used a token of Backpack's, from the start or by now.
let callers = new Set();
const knows = (person) => person.connected || callers.has(person.name);

function personButton(person) {
  const here = person.slack_user_id === store.viewer;
  return el("button", {
    type: "button", class: "person", "aria-pressed": String(here), data: { testid: `person-${person.handle}` },
    onclick: () => {
      const direct = store.place?.startsWith("D") ? dmOf(person.slack_user_id).id : store.place;
      go(person.slack_user_id, direct);
    },
  },
    avatar(person.slack_user_id, "small"),
    el("span", { class: "person-text" },
      el("span", { class: "person-name", dir: "auto" }, person.name),
      el("span", { class: `person-hint${knows(person) ? "" : " is-new"}` }, knows(person) ? "knows Backpack" : "new here")));
}

function entry(place, sign, name, testid, app = false) {
  const unread = store.unread.get(`${store.viewer} ${place}`) ?? 0;
  const here = place === store.place;
  return el("li", {}, el("a", {
    href: `#/${store.viewer}/${place}`, class: `entry${unread ? " unread" : ""}`, "aria-current": here ? "page" : undefined,
    data: { testid },
    onclick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab, as ever
      event.preventDefault();
      go(store.viewer, place);
    },
  }, sign, el("span", { class: "entry-name" }, name), app && el("span", { class: "app-badge" }, "APP"),
    unread > 0 && el("span", { class: "count", "aria-label": `${unread} unread` }, String(unread))));
}

on("message_posted", showSidebar);
on("backpack_drawn", ({ users }) => {
  const found = new Set(users.filter((each) => each.has_called).map((each) => each.name));
  if (found.size === callers.size) return; // nobody forgets
  callers = found;
  showSidebar();
});
on("live", (live) => {
  byId("live").classList.toggle("on", live);
  byId("live").setAttribute("aria-label", live ? "Live" : "Reconnecting");
});
