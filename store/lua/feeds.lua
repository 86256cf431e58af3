-- What the feeds' scripts have in common; it stands between schedule.lua and each of them.

-- The lane, the entry and its owner have one name: a place is told of one feed by one operation at a time.
local function name_of(feed, place)
  return 'feed:' .. feed .. '@' .. place
end

-- Have a place told what it has not been told yet; an entry that stands already is enough.
local function have_told(feed, place, subscription, intent)
  local name = name_of(feed, place)
  local now = real_now() + ahead()
  local due = now
  while redis.call('ZSCORE', P .. 'done', name .. '@' .. text(due)) do
    due = due + 0.001  -- dispatched within this very millisecond, and perhaps before it could know of this
  end
  local item = '{"feed":' .. cjson.encode(feed) .. ',"place":' .. cjson.encode(place) .. '}'
  put(name, name, name, text(due), item, intent, cjson.decode(subscription)['delivery'], text(now))
end
