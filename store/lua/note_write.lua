-- Note that a call begins which may not be repeated, if the attempt is still the current one.
-- KEYS: 1 the operation's hash, 2 the newest id known at the call's place
-- ARGV: 1 attempt, 2 the call, 3 base ('' = take the newest id known), 4 lands within (s)
-- Returns {verdict, base, lands until}: 'noted'; 'over' when another attempt has begun meanwhile and the
-- caller must not go on; 'unknown' when there is no base, and nothing was noted.
if redis.call('HGET', KEYS[1], 'attempt') ~= ARGV[1] or redis.call('HGET', KEYS[1], 'state') ~= 'attempting' then
  return {'over', '', ''}
end
local base = ARGV[3]
if base == '' then
  base = redis.call('GET', KEYS[2])
end
if not base then
  return {'unknown', '', ''}
end
local time = redis.call('TIME')
local lands_until = tostring(tonumber(time[1]) + tonumber(time[2]) / 1e6 + tonumber(ARGV[4]))
redis.call('HSET', KEYS[1], 'write', ARGV[2], 'write_base', base, 'write_lands_until', lands_until)
return {'noted', base, lands_until}
