import * as Comlink from 'comlink';
import { createJudge, type GateJudge } from './gate-judge.ts';

/** The capture worker: judges a frame now and then while a shopper is guided, and ends with the guidance. */
Comlink.expose(createJudge() satisfies GateJudge);
