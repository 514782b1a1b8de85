import type { Device } from '../device.ts';

/** As read from the card's chip, checked for form; dates are ISO `YYYY-MM-DD`; text is honest text (`foundation/text.ts`). */
export type IdentityDocument = ResidentIdCard | ResidencePermit | ForeignPermanentResidentCard;

type Common = {
  /** Document number exactly as printed on the card. */
  readonly number: string;
  readonly name: string;
  readonly sex: 'male' | 'female' | 'unspecified';
  readonly birthDate: string;
  readonly validFrom: string;
  /** `longTerm` is the card's word 长期: it does not expire. */
  readonly validTo: string | 'longTerm';
  readonly issuingAuthority: string;
};

export type ResidentIdCard = Common & {
  readonly type: 'residentIdCard';
  /** GB/T 3304 two digits. */
  readonly ethnicCode: string;
  readonly address: string;
};

/** Residence permit for residents of Hong Kong, Macau and Taiwan (type character J). */
export type ResidencePermit = Common & {
  readonly type: 'residencePermit';
  readonly address: string;
  readonly travelPermitNumber: string;
};

/** Foreign permanent resident's ID card of 2017 (type character I). */
export type ForeignPermanentResidentCard = Common & {
  readonly type: 'foreignPermanentResidentCard';
  readonly nationality: string;
  readonly chineseName: string;
};

export type IdScannerCommands = {
  /**
   * Waits until a document lies on the reader and reads it whole; cancel it by id. Output carries the WLT photo as
   * the card stores it (1,024 bytes, proprietary): it stays in the host's memory and goes to a `PhotoDecoder` only.
   */
  readonly readDocument: {
    readonly input: object;
    readonly output: { readonly document: IdentityDocument; readonly photo: Uint8Array };
  };
  /** Whether a document lies there now, found by a repeated read where find alone would lie. */
  readonly presence: { readonly input: object; readonly output: { readonly present: boolean } };
};

/**
 * Conditions: `unsupportedDocument` (unknown type character), `unreadable` (three tries failed, or gave a record
 * no card is issued with, without a name or ended before it began: lift and lay again),
 * `invalidNumber` (check digit), `invalidText` (control, bidi or private characters), `invalidRecord` (a date that is
 * none, an unknown code, no authority), `contradictoryRecord` (birth date or sex is not what the number says, or the
 * document is older than its holder), `notAuthorised` (SW3 66), `selfTestFailed` (SW3 60).
 */
export type IdScannerCondition =
  | 'unsupportedDocument'
  | 'unreadable'
  | 'invalidNumber'
  | 'invalidText'
  | 'invalidRecord'
  | 'contradictoryRecord'
  | 'notAuthorised'
  | 'selfTestFailed';

export type IdScannerEvent =
  /** A document was found while a read waits; the read itself is still going on. */
  { readonly type: 'documentFound' };

export type IdScanner = Device<IdScannerCommands, IdScannerEvent>;
