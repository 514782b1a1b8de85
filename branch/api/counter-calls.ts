import { COUNTER_ACTS, type CounterActName, counterPageSchema } from '#contracts/branch/counter.ts';
import type { BranchCall } from './calls.ts';

const ACT_SUMMARIES: Readonly<Record<CounterActName, string>> = {
  open: 'Sits down at a counter and opens it; a paused one calls again.',
  pause: 'Calls nobody for a while.',
  close: 'Leaves the counter, once nobody is there.',
  callNext: 'Calls whoever the branch’s rule puts first of those this counter may call.',
  call: 'Calls a number that waits, was kept, or did not come today.',
  recall: 'Calls the same number once more.',
  begin: 'The called customer is here.',
  park: 'Keeps the number: its holder fetches something and comes back.',
  transfer: 'Hands over to another service, or to one counter for the service in hand.',
  noShow: 'The called customer did not come; refused before the branch’s waiting time is over.',
  finish: 'What became of the service in hand; with another one open the ticket goes on to it.',
};

/** The calls of the counter page. Each act carries its own id and is answered by the page as it is then. */
export const counterCalls = (poll: Readonly<Record<string, string>>): BranchCall[] => [
  {
    id: 'counterPage',
    method: 'GET',
    path: '/counter/api/state',
    caller: 'counter',
    summary: 'Everything the page of a counter shows.',
    query: poll,
    answer: counterPageSchema,
  },
  ...(Object.keys(COUNTER_ACTS) as CounterActName[]).map(
    (name): BranchCall => ({
      id: `counter${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      method: 'POST',
      path: `/counter/api/${name}`,
      caller: 'counter',
      summary: ACT_SUMMARIES[name],
      request: COUNTER_ACTS[name],
      answer: counterPageSchema,
    }),
  ),
];
