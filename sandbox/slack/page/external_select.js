// Selects whose options the app supplies while the person types: for one choice, and for several.

import { el } from "./dom.js";
import { textObject, unescape } from "./mrkdwn.js";

const PAUSE_MS = 150; // between the last key and the question, so that not every letter is one

export function externalSelect(element, { naming, value, suggest, set, choose }) {
  const chosen = value === undefined ? element.initial_option : value;
  return searchBox(element, naming, suggest, {
    words: chosen ? unescape(chosen.text.text) : "",
    typing: () => set(null), // what was chosen is no more, and nothing else is yet
    pick(option, input) {
      input.value = unescape(option.text.text);
      choose(option, input);
    },
  });
}

export function multiExternalSelect(element, { naming, value, suggest, choose }) {
  let chosen = value ?? element.initial_options ?? [];
  const most = element.max_selected_items ?? Infinity;
  const chips = el("ul", { class: "chips", "aria-label": "Chosen" });
  const box = searchBox(element, naming, async (typed) => {
    if (chosen.length >= most) return [];
    const taken = new Set(chosen.map((each) => each.value));
    return ((await suggest(typed)) ?? []).filter((each) => !taken.has(each.value));
  }, {
    words: "",
    typing() {},
    pick(option, input) {
      input.value = "";
      take([...chosen, option]);
      input.focus();
    },
  });

  function take(options) {
    chosen = options;
    draw();
    choose(chosen, box);
  }

  function draw() {
    chips.hidden = chosen.length === 0;
    chips.replaceChildren(...chosen.map((each) => el("li", { class: "chip", data: { testid: "chip" } },
      el("span", { dir: "auto" }, textObject(each.text)),
      el("button", { type: "button", "aria-label": `Remove ${unescape(each.text.text)}`,
        onclick: () => take(chosen.filter((one) => one !== each)) }, "×"))));
  }

  draw();
  return el("div", {}, chips, box);
}

// `words` stand there at first; `typing` is told of each key, `pick` what was chosen.
function searchBox(element, naming, suggest, { words, typing, pick }) {
  const least = element.min_query_length ?? 3;
  let pause = null;
  const list = el("ul", { class: "suggestions", role: "listbox", hidden: true, data: { testid: "suggestions" } });
  const input = el("input", {
    ...naming, class: "input", type: "text", role: "combobox", dir: "auto", autocomplete: "off",
    "aria-autocomplete": "list", "aria-expanded": "false", placeholder: element.placeholder?.text ?? "Search…",
    value: words,
    oninput: () => {
      typing();
      ask();
    },
    onfocus: ask,
    onblur: () => setTimeout(() => show([]), 150),
    onkeydown: (event) => {
      if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        event.preventDefault();
        show([]);
      } else if (event.key === "ArrowDown") list.querySelector("button")?.focus();
    },
  });

  function ask() {
    clearTimeout(pause);
    const typed = input.value;
    if (typed.length < least) return show([]);
    pause = setTimeout(async () => {
      if (input.isConnected) show((await suggest(typed)) ?? []); // its form may be closed by then
    }, PAUSE_MS);
  }

  function show(options) {
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    list.replaceChildren(...options.map((option) => el("li", { role: "option" },
      el("button", { type: "button", dir: "auto", onclick: () => {
        pick(option, input);
        show([]);
      } }, textObject(option.text)))));
  }

  return el("div", { class: "external" }, input, list);
}
