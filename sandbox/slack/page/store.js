// What the page knows. Changes arrive by Server-Sent Events; whoever shows something subscribes.

import { get } from "./server.js";

export const store = {
  workspace: null,
  viewer: null, // a Slack user id
  place: null, // a channel id, or "home"
  messages: new Map(), // channel id -> messages in order
  views: new Map(), // user id -> open modals
  homes: new Map(), // user id -> App Home view
  unread: new Map(), // `user channel` -> number
};

const listeners = {};

export function on(kind, listener) {
  (listeners[kind] ??= []).push(listener);
}

export function tell(kind, data) {
  for (const listener of listeners[kind] ?? []) listener(data);
}

export const person = (id) => store.workspace.people.find((each) => each.slack_user_id === id);
// The sandbox's time, in seconds: the computer's, unless somebody has moved the clock.
export const now = () => Date.now() / 1000 + store.workspace.clock.ahead_seconds;
export const viewer = () => person(store.viewer);
export const places = () => [...store.workspace.channels, ...store.workspace.dms];
export const channel = (id) => places().find((each) => each.id === id);
export const dmOf = (userId) => store.workspace.dms.find((each) => each.person_id === userId);

export function nameOf(userId) {
  const { app, slackbot } = store.workspace;
  if (userId === app.bot_user_id) return app.name;
  if (userId === slackbot.user_id) return slackbot.name;
  return person(userId)?.name ?? userId;
}

export const sees = (message, userId) => !message.ephemeral_to || message.ephemeral_to === userId;

export async function load() {
  store.workspace = await get("/workspace");
  const people = store.workspace.people.map((each) => each.slack_user_id);
  await Promise.all([
    ...places().map(async ({ id }) => store.messages.set(id, (await get(`/messages?channel=${id}`)).messages)),
    ...people.map(async (id) => store.views.set(id, (await get(`/views?user=${id}`)).views)),
    ...people.map(async (id) => store.homes.set(id, (await get(`/home?user=${id}`)).view)),
  ]);
}

export function follow() {
  const source = new EventSource(`/_sandbox/events?since=${store.workspace.seq}`);
  source.onopen = () => tell("live", true);
  source.onerror = () => tell("live", false);
  source.onmessage = (event) => apply(JSON.parse(event.data));
}

async function apply(change) {
  if (change.kind === "reset") {
    await load(); // the server started anew, or we slept too long
    tell("place_changed");
  } else CHANGES[change.kind]?.(change);
}

const CHANGES = {
  message_posted({ message }) {
    const list = store.messages.get(message.channel);
    if (list.some((each) => each.ts === message.ts)) return;
    list.push(message);
    countUnread(message);
    tell("message_posted", message);
  },
  message_changed({ message }) {
    const list = store.messages.get(message.channel);
    const index = list.findIndex((each) => each.ts === message.ts);
    if (index >= 0) list[index] = message;
    tell("message_changed", message);
  },
  reactions_changed({ message }) {
    const list = store.messages.get(message.channel);
    const index = list.findIndex((each) => each.ts === message.ts);
    if (index >= 0) list[index] = message;
    tell("reactions_changed", message);
  },
  message_deleted(change) {
    const list = store.messages.get(change.channel);
    store.messages.set(change.channel, list.filter((each) => each.ts !== change.ts));
    tell("message_deleted", change);
  },
  views_changed({ user, views }) {
    store.views.set(user, views);
    tell("views_changed", user);
  },
  home_published({ user, view }) {
    store.homes.set(user, view);
    tell("home_published", user);
  },
  app_changed({ home_tab, left, optional_scopes }) {
    Object.assign(store.workspace.app, { home_tab, left, optional_scopes });
    tell("app_changed");
  },
  clock_moved({ ahead_seconds: ahead }) {
    store.workspace.clock.ahead_seconds = ahead;
    tell("clock_moved");
  },
  delivery({ delivery }) {
    tell("delivery", delivery);
  },
};

function countUnread(message) {
  for (const { slack_user_id: id } of store.workspace.people) {
    const open = id === store.viewer && message.channel === store.place;
    const theirs = channel(message.channel).person_id ?? id;
    if (open || message.user === id || theirs !== id || !sees(message, id)) continue;
    const key = `${id} ${message.channel}`;
    store.unread.set(key, (store.unread.get(key) ?? 0) + 1);
  }
}
