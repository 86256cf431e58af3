-- Ask for a slot in every window that a request counts against; see backpack/turnstile.py, which is the same
-- in Python and says why. All times are microseconds of Redis's clock.
-- KEYS: 1 the gate; then five a window: its counters, its slots, who is promised one (by priority: 0, 1, 2)
-- ARGV: 1 waiter, 2 name of the slot, 3 priority, 4 lease, 5 longest wait that is promised, 6 grace,
--       7 remembered, 8 share, 9 shares owed at most, 10 keys are kept (ms); then three a window: slots,
--       length, burst
-- Returns 0 when the slot is taken, else how long to wait before asking again.
local BULK = 2
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local waiter, slot, priority = ARGV[1], ARGV[2], tonumber(ARGV[3])
local lease, longest, grace = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local remembered, share, owed, kept = tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9]), ARGV[10]

local windows = {}
for first = 2, #KEYS, 5 do
  local at = 11 + (first - 2) / 5 * 3
  local window = {
    counters = KEYS[first], busy = KEYS[first + 1],
    promised = { [0] = KEYS[first + 2], KEYS[first + 3], KEYS[first + 4] },
    slots = tonumber(ARGV[at]), length = tonumber(ARGV[at + 1]), burst = tonumber(ARGV[at + 2]),
  }
  redis.call('ZREMRANGEBYSCORE', window.busy, '-inf', now)
  for line = 0, BULK do
    redis.call('ZREMRANGEBYSCORE', window.promised[line], '-inf', now - remembered)
  end
  window.interval = math.floor(window.length / window.slots)
  window.paced = tonumber(redis.call('HGET', window.counters, 'paced') or '0')
  windows[#windows + 1] = window
end

-- The promise of an earlier visit, if there is one, and the line it stands in.
local function earlier()
  for line = 0, priority do
    local moment = redis.call('ZSCORE', windows[1].promised[line], waiter)
    if moment then
      return tonumber(moment), line
    end
  end
end

local function passed_over(line)
  for _, window in ipairs(windows) do
    if tonumber(redis.call('HGET', window.counters, 'passed' .. line) or '0') >= share then
      return true
    end
  end
end

local function take_share(line)
  for _, window in ipairs(windows) do
    local passed = tonumber(redis.call('HGET', window.counters, 'passed' .. line) or '0')
    redis.call('HSET', window.counters, 'passed' .. line, math.max(0, math.min(passed, owed * share) - share))
  end
end

local promise, line = earlier()
line = line or priority
for _, window in ipairs(windows) do
  redis.call('ZREM', window.promised[line], waiter)
end
local came = promise and promise <= now
if came and passed_over(line) then
  take_share(line)
  line = 0
end
local reserve = line == BULK and 1 or 0
-- Bulk that came in time and found its slot taken makes way; everybody else keeps their place.
local keeps_place = came and (line ~= BULK or promise < now - grace)

local function promised_in(window, each, moment)
  local until_when = (keeps_place and each == line) and now or moment
  return redis.call('ZCOUNT', window.promised[each], now - grace, until_when)
end

-- When bulk may leave, if those who are promised a moment until `moment` have left by then.
local function paced_at(window, moment)
  if line ~= BULK then
    return moment
  end
  return math.max(window.paced, now) + (promised_in(window, BULK, moment) + 1 - window.burst) * window.interval
end

-- The first moment from `moment` on at which a slot is free that nobody before us has been promised.
local function free_from(window, moment)
  local all_answered = now + window.length  -- what is under way frees its slot then, or a little later
  while true do
    local after = '(' .. string.format('%.0f', moment)
    local missing = 1 + reserve - window.slots
    if moment < all_answered then
      missing = missing + redis.call('ZCOUNT', window.busy, after, '+inf')
    else  -- by then slots free again as they were taken, one an interval
      missing = missing - math.floor((moment - all_answered) / window.interval)
    end
    for each = 0, line do
      missing = missing + promised_in(window, each, moment)
    end
    local paced = paced_at(window, moment)
    if paced > moment then
      moment = paced
    elseif missing <= 0 then
      return moment
    elseif moment >= all_answered then
      moment = moment + missing * window.interval
    else
      local found = redis.call('ZRANGEBYSCORE', window.busy, after, '+inf', 'WITHSCORES', 'LIMIT', missing - 1, 1)
      moment = math.min(tonumber(found[2] or all_answered), all_answered)
    end
  end
end

local function free_in_all()
  local moment = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
  repeat
    local before = moment
    for _, window in ipairs(windows) do
      moment = free_from(window, moment)
    end
  until moment == before
  return moment
end

local function keep(...)
  for _, key in ipairs({ ... }) do
    redis.call('PEXPIRE', key, kept)
  end
end

local function take()
  for _, window in ipairs(windows) do
    redis.call('ZADD', window.busy, now + lease, slot)
    for lower = line + 1, BULK do
      if redis.call('ZCOUNT', window.promised[lower], now - grace, '+inf') > 0 then
        redis.call('HINCRBY', window.counters, 'passed' .. lower, 1)
      end
    end
    if line == BULK then
      redis.call('HSET', window.counters, 'paced', string.format('%.0f', math.max(window.paced, now) + window.interval))
    end
    if line == priority then
      redis.call('HDEL', window.counters, 'passed' .. line)
    end
    keep(window.busy, window.counters)
  end
end

local moment = free_in_all()
if moment <= now then
  take()
  return 0
end
if promise and promise > now then
  moment = promise  -- asked too early, which changes nothing
end
if moment - now <= longest then
  for _, window in ipairs(windows) do
    redis.call('ZADD', window.promised[line], moment, waiter)
    keep(window.promised[line], window.counters)
  end
end
return moment - now
