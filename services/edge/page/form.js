// The form for a key or for a client's id and secret, with what else the vendor
// needs to know.

import {el, icons} from "./dom.js";
import {text} from "./messages.js";
import {outsideLink} from "./views.js";

let made = 0;

// One input with its label, its help and a place for what is wrong with it.
// `check` gives the complaint about a value, or nothing.
class Field {
  constructor(name, {label, foreign, help, after, secret, check}) {
    const id = `field-${++made}`;
    this.name = name;
    this.check = check || (() => "");
    this.help = help && el("div", {class: "help", id: `${id}-help`}, help);
    this.after = after && el("p", {class: "help after", id: `${id}-after`}, after);
    this.wrong = el("p", {class: "wrong", id: `${id}-wrong`, hidden: true});
    const described = [this.help, this.after, this.wrong].filter(Boolean)
        .map((node) => node.id).join(" ");
    this.input = el("input", {
      id, name, type: secret ? "password" : "text", autocomplete: "off",
      autocapitalize: "none", autocorrect: "off", spellcheck: "false",
      maxlength: 16384, "aria-required": "true", "aria-describedby": described,
      // Password stores keep their hands off.
      "data-1p-ignore": secret, "data-lpignore": secret,
      on: {input: () => this.complain("")},
    });
    this.node = el("div", {class: "field"},
                   el("label", {for: id, lang: foreign && "en"}, label),
                   this.help,
                   el("div", {class: secret ? "entry secret" : "entry"},
                      this.input, secret && this.showButton()),
                   this.after, this.wrong);
  }

  showButton() {
    const button = el("button", {class: "show", type: "button",
                                 "aria-pressed": "false"}, text("show"));
    button.addEventListener("click", () => {
      const hidden = this.input.type === "password";
      this.input.type = hidden ? "text" : "password";
      button.textContent = text(hidden ? "hide" : "show");
      button.setAttribute("aria-pressed", String(hidden));
    });
    return button;
  }

  get value() {
    return this.input.value.trim();
  }

  complain(complaint) {
    this.wrong.textContent = complaint;
    this.wrong.hidden = !complaint;
    if (complaint) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
    return Boolean(complaint);
  }

  // Whether something is wrong; says what.
  bad() {
    return this.complain(this.value ? this.check(this.value) : text("missing"));
  }
}

// RE2's patterns are nearly those of JavaScript. What this browser cannot read
// is for the server to check.
function keyCheck(auth, vendor) {
  let pattern = null;
  try {
    pattern = auth.keyPattern && new RegExp(`^(?:${auth.keyPattern})$`, "u");
  } catch (error) {
    pattern = null;
  }
  return (value) =>
      pattern && !pattern.test(value) ? text("oddKey", {vendor}) : "";
}

function helpOf(auth, vendor) {
  return [
    auth.help && el("span", {lang: "en"}, auth.help),
    auth.help && auth.helpUrl && " ",
    auth.helpUrl && outsideLink(auth.helpUrl, text("more", {vendor})),
  ].filter(Boolean);
}

export function settingFields(vendor) {
  return (vendor.settings || []).map((setting) =>
      new Field(`settings.${setting.name}`, {
        label: setting.label,
        foreign: true,
        help: setting.help && [el("span", {lang: "en"}, setting.help)],
        after: setting.example && text("example", {example: setting.example}),
        // Addresses are pasted where a part of them is asked for.
        check: (value) =>
            /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(value)
                ? "" : text("oddValue"),
      }));
}

// Where the vendor has several: which one. Null where there is no choice.
export function environmentField(vendor) {
  const all = vendor.environments || [];
  if (all.length < 2) return null;
  const id = `field-${++made}`;
  const names = {production: text("production"), sandbox: text("sandbox"),
                 eu: text("eu"), na: text("na")};
  const select = el("select", {id, name: "environment"},
                    all.map((name) => el("option", {value: name},
                                         names[name] || name)));
  return {
    node: el("div", {class: "field"},
             el("label", {for: id}, text("environment")),
             el("div", {class: "choice"}, select, icons.down())),
    get value() {
      return select.value;
    },
  };
}

export function credentialFields(auth, vendor) {
  const help = helpOf(auth, vendor.displayName);
  if (auth.kind === "api_key") {
    return [new Field("api_key", {label: text("key"), help, secret: true,
                                  check: keyCheck(auth, vendor.displayName)})];
  }
  return [
    new Field("client_id", {label: text("clientId"), help}),
    new Field("client_secret", {label: text("clientSecret"), secret: true}),
  ];
}
