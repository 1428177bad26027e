import 'fake-indexeddb/auto';

/** Transactions of the fake database that are not done: it works in real turns of the loop, and a made clock must not run ahead of it. */
let open = 0;

const transaction = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args: Parameters<typeof transaction>) {
  const made = transaction.apply(this, args);
  open += 1;
  const done = () => {
    open -= 1;
  };
  made.addEventListener('complete', done);
  made.addEventListener('abort', done);
  return made;
};

const turns = async (n: number): Promise<void> => {
  for (let i = 0; i < n; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** Resolves when promises and the fake database have come to rest. */
export const settle = async (): Promise<void> => {
  // Between two transactions of one piece of work lie a few turns.
  for (let quiet = 0; quiet < 4; ) {
    await turns(3);
    quiet = open === 0 ? quiet + 1 : 0;
  }
};
