// The "are you sure" that an element may ask for ("Confirmation dialog object").

import { byId, el } from "./dom.js";
import { textObject } from "./mrkdwn.js";

export function confirmed(object) {
  return new Promise((resolve) => {
    const finish = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const dialog = el("dialog", { class: "modal small", "aria-labelledby": "confirm-title", data: { testid: "confirm" },
      oncancel: (event) => {
        event.preventDefault();
        finish(false);
      } },
      el("header", { class: "modal-head" }, el("h2", { id: "confirm-title" }, textObject(object.title))),
      el("div", { class: "modal-body", dir: "auto" }, textObject(object.text)),
      el("footer", { class: "modal-foot" },
        el("button", { type: "button", class: "button plain", onclick: () => finish(false) }, textObject(object.deny)),
        el("button", { type: "button", class: `button ${object.style ?? "primary"}`, data: { testid: "confirm-yes" },
          onclick: () => finish(true) }, textObject(object.confirm))));
    byId("dialogs").append(dialog);
    dialog.showModal();
  });
}
