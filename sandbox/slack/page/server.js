// Requests to /_sandbox. Every failure becomes an Error whose message a person can read.

const WORDS = {
  invalid_command: "There is no such command.",
  operation_timeout: "The app did not answer within three seconds.",
  backpack_unreachable: "The local Backpack server does not answer.",
  redis_unreachable: "The bot's Redis does not answer.",
  dispatch_failed: "The app could not be reached, or it failed.",
};

export const inWords = (code) => WORDS[code] ?? `That did not work (${code}).`;

export async function get(path) {
  return answer(await reach(`/_sandbox${path}`));
}

export async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answer(await reach(`/_sandbox${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

export async function remove(path) {
  return answer(await reach(`/_sandbox${path}`, { method: "DELETE" }));
}

async function reach(path, options) {
  try {
    return await fetch(path, options);
  } catch {
    throw new Error("The local workspace does not answer. Is it still running?");
  }
}

async function answer(response) {
  if (response.status === 204) return null;
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(inWords(body.error ?? `HTTP ${response.status}`));
  return body;
}
