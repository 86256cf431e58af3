-- Nobody knows whether the notice was posted: nobody looks, or posts it, before it must have arrived.
-- KEYS: 1 the notice's hash; ARGV: 1 seconds
if redis.call('HGET', KEYS[1], 'state') == 'posting' then
  local time = redis.call('TIME')
  local now = tonumber(time[1]) + tonumber(time[2]) / 1e6
  redis.call('HSET', KEYS[1], 'until', string.format('%.6f', now + tonumber(ARGV[1])))
end
