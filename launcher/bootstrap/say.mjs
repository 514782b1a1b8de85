/** How often a step that takes long says so where lines cannot be rewritten, milliseconds. */
const STILL_AT_IT = 10_000;
/** How often the line of a running step is drawn anew on a terminal, milliseconds. */
const REDRAW = 500;
/** Lines of a program's output that are shown when it fails. */
const KEPT_LINES = 20;

/**
 * What the bootstrap tells the person who started it. Everything goes to standard error: standard output belongs to
 * what was started.
 * @typedef {object} Voice
 * @property {(text: string) => void} line one line, at once
 * @property {(title: string) => Step} step something that takes a while, with its seconds running
 *
 * @typedef {object} Step
 * @property {(text: string) => void} detail what it is at, shown beside the seconds
 * @property {(outcome?: string) => void} end
 */

/**
 * @param {{ write(text: string): unknown, isTTY?: boolean }} stream
 * @returns {Voice}
 */
export function voice(stream = process.stderr) {
  /** @param {string} text */
  const line = (text) => void stream.write(`${text}\n`);
  return {
    line,
    step(title) {
      const begun = performance.now();
      let detail = '';
      const seconds = () => Math.round((performance.now() - begun) / 1000);
      const now = () => `${title}: ${seconds()} s${detail && `, ${detail}`}`;
      if (!stream.isTTY) line(`${title} ...`);
      const redraw = () => (stream.isTTY ? stream.write(`\r\u001b[K${now()}`) : line(now()));
      const ticker = setInterval(redraw, stream.isTTY ? REDRAW : STILL_AT_IT);
      ticker.unref();
      return {
        detail(text) {
          detail = text;
        },
        end(outcome = 'done') {
          clearInterval(ticker);
          if (stream.isTTY) stream.write('\r\u001b[K');
          line(`${title}: ${outcome} (${seconds()} s)`);
        },
      };
    },
  };
}

/** The last lines a program wrote, bounded whatever it writes. */
export class LastLines {
  /** @type {string[]} */
  #lines = [];
  #open = '';
  #worth;

  /** @param {(line: string) => boolean} worth whether a line is worth keeping */
  constructor(worth = () => true) {
    this.#worth = worth;
  }

  /** @param {string} text */
  add(text) {
    const lines = (this.#open + text).split(/\r?\n/);
    this.#open = (lines.pop() ?? '').slice(-500);
    for (const line of lines) {
      if (line.trim() !== '' && this.#worth(line)) this.#lines.push(line.slice(0, 500));
    }
    this.#lines.splice(0, this.#lines.length - KEPT_LINES);
  }

  /** @returns {string[]} */
  get lines() {
    return this.#open.trim() === '' ? [...this.#lines] : [...this.#lines, this.#open].slice(-KEPT_LINES);
  }
}
