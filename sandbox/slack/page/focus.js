// A view that is drawn anew while someone types in it keeps the cursor where it was.

export function focusIn(root) {
  const active = document.activeElement;
  if (!root?.contains(active) || !active.dataset.actionId) return null;
  return { block: active.closest("[data-block-id]")?.dataset.blockId, action: active.dataset.actionId, at: active.selectionStart };
}

// The element that has the focus now, where it is still there.
export function focusAgain(root, key) {
  const field = key && root.querySelector(
    `[data-block-id="${CSS.escape(key.block)}"] [data-action-id="${CSS.escape(key.action)}"]`);
  field?.focus({ preventScroll: true });
  if (field && key.at !== null && key.at !== undefined) field.setSelectionRange?.(key.at, key.at);
  return field;
}
