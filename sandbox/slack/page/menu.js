// A menu at a button: one at a time, closed by a choice, Escape, a press elsewhere or scrolling.

import { byId, el } from "./dom.js";

const GAP_PX = 4;
let open = null; // {menu, anchor}

// `items` are {label, note, name, testid, act} or "-" for a line between them; `name` says what a picture shows.
export function showMenu(anchor, label, items, look = "") {
  const again = open?.anchor === anchor;
  closeMenu();
  if (again) return;
  const menu = el("div", { class: `menu-popup ${look}`, role: "menu", "aria-label": label, data: { testid: "menu" } },
    items.map((item) => (item === "-" ? el("hr", { class: "menu-line" }) : itemNode(item))));
  byId("dialogs").append(menu);
  anchor.setAttribute("aria-expanded", "true");
  open = { menu, anchor };
  place(menu, anchor);
  menu.querySelector('[role="menuitem"]')?.focus();
}

export function closeMenu({ refocus = false } = {}) {
  if (!open) return;
  const { menu, anchor } = open;
  open = null;
  menu.remove();
  anchor.setAttribute("aria-expanded", "false");
  if (refocus) anchor.focus();
}

function itemNode({ label, note, name, testid, act }) {
  return el("button", { type: "button", class: "menu-item", role: "menuitem", tabIndex: -1, "aria-label": name, title: name, data: { testid },
    onclick: () => {
      closeMenu({ refocus: true });
      act();
    } }, el("span", {}, label), note && el("small", {}, note));
}

// Below the button, or above it where there is no room; its right edges in line.
function place(menu, anchor) {
  const at = anchor.getBoundingClientRect();
  const below = at.bottom + GAP_PX + menu.offsetHeight < innerHeight;
  menu.style.top = `${below ? at.bottom + GAP_PX : at.top - GAP_PX - menu.offsetHeight}px`;
  menu.style.left = `${Math.max(GAP_PX, at.right - menu.offsetWidth)}px`;
}

document.addEventListener("keydown", (event) => {
  if (!open) return;
  const items = [...open.menu.querySelectorAll('[role="menuitem"]')];
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step) items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
  else if (event.key === "Escape") closeMenu({ refocus: true });
  else if (event.key === "Tab") return closeMenu();
  else return;
  event.preventDefault();
});

document.addEventListener("pointerdown", (event) => {
  if (open && !open.menu.contains(event.target) && !open.anchor.contains(event.target)) closeMenu();
});

addEventListener("scroll", () => closeMenu(), { capture: true, passive: true });
