// The open modals of the person at hand; the last of the stack is the one shown.

import { renderBlocks } from "./blocks.js";
import { byId, el } from "./dom.js";
import { focusAgain, focusIn } from "./focus.js";
import { textObject } from "./mrkdwn.js";
import { click, suggest } from "./requests.js";
import { inWords, post } from "./server.js";
import { on, store } from "./store.js";

const values = new Map(); // view id -> block id -> action id -> what was entered
let dialog = null;
let problem = "";

export function showModal() {
  const stack = store.views.get(store.viewer) ?? [];
  const view = stack.at(-1);
  if (!view) return hide();
  if (dialog?.dataset.viewId !== view.id) problem = "";
  const focus = dialog?.dataset.viewId === view.id ? focusIn(dialog) : null;
  if (!dialog) {
    dialog = el("dialog", { class: "modal", "aria-labelledby": "modal-title", data: { testid: "modal" },
      oncancel: (event) => {
        event.preventDefault();
        close(false);
      } });
    byId("dialogs").append(dialog);
  }
  dialog.dataset.viewId = view.id;
  dialog.replaceChildren(content(view, stack));
  if (!dialog.open) dialog.showModal();
  if (!focusAgain(dialog, focus)) firstField()?.focus();
}

function hide() {
  dialog?.close();
  dialog?.remove();
  dialog = null;
}

function content(view, stack) {
  const label = view.close ? textObject(view.close) : stack.length > 1 ? ["Back"] : ["Close"];
  return el("form", { novalidate: true, noValidate: true, onsubmit: (event) => submit(event, view) },
    el("header", { class: "modal-head" },
      el("img", { src: "/page/backpack.svg", alt: "", width: 28, height: 28 }),
      el("h2", { id: "modal-title", dir: "auto", data: { testid: "modal-title" } }, textObject(view.title)),
      el("button", { type: "button", class: "x", "aria-label": "Close", data: { testid: "modal-x" }, onclick: () => close(true) }, "×")),
    el("div", { class: "modal-body" }, renderBlocks(view.blocks, contextOf(view))),
    el("footer", { class: "modal-foot" },
      el("p", { class: "modal-problem", role: "alert", data: { testid: "modal-problem" } }, problem),
      el("button", { type: "button", class: "button plain", data: { testid: "modal-close" }, onclick: () => close(false) }, label),
      view.submit && el("button", { type: "submit", class: "button primary", data: { testid: "modal-submit" } }, textObject(view.submit))));
}

function contextOf(view) {
  const kept = values.get(view.id) ?? values.set(view.id, {}).get(view.id);
  const where = { user: store.viewer, view_id: view.id };
  return {
    values: kept,
    errors: view.errors,
    set: (block, element, value) => ((kept[block.block_id] ??= {})[element.action_id] = value),
    act: (block, element, value, node) =>
      click("/view/action", { ...where, values: kept, block_id: block.block_id, action_id: element.action_id, value }, node),
    suggest: (block, element, typed) => suggest(where, block, element, typed),
  };
}

export const homeContext = contextOf;

async function submit(event, view) {
  event.preventDefault();
  const button = dialog.querySelector('[type="submit"]');
  button.disabled = true;
  button.classList.add("busy");
  problem = "";
  try {
    const body = { user: store.viewer, view_id: view.id, values: values.get(view.id) ?? {} };
    const done = await post("/view/submit", body);
    if (done.result === "failed") problem = `${inWords(done.error)} What you entered is still here.`;
  } catch (error) {
    problem = error.message;
  }
  // The stack may have changed by now; what is shown is always what the server says.
  if (problem || dialog?.contains(button)) showModal();
  dialog?.querySelector('.has-error :is(input, textarea, select)')?.focus();
}

async function close(everything) {
  const view = store.views.get(store.viewer).at(-1);
  await click("/view/close", { user: store.viewer, view_id: view.id, everything });
}

const firstField = () =>
  dialog.querySelector("[autofocus], .field :is(input, textarea, select)")
  ?? dialog.querySelector('.modal-foot .primary, [data-testid="modal-close"]');

on("views_changed", (user) => {
  if (user === store.viewer) showModal();
});
