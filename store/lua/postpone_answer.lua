-- The outcome could not be shown: not to be tried again before, and the sweeper need not wonder until then.
-- KEYS: 1 the operation's hash, 2 the open operations
-- ARGV: 1 operation id, 2 not before (s), 3 look again after (s)
if redis.call('HGET', KEYS[1], 'state') ~= 'performed' then
  return 0
end
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6
redis.call('HSET', KEYS[1], 'answering_until', tostring(now + tonumber(ARGV[2])))
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[3]), ARGV[1])
return 1
