-- Move what is due from the schedule into the ledger, where it is an accepted operation like any other.
-- KEYS: 3 the open operations
-- ARGV: 1 lanes at most, 2 prefix of the operations' hashes, 3 look again at an operation after (s),
--       4 an operation is kept (s), 5 look again at a busy lane after (s), 6 so many entries an operation at most,
--       7 late entries of a lane, above which they are one operation, 8 late is from (s),
--       9 what was dispatched is remembered (s), 10 what the ids of its operations begin with
-- Returns {seconds until there is something to do ('' = nothing is scheduled), operation ids ...}
local real = real_now()
local now = real + ahead()
local most, batch_most, late_most = tonumber(ARGV[1]), tonumber(ARGV[6]), tonumber(ARGV[7])
local late_from = now - tonumber(ARGV[8])
local operations = {}

local function operation_of(lane, entries)
  local items = {}
  for i, each in ipairs(entries) do
    local id, due = each[1], each[2]
    local entry = redis.call('HMGET', P .. 'entry:' .. id, 'noted', 'doubt', 'item', 'owner')
    local noted = entry[2] and '0'
      or text(math.max(noted_at(entry[1], now), noted_at(redis.call('HGET', P .. 'seen', entry[4]), now)))
    items[i] = '{"entry_id":' .. cjson.encode(id) .. ',"owner":' .. cjson.encode(entry[4])
      .. ',"due_seconds":' .. due .. ',"noted_seconds":' .. noted .. ',"item":' .. entry[3] .. '}'
    take_out(id)
    note_left(id, text(now))
    redis.call('ZADD', P .. 'done', text(real), id .. '@' .. due)
  end
  local route = redis.call('HMGET', P .. 'route:' .. lane, 'intent', 'delivery')
  local delivery = cjson.decode(route[2])
  delivery['accepted_at_seconds'] = real
  local operation_id = ARGV[10] .. redis.sha1hex(entries[1][1] .. '@' .. entries[1][2])
  local key = ARGV[2] .. operation_id
  redis.call('HSET', key, 'state', 'accepted', 'delivery', cjson.encode(delivery),
    'intent', '{"type":' .. cjson.encode(route[1]) .. ',"due":[' .. table.concat(items, ',') .. ']}')
  redis.call('EXPIRE', key, ARGV[4])
  redis.call('ZADD', KEYS[3], real + tonumber(ARGV[3]), operation_id)
  redis.call('SET', P .. 'busy:' .. lane, operation_id, 'EX', ARGV[4])
  operations[#operations + 1] = operation_id
end

local function due_together(lane)
  local found = redis.call('ZRANGEBYSCORE', P .. 'lane:' .. lane, '-inf', now, 'WITHSCORES', 'LIMIT', 0, batch_most)
  local all, minute, late = {}, {}, 0
  for i = 1, #found, 2 do
    local due = redis.call('HGET', P .. 'entry:' .. found[i], 'due')
    all[#all + 1] = {found[i], due}
    if tonumber(due) < late_from then
      late = late + 1
    end
    if math.floor(tonumber(due) / 60) == math.floor(tonumber(all[1][2]) / 60) then
      minute[#minute + 1] = all[#all]
    end
  end
  if late > late_most then
    return all
  end
  return minute
end

-- Busy lanes were to be looked at in a moment, which is far off if the clock has been put back meanwhile.
if tonumber(redis.call('GET', P .. 'held') or '0') > now + tonumber(ARGV[5]) + 1 then
  for _, lane in ipairs(redis.call('ZRANGE', P .. 'lanes', 0, -1)) do
    look_when_due(lane)
  end
  redis.call('DEL', P .. 'held')
end
for _, lane in ipairs(redis.call('ZRANGEBYSCORE', P .. 'lanes', '-inf', now, 'LIMIT', 0, most)) do
  local busy = redis.call('GET', P .. 'busy:' .. lane)
  if not (busy and redis.call('ZSCORE', KEYS[3], busy)) then
    local entries = due_together(lane)
    if entries[1] then
      operation_of(lane, entries)
    end
  end
  local first = redis.call('ZRANGE', P .. 'lane:' .. lane, 0, 0, 'WITHSCORES')
  if first[1] and tonumber(first[2]) <= now then
    redis.call('ZADD', P .. 'lanes', text(now + tonumber(ARGV[5])), lane)
    redis.call('SET', P .. 'held', text(now + tonumber(ARGV[5])))
  else
    look_when_due(lane)
  end
end
if operations[1] then
  redis.call('ZREMRANGEBYSCORE', P .. 'done', '-inf', real - tonumber(ARGV[9]))
end
local next_look = redis.call('ZRANGE', P .. 'lanes', 0, 0, 'WITHSCORES')
table.insert(operations, 1, next_look[1] and text(math.max(0, tonumber(next_look[2]) - now)) or '')
return operations
