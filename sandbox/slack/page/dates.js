// Times as the person reads them: in their own zone.

import { viewer } from "./store.js";

const style = (options, seconds) =>
  new Intl.DateTimeFormat("en-US", { timeZone: viewer()?.time_zone, ...options }).format(seconds * 1000);

export const clockTime = (seconds) => style({ hour: "numeric", minute: "2-digit" }, seconds);
export const fullTime = (seconds) => style({ dateStyle: "full", timeStyle: "short" }, seconds);
export const dayOf = (seconds) => style({ year: "numeric", month: "2-digit", day: "2-digit" }, seconds);

export function dayName(seconds, long = style({ weekday: "long", month: "long", day: "numeric" }, seconds)) {
  const now = Date.now() / 1000;
  const near = { [dayOf(now)]: "Today", [dayOf(now - 86400)]: "Yesterday", [dayOf(now + 86400)]: "Tomorrow" };
  return near[dayOf(seconds)] ?? long;
}

const LONG = { weekday: "long", month: "long", day: "numeric", year: "numeric" };
const MEDIUM = { month: "long", day: "numeric", year: "numeric" };
const SHORT = { month: "short", day: "numeric", year: "numeric" };
const pretty = (options) => (seconds) => {
  const name = dayName(seconds, "");
  return name ? name.toLowerCase() : style(options, seconds);
};

// "Formatting message text", Date formatting.
const TOKENS = {
  date_num: (s) => dayOf(s).replace(/(\d+)\/(\d+)\/(\d+)/, "$3-$1-$2"),
  date_slash: dayOf,
  date_long: (s) => style(LONG, s),
  date_long_full: (s) => style(LONG, s),
  date_short: (s) => style(SHORT, s),
  date: (s) => style(MEDIUM, s),
  date_pretty: pretty(MEDIUM),
  date_short_pretty: pretty(SHORT),
  date_long_pretty: pretty(LONG),
  time: clockTime,
  time_secs: (s) => style({ hour: "numeric", minute: "2-digit", second: "2-digit" }, s),
  day_divider_pretty: (s) => dayName(s),
  ago,
};

export function slackDate(seconds, format) {
  return format.replace(/\{(\w+)\}/g, (whole, token) => TOKENS[token]?.(seconds) ?? whole);
}

export function ago(seconds) {
  const passed = seconds - Date.now() / 1000;
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  for (const [unit, size] of [["day", 86400], ["hour", 3600], ["minute", 60]])
    if (Math.abs(passed) >= size) return words.format(Math.round(passed / size), unit);
  return Math.abs(passed) < 5 ? "just now" : words.format(Math.round(passed), "second");
}
