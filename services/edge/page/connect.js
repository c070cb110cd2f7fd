// The connect page: a customer picks a system, signs in or pastes a key, sees it
// checked and goes back. See README.md beside this file.

import {api, Failure} from "./api.js";
import {el, icons} from "./dom.js";
import {credentialFields, environmentField, settingFields} from "./form.js";
import {chooseLanguage, knows, text} from "./messages.js";
import {applyAccent} from "./theme.js";
import {backButton, banner, heading, leaveLink, middle, say, show,
        showChecking, showEnd} from "./views.js";

// With more vendors than these there is a search.
const MANY = 6;

let session = {};
let company = "";

function reasonText(failure, vendor) {
  const name = failure.reason === "CALLER_NOT_ALLOWED" ? "stale" : failure.reason;
  return text(knows(name) ? name : "OTHER", {vendor, company});
}

function reloadButton() {
  return el("button", {class: "button", type: "button",
                       on: {click: () => location.reload()}}, text("reload"));
}

// The session itself is what failed: there is no way on from here.
function showSessionFailure(failure) {
  if (failure.reason === "CONNECT_SESSION_NOT_FOUND") {
    showEnd(failure.field === "opened" ? "elsewhere" : "gone", company);
  } else if (failure.field === "return_url") {
    showEnd("wrong", company);
  } else {
    const sentence = reasonText(failure, "");
    show(text("title"), [middle("bad", icons.warning(), text("title"), sentence,
                                reloadButton())]);
    say(sentence);
  }
}

function applyTheme() {
  chooseLanguage(session.language);
  company = session.companyName || text("companyless");
  applyAccent(session.accentColor);
  const brand = document.getElementById("brand");
  brand.replaceChildren();
  const name = session.companyName || "";
  if (session.logoUrl) {
    const logo = el("img", {src: session.logoUrl, alt: name,
                            referrerpolicy: "no-referrer"});
    // A logo that does not load leaves the name.
    logo.addEventListener("error", () => logo.replaceWith(name));
    brand.append(logo);
  } else {
    brand.append(name);
  }
  document.getElementById("note").replaceChildren(icons.lock(), text("safe"));
}

function vendorNamed(name) {
  return session.vendors.find((vendor) => vendor.name === name);
}

function showPick(failure = null) {
  const list = el("ul", {class: "vendors"}, session.vendors.map((vendor) =>
      el("li", {}, el("button", {
        class: "vendor", type: "button", "data-vendor": vendor.name,
        on: {click: () => pick(vendor)},
      }, el("span", {class: "initial", "aria-hidden": "true"},
            vendor.displayName.slice(0, 1).toUpperCase()),
         el("span", {}, vendor.displayName), icons.forward()))));
  const note = failure && banner(reasonText(failure, ""));
  show(text("pick"), [
    heading(text("pick")),
    el("p", {class: "lead"}, text("pickLead", {company})),
    note,
    session.vendors.length > MANY && searchOf(list),
    list,
    leaveLink(session, company),
  ], note);
}

function searchOf(list) {
  const none = el("p", {hidden: true}, text("noMatch", {company}));
  const filter = (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    let left = 0;
    for (const item of list.children) {
      item.hidden = !item.textContent.slice(1).toLowerCase().includes(wanted);
      left += item.hidden ? 0 : 1;
    }
    none.hidden = left > 0;
    say(left > 0 ? text("count", {count: left}) : none.textContent);
  };
  return el("div", {}, el("input", {type: "search", "aria-label": text("search"),
                                    on: {input: filter}}), none);
}

function pick(vendor) {
  history.pushState({vendor: vendor.name}, "");
  showVendor(vendor);
}

// One vendor: sign in, or a form, or the one above the other.
function showVendor(vendor, failure = null) {
  const name = vendor.displayName;
  const sign = vendor.auths.find((auth) => auth.kind === "authorization_code");
  const key = vendor.auths.find((auth) => auth.kind !== "authorization_code");
  const shared = [environmentField(vendor), ...settingFields(vendor)]
      .filter(Boolean);
  const common = () => ({
    vendor: vendor.name,
    environment: shared.find((field) => !field.name)?.value || "",
    settings: Object.fromEntries(
        shared.filter((field) => field.name)
            .map((field) => [field.name.slice("settings.".length), field.value])),
  });
  const top = el("div", {});
  const nodes = [
    session.vendors.length > 1 &&
        backButton(text("back"), () => history.back()),
    heading(text(session.reconnect ? "reconnectVendor" : "connectVendor",
                 {vendor: name}), name),
    top,
    ...shared.map((field) => field.node),
    sign && signInPart(vendor, shared, common, top),
    sign && key && el("div", {class: "or"},
                      text(key.kind === "api_key" ? "or" : "orClient")),
    key && keyForm(vendor, key, shared, common, top, Boolean(sign)),
    leaveLink(session, company),
  ];
  show(text("connectVendor", {vendor: name}), nodes);
  if (failure) complain(top, reasonText(failure, name));
}

// Says it where it is seen first, and heard.
function complain(top, sentence, kind = "bad", more = []) {
  const note = banner(sentence, kind, more);
  top.replaceChildren(note);
  note.focus();
}

// The first of `fields` that is wrong gets the focus.
function anyBad(fields) {
  const bad = fields.filter((field) => field.bad && field.bad());
  if (bad.length > 0) bad[0].input.focus();
  return bad.length > 0;
}

function signInPart(vendor, shared, common, top) {
  const button = el("button", {class: "button", type: "button"},
                    text("signIn", {vendor: vendor.displayName}));
  button.addEventListener("click", async () => {
    if (anyBad(shared)) return;
    button.disabled = true;
    try {
      const begun = await api.authorize(common());
      sessionStorage.setItem("vendor", vendor.name);
      say(text("leaving", {vendor: vendor.displayName}));
      location.assign(begun.authorizeUrl);
    } catch (failure) {
      button.disabled = false;
      handle(failure, vendor, shared, top);
    }
  });
  return el("div", {}, el("p", {class: "help"},
                          text("signInLead", {vendor: vendor.displayName,
                                              company})), button);
}

function keyForm(vendor, auth, shared, common, top, second) {
  const own = credentialFields(auth, vendor);
  const fields = [...shared, ...own];
  const form = el("form", {novalidate: true}, own.map((field) => field.node),
                  el("button", {class: second ? "button second" : "button",
                                type: "submit"}, text("connect")));
  const submit = async (acceptMissingPermission) => {
    if (anyBad(fields)) return;
    const view = [...document.getElementById("view").childNodes];
    top.replaceChildren();
    const end = showChecking(vendor.displayName);
    const goBack = () => show(text("connectVendor",
                                   {vendor: vendor.displayName}), view);
    try {
      const answer = await api.credentials({
        ...common(),
        ...Object.fromEntries(own.map((field) =>
            [field.name.replace(/_(.)/g, (_, c) => c.toUpperCase()),
             field.value])),
        acceptMissingPermission,
      });
      if (answer.connected) return showConnected(vendor.displayName);
      goBack();
      showPartial(vendor, answer.missingPermissions || [], top, submit);
    } catch (failure) {
      goBack();
      handle(failure, vendor, fields, top);
    } finally {
      end();
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(false);
  });
  return form;
}

function showPartial(vendor, missing, top, submit) {
  const anyway = el("button", {class: "button second", type: "button"},
                    text("anyway"));
  anyway.addEventListener("click", () => submit(true));
  const name = vendor.displayName;
  complain(top, text("partial", {vendor: name}), "warn", [
    el("ul", {}, missing.map((one) => el("li", {}, el("code", {}, one)))),
    el("p", {}, text("partialDo", {vendor: name})),
  ]);
  top.append(anyway);
}

function handle(failure, vendor, fields, top) {
  if (!(failure instanceof Failure)) throw failure;
  if (failure.reason === "CONNECT_SESSION_NOT_FOUND") {
    return showSessionFailure(failure);
  }
  const name = vendor.displayName;
  const field = fields.find((one) => one.name && one.name === failure.field);
  if (failure.reason === "ARGUMENT_INVALID" && field) {
    field.complain(text(field.name === "api_key" ? "oddKey" : "oddValue",
                        {vendor: name}));
    return field.input.focus();
  }
  complain(top, reasonText(failure, name));
}

function showConnected(vendor) {
  session.completed = true;
  history.replaceState({}, "");
  const title = text("connected", {vendor});
  const back = session.returnUrl &&
      el("button", {class: "button", type: "button", id: "return"},
         text("goBack", {company}));
  if (back) back.addEventListener("click", () => leave(back));
  const lead = [text("connectedLead", {vendor}), back ? "" : text("close")]
      .join(" ");
  show(title, [middle("good", icons.done(), title, lead, back)], back || null);
  say(`${title}. ${lead}`);
}

async function leave(button) {
  button.disabled = true;
  try {
    await api.done();
  } catch (failure) {
    // The connection is made whatever becomes of this.
  }
  location.assign(session.returnUrl);
}

function showSession() {
  const failed = session.lastError && new Failure(session.lastError);
  const known = vendorNamed(session.connectedVendor);
  if (session.completed) {
    return showConnected(known ? known.displayName : session.connectedVendor);
  }
  if (session.vendors.length === 0) return showEnd("gone", company);
  const before = vendorNamed(sessionStorage.getItem("vendor"));
  if (session.vendors.length === 1 || (failed && before)) {
    const vendor = before || session.vendors[0];
    if (session.vendors.length > 1) history.pushState({vendor: vendor.name}, "");
    return showVendor(vendor, failed);
  }
  // Of which vendor it was is not known here: only what needs no name is told.
  const strange = failed && failed.reason === "AUTHORIZATION_UNKNOWN";
  showPick(strange ? failed : null);
}

addEventListener("popstate", (event) => {
  if (!session.vendors || session.completed) return;
  const vendor = event.state && vendorNamed(event.state.vendor);
  if (vendor) showVendor(vendor);
  else if (session.vendors.length > 1) showPick();
});

async function start() {
  chooseLanguage("");
  company = text("companyless");
  applyAccent("");
  const [, , secret] = location.pathname.split("/");
  const returnUrl = new URLSearchParams(location.search).get("return_url") || "";
  try {
    session = secret ? await api.open(secret, returnUrl) : await api.session();
    // The secret leaves the address bar and the history.
    history.replaceState({}, "", "/connect");
    session.vendors = session.vendors || [];
    applyTheme();
    showSession();
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    showSessionFailure(failure);
  }
}

start();
