// The emoji that people and the app are likely to name; others show as `:name:`.

const NAMES = {
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", wave: "👋", clap: "👏", pray: "🙏", muscle: "💪",
  raised_hands: "🙌", ok_hand: "👌", point_right: "👉", point_left: "👈", point_down: "👇", point_up: "☝️",
  eyes: "👀", smile: "😄", smiley: "😃", grinning: "😀", grin: "😁", joy: "😂", wink: "😉", blush: "😊",
  slightly_smiling_face: "🙂", heart_eyes: "😍", thinking_face: "🤔", sweat_smile: "😅", cry: "😢", sob: "😭",
  sunglasses: "😎", neutral_face: "😐", confused: "😕", sleeping: "😴", partying_face: "🥳", shrug: "🤷",
  heart: "❤️", green_heart: "💚", blue_heart: "💙", yellow_heart: "💛", sparkles: "✨", star: "⭐", star2: "🌟",
  fire: "🔥", tada: "🎉", confetti_ball: "🎊", balloon: "🎈", gift: "🎁", trophy: "🏆", "100": "💯", rocket: "🚀",
  zap: "⚡", boom: "💥", bulb: "💡", bell: "🔔", no_bell: "🔕", alarm_clock: "⏰", hourglass: "⌛",
  hourglass_flowing_sand: "⏳", stopwatch: "⏱️", timer_clock: "⏲️", calendar: "📅", date: "📅",
  spiral_calendar_pad: "🗓️", clock3: "🕒", clock9: "🕘", white_check_mark: "✅", heavy_check_mark: "✔️",
  ballot_box_with_check: "☑️", check: "✅", x: "❌", no_entry: "⛔", no_entry_sign: "🚫", warning: "⚠️",
  exclamation: "❗", question: "❓", grey_question: "❔", information_source: "ℹ️", bangbang: "‼️", sos: "🆘",
  red_circle: "🔴", large_green_circle: "🟢", large_yellow_circle: "🟡", large_blue_circle: "🔵",
  white_circle: "⚪", black_circle: "⚫", white_square: "⬜", white_large_square: "⬜", black_large_square: "⬛",
  white_medium_square: "◻️", black_square_button: "🔲", small_blue_diamond: "🔹", small_orange_diamond: "🔸",
  pencil: "📝", memo: "📝", pencil2: "✏️", book: "📖", books: "📚", notebook: "📓", ledger: "📒",
  notebook_with_decorative_cover: "📔", closed_book: "📕", green_book: "📗", bookmark: "🔖", label: "🏷️",
  clipboard: "📋", page_facing_up: "📄", page_with_curl: "📃", bookmark_tabs: "📑", scroll: "📜",
  file_folder: "📁", open_file_folder: "📂", card_index_dividers: "🗂️", pushpin: "📌", round_pushpin: "📍",
  paperclip: "📎", link: "🔗", lock: "🔒", unlock: "🔓", key: "🔑", mag: "🔍", wrench: "🔧", hammer: "🔨",
  gear: "⚙️", toolbox: "🧰", package: "📦", wastebasket: "🗑️", inbox_tray: "📥", outbox_tray: "📤",
  email: "✉️", envelope: "✉️", incoming_envelope: "📨", speech_balloon: "💬", thought_balloon: "💭",
  loudspeaker: "📢", mega: "📣", busts_in_silhouette: "👥", bust_in_silhouette: "👤", robot_face: "🤖",
  house: "🏠", office: "🏢", school_satchel: "🎒", backpack: "🎒", handbag: "👜", shopping_trolley: "🛒",
  shopping_bags: "🛍️", moneybag: "💰", credit_card: "💳", chart_with_upwards_trend: "📈", bar_chart: "📊",
  coffee: "☕", tea: "🍵", beer: "🍺", pizza: "🍕", apple: "🍎", bread: "🍞", cheese_wedge: "🧀", egg: "🥚",
  milk_glass: "🥛", cake: "🍰", birthday: "🎂", avocado: "🥑", carrot: "🥕", seedling: "🌱", evergreen_tree: "🌲",
  deciduous_tree: "🌳", leaves: "🍃", herb: "🌿", sunny: "☀️", cloud: "☁️", rain_cloud: "🌧️", snowflake: "❄️",
  sunrise: "🌅", mountain: "⛰️", camping: "🏕️", hiking_boot: "🥾", world_map: "🗺️", compass: "🧭", dog: "🐶",
  cat: "🐱", bear: "🐻", fox_face: "🦊", badger: "🦡", bird: "🐦", arrow_right: "➡️", arrow_left: "⬅️",
  arrow_up: "⬆️", arrow_down: "⬇️", arrows_counterclockwise: "🔄", repeat: "🔁", leftwards_arrow_with_hook: "↩️",
  arrow_right_hook: "↪️", back: "🔙", new: "🆕", heavy_plus_sign: "➕", heavy_minus_sign: "➖", hash: "#️⃣",
  one: "1️⃣", two: "2️⃣", three: "3️⃣", four: "4️⃣", five: "5️⃣", art: "🎨", computer: "💻", iphone: "📱",
  camera: "📷", movie_camera: "🎥", musical_note: "🎵", headphones: "🎧", airplane: "✈️", car: "🚗", bike: "🚲",
};

export const emoji = (name) => NAMES[name.replace(/::skin-tone-\d$/, "")];

// `:name:` within plain text, where Slack shows emoji, too.
export const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => emoji(name) ?? whole);
