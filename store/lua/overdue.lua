-- Claim operations nobody has looked at for too long, and put their next look ahead.
-- KEYS: 1 the open operations; ARGV: 1 at most, 2 look again after (s)
local time = redis.call('TIME')
local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', time[1], 'LIMIT', 0, ARGV[1])
for _, id in ipairs(ids) do
  redis.call('ZADD', KEYS[1], tonumber(time[1]) + tonumber(ARGV[2]), id)
end
return ids
