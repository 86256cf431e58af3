-- Take out all entries of an owner. ARGV: 1 owner. Returns how many were there.
local ids = redis.call('SMEMBERS', P .. 'owner:' .. ARGV[1])
for _, id in ipairs(ids) do
  local lane = take_out(id)
  if lane then
    look_when_due(lane)
  end
end
redis.call('HDEL', P .. 'seen', ARGV[1])
redis.call('SET', P .. 'forgotten:' .. ARGV[1], text(real_now() + ahead()), 'EX', 60)  -- as with `note_left`
return #ids
