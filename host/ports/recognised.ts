import type { DocumentType } from '#contracts/services/service.ts';
import type { Visits } from '../visits.ts';

/** What the host alone knows of the customer of this visit, as the bank and the branch name him; gone with the visit. */
export class Recognised {
  /** His reference at the bank, whether he was told by a document or by a card. */
  customerRef: string | null = null;
  /** As the document says it that the bank knows him by. */
  document: { readonly type: DocumentType; readonly number: string; readonly name: string } | null = null;
  /** The address on the document that was read last; null where it names none. */
  address: string | null = null;
  /** The appointment that was found last, and the code that led to it. */
  appointment: { readonly id: string; readonly code: string | null } | null = null;

  /** The number he holds: it has stood on the screen. */
  heldTicket: string | null = null;
  /** Hears of the visit's end, with the number he goes on holding. */
  atEnd: (heldTicket: string | null) => void = () => {};

  constructor(visits: Visits) {
    visits.onWipe(() => {
      this.atEnd(this.heldTicket);
      this.heldTicket = null;
      this.customerRef = null;
      this.document = null;
      this.address = null;
      this.appointment = null;
    });
  }
}
