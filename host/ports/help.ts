import type { FlowPorts } from '#flows/ports.ts';
import { newToken } from '../ids.ts';
import { handsOnGlass } from './hands.ts';
import type { World } from './world.ts';

/** So many answers missed in a row, and the branch is told as away: one is a hiccup. */
const UNHEARD = 3;

type HelpPorts = Pick<FlowPorts, 'requestHelp' | 'withdrawHelp' | 'releaseHands' | 'endOverstepped'>;

/** The call for a person, as the branch service evidences it. */
export function helpPorts(world: World): HelpPorts {
  const { branch, errands, visits, step, language, tell, journal } = world;
  const hands = handsOnGlass(world);
  /** Counts the calls taken back: one that is still on its way when that happens is taken back on arrival. */
  let withdrawn = 0;
  let open: { readonly id: string; readonly watch: AbortController } | undefined;

  const watch = async (id: string, version: number, signal: AbortSignal) => {
    let unheard = 0;
    for await (const news of branch.watchAssistance(id, version, signal)) {
      if (signal.aborted) return;
      if (!news.ok) {
        // Nobody can say "seen" any more.
        if (++unheard === UNHEARD) tell({ type: 'help.changed', state: 'unreachable' });
        continue;
      }
      const away = unheard >= UNHEARD;
      unheard = 0;
      if (away && news.value.state === 'open') tell({ type: 'help.changed', state: 'asked' });
      if (news.value.state === 'acknowledged') {
        tell({ type: 'help.changed', state: 'seen' });
        hands.hear(id, news.value.hands);
      }
      if (news.value.state === 'closed') {
        errands.drop(id);
        hands.forget();
        tell({ type: 'help.changed', state: 'closed' });
      }
    }
  };

  const takeBack = async (): Promise<void> => {
    const call = open;
    open = undefined;
    hands.forget();
    call?.watch.abort();
    if (call) await errands.run(call.id);
  };

  return {
    ...hands.ports,
    async requestHelp() {
      // Who calls once more has one call, the newest.
      void takeBack();
      const id = newToken();
      const before = withdrawn;
      const { kind, service } = step();
      const visit = visits.current?.token ?? null;
      const request = {
        id,
        visit: visit ?? 'none',
        reason: 'asked',
        step: kind,
        service,
        language: language(),
      } as const;
      // Should this run end before the visit does, the next one takes the call back.
      journal.transaction(() => errands.intend({ type: 'withdraw', id }));
      let asked = await branch.requestAssistance(request);
      // No answer is not a no: the same id opens nothing twice.
      if (!asked.ok && asked.error.code === 'unreachable') asked = await branch.requestAssistance(request);
      journal.append({ kind: 'help.asked', visit, facts: { id, reached: asked.ok } });
      // The customer was told that nobody was called, or has left: a call that arrived after all is taken back.
      if (!asked.ok || withdrawn !== before) {
        void errands.run(id);
        return { reached: false };
      }
      const controller = new AbortController();
      open = { id, watch: controller };
      void watch(id, asked.value.version, controller.signal);
      return { reached: true, reference: asked.value.reference };
    },
    async withdrawHelp() {
      withdrawn++;
      await takeBack();
      return {};
    },
  };
}
