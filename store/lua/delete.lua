-- Delete a key, and not after a deadline.
-- KEYS: 1 the key; ARGV: 1 deadline (Redis time, s)
-- Returns 1 or 0 (there was none), or -1 when it was too late and nothing was deleted.
-- What timed out at its sender can still arrive when a hung Redis resumes; the person has been told by then
-- that nothing was done.
local time = redis.call('TIME')
if tonumber(time[1]) + tonumber(time[2]) / 1e6 > tonumber(ARGV[1]) then
  return -1
end
return redis.call('DEL', KEYS[1])
