-- Ask to call a method of Slack's: how long to wait first, 0 for "go".
-- KEYS: 1 the method's gate, 2 the channel's next free moment, 3 the moment reserved for this caller
--       (2 and 3 only where messages to a channel are paced)
-- ARGV: 1 seconds between two messages to a channel, 2 seconds for which a missed moment is still good
-- Returns the seconds to wait, as text. Whoever waits for a channel has a moment of its own and asks again when
-- it has come: waiters neither poll nor overtake each other.
local closed_ms = redis.call('PTTL', KEYS[1])
if closed_ms >= 0 then
  return tostring((closed_ms + 1) / 1000)  -- PTTL leaves out what is under a millisecond
end
if not KEYS[2] then
  return '0'
end
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6
local moment = tonumber(redis.call('GET', KEYS[3]))
if not moment then
  moment = math.max(now, tonumber(redis.call('GET', KEYS[2]) or '0'))
  local next_free = moment + tonumber(ARGV[1])
  redis.call('SET', KEYS[2], string.format('%.6f', next_free), 'PX', math.ceil((next_free - now) * 1000))
end
if moment <= now then
  redis.call('DEL', KEYS[3])
  return '0'
end
local good_for_ms = math.ceil((moment - now + tonumber(ARGV[2])) * 1000)
redis.call('SET', KEYS[3], string.format('%.6f', moment), 'PX', good_for_ms)
return tostring(moment - now)
