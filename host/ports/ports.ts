import type { FlowPorts, Submission } from '#flows/ports.ts';
import { stillOf } from '../calls/still.ts';
import { approvalPorts } from './approvals.ts';
import { arrivalTeller } from './arrivals.ts';
import { bankPorts } from './bank.ts';
import { cardPorts } from './cards.ts';
import { companyPorts } from './company.ts';
import { documentPorts } from './documents.ts';
import { draftPorts } from './drafts.ts';
import { feedbackPorts } from './feedback.ts';
import { helpPorts } from './help.ts';
import { journalled } from './journalled.ts';
import { newCardPorts } from './new-cards.ts';
import { padPorts } from './pad.ts';
import { picturePorts } from './pictures.ts';
import { queuePorts } from './queue.ts';
import { quietPort } from './quiet.ts';
import { receiptPorts } from './receipts.ts';
import { Recognised } from './recognised.ts';
import { recordingPorts } from './recording.ts';
import { saleQuestions } from './sale.ts';
import { signingPorts } from './signing.ts';
import { visitPorts } from './visit.ts';
import type { World } from './world.ts';

/** Everything the flows may ask of this terminal, with the journal in between. */
export function flowPorts(
  world: World,
  {
    anchor,
    onJournalFault,
  }: { readonly anchor: () => void; readonly onJournalFault: (failure: unknown) => void },
): FlowPorts {
  const approvals = approvalPorts(world);
  const recognised = new Recognised(world.visits);
  const tellArrival = arrivalTeller(world, recognised);
  const newCards = newCardPorts(world);
  const mayBeSent = (submission: Submission): boolean =>
    newCards.mayBeSent(submission) && approvals.covers(submission);
  const ports: FlowPorts = {
    ...visitPorts(world, anchor),
    ...documentPorts(world, recognised),
    ...cardPorts(world, recognised, tellArrival),
    ...bankPorts(world, mayBeSent, recognised, tellArrival),
    ...approvals.ports,
    ...queuePorts(world, recognised),
    ...draftPorts(world),
    ...feedbackPorts(world),
    ...receiptPorts(world),
    ...saleQuestions(world),
    ...signingPorts(world, recognised),
    ...padPorts(world),
    ...newCards.ports,
    ...companyPorts(world, recognised),
    ...picturePorts(world),
    ...recordingPorts(world),
    ...helpPorts(world),
    ...quietPort(world),
    ...world.calls.ports(recognised, stillOf(world)),
  };
  return journalled(ports, world.journal, world.visits, world.clock, onJournalFault);
}
