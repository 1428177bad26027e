import * as Comlink from 'comlink';

/** Ends a worker and what comlink keeps of it: a worker is kept as long as its proxy, and the worker's listeners keep the proxy, a ring that no
 *  collection breaks (decision 0306). Once a worker; its proxy can be called no more. */
export const endWorker = <T>(worker: Worker, proxy: Comlink.Remote<T>): void => {
  worker.terminate();
  (proxy as Comlink.ProxyMethods)[Comlink.releaseProxy]();
};
