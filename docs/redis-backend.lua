-- One round trip for a whole composed decision: the sketch behind dev.sluice.ratelimit.spi (docs/adr/0012), run by its contract test.
-- Redis >= 6.2 (ZADD GT). Lua 5.1, no state between calls. All numbers are whole and at most 2^53; times are
-- microseconds of the server's clock, so that no client's clock counts. Delays from the client are rounded up before they come here.
--
-- ARGV[1] is the operation. For each stage KEYS has, in this order:
--   permits  zset  token -> when it expires
--   lower    zset  the same for those that are not critical
--   state    hash  last (start), paused (until), start:token for those that are held
-- and, where the operation concerns windows, for each window of the stage:
--   log      zset  slot -> slot      starts of a sliding window, in slots of a 4096th of it, each counted at its slot's end
--   sum      hash  slot -> amount, total -> amount;  of a calendar window: start, used
-- The name of a window's keys holds its length, so that processes with other numbers do not forget for each other. All keys of one call share a
-- hash tag, or a cluster could not decide over them at one place.
--
--   acquire  token ttl parts { max reserve critical delay windows { per offset|"" capacity amount } }
--            -> { 1, start, 0, 0 } granted;  { 0, part, reason, wait } refused: 1 paused, 2 concurrency, 3 pacing, 4 window
--   release  token stages                  -> 1 if anything was held
--   renew    token ttl stages              -> 1 if all of it was still held
--   settle   per offset|"" start delta     -> 1 if the start is still remembered     KEYS: log sum
--   pause    duration                      -> until                                   KEYS: state
--   snapshot stages { delay windows { per offset|"" } }   -> { in flight, lower, until next start, until unpaused, used... } for each stage

local SLOTS = 4096
local PAUSED, CONCURRENCY, PACING, WINDOW = 1, 2, 3, 4

local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000000 + tonumber(clock[2])

local next_key, next_arg = 0, 1
local function key() next_key = next_key + 1; return KEYS[next_key] end
local function word() next_arg = next_arg + 1; return ARGV[next_arg] end
local function number() return tonumber(word()) end
-- Without an exponent, whatever the number.
local function text(n) return string.format('%.0f', n) end

-- Keys that nobody uses vanish, but never before others that use them said.
local function keep(k, micros)
  local millis = math.ceil(micros / 1000) + 1000
  if redis.call('PTTL', k) < millis then redis.call('PEXPIRE', k, text(millis)) end
end

local function stage()
  local s = {}
  s.permits = key()
  s.lower = key()
  s.state = key()
  return s
end

local function drop_expired(s)
  local gone = redis.call('ZRANGEBYSCORE', s.permits, '-inf', text(now))
  if #gone == 0 then return end
  for _, token in ipairs(gone) do redis.call('HDEL', s.state, 'start:' .. token) end
  redis.call('ZREMRANGEBYSCORE', s.permits, '-inf', text(now))
  redis.call('ZREMRANGEBYSCORE', s.lower, '-inf', text(now))
end

local function held(s, token)
  return redis.call('ZSCORE', s.permits, token) ~= false
end

-- ---- windows

local function grain(w) return math.max(1, math.floor(w.per / SLOTS)) end
local function slot(w, at) return math.ceil(at / grain(w)) * grain(w) end
local function calendar_start(w) return math.floor((now + w.offset) / w.per) * w.per - w.offset end

local function window()
  local w = {}
  w.log = key()
  w.sum = key()
  w.per = number()
  w.offset = tonumber(word())
  return w
end

-- Forgets what has left the window; returns what is in it.
local function used(w)
  if w.offset then
    local start = tonumber(redis.call('HGET', w.sum, 'start') or '-1')
    -- A window that has begun goes on when the clock is set back.
    if start >= calendar_start(w) then
      w.start = start
      return tonumber(redis.call('HGET', w.sum, 'used') or '0')
    end
    w.start = calendar_start(w)
    return 0
  end
  local before = text(now - w.per)
  local gone = redis.call('ZRANGEBYSCORE', w.log, '-inf', before)
  for _, slot_name in ipairs(gone) do
    local amount = tonumber(redis.call('HGET', w.sum, slot_name) or '0')
    redis.call('HDEL', w.sum, slot_name)
    redis.call('HINCRBY', w.sum, 'total', text(-amount))
  end
  if #gone > 0 then redis.call('ZREMRANGEBYSCORE', w.log, '-inf', before) end
  return tonumber(redis.call('HGET', w.sum, 'total') or '0')
end

-- How long until this amount fits.
local function window_wait(w, amount, capacity)
  local excess = used(w) + amount - capacity
  if amount == 0 or excess <= 0 then return 0 end
  if w.offset then return w.start + w.per - now end
  local at = 0
  while true do
    local oldest = redis.call('ZRANGE', w.log, text(at), text(at))
    if #oldest == 0 then return w.per end
    excess = excess - tonumber(redis.call('HGET', w.sum, oldest[1]) or '0')
    if excess <= 0 then return tonumber(oldest[1]) + w.per - now end
    at = at + 1
  end
end

local function charge(w, amount)
  if amount == 0 then return end
  if w.offset then
    local before = used(w)
    redis.call('HSET', w.sum, 'start', text(w.start), 'used', text(before + amount))
    keep(w.sum, w.start + w.per - now)
    return
  end
  local at = text(slot(w, now))
  redis.call('ZADD', w.log, at, at)
  redis.call('HINCRBY', w.sum, at, text(amount))
  redis.call('HINCRBY', w.sum, 'total', text(amount))
  keep(w.log, w.per + grain(w))
  keep(w.sum, w.per + grain(w))
end

-- ---- starts

local function pause_wait(s)
  return math.max(0, tonumber(redis.call('HGET', s.state, 'paused') or '0') - now)
end

local function pacing_wait(s, delay)
  local last = tonumber(redis.call('HGET', s.state, 'last') or '-1')
  if last < 0 then return 0 end
  if last > now then -- the clock was set back: the delay counts from now, not from some future
    last = now
    redis.call('HSET', s.state, 'last', text(now))
  end
  return math.max(0, last + delay - now)
end

local function concurrency_wait(s, p)
  local full = redis.call('ZCARD', s.permits) >= p.max and s.permits
  local share = p.critical == 0 and p.reserve > 0 and redis.call('ZCARD', s.lower) >= p.max - p.reserve and s.lower
  local blocked = full or share
  if not blocked then return 0 end
  local first = redis.call('ZRANGE', blocked, '0', '0', 'WITHSCORES')
  return math.max(1, tonumber(first[2]) - now)
end

-- Why and for how long a part cannot start; the longest wait counts.
local function refusal(p)
  local reason, wait = 0, 0
  local function consider(r, w)
    if w > wait then reason, wait = r, w end
  end
  consider(PAUSED, pause_wait(p.stage))
  consider(CONCURRENCY, concurrency_wait(p.stage, p))
  consider(PACING, pacing_wait(p.stage, p.delay))
  for _, w in ipairs(p.windows) do consider(WINDOW, window_wait(w, w.amount, w.capacity)) end
  return reason, wait
end

local function part()
  local p = { windows = {} }
  p.stage = stage()
  p.max = number()
  p.reserve = number()
  p.critical = number()
  p.delay = number()
  for i = 1, number() do
    local w = window()
    w.capacity = number()
    w.amount = number()
    p.windows[i] = w
  end
  return p
end

local function take(p, token, ttl)
  redis.call('ZADD', p.stage.permits, text(now + ttl), token)
  keep(p.stage.permits, ttl)
  if p.critical == 0 then
    redis.call('ZADD', p.stage.lower, text(now + ttl), token)
    keep(p.stage.lower, ttl)
  end
  redis.call('HSET', p.stage.state, 'last', text(now), 'start:' .. token, text(now))
  keep(p.stage.state, math.max(p.delay, ttl, pause_wait(p.stage)) + 86400000000)
  for _, w in ipairs(p.windows) do charge(w, w.amount) end
end

-- ---- operations

local operations = {}

function operations.acquire()
  local token = word()
  local ttl = number()
  local parts = {}
  for i = 1, number() do
    parts[i] = part()
    drop_expired(parts[i].stage)
  end
  if held(parts[1].stage, token) then -- asked again, because the answer was lost
    return { 1, tonumber(redis.call('HGET', parts[1].stage.state, 'start:' .. token)), 0, 0 }
  end
  local worst, reason, wait = 0, 0, 0
  for i, p in ipairs(parts) do
    local r, w = refusal(p)
    if w > wait then worst, reason, wait = i, r, w end
  end
  if wait > 0 then return { 0, worst, reason, wait } end
  for _, p in ipairs(parts) do take(p, token, ttl) end
  return { 1, now, 0, 0 }
end

function operations.release()
  local token, any = word(), 0
  for _ = 1, number() do
    local s = stage()
    drop_expired(s)
    if redis.call('ZREM', s.permits, token) == 1 then any = 1 end
    redis.call('ZREM', s.lower, token)
    redis.call('HDEL', s.state, 'start:' .. token)
    redis.call('PUBLISH', s.permits, 'released') -- a hint for whoever waits elsewhere; may be lost
  end
  return any
end

function operations.renew()
  local token = word()
  local ttl = number()
  local all, stages = 1, {}
  for i = 1, number() do
    stages[i] = stage()
    drop_expired(stages[i])
    if not held(stages[i], token) then all = 0 end
  end
  for _, s in ipairs(all == 1 and stages or {}) do
    for _, k in ipairs({ s.permits, s.lower }) do
      redis.call('ZADD', k, 'XX', 'GT', text(now + ttl), token)
      if redis.call('ZSCORE', k, token) then keep(k, ttl) end
    end
  end
  return all
end

function operations.settle()
  local w = window()
  local start = number()
  local delta = number()
  if w.offset then
    local before = used(w)
    if start < w.start then return 0 end
    redis.call('HSET', w.sum, 'start', text(w.start), 'used', text(math.max(0, before + delta)))
    keep(w.sum, w.start + w.per - now)
    return 1
  end
  used(w)
  local at = text(slot(w, start))
  if delta == 0 or not redis.call('ZSCORE', w.log, at) then return 0 end
  local left = tonumber(redis.call('HGET', w.sum, at)) + delta
  if left < 0 then delta = delta - left end
  redis.call('HINCRBY', w.sum, at, text(delta))
  redis.call('HINCRBY', w.sum, 'total', text(delta))
  return 1
end

function operations.pause()
  local state = key()
  local paused = math.max(tonumber(redis.call('HGET', state, 'paused') or '0'), now + number())
  redis.call('HSET', state, 'paused', text(paused))
  keep(state, paused - now + 86400000000)
  return paused
end

function operations.snapshot()
  local counts = {}
  local function tell(n) counts[#counts + 1] = n end
  for _ = 1, number() do
    local s = stage()
    drop_expired(s)
    tell(redis.call('ZCARD', s.permits))
    tell(redis.call('ZCARD', s.lower))
    tell(pacing_wait(s, number()))
    tell(pause_wait(s))
    for _ = 1, number() do tell(used(window())) end
  end
  return counts
end

return operations[ARGV[1]]()
