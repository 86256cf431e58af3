-- Take one of Slack's events in hand, to answer it.
-- KEYS: 1 the event; ARGV: 1 lease (s)
-- Returns 'go', 'again' (an answer may have been shown), 'busy' (somebody is at it) or 'over'
local state = redis.call('GET', KEYS[1])
if state == 'over' or state == 'busy' then
  return state
end
redis.call('SET', KEYS[1], 'busy', 'EX', ARGV[1])
return state and 'again' or 'go'
