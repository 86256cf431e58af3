-- Give an operation up and keep it as a dead letter: an outcome for its person, a note for the operator.
-- KEYS: 1 the operation's hash, 2 the open operations, 3 the dead letters (sorted set: id by time of death)
-- ARGV: 1 operation id, 2 attempt, 3 outcome, 4 letter, 5 look again after (s), 6 letters are kept (s)
-- Returns 1, or 0 when another attempt has begun meanwhile.
-- What its attempts noted about calls they began stays: a retry has to look for their effects first.
if redis.call('HGET', KEYS[1], 'attempt') ~= ARGV[2] or redis.call('HGET', KEYS[1], 'state') ~= 'attempting' then
  return 0
end
local time = redis.call('TIME')
redis.call('HSET', KEYS[1], 'state', 'performed', 'outcome', ARGV[3], 'letter', ARGV[4])
redis.call('ZADD', KEYS[2], tonumber(time[1]) + tonumber(ARGV[5]), ARGV[1])
redis.call('ZADD', KEYS[3], time[1], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', tonumber(time[1]) - tonumber(ARGV[6]))
return 1
