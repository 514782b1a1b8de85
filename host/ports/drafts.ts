import { SERVICES } from '#contracts/services/catalogue.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import type { FlowPorts } from '#flows/ports.ts';
import { newToken } from '../ids.ts';
import type { World } from './world.ts';

type DraftPorts = Pick<FlowPorts, 'keepDraft' | 'dropDraft'>;

type Wanted = Pick<World, 'branch' | 'errands' | 'visits' | 'journal' | 'language'>;

/**
 * What a customer has entered, at the branch for the counter. A service's draft has one id in a visit until it is
 * dropped; that it was kept and dropped stands in the journal, what it says stands there only sealed.
 */
export function draftPorts({ branch, errands, visits, journal, language }: Wanted): DraftPorts {
  const ids = new Map<ServiceId, { readonly id: string; sequence: number }>();
  visits.onWipe(() => ids.clear());
  return {
    async keepDraft({ service, values, label, holder }) {
      const standing = ids.get(service) ?? { id: newToken(), sequence: 0 };
      ids.set(service, standing);
      standing.sequence++;
      const { id, sequence } = standing;
      const answer = await branch.keepDraft({
        id,
        sequence,
        label,
        service,
        values,
        holder,
        language: language(),
      });
      if (answer.ok) {
        const of = SERVICES[service].form.length;
        const facts = { id, service, label, fields: Object.keys(values).length, of };
        journal.append({ kind: 'draft.kept', visit: visits.current?.token ?? null, facts });
        return { outcome: 'kept' };
      }
      return { outcome: answer.error.code === 'refused' ? 'notKept' : 'unknown' };
    },
    async dropDraft({ service }) {
      const standing = ids.get(service);
      if (!standing) return {};
      const { id } = standing;
      ids.delete(service);
      journal.transaction(() => {
        journal.append({
          kind: 'draft.dropped',
          visit: visits.current?.token ?? null,
          facts: { id, service },
        });
        errands.intend({ type: 'dropDraft', id });
      });
      void errands.run(id);
      return {};
    },
  };
}
