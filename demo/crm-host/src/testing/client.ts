import type { Answer } from '../collect/batch.ts';
import type { HostConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { createHost, type Host, type HostOptions } from '../host.ts';
import { NOON, pageHeaders, serverHeaders, testConfig } from './samples.ts';

/** A host over a store, its clock in the test's hand, and short ways to speak to it. */
export interface TestHost extends Host {
  /** ms since 1970. */
  clock: { now: number };
  post(events: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Of a page; throws when the whole batch was refused. */
  send(events: readonly unknown[], headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Of the shop's server. */
  sendAsServer(events: readonly unknown[]): Promise<Answer>;
  readonly logged: string[];
}

export const testHost = (
  db: Database,
  config: Partial<HostConfig> = {},
  outside: Partial<Pick<HostOptions, 'fetch' | 'check'>> = {},
): TestHost => {
  const clock = { now: NOON };
  const logged: string[] = [];
  const host = createHost({
    db,
    config: { ...testConfig, ...config },
    now: () => clock.now,
    random: () => 0,
    ...outside,
    log: (line) => void logged.push(line),
  });
  const post = (events: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    Promise.resolve(
      host.app.request('/v1/events', {
        method: 'POST',
        headers: pageHeaders(headers),
        body: typeof events === 'string' ? events : JSON.stringify(events),
      }),
    );
  const read = async (response: Response): Promise<Answer> => {
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  return {
    ...host,
    clock,
    logged,
    post,
    send: async (events, headers) => read(await post(events, headers)),
    sendAsServer: async (events) =>
      read(
        await host.app.request('/v1/events', {
          method: 'POST',
          headers: serverHeaders(),
          body: JSON.stringify(events),
        }),
      ),
  };
};

/** Status or code of each event, in order. */
export const codes = (answer: Answer): string[] =>
  answer.results.map((r) => (r.status === 'rejected' ? r.code : r.status));
