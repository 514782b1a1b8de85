import type { Translation } from '../translation.ts';
import type { welcome as source } from '../zh-CN/welcome.ts';

export const welcome = {
  'starting.title': 'Starting up',
  'starting.lead': 'The machine is checking itself. One moment, please.',

  'outOfService.title': 'This machine is out of service',
  'outOfService.reason.idScanner': 'The ID card reader cannot be used at the moment.',
  'outOfService.reason.bank': 'The bank cannot be reached at the moment.',
  'outOfService.reason.journal': 'The machine cannot keep its records, so it does no business.',
  'outOfService.reason.cardStuck': 'A bank card is stuck in its slot.',
  'outOfService.reason.supervisor': 'Staff are working at this machine.',
  'outOfService.reason.supplies': 'Staff are filling up paper or cards.',
  'outOfService.reason.maintenance': 'The machine is being looked after.',
  'outOfService.reason.closing': 'This machine is closed for today.',
  'outOfService.reason.event': 'Staff have closed this machine for the moment.',
  'outOfService.means': 'Only this machine is affected. Your accounts and cards are not.',
  'outOfService.meansCard': 'Staff will return it to its owner. No account is affected.',
  'outOfService.can': 'Please go to {counter}.',
  'outOfService.knows': 'Please tell staff the reference.',

  'idle.title': 'Lay your ID card here to start',
  'idle.hello': 'Here you can:',
  'idle.how': 'Put your ID card on the lit plate, or press Start.',
  'idle.howSaid':
    'Please lay your ID card flat on the plate below the screen, on the left. Or press Enter to start.',
  'idle.closedShort': 'Counters closed now',
  'idle.closed': 'The counters are closed.',
  'idle.closed.here': 'This machine works all the same.',
  'idle.takeLeftCard.title': 'There is a bank card in the slot',
  'idle.takeLeftCard.lead':
    'If it is yours, please take it. If not, please give it to staff. Then you can start.',
  'idle.liftLeftIdCard.title': 'There is an ID on the reader',
  'idle.liftLeftIdCard.lead':
    'If it is yours, please take it. If not, please give it to staff. Then you can start.',

  'identify.place.title': 'Lay your ID card on the reader',
  'identify.place.lead': 'Flat, either side up.',
  'identify.place.more':
    'Residence permits for Hong Kong, Macao and Taiwan residents and foreign permanent resident ID cards work too.',
  'identify.place.said': 'The reader is below the screen, on the left.',
  'identify.reading.title': 'Reading. Please leave it there',
  'identify.reading.lead': 'It goes on by itself when it is done.',
  'identify.unreadable.title': 'Your ID could not be read',
  'identify.unreadable.lead': 'It may have moved, or something else lies on the reader.',
  'identify.unreadable.can': 'Lay it down flat again, away from phones and wallets.',
  'identify.unsupportedDocument.title': 'This ID cannot be used here',
  'identify.unsupportedDocument.lead':
    'This machine takes resident ID cards, Hong Kong, Macao and Taiwan residence permits, and foreign permanent resident ID cards.',
  'identify.unsupportedDocument.can': 'Try with one of these, or go to {counter}.',
  'identify.invalidDocument.title': 'Your ID did not pass the check',
  'identify.invalidDocument.lead':
    'Its number or its text is not as it should be, so it cannot be used here.',
  'identify.invalidDocument.can': 'Please take it to {counter}. Staff will check it with you.',
  'identify.readerFault.title': 'The ID reader is not working',
  'identify.readerFault.lead': 'The machine cannot read any ID. Nothing is wrong with yours.',
  'identify.readerFault.can': 'Please try once more, or go to {counter}.',
  'identify.customerUnknown.title': 'We could not find you at this bank',
  'identify.customerUnknown.lead':
    'You may not have an account with us, or you opened it with another kind of ID.',
  'identify.customerUnknown.can': 'Try the ID you opened it with, or ask at {counter}.',
  'identify.nameMismatch.title': 'The name differs from our records',
  'identify.nameMismatch.lead': 'For your safety we cannot go on here.',
  'identify.nameMismatch.can': 'Please take your ID to {counter}. Staff will put the records right.',
  'identify.bankUnreachable.title': 'The bank cannot be reached',
  'identify.bankUnreachable.lead': 'Your details could not be looked up. Nothing has been done yet.',
  'identify.bankUnreachable.can': 'Please try again, or go to {counter}.',
  'identify.means': 'Nothing has changed.',

  'elderOffer.title': 'Would you like larger text?',
  'elderOffer.lead': 'Larger letters and more time. You can change back whenever you like.',
  'elderOffer.sampleNormal': 'Standard',
  'elderOffer.sampleLarge': 'Larger',
} satisfies Translation<typeof source>;
