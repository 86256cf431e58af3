-- Take out all entries of an owner. ARGV: 1 owner. Returns how many were there.
local ids = redis.call('SMEMBERS', P .. 'owner:' .. ARGV[1])
for _, id in ipairs(ids) do
  local lane = take_out(id)
  if lane then
    look_when_due(lane)
  end
end
redis.call('HDEL', P .. 'seen', ARGV[1])
return #ids
