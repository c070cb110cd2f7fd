// Making elements. Text is only ever set as text: nothing that comes from a
// server, a vendor or a person becomes markup.

// el("p", {class: "help", id: "x"}, "text", el("b", {}, "more"))
// A property that is undefined, null or false is left out; "on" holds
// listeners.
export function el(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "on") {
      for (const [event, listener] of Object.entries(value)) {
        node.addEventListener(event, listener);
      }
    } else {
      node.setAttribute(key, value === true ? "" : value);
    }
  }
  node.append(...children.flat().filter((child) => child || child === 0));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

// A picture of strokes on 24 by 24, for decoration only.
export function icon(name, ...paths) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("class", `icon icon-${name}`);
  picture.setAttribute("aria-hidden", "true");
  for (const path of paths) {
    const stroke = document.createElementNS(SVG, "path");
    stroke.setAttribute("d", path);
    picture.append(stroke);
  }
  return picture;
}

export const icons = {
  back: () => icon("back", "M15 5l-7 7 7 7"),
  down: () => icon("down", "M6 9.5l6 6 6-6"),
  forward: () => icon("forward", "M9 5l7 7-7 7"),
  done: () => icon("done", "M4.5 12.5l5 5 10-11"),
  warning: () => icon("warning", "M12 4l9 16H3z", "M12 10v4.5", "M12 17.4v.1"),
  lock: () => icon("lock", "M6 11h12v9H6z", "M8.5 11V8a3.5 3.5 0 0 1 7 0v3"),
  away: () => icon("away", "M10 5H5v14h14v-5", "M13 5h6v6", "M19 5l-9 9"),
  link: () => icon("link", "M10.2 13.8l3.6-3.6",
                   "M11.6 8.4l1.9-1.9a2.9 2.9 0 0 1 4 4l-1.9 1.9",
                   "M12.4 15.6l-1.9 1.9a2.9 2.9 0 0 1-4-4l1.9-1.9"),
};
