-- Leave the person's line: done, or held up by something that concerns this operation alone.
-- KEYS: 1 the operation's hash; ARGV: 1 operation id
-- Returns who is first in it now, or nothing.
local line = redis.call('HGET', KEYS[1], 'line')
if not line then
  return false
end
redis.call('ZREM', line, ARGV[1])
redis.call('HSET', KEYS[1], 'in_line', '0')  -- not to join by itself again: it would hold others up by turns
return redis.call('ZRANGE', line, 0, 0)[1]
