import { BenchPage } from './bench-page.ts';
import { mountOnce } from './mounts.ts';
import { recordWorkers, type Troubles, troubles } from './troubles.ts';

/** What the runner and the phone page call in a subject's page. */
export interface BenchWindow extends Window {
  bench: BenchPage;
  benchTroubles: Troubles;
  benchMount: typeof mountOnce;
}

// Before any subject makes one: a worker that is to be killed must be known.
recordWorkers();
const own = window as unknown as BenchWindow;
own.bench = new BenchPage();
own.benchTroubles = troubles(own.bench);
own.benchMount = mountOnce;
