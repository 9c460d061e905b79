// node check_page.js WORK PAGE...: are the pages fit to be looked at?
//
// - html-validate has nothing to say;
// - axe-core finds no violation, in light and in dark;
// - the page is never wider than its window, 360 pixels or 1280, and asks nothing of the network;
// - its own policy forbids nothing that it does (the console stays silent);
// - printed, it is a few A4 landscape pages, and no table runs over the edge.
// Modules come from WORK (npm ci there), Chromium from CHROMIUM or the usual place.
"use strict";
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");

const [work, ...pages] = process.argv.slice(2);
const load = createRequire(path.join(path.resolve(work), "package.json"));
const { chromium } = load("playwright-core");
const axe = fs.readFileSync(load.resolve("axe-core/axe.min.js"), "utf8");
const { HtmlValidate } = load("html-validate");

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const problems = [];
let page = ""; // the one that is looked at
const say = (text) => problems.push(`${path.basename(page)}: ${text}`);

// The policy forbids scripts, axe's too: it is given a copy of the page without the policy.
function withoutPolicy(html) {
  const bare = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  if (bare === html) say("the page has no Content-Security-Policy");
  return bare;
}

async function checkMarkup(html) {
  const validate = new HtmlValidate({ extends: ["html-validate:recommended"] });
  const report = await validate.validateString(html, path.basename(page));
  for (const result of report.results)
    for (const m of result.messages) say(`html-validate ${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
}

// In light everything; dark changes nothing but colours.
async function checkAccess(browser, html) {
  const context = await browser.newContext({ colorScheme: "light" });
  const tab = await context.newPage();
  await tab.setContent(withoutPolicy(html));
  await tab.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
  await tab.evaluate(axe);
  const tried = {};
  for (const [scheme, options, least] of [["light", {}, 10], ["dark", { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } }, 1]]) {
    await tab.emulateMedia({ colorScheme: scheme });
    const found = await tab.evaluate((o) => window.axe.run(o), options);
    for (const v of found.violations)
      say(`axe, ${scheme}: ${v.id}: ${v.help} (${v.nodes.length} times, first ${v.nodes[0].html.slice(0, 120)})`);
    if (found.passes.length < least) say(`axe, ${scheme}: only ${found.passes.length} rules were tried`);
    tried[scheme] = found.passes.length;
  }
  await context.close();
  return tried;
}

async function checkWidths(tab, widths) {
  tab.on("console", (m) => say(`the console says: ${m.text()}`));
  tab.on("request", (r) => { if (!r.url().startsWith("file:")) say(`the page asks for ${r.url()}`); });
  await tab.goto("file://" + path.resolve(page));
  for (const width of widths) {
    await tab.setViewportSize({ width, height: 800 });
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) say(`at ${width} pixels the page is ${over} pixels too wide`);
  }
  const size = await tab.evaluate(() => getComputedStyle(document.querySelector("h1")).fontSize);
  if (size === "32px") say("the style sheet is not applied: its hash in the policy is wrong");
}

async function checkPrint(tab, most) {
  const pdf = await tab.pdf({ preferCSSPageSize: true, printBackground: true });
  const text = pdf.toString("latin1");
  const pages = (text.match(/\/Type\s*\/Page\b(?!s)/g) || []).length;
  const box = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(text);
  if (!pages || pages > most) say(`printed on ${pages} pages, at most ${most} were expected`);
  if (!box || Math.round(box[1]) !== 842) say(`not printed on A4 landscape: ${box && box[0]}`);
  await tab.setViewportSize({ width: 1032, height: 700 }); // A4 landscape less its margins
  await tab.emulateMedia({ media: "print" });
  const over = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (over > 0) say(`printed, the page is ${over} pixels too wide`);
  return pages;
}

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags });
  for (page of pages) {
    const html = fs.readFileSync(page, "utf8");
    await checkMarkup(html);
    const tried = await checkAccess(browser, html);
    const context = await browser.newContext();
    const tab = await context.newPage();
    await checkWidths(tab, [1280, 360]);
    const printed = await checkPrint(tab, 8);
    await context.close();
    console.log(`${path.basename(page)}: ${html.length} characters; axe tried ${tried.light} rules in light ` +
      `and ${tried.dark} of colours in dark; printed on ${printed} pages`);
  }
  await browser.close();
  for (const problem of problems) console.log(problem);
  process.exit(problems.length || !pages.length ? 1 : 0);
})().catch((error) => { console.log(error.stack || String(error)); process.exit(1); });
