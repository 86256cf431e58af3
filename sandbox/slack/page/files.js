// Files in a message: pictures are shown, the others are links.

import { el, link } from "./dom.js";

export function fileList({ files }) {
  return files.length > 0 && el("div", { class: "files" }, files.map((file) => (file.mimetype.startsWith("image/") ? picture(file) : other(file))));
}

const path = (file) => new URL(file.url_private).pathname; // by whatever name the page was opened

function picture(file) {
  return el("figure", { class: "picture", data: { testid: "file" } },
    el("figcaption", { dir: "auto" }, file.title),
    el("a", { href: path(file), target: "_blank", rel: "noreferrer noopener" },
      el("img", { src: path(file), alt: file.alt_txt || file.title })));
}

function other(file) {
  return el("p", { class: "file", data: { testid: "file" } }, link(file.url_private, file.title), el("small", {}, ` ${file.pretty_type}, ${file.size} bytes`));
}
