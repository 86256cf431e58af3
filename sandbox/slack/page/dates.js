// Times as the person reads them: in their own zone.

import { now, viewer } from "./store.js";

const formatter = (options) => new Intl.DateTimeFormat("en-US", { timeZone: viewer()?.time_zone, ...options });
const style = (options, seconds) => formatter(options).format(seconds * 1000);

export const clockTime = (seconds) => style({ hour: "numeric", minute: "2-digit" }, seconds);
export const fullTime = (seconds) => style({ dateStyle: "full", timeStyle: "short" }, seconds);
export const dayAndTime = (seconds) =>
  style({ weekday: "short", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" }, seconds);
export const dayOf = (seconds) => style({ year: "numeric", month: "2-digit", day: "2-digit" }, seconds);

export function dayName(seconds, long = style({ weekday: "long", month: "long", day: "numeric" }, seconds)) {
  const present = now();
  const near = { [dayOf(present)]: "Today", [dayOf(present - 86400)]: "Yesterday", [dayOf(present + 86400)]: "Tomorrow" };
  return near[dayOf(seconds)] ?? long;
}

const LONG = { weekday: "long", month: "long", day: "numeric", year: "numeric" };
const MEDIUM = { month: "long", day: "numeric", year: "numeric" };
const SHORT = { month: "short", day: "numeric", year: "numeric" };
const SUFFIXES = { one: "st", two: "nd", few: "rd", other: "th" };
const ORDINALS = new Intl.PluralRules("en-US", { type: "ordinal" });

// "February 18th, 2014"
const withOrdinal = (options) => (seconds) =>
  formatter(options).formatToParts(seconds * 1000)
    .map(({ type, value }) => (type === "day" ? value + SUFFIXES[ORDINALS.select(Number(value))] : value)).join("");
const date = withOrdinal(MEDIUM);
const dateShort = (seconds) => style(SHORT, seconds);
const dateLong = withOrdinal(LONG);
const pretty = (otherwise) => (seconds) => dayName(seconds, "").toLowerCase() || otherwise(seconds);
const thisYear = (seconds) => style({ year: "numeric" }, seconds) === style({ year: "numeric" }, now());

// "Formatting text for app surfaces", Date formatting; "Date element".
const TOKENS = {
  date_num: (s) => dayOf(s).replace(/(\d+)\/(\d+)\/(\d+)/, "$3-$1-$2"),
  date_slash: dayOf,
  date,
  date_pretty: pretty(date),
  date_short: dateShort,
  date_short_pretty: pretty(dateShort),
  date_long: dateLong,
  date_long_full: (s) => style(MEDIUM, s),
  date_long_pretty: pretty(dateLong),
  day_divider_pretty: pretty((s) => (thisYear(s) ? withOrdinal({ ...LONG, year: undefined })(s) : dateLong(s))),
  time: clockTime,
  time_secs: (s) => style({ hour: "numeric", minute: "2-digit", second: "2-digit" }, s),
  ago,
};

// Begins with a capital wherever it stands, as Slack's does (Slack::BlockKit's RichText::Date knows of it).
// Empty where there is no such moment: then the fallback is shown.
export function slackDate(seconds, format) {
  if (Number.isNaN(new Date(seconds * 1000).getTime())) return "";
  const text = String(format).replace(/\{(\w+)\}/g, (whole, token) => TOKENS[token]?.(seconds) ?? whole);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// What the clock on the viewer's wall shows, as if it were UTC.
function wallClock(seconds) {
  const options = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" };
  const parts = formatter({ hourCycle: "h23", ...options }).formatToParts(seconds * 1000);
  const part = (type) => Number(parts.find((each) => each.type === type).value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) / 1000;
}

// The moment when that hour strikes for the viewer, tomorrow.
export function tomorrowAt(hour) {
  const present = Math.floor(now());
  const wanted = (Math.floor(wallClock(present) / 86400) + 1) * 86400 + hour * 3600;
  const guess = present + wanted - wallClock(present);
  return guess + wanted - wallClock(guess); // the clocks may change on the way
}

export function ago(seconds) {
  const passed = seconds - now();
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  for (const [unit, size] of [["day", 86400], ["hour", 3600], ["minute", 60]])
    if (Math.abs(passed) >= size) return words.format(Math.round(passed / size), unit);
  return Math.abs(passed) < 5 ? "just now" : words.format(Math.round(passed), "second");
}
