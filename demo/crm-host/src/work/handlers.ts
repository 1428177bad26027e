import { fileCases } from '../cases/file.ts';
import { rateLate, takeRatings } from '../cases/rate.ts';
import { noteQuestions } from '../knowledge/asks.ts';
import { type Destinations, queueDeliveries } from '../outbound/deliver.ts';
import { learnConsents } from '../people/consents.ts';
import { learnPeople } from '../people/learn.ts';
import { learnOrders } from '../people/orders.ts';
import { noteRequests } from '../people/requests.ts';
import { withdrawPurposes } from '../people/withdraw.ts';
import { sceneEvents } from '../scenes/plan.ts';
import type { Handler } from './derive.ts';

/** What events mean, in this order: who is who first, what was taken back last, so that nothing of it is written after. */
export const handlersFor = (destinations: Destinations): readonly Handler[] => [
  learnPeople,
  learnConsents,
  learnOrders,
  fileCases,
  takeRatings,
  rateLate,
  sceneEvents,
  noteRequests,
  noteQuestions,
  queueDeliveries(destinations),
  withdrawPurposes,
];
