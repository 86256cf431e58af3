// The list over the composer: commands after "/", verbs after a command, people after "@", channels after "#".

import { byId, el } from "./dom.js";
import { store } from "./store.js";

const list = byId("completion");
const text = byId("composer-text");
let offers = [];
let current = 0;
let moved = false; // whether the person chose with the arrows: then Enter takes the offer rather than sends

export const isOpen = () => !list.hidden;
export const wantsEnter = () => isOpen() && (moved || offers[0].mention || (!text.value.includes(" ") && !offers.some((each) => each.insert.trim() === text.value)));

export function refresh() {
  offers = find(text.value) ?? findMentions(text.value, text.selectionStart);
  current = 0;
  moved = false;
  draw();
}

export function close() {
  offers = [];
  draw();
}

export function move(step) {
  current = (current + step + offers.length) % offers.length;
  moved = true;
  draw();
}

export function take(index = current) {
  const offer = offers[index];
  text.value = offer.insert;
  text.focus();
  if (offer.cursor) text.setSelectionRange(offer.cursor, offer.cursor);
  text.dispatchEvent(new Event("input"));
}

function find(typed) {
  const { commands } = store.workspace;
  if (!typed.startsWith("/") || typed.includes("\n")) return null;
  const space = typed.indexOf(" ");
  if (space < 0)
    return commands.filter((each) => each.name.startsWith(typed)).map((each) => ({
      insert: `${each.name} `, name: each.name, hint: each.usage_hint, description: each.description,
    }));
  const command = commands.find((each) => each.name === typed.slice(0, space));
  const word = typed.slice(space + 1);
  if (!command?.verbs.length || word.includes(" ")) return null;
  return command.verbs.filter((verb) => verb.name.startsWith(word.toLowerCase()) && verb.name !== word).map((verb) => ({
    insert: `${command.name} ${verb.name}${verb.hint ? " " : ""}`, name: verb.name, hint: verb.hint, description: verb.description,
  }));
}

function findMentions(typed, cursor) {
  const [, sign, word] = /(?:^|[\s(])([@#])([\w-]*)$/.exec(typed.slice(0, cursor)) ?? [];
  if (!sign) return [];
  const { people, app, channels } = store.workspace;
  const all = sign === "#"
    ? channels.map((each) => ({ name: each.name, description: each.topic }))
    : [...people.map((each) => ({ name: each.handle, description: each.name })),
       { name: app.name.toLowerCase(), description: `${app.name}, the app` }];
  const start = cursor - word.length;
  const matches = all.filter(({ name }) => name.startsWith(word.toLowerCase()));
  if (matches.some(({ name }) => name === word.toLowerCase())) return []; // it is all there
  return matches.map(({ name, description }) => ({
    insert: `${typed.slice(0, start)}${name} ${typed.slice(cursor)}`, cursor: start + name.length + 1,
    name: sign + name, description, mention: true,
  }));
}

function draw() {
  list.hidden = offers.length === 0;
  text.setAttribute("aria-expanded", String(!list.hidden));
  text.toggleAttribute("aria-activedescendant", false);
  if (offers.length) text.setAttribute("aria-activedescendant", `offer-${current}`);
  list.replaceChildren(...offers.map((offer, index) =>
    el("li", {
      id: `offer-${index}`, role: "option", "aria-selected": String(index === current), data: { testid: "completion-option" },
      onmousedown: (event) => event.preventDefault(), // the composer keeps the focus
      onclick: () => take(index),
    },
      el("span", { class: "offer-name" }, offer.name),
      offer.hint && el("span", { class: "offer-hint" }, offer.hint),
      el("span", { class: "offer-about" }, offer.description))));
  list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
}
