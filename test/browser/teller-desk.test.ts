import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectAxeClean } from '../support/axe.ts';
import { caseOf, DeskService, openDesk, takeByKey, viewOf, waitingCall } from '../support/desk-service.ts';
import { hallOfTests, lowestContrast } from '../support/hall.ts';

const hall = hallOfTests();
let service: DeskService;
let page: Page;

const picture = async (name: string, on = page) => {
  const folder = process.env.VESTIBULE_PICTURES;
  if (folder) await on.screenshot({ path: join(folder, `${name}.png`) });
};

beforeEach(async () => {
  service = new DeskService();
  page = await openDesk(hall, service);
});

const focused = (on = page) => on.evaluate(() => document.activeElement?.textContent ?? '');
const said = () => page.locator('.foot [role=status]').innerText();
const call = waitingCall();
const inHand = (changes: Parameters<typeof caseOf>[1] = {}) => caseOf(call, changes);
const taken = (changes: Parameters<typeof caseOf>[1] = {}) => takeByKey(page, service, inHand(changes));

describe('the teller’s desk', () => {
  it('is worked from presence to wrap-up by keyboard alone, the hands always where the next thing is', async () => {
    service.desk({
      presence: 'break',
      total: 2,
      waiting: [
        call,
        waitingCall({ id: 'call-of-a-desk-test-2', reference: 'V-0043', own: true, language: 'en' }),
      ],
      callBacks: [
        {
          id: 'call-back-of-a-desk-test',
          reference: 'B-0007',
          from: new Date(Date.now() + 3_600_000).toISOString(),
          to: new Date(Date.now() + 5_400_000).toISOString(),
          phone: '14200000002',
          name: '许念安',
          service: 'changeReservedPhone',
          language: 'zh-CN',
          state: 'open',
          staff: null,
          tries: 0,
        },
      ],
    });
    await page.getByText('小休中：不会分到客户').waitFor();
    await picture('desk-idle');
    await expectAxeClean(page, 'a desk that waits');
    expect(await page.locator('tr[data-own=true]').innerText()).toContain('您的客户');

    service.does = (message) => {
      if (message.type === 'presence') service.desk({ presence: message.presence, skills: message.skills });
      if (message.type === 'next') {
        service.desk({ waiting: [], total: 0 });
        service.hand(inHand({ view: viewOf('choose-card', 3) }));
      }
      if (message.type === 'finish') {
        service.desk({
          presence: 'wrapUp',
          toWrapUp: { call: call.id, reference: 'V-0042', outcome: 'finished', callBack: null },
        });
        service.hand(null);
      }
      if (message.type === 'wrapUp') service.desk({ presence: 'ready', toWrapUp: null });
      if (message.type === 'callBack')
        service.desk({
          callBacks: service.state.callBacks.map((item) => ({
            ...item,
            state: message.state,
            staff: '1005',
          })),
        });
    };
    await page.keyboard.press('Shift+F2');
    await page.locator('[data-presence=ready]').first().waitFor();
    expect(service.of('presence').map(({ presence }) => presence)).toEqual(['ready']);

    // The call-backs by their key, the row by its letter.
    await page.keyboard.press('Shift+F9');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('t');
    await page.locator('[data-call-back][data-state=taken]').waitFor();
    await page.keyboard.press('n');
    await page.locator('[data-call-back][data-state=notReached]').waitFor();

    await page.keyboard.press('F2');
    await page.locator('.case').waitFor();
    await page.locator('#write:focus').waitFor();
    expect(await page.title()).toContain('V-0042');

    // What is typed is the caption at once, and a line of the chat by Enter.
    await page.keyboard.type('您好，我是苏婉清');
    await page.keyboard.press('Enter');
    await page.locator('.line-of-teller[data-line-state=said]').waitFor();
    const sent = service.of('send').map(({ message }) => message);
    expect(sent.flatMap((message) => (message.kind === 'chat' ? [message.text] : []))).toEqual([
      '您好，我是苏婉清',
    ]);
    await expect
      .poll(() =>
        service
          .of('send')
          .flatMap(({ message }) => (message.kind === 'caption' ? [message.text] : []))
          .at(-1),
      )
      .toBe('');
    expect(sent.some((message) => message.kind === 'caption' && message.text.startsWith('您'))).toBe(true);

    // The customer's step: point, propose, move, each by its letter.
    await page.keyboard.press('F4');
    await page.locator('[data-region=view]:focus').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const row = page.locator('[data-row]:focus');
    expect(await row.getAttribute('data-control')).toBe('choose 1');
    await page.keyboard.press('h');
    await expect.poll(() => service.acts().length).toBe(1);
    service.say({ kind: 'acted', act: service.acts()[0]?.id ?? '', result: 'shown' });
    await page.locator('[data-control="choose 1"][data-ringed=true]').waitFor();
    await page.keyboard.press('p');
    await expect.poll(() => service.acts().length).toBe(2);
    const [, proposal] = service.acts();
    expect(proposal).toMatchObject({
      turn: 1,
      step: 3,
      token: service.case?.token,
      act: { do: 'propose', inputs: [{ action: 'choose', choice: 1 }] },
    });
    const valid = Date.parse(proposal?.expiresAt ?? '') - Date.now();
    expect(valid).toBeGreaterThan(8_000);
    expect(valid).toBeLessThanOrEqual(15_000);
    service.say({ kind: 'acted', act: proposal?.id ?? '', result: 'asked' });
    await page.locator('[data-act-of=propose][data-state=asked]').waitFor();
    service.say({ kind: 'acted', act: proposal?.id ?? '', result: 'declined' });
    await page.locator('[data-act-of=propose][data-state=declined]').waitFor();
    expect(await said()).toContain('客户不接受');
    await page.locator('[data-control=back]').focus();
    await page.keyboard.press('m');
    await expect.poll(() => service.acts().at(-1)?.act).toEqual({ do: 'move', action: 'back' });

    // A view that changes under the hands leaves them on the step.
    service.view(viewOf('enter-phone', 4));
    await page.locator('[data-screen=enterPhone]').waitFor();
    await page.locator('[data-region=view]:focus, [data-region=view] :focus').waitFor();
    await picture('desk-case');
    const under = viewOf('enter-phone', 5);
    if (under.is === 'shown') service.view({ ...under, beneath: true });
    await page.getByText('客户正把通话放大，这一步在下面').waitFor();
    await picture('desk-beneath');

    await page.keyboard.press('F9');
    await page.locator('dialog[data-dialog=finish]').waitFor();
    await page.keyboard.press('1');
    await page.locator('.wrap-up').waitFor();
    expect(service.of('finish').at(-1)).toMatchObject({ call: call.id, outcome: 'finished' });
    await page.locator('.wrap-up input:focus').waitFor();
    await picture('desk-wrap-up');
    await expectAxeClean(page, 'wrapping up');
    await page.keyboard.press('F2');
    expect(service.of('next').length).toBe(1);
    await page.keyboard.press('2');
    await page.keyboard.press('Tab');
    await page.keyboard.type('换号的步骤讲清楚了');
    await page.keyboard.press('F9');
    await page.locator('.next').waitFor();
    expect(service.of('wrapUp')).toMatchObject([{ code: 'explained', note: '换号的步骤讲清楚了' }]);
    expect(await focused()).toContain('接下一位');

    // A terminal that was lost in mid-call: the customer is promised a call before it is written down.
    const lost = { call: call.id, reference: 'V-0043', outcome: 'lapsed' } as const;
    service.desk({ presence: 'wrapUp', toWrapUp: { ...lost, callBack: null } });
    await page.locator('#lost-phone:focus').waitFor();
    await page.keyboard.type('1420000000');
    await page.keyboard.press('Enter');
    await page.getByText('手机号码是 1 开头的 11 位数字').waitFor();
    expect(service.of('bookCallBack')).toEqual([]);
    await page.keyboard.type('2');
    await picture('desk-lost-call');
    await expectAxeClean(page, 'a lost call');
    await page.keyboard.press('Enter');
    await expect.poll(() => service.of('bookCallBack').map(({ phone }) => phone)).toEqual(['14200000002']);
    service.desk({
      toWrapUp: { ...lost, callBack: { reference: 'B-0007', from: '2026-11-22T06:30:00.000Z' } },
    });
    await page.getByText('已约回电 B-0007').waitFor();
    service.desk({ presence: 'ready', toWrapUp: null });
    await page.locator('.next').waitFor();
    expect(hall.problems()).toEqual([]);
  });

  it('speaks English in every part, shows the step in the customer’s language on demand, and never what is his own', async () => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.getByRole('button', { name: 'English' }).click();
    await taken({
      view: viewOf('enter-phone-typing', 5),
      longCallMinutes: 1,
      takenAt: new Date(Date.now() - 90_000).toISOString(),
    });
    await page.getByText('Over 1 min').first().waitFor();
    service.writes('我听不清，请写字');
    service.say({ kind: 'link', turn: 1, mode: 'text', state: 'none', camera: false, microphone: false });
    await page.getByText('Customer’s side').waitFor();
    expect(await page.locator('.told').innerText()).toContain('Your new phone number');
    await page.locator('#propose-value').focus();
    await page.keyboard.type('14200000009');
    await page.keyboard.press('Enter');
    await expect.poll(() => service.acts().at(-1)?.act).toMatchObject({ do: 'propose' });
    const proposed = service.acts().at(-1)?.act;
    expect(
      proposed?.do === 'propose' && proposed.inputs.map(({ action, choice }) => choice ?? action),
    ).toEqual(['clear', 1, 4, 2, 0, 0, 0, 0, 0, 0, 0, 9]);
    await picture('desk-case-en-wide');
    await expectAxeClean(page, 'a case in English');
    expect((await page.evaluate(lowestContrast)).ratio).toBeGreaterThanOrEqual(4.5);
    await page.keyboard.press('Shift+F4');
    expect(await page.locator('.told').getAttribute('lang')).toBe('zh-CN');
    expect(await page.locator('.told').innerText()).toContain('新手机号');

    service.view({
      is: 'own',
      number: 6,
      at: new Date().toISOString(),
      what: 'code',
      kind: 'enterCode',
      service: 'changeReservedPhone',
      step: 6,
    });
    await page.getByText('The customer is entering a code').first().waitFor();
    expect(await page.locator('.told, .controls, .entry').count()).toBe(0);
    await picture('desk-own-en');
    await expectAxeClean(page, 'a step of the customer’s own');
    expect(hall.problems()).toEqual([]);
  });

  it('has a key for asking for a picture, quiet help in two steps, approvals and a transfer', async () => {
    // A teller who may approve, too.
    await page.context().close();
    page = await openDesk(hall, service, { number: '1006' });
    service.desk({ tellers: [{ staff: '1007', name: '叶知秋', presence: 'ready', inCall: false }] });
    await taken({ view: viewOf('await-approval-asked', 3, ['explain', 'approve']) });
    await page.keyboard.press('F8');
    await expect.poll(() => service.acts().at(-1)?.act).toEqual({ do: 'still' });
    service.say({
      kind: 'acted',
      act: service.acts().at(-1)?.id ?? '',
      result: 'accepted',
      picture: 'picture-of-a-desk-test',
    });
    await page.locator('[data-act=picture]').focus();
    await page.keyboard.press('Enter');
    await page.locator('.still canvas[data-drawn=true]').waitFor();

    const acts = service.acts().length;
    await page.keyboard.press('Shift+F3');
    await page.locator('dialog[data-dialog=quiet]').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(service.acts().length).toBe(acts);
    await page.keyboard.press('Shift+F3');
    await page.locator('dialog[data-dialog=quiet]').waitFor();
    await picture('desk-quiet');
    await expectAxeClean(page, 'quiet help');
    await page.keyboard.press('Shift+F3');
    await expect.poll(() => service.acts().at(-1)?.act).toEqual({ do: 'quiet' });

    service.approve([
      {
        id: 'approval-of-a-desk-test',
        reference: 'P-0042',
        terminal: 'T01',
        service: 'changeReservedPhone',
        step: 'awaitApproval',
        language: 'zh-CN',
        state: 'waiting',
        seenBy: null,
        escalated: false,
        needsSecond: false,
        first: null,
        askedAt: new Date().toISOString(),
        expiresAt: new Date(Date.now() + 600_000).toISOString(),
        subject: {
          kind: 'changeReservedPhone',
          why: 'noOldNumber',
          cardLast4: '1018',
          oldPhone: null,
          newPhone: '14200000009',
        },
      },
    ]);
    await page.locator('[data-approval]').waitFor();
    await page.keyboard.press('F10');
    await page.locator('[data-region=approvals]:focus').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.panel').waitFor();
    await page.locator('input[value="refused faceDiffers"]').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.locator('dialog.confirm').waitFor();
    await page.locator('dialog.confirm [data-act=refused]').focus();
    await picture('desk-approval');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => service.decided)
      .toEqual([['approval-of-a-desk-test', { decision: 'refused', reason: 'faceDiffers' }]]);
    await page.locator('[data-approval]').waitFor({ state: 'detached' });

    service.does = ({ type }) => {
      if (type === 'transfer') {
        service.desk({ presence: 'ready' });
        service.hand(null);
      }
    };
    await page.keyboard.press('F7');
    await page.locator('#transfer-to:focus').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('客户听不清，请用文字');
    await picture('desk-transfer');
    await expectAxeClean(page, 'a transfer');
    await page.keyboard.press('Enter');
    await page.locator('.next').waitFor();
    expect(service.of('transfer')).toMatchObject([
      { to: { kind: 'teller', staff: '1007' }, note: '客户听不清，请用文字', call: call.id },
    ]);
    expect(hall.problems()).toEqual([]);
  });
});
