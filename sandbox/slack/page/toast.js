import { byId, el } from "./dom.js";

export function toast(text, kind = "problem") {
  const node = el("div", { class: `toast toast-${kind}`, data: { testid: "toast" }, dir: "auto" }, text);
  byId("toasts").append(node);
  setTimeout(() => node.remove(), 6000);
}
