// What the app may do beyond what its manifest asks for.

import { byId } from "./dom.js";
import { post } from "./server.js";
import { on, store } from "./store.js";
import { toast } from "./toast.js";

const box = byId("optional-scopes");

export function startScopes() {
  const draw = () => (box.checked = store.workspace.app.optional_scopes);
  box.addEventListener("change", async () => {
    try {
      await post("/app", { optional_scopes: box.checked });
    } catch (error) {
      toast(error.message);
      draw();
    }
  });
  on("app_changed", draw);
  draw();
}
