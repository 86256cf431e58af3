-- Claim feeds whose time has come: nobody else gets them for a while.
-- KEYS: 1 the feeds by the time of their next poll, 2 how far the clock is ahead; ARGV: 1 at most, 2 lease (s)
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6 + tonumber(redis.call('GET', KEYS[2]) or '0')
local feeds = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])
for _, feed in ipairs(feeds) do
  redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]), feed)
end
return feeds
