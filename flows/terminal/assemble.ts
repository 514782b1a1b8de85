import { callBackMachine } from '../call-back/machine.ts';
import { complaintMachine } from '../complaint/machine.ts';
import { gated } from '../compliance/gate.ts';
import { held, QuietHold } from '../compliance/quiet-hold.ts';
import { findingMachine } from '../finding/machine.ts';
import { portActors } from '../port-actors.ts';
import type { FlowPorts } from '../ports.ts';
import { queueMachine } from '../queue/machine.ts';
import { servicesOn } from '../services/catalogue.ts';
import { bankCardMachine } from '../session/bank-card.ts';
import { sessionMachine } from '../session/session.ts';
import { approveStep } from '../steps/approve.ts';
import { assessStep } from '../steps/assess.ts';
import { consentStep } from '../steps/consent.ts';
import { handOutStep } from '../steps/hand-out.ts';
import { pictureStep } from '../steps/picture.ts';
import { provePhoneStep } from '../steps/prove-phone.ts';
import { recordStep } from '../steps/record.ts';
import { resultStep } from '../steps/result.ts';
import { signStep } from '../steps/sign.ts';
import { terminalMachine } from './terminal.ts';

/** The whole flow on the given ports: every machine gets the same world. */
export function assemble(ports: FlowPorts) {
  const hold = new QuietHold();
  const world = portActors(held(gated(ports), hold));
  const result = resultStep.provide({ actors: { printReceipt: world.printReceipt } });
  const approve = approveStep.provide({
    actors: {
      requestApproval: world.requestApproval,
      approvalState: world.approvalState,
      withdrawApproval: world.withdrawApproval,
    },
  });
  const provePhone = provePhoneStep.provide({
    actors: { sendCode: world.sendCode, checkCode: world.checkCode },
  });
  const consent = consentStep.provide({ actors: { recordConsent: world.recordConsent } });
  const picture = pictureStep.provide({
    actors: {
      shownPictures: world.shownPictures,
      holdCamera: world.holdCamera,
      takePicture: world.takePicture,
      keepPicture: world.keepPicture,
      discardPicture: world.discardPicture,
    },
  });
  const sign = signStep.provide({
    actors: {
      openPaper: world.openPaper,
      turnTo: world.turnTo,
      captureOnPad: world.captureOnPad,
      pressOnPad: world.pressOnPad,
      clearInk: world.clearInk,
      signPaper: world.signPaper,
      discardPaper: world.discardPaper,
      consentStep: consent,
    },
  });
  const record = recordStep.provide({
    actors: {
      startRecording: world.startRecording,
      stopRecording: world.stopRecording,
      consentStep: consent,
      signStep: sign,
    },
  });
  const assess = assessStep.provide({
    actors: {
      riskQuestionnaire: world.riskQuestionnaire,
      submit: world.submit,
      signStep: sign,
      resultStep: result,
    },
  });
  const handOut = handOutStep.provide({
    actors: {
      dispenseCard: world.dispenseCard,
      readBlank: world.readBlank,
      submit: world.submit,
      presentCard: world.presentCard,
      retainNewCard: world.retainNewCard,
      newCardTaken: world.newCardTaken,
    },
  });
  const bankCard = bankCardMachine.provide({
    actors: {
      readBankCard: world.readBankCard,
      ejectCard: world.ejectCard,
      cardPlace: world.cardPlace,
      retainCard: world.retainCard,
      printReceipt: world.printReceipt,
    },
  });
  const queue = queueMachine.provide({
    actors: {
      queueNow: world.queueNow,
      findAppointment: world.findAppointment,
      takeTicket: world.takeTicket,
      ticketState: world.ticketState,
      giveUpTicket: world.giveUpTicket,
      resultStep: result,
    },
  });
  const finding = findingMachine.provide({ actors: { wayNow: world.wayNow } });
  const complaint = complaintMachine.provide({
    actors: {
      fileComplaint: world.fileComplaint,
      complaintState: world.complaintState,
      resultStep: result,
    },
  });
  const session = sessionMachine.provide({
    actors: {
      beginVisit: world.beginVisit,
      endVisit: world.endVisit,
      readDocument: world.readDocument,
      documentPresence: world.documentPresence,
      lookupCustomer: world.lookupCustomer,
      setCardEntry: world.setCardEntry,
      cardPlace: world.cardPlace,
      endOverstepped: world.endOverstepped,
      keepDraft: world.keepDraft,
      dropDraft: world.dropDraft,
      bankCard,
      queue,
      complaint,
      giveRating: world.giveRating,
      ...servicesOn({
        ...world,
        resultStep: result,
        approveStep: approve,
        provePhoneStep: provePhone,
        consentStep: consent,
        handOutStep: handOut,
        signStep: sign,
        pictureStep: picture,
        recordStep: record,
        assessStep: assess,
      }),
      finding,
    },
  });
  const callBack = callBackMachine.provide({
    actors: { callBackTimes: world.callBackTimes, requestCallBack: world.requestCallBack },
  });
  return terminalMachine.provide({
    actors: {
      callBack,
      session,
      bankCard,
      readDocument: world.readDocument,
      documentPresence: world.documentPresence,
      cardPlace: world.cardPlace,
      retainCard: world.retainCard,
      setCardEntry: world.setCardEntry,
      requestHelp: world.requestHelp,
      withdrawHelp: world.withdrawHelp,
      releaseHands: world.releaseHands,
      callOutlook: world.callOutlook,
      openCallMedia: world.openCallMedia,
      closeCallMedia: world.closeCallMedia,
      requestCall: world.requestCall,
      leaveCall: world.leaveCall,
      sayToTeller: world.sayToTeller,
      setCallMedia: world.setCallMedia,
      answerAct: world.answerAct,
      recordCall: world.recordCall,
      recordConsent: world.recordConsent,
      takeStill: world.takeStill,
      quiet: world.quiet,
    },
    actions: {
      holdBack: () => hold.begin(),
      letGo: () => hold.end(true),
      dropHeld: () => hold.end(false),
    },
  });
}
