-- Begin to show an outcome: one worker at a time, or the person reads it twice.
-- KEYS: 1 the operation's hash, 2 the open operations
-- ARGV: 1 operation id, 2 lease (s), 3 look again after (s)
-- Returns {'over'} (answered, or nothing to show), {'busy', seconds} (another worker is at it, or it is too
-- early), or {'go', turn, delivery, outcome, ways in doubt, doubted since, turns in a row that died before this}
local fields = redis.call('HMGET', KEYS[1], 'state', 'answering_until', 'delivery', 'outcome', 'doubt', 'doubt_since')
if fields[1] ~= 'performed' or not fields[4] then
  return {'over'}
end
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6
local answering_until = tonumber(fields[2] or '0')
if now < answering_until then
  return {'busy', tostring(answering_until - now)}
end
redis.call('HSET', KEYS[1], 'answering_until', string.format('%.6f', now + tonumber(ARGV[2])))
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[3]), ARGV[1])
local turn = redis.call('HINCRBY', KEYS[1], 'turn', 1)
local died = redis.call('HINCRBY', KEYS[1], 'turn_deaths', 1) - 1  -- this one lives, and takes itself off
return {'go', tostring(turn), fields[3], fields[4], fields[5] or '', fields[6] or '0', died}
