import * as graphile from 'graphile-worker';
import { PgBoss } from 'pg-boss';

/**
 * One job from being put in to being done, by somebody else's queue: `node pass.mjs NAME URL JOBS AT_ONCE`, run with
 * this folder's own packages. Prints jobs a second.
 */
const [name, url, jobsText, atOnceText] = process.argv.slice(2);
const [jobs, atOnce] = [Number(jobsText), Number(atOnceText)];

/** `atOnce` lines of work, each doing its share one after the other. */
async function sharedOut(work) {
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let job = 0; job < jobs / atOnce; job++) await work();
    }),
  );
}

const PEERS = {
  'pg-boss': async () => {
    const boss = new PgBoss({ connectionString: url, max: atOnce, supervise: false, schedule: false });
    await boss.start();
    await boss.createQueue('cash');
    const from = performance.now();
    await sharedOut(async () => {
      await boss.send('cash', { services: ['cash'] });
      const [job] = await boss.fetch('cash');
      if (job) await boss.complete('cash', job.id);
    });
    const took = performance.now() - from;
    await boss.stop({ graceful: false });
    return took;
  },
  'graphile-worker': async () => {
    let done = 0;
    let finished = () => {};
    const all = new Promise((resolve) => {
      finished = resolve;
    });
    const runner = await graphile.run({
      connectionString: url,
      concurrency: atOnce,
      maxPoolSize: atOnce + 2,
      pollInterval: 50,
      noHandleSignals: true,
      logger: new graphile.Logger(() => () => {}),
      taskList: {
        cash: async () => {
          done++;
          if (done >= Math.floor(jobs / atOnce) * atOnce) finished();
        },
      },
    });
    const from = performance.now();
    await sharedOut(() => runner.addJob('cash', { services: ['cash'] }));
    await all;
    const took = performance.now() - from;
    await runner.stop();
    return took;
  },
};

const took = await PEERS[name]();
process.stdout.write(`${(Math.floor(jobs / atOnce) * atOnce * 1_000) / took}\n`);
process.exit(0);
