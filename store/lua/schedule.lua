-- What the schedule's scripts have in common; `store.schedule` puts it in front of each.
-- KEYS: 1 the prefix of all keys, see `store.schedule_keys`, 2 how far the clock is ahead
local P = KEYS[1]

local function real_now()
  local time = redis.call('TIME')
  return tonumber(time[1]) + tonumber(time[2]) / 1e6
end

local function ahead()
  return tonumber(redis.call('GET', KEYS[2]) or '0')
end

local function text(seconds)
  return string.format('%.3f', seconds)
end

-- When something was noted; 0 where a clock said so that was ahead, and has been put back since. A minute is
-- more than a clock that the network sets is ever put back by.
local function noted_at(noted, now)
  local seconds = tonumber(noted or '0')
  return seconds <= now + 60 and seconds or 0
end

-- What has left the schedule does not come back with a list that was taken before. A minute: a list is under
-- way for 25 s at most, a task's hard time limit.
local function note_left(id, at)
  redis.call('SET', P .. 'left:' .. id, at, 'EX', 60)
end

-- A lane is looked at when its first entry is due; one without entries is forgotten.
local function look_when_due(lane)
  local first = redis.call('ZRANGE', P .. 'lane:' .. lane, 0, 0, 'WITHSCORES')
  if first[1] then
    redis.call('ZADD', P .. 'lanes', first[2], lane)
  else
    redis.call('ZREM', P .. 'lanes', lane)
    redis.call('DEL', P .. 'route:' .. lane)
  end
end

local function take_out(id)
  local entry = redis.call('HMGET', P .. 'entry:' .. id, 'lane', 'owner')
  if not entry[1] then
    return false
  end
  redis.call('ZREM', P .. 'lane:' .. entry[1], id)
  redis.call('SREM', P .. 'owner:' .. entry[2], id)
  redis.call('DEL', P .. 'entry:' .. id)
  return entry[1]
end

-- Nothing happens, and 0 comes back, when exactly this was dispatched already.
local function put(id, lane, owner, due, item, intent, delivery, noted)
  if redis.call('ZSCORE', P .. 'done', id .. '@' .. due) then
    return 0
  end
  local before = redis.call('HMGET', P .. 'entry:' .. id, 'lane', 'owner', 'due', 'item', 'doubt')
  if before[1] == lane and before[2] == owner and before[3] == due and before[4] == item and not before[5] then
    return 1  -- what stands is not written again: most of every list is unchanged
  end
  if before[1] and (before[1] ~= lane or before[2] ~= owner) then
    take_out(id)
    look_when_due(before[1])
  end
  redis.call('HSET', P .. 'entry:' .. id, 'lane', lane, 'owner', owner, 'due', due, 'noted', noted, 'item', item)
  redis.call('HDEL', P .. 'entry:' .. id, 'doubt')
  redis.call('SADD', P .. 'owner:' .. owner, id)
  redis.call('ZADD', P .. 'lane:' .. lane, due, id)
  redis.call('HSET', P .. 'route:' .. lane, 'intent', intent, 'delivery', delivery)
  look_when_due(lane)
  return 1
end
