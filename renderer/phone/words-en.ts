import type { PhoneWords } from './words.ts';

const people = (count: number) => (count === 1 ? '1 person is' : `${count} people are`);

export const en: PhoneWords = {
  title: 'My number',
  other: { language: 'zh-CN', name: '中文' },
  name: (bilingual) => bilingual.en,
  number: 'Your number',
  state: {
    waiting: 'Waiting',
    parked: 'Your number is kept for you',
    done: 'Finished',
    noShow: 'You were called and not there',
    gaveUp: 'Given up',
  },
  called: (counter) => `Please come to counter ${counter}`,
  serving: (counter) => (counter === null ? 'Being served' : `Being served at counter ${counter}`),
  more: {
    waiting: '',
    called: 'The counter is waiting for you now.',
    serving: 'You can close this page now.',
    parked: 'When you have everything, tell any member of staff. No new number is needed.',
    done: 'Thank you for your visit.',
    noShow: 'Please speak to our staff in the hall: they can call you once more today.',
    gaveUp: 'To be served after all, please take a new number.',
  },
  ahead: (count) => (count === 0 ? 'You are next' : `${people(count)} before you`),
  minutes: (from, to) => {
    if (to <= 1) return 'Less than a minute';
    if (from === 0) return `Less than ${to} minutes`;
    return from === to ? `About ${to} minutes` : `About ${from} to ${to} minutes`;
  },
  minutesUnknown: 'Nobody can say yet how long it will take',
  reason: {
    steady: () => 'Judged by today’s pace. Nine times out of ten it is within this range.',
    counterClosed: (counter) =>
      `${counter === null ? 'A counter' : `Counter ${counter}`} has closed, so it takes longer.`,
    counterOpened: (counter) =>
      `${counter === null ? 'Another counter' : `Counter ${counter}`} has opened, so it is quicker.`,
    noCounter: () => 'No counter serves this at the moment. This page changes as soon as one does.',
    slower: () => 'The customers before you take longer than usual.',
    faster: () => 'The customers before you are quicker than usual.',
    overtaken: () => 'Somebody with a right to be served first went before you.',
    coldStart: () => 'There is no record of other days here yet, so this is what is usual.',
  },
  careUntil: (until) => `Until ${until}, older and disabled people go first.`,
  seats: (count) => (count === 1 ? 'There is 1 priority seat.' : `There are ${count} priority seats.`),
  keepOpen: 'When it is your turn this page changes at once. Please stay close by, and watch the board too.',
  giveUp: 'Stop waiting, give up this number',
  giveUpSure: (label) => `Give up ${label}?`,
  giveUpMeans: 'It will not be called any more. To be served you would have to take a new number.',
  giveUpYes: 'Give up',
  giveUpNo: 'Go on waiting',
  sending: 'One moment…',
  notSent: 'No answer came, so it is not certain that it was given up. Looking again.',
  tooLate: 'It has just changed: this number cannot be given up now.',
  connecting: 'Connecting…',
  lost: (time) => `Connection lost, trying again. This is how it was at ${time}: please watch the board.`,
  asOf: (time) => `As of ${time}`,
  unknown: 'This number cannot be found',
  unknownMore:
    'It may be over, or the address is not complete. Please go by the number on paper, or ask our staff.',
};
