import type { CardSummary } from '#contracts/screen/bodies.ts';
import type { IdentityDocument } from '#devices/id-scanner/contract.ts';
import type { FlowEvent, Health } from '../events.ts';
import type { PortActors } from '../port-actors.ts';
import type { Customer, CustomerCard } from '../ports.ts';
import type { approveStep } from '../steps/approve.ts';
import type { assessStep } from '../steps/assess.ts';
import type { consentStep } from '../steps/consent.ts';
import type { handOutStep } from '../steps/hand-out.ts';
import type { pictureStep } from '../steps/picture.ts';
import type { provePhoneStep } from '../steps/prove-phone.ts';
import type { recordStep } from '../steps/record.ts';
import type { resultStep } from '../steps/result.ts';
import type { signStep } from '../steps/sign.ts';

/** What a service may ask for: every port, and the steps they share. */
export type ServiceActors = PortActors & {
  readonly resultStep: typeof resultStep;
  readonly approveStep: typeof approveStep;
  readonly provePhoneStep: typeof provePhoneStep;
  readonly consentStep: typeof consentStep;
  readonly handOutStep: typeof handOutStep;
  readonly recordStep: typeof recordStep;
  readonly signStep: typeof signStep;
  readonly pictureStep: typeof pictureStep;
  readonly assessStep: typeof assessStep;
};

/** What a service is started with. */
export type ServiceInput = {
  readonly customer: Customer;
  /** Card the customer showed in this visit: it is in his hand, so it is not lost. */
  readonly shownCardRef: string | null;
  readonly printer: Health;
  readonly pad: Health;
  /** As it lies on the reader. */
  readonly document: Pick<IdentityDocument, 'type' | 'number'>;
  readonly camera: Health;
  readonly microphone: Health;
  /** As the document names him, and his completed years. */
  readonly name: string;
  readonly age: number;
  /** Large letters and more time, as it stood when the service began. */
  readonly elder: boolean;
  /** Of the visit, to name to staff. */
  readonly reference: string;
  /** Whether a member of staff can be asked. */
  readonly branch: Health;
};

/** How it ended: back to the menu, over to another service, or the customer is done. */
export type ServiceOutput = {
  readonly next: 'menu' | 'another' | 'finish';
  /** Paper came out, or may have: the customer is reminded of it. */
  readonly receipt: boolean;
};

type Devices = Pick<ServiceInput, 'printer' | 'pad'>;
type Healths = Pick<ServiceInput, 'printer' | 'pad' | 'branch' | 'camera' | 'microphone'>;

/** The devices a step asks for by their health, with what the world just told of them. */
export const devicesNoted = ({ printer, pad }: Devices, event: FlowEvent): Devices => {
  if (event.type !== 'health') return { printer, pad };
  return {
    printer: event.of === 'receiptPrinter' ? event.health : printer,
    pad: event.of === 'signaturePad' ? event.health : pad,
  };
};

/** The same, camera and microphone, and whether the branch can be had. */
export const healthNoted = (known: Healths, event: FlowEvent): Healths => {
  const now = (of: 'branch' | 'camera' | 'microphone') =>
    event.type === 'health' && event.of === of ? event.health : known[of];
  return {
    ...devicesNoted(known, event),
    branch: now('branch'),
    camera: now('camera'),
    microphone: now('microphone'),
  };
};

/** Whether a sale can be recorded here now. */
export const canRecord = ({ camera, microphone, branch }: Healths): boolean =>
  camera === 'ok' && microphone === 'ok' && branch === 'ok';

export const summary = (card: CustomerCard): CardSummary => ({
  last4: card.last4,
  product: card.product,
  kind: card.kind,
});
