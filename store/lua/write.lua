-- Note that a call begins which may not be repeated, if the attempt is still the current one.
-- KEYS: 1 the operation's hash; ARGV: 1 attempt
-- Returns 1 when noted; 0 when another attempt has begun meanwhile, and the caller must not go on.
if redis.call('HGET', KEYS[1], 'attempt') ~= ARGV[1] or redis.call('HGET', KEYS[1], 'state') ~= 'attempting' then
  return 0
end
redis.call('HSET', KEYS[1], 'writing', ARGV[1])
return 1
