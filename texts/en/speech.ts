import type { Translation } from '../translation.ts';
import type { speech as source } from '../zh-CN/speech.ts';

export const speech = {
  'say.choice': 'Press {number}: {title}.',
  'say.choiceWithNote': 'Press {number}: {title}, {note}.',
  'say.choiceByTouch': '{title}: {note}.',
  'say.key.enter': 'Enter key: {label}.',
  'say.key.cancel': 'Cancel key: {label}.',
  'say.key.help': 'Help key: {label}.',
  'say.key.clear': 'Clear key: {label}.',
  'say.key.backspace': 'Backspace key: {label}.',
  'say.key.digits': 'Please enter it with the number keys.',
  'say.touch': 'On the screen you can touch: {labels}. By keypad, press Help first.',
  'say.fact': '{label}: {value}.',
  'say.simulated': 'This is a simulated machine.',
} satisfies Translation<typeof source>;
