import { dayInChina } from '#flows/facts.ts';
import type { FlowPorts } from '#flows/ports.ts';
import type { World } from './world.ts';

type VisitPorts = Pick<FlowPorts, 'beginVisit' | 'endVisit'>;

/** Beginning and end of a visit; at the end the journal's head is anchored in the branch service. */
export function visitPorts({ visits, clock }: World, anchor: () => void): VisitPorts {
  return {
    async beginVisit() {
      const visit = visits.ensure();
      return { visit: visit.token, reference: visit.reference, today: dayInChina(clock.wall()) };
    },
    async endVisit({ why }) {
      visits.end(why);
      anchor();
      return {};
    },
  };
}
