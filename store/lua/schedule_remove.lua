-- Take entries out of the schedule. ARGV: their ids. Returns how many were there.
local removed, now = 0, text(real_now() + ahead())
for _, id in ipairs(ARGV) do
  local lane = take_out(id)
  note_left(id, now)  -- there or not: a list may be about to bring it
  if lane then
    look_when_due(lane)
    removed = removed + 1
  end
end
return removed
