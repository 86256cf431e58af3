-- Make an owner's entries those of a list that was taken at a moment: the rest goes, unless it is known better.
-- ARGV: 1 owner, 2 when the list was taken (s), 3 how long before they are due a list may lack them (s),
--       then seven for each entry, as in schedule_put.lua
-- Returns the ids that are gone.
local owner, taken, margin = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local now = real_now() + ahead()

local function is_newer(key)
  return taken < tonumber(redis.call('GET', P .. key) or '0')
end

if is_newer('forgotten:' .. owner) then
  return {}
end
local listed = {}
for i = 4, #ARGV, 7 do
  listed[ARGV[i]] = true
  local noted = noted_at(redis.call('HGET', P .. 'entry:' .. ARGV[i], 'noted'), now)
  if noted <= taken and not is_newer('left:' .. ARGV[i]) then
    put(ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4], ARGV[i + 5], ARGV[i + 6], ARGV[2])
  end
end
local gone = {}
for _, id in ipairs(redis.call('SMEMBERS', P .. 'owner:' .. owner)) do
  local entry = redis.call('HMGET', P .. 'entry:' .. id, 'noted', 'due')
  if not listed[id] and noted_at(entry[1], now) <= taken then
    if tonumber(entry[2]) > taken + margin then
      look_when_due(take_out(id))
      note_left(id, ARGV[2])
      gone[#gone + 1] = id
    else
      redis.call('HSET', P .. 'entry:' .. id, 'doubt', '1')
    end
  end
end
if noted_at(redis.call('HGET', P .. 'seen', owner), now) < taken then
  redis.call('HSET', P .. 'seen', owner, ARGV[2])
end
return gone
