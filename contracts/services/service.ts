import * as z from 'zod';
import type { FormField } from './form.ts';

export const SERVICE_IDS = [
  'reportLostCard',
  'changeReservedPhone',
  'assessRisk',
  'buyWealth',
  'withdrawOrder',
  'eBankingSignUp',
  'issueCard',
  'companyAccount',
] as const;
export const serviceIdSchema = z.enum(SERVICE_IDS);
export type ServiceId = z.infer<typeof serviceIdSchema>;
export const isServiceId = (id: string): id is ServiceId => SERVICE_IDS.some((known) => known === id);

export const DOCUMENT_TYPES = ['residentIdCard', 'residencePermit', 'foreignPermanentResidentCard'] as const;
export const documentTypeSchema = z.enum(DOCUMENT_TYPES);
export type DocumentType = z.infer<typeof documentTypeSchema>;

/** How sure the terminal must be that the person may do this (identified is not authenticated). */
export type Assurance = 'document' | 'documentAndPhoneCode' | 'documentAndPerson';

/** Devices a service cannot do without. The receipt printer is never one: a receipt can be read off the screen. */
export type NeededDevice = 'idScanner' | 'cardDispenser' | 'camera';

/** Why a service is not offered to this person at this machine now; each has words and a way out. */
export const INELIGIBILITIES = [
  'tooYoung',
  'documentExpired',
  'documentNotYetValid',
  'documentNotAccepted',
  'noCards',
  /** The bank does not know him. */
  'notCustomer',
  'bankUnreachable',
  'deviceMissing',
  /** The branch service, which seals and keeps what is signed. */
  'branchUnreachable',
] as const;
export const ineligibilitySchema = z.enum(INELIGIBILITIES);
export type Ineligibility = z.infer<typeof ineligibilitySchema>;

/** What somebody who helps may do: tell what is meant, put forward what the customer then confirms, decide. */
export const HELPER_RIGHTS = ['explain', 'propose', 'approve'] as const;
export type HelperRight = (typeof HELPER_RIGHTS)[number];

/** One personal field a service touches: why, and until when it is kept. Anything not listed may not be collected. */
export type Purpose = {
  readonly field: string;
  readonly purpose: string;
  /** Where it goes and how long it stays there; `archive`: on a signed paper, by the archive's own rules. */
  readonly kept: 'visit' | 'untilBankAnswered' | 'archive';
  /** Besides, where the customer holds a number: in his draft, sealed at the branch, by the branch's policy's time. */
  readonly inDraft?: true;
};

/** What a service is, apart from how it runs; branch and renderer read it too. */
export type ServiceDeclaration = {
  readonly id: ServiceId;
  /** Names of its steps in the order a straight visit walks them; the progress rail counts these. */
  readonly steps: readonly string[];
  /** What is enough to be sure of the person: any one of these. The first is what is asked for first. */
  readonly assurance: readonly [Assurance, ...Assurance[]];
  /**
   * The step at which a person may decide (`documentAndPerson`): its name, and the step in whose place it stands on the
   * rail. `orCase`: instead, the bank can be left with a case for its counter.
   */
  readonly approval?: { readonly step: string; readonly at: string; readonly orCase?: true };
  readonly eligibility: {
    /** Completed years. */
    readonly minimumAge: number;
    readonly documents: readonly DocumentType[];
    /** Whether a document is refused that is expired, or not valid yet. */
    readonly documentMustBeValid: boolean;
    /** Also for a customer who has no card with the bank. */
    readonly withoutCards?: true;
    /** Also for somebody whom the bank does not know. */
    readonly anybody?: true;
  };
  readonly devices: readonly NeededDevice[];
  /** Papers are signed, which the branch service seals and keeps: without it nothing is begun. */
  readonly needsBranch?: true;
  /** What a helper may do at a step, by its name; where nothing stands, `explain`. */
  readonly helper?: Readonly<Record<string, readonly HelperRight[]>>;
  readonly papers: readonly 'identityDocument'[];
  readonly purposes: readonly Purpose[];
  /** What it asks the customer for: the same form at a terminal, in a draft and at a counter. */
  readonly form: readonly FormField[];
};
