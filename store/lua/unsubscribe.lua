-- End a place's subscription; a feed without any is forgotten.
-- KEYS: 3 the feed, 4 its log, 5 its subscriptions, 6 all feeds, 7 the place's feeds, 8 the messages it has in Slack
-- ARGV: 1 feed, 2 place, 3 the view. Returns 1, or 0 when the place has no subscription, or a later one by now.
local stored = redis.call('HGET', KEYS[5], ARGV[2])
if not stored or cjson.decode(stored).view_id ~= ARGV[3] then
  return 0
end
redis.call('HDEL', KEYS[5], ARGV[2])
redis.call('SREM', KEYS[7], ARGV[1])
redis.call('DEL', KEYS[8])
local lane = take_out(name_of(ARGV[1], ARGV[2]))
if lane then
  look_when_due(lane)
end
if redis.call('HLEN', KEYS[5]) == 0 then
  redis.call('DEL', KEYS[3], KEYS[4])
  redis.call('SREM', KEYS[6], ARGV[1])
end
return 1
