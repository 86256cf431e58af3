-- A reaction was put to a message, or taken away: which addition that is about.
-- KEYS: 1 the reaction (person, message and emoji); ARGV: 1 'added' or 'removed', 2 Slack's time of the event (s),
-- 3 how long it can be taken back (s), 4 how long it is remembered (s)
-- Returns the number of the addition, from 1, to be made or taken back; 0: nothing is to be done
local kept = redis.call('HMGET', KEYS[1], 'kind', 'at', 'number', 'since', 'back')
local kind, at, number, since, back = kept[1], tonumber(kept[2]), tonumber(kept[3] or 0), kept[4], kept[5]
if at and tonumber(ARGV[2]) < at then
  return 0  -- Slack delivers late what it could not deliver at once
end
local now = redis.call('TIME')
local seconds = tonumber(now[1]) + tonumber(now[2]) / 1000000
local is_repeat = at and tonumber(ARGV[2]) == at and kind == ARGV[1]
if ARGV[1] == 'added' then
  if not is_repeat and (number == 0 or back == '1') then
    number = number + 1
    redis.call('HSET', KEYS[1], 'since', string.format('%.6f', seconds), 'back', '0')
  end
elseif not is_repeat then
  back = number > 0 and back ~= '1' and seconds - tonumber(since) <= tonumber(ARGV[3]) and '1' or back or '0'
  redis.call('HSET', KEYS[1], 'back', back)
end
redis.call('HSET', KEYS[1], 'kind', ARGV[1], 'at', ARGV[2], 'number', number)
redis.call('EXPIRE', KEYS[1], ARGV[4])
if ARGV[1] == 'removed' and back ~= '1' then
  return 0
end
return number
