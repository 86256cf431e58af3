-- Take a notice in hand: to post it, or to put the answer in its place.
-- KEYS: 1 the notice's hash; ARGV: 1 'post' or 'answer', 2 lease (s), 3 kept (s)
-- Returns {'go'} (nobody has posted it; after 'answer' nobody can any more), {'busy', seconds} (a worker is at
-- it), {'look', since} (one died at it, or never heard how it ended: it may be there since then),
-- {'posted', channel, ts}, or {'over'} (the answer came first)
local notice = redis.call('HMGET', KEYS[1], 'state', 'until', 'since', 'channel', 'ts')
local state = notice[1]
if state == 'closed' then
  return {'over'}
elseif state == 'posted' then
  return {'posted', notice[4], notice[5]}
end
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6
local leased_until = string.format('%.6f', now + tonumber(ARGV[2]))
if state == 'posting' then
  if now < tonumber(notice[2]) then
    return {'busy', tostring(tonumber(notice[2]) - now)}
  end
  redis.call('HSET', KEYS[1], 'until', leased_until)
  return {'look', notice[3]}
end
if ARGV[1] == 'answer' then
  redis.call('HSET', KEYS[1], 'state', 'closed')
else
  redis.call('HSET', KEYS[1], 'state', 'posting', 'until', leased_until, 'since', string.format('%.6f', now))
end
redis.call('EXPIRE', KEYS[1], ARGV[3])
return {'go'}
