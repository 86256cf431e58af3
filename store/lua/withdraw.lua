-- Take an acceptance back whose sender never heard of it, and so has told its person "nothing was accepted".
-- KEYS: 1 the operation's hash, 2 the open operations; ARGV: 1 operation id, 2 the sender's ticket
-- Returns 1 when it was taken back; 0 when there was none, when another delivery of the same was accepted
-- too (its ticket is there), or when a worker has begun.
if redis.call('HDEL', KEYS[1], 'ticket:' .. ARGV[2]) == 0 or redis.call('HINCRBY', KEYS[1], 'tickets', -1) > 0
    or redis.call('HGET', KEYS[1], 'state') ~= 'accepted' or redis.call('HEXISTS', KEYS[1], 'attempt') == 1 then
  return 0
end
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
