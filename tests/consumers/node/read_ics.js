// read_ics.js NODE_MODULES FILE.ics: the events as ical.js reads them, as JSON.
const path = require('path');
const fs = require('fs');
const { pathToFileURL } = require('url');

async function main() {
	const [modules, file] = process.argv.slice(2);
	const entry = path.join(modules, 'ical.js', 'dist', 'ical.js');
	const loaded = await import(pathToFileURL(entry));
	const ICAL = loaded.default || loaded;
	const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(file, 'utf8')));
	const events = calendar.getAllSubcomponents('vevent').map((component) => {
		const event = new ICAL.Event(component);
		return {
			uid: event.uid,
			summary: event.summary,
			description: event.description,
			first: event.startDate.toString(),
			end: event.endDate.toString(),
			all_day: event.startDate.isDate && event.endDate.isDate,
			status: component.getFirstPropertyValue('status'),
			sequence: event.sequence,
			revised: component.getFirstPropertyValue('last-modified').toString(),
			categories: component.getFirstProperty('categories').getValues(),
		};
	});
	process.stdout.write(JSON.stringify({
		name: calendar.getFirstPropertyValue('x-wr-calname'),
		method: calendar.getFirstPropertyValue('method'),
		events,
	}));
}

main().catch((error) => {
	console.error(error);
	process.exit(1);
});
