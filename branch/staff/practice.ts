import { type PracticeMember, VALID_DAYS } from '#contracts/branch/staff.ts';

/** Invented people for the sandbox bank, one for each mix of roles that pages differ by. Everybody may know their PINs. */
export const PRACTICE_STAFF: readonly PracticeMember[] = [
  { number: '1001', name: '林晓安', roles: ['manager', 'administrator'], pin: '480261' },
  { number: '1002', name: '周明远', roles: ['counter'], pin: '573914' },
  { number: '1003', name: '陈静', roles: ['lobby'], pin: '816053' },
  { number: '1004', name: '何立群', roles: ['counter', 'lobby', 'approver'], pin: '295837' },
  { number: '1005', name: '苏婉清', roles: ['teller'], pin: '649507' },
  { number: '1006', name: '方志成', roles: ['teller', 'approver'], pin: '728503' },
  { number: '1007', name: '赵雨桐', roles: ['lobby', 'supervisor'], pin: '930574' },
  { number: '1008', name: '马文博', roles: ['technician'], pin: '517386', validDays: VALID_DAYS },
  { number: '1009', name: '许雅琴', roles: ['approver', 'supervisor'], pin: '684970' },
];
