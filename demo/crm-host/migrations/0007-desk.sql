-- What the console and the end of storage look for: by the time of arrival, which rows lie in nearly in order.
create index events_received on events using brin (received) with (pages_per_range = 16);

-- When the sender asked for an event to end earlier than its class does (CloudEvents expirytime); rare, so that the index costs nothing else.
alter table events add column expires_at timestamptz;
create index events_expires on events (expires_at) where expires_at is not null;
