import { el } from "./dom.js";
import { nameOf, store } from "./store.js";

export function avatar(userId, size = "") {
  if (userId === store.workspace.app.bot_user_id)
    return el("img", { class: `avatar ${size}`, src: "/page/backpack.svg", alt: "" });
  const index = store.workspace.people.findIndex((each) => each.slack_user_id === userId);
  const initials = nameOf(userId).split(" ").map((word) => word[0]).slice(0, 2).join("");
  return el("span", { class: `avatar ${size} tint-${index + 1}`, "aria-hidden": "true" }, initials);
}
