-- Make an owner's entries those of a list that was taken at a moment: the rest goes, unless it is known better.
-- ARGV: 1 owner, 2 when the list was taken (s), 3 how long before they are due a list may lack them (s),
--       then seven for each entry, as in schedule_put.lua
-- Returns the ids that are gone.
local owner, taken, margin = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local listed = {}
for i = 4, #ARGV, 7 do
  listed[ARGV[i]] = true
  local noted = redis.call('HGET', P .. 'entry:' .. ARGV[i], 'noted')
  if not noted or tonumber(noted) <= taken then
    put(ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4], ARGV[i + 5], ARGV[i + 6], ARGV[2])
  end
end
local gone = {}
for _, id in ipairs(redis.call('SMEMBERS', P .. 'owner:' .. owner)) do
  local entry = redis.call('HMGET', P .. 'entry:' .. id, 'noted', 'due')
  if not listed[id] and tonumber(entry[1]) <= taken then
    if tonumber(entry[2]) > taken + margin then
      look_when_due(take_out(id))
      gone[#gone + 1] = id
    else
      redis.call('HSET', P .. 'entry:' .. id, 'doubt', '1')
    end
  end
end
if tonumber(redis.call('HGET', P .. 'seen', owner) or '0') < taken then
  redis.call('HSET', P .. 'seen', owner, ARGV[2])
end
return gone
