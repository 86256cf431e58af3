-- Give up showing an outcome, and keep the operation as a dead letter.
-- KEYS: 1 the operation's hash, 2 the open operations, 3 the dead letters (sorted set: id by time of death)
-- ARGV: 1 operation id, 2 turn, 3 letter, 4 letters are kept (s)
-- Returns 1, or 0 when another turn has begun meanwhile.
if redis.call('HGET', KEYS[1], 'turn') ~= ARGV[2] or redis.call('HGET', KEYS[1], 'state') ~= 'performed' then
  return 0
end
local time = redis.call('TIME')
redis.call('HSET', KEYS[1], 'state', 'answered', 'letter', ARGV[3], 'was_performed', '1')
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZADD', KEYS[3], time[1], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', tonumber(time[1]) - tonumber(ARGV[4]))
return 1
