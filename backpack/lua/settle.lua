-- What became of a request: its slot stays taken for a window from now, or is free; the gate may close.
-- KEYS: 1 the gate; then each window's slots
-- ARGV: 1 name of the slot, 2 whether it was sent, 3 for how long the gate closes (us), 4 keys are kept (ms);
--       then each window's length (us)
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
for index = 2, #KEYS do
  if ARGV[2] == '1' then
    redis.call('ZADD', KEYS[index], now + ARGV[3 + index], ARGV[1])
    redis.call('PEXPIRE', KEYS[index], ARGV[4])
  else
    redis.call('ZREM', KEYS[index], ARGV[1])
  end
end
local closed = tonumber(ARGV[3])
if closed > 0 and now + closed > tonumber(redis.call('GET', KEYS[1]) or '0') then
  redis.call('SET', KEYS[1], string.format('%.0f', now + closed), 'PX', ARGV[4])
end
return 0
