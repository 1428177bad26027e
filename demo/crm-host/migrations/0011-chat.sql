-- What the desk says of a label that a chat was given: whether it was right. The label itself is an event and lies with the events.
create table chat_verdicts (
  source text not null,
  id text not null,
  verdict text not null check (verdict in ('correct', 'incorrect')),
  judged_by text not null,
  judged_at timestamptz not null,
  primary key (source, id),
  -- withdrawn, erased or past its time: the verdict goes with its label
  foreign key (source, id) references events (source, id) on delete cascade
);

-- How the customer rated the way their case was handled: 1 to 5, the first answer counts.
alter table cases add column rating integer check (rating between 1 and 5);
alter table cases add column rated_at timestamptz;
