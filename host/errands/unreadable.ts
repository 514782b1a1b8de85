/** An errand that nobody can tell any more; `at`: when it was confirmed, milliseconds since the epoch. */
export type Unreadable = { readonly id: string; readonly at: number };

/** What is said of a complaint whose key is lost, to whoever looks after the machine. */
export const unreadableComplaint = ({ id, at }: Unreadable): string =>
  `complaintUnreadable: a complaint that a customer confirmed here at ${new Date(at).toISOString()} (journal: ` +
  `complaint.intent ${id}) was sealed with a key this terminal has not any more, so the branch has not heard of it. ` +
  'Tell whoever looks after complaints: somebody waits for an answer.';

/** What is sealed under a key this terminal has not any more is neither sent nor asked for. */
export const unreadableSubmission = (reference: string): string =>
  `submissionUnreadable: operation ${reference} of a former run cannot be opened any more, so it is neither sent nor ` +
  'asked for. Ask the bank what became of it.';
