// The tabs of the app's own place: Home, where it has one, and Messages.

import { byId, el } from "./dom.js";
import { go } from "./sidebar.js";
import { dmOf, store } from "./store.js";

const nav = byId("tabs");

export const hasHome = () => store.workspace.app.home_tab;

export function showTabs(here) {
  nav.hidden = !hasHome() || Boolean(here && !here.is_im);
  if (nav.hidden) return;
  nav.replaceChildren(tab("home", "Home"), tab(dmOf(store.viewer).id, "Messages"));
}

function tab(place, name) {
  return el("a", {
    href: `#/${store.viewer}/${place}`, class: "tab", "aria-current": place === store.place ? "page" : undefined,
    data: { testid: `tab-${name.toLowerCase()}` },
    onclick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab of the browser's, as ever
      event.preventDefault();
      go(store.viewer, place);
    },
  }, name);
}
