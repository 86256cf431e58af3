// A person's deeds, sent so that something is seen of them at once.

import { inWords, post } from "./server.js";
import { toast } from "./toast.js";

// What the app offers in a select for the letters typed so far; null where it did not answer.
export async function suggest(where, block, element, typed) {
  const ids = { block_id: block.block_id, action_id: element.action_id };
  const found = await post("/options", { ...where, ...ids, typed }).catch(() => null);
  return found && [...found.options, ...found.option_groups.flatMap((group) => group.options)];
}

// A press shows at once that something is under way, and says so when it fails.
export async function click(path, what, node) {
  node?.classList.add("busy");
  node?.setAttribute("aria-busy", "true");
  try {
    const done = await post(path, what);
    if (done.error) toast(inWords(done.error));
    return done;
  } catch (error) {
    toast(error.message);
    return null;
  } finally {
    node?.classList.remove("busy");
    node?.removeAttribute("aria-busy");
  }
}
