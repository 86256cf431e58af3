-- Put entries into the schedule, each anew or in the place of what it was.
-- ARGV: seven for each entry: id, lane, owner, due (s), item, intent, delivery
-- Returns how many stand in the schedule now: all but those that were dispatched already.
local noted = text(real_now() + ahead())
local standing = 0
for i = 1, #ARGV, 7 do
  standing = standing + put(ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4], ARGV[i + 5], ARGV[i + 6], noted)
end
return standing
