// A person's deeds, sent so that something is seen of them at once.

import { inWords, post } from "./server.js";
import { toast } from "./toast.js";

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
