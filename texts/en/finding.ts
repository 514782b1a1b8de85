import type { Translation } from '../translation.ts';
import type { finding as source } from '../zh-CN/finding.ts';

export const finding = {
  'find.title': 'What do you need?',
  'find.lead': 'A word or two will do: lost card.',
  'find.said':
    'A word or two will do, such as lost card. With the number keys, press the key a letter is on, once. Then press Enter.',
  'find.field': 'What you look for',
  'find.often': 'Often asked:',
  'find.choosing.title': 'Which one is it?',
  'find.nothing': 'Nothing found. Try other words.',
  'find.nothing.title': 'Nothing found',
  'find.nothing.lead': 'Try other words, take a number to see all there is, or call staff.',
  'find.window': '{first} to {last} of {of}',
  'find.end.start': 'Do it here',
  'find.end.papers': 'What to bring, and a number',
  'find.end.person': 'Staff will help',
  'find.closed': 'The counters are closed. What this machine does can be done now.',

  'answer.notHere': 'This machine cannot do it now. Staff will help you.',
  'answer.begin': 'It can be done here. You need your ID card.',
  'answer.papers': 'The counter will ask for:',
  'answer.noPapers': 'No other papers are needed.',
  'answer.closed': 'The counters are closed.',
  'answer.personClosed': 'The counters are closed. If you call, there may be nobody to come.',
  'answer.unreachable': 'This machine cannot reach the counters now. Please go to {counter}.',
  'answer.person': 'Call staff to come here, or go to {counter}.',
  'answer.seats': 'Priority seats',
  'answer.seatCount': '{count}',
  'answer.hours': '{from} to {to}',
  'answer.days': '{first} to {last}',
  'answer.everyDay': 'Every day',
} satisfies Translation<typeof source>;
