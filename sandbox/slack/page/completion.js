// The list over the composer: commands after "/", verbs after a command.

import { byId, el } from "./dom.js";
import { store } from "./store.js";

const list = byId("completion");
const text = byId("composer-text");
let offers = [];
let current = 0;
let moved = false; // whether the person chose with the arrows: then Enter takes the offer rather than sends

export const isOpen = () => !list.hidden;
export const wantsEnter = () => isOpen() && (moved || (!text.value.includes(" ") && !offers.some((each) => each.insert.trim() === text.value)));

export function refresh() {
  offers = find(text.value);
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
  text.dispatchEvent(new Event("input"));
}

function find(typed) {
  const { commands } = store.workspace;
  if (!typed.startsWith("/") || typed.includes("\n")) return [];
  const space = typed.indexOf(" ");
  if (space < 0)
    return commands.filter((each) => each.name.startsWith(typed)).map((each) => ({
      insert: `${each.name} `, name: each.name, hint: each.usage_hint, description: each.description,
    }));
  const command = commands.find((each) => each.name === typed.slice(0, space));
  const word = typed.slice(space + 1);
  if (!command || word.includes(" ")) return [];
  return command.verbs.filter((verb) => verb.name.startsWith(word.toLowerCase()) && verb.name !== word).map((verb) => ({
    insert: `${command.name} ${verb.name}${verb.hint ? " " : ""}`, name: verb.name, hint: verb.hint, description: verb.description,
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
