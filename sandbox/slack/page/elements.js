// Block elements ("Block elements"): buttons, and everything that holds a value.

import { confirmed } from "./confirm.js";
import { el } from "./dom.js";
import { externalSelect, multiExternalSelect } from "./external_select.js";
import { textObject, unescape } from "./mrkdwn.js";
import { store } from "./store.js";

const TYPING_PAUSE_MS = 300; // after the last letter, so that a word is not told of letter by letter

export function button(block, element, context) {
  const node = el("button", {
    type: "button",
    class: `button ${element.style ?? "plain"}`,
    data: { actionId: element.action_id, testid: `action-${element.action_id}` },
    "aria-label": element.accessibility_label,
    dir: "auto",
    onclick: async () => {
      if (element.confirm && !(await confirmed(element.confirm))) return;
      if (element.url) window.open(element.url, "_blank", "noopener,noreferrer");
      context.act(block, element, undefined, node);
    },
  }, textObject(element.text));
  return node;
}

// A picture that the app has uploaded, by id or by its address.
const slackFile = ({ id, url }) => url ?? `/files-pri/${store.workspace.team.id}-${id}/picture`;

export const image = (element) =>
  el("img", { src: element.image_url ?? slackFile(element.slack_file), alt: element.alt_text ?? "", loading: "lazy", referrerPolicy: "no-referrer" });

// `naming` is {id, describedby, invalid} for a labelled input, {label} elsewhere.
export function interactive(block, element, context, naming) {
  const make = ELEMENTS[element.type];
  if (!make) return el("span", { class: "unknown" }, `(${element.type})`);
  const kept = () => context.values?.[block.block_id]?.[element.action_id];
  const draw = () => make(element, { ...tools, value: kept() });
  const tools = {
    naming: {
      id: naming.id,
      "aria-label": naming.label,
      "aria-describedby": naming.describedby,
      "aria-invalid": naming.invalid ? "true" : undefined,
      data: { testid: `input-${element.action_id}`, actionId: element.action_id },
    },
    suggest: (typed) => context.suggest(block, element, typed),
    dispatches: block.type !== "input" || block.dispatch_action,
    set: (value) => context.set?.(block, element, value),
    // Resolves to whether the person stayed with it.
    async choose(value, node) {
      if (tools.dispatches && element.confirm && !(await confirmed(element.confirm))) {
        const again = draw(); // as it was: nothing was chosen
        shown.replaceWith(again);
        shown = again;
        return false;
      }
      context.set?.(block, element, value);
      if (tools.dispatches) context.act(block, element, value, node);
      return true;
    },
  };
  let shown = draw();
  return shown;
}

const allOptions = (element) => element.option_groups?.flatMap((group) => group.options) ?? element.options ?? [];
const option = (each) => el("option", { value: each.value }, unescape(each.text.text));

function typed(type) {
  return (element, { naming, value, set, choose, dispatches }) => {
    const props = { ...naming, class: "input", dir: "auto", placeholder: element.placeholder?.text ?? "",
      value: value ?? element.initial_value ?? "", maxLength: element.max_length ?? 3000 };
    const tag = element.multiline ? "textarea" : "input";
    // Only a block that dispatches tells the app; `choose` sees to that ("Dispatch action configuration").
    const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
    let pause = null;
    return el(tag, {
      ...props, ...(tag === "input" ? { type } : { rows: 4 }), autofocus: element.focus_on_load,
      oninput: ({ target }) => {
        set(target.value);
        clearTimeout(pause);
        if (triggers.includes("on_character_entered")) pause = setTimeout(() => choose(target.value, target), TYPING_PAUSE_MS);
      },
      onkeydown: (event) => {
        if (event.key !== "Enter" || element.multiline || !dispatches || !triggers.includes("on_enter_pressed")) return;
        event.preventDefault(); // it is for the app, and submits nothing
        choose(event.target.value, event.target);
      },
    });
  };
}

function picker(type, initial) {
  return (element, { naming, value, choose }) =>
    el("input", { ...naming, class: "input short", type, value: value ?? element[initial] ?? "",
      onchange: (event) => choose(event.target.value || null, event.target) });
}

function select(options) {
  return (element, { naming, value, choose }) => {
    const chosen = value === undefined ? element.initial_option?.value ?? element.initial_user ?? "" : value ?? "";
    const node = el("select", { ...naming, class: "input select", onchange: () => choose(node.value || null, node) },
      el("option", { value: "" }, element.placeholder?.text ?? "Choose…"), options(element));
    node.value = chosen;
    return node;
  };
}

function ticks(type) {
  return (element, { naming, value, choose }) => {
    const initial = (element.initial_options ?? [element.initial_option ?? []].flat()).map((each) => each.value);
    const chosen = new Set(value === undefined ? initial : [value ?? []].flat());
    const name = `${naming.id ?? ""}-${element.action_id}`;
    const group = el("div", { ...naming, id: undefined, class: "ticks" }, allOptions(element).map((each) =>
      el("label", { class: "tick" },
        el("input", { type, name, value: each.value, checked: chosen.has(each.value), onchange: () => {
          const ticked = [...group.querySelectorAll("input:checked")].map((input) => input.value);
          choose(type === "radio" ? ticked[0] : ticked, group);
        } }),
        el("span", { dir: "auto" }, textObject(each.text),
          each.description && el("small", {}, textObject(each.description))))));
    return group;
  };
}

const grouped = (element) =>
  element.option_groups?.map((group) => el("optgroup", { label: unescape(group.label.text) }, group.options.map(option)))
  ?? allOptions(element).map(option);
const people = () => store.workspace.people.map((each) => el("option", { value: each.slack_user_id }, each.name));
const channels = () => store.workspace.channels.map((each) => el("option", { value: each.id }, `#${each.name}`));

function several(element, { naming, value, choose }) {
  const chosen = value ?? element.initial_options?.map((each) => each.value) ?? [];
  const node = el("select", { ...naming, multiple: true, class: "input", onchange: () =>
    choose([...node.selectedOptions].map((each) => each.value), node) }, grouped(element));
  for (const each of node.options) each.selected = chosen.includes(each.value);
  return node;
}

function overflow(element, { naming, choose }) {
  const menu = el("details", { class: "overflow", data: naming.data },
    el("summary", { "aria-label": "More actions", role: "button" }, "⋯"),
    el("div", { class: "menu", role: "menu" }, element.options.map((each) =>
      el("button", { type: "button", role: "menuitem", onclick: async () => {
        menu.open = false;
        if ((await choose(each.value, menu)) && each.url) window.open(each.url, "_blank", "noopener,noreferrer");
      } }, textObject(each.text)))));
  return menu;
}

function moment(element, { naming, value, choose }) {
  const seconds = value ?? element.initial_date_time;
  const local = seconds ? new Date(seconds * 1000 - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 16) : "";
  return el("input", { ...naming, class: "input", type: "datetime-local", value: local,
    onchange: (event) => choose(event.target.value ? Math.floor(new Date(event.target.value) / 1000) : null, event.target) });
}

const ELEMENTS = {
  plain_text_input: typed("text"),
  email_text_input: typed("email"),
  url_text_input: typed("url"),
  number_input: typed("number"),
  static_select: select(grouped),
  users_select: select(people),
  channels_select: select(channels),
  conversations_select: select(channels),
  multi_static_select: several,
  external_select: externalSelect,
  multi_external_select: multiExternalSelect,
  checkboxes: ticks("checkbox"),
  radio_buttons: ticks("radio"),
  datepicker: picker("date", "initial_date"),
  timepicker: picker("time", "initial_time"),
  datetimepicker: moment,
  overflow,
};
