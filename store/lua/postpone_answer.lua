-- The outcome could not be shown: not to be tried again before, and the sweeper need not wonder until then.
-- KEYS: 1 the operation's hash, 2 the open operations
-- ARGV: 1 operation id, 2 turn, 3 not before (s), 4 look again after (s), 5 ways in which it may have been
--       shown nevertheless
if redis.call('HGET', KEYS[1], 'state') ~= 'performed' or redis.call('HGET', KEYS[1], 'turn') ~= ARGV[2] then
  return 0
end
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6
redis.call('HSET', KEYS[1], 'doubt', ARGV[5], 'answering_until', string.format('%.6f', now + tonumber(ARGV[3])))
redis.call('HDEL', KEYS[1], 'turn_deaths')  -- it lived to say how it ended
if ARGV[5] == '' then
  redis.call('HDEL', KEYS[1], 'doubt_since')
end
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[4]), ARGV[1])
return 1
