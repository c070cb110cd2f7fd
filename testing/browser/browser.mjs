// Chromium, and what a test asks of every page: that nothing is written to its
// console that should not be, that it can be used by everybody, and a picture.

import assert from "node:assert/strict";
import {mkdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";

const require = createRequire(import.meta.url);

export async function launch(binary) {
  const {chromium} = require("playwright-core");
  return chromium.launch({
    executablePath: binary,
    headless: true,
    handleSIGTERM: false,
    handleSIGINT: false,
    args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
           "--disable-dev-shm-usage", "--no-first-run",
           "--disable-background-networking", "--disable-component-update",
           "--disable-sync"],
  });
}

// A browser of its own, with a page. `complaints` fills with what the console
// says of errors and of the content security policy; answers that the page
// expects to fail are none.
export async function visitor(browser, options = {}) {
  const context = await browser.newContext(
      {viewport: {width: 1000, height: 800}, locale: "en", ...options});
  context.setDefaultTimeout(20000);
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" &&
        !message.text().startsWith("Failed to load resource")) {
      complaints.push(message.text());
    }
  });
  return {context, page, complaints, close: () => context.close()};
}

const pictures = process.env.TEST_UNDECLARED_OUTPUTS_DIR;

export async function picture(page, name) {
  if (!pictures) return;
  mkdirSync(pictures, {recursive: true});
  // Whatever still moves has come to its end.
  await page.evaluate(() => Promise.all(
      document.getAnimations()
          .filter((one) => one.effect.getComputedTiming().iterations === 1)
          .map((one) => one.finished.catch(() => {}))));
  await page.screenshot({path: join(pictures, `${name}.png`)});
}

// WCAG 2.1 A and AA, as far as a machine can tell.
export async function assertAccessible(page) {
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(axe);
  const {violations} = await page.evaluate(() => axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
  }));
  assert.deepEqual(violations.map((one) =>
      `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`), []);
}
