import type { HeadInput } from '@carmine/head';
import type { Cover } from './covers.ts';

/** What a picture of a case is made from. */
export type CaseSource =
  | { readonly photo: string; readonly change?: 'blur' | 'turned' | 'dark' | 'blown' | 'lamp' }
  | { readonly photo: string; readonly cover: Cover }
  | { readonly photos: readonly [string, string] }
  | { readonly head: HeadInput };

/** holds: nothing to see that should not be; partly: what is wrong is named; fails. Given by eye on the pictures of the report. */
export type Verdict = 'holds' | 'partly' | 'fails';

export interface FailureCase {
  /** rendering.md 8. */
  readonly number: number;
  readonly title: string;
  readonly sources: readonly CaseSource[];
  readonly verdict: Verdict;
  readonly note: string;
}

const dim: HeadInput = {
  tone: 10,
  light: 'dim',
  exposure: 'auto',
  brightness: 0.35,
  noise: { read: 0.004, shot: 0.01 },
};

/** The fifteen failure cases of rendering.md 8, each with pictures and what was seen on them. */
export const CASES: readonly FailureCase[] = [
  {
    number: 1,
    title: 'Open smile, laugh',
    sources: [{ photo: '089' }, { photo: '009' }, { photo: '071' }],
    verdict: 'partly',
    note: 'Teeth and tongue stay clean on all three; on the widest laughs the lower border is off by up to a millimetre.',
  },
  {
    number: 2,
    title: 'Lips pressed, pursed, around a straw',
    sources: [
      { head: { tone: 4, expression: { pucker: 0.8 } } },
      { head: { tone: 7, expression: { mouthOpen: 0.06 } } },
      { photo: '023' },
    ],
    verdict: 'partly',
    note: 'Pursed and barely open lips are followed, no gap between them; around a straw the lips are found; the straw is told below them, on them it may take a faint film.',
  },
  {
    number: 3,
    title: 'Moustache and beard',
    sources: [{ photo: '037' }, { photo: '077' }, { photo: '097' }],
    verdict: 'partly',
    note: "Lips are found under the moustache and hair stays hair; where it hides the border the edge is the landmarks' own.",
  },
  {
    number: 4,
    title: 'Glasses',
    sources: [{ photo: '067' }, { photo: '045' }, { photo: '053' }, { photo: '079', cover: 'glasses' }],
    verdict: 'partly',
    note: 'Frames, reflections and dark glasses stay as they are, the skin behind clear lenses wears the product; a millimetre of skin beside a frame stays bare, a temple may take some, and parts of a mirrored lens take a film of foundation.',
  },
  {
    number: 5,
    title: 'Deepest skin in dim light',
    sources: [{ head: dim }, { photo: '079', change: 'dark' }, { photo: '093' }],
    verdict: 'holds',
    note: 'No grey lips, noise is not lifted, the product can be seen.',
  },
  {
    number: 6,
    title: 'Lightest skin in blown-out light',
    sources: [{ photo: '013' }, { photo: '069' }, { photo: '005', change: 'blown' }],
    verdict: 'partly',
    note: "Clipped skin stays white without a halo; a shade that is not the person's own shows where the clipping ends.",
  },
  {
    number: 7,
    title: 'Backlit, hard side light',
    sources: [{ photo: '021' }, { photo: '087' }, { head: { tone: 5, light: 'backlight' } }],
    verdict: 'partly',
    note: 'Product follows the light across the terminator; on half-lit skin a foundation evens the shade a little too much.',
  },
  {
    number: 8,
    title: 'Coloured light',
    sources: [{ photo: '041', change: 'lamp' }, { photo: '083' }, { head: { tone: 3, light: 'warm' } }],
    verdict: 'holds',
    note: "The product takes the lamp's colour, the skin keeps its own.",
  },
  {
    number: 9,
    title: 'Profile, far, near',
    sources: [{ photo: '063' }, { photo: '017' }, { photo: '055' }],
    verdict: 'partly',
    note: "Lips of a profile are worn on the side that is seen; past 45 degrees the far half of the face stays bare, hair and ear behind the cheek too, and the lip's tip of a full profile is off.",
  },
  {
    number: 10,
    title: 'Hand, cup, phone, mask, camera before the face',
    sources: [
      { photo: '051' },
      { photo: '003' },
      { photo: '099' },
      { photo: '041', cover: 'hand' },
      { photo: '073', cover: 'cup' },
      { photo: '057', cover: 'phone' },
      { photo: '047', cover: 'mask' },
    ],
    verdict: 'partly',
    note: 'Drawn fingers, cup, phone and mask over the lips stay bare, and the skin beside them keeps its colour; a hand at the chin and a beard over the lips stay bare, a camera before the face is no face. No photograph at hand has a real hand over the lips: pasted fingers are found in part (models/visibility/CARD.md).',
  },
  {
    number: 11,
    title: 'Fringe, loose strands, headscarf',
    sources: [{ photo: '049' }, { photo: '029' }, { photo: '001' }, { photo: '035', cover: 'strands' }],
    verdict: 'partly',
    note: 'Fringe and headscarf stay clean, product ends at the hair; single strands take some of it, over the lips most of it.',
  },
  {
    number: 12,
    title: 'Motion blur',
    sources: [
      { photo: '041', change: 'blur' },
      { photo: '025', change: 'blur' },
    ],
    verdict: 'holds',
    note: 'The product is as blurred as the picture under it, and in its place.',
  },
  {
    number: 13,
    title: 'Two faces',
    sources: [{ photos: ['025', '031'] }, { photos: ['071', '085'] }],
    verdict: 'holds',
    note: 'Both faces wear the look; neither disturbs the other.',
  },
  {
    number: 14,
    title: 'Turned picture',
    sources: [
      { photo: '041', change: 'turned' },
      { photo: '061', change: 'turned' },
    ],
    verdict: 'holds',
    note: 'Found and made up in every orientation, sides kept.',
  },
  {
    number: 15,
    title: 'Made up already, freckles, lines',
    sources: [{ photo: '035' }, { photo: '001' }, { photo: '067' }],
    verdict: 'holds',
    note: 'Freckles, lines and marks are kept; a worn lipstick is covered as by a second one.',
  },
];
