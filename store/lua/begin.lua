-- Begin an attempt: one worker at a time, not before a postponed one is due, never after it was performed.
-- KEYS: 1 the operation's hash, 2 the open operations
-- ARGV: 1 operation id, 2 lease (s), 3 look again after (s), 4 deaths at most
-- Returns {verdict, attempt}: 'go', 'busy' (another attempt's lease runs, or it is too early), 'over'
-- (performed or unknown) or 'hopeless' (so many attempts in a row have died)
local state = redis.call('HGET', KEYS[1], 'state')
if not state then
  redis.call('ZREM', KEYS[2], ARGV[1])  -- its record has expired: the sweeper must not find it for ever
end
if not state or state == 'performed' or state == 'answered' then
  return {'over', 0}
end
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6
local leased_until = tonumber(redis.call('HGET', KEYS[1], 'leased_until') or '0')
local not_before = tonumber(redis.call('HGET', KEYS[1], 'not_before') or '0')
if (state == 'attempting' and now < leased_until) or (state == 'accepted' and now < not_before) then
  return {'busy', 0}
end
local attempt = redis.call('HINCRBY', KEYS[1], 'attempt', 1)
redis.call('HSET', KEYS[1], 'state', 'attempting', 'leased_until', tostring(now + tonumber(ARGV[2])))
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[3]), ARGV[1])
if state == 'attempting' and redis.call('HINCRBY', KEYS[1], 'deaths', 1) >= tonumber(ARGV[4]) then
  return {'hopeless', attempt}
end
return {'go', attempt}
