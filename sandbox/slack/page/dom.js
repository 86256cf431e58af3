// Nodes are made here and only here. Text goes in as text: nothing that came over the wire becomes markup.

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name in node && name !== "list" && !name.startsWith("aria") && name !== "role") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// A link only where it leads to the web or to mail; anything else stays text.
export function link(url, ...children) {
  if (!/^(https?:|mailto:)/i.test(url)) return el("span", {}, ...children);
  return el("a", { href: url, target: "_blank", rel: "noreferrer noopener" }, ...children);
}

export const byId = (id) => document.getElementById(id);
