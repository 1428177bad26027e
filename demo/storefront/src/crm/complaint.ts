import type { WireDataMap } from '@carmine/crm/contract';
import type { Tried } from './tried.ts';

type Complaint = WireDataMap['complaint.opened'];
export type Stated = NonNullable<Complaint['stated']>;
export type ComplaintKind = Complaint['kind'];

/** What may be wrong with a shade; `other` opens the kinds that are no matter of shade. */
export const STATED: readonly Stated[] = [
  'too-light',
  'too-dark',
  'too-warm',
  'too-cool',
  'too-red',
  'too-grey',
  'other',
];
export const OTHER_KINDS = [
  'effect',
  'irritation',
  'damaged',
  'delivery',
  'other',
] as const satisfies readonly ComplaintKind[];
/** What a customer may have noticed beside it; tags of the case. */
export const NOTICED = ['oxidises', 'patchy', 'transfers', 'dries', 'finish'] as const;
export type Noticed = (typeof NOTICED)[number];

/** The attribute of a product that each word is about. */
const ATTRIBUTE: Readonly<Partial<Record<Stated, string>>> = {
  'too-light': 'depth',
  'too-dark': 'depth',
  'too-warm': 'undertone',
  'too-cool': 'undertone',
  'too-red': 'redness',
  'too-grey': 'greyness',
};

/** The form as it is filled in. */
export interface ComplaintForm {
  readonly sku: string;
  readonly stated: Stated | '';
  /** Only with `other`. */
  readonly kind: (typeof OTHER_KINDS)[number];
  readonly noticed: readonly Noticed[];
  /** Whether the facts of the try-on go along. null: as the customer's consent to matching says. */
  readonly attach: boolean | null;
}

export const EMPTY_COMPLAINT: ComplaintForm = {
  sku: '',
  stated: '',
  kind: 'effect',
  noticed: [],
  attach: null,
};

/** A case as the customer knows it. */
export interface OwnCase {
  readonly id: string;
  readonly sku: string;
  readonly stated: Stated;
  readonly kind: ComplaintKind;
  /** Being handed over, still on this device, or with the shop. */
  readonly where: 'sending' | 'waiting' | 'shop';
  /** 1..5; 0: not rated. */
  readonly rating: number;
}

/** A number a customer can read out on the phone: the day and eight digits drawn at random, so that two browsers do not meet. */
export const newCaseId = (now: Date, random: () => number = Math.random): string => {
  const day = now.toISOString().slice(2, 10).replaceAll('-', '');
  const draw = () => String(Math.floor(random() * 10_000)).padStart(4, '0');
  return `S${day}-${draw()}-${draw()}`;
};

export const kindOfForm = ({ stated, kind }: ComplaintForm): ComplaintKind =>
  stated === 'other' ? kind : 'shade-mismatch';

/** Data of `complaint.opened`: what was said, and, where the customer sends it along, what the mirror knew. */
export const complaintData = (
  caseId: string,
  form: ComplaintForm & { readonly stated: Stated },
  { tried, attach }: { readonly tried: Tried | undefined; readonly attach: boolean },
): Complaint => {
  const kind = kindOfForm(form);
  const attribute = ATTRIBUTE[form.stated];
  const facts = attach && tried ? tried : undefined;
  return {
    caseId,
    kind,
    tags: [...(attribute ? [attribute] : []), ...form.noticed],
    ...(form.sku ? { sku: form.sku } : {}),
    ...(facts ? { tryonSession: facts.session } : {}),
    ...(facts?.predicted ? { predicted: facts.predicted } : {}),
    ...(kind === 'shade-mismatch' ? { stated: form.stated } : {}),
    ...(facts?.light ? { light: facts.light } : {}),
    severity: kind === 'irritation' ? 'high' : 'normal',
    channel: 'online',
  };
};
