-- Begin an attempt: one worker at a time, not before a postponed one is due, never after it was performed.
-- KEYS: 1 the operation's hash, 2 the open operations
-- ARGV: 1 operation id, 2 lease (s), 3 look again after (s), 4 deaths at most,
--       5 look again at one in line after (s), 6 lines are kept (s)
-- Returns {verdict, attempt}: 'go', 'busy' (another attempt's lease runs, or it is too early), 'over'
-- (performed or unknown), 'hopeless' (so many attempts in a row have died) or 'in line' (an earlier one of the
-- same person's waits)
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
local line = redis.call('HGET', KEYS[1], 'line')
while line do
  local first = redis.call('ZRANGE', line, 0, 0, 'WITHSCORES')
  local accepted_at = redis.call('HGET', KEYS[1], 'accepted_at')
  if not first[1] or first[1] == ARGV[1] or tonumber(accepted_at) <= tonumber(first[2]) then
    break
  end
  local prefix = string.sub(KEYS[1], 1, #KEYS[1] - #ARGV[1])
  local its_state = redis.call('HGET', prefix .. first[1], 'state')
  if its_state == 'accepted' or its_state == 'attempting' then
    redis.call('ZADD', line, accepted_at, ARGV[1])
    redis.call('EXPIRE', line, ARGV[6])
    redis.call('HSET', KEYS[1], 'in_line', '1')
    redis.call('ZADD', KEYS[2], now + tonumber(ARGV[5]), ARGV[1])
    return {'in line', 0}
  end
  redis.call('ZREM', line, first[1])  -- it is over, and whoever ended it did not live to say so here
end
local attempt = redis.call('HINCRBY', KEYS[1], 'attempt', 1)
redis.call('HSET', KEYS[1], 'state', 'attempting', 'leased_until', tostring(now + tonumber(ARGV[2])))
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[3]), ARGV[1])
if state == 'attempting' and redis.call('HINCRBY', KEYS[1], 'deaths', 1) >= tonumber(ARGV[4]) then
  return {'hopeless', attempt}
end
return {'go', attempt}
