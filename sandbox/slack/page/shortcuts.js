// Global shortcuts: a button beside the composer, where the app has any.

import { byId } from "./dom.js";
import { showMenu } from "./menu.js";
import { click } from "./requests.js";
import { store } from "./store.js";

const button = byId("shortcuts");
const globals = () => store.workspace.shortcuts.filter((each) => each.type === "global");

export function startShortcuts() {
  button.hidden = globals().length === 0;
  button.addEventListener("click", () => showMenu(button, "Shortcuts", globals().map((shortcut) => ({
    label: shortcut.name,
    note: `${store.workspace.app.name} · ${shortcut.description}`,
    testid: `shortcut-${shortcut.callback_id}`,
    act: () => click("/shortcut", { user: store.viewer, callback_id: shortcut.callback_id }, button),
  }))));
}
