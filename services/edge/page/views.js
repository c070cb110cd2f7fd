// What the page shows, one view at a time. A view is a heading, which gets the
// focus so that everybody knows where they are, and what follows it.

import {el, icons} from "./dom.js";
import {text} from "./messages.js";

const view = document.getElementById("view");
const live = document.getElementById("live");

// For screen readers, whatever has the focus.
export function say(sentence) {
  live.textContent = "";
  requestAnimationFrame(() => {
    live.textContent = sentence;
  });
}

// Shows `nodes` in the place of what is shown. `focus` gets the focus; without
// it the heading does.
export function show(title, nodes, focus = null) {
  document.title = title;
  view.replaceChildren(...nodes.filter(Boolean));
  view.setAttribute("aria-busy", "false");
  const target = focus || view.querySelector("h1");
  if (target.tagName === "H1") target.tabIndex = -1;
  target.focus({preventScroll: true});
  scrollTo(0, 0);
}

export function heading(title, initial = null) {
  const head = el("h1", {}, title);
  if (!initial) return head;
  const letter = el("span", {class: "initial", "aria-hidden": "true"},
                    initial.slice(0, 1).toUpperCase());
  return el("div", {class: "title"}, letter, head);
}

export function banner(sentence, kind = "bad", more = []) {
  return el("div", {class: `banner ${kind}`, role: "alert", tabindex: -1},
            icons.warning(), el("div", {}, el("p", {}, sentence), more));
}

export function backButton(label, go) {
  return el("button", {class: "plain", type: "button", on: {click: go}},
            icons.back(), label);
}

// A way out, where there is one.
export function leaveLink(session, company) {
  if (!session.returnUrl || session.completed) return null;
  return el("p", {class: "leave"},
            el("a", {href: session.returnUrl, rel: "noreferrer"},
               text("cancel", {company})));
}

export function outsideLink(url, label) {
  return el("a", {href: url, target: "_blank", rel: "noopener noreferrer"},
            label, icons.away(),
            el("span", {class: "unseen"}, ` (${text("newTab")})`));
}

// A mark, a heading and a sentence in the middle.
export function middle(ring, picture, title, sentence, ...actions) {
  return el("div", {class: "middle"},
            el("div", {class: `ring ${ring}`, "aria-hidden": "true"}, picture),
            el("h1", {}, title),
            sentence && el("p", {class: "lead"}, sentence), actions);
}

// While the vendor is asked. Returns what ends it.
export function showChecking(vendor) {
  const title = text("checking", {vendor});
  const lead = el("p", {class: "lead"}, text("checkingLead"));
  show(title, [el("div", {class: "middle"},
                  el("div", {class: "ring busy", "aria-hidden": "true"}),
                  el("h1", {}, title), lead)]);
  view.setAttribute("aria-busy", "true");
  say(title);
  const timer = setTimeout(() => {
    lead.textContent = text("checkingLong", {vendor});
    say(lead.textContent);
  }, 6000);
  return () => clearTimeout(timer);
}

// Nothing can be done here.
export function showEnd(name, company, actions = []) {
  const title = text(`${name}Title`);
  show(title, [middle("quiet", icons.link(), title, text(name, {company}),
                      ...actions)]);
  say(title);
}
