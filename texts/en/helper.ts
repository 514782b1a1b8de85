import type { Translation } from '../translation.ts';
import type { helper as source } from '../zh-CN/helper.ts';

export const helper = {
  'frame.hands': 'Staff are operating this screen',
  'onlyYou.answer.title': 'Please answer this yourself',
  'onlyYou.agree.title': 'Please decide this yourself',
  'onlyYou.sign.title': 'Please sign this yourself',
  'onlyYou.step.title': 'Please do this step yourself',
  'onlyYou.lead':
    'A member of staff is operating the screen. Take it back to go on. Staff may stay beside you and explain.',
  'onlyYou.stop': 'If staff do this for you, the service stops.',
  'action.takeScreenBack': 'I do it myself',
  'helperOverstepped.title': 'This service was stopped',
  'helperOverstepped.lead': 'While you were being helped, a step was touched that only you may do.',
  'helperOverstepped.means': 'Nothing was signed or submitted. What you finished before stands.',
  'helperOverstepped.can': 'Do it again yourself, go to {counter}, or choose another service.',
  'helperOverstepped.knows': 'Staff find the reason by this reference.',
  'action.tryAgain.helperOverstepped': 'Do it again myself',
  'explain.helperOverstepped':
    'A step that only you may do was touched by somebody else, so it stopped. The screen says how to go on.',
} satisfies Translation<typeof source>;
