// The connect page in Chromium, against the simulated vendors. What is asked of
// the server is asked over gRPC, as a caller would.

import assert from "node:assert/strict";
import {mkdtempSync} from "node:fs";
import {createServer} from "node:http";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, before, test as register} from "node:test";

import {assertAccessible, launch, picture, visitor} from "./browser.mjs";
import {startStage} from "./stage.mjs";

// Nothing here takes long: what hangs is wrong.
const test = (name, body) => register(name, {timeout: 60000}, body);

let stage;
let browser;
// Where customers come from, and another site.
let caller;
let stranger;

function serve(html) {
  return new Promise((resolve) => {
    const server = createServer((request, response) => {
      response.setHeader("Content-Type", "text/html");
      response.end(html(request));
    });
    server.listen(0, "127.0.0.1", () => resolve({
      url: `http://127.0.0.1:${server.address().port}`,
      close: () => server.close(),
    }));
  });
}

before(async () => {
  stage = await startStage(process.env.STAGE,
                           mkdtempSync(join(tmpdir(), "stage-")));
  browser = await launch(process.env.CHROMIUM);
  caller = await serve(() => "<h1>Back at the caller</h1>");
  stranger = await serve((request) =>
      `<iframe src="${decodeURIComponent(request.url.slice(2))}"></iframe>`);
});

after(async () => {
  await browser?.close();
  await stage?.stop();
  caller?.close();
  stranger?.close();
});

function baseUrls() {
  return Object.fromEntries(Object.entries(stage.logins)
      .map(([vendor, login]) => [vendor, login.base_url]));
}

function newLink(request = {}) {
  return stage.ask("AuthService/CreateConnectSession", {
    vendors: ["ashby", "greenhouse", "lever", "workable"],
    returnUrls: [`${caller.url}/done`, `${caller.url}/other`],
    baseUrls: baseUrls(),
    theme: {companyName: "Northwind", accentColor: "#0b6e4f"},
    ...request,
  });
}

async function sessionOf(made) {
  const {session} = await stage.ask("AuthService/GetConnectSession",
                                    {sessionId: made.session.id});
  return session;
}

async function connectionOf(made) {
  const {connection} = await stage.ask(
      "AuthService/GetConnection", {connectionId: made.session.connectionId});
  return connection;
}

function heading(page, name) {
  return page.getByRole("heading", {level: 1, name});
}

// Opens the link, and picks the vendor where there is a choice.
async function openAndPick(page, made, vendor) {
  await page.goto(made.url);
  if (vendor) await page.getByRole("button", {name: vendor}).click();
}

async function fill(page, vendor, login) {
  if (vendor === "Workable") await page.getByLabel("Subdomain").fill("acme");
  if (login.api_key) {
    await page.getByLabel("API key").fill(login.api_key);
  } else {
    await page.getByLabel("Client ID").fill(login.client_id);
    await page.getByLabel("Client secret").fill(login.client_secret);
  }
}

const submit = (page) =>
    page.getByRole("button", {name: "Check and connect"}).click();

for (const vendor of ["Ashby", "Greenhouse", "Lever", "Workable"]) {
  test(`by key: ${vendor}`, async () => {
    const who = await visitor(browser);
    const {page} = who;
    const made = await newLink({labels: {team: "people"}});
    await page.goto(made.url);
    await heading(page, "Which system do you use?").waitFor();
    // The secret is gone from the address bar.
    assert.equal(page.url(), `${stage.edge}/connect`);
    if (vendor === "Ashby") {
      await picture(page, "pick");
      await assertAccessible(page);
    }
    assert.equal((await sessionOf(made)).state, "CONNECT_SESSION_STATE_OPENED");
    await page.getByRole("button", {name: vendor}).click();
    await heading(page, `Connect ${vendor}`).waitFor();
    await fill(page, vendor, stage.logins[vendor.toLowerCase()]);
    await picture(page, `form-${vendor.toLowerCase()}`);
    await assertAccessible(page);
    await submit(page);
    await heading(page, `${vendor} is connected`).waitFor();
    const back = page.getByRole("button", {name: "Return to Northwind"});
    assert.ok(await back.evaluate((node) => node === document.activeElement));
    await picture(page, `connected-${vendor.toLowerCase()}`);
    await assertAccessible(page);
    const connection = await connectionOf(made);
    assert.equal(connection.vendor, vendor.toLowerCase());
    assert.equal(connection.state, "CONNECTION_STATE_ACTIVE");
    assert.deepEqual(connection.labels, {team: "people"});
    const session = await sessionOf(made);
    assert.equal(session.state, "CONNECT_SESSION_STATE_COMPLETED");
    assert.equal(session.lastError, undefined);
    await back.click();
    await heading(page, "Back at the caller").waitFor();
    assert.equal(page.url(), `${caller.url}/done`);
    assert.deepEqual(who.complaints, []);
    await who.close();
  });
}

test("a key that the vendor rejects is told, and the next one works",
     async () => {
  const who = await visitor(browser);
  const {page} = who;
  const made = await newLink();
  await openAndPick(page, made, "Lever");
  await page.getByLabel("API key").fill("this-is-no-key");
  await submit(page);
  const alert = page.getByRole("alert");
  await alert.waitFor();
  assert.match(await alert.innerText(), /Lever does not accept it/);
  assert.ok(await alert.evaluate((node) => node === document.activeElement));
  await picture(page, "rejected");
  await assertAccessible(page);
  assert.equal((await sessionOf(made)).lastError,
               "ERROR_REASON_CREDENTIALS_REJECTED");
  await assert.rejects(connectionOf(made), /CONNECTION_NOT_FOUND/);
  // What was typed is still there.
  assert.equal(await page.getByLabel("API key").inputValue(), "this-is-no-key");
  await page.getByLabel("API key").fill(stage.logins.lever.api_key);
  await submit(page);
  await heading(page, "Lever is connected").waitFor();
  assert.deepEqual(who.complaints, []);
  await who.close();
});

test("what cannot be right is told before anything is sent", async () => {
  const who = await visitor(browser);
  const {page} = who;
  await openAndPick(page, await newLink(), "Workable");
  await submit(page);
  // The first empty field has the focus, and says what is wrong.
  const subdomain = page.getByLabel("Subdomain");
  assert.ok(await subdomain.evaluate((node) => node === document.activeElement));
  assert.equal(await subdomain.getAttribute("aria-invalid"), "true");
  await subdomain.fill("https://acme.workable.com");
  await page.getByLabel("API key").fill("short");
  await submit(page);
  await page.getByText("Compare it with the example").waitFor();
  await page.getByText("does not look like a key of Workable").waitFor();
  await picture(page, "format");
  await assertAccessible(page);
  await who.close();
});

test("a key is hidden until it is asked for", async () => {
  const who = await visitor(browser);
  const {page} = who;
  await openAndPick(page, await newLink(), "Lever");
  const key = page.getByLabel("API key");
  assert.equal(await key.getAttribute("type"), "password");
  await page.getByRole("button", {name: "Show"}).click();
  assert.equal(await key.getAttribute("type"), "text");
  await page.getByRole("button", {name: "Hide"}).click();
  assert.equal(await key.getAttribute("type"), "password");
  await who.close();
});

test("a vendor that is down is told, and nothing is kept", async () => {
  const who = await visitor(browser);
  const {page} = who;
  const made = await newLink();
  await stage.command('faults ashby {"rate":1,"kinds":["server_error"]}');
  await openAndPick(page, made, "Ashby");
  await fill(page, "Ashby", stage.logins.ashby);
  await submit(page);
  await heading(page, "Asking Ashby …").waitFor();
  await picture(page, "checking");
  await page.getByRole("alert").waitFor({timeout: 40000});
  assert.match(await page.getByRole("alert").innerText(),
               /cannot be reached right now/);
  await picture(page, "unreachable");
  await stage.command('faults ashby {"rate":0}');
  await assert.rejects(connectionOf(made), /CONNECTION_NOT_FOUND/);
  await submit(page);
  await heading(page, "Ashby is connected").waitFor();
  await who.close();
});

test("a missing permission is told, and is the customer's choice", async () => {
  const who = await visitor(browser);
  const {page} = who;
  const made = await newLink();
  await openAndPick(page, made, "Lever");
  await page.getByLabel("API key").fill("simulated-narrow-key");
  await submit(page);
  await page.getByText("users:read:admin").waitFor();
  await picture(page, "permission");
  await assertAccessible(page);
  await assert.rejects(connectionOf(made), /CONNECTION_NOT_FOUND/);
  await page.getByRole("button", {name: "Go on without it"}).click();
  await heading(page, "Lever is connected").waitFor();
  const connection = await connectionOf(made);
  assert.equal(connection.state, "CONNECTION_STATE_DEGRADED");
  assert.deepEqual(connection.missingScopes, ["users:read:admin"]);
  await who.close();
});

test("an expired link is none", async () => {
  const who = await visitor(browser);
  const made = await newLink({ttl: "60s"});
  const opened = await newLink({ttl: "60s"});
  await who.page.goto(opened.url);
  await heading(who.page, "Which system do you use?").waitFor();
  await stage.command("advance 61");
  // One that is open, when something is done with it.
  await who.page.getByRole("button", {name: "Lever"}).click();
  await fill(who.page, "Lever", stage.logins.lever);
  await submit(who.page);
  await heading(who.page, "This link is no longer valid").waitFor();
  await who.page.goto(made.url);
  await heading(who.page, "This link is no longer valid").waitFor();
  await picture(who.page, "expired");
  await assertAccessible(who.page);
  await assert.rejects(connectionOf(opened), /CONNECTION_NOT_FOUND/);
  await who.close();
});

test("a second browser is refused, the first goes on", async () => {
  const first = await visitor(browser);
  const second = await visitor(browser);
  const made = await newLink();
  await first.page.goto(made.url);
  await heading(first.page, "Which system do you use?").waitFor();
  await second.page.goto(made.url);
  await heading(second.page, "This link was opened elsewhere").waitFor();
  await picture(second.page, "elsewhere");
  await assertAccessible(second.page);
  // The same browser may follow its link again, and reload.
  await first.page.goto(made.url);
  await heading(first.page, "Which system do you use?").waitFor();
  await first.page.reload();
  await heading(first.page, "Which system do you use?").waitFor();
  await first.close();
  await second.close();
});

test("a program that looks at the link first does not use it up", async () => {
  const made = await newLink();
  for (const method of ["HEAD", "GET", "GET"]) {
    assert.equal((await fetch(made.url, {method})).status, 200);
  }
  assert.equal((await sessionOf(made)).state, "CONNECT_SESSION_STATE_CREATED");
  const who = await visitor(browser);
  await who.page.goto(made.url);
  await heading(who.page, "Which system do you use?").waitFor();
  await who.close();
});

test("a completed session is over", async () => {
  const who = await visitor(browser);
  const {page} = who;
  const made = await newLink({vendors: ["lever"]});
  await openAndPick(page, made);
  await fill(page, "Lever", stage.logins.lever);
  await submit(page);
  await heading(page, "Lever is connected").waitFor();
  // Coming back shows the same, and offers nothing to do again.
  await page.reload();
  await heading(page, "Lever is connected").waitFor();
  assert.equal(await page.getByLabel("API key").count(), 0);
  await page.getByRole("button", {name: "Return to Northwind"}).click();
  await heading(page, "Back at the caller").waitFor();
  // The cookie is forgotten: whoever uses this browser next sees nothing.
  await page.goto(`${stage.edge}/connect`);
  await heading(page, "This link is no longer valid").waitFor();
  await page.goto(made.url);
  await heading(page, "This link was opened elsewhere").waitFor();
  await who.close();
});

test("sent twice, there is one connection", async () => {
  const who = await visitor(browser);
  const {page} = who;
  const made = await newLink();
  await page.goto(made.url);
  await heading(page, "Which system do you use?").waitFor();
  const answers = await page.evaluate(async (key) => {
    const get = await fetch("/connect/api/session");
    const {csrfToken} = await get.json();
    const send = () => fetch("/connect/api/credentials", {
      method: "POST",
      headers: {"Content-Type": "application/json", "X-CSRF-Token": csrfToken},
      body: JSON.stringify({vendor: "lever", apiKey: key}),
    }).then(async (answer) => [answer.status, await answer.json()]);
    const twice = await Promise.all([send(), send(), send()]);
    return [...twice, await send()];
  }, stage.logins.lever.api_key);
  for (const [status, body] of answers) {
    assert.equal(status, 200);
    assert.equal(body.connected, true);
  }
  const {connections} = await stage.ask("AuthService/ListConnections",
                                        {pageSize: 500});
  assert.equal(connections.filter(
      (one) => one.id === made.session.connectionId).length, 1);
  await who.close();
});

test("a connection that is there keeps its id", async () => {
  const login = stage.logins.workable;
  await stage.ask("AuthService/CreateConnection", {
    vendor: "workable", connectionId: "old-one", apiKey: "bad-old-key",
    baseUrl: login.base_url, settings: {subdomain: "acme"},
    displayName: "As it was",
  });
  const who = await visitor(browser);
  const {page} = who;
  const made = await newLink({vendors: [], connectionId: "old-one"});
  await page.goto(made.url);
  await heading(page, "Connect Workable again").waitFor();
  // What is known is not asked for again.
  assert.equal(await page.getByLabel("Subdomain").count(), 0);
  await picture(page, "reconnect");
  await page.getByLabel("API key").fill(login.api_key);
  await submit(page);
  await heading(page, "Workable is connected").waitFor();
  const connection = await connectionOf(made);
  assert.equal(connection.id, "old-one");
  assert.equal(connection.displayName, "As it was");
  assert.equal(connection.state, "CONNECTION_STATE_ACTIVE");
  assert.deepEqual(connection.settings, {subdomain: "acme"});
  await who.close();
});

test("a return URL is one of the session's list", async () => {
  const who = await visitor(browser);
  const {page} = who;
  const made = await newLink({vendors: ["lever"]});
  for (const bad of ["https://evil.example/", `${caller.url}/done/`,
                     "javascript:alert(1)", "//evil.example"]) {
    await page.goto(`${made.url}?return_url=${encodeURIComponent(bad)}`);
    await heading(page, "This link is not right").waitFor();
  }
  await picture(page, "wrong-return");
  // The link is still good.
  await page.goto(`${made.url}?return_url=${
      encodeURIComponent(`${caller.url}/other`)}`);
  await fill(page, "Lever", stage.logins.lever);
  await submit(page);
  await page.getByRole("button", {name: "Return to Northwind"}).click();
  await heading(page, "Back at the caller").waitFor();
  assert.equal(page.url(), `${caller.url}/other`);
  await who.close();
});

test("without a return URL the page may be closed", async () => {
  const who = await visitor(browser);
  const {page} = who;
  await openAndPick(page, await newLink({vendors: ["lever"], returnUrls: []}));
  await fill(page, "Lever", stage.logins.lever);
  await submit(page);
  await heading(page, "Lever is connected").waitFor();
  await page.getByText("You can close this page now").last().waitFor();
  assert.equal(await page.getByRole("button").count(), 0);
  await who.close();
});

test("other sites cannot post in a customer's name", async () => {
  const who = await visitor(browser);
  const {page, context} = who;
  const made = await newLink();
  await page.goto(made.url);
  await heading(page, "Which system do you use?").waitFor();
  const [cookie] = await context.cookies(stage.edge);
  assert.equal(cookie.httpOnly, true);
  assert.equal(cookie.sameSite, "Lax");
  const seen = await fetch(`${stage.edge}/connect/api/session`,
                           {headers: {cookie: `${cookie.name}=${cookie.value}`}});
  const {csrfToken} = await seen.json();
  const good = {
    "cookie": `${cookie.name}=${cookie.value}`,
    "origin": stage.edge,
    "content-type": "application/json",
    "x-csrf-token": csrfToken,
  };
  const post = async (change) => {
    const answer = await fetch(`${stage.edge}/connect/api/credentials`, {
      method: "POST",
      headers: Object.fromEntries(Object.entries({...good, ...change})
          .filter(([, value]) => value !== null)),
      body: JSON.stringify({vendor: "lever",
                            apiKey: stage.logins.lever.api_key}),
    });
    return answer.status;
  };
  assert.equal(await post({"origin": stranger.url}), 403);
  assert.equal(await post({"origin": "null"}), 403);
  assert.equal(await post({"origin": null}), 403);
  assert.equal(await post({"x-csrf-token": null}), 403);
  assert.equal(await post({"x-csrf-token": "A".repeat(44)}), 403);
  assert.equal(await post({"content-type": "text/plain"}), 403);
  assert.equal(await post({"cookie": null}), 404);
  await assert.rejects(connectionOf(made), /CONNECTION_NOT_FOUND/);
  assert.equal(await post({}), 200);
  await who.close();
});

test("other sites cannot frame the page", async () => {
  const who = await visitor(browser);
  const made = await newLink();
  await who.page.goto(`${stranger.url}/?${encodeURIComponent(made.url)}`);
  const [, frame] = who.page.frames();
  await frame.waitForLoadState();
  assert.equal(await frame.getByRole("heading").count(), 0);
  assert.equal((await sessionOf(made)).state, "CONNECT_SESSION_STATE_CREATED");
  const headers = (await fetch(made.url)).headers;
  assert.match(headers.get("content-security-policy"),
               /frame-ancestors 'none'/);
  assert.equal(headers.get("x-frame-options"), "DENY");
  assert.equal(headers.get("referrer-policy"), "no-referrer");
  assert.equal(headers.get("cache-control"), "no-store");
  await who.close();
});

test("by keyboard alone", async () => {
  const who = await visitor(browser);
  const {page} = who;
  const made = await newLink();
  await page.goto(made.url);
  await heading(page, "Which system do you use?").waitFor();
  const focused = () => page.evaluate(() => document.activeElement.innerText ||
      document.activeElement.name);
  const tabTo = async (wanted) => {
    for (let i = 0; i < 20; ++i) {
      if ((await focused()).includes(wanted)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`${wanted} is not reached by Tab`);
  };
  await tabTo("Lever");
  await picture(page, "focus");
  await page.keyboard.press("Enter");
  await heading(page, "Connect Lever").waitFor();
  await tabTo("api_key");
  await page.keyboard.type("wrong-but-long");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  await tabTo("api_key");
  await page.keyboard.press("Control+A");
  await page.keyboard.type(stage.logins.lever.api_key);
  await page.keyboard.press("Enter");
  await heading(page, "Lever is connected").waitFor();
  // The way back has the focus.
  await page.keyboard.press("Enter");
  await heading(page, "Back at the caller").waitFor();
  await who.close();
});

test("the browser's way back leads to the choice", async () => {
  const who = await visitor(browser);
  const {page} = who;
  await openAndPick(page, await newLink(), "Lever");
  await heading(page, "Connect Lever").waitFor();
  await page.goBack();
  await heading(page, "Which system do you use?").waitFor();
  await page.goForward();
  await heading(page, "Connect Lever").waitFor();
  await page.getByRole("button", {name: "All systems"}).click();
  await heading(page, "Which system do you use?").waitFor();
  await who.close();
});

test("many systems can be searched", async () => {
  const who = await visitor(browser);
  const {page} = who;
  await page.route("**/connect/api/open", async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    for (const name of ["Alpha", "Beta", "Gamma"]) {
      body.vendors.push({...body.vendors[0], name: name.toLowerCase(),
                         displayName: name});
    }
    await route.fulfill({response: answer, json: body});
  });
  await page.goto((await newLink()).url);
  const search = page.getByRole("searchbox");
  await search.fill("gam");
  assert.equal(await page.locator(".vendor:visible").count(), 1);
  await picture(page, "search");
  await search.fill("nothing like it");
  await page.getByText("No system of that name").first().waitFor();
  await assertAccessible(page);
  await who.close();
});

for (const [name, options] of [
  ["narrow", {viewport: {width: 320, height: 640}}],
  ["narrow-dark", {viewport: {width: 320, height: 640}, colorScheme: "dark"}],
  ["dark", {colorScheme: "dark"}],
  ["still", {reducedMotion: "reduce"}],
  ["forced-colors", {forcedColors: "active"}],
]) {
  test(`everything fits and can be read: ${name}`, async () => {
    const who = await visitor(browser, options);
    const {page} = who;
    const fits = async (step) => {
      assert.ok(await page.evaluate(
          () => document.documentElement.scrollWidth <= innerWidth), step);
      await picture(page, `${name}-${step}`);
      if (name !== "forced-colors") await assertAccessible(page);
    };
    await page.goto((await newLink({theme: {
      companyName: "Donaudampfschifffahrtsgesellschaft und Töchter AG",
      accentColor: "#ffd400", language: "de",
    }})).url);
    await heading(page, "Welches System nutzen Sie?").waitFor();
    await fits("pick");
    await page.getByRole("button", {name: "Workable"}).click();
    await page.getByLabel("Subdomain").fill("acme");
    await page.getByLabel("API-Schlüssel").fill("no-such-key-here");
    await fits("form");
    await page.getByRole("button", {name: "Prüfen und verbinden"}).click();
    await page.getByRole("alert").waitFor();
    await fits("rejected");
    await page.getByLabel("API-Schlüssel").fill(stage.logins.workable.api_key);
    await page.getByRole("button", {name: "Prüfen und verbinden"}).click();
    await heading(page, "Workable ist verbunden").waitFor();
    await fits("connected");
    assert.deepEqual(who.complaints, []);
    await who.close();
  });
}

for (const [color, scheme] of [["#ffffff", "light"], ["#000000", "dark"],
                               ["#7f7f7f", "light"], ["#ffe600", "light"],
                               ["#1a1aff", "dark"]]) {
  test(`any colour can be read: ${color} on ${scheme}`, async () => {
    const who = await visitor(browser, {colorScheme: scheme});
    await openAndPick(who.page, await newLink({
      vendors: ["lever"], theme: {accentColor: color},
    }));
    await heading(who.page, "Connect Lever").waitFor();
    await picture(who.page, `colour-${color.slice(1)}-${scheme}`);
    await assertAccessible(who.page);
    await who.close();
  });
}

test("the language is the session's, else the browser's", async () => {
  for (const [locale, language, expected] of [
    ["fr-CA", "", "Quel système utilisez-vous ?"],
    ["es", "", "¿Qué sistema utiliza?"],
    ["it", "", "Which system do you use?"],
    ["fr", "de", "Welches System nutzen Sie?"],
  ]) {
    const who = await visitor(browser, {locale});
    await who.page.goto((await newLink({theme: {language}})).url);
    await heading(who.page, expected).waitFor();
    const lang = await who.page.getAttribute("html", "lang");
    assert.equal(lang, language || (locale === "it" ? "en" : locale.slice(0, 2)));
    await who.close();
  }
});

test("a logo that does not load leaves the name", async () => {
  const who = await visitor(browser);
  await who.page.route("https://cdn.example/**", (route) => route.abort());
  await who.page.goto((await newLink({theme: {
    companyName: "Northwind", logoUrl: "https://cdn.example/logo.png",
  }})).url);
  await who.page.getByRole("banner").getByText("Northwind").waitFor();
  await who.close();
});

// Signing in at the vendor. Simulated people decide at once.

async function signIn(page, vendor) {
  if (vendor === "Workable") await page.getByLabel("Subdomain").fill("acme");
  await page.getByRole("button", {name: `Sign in with ${vendor}`}).click();
}

for (const vendor of ["Lever", "Workable"]) {
  test(`by OAuth: ${vendor}`, async () => {
    const who = await visitor(browser);
    const {page} = who;
    const made = await newLink();
    await openAndPick(page, made, vendor);
    await heading(page, `Connect ${vendor}`).waitFor();
    await picture(page, `oauth-${vendor.toLowerCase()}`);
    await assertAccessible(page);
    await signIn(page, vendor);
    await heading(page, `${vendor} is connected`).waitFor();
    // State and code are gone from the address bar.
    assert.equal(page.url(), `${stage.edge}/connect`);
    await assertAccessible(page);
    const connection = await connectionOf(made);
    assert.equal(connection.vendor, vendor.toLowerCase());
    assert.equal(connection.authKind, "AUTH_KIND_AUTHORIZATION_CODE");
    assert.equal(connection.state, "CONNECTION_STATE_ACTIVE");
    assert.equal((await sessionOf(made)).state,
                 "CONNECT_SESSION_STATE_COMPLETED");
    await page.getByRole("button", {name: "Return to Northwind"}).click();
    await heading(page, "Back at the caller").waitFor();
    assert.deepEqual(who.complaints, []);
    await who.close();
  });
}

test("who declines at the vendor is told, and may change their mind",
     async () => {
  const who = await visitor(browser);
  const {page} = who;
  const made = await newLink();
  await stage.command("consent lever no");
  await openAndPick(page, made, "Lever");
  await signIn(page, "Lever");
  await page.getByRole("alert").waitFor();
  assert.match(await page.getByRole("alert").innerText(),
               /cancelled, or Lever declined/);
  await picture(page, "denied");
  await assertAccessible(page);
  assert.equal((await sessionOf(made)).lastError,
               "ERROR_REASON_AUTHORIZATION_DENIED");
  await assert.rejects(connectionOf(made), /CONNECTION_NOT_FOUND/);
  await stage.command("consent lever yes");
  await signIn(page, "Lever");
  await heading(page, "Lever is connected").waitFor();
  await who.close();
});

// Where the vendor would have sent the customer, who never gets there.
async function callbackOf(page) {
  const asked = new Promise((resolve) => {
    page.route("**/authorize?*", (route) => {
      resolve(route.request().url());
      route.fulfill({contentType: "text/html", body: "<h1>The vendor</h1>"});
    }, {times: 1});
  });
  await signIn(page, "Lever");
  const answer = await fetch(await asked, {redirect: "manual"});
  await heading(page, "The vendor").waitFor();
  return answer.headers.get("location");
}

test("a callback without its state connects nothing", async () => {
  const who = await visitor(browser);
  const {page} = who;
  const made = await newLink();
  await openAndPick(page, made, "Lever");
  const callback = new URL(await callbackOf(page));
  const state = callback.searchParams.get("state");
  const code = callback.searchParams.get("code");
  for (const query of ["", `code=${code}`, `state=&code=${code}`,
                       `state=${state}x&code=${code}`,
                       `state=${"A".repeat(43)}&code=${code}`]) {
    await page.goto(`${stage.edge}/oauth/callback?${query}`);
    await page.getByRole("alert").waitFor();
    assert.match(await page.getByRole("alert").innerText(), /was interrupted/);
    assert.equal(page.url(), `${stage.edge}/connect`);
  }
  await picture(page, "wrong-state");
  await assert.rejects(connectionOf(made), /CONNECTION_NOT_FOUND/);
  // The right one is still good, once.
  await page.goto(callback.href);
  await heading(page, "Lever is connected").waitFor();
  await page.goto(callback.href);
  await heading(page, "Lever is connected").waitFor();
  assert.equal((await connectionOf(made)).credentialVersion ?? "1", "1");
  await who.close();
});

test("a callback of another browser connects nothing", async () => {
  const victim = await visitor(browser);
  const attacker = await visitor(browser);
  const made = await newLink();
  const own = await newLink();
  await openAndPick(attacker.page, own, "Lever");
  // The attacker agrees with an account of their own, and has the victim's
  // browser finish it.
  const callback = await callbackOf(attacker.page);
  await openAndPick(victim.page, made, "Lever");
  await victim.page.goto(callback);
  await victim.page.getByRole("alert").waitFor();
  await assert.rejects(connectionOf(made), /CONNECTION_NOT_FOUND/);
  await assert.rejects(connectionOf(own), /CONNECTION_NOT_FOUND/);
  const nobody = await visitor(browser);
  await nobody.page.goto(callback);
  await heading(nobody.page, "This link is no longer valid").waitFor();
  await assert.rejects(connectionOf(own), /CONNECTION_NOT_FOUND/);
  for (const one of [victim, attacker, nobody]) await one.close();
});

test("an authorization that took too long is begun again", async () => {
  const who = await visitor(browser);
  const {page} = who;
  await openAndPick(page, await newLink(), "Lever");
  const callback = await callbackOf(page);
  await stage.command("advance 660");
  await page.goto(callback);
  await page.getByRole("alert").waitFor();
  assert.match(await page.getByRole("alert").innerText(), /was interrupted/);
  await signIn(page, "Lever");
  await heading(page, "Lever is connected").waitFor();
  await who.close();
});

test("a code is exchanged once", async () => {
  const who = await visitor(browser);
  const {page} = who;
  const made = await newLink();
  await openAndPick(page, made, "Lever");
  const callback = await callbackOf(page);
  const first = new URL(callback);
  await page.goto(callback);
  await heading(page, "Lever is connected").waitFor();
  // The same code with a state of another session.
  const other = await newLink();
  await openAndPick(page, other, "Lever");
  const second = new URL(await callbackOf(page));
  second.searchParams.set("code", first.searchParams.get("code"));
  await page.goto(second.href);
  await page.getByRole("alert").waitFor();
  await picture(page, "code-twice");
  await assert.rejects(connectionOf(other), /CONNECTION_NOT_FOUND/);
  await who.close();
});
