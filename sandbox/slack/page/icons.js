// Small drawings in the colour of the text around them.

const NS = "http://www.w3.org/2000/svg";
const PATHS = {
  eye: "M1 8s2.600-4.500 7-4.500S15 8 15 8s-2.600 4.500-7 4.500S1 8 1 8Zm7 2.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400Z",
  smile: "M14.500 8a6.500 6.500 0 1 1-13 0 6.500 6.500 0 0 1 13 0ZM5.600 6.200v.01M10.400 6.200v.01M5 9.600c1.600 2 4.400 2 6 0",
  more: "M8 3.500v.01M8 8v.01M8 12.500v.01",
  reply: "M2 3.500h12v7.500H8l-3.500 2.700V11H2Z",
};

export function icon(name) {
  const svg = document.createElementNS(NS, "svg");
  const path = document.createElementNS(NS, "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon icon-${name}`);
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
