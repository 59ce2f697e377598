import { readFileSync } from 'node:fs';
import { gatewayVerdict, platformVerdict, retryableClose, retryableStatus } from '../../src/errors';
import { closeVerdict, statusVerdict } from '../../src/errors/retryable';
import { closeCodes } from '../../src/errors/table/closeCodes';
import { gatewayCodes } from '../../src/errors/table/gatewayCodes';
import { platformErrors } from '../../src/errors/table/platformErrors';
import { statuses } from '../../src/errors/table/statuses';
import { type VoiceErrorFacts } from '../../src/errors';

const page = readFileSync('docs/errors.md', 'utf8');

/** The cells of the table under a heading, without its head. */
function tableUnder(heading: string): string[][] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const other = (from: number, to: number) => from === 0 || to === Infinity;
const range = (from: number, to: number) => (from === to ? `${from}` : `${from}-${to}`);

describe('docs/errors.md', () => {
  it('should say of every close code what the code does', () => {
    expect(tableUnder('Close codes')).toEqual(
      closeCodes.map(({ from, to, name, verdict, why }) => [
        other(from, to) ? 'other' : range(from, to),
        name,
        verdict === 'status' ? 'as HTTP' : verdict,
        why,
      ]),
    );
  });

  it('should have a row of its own for every close code of the RFC', () => {
    const named = tableUnder('Close codes').map(([code]) => code);

    expect(named.slice(0, 16)).toEqual(Array.from({ length: 16 }, (_, n) => `${1000 + n}`));
  });

  it('should say of every status what the code does', () => {
    expect(tableUnder('Refused handshakes')).toEqual(
      statuses.map(({ from, to, name, verdict, why }) => [
        from === 0 ? `below ${to + 1}` : to === Infinity ? `above ${from - 1}` : range(from, to),
        name,
        verdict,
        why,
      ]),
    );
  });

  it('should say of every gateway code what the code does', () => {
    expect(tableUnder('Error frames of the gateway')).toEqual(
      gatewayCodes.map(({ code, status, why }) => {
        const { verdict, usable } = gatewayVerdict(code, '');
        return [`\`${code}\``, `${status}`, verdict, usable ? 'yes' : 'no', why];
      }),
    );
  });

  it('should say of every error of the platform what the code does', () => {
    expect(tableUnder('Errors of the platform')).toEqual(
      platformErrors.map(({ codes, verdict, why }) => [
        codes.map((code) => `\`${code}\``).join(' '),
        verdict,
        why,
      ]),
    );
  });

  it('should list every kind of error', () => {
    const kinds: Record<keyof VoiceErrorFacts, true> = {
      'socket-unavailable': true,
      'socket-refused': true,
      'socket-closed': true,
      'socket-lost': true,
      'connect-timeout': true,
      'ready-timeout': true,
      'turn-timeout': true,
      'line-unstable': true,
      'token-failed': true,
      'gateway-error': true,
      'decode-failed': true,
      'format-mismatch': true,
      'buffer-overflow': true,
      'session-closed': true,
      'invalid-option': true,
      'not-installed': true,
      'playback-failed': true,
      'application-failed': true,
      'audio-unavailable': true,
      'microphone-denied': true,
      'microphone-missing': true,
      'microphone-busy': true,
      'microphone-lost': true,
    };

    expect(tableUnder('The errors').map(([code]) => code)).toEqual(
      Object.keys(kinds).map((kind) => `\`${kind}\``),
    );
  });
});

describe('the table of failures', () => {
  it.each(closeCodes.filter(({ verdict, to }) => verdict !== 'status' && to !== Infinity))(
    'should decide close $from ($name): $verdict',
    ({ from, verdict }) => {
      expect(closeVerdict(from)).toBe(verdict);
      expect(retryableClose(from)).toBe(verdict !== 'stop');
    },
  );

  it.each([
    [4401, 'stop'],
    [4429, 'retry-slower'],
    [4503, 'retry'],
    [4399, 'retry'],
    [4600, 'retry'],
    [3000, 'retry'],
    [999, 'retry'],
  ])('should decide close %d: %s', (code, verdict) => {
    expect(closeVerdict(code)).toBe(verdict);
  });

  it.each(
    statuses.map(({ from, to, verdict }) => [Number.isFinite(to) ? to : from, verdict] as const),
  )('should decide a refusal with %d: %s', (status, verdict) => {
    expect(statusVerdict(status)).toBe(verdict);
    expect(retryableStatus(status)).toBe(verdict !== 'stop');
  });

  it.each(platformErrors.flatMap(({ codes, verdict }) => codes.map((code) => [code, verdict])))(
    'should decide %s: %s',
    (code, verdict) => {
      expect(platformVerdict(code)).toBe(verdict);
    },
  );

  it('should try again after an error of the platform that it does not know', () => {
    expect(platformVerdict('ENEW')).toBe('retry');
    expect(platformVerdict(undefined)).toBe('retry');
  });

  it.each([
    ['backpressure', 'retry-slower', true],
    ['rate_limit', 'retry-slower', false],
    ['translation_error', 'retry', true],
    ['provider_error', 'retry', false],
    ['novel', 'retry', false],
  ])('should say of the gateway error %s: %s, usable %s', (code, verdict, usable) => {
    expect(gatewayVerdict(code, '')).toEqual({ verdict, usable });
  });

  it('should stop on a status in the frame, also where the code alone would be tried again', () => {
    expect(gatewayVerdict('backpressure', '', 400).verdict).toBe('stop');
  });
});
