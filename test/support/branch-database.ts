import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { defaultConfiguration } from '#branch/queue/default-configuration.ts';
import { type BranchConfiguration, branchConfigurationSchema } from '#contracts/branch/configuration.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
/** Open at whatever hour a story runs, but for the last minute of a day. */
export const ALWAYS_OPEN: BranchConfiguration['hours'] = [{ days: EVERY_DAY, from: '00:00', to: '23:59' }];
/** Never. */
export const CLOSED: BranchConfiguration['hours'] = [];

/** The branch service's own database in a kiosk's folder, as somebody who looks after the branch sees it. */
export function branchDatabase(dataDir: string) {
  const within = <T>(work: (database: DatabaseSync) => T): T => {
    const database = new DatabaseSync(join(dataDir, 'branch.db'));
    try {
      database.exec('PRAGMA busy_timeout = 5000');
      return work(database);
    } finally {
      database.close();
    }
  };
  return {
    /** How the branch serves from now on: the default one with these changes. */
    configure(change: Partial<BranchConfiguration>): void {
      const configuration = branchConfigurationSchema.parse({ ...defaultConfiguration, ...change });
      within((database) =>
        database.prepare('UPDATE branches SET configuration = ?').run(JSON.stringify(configuration)),
      );
    },
    /** Every number ever issued and what became of it, oldest first. */
    tickets: () =>
      within((database) =>
        database
          .prepare('SELECT label, state, services, segment, needs, channel FROM tickets ORDER BY sequence')
          .all()
          .map((row) => ({
            label: String(row.label),
            state: String(row.state),
            services: (JSON.parse(String(row.services)) as { id: string }[]).map(({ id }) => id),
            segment: String(row.segment),
            needs: JSON.parse(String(row.needs)) as string[],
            channel: String(row.channel),
          })),
      ),
    /** A counter calls the number, as far as its holder can tell. */
    call(label: string, counter: string): void {
      within((database) =>
        database
          .prepare(`UPDATE tickets SET state = 'called', counter = ?, called_at = issued_at WHERE label = ?`)
          .run(counter, label),
      );
    },
  };
}
