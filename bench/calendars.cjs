/*
 * The same feeds through npm's ical.js, for bench/README.md.
 *
 * Usage: NODE_PATH=.../node_modules node calendars.cjs FOLDER FIRST_DAY LAST_DAY [REPEATS]
 * FOLDER is written by bench_calendars. Each VEVENT is parsed and expanded over the window.
 */
const fs = require("fs");
const path = require("path");
const loaded = require("ical.js");
const ICAL = loaded.default || loaded;

const [folder, first, last, repeats = "3"] = process.argv.slice(2);
const from = ICAL.Time.fromDateString(first);
const to = ICAL.Time.fromDateString(last);
const names = fs.readdirSync(folder).filter((name) => name.endsWith(".ics")).sort();
const feeds = names.map((name) => fs.readFileSync(path.join(folder, name), "utf8"));
const megabytes = feeds.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;

function occurrencesOf(vevent) {
  const event = new ICAL.Event(vevent);
  let count = 0;
  if (!event.isRecurring()) {
    return event.startDate.compare(to) <= 0 && event.endDate.compare(from) > 0 ? 1 : 0;
  }
  const length = event.duration;
  const iterator = event.iterator();
  for (let next = iterator.next(); next && next.compare(to) <= 0; next = iterator.next()) {
    const end = next.clone();
    end.addDuration(length);
    if (end.compare(from) > 0) count++;
  }
  return count;
}

function readAll() {
  let count = 0;
  for (const text of feeds) {
    const root = new ICAL.Component(ICAL.parse(text));
    for (const zone of root.getAllSubcomponents("vtimezone")) {
      ICAL.TimezoneService.register(zone.getFirstPropertyValue("tzid"), new ICAL.Timezone(zone));
    }
    for (const vevent of root.getAllSubcomponents("vevent")) count += occurrencesOf(vevent);
  }
  return count;
}

const times = [];
let count = 0;
for (let i = 0; i < Number(repeats); i++) {
  const start = process.hrtime.bigint();
  count = readAll();
  times.push(Number(process.hrtime.bigint() - start) / 1e9);
}
times.sort((a, b) => a - b);
const median = times[Math.floor(times.length / 2)];
console.log(`ical.js: ${median.toFixed(3)} s (${times[0].toFixed(3)} to ${times[times.length - 1].toFixed(3)}) ` +
  `${(megabytes / median).toFixed(1)} MB/s  ${count} occurrences`);
