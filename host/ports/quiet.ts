import type { AssistanceRequest } from '#contracts/branch/assistance.ts';
import type { FlowPorts } from '#flows/ports.ts';
import { newToken } from '../ids.ts';
import type { World } from './world.ts';

/**
 * Alerts staff without a word on the screen. The alert is durable before it is sent and followed until the branch has it,
 * over restarts and beyond the end of the visit: nobody takes it back but staff who have been there.
 */
export function quietPort(world: World): Pick<FlowPorts, 'quiet'> {
  const { branch, clock, errands, journal, visits, step, language, tell } = world;

  const watch = async (id: string, signal: AbortSignal): Promise<void> => {
    for await (const news of branch.watchAssistance(id, 0, signal)) {
      if (signal.aborted) return;
      if (!news.ok) continue;
      if (news.value.state === 'acknowledged') tell({ type: 'quiet.changed', state: 'seen' });
      if (news.value.state === 'closed') tell({ type: 'quiet.changed', state: 'closed' });
    }
  };

  return {
    async quiet(_, signal) {
      const { kind, service } = step();
      const id = newToken();
      const request: AssistanceRequest = {
        ...{ id, visit: visits.current?.token ?? 'none', step: kind, service, language: language() },
        reason: 'quiet',
        since: new Date(clock.wall()).toISOString(),
      };
      journal.transaction(() => errands.intend({ type: 'quiet', id, request }));
      void errands.run(id);
      // What is heard late is told all the same; whether anybody comes is only of use while the customer is there.
      if (await until(errands.heard(id), signal)) await watch(id, signal);
      return {};
    },
  };
}

/** The answer, or false once nobody waits for it. */
const until = (answer: Promise<boolean>, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(false), { once: true });
    void answer.then(resolve);
  });
