-- Note what somebody says their status is, unless they have said something later.
-- KEYS: 1 their last word
-- ARGV: 1 kept for (s), 2 when it was accepted, 3 operation id, 4 message, 5 what stood before
-- Returns {operation id, message, what stood before} of their last word.
local said = redis.call('HGET', KEYS[1], 'operation')
local said_at = tonumber(redis.call('HGET', KEYS[1], 'accepted') or '0')
if said ~= ARGV[3] and said_at <= tonumber(ARGV[2]) then
  redis.call('HSET', KEYS[1], 'accepted', ARGV[2], 'operation', ARGV[3], 'message', ARGV[4], 'before', ARGV[5])
  redis.call('EXPIRE', KEYS[1], ARGV[1])
end
return redis.call('HMGET', KEYS[1], 'operation', 'message', 'before')
