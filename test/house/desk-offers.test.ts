import { describe, expect, it } from 'vitest';
import { MOVES } from '#contracts/branch/call-act.ts';
import { isServiceId } from '#contracts/services/service.ts';
import { judgeProposal } from '#flows/compliance/remote-acts.ts';
import { actOf, callOf, teller } from '#host/calls/calls.test-data.ts';
import { judgeAct } from '#host/calls/judge-act.ts';
import { hiddenOn, viewFor } from '#host/calls/view.ts';
import { EXAMPLES, exampleScreen } from '#renderer/gallery/examples.ts';
import { stepShown } from '#renderer/teller/step-view.ts';

const AT = '2026-11-22T02:00:00.000Z';
const bench = (screen: ReturnType<typeof exampleScreen>) => ({
  call: callOf({ state: 'live', turn: 1, teller }),
  screen,
  now: Date.parse(AT),
  seen: () => false,
});

/** Every screen of the gallery that a teller is shown, as he and as the flow have it. */
function* shownToTellers() {
  for (const example of EXAMPLES) {
    const screen = exampleScreen(example, { language: 'en', textSize: 'normal', contrast: 'normal' });
    if (screen.frame.overlay !== null || hiddenOn(screen) !== null) continue;
    const view = viewFor(screen, null, 1, AT);
    if (view.is !== 'shown') throw new Error(example.name);
    const { progress } = screen.frame;
    const step = {
      body: screen.body,
      actions: screen.actions,
      question: '',
      ...(progress && isServiceId(progress.service)
        ? { progress: { service: progress.service, step: progress.step } }
        : {}),
    };
    yield [example.name, screen, view, step] as const;
  }
}

describe('what a teller’s desk offers to put forward', () => {
  it('is what the terminal would let through, on every screen there is', () => {
    let offered = 0;
    for (const [name, screen, view, step] of shownToTellers()) {
      for (const row of stepShown(view, 'en').rows) {
        if (!row.propose) continue;
        offered += 1;
        const inputs = [{ action: row.action, ...(row.choice === undefined ? {} : { choice: row.choice }) }];
        const act = actOf({ do: 'propose', inputs }, { step: screen.step });
        expect([name, row.key, judgeAct(act, bench(screen))]).toEqual([name, row.key, null]);
        expect([name, row.key, judgeProposal(inputs, step)]).toEqual([name, row.key, 'asked']);
      }
    }
    expect(offered).toBeGreaterThan(30);
  });

  it('is all that it would let through: no row of the customer’s is forgotten', () => {
    for (const [name, screen, view, step] of shownToTellers()) {
      const rows = stepShown(view, 'en').rows.filter(({ propose }) => propose);
      for (const { id, choice, role } of screen.actions) {
        if (role === 'entry' || MOVES.some((move) => move === id)) continue;
        const inputs = [{ action: id, ...(choice === undefined ? {} : { choice }) }];
        const passes =
          judgeAct(actOf({ do: 'propose', inputs }, { step: screen.step }), bench(screen)) === null &&
          judgeProposal(inputs, step) === 'asked';
        const shown = rows.some((row) => row.action === id && (row.choice ?? 0) === (choice ?? 0));
        expect([name, id, choice, shown]).toEqual([name, id, choice, passes]);
      }
    }
  });
});
