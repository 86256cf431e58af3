-- Note that a message is about to be posted, if this turn is still the current one, and renew its lease.
-- KEYS: 1 the operation's hash, 2 the open operations
-- ARGV: 1 operation id, 2 turn, 3 ways in doubt if nothing more is heard of this turn, 4 lease (s),
--       5 look again after (s)
-- Returns 1 when noted; 0 when another turn has begun meanwhile, and the caller must not post.
if redis.call('HGET', KEYS[1], 'state') ~= 'performed' or redis.call('HGET', KEYS[1], 'turn') ~= ARGV[2] then
  return 0
end
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6
redis.call('HSET', KEYS[1], 'doubt', ARGV[3], 'answering_until', string.format('%.6f', now + tonumber(ARGV[4])))
redis.call('HSETNX', KEYS[1], 'doubt_since', string.format('%.6f', now))
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[5]), ARGV[1])
return 1
