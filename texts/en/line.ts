import type { Translation } from '../translation.ts';
import type { line as source } from '../zh-CN/line.ts';

export const line = {
  'line.wait.title': 'One moment, please',
  'line.wait.lead': 'The screen is coming back. Please stay, and leave your card and ID where they are.',
  'line.wait.long': 'It is taking longer. Please ask a member of staff nearby.',
  'line.elsewhere.title': 'This screen continues elsewhere',
  'line.elsewhere.lead': 'To carry on here, press the button below.',
  'line.elsewhere.button': 'Carry on here',
} satisfies Translation<typeof source>;
