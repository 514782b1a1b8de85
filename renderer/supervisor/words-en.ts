import type { SupervisorWords } from './words.ts';

export const EN: SupervisorWords = {
  title: 'Supervisor mode',
  terminal: (id) => `Terminal ${id}`,
  otherLanguage: '中文',
  simulated: 'Simulated devices',
  away: 'The branch service cannot be reached; some things cannot be done now',
  offline: 'Signed in without the branch',
  connecting: 'Reaching this machine',
  customerFirst: 'A customer is being served. You will get in when he has finished.',
  ending: 'Ending safely',
  signIn: 'Staff sign-in',
  number: 'Staff number',
  pin: 'PIN',
  next: 'Next',
  clear: 'Clear',
  rubOut: 'Delete',
  back: 'Back',
  leave: 'Leave',
  leaveMore: 'The machine is its customers’ again when you have left',
  looking: 'Looking',
  again: 'Try again',
  idleSoon: (seconds) => `Nobody has done anything: leaving in ${seconds} s`,
  stay: 'I am here',
  rooms: 'Sections',
  who: (name, number) => `${name} (${number})`,
  noRooms:
    'With your rights there is nothing to do at this machine. A branch administrator can give you more.',
  second: 'A second person is needed',
  secondMore: 'Another colleague with the right to it must agree here, with a number and PIN of their own.',
  cancel: 'Cancel',
  confirm: 'Confirm',
  refusal: ({ code, seconds, detail }) => {
    switch (code) {
      case 'pinWrong':
        return 'Number or PIN is not right.';
      case 'pinLocked':
        return 'Locked after too many wrong PINs. A branch administrator can unlock it.';
      case 'waits':
        return `Please wait ${seconds ?? 15} s before you try again.`;
      case 'expired':
        return 'Your technician’s credentials have expired. A branch administrator can renew them.';
      case 'notAllowed':
        return 'You have no right to do this.';
      case 'notSignedIn':
        return 'You are signed out. Please sign in again.';
      case 'secondWanted':
        return 'A colleague must agree to it.';
      case 'samePerson':
        return 'It must be another colleague, not yourself.';
      case 'away':
        return 'The branch service cannot be reached, so this cannot be done now.';
      case 'notNow':
        return 'This cannot be done now.';
      case 'stale':
        return 'Things have changed meanwhile. Please look again.';
      case 'busy':
        return 'The machine is busy. Please try again in a moment.';
      case 'cancelled':
        return 'Cancelled: it was not done.';
      case 'unknown':
        return 'It is not known whether it was done. Look first, then decide whether to do it again.';
      case 'badInput':
        return 'What was entered is not right.';
      case 'failed':
        return `It was not done${detail ? ` (${detail})` : ''}.`;
    }
  },
  fault: {
    journal: 'Records cannot be kept',
    cardStuck: 'A card is stuck in the slot',
    idScanner: 'ID reader cannot be used',
    bank: 'Bank cannot be reached',
  },
  closing: {
    supplies: 'Filling up paper or cards',
    maintenance: 'Maintenance',
    closing: 'Closed for today',
    event: 'Closed for another reason',
  },
  roles: {
    supervisor: 'Supervisor',
    technician: 'Technician',
    manager: 'Manager',
    lobby: 'Lobby',
    approver: 'Approvals',
  },
};
