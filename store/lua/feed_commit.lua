-- Make a look at Backpack count, if the feed is still as it was when the look began.
-- KEYS: 3 the feed, 4 its log, 5 its subscriptions
-- ARGV: 1 feed, 2 version it had, 3 snapshot, 4 label, 5 wire name of the intent that tells, 6 how many of the
--       log changed, then number and text of each, then the numbers that are dropped
-- Returns 1; or 0, and nothing happened, when another look came first.
if (redis.call('HGET', KEYS[3], 'version') or '0') ~= ARGV[2] then
  return 0
end
redis.call('HSET', KEYS[3], 'version', string.format('%d', tonumber(ARGV[2]) + 1), 'snapshot', ARGV[3], 'label', ARGV[4])
local changed = tonumber(ARGV[6])
for i = 7, 6 + 2 * changed, 2 do
  redis.call('HSET', KEYS[4], ARGV[i], ARGV[i + 1])
end
for i = 7 + 2 * changed, #ARGV do
  redis.call('HDEL', KEYS[4], ARGV[i])
end
if changed > 0 then
  local subscriptions = redis.call('HGETALL', KEYS[5])
  for i = 1, #subscriptions, 2 do
    have_told(ARGV[1], subscriptions[i], subscriptions[i + 1], ARGV[5])
  end
end
return 1
