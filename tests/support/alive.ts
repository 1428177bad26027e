import type { CDPSession, Page } from 'playwright-core';

/** What is alive on a page after everything that can be collected was. */
export interface Alive {
  /** Objects by the name of their class, as far as they were asked for. */
  readonly objects: Readonly<Record<string, number>>;
  readonly nodes: number;
  readonly listeners: number;
}

const countOf = async (session: CDPSession, name: string): Promise<number> => {
  const { result } = await session.send('Runtime.evaluate', {
    expression: `globalThis.${name}?.prototype`,
    objectGroup: 'alive',
  });
  if (!result.objectId) return 0;
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId,
    objectGroup: 'alive',
  });
  const { result: length } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  return length.value as number;
};

/** Counts what is alive; `classes`: names of globals whose objects are counted. */
export const aliveOn = async (page: Page, classes: readonly string[]): Promise<Alive> => {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('HeapProfiler.enable');
    // Twice: what the first collection finalises holds others.
    for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage');
    const objects: Record<string, number> = {};
    for (const name of classes) objects[name] = await countOf(session, name);
    await session.send('Runtime.releaseObjectGroup', { objectGroup: 'alive' });
    await session.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners: listeners } = await session.send('Memory.getDOMCounters');
    return { objects, nodes, listeners };
  } finally {
    await session.detach();
  }
};
