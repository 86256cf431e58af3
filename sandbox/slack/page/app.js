// Starts the page. The address says who you are and where, and maybe at which message:
// #/U0MAYA/C0GENERAL/1234567890.123456

import { startPane } from "./backpack_pane.js";
import { startClock } from "./clock.js";
import { showComposer } from "./composer.js";
import { byId, el } from "./dom.js";
import { showHome } from "./home.js";
import { revealMessage, showMessages } from "./messages.js";
import { showModal } from "./modal.js";
import { startDrawers } from "./drawers.js";
import { enterByPermalink, followPermalinks } from "./permalinks.js";
import { post } from "./server.js";
import { startScopes } from "./scopes.js";
import { startShortcuts } from "./shortcuts.js";
import { showSidebar } from "./sidebar.js";
import { channel, dmOf, follow, load, on, person, store } from "./store.js";
import { hasHome, showTabs } from "./tabs.js";
import { toast } from "./toast.js";

function readAddress() {
  const [, user, place, ts] = location.hash.split("/");
  store.viewer = person(user)?.slack_user_id ?? store.viewer ?? store.workspace.people[0].slack_user_id;
  store.place = place === "home" || channel(place) ? place : store.place ?? store.workspace.channels[0].id;
  if (store.place === "home" && !hasHome()) store.place = dmOf(store.viewer).id;
  if (channel(store.place)?.is_im) store.place = dmOf(store.viewer).id; // nobody reads another's messages
  return ts;
}

function show() {
  draw();
  // The app hears of everybody who opens one of its tabs.
  const tab = store.place === "home" ? "home" : channel(store.place).is_im && "messages";
  if (tab) post("/home/open", { user: store.viewer, tab }).catch((error) => toast(error.message));
}

function draw() {
  const ts = readAddress();
  localStorage.setItem("viewer", store.viewer); // who opens a permalink in another tab
  store.unread.delete(`${store.viewer} ${store.place}`);
  showTitle();
  showSidebar();
  byId("messages").hidden = store.place === "home";
  showMessages();
  showHome();
  showComposer();
  showModal();
  if (ts) revealMessage(ts);
}

function showTitle() {
  const here = channel(store.place);
  const name = here ? (here.is_im ? store.workspace.app.name : `#${here.name}`) : store.workspace.app.name;
  byId("place-title").replaceChildren(name, (!here || here.is_im) && el("span", { class: "app-badge" }, "APP") || "");
  showTabs(here);
  byId("place-topic").hidden = !byId("tabs").hidden;
  if (here && store.workspace.app.left.includes(here.id))
    byId("place-topic").textContent = "Backpack is not in this channel: /invite @backpack brings it in";
  else byId("place-topic").textContent = here?.topic || "Direct messages with the app";
  document.title = `${name} · ${store.workspace.team.name}`;
}

await load();
enterByPermalink();
followPermalinks();
window.addEventListener("hashchange", show);
on("place_changed", show);
on("app_changed", draw);
show();
follow();
startDrawers();
startPane();
startClock();
startShortcuts();
startScopes();
if (!document.activeElement?.matches(".message")) byId("composer-text").focus();
document.body.dataset.ready = "true"; // for tests: everything is wired
