import { type Inventing, nothing, refusal, type Told } from './told.ts';

type Told_ = Pick<Told, 'facts'>;

/** The fate of a card as it stands in the journal. */
const fate = ({ facts }: Told_) => ({
  fate: String(facts.fate) as 'retained',
  reference: String(facts.reference),
  staffTold: facts.staffTold === true,
});
const outcome = <Outcome extends string>({ facts }: Told_) => ({ outcome: String(facts.outcome) as Outcome });

export const deviceAnswers = {
  readDocument: ({ facts, person, today }) =>
    refusal(facts) ?? { ok: true, value: { document: person.document(facts, today) } },
  documentPresence: ({ facts }) => ({ presence: String(facts.presence) as 'unknown' }),
  setCardEntry: nothing,
  // None of his cards on the list: which of them it was does not stand there.
  readBankCard: ({ facts }) =>
    refusal(facts) ?? { ok: true, value: { last4: '0000', cardRef: 'invented-card-shown' } },
  ejectCard: ({ facts }) => refusal(facts) ?? { ok: true, value: {} },
  cardPlace: ({ facts }) => ({ place: String(facts.place) as 'none' }),
  retainCard: fate,
  printReceipt: outcome,
  dispenseCard: outcome,
  presentCard: outcome,
  retainNewCard: fate,
  holdCamera: ({ facts }) => ({ lost: String(facts.lost) as 'fault' }),
  takePicture: ({ facts, person }, { original }) => {
    if (facts.outcome !== 'taken') return { outcome: 'notTaken', why: String(facts.why) as 'noPicture' };
    person.pictures.set(String(facts.picture), original);
    return { outcome: 'taken', picture: String(facts.picture) };
  },
  startRecording: ({ facts }) => refusal(facts) ?? { ok: true, value: { recording: 'invented-recording' } },
  stopRecording: nothing,
  turnTo: nothing,
  captureOnPad: ({ facts }) => {
    if (facts.outcome === 'written') return { outcome: 'written', strokes: Number(facts.strokes) };
    return facts.outcome === 'notWritten'
      ? { outcome: 'notWritten', why: String(facts.why) as 'padLost' }
      : { outcome: 'refused' };
  },
  pressOnPad: nothing,
  clearInk: nothing,
} satisfies Partial<Inventing>;
