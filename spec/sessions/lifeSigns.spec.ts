import { look, newLife } from '../../src/sessions/lifeSigns';

/**
 * What happens to a line, one step each, and what its looks tell in each. `on ms` looks whenever that is due, for so long;
 * `late ms` looks once, so much later than was due; `back ms` looks when it was due, by a clock that went back so far; `woken`
 * looks now; `heard ms`: something will come so long after the step before.
 */
function play(rules: { every: number; pings: boolean }, steps: string): string[] {
  let now = 50_000_000;
  let signs = newLife(rules, now);
  let heardFor: number | undefined;
  let heardAt: number | undefined;
  const told: string[] = [];

  const lookAt = (at: number, woken = false) => {
    heardFor = heardAt === undefined ? undefined : at - heardAt;
    heardAt = undefined;
    const found = look(rules, signs, at, heardFor, woken);
    signs = found.signs;
    now = at;
    if (found.verdict === 'ask') told.push('ask');
    if (typeof found.verdict === 'object') told.push(`dead ${found.verdict.deadAfter}`);
  };

  for (const step of steps.trim().split(/\s*,\s*/)) {
    const [what = '', amount = '0'] = step.split(' ');
    const ms = Number(amount);
    if (what === 'on') {
      // Looks when they are due, for so long, or until the line is dead.
      const until = now + ms;
      while (signs.lookAt <= until && !told.at(-1)?.startsWith('dead')) lookAt(signs.lookAt);
      now = until;
    } else if (what === 'late') {
      lookAt(Math.max(signs.lookAt, now) + ms);
    } else if (what === 'back') {
      const at = signs.lookAt - ms;
      lookAt(at);
    } else if (what === 'heard') heardAt = now + ms;
    else if (what === 'woken') lookAt(now + ms, true);
    else throw new Error(`Nobody knows ${step}.`);
    told.push('|');
  }
  return told
    .join(' ')
    .replaceAll(' |', '|')
    .split('|')
    .map((each) => each.trim())
    .slice(0, -1);
}

const pinged = { every: 10_000, pings: true };
const mute = { every: 10_000, pings: false };

// prettier-ignore
const rows: [name: string, rules: typeof pinged, steps: string, expected: string[]][] = [
  ['ping every 10 s, and be dead 5 s after one that nothing answers', pinged,
    'on 9999, on 1, on 4999, on 1',                       ['', 'ask', '', 'dead 15000']],
  ['count from what came last, wherever it came between two looks', pinged,
    'on 9500, heard 100, on 15099, on 1',                 ['', '', 'ask ask', 'dead 15000']],
  ['be asked at once after sleep', pinged,
    'on 3000, late 28800000',                             ['', 'ask']],
  ['have 5 s to answer then, and no full period', pinged,
    'on 3000, late 28800000, on 4999, on 1',              ['', 'ask', '', 'dead 9000']],
  ['live where it answers', pinged,
    'on 3000, late 28800000, heard 300, on 9999, on 1',   ['', 'ask', '', '', 'ask']],
  ['never die at a look that was held up', pinged,
    'on 14999, late 60000, heard 1, on 1000',             ['ask', 'ask', '', '']],
  ['not be believed for what came before the sleep', pinged,
    'on 2500, heard 0, late 28800000, on 5000',           ['', '', 'ask', 'dead 6000']],
  ['be believed for what came at its end', pinged,
    'on 2000, late 60000',                                ['', 'ask']],
  ['bear looks that are a second late', pinged,
    'late 1000, late 1000, late 1000, on 9000',           ['', '', '', 'ask dead 15000']],
  ['be found dead where every look is held up', pinged,
    'late 59000, late 59000, late 59000',                 ['ask', '', 'dead 3000']],
  ['live where every look is held up and it answers', pinged,
    'late 59000, heard 10, late 59000, heard 10, late 59000', ['ask', '', 'ask', '', 'ask']],
  ['not be harmed by a clock that goes back', pinged,
    'on 3000, back 3600000, heard 200, on 9000, on 1000', ['', 'ask', '', '', 'ask']],
  ['be asked again and live on, whatever the clock does', pinged,
    'back 3600000, heard 9, on 1000, late 3600000, heard 9, on 1000', ['ask', '', '', 'ask', '', '']],
  ['be asked when the platform says that much may have changed', pinged,
    'on 3500, woken 0, on 4999, on 1',                    ['', 'ask', '', 'dead 8500']],
  ['not be given longer each time it is woken', pinged,
    'woken 0, on 3000, woken 0, on 2000',                 ['ask', '', 'ask', 'dead 5000']],
  ['never be pinged nor die of silence where it cannot be pinged', mute,
    'on 600000',                                          ['']],
  ['be asked after sleep all the same, and live on', mute,
    'on 3000, late 100000, on 60000',                     ['', 'ask', '']],
  ['be dead where nobody can have kept it for so long', mute,
    'on 3000, late 130000, on 4999, on 1',                ['', 'ask', '', 'dead 9000']],
  ['live where it was kept', mute,
    'on 3000, late 130000, heard 200, on 60000',          ['', 'ask', '', '']],
  ['be asked when woken, and live on', mute,
    'woken 0, on 60000',                                  ['ask', '']],
];

describe('a line that is looked at', () => {
  it.each(rows)('should %s', (_name, rules, steps, expected) => {
    expect(play(rules, steps)).toEqual(expected);
  });
});
