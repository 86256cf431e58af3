// A select whose options the app supplies while the person types.

import { el } from "./dom.js";
import { textObject, unescape } from "./mrkdwn.js";

const PAUSE_MS = 150; // between the last key and the question, so that not every letter is one

export function externalSelect(element, { naming, value, suggest, choose }) {
  const chosen = value === undefined ? element.initial_option : value;
  const least = element.min_query_length ?? 3;
  let pause = null;
  const list = el("ul", { class: "suggestions", role: "listbox", hidden: true, data: { testid: "suggestions" } });
  const input = el("input", {
    ...naming, class: "input", type: "text", role: "combobox", dir: "auto", autocomplete: "off",
    "aria-autocomplete": "list", "aria-expanded": "false", placeholder: element.placeholder?.text ?? "Search…",
    value: chosen ? unescape(chosen.text.text) : "",
    oninput: () => {
      choose(null, input);
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
    pause = setTimeout(async () => show((await suggest(typed)) ?? []), PAUSE_MS);
  }

  function show(options) {
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    list.replaceChildren(...options.map((option) => el("li", { role: "option" },
      el("button", { type: "button", dir: "auto", onclick: () => {
        input.value = unescape(option.text.text);
        choose(option, input);
        show([]);
      } }, textObject(option.text)))));
  }

  return el("div", { class: "external" }, input, list);
}
