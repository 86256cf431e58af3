-- Begin to show an outcome: one worker at a time, or the person reads it twice.
-- KEYS: 1 the operation's hash, 2 the open operations
-- ARGV: 1 operation id, 2 lease (s), 3 look again after (s)
-- Returns 'go', 'busy' (another worker is at it, or it is too early) or 'over' (answered, or nothing to show)
if redis.call('HGET', KEYS[1], 'state') ~= 'performed' then
  return 'over'
end
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6
if now < tonumber(redis.call('HGET', KEYS[1], 'answering_until') or '0') then
  return 'busy'
end
redis.call('HSET', KEYS[1], 'answering_until', tostring(now + tonumber(ARGV[2])))
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[3]), ARGV[1])
return 'go'
