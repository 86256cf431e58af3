-- Take entries out of the schedule. ARGV: their ids. Returns how many were there.
local removed = 0
for _, id in ipairs(ARGV) do
  local lane = take_out(id)
  if lane then
    look_when_due(lane)
    removed = removed + 1
  end
end
return removed
