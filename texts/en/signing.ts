import type { Translation } from '../translation.ts';
import type { signing as source } from '../zh-CN/signing.ts';

export const signing = {
  'paper.riskAssessment': 'risk assessment report',
  'paper.wealthContract': 'wealth product contract',
  'paper.eBankingAgreement': 'electronic banking agreement',
  'paper.cardApplication': 'debit card application',
  'paper.number': 'Paper number',

  'readPaper.title': 'Please read your {paper}',
  'readPaper.page': 'Page {page} of {pages}',
  'readPaper.unseen': '{unseen, plural, one {# page} other {# pages}} still to look at',
  'readPaper.allSeen': 'You have looked at every page',
  'readPaper.more': 'There is more on this page. Please look at the screen, or ask staff to read it to you.',
  'readPaper.drawing': 'Showing this page',
  'readPaper.cannot.title': 'This paper cannot be shown',
  'readPaper.cannot.lead':
    'Please do not sign what you cannot see. Nothing is signed, and nothing has changed.',
  'readPaper.cannot.can': 'Please call staff, or go back.',
  'readPaper.larger': 'Larger',
  'readPaper.whole': 'Whole page',
  'readPaper.onward': 'Move on',
  'readPaper.fromTop': 'From the top',

  'teachBack.lead':
    'Before you sign, tell us how you understand it. A wrong answer does no harm: it is explained again.',
  'teachBack.notADeposit.title': 'Is what you want to buy a deposit?',
  'teachBack.notADeposit.0': 'Yes, the money is as safe as in a deposit',
  'teachBack.notADeposit.1': 'No, it is an investment and has risks',
  'teachBack.notADeposit.2': 'Yes, only the interest is higher',
  'teachBack.notADeposit.why':
    'It is not a deposit and no deposit insurance covers it. You may lose part of your money. Please choose again.',
  'teachBack.mayLose.title': 'What may happen to your money by the end?',
  'teachBack.mayLose.0': 'All of it is certain to come back',
  'teachBack.mayLose.1': 'The bank makes up for any loss',
  'teachBack.mayLose.2': 'I may lose part of it',
  'teachBack.mayLose.why':
    'Your money is not guaranteed. A loss would be yours; the bank does not make up for it. Please choose again.',
  'teachBack.rangeNoPromise.title': 'Is the return that is shown certain?',
  'teachBack.rangeNoPromise.0': 'No, it may be more or less',
  'teachBack.rangeNoPromise.1': 'Yes, it is certain',
  'teachBack.rangeNoPromise.2': 'At least the lowest figure is certain',
  'teachBack.rangeNoPromise.why':
    'The figures are an estimate, not a promise. It may be less, and there may be a loss. Please choose again.',
  'teachBack.moneyLocked.title': 'Can you take the money out before the end?',
  'teachBack.moneyLocked.0': 'Yes, at any time',
  'teachBack.moneyLocked.1': 'As a rule no, I must wait for the end',
  'teachBack.moneyLocked.2': 'Yes, a phone call is enough',
  'teachBack.moneyLocked.why':
    'Once you sign, the money stays until the agreed day. Please do not put in what you may need soon. Please choose again.',

  'consent.part': 'Point {part} of {parts}',
  'consent.version': 'Wording of {version}',
  'consent.confirmBlock.title': 'Block this card?',
  'consent.confirmBlock.lead': 'It stops working at once.',
  'consent.confirmBlock.undo': 'To unblock or replace it, bring your ID to a counter.',
  'consent.confirmPhone.title': 'Use this new number?',
  'consent.confirmPhone.lead': "From then on the bank's texts and codes go to it.",
  'consent.confirmPhone.check': 'Please look at it once more before you agree.',
  'consent.electronicSigning.title': 'Will you sign on the screen?',
  'consent.electronicSigning.lead':
    'Your signature is sealed together with this paper, as evidence that you agreed to it.',
  'consent.electronicSigning.seal': 'After that, any change to the paper shows.',
  'consent.electronicSigning.kept': 'The bank keeps it as its rules require. You can ask for a copy.',
  'consent.electronicSigning.paper': 'To sign on paper instead, choose Disagree and go to a counter.',
  'consent.ownAnswers.title': 'Are these your own answers?',
  'consent.ownAnswers.lead': 'The assessment helps only if the answers are true for you.',
  'consent.ownAnswers.alone': 'You chose them yourself; nobody chose for you.',
  'consent.ownAnswers.pressed':
    'If somebody wants you to change them, choose Disagree, or get help from staff.',
  'consent.riskDisclosure.title': 'Are the risks clear to you?',
  'consent.riskDisclosure.lead':
    'To agree means: you have read the whole contract and know you may lose money.',
  'consent.riskDisclosure.deposit':
    'It is not a deposit. The bank guarantees neither the money nor the return.',
  'consent.riskDisclosure.loss':
    'The return may stay below the estimate, and part of your money may be lost.',
  'consent.riskDisclosure.ask': 'If anything is unclear, do not agree yet: go back and read, or ask staff.',
  'consent.suitability.title': 'Is this your own decision?',
  'consent.suitability.lead':
    'The risk of this product is within your class. That does not make a gain certain.',
  'consent.suitability.own': 'You want to buy it; nobody decided for you.',
  'consent.suitability.free': 'Whether and how much is up to you alone.',
  'consent.elderRisk.title.1': 'You may lose part of your money',
  'consent.elderRisk.lead.1':
    'The risk of this product is rather high. You may get back less than you put in.',
  'consent.elderRisk.title.2': 'The money is tied up until the end',
  'consent.elderRisk.lead.2':
    'Please do not put in money for your health, your old age or a sudden need. To learn when it can be taken out, ask at {counter}.',
  'consent.elderRisk.title.3': 'Nobody may press you',
  'consent.elderRisk.lead.3':
    'Whoever urges you, you need not buy. Go home, think about it, talk to your family and come back another day.',
  'consent.eBankingTerms.title': 'Are the limits clear to you?',
  'consent.eBankingTerms.lead':
    'You will be able to see your accounts and pay by phone and computer. The daily limits are in the agreement.',
  'consent.eBankingTerms.secret': 'Tell nobody your password or your codes. Staff never ask for them.',
  'consent.cardTerms.title': 'Do you agree to these rules?',
  'consent.cardTerms.lead': 'Card and account are for you alone, and cost what you have just seen.',
  'consent.cardTerms.own': 'You want it yourself. Nobody told you to get it for him.',
  'consent.cardTerms.lend': 'Renting, lending or selling a bank card is against the law.',
  'consent.personalData.title': 'May the bank use your details?',
  'consent.personalData.lead':
    'Name, ID, address, occupation and purpose are used to open this account and kept by the bank.',
  'consent.personalData.only': 'For this card and its account only, and for no other company.',
  'consent.personalData.kept': 'They are kept for as long as the law asks, then deleted.',
  'consent.faceCheck.title': 'May a camera check that it is you?',
  'consent.faceCheck.lead': 'The camera looks at your face and compares it with the photo on your ID.',
  'consent.faceCheck.only': 'The picture is deleted at once. Only the answer stays.',
  'consent.faceCheck.person': 'If you would rather not, choose “No” and go to a counter.',
  'consent.recording.title': 'May we record picture and sound?',
  'consent.recording.lead':
    'The rules ask for it with this product: reading the contract, the risks, your answers, your signature.',
  'consent.recording.stop':
    'The screen says so all the while. You can stop at any time; then nothing is signed or bought.',
  'consent.recording.kept':
    'The recording is kept encrypted. Few may play it, and each time is written down.',
  'consent.recording.counter': 'If you do not want it, choose Disagree and go to {counter}.',
  'consent.confirmWithdrawal.title': 'Take this order back?',
  'consent.confirmWithdrawal.lead': 'You still can. All of the money goes back to the card it came from.',
  'consent.confirmWithdrawal.final': 'It cannot be restored. To buy it after all, you start anew.',

  'sign.title': '{name}, please sign in the box',
  'sign.title.pad': '{name}, please sign on the pad',
  'sign.lead': 'Write your name as you would on paper. Then press “I have signed”.',
  'sign.lead.pad':
    'Write your name with the pen of the pad. Then press “Signed” on the pad, or “I have signed” here.',
  'sign.strokes': '{strokes, plural, one {# stroke} other {# strokes}} written',
  'sign.keypad':
    'A signature is written with a finger or a pen, not with keys. If that is hard for you, press the help key.',
  'sign.here': 'Sign here',
  'sign.full': 'The box is full. Please write it again, or press “I have signed”.',
  'sign.tooLittle': 'That is too little for a signature. Please write your full name once more.',
  'sign.sealAway':
    'The service that seals papers cannot be reached. Nothing is signed yet. Please sign again in a moment, or go back.',
  'sign.failed': 'It could not be signed. Nothing has changed. Please sign once more, or get help.',
  'sign.padLost': 'The pad was disconnected. Nothing you wrote was kept. Please sign again on the screen.',
  'sign.padFailed': 'The pad cannot be used now. Please sign on the screen.',
  'sign.notWhole':
    'Part of what you wrote did not arrive, so it cannot be used. Please sign once more on the pad.',

  'pad.prompt': 'Please sign in the box',
  'pad.paper': '{paper} {number}',
  'pad.clear': 'Again',
  'pad.confirm': 'Signed',
  'pad.refuse': 'Refuse',

  'notSigned.declined.title': 'Nothing was signed',
  'notSigned.declined.lead': 'You did not agree, so nothing was done.',
  'notSigned.sealAway.title': 'It cannot be signed now',
  'notSigned.sealAway.lead': 'The service that seals papers cannot be reached. Nothing was done.',
  'notSigned.failed.title': 'It could not be signed',
  'notSigned.failed.lead': 'The paper could not be made ready. Nothing was done.',
  'notSigned.unprintable.title': 'It cannot be written here',
  'notSigned.unprintable.lead':
    'This machine cannot write some of its letters, and a wrong paper must not be signed.',
  'notSigned.recordingDeclined.title': 'Nothing was recorded or signed',
  'notSigned.recordingDeclined.lead': 'You did not agree to a recording, so nothing was done.',
  'notSigned.recordingAway.title': 'It cannot be recorded now',
  'notSigned.recordingAway.lead':
    'The recording did not start. Without it this product must not be sold, so we stopped.',
  'notSigned.recordingStopped.title': 'The recording has stopped',
  'notSigned.recordingStopped.lead': 'You stopped it, so nothing was signed and nothing was bought.',
  'notSigned.recordingLost.title': 'The recording broke off',
  'notSigned.recordingLost.lead':
    'The rules do not allow us to go on without it, so we stopped. Nothing was signed.',
  'notSigned.can.record': 'Go back and try once more, or go to {counter} with this reference.',
  'notSigned.means': 'Nothing was signed. Your money and accounts are as they were.',
  'notSigned.can.again': 'When you are ready, read and sign it anew, or ask at {counter}.',
  'notSigned.can.counter': 'Please go to {counter} with this reference.',

  'seal.stamped': 'Signed paper (sealed, time proved)',
  'seal.queued': 'Signed paper (sealed, proof of time to come)',
} satisfies Translation<typeof source>;
