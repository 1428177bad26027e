import type { HeadInput } from '@carmine/head';

/** What a picture of a case is made from. */
export type CaseSource =
  | { readonly photo: string; readonly change?: 'blur' | 'turned' | 'dark' | 'blown' | 'lamp' }
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
    note: '',
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
    note: '',
  },
  {
    number: 3,
    title: 'Moustache and beard',
    sources: [{ photo: '037' }, { photo: '077' }, { photo: '097' }],
    verdict: 'partly',
    note: '',
  },
  {
    number: 4,
    title: 'Glasses',
    sources: [{ photo: '067' }, { photo: '045' }, { photo: '053' }],
    verdict: 'partly',
    note: '',
  },
  {
    number: 5,
    title: 'Deepest skin in dim light',
    sources: [{ head: dim }, { photo: '079', change: 'dark' }, { photo: '093' }],
    verdict: 'partly',
    note: '',
  },
  {
    number: 6,
    title: 'Lightest skin in blown-out light',
    sources: [{ photo: '013' }, { photo: '069' }, { photo: '005', change: 'blown' }],
    verdict: 'partly',
    note: '',
  },
  {
    number: 7,
    title: 'Backlit, hard side light',
    sources: [{ photo: '021' }, { photo: '087' }, { head: { tone: 5, light: 'backlight' } }],
    verdict: 'partly',
    note: '',
  },
  {
    number: 8,
    title: 'Coloured light',
    sources: [{ photo: '041', change: 'lamp' }, { photo: '083' }, { head: { tone: 3, light: 'warm' } }],
    verdict: 'partly',
    note: '',
  },
  {
    number: 9,
    title: 'Profile, far, near',
    sources: [{ photo: '063' }, { photo: '017' }, { photo: '055' }],
    verdict: 'partly',
    note: '',
  },
  {
    number: 10,
    title: 'Hand, cup, camera before the face',
    sources: [{ photo: '051' }, { photo: '003' }, { photo: '099' }],
    verdict: 'partly',
    note: '',
  },
  {
    number: 11,
    title: 'Fringe, loose strands, headscarf',
    sources: [{ photo: '049' }, { photo: '029' }, { photo: '001' }],
    verdict: 'partly',
    note: '',
  },
  {
    number: 12,
    title: 'Motion blur',
    sources: [
      { photo: '041', change: 'blur' },
      { photo: '025', change: 'blur' },
    ],
    verdict: 'partly',
    note: '',
  },
  {
    number: 13,
    title: 'Two faces',
    sources: [{ photos: ['025', '031'] }, { photos: ['071', '085'] }],
    verdict: 'partly',
    note: '',
  },
  {
    number: 14,
    title: 'Turned picture',
    sources: [
      { photo: '041', change: 'turned' },
      { photo: '061', change: 'turned' },
    ],
    verdict: 'partly',
    note: '',
  },
  {
    number: 15,
    title: 'Made up already, freckles, lines',
    sources: [{ photo: '035' }, { photo: '001' }, { photo: '067' }],
    verdict: 'partly',
    note: '',
  },
];
