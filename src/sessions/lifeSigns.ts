import { graceTime, heldUpAfter } from '../connection';

/** How often a line is looked at, ms: so soon a machine that slept is noticed. */
const lookTime = 1000;
/** How long a pong may take before the line counts as dead, ms: on top of `every`, and by itself once a line is in doubt. */
export const pongTime = 5000;
/**
 * Without pings silence proves nothing. But who was away for so long, ms, has sent no keepalive message all the while, and no
 * gateway is known to keep such a line: SLNG's own client sends one every 30 s, the slowest one we know every 120 s.
 */
const awayLimit = 120_000;

/**
 * What is fixed for a line. `every`: how often it is pinged, ms. `pings`: whether its pings can be heard of.
 *
 * @internal
 */
export interface LifeRules {
  readonly every: number;
  readonly pings: boolean;
}

/**
 * What is known of a line's life. Silences are counted from look to look, so that neither sleep nor a clock that was set makes
 * them longer.
 *
 * @internal
 */
export interface LifeSigns {
  /** When it was last looked at, and for when the next look was meant, wall-clock ms. */
  readonly lookedAt: number;
  readonly lookAt: number;
  /** How long nothing came, and how long ago the last ping went, ms. */
  readonly silence: number;
  readonly sincePing: number;
  /** In doubt: how long it may still take to answer, ms; whether it would be dead then; whether more time was given. */
  readonly doubt?: { readonly left: number; readonly fatal: boolean; readonly extended: boolean };
}

/**
 * What to do: ping it, ask it by a message where it cannot be pinged, or give it up after so long a silence, ms.
 *
 * @internal
 */
export type LifeVerdict = 'nothing' | 'ask' | { readonly deadAfter: number };

/** @internal */
export const newLife = (rules: LifeRules, now: number): LifeSigns =>
  planned(rules, { lookedAt: now, lookAt: now, silence: 0, sincePing: 0 });

/**
 * Looks at a line. Every `every` it is pinged, and it is dead where nothing, not even a pong, came for `pongTime` more.
 *
 * A look that was held up, or that something woke, trusts nothing: a line that was silent is asked at once and has `pongTime`
 * to answer, and never dies at such a look, for what came meanwhile may still wait to be heard.
 *
 * @param heardFor - how long ago the last thing came, ms by the clock; nothing where none came since the last look
 * @param woken - whether the platform said that much may have changed
 * @internal
 */
export function look(
  rules: LifeRules,
  signs: LifeSigns,
  now: number,
  heardFor: number | undefined,
  woken = false,
): { readonly signs: LifeSigns; readonly verdict: LifeVerdict } {
  const passed = now - signs.lookedAt;
  const heldUp = now - signs.lookAt > heldUpAfter || passed < 0;
  const most = signs.lookAt - signs.lookedAt;
  const awake = heldUp ? most : passed;
  const silence =
    heardFor === undefined ? signs.silence + awake : Math.min(Math.max(heardFor, 0), awake);
  const sincePing = signs.sincePing + awake;
  const old = heardFor === undefined ? signs.doubt : undefined;
  const next = { lookedAt: now, lookAt: now, silence, sincePing };

  // What came before the hold-up does not show that the line has lived through it.
  if (woken || (heldUp && (heardFor ?? Infinity) > heldUpAfter)) {
    // Once only: where every look is held up, as in a hidden tab, an end must come too.
    if (old !== undefined && !woken) {
      if (old.extended) return judged(rules, next, { ...old, left: 0 });
      return settled(rules, next, { ...old, left: graceTime, extended: true }, 'nothing');
    }
    const fatal = rules.pings || old?.fatal === true || passed >= awayLimit;
    const left = old === undefined ? pongTime : Math.max(old.left - awake, heldUp ? graceTime : 1);
    const doubt = { left, fatal, extended: old?.extended ?? false };
    return settled(rules, { ...next, sincePing: 0 }, doubt, 'ask');
  }
  if (old !== undefined) return judged(rules, next, { ...old, left: old.left - awake });
  if (!rules.pings) return settled(rules, next, undefined, 'nothing');
  if (silence >= rules.every + pongTime)
    return settled(rules, next, undefined, { deadAfter: silence });
  return sincePing >= rules.every
    ? settled(rules, { ...next, sincePing: 0 }, undefined, 'ask')
    : settled(rules, next, undefined, 'nothing');
}

function judged(rules: LifeRules, signs: LifeSigns, doubt: NonNullable<LifeSigns['doubt']>) {
  if (doubt.left > 0) return settled(rules, signs, doubt, 'nothing');
  if (doubt.fatal) return settled(rules, signs, undefined, { deadAfter: signs.silence });
  return settled(rules, signs, undefined, 'nothing');
}

function settled(
  rules: LifeRules,
  signs: LifeSigns,
  doubt: LifeSigns['doubt'],
  verdict: LifeVerdict,
): { readonly signs: LifeSigns; readonly verdict: LifeVerdict } {
  return { signs: planned(rules, doubt === undefined ? signs : { ...signs, doubt }), verdict };
}

/** When to look next: after `lookTime`, or sooner where something is due. */
function planned({ every, pings }: LifeRules, signs: LifeSigns): LifeSigns {
  const due = pings ? [every - signs.sincePing, every + pongTime - signs.silence] : [];
  const doubt = signs.doubt === undefined ? [] : [signs.doubt.left];
  const wait = Math.min(lookTime, ...due.filter((ms) => ms > 0), ...doubt);
  return { ...signs, lookAt: signs.lookedAt + wait };
}
