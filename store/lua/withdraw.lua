-- Take an acceptance back whose sender never heard of it, and so has told its person "nothing was accepted".
-- KEYS: 1 the operation's hash, 2 the open operations; ARGV: 1 operation id, 2 the sender's ticket
-- Returns 1 when it was taken back; 0 when there was none, when the same delivery has been accepted again
-- since (its ticket is another), or when a worker has begun.
if redis.call('HGET', KEYS[1], 'state') ~= 'accepted' or redis.call('HGET', KEYS[1], 'ticket') ~= ARGV[2]
    or redis.call('HEXISTS', KEYS[1], 'attempt') == 1 then
  return 0
end
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
