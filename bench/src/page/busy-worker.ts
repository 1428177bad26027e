import { keepBusy } from './page-work.ts';

/** Works as long as it lives, as much as it is told: ms of every 100. */
self.onmessage = ({ data }: MessageEvent<number>) => {
  keepBusy(data, 'page');
};
