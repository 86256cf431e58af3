-- Accept an operation, once, and not after its deadline.
-- KEYS: 1 the operation's hash, 2 the open operations (sorted set: id by look-again time)
-- ARGV: 1 operation id, 2 deadline (Redis time, s), 3 intent, 4 delivery, 5 look again after (s), 6 kept (s),
--       7 ticket of this delivery: the operation stands as long as one of them does, 8 the person's line ('' = none)
-- A push that timed out at the sender can still arrive when a hung Redis resumes. The sender has told its
-- person by then that nothing was accepted; the deadline keeps that true.
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6
if now > tonumber(ARGV[2]) then
  return 'late'
end
local known = redis.call('EXISTS', KEYS[1]) == 1
if redis.call('HSETNX', KEYS[1], 'ticket:' .. ARGV[7], 1) == 1 then
  redis.call('HINCRBY', KEYS[1], 'tickets', 1)
end
if known then
  return 'known'
end
redis.call('HSET', KEYS[1], 'state', 'accepted', 'intent', ARGV[3], 'delivery', ARGV[4])
if ARGV[8] ~= '' then
  redis.call('HSET', KEYS[1], 'line', ARGV[8], 'accepted_at', string.format('%.6f', now))
end
redis.call('EXPIRE', KEYS[1], ARGV[6])
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[5]), ARGV[1])
return 'accepted'
