-- Take an operation out of the dead letters: to be attempted again, or shown again if it was performed.
-- KEYS: 1 the operation's hash, 2 the open operations, 3 the dead letters; ARGV: 1 operation id
-- Returns 1, or 0 when it is not among them (any more), or its record is gone.
if redis.call('ZREM', KEYS[3], ARGV[1]) == 0 or redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
if redis.call('HEXISTS', KEYS[1], 'was_performed') == 1 then
  redis.call('HSET', KEYS[1], 'state', 'performed')
else
  -- As an attempt that has died: what a begun call left behind is looked for first.
  redis.call('HSET', KEYS[1], 'state', 'attempting', 'leased_until', '0')
  redis.call('HDEL', KEYS[1], 'outcome', 'deaths')
end
-- What was said of the old outcome is not taken for the new one.
redis.call('HDEL', KEYS[1], 'letter', 'was_performed', 'turn_deaths', 'answering_until', 'doubt', 'doubt_since')
redis.call('ZADD', KEYS[2], redis.call('TIME')[1], ARGV[1])
return 1
