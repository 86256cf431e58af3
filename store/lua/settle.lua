-- End an attempt, if it is still the current one: 'performed' with an outcome, or 'accepted' to try again.
-- KEYS: 1 the operation's hash, 2 the open operations
-- ARGV: 1 operation id, 2 attempt, 3 new state, 4 outcome ('' = none), 5 look again after (s),
--       6 not to be begun again before (s), 7 '1' to keep the note of a call that may not be repeated
-- Returns 1 when it counted, 0 when another attempt has begun meanwhile.
if redis.call('HGET', KEYS[1], 'attempt') ~= ARGV[2] or redis.call('HGET', KEYS[1], 'state') ~= 'attempting' then
  return 0
end
redis.call('HSET', KEYS[1], 'state', ARGV[3])
if ARGV[7] ~= '1' then
  redis.call('HDEL', KEYS[1], 'write', 'write_base', 'write_lands_until')
end
redis.call('HDEL', KEYS[1], 'deaths')  -- it lived to say how it ended
if ARGV[4] ~= '' then
  redis.call('HSET', KEYS[1], 'outcome', ARGV[4])
end
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6
redis.call('HSET', KEYS[1], 'not_before', tostring(now + tonumber(ARGV[6])))
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[5]), ARGV[1])
return 1
