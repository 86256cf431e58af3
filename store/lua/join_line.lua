-- Stand in the person's line: Backpack is away, and what they asked for later has to wait for this.
-- KEYS: 1 the operation's hash; ARGV: 1 operation id, 2 lines are kept (s)
-- An operation that has left the line does not come back by its own failing.
local line = redis.call('HGET', KEYS[1], 'line')
if not line or redis.call('HGET', KEYS[1], 'in_line') == '0' then
  return 0
end
redis.call('ZADD', line, redis.call('HGET', KEYS[1], 'accepted_at'), ARGV[1])
redis.call('EXPIRE', line, ARGV[2])
return redis.call('HSET', KEYS[1], 'in_line', '1')
