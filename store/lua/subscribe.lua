-- Subscribe a place to a feed, or write another subscriber down, if nothing has changed meanwhile.
-- KEYS: 1 the feed, 2 its subscriptions, 3 all feeds, 4 the place's feeds
-- ARGV: 1 feed, 2 place, 3 version that the feed had, 4 subscription that the place had ('' = none), 5 its new one
-- Returns 1; or 0, and nothing happened.
if (redis.call('HGET', KEYS[1], 'version') or '0') ~= ARGV[3] or (redis.call('HGET', KEYS[2], ARGV[2]) or '') ~= ARGV[4] then
  return 0
end
redis.call('HSET', KEYS[2], ARGV[2], ARGV[5])
redis.call('SADD', KEYS[3], ARGV[1])
redis.call('SADD', KEYS[4], ARGV[1])
return 1
