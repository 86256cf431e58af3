-- Close a method's gate, unless it is closed for longer already: an answer on its way when the gate was closed
-- must not open it early.
-- KEYS: 1 the gate; ARGV: 1 milliseconds
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
end
