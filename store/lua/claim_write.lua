-- Claim one of several things for an operation: one it has claimed before, else the first that nobody has.
-- KEYS: 1 the newest id known at the place, 2 until when somebody else's may still land there,
--       3… the claims on the things
-- ARGV: 1 operation id, 2 claims are kept (s), 3 the newest id is good for (s),
--       4 until when the operation's own request may still land ('' = it has been answered), 5… the ids
-- Returns {id or '', until when a thing may still land that this operation could claim, now}.
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6
local function later(a, b)
  return (tonumber(a or '0') or 0) > (tonumber(b or '0') or 0) and a or b
end
local claimed, newly = '', false
for number = 3, #KEYS do
  if redis.call('GET', KEYS[number]) == ARGV[1] then
    claimed = ARGV[number + 2]
    break
  end
end
if claimed == '' then
  for number = 3, #KEYS do
    if redis.call('SET', KEYS[number], ARGV[1], 'NX', 'EX', ARGV[2]) then
      claimed, newly = ARGV[number + 2], true
      break
    end
  end
end
if claimed ~= '' then
  redis.call('SET', KEYS[1], later(redis.call('GET', KEYS[1]) or '0', claimed), 'EX', ARGV[3])
end
-- Taken before its own request could no longer land, it may be another's, and its own that other's: whoever
-- comes too late to claim what it made has to wait for it.
if newly and ARGV[4] ~= '' and tonumber(ARGV[4]) > now then
  local until_then = later(redis.call('GET', KEYS[2]) or '0', ARGV[4])
  redis.call('SET', KEYS[2], until_then, 'EX', math.ceil(tonumber(until_then) - now) + 1)
end
return {claimed, later(redis.call('GET', KEYS[2]) or '0', ARGV[4] ~= '' and ARGV[4] or '0'), tostring(now)}
